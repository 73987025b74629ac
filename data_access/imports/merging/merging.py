"""Merges rows into a table by their natural key: the newest state stands, and what it replaced can come back."""

import traceback
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    Column,
    Connection,
    Date,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    and_,
    cast,
    delete,
    exists,
    func,
    select,
)
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.imports.kinds.field import Kind
from data_access.imports.merging import superseded
from data_access.imports.merging.deciding import decide
from data_access.imports.merging.target import Load, Target
from data_access.imports.merging.values import equal, same_content, values_of, whole_numbers
from data_access.imports.merging.written import IS_WRITTEN
from data_access.imports.rows.chunks import LINE, ORDER
from data_access.imports.rows.rejects import Rejects


class Merger:
    """Merges the chunks of one load into the kind's table, in the caller's transaction."""

    def __init__(
        self, connection: Connection, kind: Kind, load: Load, rejects: Rejects, *, remember: bool = False
    ) -> None:
        self.connection, self.kind, self.load = connection, kind, load
        self.target = Target(connection, kind, load, rejects)
        self.counts = self.target.counts
        # The keys that the file has, where what it lacks is to be taken away.
        self._seen = self._temporary("seen") if remember else None
        self._stage: Table | None = None
        self._enforced = _is_enforced(kind)
        # A chunk had keys that are there already, and so the next is likely to have them too.
        self._mostly_known = False

    def merge(self, rows: pd.DataFrame) -> None:
        """Merge typed rows (columns by the table's names, LINE and ORDER)."""
        rows = self._once(rows)
        if rows.empty:
            return
        if self._seen is not None:
            insert_columns(self.connection, self._seen, self._places(self._seen, rows))
        if self._insert_if_new(rows):
            self.counts.new += len(rows)
            self.target.touch(rows)
            return
        found = self._existing(rows)
        self._mostly_known = not found.empty
        decide(self.target, rows, found)

    # --- Within a chunk -----------------------------------------------------------------------------

    def _once(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep the newest row of each key; one as new with other content is a fault, one with the same is nothing."""
        keys = list(self.kind.key)
        repeated = rows.duplicated(keys, keep=False)
        if not repeated.any():
            return rows
        ranked = rows.iloc[np.lexsort((rows[LINE], -_order(rows)))]
        first = ranked.drop_duplicates(keys, keep="first")
        others = ranked[~ranked.index.isin(first.index)]
        newest = self._aligned(first, others)
        as_new = _order(others) == _order(newest)
        names = self.target.contents(rows)
        same = same_content(others.reset_index(drop=True), newest.reset_index(drop=True), names)
        self.target.refuse(others[as_new & ~same])
        self.counts.unchanged += int((as_new & same).sum())
        self.counts.earlier += int((~as_new).sum())
        return first.sort_values(LINE, ignore_index=True)

    def _aligned(self, first: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
        """Return for each of the others the row of the same key."""
        keys = list(self.kind.key)
        places = pd.Series(range(len(first)), index=_index(first, keys))
        return first.iloc[places.reindex(_index(others, keys)).to_numpy()]

    # --- Against what stands ------------------------------------------------------------------------

    def _insert_if_new(self, rows: pd.DataFrame) -> bool:
        """Insert the rows if none of their keys is there, which is the rule; else nothing happens."""
        if not self._enforced or self._mostly_known:
            return False
        point = self.connection.begin_nested()
        try:
            self.target.insert(rows)
        except IntegrityError as fault:
            point.rollback()
            _let_go(fault)
            self._mostly_known = True
            return False
        point.commit()
        return True

    def _existing(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that stand under the keys of the given ones, with `as_of`, when their load was made."""
        stage, table = self._staged(rows), self.kind.table
        same = and_(*(equal(table.c[name], stage.c[name]) for name in self.kind.key))
        join = table.join(stage, same)
        columns: list[Any] = [*table.c, stage.c.place]
        if self.target.bears_load:
            join = join.outerjoin(t.loads, t.loads.c.id == table.c.load_id)
            columns += [t.loads.c.as_of.label("as_of"), (t.loads.c.kind == t.WRITTEN).label(IS_WRITTEN)]
        return self._found(select(*columns).select_from(join))

    def _found(self, statement: Any) -> pd.DataFrame:
        """Return rows of the database as objects: numbers beside what is missing would else lose digits."""
        result = self.connection.execute(statement)
        return pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)

    def remove_unseen(self, source: int, first: date, last: date) -> int:
        """Take away the source's rows of the period that the file does not have; return how many."""
        if self._seen is None or not self.target.bears_load:
            return 0
        table, seen = self.kind.table, self._seen
        there = exists().where(and_(*(equal(table.c[name], seen.c[name]) for name in self.kind.key)))
        # What a newer file says stands, though this one does not have it.
        newer = t.loads.c.as_of.is_not(None) & (t.loads.c.as_of > self.load.as_of)
        own = table.c.load_id.in_(
            select(t.loads.c.id).where(t.loads.c.source_id == source, ~newer, t.loads.c.kind != t.WRITTEN)
        )
        within = _within(table.c[self.kind.days[0]], first, last)
        old = self._found(select(table).where(within, own, ~there))
        if old.empty:
            return 0
        superseded.keep(self.connection, self.kind, self.load.id, old)
        self.target.touch(old)
        self.target.delete(old)
        return len(old)

    # --- Temporary tables ---------------------------------------------------------------------------

    def _staged(self, rows: pd.DataFrame) -> Table:
        if self._stage is None:
            self._stage = self._temporary("staged")
        else:
            self.connection.execute(delete(self._stage))
        insert_columns(self.connection, self._stage, self._places(self._stage, rows))
        return self._stage

    def _temporary(self, name: str) -> Table:
        keys = [Column(each, self.kind.table.c[each].type) for each in self.kind.key]
        index = Index(f"ix_{name}", *self.kind.key)
        made = Table(name, MetaData(), Column("place", Integer), *keys, index, prefixes=["TEMPORARY"])
        made.create(self.connection, checkfirst=False)
        return made

    def _places(self, table: Table, rows: pd.DataFrame) -> dict[str, Any]:
        columns: dict[str, Any] = {name: values_of(table.c[name], rows[name]) for name in self.kind.key}
        return {"place": list(range(len(rows))), **columns}

    def close(self) -> None:
        """Take the temporary tables away."""
        for table in (self._stage, self._seen):
            if table is not None:
                table.drop(self.connection, checkfirst=False)
        self._stage = self._seen = None


