"""Merges rows into a table by their natural key: the newest state stands, and what it replaced can come back."""

import gc
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.imports.kinds.field import Kind
from data_access.imports.rows.chunks import LINE, ORDER
from data_access.imports.rows.rejects import Reject, Rejects

SAME_KEY = "samme nøgle som en anden række, men andet indhold"


@dataclass
class Counts:
    """What became of the rows of a file: new, in the place of others, the same as before, or older than what stands.

    `earlier` are those that the file itself has a newer state of.
    """

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    older: int = 0
    earlier: int = 0
    # Of the unchanged, those whose newer state is now known to be the same.
    confirmed: int = 0
    # Things that rows refer to (a project's purpose) which are now told otherwise.
    things: int = 0
    # The days (ISO text) of rows that came or went.
    days: set[str] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """The rows by which the database is another than before."""
        return self.new + self.replaced + self.confirmed + self.things


@dataclass(frozen=True)
class Load:
    """The load that rows come with.

    Its id, when its file was made (UTC), whether that was told or is now, and the columns that its mapping fills; None
    is all of them.
    """

    id: int
    as_of: datetime
    told: bool = False
    columns: frozenset[str] | None = None


class Merger:
    """Merges the chunks of one load into the kind's table, in the caller's transaction."""

    def __init__(
        self, connection: Connection, kind: Kind, load: Load, rejects: Rejects, *, remember: bool = False
    ) -> None:
        self.connection, self.kind, self.load, self.rejects = connection, kind, load, rejects
        # The keys that the file has, where what it lacks is to be taken away.
        self._seen = self._temporary("seen") if remember else None
        self.counts = Counts()
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
            self._touch(rows)
            return
        found = self._existing(rows)
        self._decide(rows, found)

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
        same = _same(others.reset_index(drop=True), newest.reset_index(drop=True), self._contents(rows))
        self._refuse(others[as_new & ~same])
        self.counts.unchanged += int((as_new & same).sum())
        self.counts.earlier += int((~as_new).sum())
        return first.sort_values(LINE, ignore_index=True)

    def _aligned(self, first: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
        """Return for each of the others the row of the same key."""
        keys = list(self.kind.key)
        places = pd.Series(range(len(first)), index=_index(first, keys))
        return first.iloc[places.reindex(_index(others, keys)).to_numpy()]

    def _contents(self, rows: pd.DataFrame) -> list[str]:
        return [
            name
            for name in self.kind.table.columns.keys()  # noqa: SIM118 - a collection of columns, not a dict
            if name in rows and name not in ("load_id", "id", "revision") and self._is_told(name)
        ]

    def _is_told(self, name: str) -> bool:
        return self.load.columns is None or name in self.load.columns

    def _refuse(self, rows: pd.DataFrame) -> None:
        self.rejects.add(Reject(int(line), "", "", SAME_KEY) for line in rows[LINE])

    # --- Against what stands --------------------------------------------------------------------------

    def _insert_if_new(self, rows: pd.DataFrame) -> bool:
        """Insert the rows if none of their keys is there, which is the rule; else nothing happens."""
        if not self._enforced or self._mostly_known:
            return False
        point = self.connection.begin_nested()
        try:
            self._insert(rows)
        except IntegrityError:
            point.rollback()
            # The fault and the frames it came through hold one another, and all of the chunk's rows.
            gc.collect()
            self._mostly_known = True
            return False
        point.commit()
        return True

    def _insert(self, rows: pd.DataFrame) -> None:
        table = self.kind.table
        columns: dict[str, Any] = {
            column.name: _values(column, rows[column.name]) for column in table.columns if column.name in rows
        }
        if "load_id" in table.c:
            columns["load_id"] = [self.load.id] * len(rows)
        if "revision" in table.c:
            columns["revision"] = _values(table.c.revision, rows[ORDER])
        insert_columns(self.connection, table, columns)

    def _existing(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that stand under the keys of the given ones, with `as_of`, when their load was made."""
        stage, table = self._staged(rows), self.kind.table
        same = and_(*(equal(table.c[name], stage.c[name]) for name in self.kind.key))
        join = table.join(stage, same)
        as_of: Any = None
        if "load_id" in table.c:
            join = join.outerjoin(t.loads, t.loads.c.id == table.c.load_id)
            as_of = t.loads.c.as_of
        columns = [*table.c, stage.c.place]
        statement = select(*columns, as_of.label("as_of")) if as_of is not None else select(*columns)
        result = self.connection.execute(statement.select_from(join))
        # As objects: numbers beside what is missing would else become fractions, and lose digits.
        return pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)

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
        columns: dict[str, Any] = {name: _values(table.c[name], rows[name]) for name in self.kind.key}
        return {"place": list(range(len(rows))), **columns}

    def remove_unseen(self, source: int, first: date, last: date) -> int:
        """Take away the source's rows of the period that the file does not have; return how many."""
        if self._seen is None or "load_id" not in self.kind.table.c:
            return 0
        table, seen = self.kind.table, self._seen
        day: Any = table.c[self.kind.days[0]]
        if isinstance(day.type, Date):
            within = day.between(first, last)
        else:
            # A month or year is within the period when its first day is.
            written = cast(day, String)
            begins = written.concat(func.substr("0000-01-01", func.length(written) + 1))
            within = begins.between(first.isoformat(), last.isoformat())
        there = exists().where(and_(*(equal(table.c[name], seen.c[name]) for name in self.kind.key)))
        # What a newer file says stands, though this one does not have it.
        newer = t.loads.c.as_of.is_not(None) & (t.loads.c.as_of > self.load.as_of)
        own = table.c.load_id.in_(select(t.loads.c.id).where(t.loads.c.source_id == source, ~newer))
        result = self.connection.execute(select(table).where(within, own, ~there))
        old = pd.DataFrame(result.all(), columns=list(result.keys()), dtype=object)
        if old.empty:
            return 0
        self._keep(old)
        self._touch(old)
        self._delete(old)
        return len(old)

    def close(self) -> None:
        """Take the temporary tables away."""
        for table in (self._stage, self._seen):
            if table is not None:
                table.drop(self.connection, checkfirst=False)
        self._stage = self._seen = None

    def _decide(self, rows: pd.DataFrame, found: pd.DataFrame) -> None:
        self._mostly_known = not found.empty
        rows = rows.reset_index(drop=True)
        found = found.drop_duplicates("place").set_index("place", drop=False)
        there = rows.index.isin(found.index)
        given, old = (
            rows[there].reset_index(drop=True),
            found.reindex(rows.index[there]).reset_index(drop=True),
        )
        same = _same(given, _typed(self.kind.table, old), self._contents(rows))
        newer = self._compare(given, old)
        ordered = self._is_ordered(given, old)
        # The same content needs no writing, but where states are ordered a later one that lies between must know of it.
        replacing = (newer > 0) & (~same | ordered)
        self.counts.unchanged += int((same & (newer >= 0)).sum())
        self.counts.older += int((newer < 0).sum())
        self._refuse(given[(newer == 0) & ~same])
        self._confirm(old[replacing & same], given[replacing & same])
        changed = replacing & ~same
        for name in self.kind.table.columns.keys():  # noqa: SIM118 - a collection of columns, not a dict
            if name in given and name in old and not self._is_told(name):
                given[name] = pd.Series(
                    old[name].tolist(), dtype=given[name].dtype
                )  # what the file says nothing of stays as it is
        self._replace(old[changed], given[changed])
        fresh = rows[~there]
        if "load_id" in self.kind.table.c:
            self._insert_all(pd.concat([fresh, given[changed]], ignore_index=True))
        else:
            self._insert_all(fresh)
        self.counts.new += len(fresh)
        self._touch(fresh)

    def _compare(self, given: pd.DataFrame, old: pd.DataFrame) -> "np.ndarray[Any, Any]":
        """Return 1 where the given row is newer than the one that stands, -1 where it is older, else 0."""
        by_file = np.array([self._newer_file(as_of, own) for as_of, own in self._files(old)], dtype=int)
        if "revision" not in old:
            return by_file
        theirs = old["revision"].astype("Int64")
        both = (given[ORDER].notna() & theirs.notna()).to_numpy(bool)
        by_revision = np.sign(_whole(given[ORDER]) - _whole(theirs))
        return np.where(both, by_revision, by_file).astype(int)

    def _is_ordered(self, given: pd.DataFrame, old: pd.DataFrame) -> "np.ndarray[Any, Any]":
        """Say where the state of a row is told: by a revision on both sides, or by when the file was made."""
        revised = given[ORDER].notna().to_numpy()
        if "revision" in old:
            revised = revised & old["revision"].notna().to_numpy()
        else:
            revised = np.zeros(len(given), dtype=bool)
        return np.asarray(revised | self.load.told, dtype=bool)

    def _files(self, old: pd.DataFrame) -> list[tuple[Any, Any]]:
        if "as_of" not in old:
            return [(None, None)] * len(old)
        return list(zip(old["as_of"], old["load_id"], strict=True))

    def _newer_file(self, as_of: Any, load: Any) -> int:
        if load == self.load.id:
            return 0
        if as_of is None or as_of != as_of:
            return 1
        at = as_of.to_pydatetime() if isinstance(as_of, pd.Timestamp) else as_of
        return (
            -1 if self.load.as_of < at else 1
        )  # of two that were made at the same time, the later load is the newer

    def _replace(self, old: pd.DataFrame, given: pd.DataFrame) -> None:
        if old.empty:
            return
        self.counts.replaced += len(old)
        self._keep(old)
        self._touch(old)
        self._touch(given)
        if "load_id" in old:
            self._delete(old)
        else:
            self._overwrite(old, given)

    def _overwrite(self, old: pd.DataFrame, given: pd.DataFrame) -> None:
        """Change rows where they stand: others refer to them."""
        table = self.kind.table
        keys = [key.name for key in table.primary_key.columns]
        names = [name for name in self._contents(given) if name not in keys]
        if not names:
            return
        columns = {name: list(_values(table.c[name], given[name])) for name in names}
        rows = [
            {f"at_{key}": _plain(value) for key, value in row.items()}
            | {f"to_{name}": _plain(values[place]) for name, values in columns.items()}
            for place, row in enumerate(_typed(table, old)[keys].to_dict("records"))
        ]
        where = and_(*(table.c[key] == bindparam(f"at_{key}") for key in keys))
        self.connection.execute(
            update(table).where(where).values({name: bindparam(f"to_{name}") for name in names}), rows
        )

    def _confirm(self, old: pd.DataFrame, given: pd.DataFrame) -> None:
        """Write down that rows still said the same when this file was made; their content stays where it is."""
        if old.empty or "load_id" not in old:
            return
        table = self.kind.table
        keys = [key.name for key in table.primary_key.columns]
        values: dict[str, Any] = {"load_id": self.load.id}
        if "revision" in table.c:
            values["revision"] = bindparam("now")
        where = and_(*(table.c[key] == bindparam(f"at_{key}") for key in keys))
        at = [
            {f"at_{name}": _plain(value) for name, value in row.items()}
            for row in old[keys].to_dict("records")
        ]
        if "revision" in table.c:
            revisions = _values(table.c.revision, given[ORDER])
            at = [{**row, "now": revision} for row, revision in zip(at, revisions, strict=True)]
        self._keep(old, confirms=True)
        self.connection.execute(update(table).where(where).values(values), at)
        self.counts.confirmed += len(old)

    def _delete(self, old: pd.DataFrame) -> None:
        table = self.kind.table
        keys = [key.name for key in table.primary_key.columns]
        where = and_(*(table.c[key] == bindparam(f"at_{key}") for key in keys))
        rows = _typed(table, old)[keys].to_dict("records")
        at = [{f"at_{name}": _plain(value) for name, value in row.items()} for row in rows]
        self.connection.execute(delete(table).where(where), at)

    def _keep(self, old: pd.DataFrame, *, confirms: bool = False) -> None:
        """Keep the rows that are replaced, so that the load that replaced them can be taken out again.

        Of a row that one load after another confirms, only the first holder is kept: a full export every night
        would else grow the database by all of its rows each time.
        """
        if "load_id" not in old:
            return
        others = old[old["load_id"] != self.load.id]
        if confirms and len(others):
            others = others[~self._passed_on(others)]
        if others.empty:
            return
        names = [column.name for column in self.kind.table.columns if column.name != "id"]
        kept = [
            {
                "table_name": self.kind.table.name,
                "key": written_key(self.kind, row),
                "by_load": self.load.id,
                "load_id": _plain(row["load_id"]),
                "confirmed": confirms,
                "content": json.dumps({name: _json(row[name]) for name in names}),
            }
            for row in _typed(self.kind.table, others).to_dict("records")
        ]
        self.connection.execute(insert(t.superseded), kept)

    def _passed_on(self, rows: pd.DataFrame) -> "np.ndarray[Any, Any]":
        """Let this load confirm what the rows' loads had only confirmed themselves; say which those are."""
        kept = t.superseded
        where = and_(
            kept.c.table_name == self.kind.table.name,
            kept.c.key == bindparam("at_key"),
            kept.c.by_load == bindparam("at_load"),
            kept.c.confirmed,
        )
        moved = []
        for row in rows.to_dict("records"):
            at = {"at_key": written_key(self.kind, row), "at_load": _plain(row["load_id"])}
            done = self.connection.execute(update(kept).where(where).values(by_load=self.load.id), at)
            moved.append(done.rowcount > 0)
        return np.array(moved, dtype=bool)

    def _insert_all(self, rows: pd.DataFrame) -> None:
        if len(rows):
            self._insert(rows)

    def _touch(self, rows: pd.DataFrame) -> None:
        for name in self.kind.days:
            if name in rows:
                self.counts.days |= {str(each)[:10] for each in rows[name].dropna().unique()}


def _is_enforced(kind: Kind) -> bool:
    """Say that the database itself refuses a second row of the same key."""
    table, key = kind.table, set(kind.key)
    if {column.name for column in table.primary_key.columns} == key:
        return True
    uniques = [set(each.columns.keys()) for each in table.constraints if isinstance(each, UniqueConstraint)]
    indexes = [set(each.columns.keys()) for each in table.indexes if each.unique]
    return key in (*uniques, *indexes)


def written_key(kind: Kind, row: Any) -> str:
    """Return a row's natural key as one text."""
    return json.dumps([_json(row[name]) for name in kind.key])


def restored(table: Table, content: str) -> dict[str, Any]:
    """Return a kept row as values for the database."""
    row = json.loads(content)
    return {name: _from_json(table.c[name], value) for name, value in row.items() if name in table.c}


def _json(value: Any) -> Any:
    value = _plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _from_json(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


def _plain(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if isinstance(value, np.generic) else value


def _order(rows: pd.DataFrame) -> "np.ndarray[Any, Any]":
    return _whole(rows[ORDER])


def _whole(values: "pd.Series[Any]") -> "np.ndarray[Any, Any]":
    return values.astype("Int64").fillna(0).to_numpy("int64")


def _index(rows: pd.DataFrame, keys: Sequence[str]) -> Any:
    if len(keys) == 1:
        return pd.Index(rows[keys[0]])
    return pd.Index(pd.MultiIndex.from_frame(rows[list(keys)]))


def equal(column: Any, other: Any) -> Any:
    """Return the condition that a column of the key is the other."""
    # What events are known by may be missing in rows that were never imported; these are then not the same.
    may_lack = column.nullable and column.name not in ("key", "number")
    # PostgreSQL can only hash what is plainly equal.
    return column.is_not_distinct_from(other) if may_lack else column == other


def _values(column: Column[Any], values: "pd.Series[Any]") -> Any:
    """Return a column as `insert_columns` takes it."""
    if isinstance(column.type, DateTime):
        return values.to_numpy("datetime64[us]")
    if isinstance(column.type, Date):
        return pd.to_datetime(values).to_numpy("datetime64[D]")
    if isinstance(column.type, Float):
        return values.to_numpy(float)
    if isinstance(column.type, Boolean):
        return [None if each is None else bool(each) for each in values.tolist()]
    if isinstance(column.type, Integer | BigInteger):
        if isinstance(values.dtype, np.dtype) and values.dtype.kind == "i":
            return values.tolist()
        return [
            None if each is None or each is pd.NA or each != each else int(each) for each in values.tolist()
        ]
    return [None if each is None or each != each else each for each in values.tolist()]


def _typed(table: Table, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows as the database gave them with the values that it would get, so that they can be compared."""
    found = {}
    for name in rows.columns:
        column = table.c.get(name)
        if column is not None and isinstance(column.type, Date) and not isinstance(column.type, DateTime):
            found[name] = pd.Series(
                [None if _plain(each) is None else each for each in rows[name]], dtype=object
            )
        else:
            found[name] = rows[name].reset_index(drop=True)
    return pd.DataFrame(found)


def _same(given: pd.DataFrame, old: pd.DataFrame, names: Sequence[str]) -> "np.ndarray[Any, Any]":
    """Say row by row that the content is the same."""
    same = np.ones(len(given), dtype=bool)
    for name in names:
        if name in old:
            pairs = zip(_comparable(given[name]), _comparable(old[name]), strict=True)
            same &= np.array([a == b for a, b in pairs], dtype=bool)
    return same


def _comparable(values: "pd.Series[Any]") -> list[Any]:
    """Return values so that the same ones are equal: a day from one database is the midnight that another has."""
    if str(values.dtype).startswith("datetime64"):
        return [None if each is pd.NaT else each.isoformat() for each in values]
    return [_as_time(each) if isinstance(each, date) else each for each in map(_plain, values)]


def _as_time(value: date) -> str:
    return value.isoformat() if isinstance(value, datetime) else f"{value.isoformat()}T00:00:00"
