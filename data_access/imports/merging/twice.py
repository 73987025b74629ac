"""Refuses calls that would be counted twice: one by one and in a total, or in the total of a day and of its month."""

from collections.abc import Iterable

from sqlalchemy import Connection, Select, and_, exists, select

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.field import Kind

_Found = Select[tuple[str, str]]


def refuse_counted_twice(connection: Connection, kind: Kind, days: Iterable[str]) -> None:
    """Raise ImportFault when a desk has calls of the days (ISO text, or months) in two ways."""
    touched = sorted(days)
    if kind.subject != "calls" or not touched:
        return
    # A month sorts before its days, and "~" after them.
    near = and_(t.call_totals.c.period <= f"{touched[-1]}~", t.call_totals.c.period >= touched[0][:7])
    for statement, how in (
        (_one_by_one(), "både et for et og talt op"),
        (_by_day_and_month(), "talt op to gange"),
    ):
        found = connection.execute(statement.where(near).limit(1)).first()
        if found:
            raise ImportFault(
                f"opkald til {found.name} i {found.period} ville stå {how}.",
                "Tag den indlæsning ud, der ikke skal gælde: pejling loads og pejling unload NUMMER.",
            )


def _totals() -> _Found:
    return select(t.desks.c.name, t.call_totals.c.period).join_from(t.call_totals, t.desks)


def _one_by_one() -> _Found:
    totals = t.call_totals
    return _totals().where(
        exists().where(
            t.calls.c.day.between(totals.c.day, totals.c.last_day), t.calls.c.desk_id == totals.c.desk_id
        )
    )


def _by_day_and_month() -> _Found:
    totals, other = t.call_totals, t.call_totals.alias()
    return _totals().where(
        exists().where(
            other.c.desk_id == totals.c.desk_id,
            other.c.site_id == totals.c.site_id,
            other.c.period != totals.c.period,
            other.c.day.between(totals.c.day, totals.c.last_day),
        )
    )
