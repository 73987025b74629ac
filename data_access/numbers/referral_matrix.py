"""Referrals onward by hospital and service at once, with the totals of both; small counts are withheld, as in lists."""

from collections.abc import Sequence

from data_access.numbers.referral_lists import (
    Dimension,
    Pooled,
    by_hospital,
    months_of_places,
    name_of,
    of_months,
)
from data_access.numbers.referrals import SOURCE
from data_access.numbers.series import arrived, without
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import once
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.withholding.referrals import OTHERS, apart, hides
from data_access.withholding.rule import HIDDEN
from vocabulary.filters import Filters
from vocabulary.language import _

_CROSSED = ("hospital", "service", "treatments", "total", "withheld", "remark")


@Tabled
@once
def matrix(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's treatments by referring hospital and service, with the totals of both; the largest first.

    Columns: hospital and service (names; a total's is the word for it), treatments, total (flag), withheld, remark.
    """
    months = months_of_places(snapshot, filters)
    separate = {"service": [filters.service] if filters.service else apart(snapshot, "service", months)}
    counts = _crossed(snapshot, filters, months, separate["service"])
    if not counts and not arrived(snapshot, SOURCE, filters.narrowed):
        return Table({name: [] for name in _CROSSED})
    services = {service for _hospital, service in counts}
    # In the order of the list of hospitals, where those withheld stand last; it may say nothing of who is in it.
    listed = by_hospital.table(snapshot, filters)
    nowhere = [NOWHERE] if name_of(snapshot, "hospital", NOWHERE) in listed["name"] else []
    down = [*(key for key in listed["key"] if key is not None), *nowhere, None]
    across = [*(key for key in (*separate["service"], OTHERS) if key in services), None]
    cells = [(hospital, service) for hospital in down for service in across]
    hidden = [hides(snapshot, filters, months, (), **_chosen(filters, *cell)) for cell in cells]
    return Table(
        {
            "hospital": [_place(snapshot, "hospital", hospital) for hospital, _service in cells],
            "service": [_place(snapshot, "service", service, separate) for _hospital, service in cells],
            "treatments": without([counts.get(cell, 0.0) for cell in cells], hidden),
            "total": [hospital is None or service is None for hospital, service in cells],
            "withheld": hidden,
            "remark": [_(HIDDEN) if each else "" for each in hidden],
        }
    )


def _crossed(
    snapshot: Snapshot, filters: Filters, months: Sequence[str], alone: Sequence[str]
) -> dict[tuple[str | None, str | None], float]:
    """Return the treatments by hospital and service, and those of each and of all (None); those not alone together."""
    rows = of_months(snapshot, filters, months, "hospital")
    pairs = [
        (hospital, service) for hospital in rows.present("hospital") for service in rows.present("service")
    ]
    sums = rows.sums_of_both("hospital", "service", pairs, {"treatments": rows["treatments"]})
    counts: dict[tuple[str | None, str | None], float] = {}
    for (hospital, service), count in zip(pairs, sums["treatments"].tolist(), strict=True):
        name = service if service in alone else OTHERS
        for cell in ((hospital, name), (hospital, None), (None, name), (None, None)):
            counts[cell] = counts.get(cell, 0.0) + count
    return counts


def _place(snapshot: Snapshot, by: Dimension, key: str | None, separate: Pooled | None = None) -> str:
    return _("I alt") if key is None else name_of(snapshot, by, key, separate)


def _chosen(filters: Filters, hospital: str | None, service: str | None) -> dict[str, str | None]:
    return {
        "hospital": hospital or filters.hospital,
        "service": filters.service if service is None else service,
    }
