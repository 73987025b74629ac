"""What is withheld of the referrals: decided month by month, for the whole region and both organisations at once.

So the answer for a month is the same whatever a reader has chosen, and one choice less another tells nothing more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import product

import pandas as pd

from data_access.snapshot.once import once
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rectangles, rule
from data_access.withholding.rectangles import Cells
from data_access.withholding.rule import Face, Withheld
from vocabulary.filters import Filters

# Beyond the largest of them, services and private hospitals are counted together wherever they are crossed with
# something else: crossed each by itself, nearly all their counts would have to be withheld.
LARGEST: Mapping[str, int] = {"service": 7, "provider": 10}
OTHERS = ""  # the key of those that are counted together
# What the panels show crossed. Three dimensions at once are never shown: the counts are too small.
FACES: tuple[Face, ...] = (
    ("hospital", "service"),
    ("hospital", "provider"),
    ("service", "provider"),
    ("hospital", "agreement"),
    ("service", "agreement"),
)
_ALL = Filters("0001-01", "9999-12")  # the decision does not depend on what is chosen


def classed(snapshot: Snapshot) -> pd.DataFrame:
    """Return the referrals with two more columns, services and providers: the key of a large one, else OTHERS.

    And `belongs`: the hospital of the time and today's, parted by `/`.
    """
    return _classed(snapshot, _ALL)


@once
def _classed(snapshot: Snapshot, _filters: Filters) -> pd.DataFrame:
    rows = snapshot.frames["referrals"]
    today = rows["site"].map(snapshot.organisation.site_today()).fillna(NOWHERE).astype(str)
    belongs = rows["hospital"].fillna(NOWHERE).astype(str) + "/" + today
    classes = {
        f"{name}s": rows[name].where(rows[name].isin(largest(snapshot, name)), OTHERS) for name in LARGEST
    }
    return rows.assign(belongs=belongs, **classes)


def largest(snapshot: Snapshot, dimension: str) -> list[str]:
    """Return the keys that stand by themselves: the largest over all months, the largest first."""
    sums = snapshot.frames["referrals"].groupby(dimension)["treatments"].sum()
    sums = sums.sort_values(ascending=False, kind="stable")
    return [str(key) for key in sums.index[: LARGEST[dimension]]]


def hides(snapshot: Snapshot, filters: Filters, months: Iterable[str], **chosen: str | None) -> bool:
    """Say that a count is withheld in one of the months.

    It is that of the hospital and service of the filters, and of those chosen by dimension beyond.
    """
    keys = {"hospital": filters.hospital, "service": filters.service} | chosen
    options = [_lines(snapshot, filters, name, key) for name, key in keys.items() if key is not None]
    crossings = [dict(crossing) for crossing in product(*options)]
    decided = _decided(snapshot, _ALL)
    return any(decided[month].hides(each) for month in months if month in decided for each in crossings)


def _lines(snapshot: Snapshot, filters: Filters, dimension: str, key: str) -> list[tuple[str, str]]:
    """Return the lines that a key stands for, each with its dimension."""
    if dimension == "hospital":
        place = 0 if filters.organisation == "then" else 1
        return [(dimension, each) for each in _belongings(snapshot, _ALL) if each.split("/")[place] == key]
    if dimension == "service" and key not in (OTHERS, *_services(snapshot, _ALL)):
        return [("small", key)]
    return [(dimension, key)]


@once
def _belongings(snapshot: Snapshot, _filters: Filters) -> list[str]:
    return [str(each) for each in classed(snapshot)["belongs"].unique()]


@once
def _services(snapshot: Snapshot, _filters: Filters) -> list[str]:
    return largest(snapshot, "service")


@once
def _decided(snapshot: Snapshot, _filters: Filters) -> dict[str, Withheld]:
    """Return what is withheld of each month; a month that nothing could be withheld of is not there."""
    limit = rule.below(snapshot)
    if limit <= 1:
        return {}
    rows = classed(snapshot)
    counts = pd.DataFrame(
        {
            "month": rows["month"],
            "hospital": rows["belongs"],
            "service": rows["services"],
            "small": rows["service"],
            "provider": rows["providers"],
            "agreement": rows["agreement"],
            "count": rows["treatments"],
        }
    )
    decided: dict[str, Withheld] = {}
    cheap: dict[Face, Cells] = {}
    # The oldest first: what is withheld of a month does not change when newer months come.
    for month, of_month in counts.groupby("month"):
        found = decided[str(month)] = _of_month(of_month, limit, cheap)
        cheap |= {face: cheap.get(face, frozenset()) | cells for face, cells in found.cells.items()}
    return decided


def _of_month(counts: pd.DataFrame, limit: int, cheap: Mapping[Face, Cells]) -> Withheld:
    """Decide on a month; the services counted together are a list of their own, whose total is their line's."""
    small = rectangles.totals(counts[counts["service"] == OTHERS], "small")
    hidden = rectangles.lines(small, limit)
    force = {"service": [OTHERS]} if hidden is None else {}
    found = rule.withheld(counts, FACES, limit, force, cheap)
    if hidden is None or OTHERS in found.lines.get("service", ()):
        hidden = frozenset(small)
    return replace(found, lines={**found.lines, "small": hidden})
