"""The table that the rows of a load come to: what is written there, and the count of what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, and_, bindparam, delete, update

from data_access.database.bulk import insert_columns
from data_access.imports.kinds.field import Kind
from data_access.imports.merging.values import plain, values_of
from data_access.imports.rows.chunks import LINE, ORDER
from data_access.imports.rows.rejects import Reject, Rejects, whole

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
    # Those that are of what somebody wrote in the web, which stands.
    beside: int = 0
    # Of those, the ones that are kept for when it is withdrawn.
    kept: int = 0
    # The days (ISO text) of rows that came or went.
    days: set[str] = field(default_factory=set)

    @property
    def changed(self) -> int:
        """The rows by which the database is another than before."""
        return self.new + self.replaced + self.confirmed + self.things + self.kept


@dataclass(frozen=True)
class Said:
    """What a file says of what somebody wrote in the web, by the table's columns, and what was written."""

    file: Mapping[str, Any]
    written: Mapping[str, Any]


@dataclass(frozen=True)
class Load:
    """The load that rows come with.

    Its id, when its file was made (UTC), whether that was told or is now, and the columns that its mapping fills; None
    is all of them. `replaces_written` says that it holds instead of what somebody wrote in the web.
    """

    id: int
    as_of: datetime
    told: bool = False
    columns: frozenset[str] | None = None
    replaces_written: bool = False


class Target:
    """The kind's table as one load writes to it, in the caller's transaction."""

    def __init__(self, connection: Connection, kind: Kind, load: Load, rejects: Rejects) -> None:
        self.connection, self.kind, self.load, self.rejects = connection, kind, load, rejects
        self.table = kind.table
        # The rows of reference data bear no load: others refer to them, and they are changed where they stand.
        self.bears_load = "load_id" in kind.table.c
        self.keys = [key.name for key in kind.table.primary_key.columns]
        self.counts = Counts()
        self.written: list[Said] = []

    def is_told(self, name: str) -> bool:
        """Say that the mapping fills the column."""
        return self.load.columns is None or name in self.load.columns

    def contents(self, rows: pd.DataFrame) -> list[str]:
        """Return the columns by which two rows of a key say the same or not."""
        return [
            name
            for name in self.table.columns.keys()  # noqa: SIM118 - a collection of columns, not a dict
            if name in rows and name not in ("load_id", "id", "revision") and self.is_told(name)
        ]

    def refuse(self, rows: pd.DataFrame) -> None:
        """Reject rows that contradict another row of their key."""
        if rows.empty:
            return
        own = [(int(line), *self.rejects.key_of(int(line))) for line in rows[LINE]]
        self.rejects.add(Reject(line, column, whole(cells), SAME_KEY) for line, column, cells in own)

    def touch(self, rows: pd.DataFrame) -> None:
        """Note the days that rows come to or go from."""
        for name in self.kind.days:
            if name in rows:
                self.counts.days |= {str(each)[:10] for each in rows[name].dropna().unique()}

    def insert(self, rows: pd.DataFrame) -> None:
        """Insert rows as the load's own."""
        if rows.empty:
            return
        columns: dict[str, Any] = {
            column.name: values_of(column, rows[column.name])
            for column in self.table.columns
            if column.name in rows
        }
        if self.bears_load:
            columns["load_id"] = [self.load.id] * len(rows)
        if "revision" in self.table.c:
            columns["revision"] = values_of(self.table.c.revision, rows[ORDER])
        insert_columns(self.connection, self.table, columns)

    def overwrite(self, old: pd.DataFrame, given: pd.DataFrame) -> None:
        """Change rows where they stand: others refer to them."""
        names = [name for name in self.contents(given) if name not in self.keys]
        if not names:
            return
        columns = {name: list(values_of(self.table.c[name], given[name])) for name in names}
        rows = [
            at | {f"to_{name}": plain(values[place]) for name, values in columns.items()}
            for place, at in enumerate(self._at(old))
        ]
        values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in names}
        self.connection.execute(update(self.table).where(self._is_at()).values(values), rows)

    def confirm(self, old: pd.DataFrame, given: pd.DataFrame) -> None:
        """Let the load hold rows that it says the same of; their content stays where it is."""
        rows, values = self._at(old), dict[str, Any](load_id=self.load.id)
        if "revision" in self.table.c:
            values["revision"] = bindparam("now")
            revisions = values_of(self.table.c.revision, given[ORDER])
            rows = [{**row, "now": revision} for row, revision in zip(rows, revisions, strict=True)]
        self.connection.execute(update(self.table).where(self._is_at()).values(values), rows)

    def delete(self, old: pd.DataFrame) -> None:
        """Take rows away."""
        self.connection.execute(delete(self.table).where(self._is_at()), self._at(old))

    def _is_at(self) -> Any:
        return and_(*(self.table.c[key] == bindparam(f"at_{key}") for key in self.keys))

    def _at(self, rows: pd.DataFrame) -> list[dict[str, Any]]:
        """Return the primary keys of rows, as the condition is told them."""
        return [
            {f"at_{name}": plain(value) for name, value in row.items()}
            for row in rows[self.keys].to_dict("records")
        ]
