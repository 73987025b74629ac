"""What must hold between the fields of a row that can each be read, and what is odd of one that is right otherwise."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, cast

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Check
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Flags, as_texts
from data_access.imports.reading.moments import out_of_turn, shown_twice, zoned
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.raw import parts_of, together
from data_access.imports.rows.rejects import Reject, whole

CHANGED = "; uret blev stillet i den time: skriv doubled i [times], eller eksportér tiderne med deres zone"
OLDEST = 1990  # the year before which no system that exports events was running


class Checks:
    """Checks the typed rows of one file."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        # What was odd, and in how many rows.
        self.odd: Counter[str] = Counter()

    def mend(self, rows: pd.DataFrame, columns: Columns) -> None:
        """Give times in the hour that comes twice their turn, and take away what is not believed."""
        self._in_sequence(rows, columns)
        for reason, check, name in self.mapping.kind.odd:
            odd = check(rows).fillna(False).to_numpy(bool)
            if odd.any():
                rows[name] = rows[name].mask(odd)
                self.odd[reason] += int(odd.sum())

    def wrong(self, rows: pd.DataFrame, columns: Columns, good: Flags) -> dict[int, Reject]:
        """Return what is wrong with rows by their places, of those that nothing is wrong with yet (`good`)."""
        found: dict[int, Reject] = {}
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
                line = int(columns.lines[place])
                found[place] = Reject(line, columns.called(names, place), whole(told), said)
            good = good & ~wrong
        return found

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

    def _not_yet(self) -> Iterator[tuple[str, Check]]:
        """Nothing has happened tomorrow: such a time is a year or a column that was read wrongly."""
        kind = self.mapping.kind
        limit = pd.Timestamp.now("UTC").tz_localize(None) + pd.Timedelta(days=1)
        if kind.tells_gaps and not (kind.is_ahead or kind.is_event):
            (name, *_others) = kind.days
            yield f"{name} ligger i fremtiden", _begins_later(name, limit)
        for field in kind.fields if kind.is_event else ():
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


def _earlier(name: str) -> Check:
    return lambda rows: rows[name] < pd.Timestamp(year=OLDEST, month=1, day=1)


def _begins_later(name: str, limit: pd.Timestamp) -> Check:
    """Return the check that a year, month or day (as the database keeps them) has not begun."""
    day = limit.date().isoformat()
    return lambda rows: rows[name].map(lambda word: isinstance(word, str) and word > day)


def _later(name: str, limit: pd.Timestamp) -> Check:
    return lambda rows: rows[name] > limit