def _let_go(fault: BaseException | None) -> None:
    """Empty the frames that a fault came through: they and it hold one another, and all of the chunk's rows."""
    while fault is not None:
        traceback.clear_frames(fault.__traceback__)
        fault = fault.__context__


def _is_enforced(kind: Kind) -> bool:
    """Say that the database itself refuses a second row of the same key."""
    table, key = kind.table, set(kind.key)
    if {column.name for column in table.primary_key.columns} == key:
        return True
    uniques = [set(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)]
    indexes = [set(each.columns.keys()) for each in table.indexes if each.unique]
    return key in (*uniques, *indexes)


def _within(day: Any, first: date, last: date) -> Any:
    """Return the condition that a day, month or year is within the period."""
    if isinstance(day.type, Date):
        return day.between(first, last)
    # A month or year is within the period when its first day is.
    written = cast(day, String)
    begins = written.concat(func.substr("0000-01-01", func.length(written) + 1))
    return begins.between(first.isoformat(), last.isoformat())


def _order(rows: pd.DataFrame) -> "np.ndarray[Any, Any]":
    return whole_numbers(rows[ORDER])


def _index(rows: pd.DataFrame, keys: Sequence[str]) -> Any:
    if len(keys) == 1:
        return pd.Index(rows[keys[0]])
    return pd.Index(pd.MultiIndex.from_frame(rows[list(keys)]))
