"""Takes a load out again: its rows go, and what they replaced comes back."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from data_access import schema as t
from data_access.engine import writer
from data_access.imports.faults import ImportFault
from data_access.imports.kinds import KINDS, Kind
from data_access.imports.load import settle
from data_access.imports.merging import restored


@dataclass(frozen=True)
class Unloaded:
    """What went and what came back."""

    kind: str
    file: str
    removed: int
    restored: int


def unload(url: str, load: int) -> Unloaded:
    """Take the load out in one transaction, with rollups; ImportFault when there is none, or it was no import."""
    with writer(url).connect() as connection, connection.begin():
        row = connection.execute(select(t.loads).where(t.loads.c.id == load)).first()
        if row is None:
            raise ImportFault(f"der er ingen indlæsning {load}.", "Se dem med: pejling loads")
        kind = KINDS.get(row.kind)
        if kind is None:
            raise ImportFault(
                f"indlæsning {load} er ikke lavet af pejling import og kan ikke tages ud.",
                "Se dem med: pejling loads",
            )
        return _Out(connection, kind, load).run(row.file)


class _Out:
    def __init__(self, connection: Connection, kind: Kind, load: int) -> None:
        self.connection, self.kind, self.load = connection, kind, load
        self.table: Table = kind.table
        self.days: set[str] = set()

    def run(self, file: str) -> Unloaded:
        self._forget()
        removed = self._remove()
        back = self._bring_back()
        for table in (t.load_gaps, t.loads):
            key = t.loads.c.id if table is t.loads else t.load_gaps.c.load_id
            self.connection.execute(delete(table).where(key == self.load))
        settle(self.connection, self.kind, self.days)
        return Unloaded(self.kind.name, file, removed, back)

    def _forget(self) -> None:
        """Forget the load's own rows that a later load replaced: what they had replaced is that one's from now on."""
        mine = (t.superseded.c.table_name == self.table.name) & (t.superseded.c.load_id == self.load)
        for row in self.connection.execute(
            select(t.superseded.c.key, t.superseded.c.by_load).where(mine)
        ).all():
            replaced = (
                (t.superseded.c.table_name == self.table.name)
                & (t.superseded.c.key == row.key)
                & (t.superseded.c.by_load == self.load)
            )
            self.connection.execute(update(t.superseded).where(replaced).values(by_load=row.by_load))
        self.connection.execute(delete(t.superseded).where(mine))

    def _remove(self) -> int:
        mine = self.table.c.load_id == self.load
        for name in self.kind.days:
            if name in self.table.c:
                found = self.connection.execute(select(self.table.c[name]).where(mine).distinct())
                self.days |= {str(each)[:10] for (each,) in found if each is not None}
        return self.connection.execute(delete(self.table).where(mine)).rowcount

    def _bring_back(self) -> int:
        theirs = (t.superseded.c.table_name == self.table.name) & (t.superseded.c.by_load == self.load)
        kept = self.connection.execute(select(t.superseded.c.content).where(theirs)).scalars().all()
        rows: list[dict[str, Any]] = [restored(self.table, content) for content in kept]
        if rows:
            self.connection.execute(insert(self.table), rows)
            self.days |= {str(row[name])[:10] for row in rows for name in self.kind.days if row.get(name)}
        self.connection.execute(delete(t.superseded).where(theirs))
        return len(rows)
