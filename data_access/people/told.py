"""What a project's owner reports becomes the rows that an import makes, each time as a load of its own.

So who told it and when is known of it as of every other row, and what it replaced is kept and can come back. A load of
a file never replaces such rows unless it says so (`imports/merging/written.py`).
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, and_, delete, insert, select, update

from data_access.database import schema as t
from data_access.database.alone import alone
from data_access.database.kept import restored, written_content, written_key
from data_access.people.writing import CannotWriteError
from vocabulary.months import first_day, last_day, shift

SOURCE, PATIENCE_SECONDS = "projekter", 2
KEYS: Mapping[Table, tuple[str, ...]] = {
    t.project_reports: ("project_id", "month"),
    t.project_milestones: ("project_id", "due", "what"),
}


def tell(
    connection: Connection, address: str, project: str, month: str, said: Mapping[str, Any], due: date | None,
    at: datetime,
) -> None:  # fmt: skip
    """Have a report stand, in the caller's transaction: `said` by the columns of `project_reports`.

    `due` is when its next milestone is, which then stands among the milestones; `address` names the report, and its
    loads by it. Raises CannotWriteError where there is no such project.
    """
    alone(connection, PATIENCE_SECONDS)
    number = _number_of(connection, project)
    before = _loads_of(connection, address)
    load = _begin(connection, address, number, month, at)
    _put(connection, t.project_reports, {"project_id": number, "month": month, **said}, load)
    _milestone(connection, number, said["next_milestone"], due, load, before)


def stands(connection: Connection, address: str) -> bool:
    """Say that a report stands, and that no file has replaced it."""
    mine = select(t.project_reports.c.month).where(
        t.project_reports.c.load_id.in_(_loads_of(connection, address))
    )
    return connection.execute(mine.limit(1)).first() is not None


def take_back(connection: Connection, address: str) -> None:
    """Take a report back, in the caller's transaction: what files have told of it comes back, and its loads go."""
    alone(connection, PATIENCE_SECONDS)
    ours = _loads_of(connection, address)
    if not ours:
        return
    for table in KEYS:
        _give_back(connection, table, ours)
    connection.execute(delete(t.loads).where(t.loads.c.id.in_(ours)))


def _number_of(connection: Connection, project: str) -> int:
    number = connection.execute(select(t.projects.c.id).where(t.projects.c.key == project)).scalar()
    if number is None:
        raise CannotWriteError(f"there is no project {project}")
    return int(number)


def _loads_of(connection: Connection, address: str) -> list[int]:
    mine = (t.loads.c.kind == t.WRITTEN) & (t.loads.c.file == address)
    return list(connection.execute(select(t.loads.c.id).where(mine)).scalars())


def _begin(connection: Connection, address: str, project: int, month: str, at: datetime) -> int:
    """Make the load: of the month as complete as the share of the projects that have reported in it."""
    source = connection.execute(select(t.sources.c.id).where(t.sources.c.key == SOURCE)).scalar()
    if source is None:  # the house calls its own otherwise: every project came with a load of it
        source = connection.execute(
            select(t.loads.c.source_id)
            .where(t.loads.c.kind == "projects")
            .order_by(t.loads.c.id.desc())
            .limit(1)
        ).scalar()
    if source is None:
        raise CannotWriteError("no source of projects is known")
    reports = t.project_reports.c
    own, before = (
        set(connection.execute(select(reports.project_id).where(reports.month == each)).scalars())
        for each in (month, shift(month, -1))
    )
    own |= {project}
    row = {
        "source_id": source, "loaded_at": at, "as_of": at, "period_from": first_day(month),
        "period_to": last_day(month), "row_count": 1, "completeness": len(own) / len(own | before),
        "demonstration": False, "kind": t.WRITTEN, "file": address, "tells_none": False,
    }  # fmt: skip
    return int(connection.execute(insert(t.loads).returning(t.loads.c.id), row).scalar_one())


def _put(connection: Connection, table: Table, row: Mapping[str, Any], load: int) -> None:
    """Have a row stand as the load's; what stood in its place is kept."""
    _set_aside(connection, table, _at(connection, table, row), load)
    connection.execute(insert(table).values(**row, load_id=load))


def _set_aside(connection: Connection, table: Table, old: Row[Any] | None, load: int) -> None:
    if old is None:
        return
    row = dict(old._mapping)
    kept = {
        "table_name": table.name, "key": written_key(row[name] for name in KEYS[table]), "by_load": load,
        "load_id": row["load_id"], "confirmed": False, "content": written_content(table, row),
    }  # fmt: skip
    connection.execute(insert(t.superseded).values(**kept))
    connection.execute(delete(table).where(_is(table, row)))


def _at(connection: Connection, table: Table, row: Mapping[str, Any]) -> Row[Any] | None:
    return connection.execute(select(table).where(_is(table, row))).first()


def _is(table: Table, row: Mapping[str, Any]) -> Any:
    return and_(*(table.c[name] == row[name] for name in KEYS[table]))


def _milestone(
    connection: Connection, project: int, what: str, due: date | None, load: int, before: Collection[int]
) -> None:
    """Have the report's own milestone stand among the others; that of the version before goes."""
    table = t.project_milestones
    row = {"project_id": project, "due": due, "what": what, "due_precision": "day", "state": "planned"}
    mine = select(table).where(table.c.load_id.in_(before))
    for old in connection.execute(mine).all():
        if (old.due, old.what) != (due, what):
            _set_aside(connection, table, old, load)
    # One that a file has told of stands as it did: it may be reached already.
    if due and what and _at(connection, table, row) is None:
        connection.execute(insert(table).values(**row, load_id=load))


def _give_back(connection: Connection, table: Table, ours: Collection[int]) -> None:
    """Take the rows of some loads out of a table, and bring back what stood before them or came meanwhile."""
    kept = t.superseded.c
    of_table = kept.table_name == table.name
    touched = select(kept.key).where(of_table, kept.by_load.in_(ours) | kept.load_id.in_(ours))
    keys = set(connection.execute(touched).scalars())
    for row in connection.execute(select(table).where(table.c.load_id.in_(ours))).all():
        keys.add(written_key(row._mapping[name] for name in KEYS[table]))
        connection.execute(delete(table).where(_is(table, dict(row._mapping))))
    for key in keys:
        _chain_again(connection, table, key, ours)
    connection.execute(delete(t.superseded).where(of_table, kept.load_id.in_(ours)))


def _chain_again(connection: Connection, table: Table, key: str, ours: Collection[int]) -> None:
    """Let what others told of a row follow on one another, without ours: the last of it stands, if nothing does."""
    kept = t.superseded.c
    of_key = (kept.table_name == table.name) & (kept.key == key)
    theirs = of_key & kept.by_load.in_(ours) & kept.load_id.not_in(ours)
    others = list(connection.execute(select(t.superseded).where(theirs).order_by(kept.id)).all())
    replaced = select(kept.by_load).where(of_key, kept.load_id.in_(ours), kept.by_load.not_in(ours))
    holder = connection.execute(replaced.order_by(kept.id).limit(1)).scalar()
    if holder is None and others:
        last = others.pop()
        connection.execute(insert(table).values(**restored(table, last.content)))
        connection.execute(delete(t.superseded).where(kept.id == last.id))
        holder = last.load_id
    for each in reversed(others):
        connection.execute(update(t.superseded).where(kept.id == each.id).values(by_load=holder))
        holder = each.load_id
