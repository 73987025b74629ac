"""Takes a load out again: its rows go, and what they replaced comes back."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, exists, insert, select, update

from data_access.database import schema as t
from data_access.database import streams
from data_access.database.alone import alone
from data_access.database.engine import writer
from data_access.database.kept import restored
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.kinds.field import Kind
from data_access.imports.merging.values import equal
from data_access.imports.rows import things
from data_access.imports.settling import prepare, settle


@dataclass(frozen=True)
class Unloaded:
    """What went and what came back."""

    kind: str
    file: str
    removed: int
    restored: int


def unload(url: str, load: int) -> Unloaded:
    """Take the load out in one transaction, with rollups; ImportFault when there is none, or it was no import."""
    with writer(url, patient=True).connect() as connection, connection.begin():
        alone(connection)
        row = connection.execute(select(t.loads).where(t.loads.c.id == load)).first()
        if row is None:
            raise ImportFault(f"der er ingen indlæsning {load}.", "Se dem med: pejling loads")
        kind = KINDS.get(row.kind)
        if row.kind == t.WRITTEN:
            raise ImportFault(
                f"indlæsning {load} er skrevet i Pejling og kan ikke tages ud.",
                f"Træk den tilbage, hvor den er skrevet: {row.file}",
            )
        if kind is None:
            raise ImportFault(
                f"indlæsning {load} er ikke lavet af pejling import og kan ikke tages ud.",
                "Se dem med: pejling loads",
            )
        if "load_id" not in kind.table.c:
            raise ImportFault(
                f"indlæsning {load} er stamdata ({kind.title}), som andet henviser til.",
                "Indlæs en fil, hvor det står rigtigt.",
            )
        _refuse_shared(connection, row)
        prepare(connection, kind)
        return _Out(connection, kind, load).run(row.file, row.mapping)


def _refuse_shared(connection: Connection, row: Any) -> None:
    """A row that a later file had too, and that said the same there, stands as this load's, and would go with it."""
    loads = t.loads.c
    later = connection.execute(
        select(loads.id)
        .where(
            loads.id > row.id,
            loads.source_id == row.source_id,
            loads.kind == row.kind,
            loads.unchanged > 0,
            loads.period_from <= row.period_to,
            loads.period_to >= row.period_from,
        )
        .order_by(loads.id.desc())
    ).scalars()
    numbers = [str(each) for each in later]
    if numbers:
        raise ImportFault(
            f"indlæsning {row.id} har rækker til fælles med {', '.join(numbers)}, som kom senere.",
            "Tag dem ud først, den nyeste først, og indlæs deres filer igen bagefter.",
        )


class _Out:
    def __init__(self, connection: Connection, kind: Kind, load: int) -> None:
        self.connection, self.kind, self.load = connection, kind, load
        self.table: Table = kind.table
        self.days: set[str] = set()

    def run(self, file: str, mapping: str) -> Unloaded:
        is_streamed = self.kind.name in streams.THINGS
        places = streams.of_load(self.connection, self.kind.name, self.load) if is_streamed else Counter()
        self._forget()
        removed = self._remove()
        back = self._bring_back()
        self._ask_again(mapping)
        if is_streamed:
            streams.take_out(self.connection, self.kind.name, self.load, places, is_alone=not back)
        settle(self.connection, self.kind, self.days)
        things.take_back(self.connection, self.kind, self.load)  # day sums of theirs are gone by now
        for table in (t.load_gaps, t.loads):
            key = t.loads.c.id if table is t.loads else t.load_gaps.c.load_id
            self.connection.execute(delete(table).where(key == self.load))
        return Unloaded(self.kind.name, file, removed, back)

    def _forget(self) -> None:
        """Forget the load's own rows that a later load replaced: what they had replaced is that one's from now on."""
        own, theirs = t.superseded.alias("own"), t.superseded
        of_table = (own.c.table_name == self.table.name) & (own.c.load_id == self.load)
        later = (
            select(own.c.by_load)
            .where(of_table, own.c.key == theirs.c.key)
            .order_by(own.c.id)
            .limit(1)
            .scalar_subquery()
        )
        replaced = (theirs.c.table_name == self.table.name) & (theirs.c.by_load == self.load)
        moved = exists().where(of_table, own.c.key == theirs.c.key)
        self.connection.execute(update(theirs).where(replaced, moved).values(by_load=later))
        mine = (theirs.c.table_name == self.table.name) & (theirs.c.load_id == self.load)
        self.connection.execute(delete(theirs).where(mine))

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
        back = [row for row in rows if not self._stands(row)]
        if back:
            self.connection.execute(insert(self.table), back)
            self.days |= {str(row[name])[:10] for row in back for name in self.kind.days if row.get(name)}
        self.connection.execute(delete(t.superseded).where(theirs))
        return len(back)

    def _stands(self, row: dict[str, Any]) -> bool:
        """Say that a later load has brought a row again that this one took away: that is the newer."""
        same = and_(*(equal(self.table.c[name], row[name]) for name in self.kind.key))
        return self.connection.execute(select(self.table.c.load_id).where(same).limit(1)).first() is not None

    def _ask_again(self, mapping: str) -> None:
        """Let a query begin again where it stood before this load: what it brought is to come once more."""
        loads = t.loads.c
        same = (loads.mapping == mapping) & (loads.kind == self.kind.name) & (loads.watermark != "")
        before = self.connection.execute(
            select(loads.watermark).where(same, loads.id < self.load).order_by(loads.id.desc()).limit(1)
        ).scalar()
        self.connection.execute(
            update(t.loads).where(same, loads.id > self.load).values(watermark=before or "")
        )
