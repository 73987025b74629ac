"""Brings what is worked out of rows up to them: rollups, and the versions that readers ask for."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from sqlalchemy import Connection

from data_access.database import rollups
from data_access.database.months import ADDED_UP_BY
from data_access.database.versions import LOADS, bump
from data_access.imports.covered import edges
from data_access.imports.kinds.field import Kind
from data_access.withholding.keeping import ABOUT_PATIENTS, keep, keep_the_unkept

# Days between two that were touched, up to which they are rolled up as one period.
NEAR = 10


def prepare(connection: Connection, kind: Kind) -> None:
    """Keep what follows from rows as they are, before they become others."""
    if kind.subject in (*ABOUT_PATIENTS, "reference"):
        keep_the_unkept(connection)


def settle(connection: Connection, kind: Kind, days: Iterable[str]) -> None:
    """Bring rollups, what is withheld and versions up to rows that have changed on the days (ISO text)."""
    for subject in kind.recounts:
        rollups.refresh(connection, subject, date.min, date.max)
    if kind.table in ADDED_UP_BY:
        rollups.refresh_months(connection)
    if kind.rollup:
        for first, last in _runs(sorted({edge for day in days for edge in edges(day)})):
            rollups.refresh(connection, kind.rollup, first, last)
    else:
        bump(connection, kind.subject)
    if kind.subject in ABOUT_PATIENTS:
        keep(connection)
    bump(connection, LOADS)


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
