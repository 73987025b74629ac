"""Reads a query of another database as if its answer were a file: a replica of ServiceNow, for example."""

import os
from collections.abc import Collection, Generator, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from data_access.database import schema as t
from data_access.database.migrate import is_current
from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import Mapping, Query
from data_access.imports.reading.cells import as_text
from data_access.imports.reading.line import ROWS_AT_A_TIME, Line
from data_access.imports.reading.table import Table


class Marks:
    """What the watermark's column says, row by row: how far the answer has come, and where each of its rows stands."""

    def __init__(self) -> None:
        self.most: Any = None
        self._lines: list[Any] = []

    def see(self, line: int, mark: Any) -> None:
        """Take the mark of a row."""
        del line  # they come one after another, from 1
        self._lines.append(mark)
        if mark is not None and (self.most is None or mark > self.most):
            self.most = mark

    def until(self, rejected: Collection[int], since: str) -> str:
        """Return where the next load is to begin: at the newest row, or at the first that was rejected.

        A row that could not be right is asked for again until it is.
        """
        held = [self._lines[line - 1] for line in rejected if 0 < line <= len(self._lines)]
        known = [mark for mark in held if mark is not None]
        if held and not known:
            return since
        return as_text(min([*known, self.most]) if known else self.most) or since


def asked(mapping: Mapping) -> Query:
    """Return the mapping's query; ImportFault when it has none."""
    if mapping.query is None:
        raise ImportFault(
            f"mappingen {mapping.name} læser ingen database.",
            "Angiv mindst én fil, eller skriv [database] i mappingen.",
        )
    return mapping.query


def watermark(connection: Connection, mapping: Mapping) -> str:
    """Return how far the last load of the mapping had come; what the mapping begins with when there was none."""
    query = asked(mapping)
    if not is_current(connection):
        return query.first
    found = connection.execute(
        select(t.loads.c.watermark)
        .where(
            t.loads.c.mapping == mapping.name, t.loads.c.kind == mapping.kind.name, t.loads.c.watermark != ""
        )
        .order_by(t.loads.c.id.desc())
        .limit(1)
    ).scalar()
    return found or query.first


def read_query(mapping: Mapping, since: str) -> Table:
    """Run the query and return its answer as a table, read a part at a time; ImportFault when it cannot be had."""
    query, url = asked(mapping), _url(asked(mapping))
    marks = Marks()
    rows = _rows(url, query, _from(query, since), marks)
    try:
        _line, headings = next(rows)
    except StopIteration:
        raise ImportFault("forespørgslen giver ingen kolonner.", "Skriv en SELECT i mappingen.") from None
    names = tuple(map(str, headings))
    if query.watermark and query.watermark not in names:
        rows.close()
        raise ImportFault(
            f"forespørgslen giver ingen kolonne {query.watermark}, som watermark er.",
            f"Den giver: {', '.join(names)}.",
        )
    return Table(
        names,
        f"forespørgsel i {query.url_setting}",
        ".",
        rows,
        0,
        since=since,
        newest=lambda rejected: marks.until(rejected, since),
    )


def _url(query: Query) -> str:
    found = os.environ.get(query.url_setting, "")
    if not found:
        raise ImportFault(
            f"indstillingen {query.url_setting} er ikke sat.",
            "Sæt den til databasens adresse, som postgresql://bruger@vært/navn.",
        )
    try:
        create_engine(found)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError):
        raise ImportFault(
            f"{query.url_setting} er ikke adressen på en database, som der er en driver til.",
            "Skriv den som postgresql://bruger@vært/navn, eller installér databasens driver.",
        ) from None
    return found


def _rows(url: str, query: Query, since: str, marks: Marks) -> Generator[Any]:
    """Return the headings, and then the rows; `marks` are told what the watermark's column says."""
    values = {"watermark": since} if query.watermark else {}
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            # The answer is read as it comes: a first load can be millions of rows.
            result = connection.execution_options(yield_per=ROWS_AT_A_TIME).execute(text(query.sql), values)
            with closing(result):
                names = list(result.keys())
                yield 0, names
                place = names.index(query.watermark) if query.watermark in names else None
                yield from _lines(result, place, marks)
    except SQLAlchemyError as fault:
        cause = str(getattr(fault, "orig", None) or fault).strip().partition("\n")[0]
        raise ImportFault(
            f"kilden svarede: {cause}.", "Ret forespørgslen, adressen eller rettighederne."
        ) from None


def _lines(result: Any, place: int | None, marks: Marks) -> Iterator[Line]:
    for line, row in enumerate(result, start=1):
        cells = list(row)
        if place is not None:
            marks.see(line, cells[place])
        yield line, cells


def _from(query: Query, since: str) -> str:
    """Return where to begin: some minutes before the last load's end, where late rows are to be caught."""
    if not query.overlap_minutes:
        return since
    try:
        at = datetime.fromisoformat(since)
    except ValueError:
        return since
    return (at - timedelta(minutes=query.overlap_minutes)).isoformat(sep=" ")
