"""Which loads are one stream: what one of them has no row of was none, because the others have told of it.

Files of one mapping are one stream where they tell of the same desk, system or field at the same site, directly or by
way of others. So a file of one desk says nothing of another that has a file or a mapping of its own. A query asks for
all that has been written since its last time, so its loads are one stream, however few rows each has.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)

from data_access.database import schema as t

# What a kind's rows are of, beside the site: the column of it, '' where there is none.
THINGS: Mapping[str, tuple[Table, str]] = {
    "calls": (t.calls, "desk_id"),
    "call-totals": (t.call_totals, "desk_id"),
    "cases": (t.cases, "desk_id"),
    "samples": (t.samples, "system_id"),
    "referrals": (t.referrals, ""),
    "pathways": (t.pathways, "field"),
}
# The kinds that count what there was, of which no row is not told unless the mapping says that it is none.
COUNTED = ("call-totals", "pathways")
NEAR = 4  # loads on whose rows it is tried first whether a stream stands without one
_COLUMNS = ("desk_id", "system_id", "field", "site_id")
# A query's loads have its mapping's name for that of a file.
_IS_QUERY = t.loads.c.file == t.loads.c.mapping
# A desk, a system and a field, of which a kind has at most one; and that at a site.
Thing = tuple[int | None, int | None, str | None]
Place = tuple[Thing, int]
Places = Counter[Place]
_ASKED: Place = ((None, None, None), 0)  # what all loads of a query have in common


def place(kind: str, thing: Any, site: int) -> Place:
    """Return a kind's thing (a number, or a word) at a site as it is kept."""
    column = THINGS[kind][1]
    desk, system = (int(thing) if column == name else None for name in ("desk_id", "system_id"))
    return (desk, system, str(thing) if column == "field" else None), int(site)


def are_known(connection: Connection) -> bool:
    """Say that any load is in a stream."""
    known = select(t.loads.c.id).where(t.loads.c.stream.is_not(None)).limit(1)
    return connection.execute(known).first() is not None


def add(connection: Connection, load: int, places: Places) -> None:
    """Put a load into the stream that its places (with how many rows each has) are of; several become one by it."""
    streams, loads = t.stream_places, t.loads.c
    known = _known(connection, load)
    joined = {known[each] for each in places if each in known} | _of_query(connection, load)
    number = min(joined, default=load)
    others = joined - {number}
    if others:
        connection.execute(update(t.loads).where(loads.stream.in_(others)).values(stream=number))
        connection.execute(update(streams).where(streams.c.stream.in_(others)).values(stream=number))
    _insert(connection, number, {each: count for each, count in places.items() if each not in known})
    for each in places.keys() & known.keys():
        more = streams.c.row_count + places[each]
        connection.execute(update(streams).where(_is(number, each)).values(row_count=more))
    connection.execute(update(t.loads).where(loads.id == load).values(stream=number))


def _of_query(connection: Connection, load: int) -> set[int]:
    """Return the streams of a query's other loads; none where the load is of a file."""
    loads = t.loads.c
    mine = select(loads.id).where(loads.id == load, _IS_QUERY)
    if connection.execute(mine).first() is None:
        return set()
    same = select(loads.stream).where(_of_the_same(connection, load), _IS_QUERY, loads.stream.is_not(None))
    return set(connection.execute(same).scalars())


def told_before(connection: Connection, load: int, places: Places) -> set[Place]:
    """Return what the stream that a load will be of has told of already."""
    known = _known(connection, load)
    joined = {known[each] for each in places if each in known}
    return {each for each, stream in known.items() if stream in joined}


def _known(connection: Connection, load: int) -> dict[Place, int]:
    """Return the stream of each place that loads of the same mapping have told of."""
    streams, loads = t.stream_places.c, t.loads.c
    same = select(loads.stream).where(_of_the_same(connection, load), loads.stream.is_not(None))
    columns = [streams[name] for name in _COLUMNS]
    rows = connection.execute(select(streams.stream, *columns).where(streams.stream.in_(same)))
    return {_place_of(row): int(row.stream) for row in rows}


def of_load(connection: Connection, kind: str, load: int) -> Places:
    """Return the places of a load's rows that stand, with how many each has."""
    return _standing(connection, kind, [load]).get(load, Counter())


def take_out(connection: Connection, kind: str, load: int, places: Places, *, is_alone: bool) -> None:
    """Take a load out of its stream, whose rows (with their places) are gone; `is_alone`: no others came back.

    Where the loads that are nearest to it hang together and tell of all its places, the stream stands as it was, and
    not all the rows of a mapping need be counted again for that.
    """
    if not (is_alone and places and _hold_together(connection, kind, load, places)):
        count_again(connection, load)
        return
    loads, streams = t.loads.c, t.stream_places
    old = connection.execute(select(loads.stream).where(loads.id == load)).scalar_one()
    others = (loads.stream == old) & (loads.id != load)
    for each, count in places.items():
        left = case((streams.c.row_count > count, streams.c.row_count - count), else_=1)
        connection.execute(update(streams).where(_is(old, each)).values(row_count=left))
    # A stream has the number of its first load.
    number = connection.execute(select(func.min(loads.id)).where(others)).scalar_one()
    connection.execute(update(streams).where(streams.c.stream == old).values(stream=number))
    connection.execute(update(t.loads).where(others).values(stream=number))


