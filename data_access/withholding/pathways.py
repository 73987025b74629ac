"""What is withheld of the pathways: decided month by month and site by site, whatever a reader has chosen, and kept.

Those diagnosed in time, those diagnosed late and those that have not been reported all point at patients: they are
the three outcomes of a site.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from data_access.snapshot.once import fact_of
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rule
from data_access.withholding.decided import Decided, Month
from data_access.withholding.kept import kept
from data_access.withholding.lines import Counted, renamed, sums_of

FACES = (("place", "outcome"),)
FIELDS = ("somatic", "psychiatry")
OUTCOMES = WITHIN, LATE, UNREPORTED = "within", "late", "unreported"


def _places(snapshot: Snapshot) -> "pd.Series[str]":
    """Return the site of each of the frame's rows, its hospital of the time and today's, parted by `/`."""
    rows = snapshot.frames["pathways"]
    recorded = rows["hospital"].fillna(NOWHERE).astype(str)
    today = rows["site"].map(snapshot.organisation.site_today).fillna(NOWHERE).astype(str)
    return rows["site"].astype(str) + "/" + recorded + "/" + today


def hides(snapshot: Snapshot, field: str, months: Iterable[str], chosen: Iterable[str] | None) -> bool:
    """Say that an outcome of the chosen sites (None: of all of them) is withheld as a sum over the months."""
    lines: list[dict[str, str]] = [{}] if chosen is None else [{"place": each} for each in chosen]
    counts = [line | {"outcome": outcome} for line in lines for outcome in OUTCOMES]
    return decisions(snapshot)[field].hides(months, lambda _month: counts)


def decisions(snapshot: Snapshot) -> Mapping[str, Decided]:
    """Return what is withheld by field: what is kept, and what the rows ask for beyond it."""
    return _decided(snapshot, "")


@fact_of("pathways", "pathways_withheld", "memberships", "sites", "settings")
def _decided(snapshot: Snapshot, _key: str) -> dict[str, Decided]:
    limit, rows = rule.below(snapshot), snapshot.frames["pathways"]
    if limit <= 1:
        return {field: Decided() for field in FIELDS}
    counts = pd.DataFrame(
        {
            "field": rows["field"],
            "month": rows["month"],
            "place": _places(snapshot),
            WITHIN: rows["within_limit"],
            LATE: rows["arrived"] - rows["within_limit"],
            UNREPORTED: rows["expected"] - rows["arrived"],
        }
    ).melt(["field", "month", "place"], list(OUTCOMES), "outcome", "count")
    return {field: _of_field(snapshot, field, counts[counts["field"] == field], limit) for field in FIELDS}


def _of_field(snapshot: Snapshot, field: str, counts: pd.DataFrame, limit: int) -> Decided:
    before = kept(snapshot, subject(field))
    decided: dict[str, Month] = {}
    counted: dict[str, Counted] = {}
    for name, of_month in counts.groupby("month"):
        # Each site is a line of its own, so whatever organisation comes only puts lines together.
        names = {str(key).split("/")[0]: str(key) for key in of_month["place"].unique()}
        known = before.months.get(str(name))
        counted[str(name)] = Counted(of_month, FACES, names, "place", limit)
        if known and before.marks[str(name)] == counted[str(name)].mark:
            decided[str(name)] = known
            continue
        floor = renamed(known.withheld, "place", names) if known else None
        found = rule.withheld(of_month, FACES, limit, kept=floor)
        decided[str(name)] = Month(renamed(found, "place", {key: site for site, key in names.items()}))
    return sums_of(decided, counted, before)


def subject(field: str) -> str:
    """Return the name that a field's decisions are kept under."""
    return f"pathways/{field}"
