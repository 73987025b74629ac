"""Fills an empty database with the demonstration's rows, in parts that do not need each other."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection

from data_access.database import rollups, schema
from data_access.database.bulk import without_indexes
from data_access.database.migrate import upgrade
from data_access.demo import (
    calls,
    cases,
    loads,
    organisation,
    patients,
    projects,
    reference,
    samples,
    strategy,
    translations,
    words,
)
from data_access.demo.calendar import FIRST, LAST, Month, months
from data_access.demo.solving import Solved
from data_access.withholding.keeping import keep

Progress = Callable[[str, float], None]
Work = Callable[[Connection], None]
MonthWriter = Callable[[Month], None]

_WRITTEN, _ROLLED_UP = 0.5, 0.9  # of a part, by the clock


def within(report: Progress, start: float, end: float) -> Progress:
    """Return how a step reports that is this part of the whole."""
    return lambda what, fraction: report(what, start + (end - start) * fraction)


@dataclass(frozen=True)
class Part:
    """Events that are written together: their tables, and what writes a month of them."""

    subjects: tuple[str, ...]
    writer: Callable[[Connection, int], MonthWriter]


def _service_desks(connection: Connection, scale: int) -> MonthWriter:
    solved = Solved()

    def write(month: Month) -> None:
        of_desks = [calls.generate(month, desk, scale) for desk in reference.DESK_IDS]
        for of_desk in (*of_desks, calls.outside_hours(month, scale)):
            calls.write(connection, of_desk)
        cases.write(connection, month, of_desks, solved)

    return write


def _monitoring(connection: Connection, scale: int) -> MonthWriter:
    return lambda month: samples.write(connection, month, scale)


SERVICE_DESKS = Part(("calls", "cases"), _service_desks)
MONITORING = Part(("samples",), _monitoring)


def prepare(connection: Connection) -> None:
    """Make the schema and write everything but the events."""
    upgrade(connection)
    subjects = (organisation, reference, loads, patients, projects, strategy, words, translations)
    for subject in subjects:
        subject.write(connection)


def write_events(connection: Connection, part: Part, scale: int, report: Progress) -> None:
    """Write a part's events, month by month, and roll them up."""
    tables = [schema.metadata.tables[subject] for subject in part.subjects]
    write = part.writer(connection, scale)
    every = months()
    names = " and ".join(part.subjects)
    with without_indexes(connection, tables):
        for place, month in enumerate(every):
            report(f"{names} of {month.key}", _WRITTEN * place / len(every))
            write(month)
        for place, subject in enumerate(part.subjects):
            done = _WRITTEN + (_ROLLED_UP - _WRITTEN) * place / len(part.subjects)
            report(f"days of {subject}", done)
            # All days at once: to read the table from end to end is faster than by an index.
            rollups.refresh(connection, subject, FIRST, LAST)
        report(f"indexes of {names}", _ROLLED_UP)


def finish(connection: Connection, last: Work | None) -> None:
    """Complete what can only be said when all rows stand, and have done what is to be done `last`."""
    loads.count_rows(connection)
    keep(connection)
    if last:
        last(connection)
    connection.exec_driver_sql("ANALYZE")
