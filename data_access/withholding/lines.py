"""The lines that sites are counted in: those that were in one hospital then and are in one today.

A line is kept with the month that it was decided for, so a later organisation only puts lines together: the figure
of a hospital that has a part of a line would tell what the line's other part is, and is hidden.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from io import StringIO

import pandas as pd

from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding.decided import Decided, Month, Sums, months_of, quarter_of, year_of
from data_access.withholding.periods import LIST, Hidden, lines_shown, sums_shown
from data_access.withholding.rectangles import Cells
from data_access.withholding.rule import RULE, Face, Withheld, tables
from vocabulary.months import first_day

SUMS_RULE = "lists-1"  # what the sums of quarters and years are decided by, beyond the months' own rule
Groups = dict[tuple[str, str], Sequence[str] | None]


def lines_of(snapshot: Snapshot, month: str, sites: Iterable[str], known: Month | None) -> dict[str, str]:
    """Return the line of each site: the one kept, else `then/today`, its hospitals of the month and of today."""
    then, today = _organisations(snapshot, month)
    found = {site: f"{then.get(site, NOWHERE)}/{today.get(site, NOWHERE)}" for site in sites}
    return found | dict(known.lines) if known else found


def _organisations(snapshot: Snapshot, month: str) -> list[dict[str, str]]:
    return [snapshot.organisation.sites_on(first_day(month)), snapshot.organisation.site_today]


def groups_of(snapshot: Snapshot, month: str, lines: Mapping[str, str]) -> tuple[Groups, dict[str, str]]:
    """Return the lines of each hospital of both organisations, and each line's key with the hospitals it is in now.

    That key is what `rectangles.apart` compares; a line whose sites are in two hospitals now is in none of them.
    """
    groups: Groups = {}
    names = {line: line for line in dict.fromkeys(lines.values())}
    for organisation, place in zip(("then", "today"), _organisations(snapshot, month), strict=True):
        hospitals: dict[str, set[str]] = {}
        for site, line in lines.items():
            hospitals.setdefault(line, set()).add(place.get(site, NOWHERE))
        for line, those in hospitals.items():
            whole = len(those) == 1
            names[line] += f"/{next(iter(those))}" if whole else f"/{line.replace('/', '+')}"
            for hospital in those:
                others = groups.get((organisation, hospital), [])
                groups[organisation, hospital] = [*others, line] if whole and others is not None else None
    return groups, names


def renamed(withheld: Withheld, dimension: str, names: Mapping[str, str]) -> Withheld:
    """Return what is withheld with other names for the lines of a dimension."""

    def named(face: Face, cell: tuple[str, str]) -> tuple[str, str]:
        a, b = (
            names.get(key, key) if each == dimension else key for each, key in zip(face, cell, strict=True)
        )
        return a, b

    return Withheld(
        withheld.everything,
        {
            each: frozenset(names.get(key, key) for key in keys) if each == dimension else keys
            for each, keys in withheld.lines.items()
        },
        {face: frozenset(named(face, cell) for cell in cells) for face, cells in withheld.cells.items()},
    )


@dataclass(frozen=True)
class Counted:
    """What a month is decided by: its counts by key, and its lines' keys (of one dimension) by what they are called.

    `within` are the lists of what stands together as one line of another: by dimension, that line's dimension and key.
    """

    counts: pd.DataFrame
    faces: Sequence[Face]
    names: Mapping[str, str]
    dimension: str
    limit: int
    within: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def tables(self) -> Mapping[Face, pd.DataFrame]:
        """Return the table of each face."""
        return tables(self.counts, self.faces)

    @cached_property
    def lists(self) -> Mapping[str, pd.DataFrame]:
        """Return the counts of each list, by its dimension: a column by line."""
        names = dict.fromkeys((*(name for face in self.faces for name in face), *self.within))
        return {name: self._list(name) for name in names}

    def _list(self, name: str) -> pd.DataFrame:
        counts = self.counts
        if name in self.within:
            dimension, line = self.within[name]
            counts = counts[counts[dimension] == line]
        return counts.groupby(name)["count"].sum().rename_axis(None).to_frame(LIST)

    @cached_property
    def mark(self) -> str:
        """Return what tells this from other counts, lines and limits: by the same, the same is decided."""
        text = f"{_written(self.counts)}{sorted(self.names.items())}{self.limit}{RULE}"
        return sha256(text.encode()).hexdigest()[:16]


def _written(counts: pd.DataFrame) -> str:
    """Return rows in their order as pandas would write them as CSV: kept decisions are known again by these letters.

    pandas takes milliseconds to sort and write a few rows, and there are as many such lists as months.
    """
    rows = list(zip(*(counts[name].tolist() for name in counts), strict=True))
    if any(each != each for row in rows for each in row):  # what is missing has no order of its own
        return str(counts.sort_values(counts.columns.tolist()).to_csv(index=False))
    into = StringIO()
    csv.writer(into, lineterminator="\n").writerows([counts.columns, *sorted(rows)])
    return into.getvalue()


def sums_of(decided: Mapping[str, Month], counted: Mapping[str, Counted], before: Decided) -> Decided:
    """Add what is shown of each quarter and year whose months are all there; nothing where their lines differ."""
    found: dict[str, Sums] = {}
    marks = {month: each.mark for month, each in counted.items()}
    # The quarters first: what they show is known when a year is decided on.
    for period_of in (quarter_of, year_of):
        for period in sorted({period_of(month) for month in decided}):
            months = months_of(period)
            if not all(month in decided for month in months):
                continue
            of_months = "".join(marks[month] for month in months)
            marks[period] = sha256(f"{of_months}{SUMS_RULE}".encode()).hexdigest()[:16]
            kept = before.sums.get(period)
            same = kept is not None and before.marks[period] == marks[period]
            found[period] = (
                kept if same and kept is not None else _sums(decided, counted, period, found, kept)
            )
    return Decided(decided, found, marks)


@dataclass(frozen=True)
class _Months:
    """The months of a quarter or year, by what lines are called now: their counts, and what is withheld of each.

    Also what is shown of the quarter that each is part of ('' where a quarter is decided on).
    """

    counted: Mapping[str, Counted]
    withheld: Mapping[str, Withheld]
    quarters: Mapping[str, str]
    known: Mapping[str, Sums]

    def list_shown(self, name: str, asked: Cells | None) -> Cells | None:
        """Return what is shown of a list; None where it follows from another, whose line it is all of."""
        line_of = self._first.within.get(name)
        # Where all lines of a list are shown, so is the one that they are together.
        if line_of and any(line_of[1] in each.lines.get(line_of[0], ()) for each in self.withheld.values()):
            return None
        of_months = [
            self._hidden(
                month, (name, LIST), self.counted[month].lists[name],
                frozenset((line, LIST) for line in withheld.lines.get(name, ())),
            )
            for month, withheld in self.withheld.items()
        ]  # fmt: skip
        lines = [str(line) for each in of_months for line in each.table.index]
        return lines_shown(of_months, lines, self._first.limit, asked)

    def face_shown(self, face: Face, asked: Cells | None) -> Cells:
        """Return what is shown of a table."""
        down, across = (
            frozenset().union(*(each.lines[name] for each in self.withheld.values())) for name in face
        )
        of_months = [
            self._hidden(month, face, self.counted[month].tables[face], withheld.cells[face])
            for month, withheld in self.withheld.items()
        ]
        return sums_shown(of_months, self._first.limit, (down, across), asked)

    def _hidden(self, month: str, face: Face, table: pd.DataFrame, cells: Cells) -> Hidden:
        quarter = self.quarters[month]
        return Hidden(table, cells, self.known[quarter].get(face, frozenset()), quarter)

    @property
    def _first(self) -> Counted:
        return self.counted[next(iter(self.withheld))]


def _sums(
    decided: Mapping[str, Month],
    counted: Mapping[str, Counted],
    period: str,
    shorter: Mapping[str, Sums],
    kept: Sums | None,
) -> Sums:
    months = months_of(period)
    if not _alike([decided[month] for month in months], [counted[month].names for month in months]):
        return {}
    first = counted[months[0]]

    def full(cells: Sums) -> Sums:
        return renamed(Withheld(cells=cells), first.dimension, first.names).cells

    quarters = {month: "" if period == quarter_of(month) else quarter_of(month) for month in months}
    of = _Months(
        counted,
        {month: renamed(decided[month].withheld, first.dimension, first.names) for month in months},
        quarters,
        {quarter: full(shorter.get(quarter, {})) for quarter in set(quarters.values())},
    )
    before = None if kept is None else full(kept)
    found: dict[Face, Cells] = {}
    for name in first.lists:
        # A list that nothing was decided of before has shown nothing.
        shown = of.list_shown(name, None if before is None else before.get((name, LIST)))
        if shown is not None:
            found[name, LIST] = shown
    for face in first.faces:
        found[face] = of.face_shown(face, None if before is None else before.get(face, frozenset()))
    return renamed(
        Withheld(cells=found), first.dimension, {key: line for line, key in first.names.items()}
    ).cells


def _alike(months: Sequence[Month], names: Sequence[Mapping[str, str]]) -> bool:
    """Say that months are counted in the same lines, and that each tells something."""
    parts = [{name: set(keys) for name, keys in each.apart.items()} for each in months]
    same = [(each.lines, each.groups, part) for each, part in zip(months, parts, strict=True)]
    return (
        not any(each.withheld.everything for each in months)
        and all(each == same[0] for each in same)
        and all(each == names[0] for each in names)
    )
