"""What is withheld of the pathways: decided month by month and site by site, whatever a reader has chosen.

Those diagnosed in time, those diagnosed late and those that have not been reported all point at patients: they are
the three outcomes of a site.
"""

from collections.abc import Iterable

import pandas as pd

from data_access.snapshot.once import once
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rule
from data_access.withholding.rule import Withheld
from vocabulary.filters import Filters

FACES = (("place", "outcome"),)
OUTCOMES = WITHIN, LATE, UNREPORTED = "within", "late", "unreported"
_ALL = Filters("0001-01", "9999-12")  # the decision does not depend on what is chosen


def places(snapshot: Snapshot, rows: pd.DataFrame) -> "pd.Series[str]":
    """Return each row's site, its hospital of the time and today's, parted by `/`."""
    recorded = snapshot.frames["pathways"]["hospital"].reindex(rows.index).fillna(NOWHERE).astype(str)
    today = rows["site"].map(snapshot.organisation.site_today()).fillna(NOWHERE).astype(str)
    return rows["site"].astype(str) + "/" + recorded + "/" + today


def hides(snapshot: Snapshot, field: str, months: Iterable[str], chosen: Iterable[str] | None) -> bool:
    """Say that in one of the months an outcome of the chosen places (None: of all of them) is withheld."""
    lines: list[dict[str, str]] = [{}] if chosen is None else [{"place": place} for place in chosen]
    counts = [place | {"outcome": outcome} for place in lines for outcome in OUTCOMES]
    decided = [_decided(snapshot, _ALL).get((field, month)) for month in months]
    return any(found.hides(count) for found in decided if found for count in counts)


@once
def _decided(snapshot: Snapshot, _filters: Filters) -> dict[tuple[str, str], Withheld]:
    limit = rule.below(snapshot)
    if limit <= 1:
        return {}
    rows = snapshot.frames["pathways"]
    counts = pd.DataFrame(
        {
            "field": rows["field"],
            "month": rows["month"],
            "place": places(snapshot, rows),
            WITHIN: rows["within_limit"],
            LATE: rows["arrived"] - rows["within_limit"],
            UNREPORTED: rows["expected"] - rows["arrived"],
        }
    ).melt(["field", "month", "place"], list(OUTCOMES), "outcome", "count")
    return {
        (str(key[0]), str(key[1])): rule.withheld(of_month, FACES, limit)
        for key, of_month in counts.groupby(["field", "month"])
    }
