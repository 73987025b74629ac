"""Holds numbers against what stands of their series: in another unit, or on another scale, they are none of it."""

from collections.abc import Iterator
from collections.abc import Mapping as Pairs
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, select

from data_access.imports.kinds.field import Field
from data_access.imports.kinds.reports import unit_of
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Cells, Flags
from data_access.imports.rows.references import References
from data_access.imports.rows.shares import has_sign, plain

# A number so many times more or less than those before is of another scale: shares of 1 among per cents.
OTHER_SHARE, OTHER_SCALE = 20.0, 50.0
ENOUGH_ROWS = 3  # of a series that is new, before its own numbers tell its scale
MOST_SAID = 3
Wrong = Iterator[tuple[Field, int, str]]


class Standing:
    """What stands of the series that a file goes on with: an indicator of a place, a figure's target, a budget line.

    What the file tells anew does not count, nor what it takes away (`gone`, the period that it is to stand for): that
    is a correction.
    """

    def __init__(
        self, connection: Connection, mapping: Mapping, gone: tuple[object, object] | None = None
    ) -> None:
        self.mapping, kind = mapping, mapping.kind
        # Not a tolerance, which can well become many times smaller.
        told = [each for each in kind.fields if each.type == "number" and (each.required or each.named)]
        self.fields = [each for each in told if each.shares or kind.is_ahead]
        self.key = [each.name for each in kind.fields if each.column in kind.key]
        self.series = [each.name for each in kind.fields if each.column in set(kind.key) - set(kind.days)]
        self.rows = self._read(connection) if self.fields else pd.DataFrame()
        if gone and len(self.rows):
            begins = (self.rows[kind.days[0]].astype("str") + "-01-01").str.slice(0, 10)
            self.rows = self.rows[(begins < str(gone[0])) | (begins > str(gone[1]))]
        # What is odd of numbers that can be right all the same (Danish).
        self.odd: dict[str, str] = {}

    def _read(self, connection: Connection) -> pd.DataFrame:
        columns = {each.name: self.mapping.kind.field(each.name).column for each in self.fields}
        columns |= {name: self.mapping.kind.field(name).column for name in self.key}
        table = self.mapping.kind.table
        found = connection.execute(select(*(table.c[column].label(name) for name, column in columns.items())))
        return pd.DataFrame(found.all(), columns=list(columns))

    def unlike(
        self, rows: pd.DataFrame, raws: Pairs[str, Cells], references: Pairs[str, References]
    ) -> Wrong:
        """Return the fields of rows (by their places) that do not go with what stands, with the reason (Danish)."""
        if not self.fields:
            return
        others = self._others(rows)
        named = _Named(self.mapping, references, self.series[0])
        units = list(self._units(rows, others, named))
        yield from units
        # Of numbers in another unit nothing more is to be said.
        rows = rows.assign(
            **{
                each.name: rows[each.name].mask(rows.index.isin([place for _field, place, _reason in units]))
                for each in self.fields
            }
        )
        for field in self.fields:
            yield from self._scales(field, rows, raws[field.name], others, named)

    def _others(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return what stands and is not told anew."""
        told = set(_keys(rows, self.key))
        return self.rows[np.array([each not in told for each in _keys(self.rows, self.key)], dtype=bool)]

    # --- Units --------------------------------------------------------------------------------------------

    def _units(self, rows: pd.DataFrame, others: pd.DataFrame, named: "_Named") -> Wrong:
        kind = self.mapping.kind
        if "unit" not in (kind.about or {}) or "unit" not in self.mapping.origins:
            return
        things = rows[self.series[0]]
        before, now = named.units(things), rows["unit"]
        differ = (
            unit_of(before).ne(unit_of(now)) & (before != "") & before.notna() & (now != "") & now.notna()
        )
        differ &= things.isin(set(others[self.series[0]]))
        remedy = (
            "regn tallene om, og skriv enheden som før"
            if self.mapping.may_lack
            else "regn tallene om med scale og enheden med values i mappingen"
        )
        for place in np.flatnonzero(differ.to_numpy(bool)).tolist():
            yield (
                kind.field("unit"),
                place,
                f"er „{now.iloc[place]}“, og „{named.name(things.iloc[place])}“ er indlæst med „{before.iloc[place]}“: "
                f"{remedy}; eller tag det gamle ud med pejling unload",
            )

    # --- Scales -------------------------------------------------------------------------------------------

    def _scales(
        self, field: Field, rows: pd.DataFrame, cells: Cells, others: pd.DataFrame, named: "_Named"
    ) -> Wrong:
        values = rows[field.name].astype(float).abs()
        before = self._before(field, rows, values, others)
        per_cent = self._per_cent(rows, named)
        low, high = values.where(values < before, before), before.where(values < before, values)
        times = high / low.where(low > 0)
        are_shares = (low <= 1) & (low % 1 != 0) & (high <= 100)
        differ = (times >= OTHER_SHARE) & per_cent & ((low <= 1) | (high > 100)) | times.between(
            OTHER_SCALE, 200
        ) & are_shares
        differ &= field.shares
        by_sign = (per_cent | (values < before)).to_numpy(bool)
        wrong = differ.to_numpy(bool) & ~self._is_told(field, cells, by_sign)
        told = (
            "skriv det på samme skala, eller med procenttegn"
            if self.mapping.may_lack
            else "skriv share i mappingen"
        )
        for place in np.flatnonzero(wrong).tolist():
            name, ever = named.name(rows[self.series[0]].iloc[place]), plain(round(before.iloc[place], 1))
            reason = f"er på en anden skala end „{name}“ ellers (omkring {ever})"
            yield field, place, f"{reason}: {told}; eller indlæs det gamle igen på den nye"
        for place in np.flatnonzero((times >= OTHER_SCALE).to_numpy(bool) & ~wrong & ~per_cent).tolist():
            name = named.series(rows[self.series].iloc[place])
            now, ever = (plain(round(each.iloc[place], 2)) for each in (values, before))
            self.odd.setdefault(
                name, f"„{name}“ er nu {now} og er ellers omkring {ever}: er enheden en anden?"
            )

    def _before(
        self, field: Field, rows: pd.DataFrame, values: "pd.Series[float]", others: pd.DataFrame
    ) -> "pd.Series[float]":
        """Return for each row the middle number of its series, else of what it is of, else of the file's own."""
        found = pd.Series(np.nan, index=rows.index)
        for names in (self.series, self.series[:1]):
            stands = others.assign(value=others[field.name].astype(float).abs())
            middles = dict(zip(*_grouped(stands, names), strict=True))
            found = found.fillna(
                pd.Series(list(map(middles.get, _keys(rows, names))), rows.index, dtype=float)
            )
        own = values.groupby(rows[self.series[0]])
        return found.fillna(own.transform("median").where(own.transform("count") >= ENOUGH_ROWS))

    def _per_cent(self, rows: pd.DataFrame, named: "_Named") -> "pd.Series[bool]":
        if "unit" in rows:
            told = rows["unit"]
            rows = rows.assign(
                unit=told.where(told.notna() & (told != ""), named.units(rows[self.series[0]]))
            )
        return self.mapping.kind.per_cent(rows).fillna(False).astype(bool)

    def _is_told(self, field: Field, cells: Cells, by_sign: Flags) -> Flags:
        """Mark what is said to be as it stands: by the mapping, or by a sign where that says it."""
        if self.mapping.origins[field.name].share == "percent":
            return np.ones(len(cells), dtype=bool)
        return has_sign(cells) & by_sign


class _Named:
    """What is known of the things that series are of."""

    def __init__(self, mapping: Mapping, references: Pairs[str, References], name: str) -> None:
        table = mapping.kind.field(name).table
        self.things = references[table.name] if table is not None else None

    def series(self, row: "pd.Series[Any]") -> str:
        """Return what a series is called."""
        return ", ".join(filter(None, [self.name(row.iloc[0]), *map(str, row.iloc[1:])]))

    def name(self, thing: object) -> str:
        """Return what a thing is called."""
        return self.things.names_by_id()[int(str(thing))] if self.things else str(thing)

    def units(self, things: "pd.Series[Any]") -> "pd.Series[Any]":
        """Return the units that they are known to be in."""
        known = self.things.told("unit") if self.things else {}
        return things.map(known)


def _keys(rows: pd.DataFrame, names: list[str]) -> list[tuple[str, ...]]:
    """Return what tells rows apart, as texts: days stand as days in the database and as times in a file."""
    if rows.empty:
        return []
    return list(
        zip(
            *(rows[name].astype("str").str.slice(0, 120).str.removesuffix(" 00:00:00") for name in names),
            strict=True,
        )
    )


def _grouped(rows: pd.DataFrame, names: list[str]) -> tuple[list[tuple[str, ...]], list[float]]:
    if rows.empty:
        return [], []
    found = rows["value"].groupby(pd.Series(_keys(rows, names), index=rows.index)).median()
    return list(found.index), found.tolist()
