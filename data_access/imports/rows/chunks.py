"""Makes typed rows of a part of a file, by the mapping; and says which rows cannot be right, and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Check, Field
from data_access.imports.mapping.model import Mapping, Name, Origin
from data_access.imports.reading import cells
from data_access.imports.reading.cells import Cells, Flags
from data_access.imports.reading.line import Rows, Swallowed
from data_access.imports.reading.moments import days, moments
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.reading.periods import months, periods
from data_access.imports.reading.table import Table
from data_access.imports.rows.references import References
from data_access.imports.rows.rejects import Reject, Rejects, nearest, shown

# The words for what is wrong with a cell of a type.
_WANTED = {
    "text": "er ikke en tekst, der kan gemmes",
    "whole": "er ikke et helt tal",
    "number": "er ikke et tal",
    "seconds": "er ikke en varighed",
    "month": "er ikke en måned",
    "day": "kan ikke læses som en dato (skriv format i mappingen), eller findes ikke",
    "period": "er hverken et år, en måned eller en dag",
    "moment": "kan ikke læses som et tidspunkt (skriv format i mappingen), eller findes ikke",
    "flag": "er hverken ja eller nej",
    "choice": "kendes ikke",
    "reference": "kendes ikke",
}
SWALLOWED = "et anførselstegn, som ikke bliver lukket, har slugt hele rækker"
ORDER = "_order"  # the column by which the newest row of a thing is known
LINE = "_line"
OLDEST = 1990  # the year before which no system that exports events was running


@dataclass(frozen=True)
class Chunk:
    """Typed rows (columns by the table's names, besides LINE and ORDER) and how many rows were no data."""

    rows: pd.DataFrame
    left_out: int


class Typer:
    """Types the rows of one file: knows where the mapping's columns stand in it."""

    def __init__(
        self, mapping: Mapping, table: Table, references: dict[str, References], rejects: Rejects
    ) -> None:
        self.mapping, self.table = mapping, table
        self.references, self.rejects = references, rejects
        self.places = {name: table.place(name) for name in mapping.columns}
        # An empty cell says nothing, whatever else the file writes for that.
        self.nulls = frozenset({"", *mapping.nulls})
        self.doubts: dict[str, str] = {}
        # The rows of the chunk that nothing has been found wrong with yet.
        self.good: Flags = np.ones(0, dtype=bool)
        # Whether what says which row is newest is a number or a time: found out once, by the first rows.
        self._is_counted: bool | None = None

    def chunk(self, part: Rows) -> Chunk:
        """Return the rows that can be right; the others go to the rejects."""
        part = self._right_width(part)
        columns: Sequence[Sequence[Any]] = list(zip(*part.cells, strict=True)) if part.cells else []
        lines = np.array(part.lines, dtype=np.int64)
        kept = self._kept(columns, len(lines)) & ~self._headings(columns, len(lines))
        left_out = int((~kept).sum())
        if left_out:
            columns = [np.array(column, dtype=object)[kept].tolist() for column in columns]
            lines = lines[kept]
        if not len(lines):
            return Chunk(pd.DataFrame(), left_out)
        return Chunk(self._typed(columns, lines), left_out)

    def _right_width(self, part: Rows) -> Rows:
        """Reject rows of another width: their columns are shifted. Empty cells at the end may be missing or more."""
        width = len(self.table.headings)
        if all(len(row) == width and row.__class__ is list for row in part.cells):
            return part
        lines, rows, wrong = [], [], []
        for line, row in zip(part.lines, part.cells, strict=True):
            if isinstance(row, Swallowed):
                wrong += [Reject(line + at, "", "", SWALLOWED) for at in range(row.lines)]
            elif len(row) > width and any(cell not in ("", None) for cell in row[width:]):
                wrong.append(Reject(line, "", shown(row[width]), f"rækken har flere end {width} kolonner"))
            elif len(row) < width and max(self.places.values(), default=0) >= len(row):
                wrong.append(Reject(line, "", shown(row[-1]), f"rækken har færre end {width} kolonner"))
            else:
                lines.append(line)
                rows.append([*row[:width], *[None] * (width - len(row))])
        self.rejects.add(wrong)
        return Rows(lines, rows)

    def _kept(self, columns: Sequence[Sequence[Any]], count: int) -> Flags:
        kept = np.ones(count, dtype=bool)
        for each in self.mapping.leave_out:
            words = set(each.texts)
            found = cells.as_texts(cells.cleaned(columns[self.places[each.column]], frozenset()))
            kept &= np.array([(word or "") not in words for word in found], dtype=bool)
        return kept

    def _headings(self, columns: Sequence[Sequence[Any]], count: int) -> Flags:
        """Mark rows that are the headings once more, as where files were joined or a page was broken."""
        headings = [each.casefold() for each in self.table.headings]
        if not self.table.heading_line or not any(headings) or not columns:
            return np.zeros(count, dtype=bool)
        first = next(place for place, heading in enumerate(headings) if heading)
        same = [
            isinstance(cell, str) and cell.strip().casefold() == headings[first] for cell in columns[first]
        ]
        for at in [place for place, each in enumerate(same) if each]:
            row = [str(column[at] or "").strip().casefold() for column in columns]
            same[at] = row == headings[: len(row)]
        return np.array(same, dtype=bool)

    def _column(self, columns: Sequence[Sequence[Any]], name: Name, nulls: frozenset[str]) -> Cells:
        return cells.cleaned(columns[self.places[name]], self.nulls | nulls)

    def _typed(self, columns: Sequence[Sequence[Any]], lines: "np.ndarray[Any, Any]") -> pd.DataFrame:
        kind, count = self.mapping.kind, len(lines)
        found: dict[str, pd.Series[Any]] = {}
        faults: dict[int, Reject] = {}
        # What may be made comes last: a row that cannot be right makes nothing.
        for field in sorted(kind.fields, key=self._creates):
            origin = self.mapping.origins.get(field.name)
            self.good = np.ones(count, dtype=bool)
            self.good[list(faults)] = False
            values, bad, raw = self._field(field, origin, columns, count)
            found[field.name] = values
            for place in np.flatnonzero(bad).tolist():
                reason = f"{field.name} {self._wrong(field, origin, raw[place])}"
                faults.setdefault(
                    place, Reject(int(lines[place]), self._name(origin), shown(raw[place]), reason)
                )
        rows = pd.DataFrame(found)
        rows[LINE] = lines
        rows[ORDER] = self._order(columns, lines, faults)
        good = np.ones(count, dtype=bool)
        good[list(faults)] = False
        self._check(rows, good, faults)
        self.rejects.add(faults[place] for place in sorted(faults))
        rows = rows.assign(**kind.derived(rows))
        if "key" in kind.table.c and kind.is_event:
            rows["key"] = self._keys(columns)
        rows = rows.rename(columns={field.name: field.column for field in kind.fields})
        return rows[good].reset_index(drop=True)

    def _creates(self, field: Field) -> bool:
        origin = self.mapping.origins.get(field.name)
        if field.table is None or origin is None:
            return False
        return field.creates if origin.creates is None else origin.creates

    def _check(self, rows: pd.DataFrame, good: Flags, faults: dict[int, Reject]) -> None:
        """Apply what must hold between the fields of a row that can each be read."""
        for reason, check in (*self.mapping.kind.checks, *self._not_yet()):
            wrong = check(rows).fillna(False).to_numpy(bool) & good
            for place in np.flatnonzero(wrong).tolist():
                faults[place] = Reject(int(rows[LINE].iloc[place]), "", "", reason)
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

    def _wrong(self, field: Field, origin: Origin | None, raw: Any) -> str:
        """Say what is wrong with a cell that cannot be read as the field."""
        if raw is None:
            return "mangler"
        cell = np.array([raw], dtype=object)
        if origin is not None and field.type in ("whole", "number", "seconds"):
            if not self._decimal_is_told(origin) and unclear(cell, self._decimal(origin)).any():
                return "kan være tusinder eller en brøkdel: skriv decimal i mappingen"
            if origin.how in ("sum", "difference", "product"):
                return f"kan ikke regnes ud, eller er ikke mellem {field.least:g} og {field.most:g}"
            if self._outside(field, seconds(cell, self._decimal(origin), origin.scale)[0]).any():
                return f"er ikke mellem {field.least:g} og {field.most:g}"
        if origin is not None and origin.formats and field.type in ("moment", "day", "month", "period"):
            return f"kan ikke læses som {' eller '.join(origin.formats)}, eller findes ikke"
        return _WANTED[field.type]

    @staticmethod
    def _name(origin: Origin | None) -> str:
        return " + ".join(map(str, origin.columns)) if origin else ""

    # --- One field ----------------------------------------------------------------------------------

    def _field(
        self, field: Field, origin: Origin | None, columns: Sequence[Sequence[Any]], count: int
    ) -> tuple["pd.Series[Any]", Flags, Cells]:
        """Return a field's values, which of them are faults, and the cells as they stand in the file."""
        if origin is None:
            raw: Cells = np.full(count, None, dtype=object)
            return self._empty(field, count), np.zeros(count, dtype=bool), raw
        raw = self._raw(origin, columns, count)
        if origin.empty is not None:
            raw = np.array([origin.empty if each is None else each for each in raw], dtype=object)
        values, bad = self._read(field, origin, raw)
        if bad.any() and field.type in ("moment", "day"):
            self._doubt(field, origin, raw[bad])
        missing = cells.is_none(raw)
        if field.default is not None and missing.any():
            values = values.astype(object).where(~missing, field.default)
            values = values.infer_objects() if field.type in ("number", "whole", "seconds") else values
        elif field.required:
            bad = bad | missing
        return values, bad, raw

    def _doubt(self, field: Field, origin: Origin, raw: Cells) -> None:
        """Say that the times which cannot be read can be with day and month the other way round, if so."""
        swapped = tuple(map(_swapped, origin.formats))
        if swapped == origin.formats or field.name in self.doubts:
            return
        if not moments(raw, swapped, self.mapping.times)[1].any():
            self.doubts[field.name] = (
                f"{field.name}: det, der ikke kan læses, kan læses som {swapped[0]}: er dag og måned byttet om i "
                "mappingen?"
            )

    def _empty(self, field: Field, count: int) -> "pd.Series[Any]":
        if field.default is not None:
            return pd.Series([field.default] * count, dtype=object)
        if field.type in ("moment", "day"):
            return pd.Series(pd.NaT, index=range(count), dtype="datetime64[us]")
        if field.type in ("number", "whole", "seconds"):
            return pd.Series(np.nan, index=range(count))
        return pd.Series([None] * count, dtype=object)

    def _raw(self, origin: Origin, columns: Sequence[Sequence[Any]], count: int) -> Cells:
        if not origin.columns:
            found = np.empty(count, dtype=object)
            found[:] = [origin.constant] * count
            return found
        nulls = frozenset(origin.nulls)
        parts = [self._column(columns, name, nulls) for name in origin.columns]
        first = parts[0]
        if len(parts) == 1:
            return first
        if origin.how == "first":
            for other in parts[1:]:
                first = np.where([each is None for each in first], other, first)
            return first
        joined = np.empty(count, dtype=object)
        if origin.how == "join":
            words = [cells.as_texts(_without_midnight(part)) for part in parts]
            joined[:] = [
                None if None in row else origin.separator.join(row) for row in zip(*words, strict=True)
            ]
            return joined
        joined[:] = [None if None in row else row for row in zip(*parts, strict=True)]
        return joined

    def _read(self, field: Field, origin: Origin, raw: Cells) -> cells.Read:
        if origin.how in ("sum", "difference", "product"):
            values, bad = self._computed(origin, raw)
            # A mean that was rounded gives back a count with a fraction.
            values = values.round() if field.type == "whole" else values
            return values, bad | self._outside(field, values)
        if origin.true is not None:
            words, true = cells.as_texts(raw), set(origin.true)
            return pd.Series([word in true for word in words], dtype=object), np.zeros(len(raw), dtype=bool)
        if origin.values or origin.other is not None:
            raw = self._translated(origin, raw)
        match field.type:
            case "text":
                values, bad = cells.texts(raw)
                return values, bad | self._too_long(field, values)
            case "whole" | "number":
                values, bad = numbers(raw, self._decimal(origin), origin.scale)
                if (
                    field.type == "whole"
                ):  # thousands that are parted by a point are whole, and a fraction is not
                    bad = bad | ((values % 1 != 0) & values.notna()).to_numpy(bool)
                else:
                    bad = bad | self._unclear(origin, raw)
                return values, bad | self._outside(field, values)
            case "seconds":
                values, bad = seconds(raw, self._decimal(origin), origin.scale)
                return values, bad | self._unclear(origin, raw) | self._outside(field, values)
            case "month":
                return months(raw, origin.formats)
            case "day":
                return days(raw, origin.formats)
            case "period":
                return periods(raw, origin.formats, origin.grain)
            case "moment":
                return moments(raw, origin.formats, self.mapping.times)
            case "flag":
                return cells.flags(raw)
            case "choice":
                return self._choice(field, raw)
            case "reference":
                return self._reference(field, raw)

    def _decimal_is_told(self, origin: Origin) -> bool:
        return bool(origin.decimal or self.mapping.file.decimal)

    def _unclear(self, origin: Origin, raw: Cells) -> Flags:
        if self._decimal_is_told(origin):
            return np.zeros(len(raw), dtype=bool)
        return unclear(raw, self._decimal(origin))

    def _decimal(self, origin: Origin) -> str:
        return origin.decimal or self.table.decimal

    @staticmethod
    def _outside(field: Field, values: "pd.Series[Any]") -> Flags:
        return ((values < field.least) | (values > field.most)).to_numpy(bool)

    def _too_long(self, field: Field, values: "pd.Series[Any]") -> Flags:
        kind = self.mapping.kind
        if kind.about and field.name in kind.about:
            reference, column = kind.about[field.name]
            thing = kind.field(reference).table
            most = getattr(thing.c.get(column), "type", None) if thing is not None else None
        else:
            most = getattr(kind.table.c.get(field.column), "type", None)
        length = getattr(most, "length", None)
        if not length:
            return np.zeros(len(values), dtype=bool)
        return np.array([each is not None and len(each) > length for each in values], dtype=bool)

    def _computed(self, origin: Origin, raw: Cells) -> cells.Read:
        """Work out a field from others: numbers, clocks, or times (whose difference is in seconds)."""
        known = np.array([row is not None for row in raw], dtype=bool)
        columns = list(zip(*raw[known], strict=True)) if known.any() else []
        result = np.zeros(int(known.sum()))
        bad = np.zeros(len(raw), dtype=bool)
        for place, column in enumerate(columns):
            part = np.empty(len(column), dtype=object)
            part[:] = column
            values, wrong = seconds(part, self._decimal(origin))
            wrong = wrong | self._unclear(origin, part)
            if wrong.all() or origin.formats:
                times, wrong = moments(part, origin.formats, self.mapping.times)
                values = (times - pd.Timestamp(0)) / pd.Timedelta(seconds=1)
            bad[known] |= wrong
            number = values.fillna(0).to_numpy(float)
            if not place:
                result = number
            elif origin.how == "product":
                result = result * number
            else:
                result = result - number if origin.how == "difference" else result + number
        found = np.full(len(raw), np.nan)
        found[known] = result * origin.scale
        return pd.Series(found), bad

    def _translated(self, origin: Origin, raw: Cells) -> Cells:
        known = {key.casefold(): value for key, value in origin.values.items()}
        words = cells.as_texts(raw)
        codes, uniques = pd.factorize(words, use_na_sentinel=True)
        other = origin.other
        meant = [known.get(word.casefold(), word if other is None else other) for word in uniques]
        found = np.array([*meant, None], dtype=object)[codes]
        return np.asarray(found, dtype=object)

    def _choice(self, field: Field, raw: Cells) -> cells.Read:
        known = {each.casefold(): each for each in field.choices}
        return self._looked_up(field, raw, lambda word: known.get(word.casefold()))

    def _reference(self, field: Field, raw: Cells) -> cells.Read:
        if field.table is None:
            raise ValueError(f"{field.name} refers to no table")
        things = self.references[field.table.name]
        creates = self._creates(field)
        usable = set(raw[self.good].tolist()) if creates and not self.good.all() else None

        def find(word: str) -> int | None:
            found = things.find(word)
            if found is None and creates and "\x00" not in word and (usable is None or word in usable):
                return things.make(word)
            return found

        return self._looked_up(field, raw, find)

    def _looked_up(self, field: Field, raw: Cells, find: Callable[[str], Any]) -> cells.Read:
        codes, uniques = pd.factorize(cells.as_texts(raw), use_na_sentinel=True)
        meant = [find(word) for word in uniques]
        unknown = {place for place, each in enumerate(meant) if each is None}
        if unknown:
            counts = Counter(codes[np.isin(codes, list(unknown))].tolist())
            self.rejects.add_unknown(
                field.name, {str(uniques[place]): count for place, count in counts.items()}
            )
        values = np.array([*meant, None], dtype=object)[codes]
        bad = np.array([*(each is None for each in meant), False], dtype=bool)[codes]
        return pd.Series(values, dtype=object), bad

    def hint(self, field: str, value: str) -> str:
        """Return the known name that an unknown value is most like."""
        kind = self.mapping.kind.field(field)
        names = self.references[kind.table.name].names if kind.table is not None else kind.choices
        return nearest(value, names)

    # --- What makes rows the same, and which is the newest ------------------------------------------

    def _keys(self, columns: Sequence[Sequence[Any]]) -> "np.ndarray[Any, Any]":
        """Return a number for what the key's cells say: systems' keys have all forms, and this has one."""
        parts: list[Any] = [
            cells.as_texts(self._column(columns, name, frozenset())) for name in self.mapping.key
        ]
        # What is empty is the empty text; a pass in C finds that there is none, as a rule.
        parts = [part if None not in part else [word or "" for word in part] for part in parts]
        prefix = f"{self.mapping.source}\x1f"
        texts = map("\x1f".join, zip(*parts, strict=True))
        digests = [blake2b((prefix + each).encode(), digest_size=8).digest() for each in texts]
        return np.frombuffer(b"".join(digests), dtype=">i8").astype(np.int64)

    def _order(
        self, columns: Sequence[Sequence[Any]], lines: "np.ndarray[Any, Any]", faults: dict[int, Reject]
    ) -> "pd.Series[Any]":
        """Return the whole number that is larger the newer a row is (of a time, microseconds); missing without one."""
        name = self.mapping.newest_by
        found: pd.Series[Any] = pd.Series(pd.array([pd.NA] * len(lines), dtype="Int64"))
        if name is None:
            return found
        raw = self._column(columns, name, frozenset())
        words = pd.Series(cells.as_texts(raw), dtype="str")
        counted = words.str.fullmatch(r"-?\d{1,18}", na=False)
        if self._is_counted is None and words.notna().any():
            self._is_counted = bool(counted[words.notna()].mean() >= 0.5)
        if self._is_counted:
            good = counted.to_numpy(bool)
            found[good] = [int(word) for word in words[good]]
        else:
            times, bad = moments(raw, self._order_formats(name), self.mapping.times)
            good = (times.notna() & ~bad).to_numpy(bool)
            found[good] = times[good].astype("datetime64[us]").astype("int64").to_numpy()
        for place in np.flatnonzero(~good).tolist():
            reason = f"{name} mangler" if raw[place] is None else f"{name} siger ikke, hvad der er nyest"
            faults.setdefault(place, Reject(int(lines[place]), str(name), shown(raw[place]), reason))
        return found

    def _order_formats(self, name: Name) -> tuple[str, ...]:
        """Return the format of a field that is read from the same column, or of any time of the mapping."""
        origins = [each for each in self.mapping.origins.values() if each.formats]
        same = [each.formats for each in origins if name in each.columns]
        return next(iter([*same, *(each.formats for each in origins)]), ())


def _swapped(form: str) -> str:
    """Return a format with the day where the month was."""
    return form.replace("%d", "\0").replace("%m", "%d").replace("\0", "%m")


def _earlier(name: str) -> Check:
    return lambda rows: rows[name] < pd.Timestamp(year=OLDEST, month=1, day=1)


def _later(name: str, limit: pd.Timestamp) -> Check:
    return lambda rows: rows[name] > limit


def _without_midnight(column: Cells) -> Cells:
    """Return a workbook's dates as dates: joined with a time of day they would have two."""
    dates = [each.date() if isinstance(each, datetime) and each.time() == time() else each for each in column]
    found = np.empty(len(column), dtype=object)
    found[:] = dates
    return found
