"""Makes typed rows of a part of a file, by the mapping; and says which rows cannot be right, and why."""

from collections.abc import Mapping as Pairs
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Cells, Flags, as_texts
from data_access.imports.reading.line import Rows
from data_access.imports.reading.table import Table
from data_access.imports.rows.checks import Checks
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.fields import Fields
from data_access.imports.rows.kept import kept
from data_access.imports.rows.known import Known
from data_access.imports.rows.order import Order, keys_of
from data_access.imports.rows.references import References
from data_access.imports.rows.rejects import Reject, Rejects, whole
from data_access.imports.rows.series import Standing
from data_access.imports.rows.shares import doubtful
from data_access.imports.rows.spoilt import rounded, spoilt
from data_access.imports.rows.verdicts import Verdicts
from data_access.imports.rows.widths import Widths

ORDER = "_order"  # the column by which the newest row of a thing is known
LINE = "_line"


@dataclass(frozen=True)
class Chunk:
    """Typed rows (columns by the table's names, besides LINE and ORDER) and how many rows were no data."""

    rows: pd.DataFrame
    left_out: int
    # Rows of nothing, which are no rows.
    blank: int = 0


class Typer:
    """Types the rows of one file: knows where the mapping's columns stand in it.

    `verdicts` are how its columns are judged, when the file has been read before; `standing` what its rows go on with.
    """

    def __init__(
        self,
        mapping: Mapping,
        table: Table,
        references: Pairs[str, References],
        rejects: Rejects,
        verdicts: Verdicts | None = None,
        standing: Standing | None = None,
    ) -> None:
        self.mapping, self.table, self.rejects, self.standing = mapping, table, rejects, standing
        self.verdicts = verdicts or Verdicts()
        self.places = {name: table.place(name) for name in mapping.columns}
        # An empty cell says nothing, whatever else the file writes for that.
        self.nulls = frozenset({"", *mapping.nulls})
        self.known = Known(mapping, references, rejects)
        headings = {name: table.headings[place] for name, place in self.places.items()}
        self.fields = Fields(mapping, table.decimal, self.known, headings, self.verdicts)
        self.order, self.checks = Order(mapping), Checks(mapping)
        self.widths = Widths(mapping, table, self.places, self.nulls, rejects)

    def form(self) -> str:
        """Return how the file is read (Danish), with the decimal mark that is told or that its columns have shown."""
        told = self.mapping.file.decimal
        mark = f"decimaltegn „{told}“" if told else self.fields.numbers.marks()
        return ", ".join(filter(None, (self.table.form, mark)))

    def chunk(self, part: Rows) -> Chunk:
        """Return the rows that can be right; the others go to the rejects."""
        part, blank = self.widths.filled(part)
        part = self.widths.right(part)
        if not part.lines:
            return Chunk(pd.DataFrame(), 0, blank)
        columns = Columns(
            np.array(part.lines, dtype=np.int64),
            list(zip(*part.cells, strict=True)),
            self.places,
            self.nulls,
            self.table.unfolded,
        )
        data = kept(self.mapping, self.table, columns)
        left_out = int((~data).sum())
        if left_out:
            columns = columns.only(data)
        return Chunk(self._typed(columns) if len(columns) else pd.DataFrame(), left_out, blank)

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
            for place, reason in self.fields.unread.wrong(field, read.bad, read.raw, read.reasons).items():
                faults.setdefault(place, self._reject(field, columns, place, read.raw[place], reason))
        rows = pd.DataFrame(found)
        for column, name in kind.told.items():
            rows[column] = name in self.mapping.origins
        rows[LINE] = columns.lines
        rows[ORDER], unordered = self.order.of(columns)
        faults = unordered | self._unsure(columns) | faults
        for field, place, reason in doubtful(self.mapping, self.known.references, rows, raws, self.verdicts):
            faults.setdefault(place, self._reject(field, columns, place, raws[field.name][place], reason))
        if self.standing is not None:
            for field, place, reason in self.standing.unlike(rows, raws, self.known.references):
                faults.setdefault(place, self._reject(field, columns, place, raws[field.name][place], reason))
        self.checks.mend(rows, columns)
        faults |= self.checks.wrong(rows, columns, _without(faults, len(columns)))
        self.rejects.add(faults[place] for place in sorted(faults))
        rows = rows.assign(**kind.derived(rows))
        if "key" in kind.table.c and kind.is_event:
            rows["key"] = keys_of(self.mapping, columns)
        self.rejects.key_of = columns.key_of(self.mapping.key_columns)
        rows = rows.rename(columns={field.name: field.column for field in kind.fields})
        return rows[_without(faults, len(columns))].reset_index(drop=True)

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
                column = columns.called([name], place)
                line = int(columns.lines[place])
                found[place] = Reject(line, column, whole(cells[place]), f"{column} {reason}")
        return found

    def _reject(self, field: Field, columns: Columns, place: int, raw: Any, reason: str) -> Reject:
        origin = self.mapping.origins.get(field.name)
        column = columns.called(origin.columns, place) if origin else ""
        return Reject(int(columns.lines[place]), column, whole(raw), f"{field.name} {reason}")


def _without(faults: Pairs[int, Reject], count: int) -> Flags:
    """Mark the rows that nothing is wrong with."""
    good = np.ones(count, dtype=bool)
    good[list(faults)] = False
    return good
