"""Makes typed rows of a part of a file, by the mapping; and says which rows cannot be right, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Check, Field
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Cells, Flags, as_texts, cleaned
from data_access.imports.reading.line import Rows, Spread
from data_access.imports.reading.moments import out_of_turn, shown_twice, zoned
from data_access.imports.reading.table import Table
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.fields import Fields
from data_access.imports.rows.known import Known
from data_access.imports.rows.order import Order, keys_of
from data_access.imports.rows.raw import parts_of, together
from data_access.imports.rows.references import References
from data_access.imports.rows.rejects import Reject, Rejects, whole
from data_access.imports.rows.shares import doubtful
from data_access.imports.rows.spoilt import places, rounded, spoilt
from data_access.imports.rows.swallowed import Swallowed

SWALLOWED = "et anførselstegn, som ikke bliver lukket, har slugt hele rækker"
CHANGED = "; uret blev stillet i den time: skriv doubled i [times], eller eksportér tiderne med deres zone"
ORDER = "_order"  # the column by which the newest row of a thing is known
LINE = "_line"
OLDEST = 1990  # the year before which no system that exports events was running


@dataclass(frozen=True)
class Chunk:
    """Typed rows (columns by the table's names, besides LINE and ORDER) and how many rows were no data."""

    rows: pd.DataFrame
    left_out: int
    # Rows of nothing, which are no rows.
    blank: int = 0


class Typer:
    """Types the rows of one file: knows where the mapping's columns stand in it."""

    def __init__(
        self, mapping: Mapping, table: Table, references: Pairs[str, References], rejects: Rejects
    ) -> None:
        self.mapping, self.table, self.rejects = mapping, table, rejects
        self.places = {name: table.place(name) for name in mapping.columns}
        # An empty cell says nothing, whatever else the file writes for that.
        self.nulls = frozenset({"", *mapping.nulls})
        self.known = Known(mapping, references, rejects)
        headings = {name: table.headings[place] for name, place in self.places.items()}
        self.fields = Fields(mapping, table.decimal, self.known, headings)
        self.order = Order(mapping)
        self._swallowed = Swallowed(mapping, len(table.headings), self.places, self.nulls)
        # What was odd, and in how many rows.
        self.odd: Counter[str] = Counter()

    def form(self) -> str:
        """Return how the file is read (Danish), with the decimal mark that is told or that its columns have shown."""
        told = self.mapping.file.decimal
        mark = f"decimaltegn „{told}“" if told else self.fields.numbers.marks()
        return ", ".join(filter(None, (self.table.form, mark)))

    def chunk(self, part: Rows) -> Chunk:
        """Return the rows that can be right; the others go to the rejects."""
        part, blank = self._filled(part)
        part = self._right_width(part)
        if not part.lines:
            return Chunk(pd.DataFrame(), 0, blank)
        lines = np.array(part.lines, dtype=np.int64)
        columns = Columns(lines, list(zip(*part.cells, strict=True)), self.places, self.nulls)
        kept = self._kept(columns) & ~self._headings(columns)
        left_out = int((~kept).sum())
        if left_out:
            columns = columns.only(kept)
        return Chunk(self._typed(columns) if len(columns) else pd.DataFrame(), left_out, blank)

    def _filled(self, part: Rows) -> tuple[Rows, int]:
        """Return the rows that hold anything, and how many do not."""
        nulls = self.nulls

        def is_blank(row: list[Any]) -> bool:
            return all(cell is None or (isinstance(cell, str) and cell.strip() in nulls) for cell in row)

        blank = [place for place, row in enumerate(part.cells) if is_blank(row)]
        if not blank:
            return part, 0
        gone = set(blank)
        kept = [place for place in range(len(part.lines)) if place not in gone]
        return Rows([part.lines[at] for at in kept], [part.cells[at] for at in kept]), len(blank)

    def _right_width(self, part: Rows) -> Rows:
        """Reject rows of another width: their columns are shifted. Empty cells at the end may be missing or more."""
        width = len(self.table.headings)
        if all(len(row) == width and row.__class__ is list for row in part.cells):
            return part
        lines, rows, wrong = [], [], []
        swallowed = self._swallowed.among(part.cells)
        for place, (line, row) in enumerate(zip(part.lines, part.cells, strict=True)):
            if place in swallowed:
                wrong += self._of_swallowed(line, row, swallowed[place])
            elif len(row) > width and any(cell not in ("", None) for cell in row[width:]):
                wrong.append(self._of_width(line, row, f"rækken har flere end {width} kolonner"))
            elif self._is_short(row) and not self._is_left_out(row):
                wrong.append(self._of_width(line, row, f"rækken har færre end {width} kolonner"))
            else:
                lines.append(line)
                rows.append([*row[:width], *[None] * (width - len(row))])
        self.rejects.add(wrong)
        return Rows(lines, rows)

    def _is_short(self, row: Sequence[Any]) -> bool:
        return len(row) < len(self.table.headings) and max(self.places.values(), default=0) >= len(row)

    def _is_left_out(self, row: Sequence[Any]) -> bool:
        """Say that a row is left out by the mapping, which a footnote is that has one cell."""
        places = [(self.places[each.column], each.texts) for each in self.mapping.leave_out]
        return any(at < len(row) and str(row[at] or "").strip() in texts for at, texts in places)

    def _of_swallowed(self, line: int, row: Sequence[Any], lines: int) -> list[Reject]:
        """Reject each line that a row has swallowed, at the cell that has swallowed them; its value is the line."""
        at = next((place for place, cell in enumerate(row) if len(cell.splitlines()) > 1), 0)
        column = [*self.table.headings, *[""] * len(row)][at]
        words = [row.delimiter.join(cells) for cells in row.as_lines()] if isinstance(row, Spread) else []
        return [Reject(line + n, column, said, SWALLOWED) for n, said in enumerate(words[:lines])]

    def _of_width(self, line: int, row: Sequence[Any], reason: str) -> Reject:
        """Reject a row by its width, at the first column that is too many or missing; its value is all of it."""
        at = min(len(row), len(self.table.headings))
        names = [*self.table.headings, ""]
        return Reject(line, names[at] or f"kolonne {at + 1}", "; ".join(map(whole, row)), reason)

    def _kept(self, columns: Columns) -> Flags:
        """Mark the rows that the mapping keeps, and does not leave out."""
        kept = np.ones(len(columns), dtype=bool)
        for each, keeps in (
            *((each, False) for each in self.mapping.leave_out),
            *((each, True) for each in self.mapping.keep),
        ):
            words = set(each.texts)
            found = as_texts(cleaned(columns.cells[self.places[each.column]], frozenset()))
            # What cannot be read is not left out in silence.
            unsure = places(spoilt(found, {word.casefold() for word in words}), len(found))
            kept &= unsure | np.array([((word or "") in words) == keeps for word in found], dtype=bool)
        return kept

    def _headings(self, columns: Columns) -> Flags:
        """Mark rows that are the headings once more, as where files were joined or a page was broken."""
        headings = [each.casefold() for each in self.table.headings]
        if not self.table.heading_line or not any(headings) or not columns.cells:
            return np.zeros(len(columns), dtype=bool)
        first = next(place for place, heading in enumerate(headings) if heading)
        same = [
            isinstance(cell, str) and cell.strip().casefold() == headings[first]
            for cell in columns.cells[first]
        ]
        for at in [place for place, each in enumerate(same) if each]:
            row = [str(column[at] or "").strip().casefold() for column in columns.cells]
            same[at] = row == headings[: len(row)]
        return np.array(same, dtype=bool)

    # --- The rows that are data ---------------------------------------------------------------------

    def _typed(self, columns: Columns) -> pd.DataFrame:
        kind = self.mapping.kind
        found: dict[str, pd.Series[Any]] = {}
        faults: dict[int, Reject] = {}
        raws: dict[str, Cells] = {}
        # What may be made comes last: a row that cannot be right makes nothing.
        for field in sorted(kind.fields, key=self.mapping.creates):
            read = self.fields.read(field, columns, _without(faults, len(columns)))
            found[field.name], raws[field.name] = read.values, read.raw
            for place in np.flatnonzero(read.bad).tolist():
                reason = read.reasons.get(place) or self.fields.wrong(field, read.raw[place])
                line = int(columns.lines[place])
                faults.setdefault(place, self._reject(field, line, read.raw[place], reason))
        rows = pd.DataFrame(found)
        for column, name in kind.told.items():
            rows[column] = name in self.mapping.origins
        rows[LINE] = columns.lines
        rows[ORDER], unordered = self.order.of(columns)
        faults = unordered | self._unsure(columns) | faults
        for field, place, reason in doubtful(self.mapping, self.known.references, rows, raws):
            line, raw = int(columns.lines[place]), raws[field.name][place]
            faults.setdefault(place, self._reject(field, line, raw, reason))
        self._in_sequence(rows, columns)
        self._odd(rows)
        good = _without(faults, len(columns))
        self._check(rows, columns, good, faults)
        self.rejects.add(faults[place] for place in sorted(faults))
        rows = rows.assign(**kind.derived(rows))
        if "key" in kind.table.c and kind.is_event:
            rows["key"] = keys_of(self.mapping, columns)
        rows = rows.rename(columns={field.name: field.column for field in kind.fields})
        return rows[good].reset_index(drop=True)

    def _unsure(self, columns: Columns) -> dict[int, Reject]:
        """Reject rows whose key, or what says whether they are data, is no word: several things would be one."""
        found = {}
        mapping = self.mapping
        others = [each.column for each in (*mapping.leave_out, *mapping.keep)]
        for name in dict.fromkeys([*mapping.key, *others]):
            cells = columns.of(name)
            wrong = dict(spoilt(cells))
            if name in mapping.key:
                wrong |= rounded(as_texts(cells))
            for place, reason in wrong.items():
                line = int(columns.lines[place])
                found[place] = Reject(line, str(name), whole(cells[place]), f"{name} {reason}")
        return found

    def _reject(self, field: Field, line: int, raw: Any, reason: str) -> Reject:
        origin = self.mapping.origins.get(field.name)
        column = " + ".join(map(str, origin.columns)) if origin else ""
        return Reject(line, column, whole(raw), f"{field.name} {reason}")

    def _odd(self, rows: pd.DataFrame) -> None:
        """Take away what is not believed of rows that are right otherwise, and count it."""
        for reason, check, name in self.mapping.kind.odd:
            odd = check(rows).fillna(False).to_numpy(bool)
            if odd.any():
                rows[name] = rows[name].mask(odd)
                self.odd[reason] += int(odd.sum())

    def _in_sequence(self, rows: pd.DataFrame, columns: Columns) -> None:
        """Take the reading of a time in the hour that comes twice by which each comes after the one before it."""
        for earlier, later in pairwise(self.mapping.kind.sequence):
            forward, back = out_of_turn(rows[earlier], rows[later], self.mapping.times)
            for name, moved, hours in ((later, forward, 1), (earlier, back, -1)):
                origin = self.mapping.origins.get(name)
                if moved.any() and origin is not None and origin.columns:
                    told = zoned(as_texts(together(origin, parts_of(origin, columns))))
                    rows[name] = rows[name].where(~moved | told, rows[name] + pd.Timedelta(hours=hours))

    def _at_the_change(self, rows: pd.DataFrame) -> Flags:
        """Mark the rows with times out of turn that both stand in the hour that comes twice."""
        found, times = np.zeros(len(rows), dtype=bool), self.mapping.times
        for earlier, later in pairwise(rows[name] for name in self.mapping.kind.sequence):
            wrong = (later < earlier) & shown_twice(earlier, times) & shown_twice(later, times)
            found |= wrong.to_numpy(bool)
        return found

    def _check(self, rows: pd.DataFrame, columns: Columns, good: Flags, faults: dict[int, Reject]) -> None:
        """Apply what must hold between the fields of a row that can each be read."""
        for reason, check in (*self.mapping.kind.checks, *self._not_yet()):
            watched = _Watched(rows)
            wrong = check(cast("pd.DataFrame", watched)).fillna(False).to_numpy(bool) & good
            if not wrong.any():
                continue
            origins = [self.mapping.origins[name] for name in watched.names if name in self.mapping.origins]
            names = list(dict.fromkeys(name for origin in origins for name in origin.columns))
            cells = [columns.of(name) for name in names]
            at_change = self._at_the_change(rows)
            for place in np.flatnonzero(wrong).tolist():
                said = f"{reason}{CHANGED if at_change[place] else ''}"
                told = tuple(column[place] for column in cells)
                faults[place] = Reject(
                    int(rows[LINE].iloc[place]), " + ".join(map(str, names)), whole(told), said
                )
                good[place] = False

    def _not_yet(self) -> Iterator[tuple[str, Check]]:
        """Nothing has happened tomorrow: such a time is a year or a column that was read wrongly."""
        if not self.mapping.kind.is_event:
            return
        limit = pd.Timestamp.now("UTC").tz_localize(None) + pd.Timedelta(days=1)
        for field in self.mapping.kind.fields:
            if field.type == "moment":
                yield f"{field.name} ligger i fremtiden", _later(field.name, limit)
                yield f"{field.name} ligger før {OLDEST}", _earlier(field.name)


class _Watched:
    """Rows as a check sees them, with the fields that it has looked at: what it finds is wrong between those."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.rows, self.index = rows, rows.index
        self.names: list[str] = []

    def __getitem__(self, name: str) -> "pd.Series[Any]":
        self.names.append(name)
        column: pd.Series[Any] = self.rows[name]
        return column


def _without(faults: Pairs[int, Reject], count: int) -> Flags:
    """Mark the rows that nothing is wrong with."""
    good = np.ones(count, dtype=bool)
    good[list(faults)] = False
    return good


def _earlier(name: str) -> Check:
    return lambda rows: rows[name] < pd.Timestamp(year=OLDEST, month=1, day=1)


def _later(name: str, limit: pd.Timestamp) -> Check:
    return lambda rows: rows[name] > limit
