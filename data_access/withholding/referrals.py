"""What is withheld of the referrals: decided month by month, for the whole region and both organisations at once.

So the answer for a month is the same whatever a reader has chosen, and one choice less another tells nothing more;
and it is kept (`keeping.py`), so that what a reader has seen of a month before and after a load tells nothing more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import product

import pandas as pd

from data_access.snapshot.once import fact, fact_of
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rectangles, rule
from data_access.withholding.decided import Crossings, Decided, Month
from data_access.withholding.kept import kept
from data_access.withholding.lines import Counted, groups_of, lines_of, renamed, sums_of
from data_access.withholding.rectangles import Cells
from data_access.withholding.rule import Face, Withheld
from vocabulary.filters import Filters
from vocabulary.months import shift

SUBJECT = "referrals"
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
# The services that are counted together, in a list of their own.
_WITHIN: Mapping[str, tuple[str, str]] = {"small": ("service", OTHERS)}


def apart(snapshot: Snapshot, dimension: str, months: Iterable[str]) -> list[str]:
    """Return the keys that stand by themselves in each of some months, the largest first.

    The others are counted together; with none of the months there, none stands by itself.
    """
    found = [
        _apart(snapshot, "")[month][dimension] for month in sorted(set(months) & _apart(snapshot, "").keys())
    ]
    return [key for key in found[-1] if all(key in each for each in found)] if found else []


def hides(
    snapshot: Snapshot,
    filters: Filters,
    months: Sequence[str],
    among: Iterable[str] = (),
    **chosen: str | None,
) -> bool:
    """Say that a count is withheld: a sum over some months that cannot be put together out of what is shown.

    It is that of the hospital and service of the filters, and of those chosen by dimension beyond. OTHERS are
    those that do not stand by themselves in each of the months, and of `among`.
    """
    keys = {"hospital": filters.hospital, "service": filters.service} | chosen
    wanted = {dimension: key for dimension, key in keys.items() if key is not None}
    every = [*months, *among]
    together = {name: apart(snapshot, name, every) for name in LARGEST if wanted.get(name) == OTHERS}

    def crossings(month: Month) -> Crossings | None:
        options = [_lines(month, filters, each, key, together) for each, key in wanted.items()]
        if any(option is None for option in options):
            return None
        return [dict(crossing) for crossing in product(*(option for option in options if option is not None))]

    return decisions(snapshot).hides(months, crossings)


def _lines(
    month: Month, filters: Filters, dimension: str, key: str, together: Mapping[str, Sequence[str]]
) -> list[tuple[str, str]] | None:
    """Return the lines that a key stands for in a month, each with its dimension; None: it is no sum of lines."""
    if dimension == "hospital":
        lines = month.groups.get((filters.organisation, key), ())
        return None if lines is None else [(dimension, line) for line in lines]
    if key == OTHERS:
        more = [each for each in month.apart[dimension] if each not in together[dimension]]
        return [(dimension, each) for each in (OTHERS, *more)]
    if dimension == "service" and key not in month.apart[dimension]:
        return [("small", key)]
    return [(dimension, key)]


@fact
def _apart(snapshot: Snapshot, _key: str) -> dict[str, dict[str, Sequence[str]]]:
    """Return the keys that stand by themselves in each month: those kept, else the largest of a year up to it."""
    rows, before = snapshot.frames["referrals"], kept(snapshot, SUBJECT).months
    found: dict[str, dict[str, Sequence[str]]] = {}
    for month in sorted(map(str, rows["month"].unique())):
        if month in before:
            found[month] = dict(before[month].apart)
            continue
        year = rows[rows["month"].between(shift(month, -11), month)]
        sums = {name: year.groupby(name)["treatments"].sum() for name in LARGEST}
        found[month] = {
            name: [
                str(key) for key in each.sort_values(ascending=False, kind="stable").index[: LARGEST[name]]
            ]
            for name, each in sums.items()
        }
    return found


def decisions(snapshot: Snapshot) -> Decided:
    """Return what is withheld of each month: what is kept, and what its rows ask for beyond it."""
    return _decided(snapshot, "")


@fact_of("referrals", "referrals_withheld", "memberships", "sites", "settings")
def _decided(snapshot: Snapshot, _key: str) -> Decided:
    limit, before = rule.below(snapshot), kept(snapshot, SUBJECT)
    if limit <= 1:
        return Decided()
    frame = snapshot.frames["referrals"]
    sites = sorted(map(str, frame["site"].unique()))
    decided: dict[str, Month] = {}
    counted: dict[str, Counted] = {}
    cheap: dict[Face, Cells] = {}
    # The oldest first: what is withheld of a month does not change when newer months come.
    for name, rows in frame.groupby("month"):
        month = str(name)
        known, separate = before.months.get(month), _apart(snapshot, "")[month]
        lines = lines_of(snapshot, month, sites, known)
        groups, names = groups_of(snapshot, month, lines)
        counts = _counts(rows.assign(hospital=rows["site"].map(lines).map(names)), separate)
        counted[month] = Counted(counts, FACES, names, "hospital", limit, _WITHIN)
        found = (
            known.withheld
            if known and before.marks[month] == counted[month].mark
            else _of_month(counted[month], cheap, known.withheld if known else Withheld())
        )
        cheap |= {face: cheap.get(face, frozenset()) | cells for face, cells in found.cells.items()}
        decided[month] = Month(found, lines, separate, groups)
    return sums_of(decided, counted, before)


def _counts(rows: pd.DataFrame, separate: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    classes = {name: rows[name].where(rows[name].isin(separate[name]), OTHERS) for name in LARGEST}
    return pd.DataFrame(
        {
            "hospital": rows["hospital"],
            "service": classes["service"],
            "small": rows["service"],
            "provider": classes["provider"],
            "agreement": rows["agreement"],
            "count": rows["treatments"],
        }
    )


def _of_month(counted: Counted, cheap: Mapping[Face, Cells], before: Withheld) -> Withheld:
    """Decide on a month; the services counted together are a list of their own, whose total is their line's."""
    counts, names = counted.counts, counted.names
    small = rectangles.totals(counts[counts["service"] == OTHERS], "small")
    earlier = before.lines.get("small", frozenset())
    hidden = rectangles.lines(small, counted.limit, earlier & small.keys())
    force = {"service": [OTHERS]} if hidden is None else {}
    steering, floor = (renamed(each, "hospital", names) for each in (Withheld(cells=cheap), before))
    found = rule.withheld(counts, FACES, counted.limit, force, steering.cells, floor)
    found = renamed(found, "hospital", {key: line for line, key in names.items()})
    if hidden is None or OTHERS in found.lines.get("service", ()):
        hidden = frozenset(small)
    return replace(found, lines={**found.lines, "small": hidden | earlier})