def _hold_together(connection: Connection, kind: str, load: int, places: Places) -> bool:
    """Say that the nearest loads of a load's stream hang together without it, and tell of all its places."""
    loads = t.loads.c
    mine = select(loads.stream).where(loads.id == load).scalar_subquery()
    others = select(loads.id, _IS_QUERY.label("is_query")).where(loads.stream == mine, loads.id != load)
    near = connection.execute(others.order_by(func.abs(loads.id - load), loads.id).limit(NEAR)).all()
    held: set[Place] = set()
    for each in near:
        own = {*of_load(connection, kind, each.id), *([_ASKED] if each.is_query else [])}
        if not held or held & own:
            held |= own
    return places.keys() <= held


def count_again(connection: Connection, load: int | None = None) -> None:
    """Find the streams again out of the rows that stand: all of them, or those of one load's mapping, without it."""
    loads = t.loads.c
    chosen: Collection[ColumnElement[bool]] = (
        () if load is None else (_of_the_same(connection, load), loads.id != load)
    )
    mine = select(*(loads[name] for name in ("id", "source_id", "kind", "mapping", "file", "stream")))
    by_mapping: dict[tuple[Any, ...], list[Any]] = {}
    for row in connection.execute(mine.where(loads.kind.in_(THINGS), *chosen).order_by(loads.id)):
        by_mapping.setdefault((row.source_id, row.kind, row.mapping), []).append(row)
    before = {row.stream for rows in by_mapping.values() for row in rows if row.stream is not None}
    if load is not None:
        own = connection.execute(select(loads.stream).where(loads.id == load)).scalar()
        before |= {own} - {None}
    connection.execute(delete(t.stream_places).where(t.stream_places.c.stream.in_(before)))
    for (_source, kind, _mapping), rows in by_mapping.items():
        _together(connection, kind, rows)


def _together(connection: Connection, kind: str, rows: Sequence[Any]) -> None:
    """Put the loads of a mapping into streams by the rows that stand of each."""
    numbers = [row.id for row in rows]
    found = _standing(connection, kind, numbers)
    queries = {row.id for row in rows if row.file == row.mapping}
    stream = _joined({load: {*own, *([_ASKED] if load in queries else [])} for load, own in found.items()})
    places: dict[int, Places] = {}
    for load, own in found.items():
        places.setdefault(stream[load], Counter()).update(own)
    for number, own in places.items():
        _insert(connection, number, own)
    # Later loads have all the rows of some by now: those are of the stream that the first of them are of.
    first = min(stream.values(), default=None)
    of_each: dict[int | None, list[int]] = {}
    for load in numbers:
        of_each.setdefault(stream.get(load, first), []).append(load)
    for each, loads in of_each.items():
        connection.execute(update(t.loads).where(t.loads.c.id.in_(loads)).values(stream=each))


def _standing(connection: Connection, kind: str, loads: Sequence[int]) -> dict[int, Places]:
    """Count the rows that stand of some loads, by place."""
    table, column = THINGS[kind]
    thing = table.c[column] if column else literal("")
    counts = (
        select(table.c.load_id, thing.label("thing"), table.c.site_id, func.count().label("n"))
        .where(table.c.load_id.in_(loads))
        .group_by(table.c.load_id, *((thing,) if column else ()), table.c.site_id)
        .order_by(table.c.load_id)
    )
    found: dict[int, Places] = {}
    for row in connection.execute(counts):
        found.setdefault(row.load_id, Counter())[place(kind, row.thing, row.site_id)] += row.n
    return found


def _joined(told: Mapping[int, Collection[Place]]) -> dict[int, int]:
    """Return the first of all the loads that each hangs together with, by what they have told of."""
    above: dict[int, int] = {}
    first_with: dict[Place, int] = {}

    def first_of(load: int) -> int:
        while above.get(load, load) != load:
            above[load] = above.get(above[load], above[load])
            load = above[load]
        return load

    for load in sorted(told):
        for each in told[load]:
            one, other = sorted((first_of(load), first_of(first_with.setdefault(each, load))))
            above[other] = one
    return {load: first_of(load) for load in told}


def _of_the_same(connection: Connection, load: int) -> ColumnElement[bool]:
    """Return the condition that loads are of the same source, kind and mapping as one."""
    loads = t.loads.c
    row = connection.execute(select(loads.source_id, loads.kind, loads.mapping).where(loads.id == load)).one()
    return and_(loads.source_id == row.source_id, loads.kind == row.kind, loads.mapping == row.mapping)


def _place_of(row: Any) -> Place:
    return (row.desk_id, row.system_id, row.field), row.site_id


def _columns(each: Place) -> dict[str, Any]:
    return dict(zip(_COLUMNS, (*each[0], each[1]), strict=True))


def _is(stream: int, each: Place) -> ColumnElement[bool]:
    columns = t.stream_places.c
    found: ColumnElement[bool] = columns.stream == stream
    for name, value in _columns(each).items():
        found &= columns[name].is_(None) if value is None else columns[name] == value
    return found


def _insert(connection: Connection, stream: int, places: Mapping[Place, int]) -> None:
    rows = [_columns(each) | {"stream": stream, "row_count": count} for each, count in places.items()]
    if rows:
        connection.execute(insert(t.stream_places), rows)
