"""Brings what is worked out of rows up to them: rollups, and the versions that readers ask for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from data_access.database import rollups
from data_access.database.versions import bump
from data_access.imports.covered import edges
from data_access.imports.kinds.field import Kind

# Days between two that were touched, up to which they are rolled up as one period.
NEAR = 10


def settle(connection: Connection, kind: Kind, days: Iterable[str]) -> None:
    """Bring rollups and versions up to rows that have changed on the days (ISO text)."""
    for subject in kind.recounts:
        rollups.refresh(connection, subject, date.min, date.max)
        bump(connection, subject)
    if kind.rollup:
        for first, last in _runs(sorted({edge for day in days for edge in edges(day)})):
            rollups.refresh(connection, kind.rollup, first, last)
    for subject in {kind.subject, "reference"}:
        bump(connection, subject)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Return the days as periods: those near one another together."""
    first = last = None
    for day in days:
        if first is None or last is None:
            first = last = day
        elif day - last > timedelta(days=NEAR):
            yield first, last
            first = last = day
        else:
            last = day
    if first is not None and last is not None:
        yield first, last
