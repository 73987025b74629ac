"""Loads a file: one transaction with its rows, its rollups and its row in `loads`, or nothing at all."""

import gc
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from data_access.database.alone import alone
from data_access.database.engine import reader, writer
from data_access.imports.faults import plainly
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading import database
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import Table, read_table
from data_access.imports.rows.rejects import Rejects
from data_access.imports.rows.verdicts import Verdicts
from data_access.imports.wishes import Outcome, Wishes
from data_access.imports.work import Work


class _Undone(Exception):  # noqa: N818
    """Ends the transaction without a trace."""


def load_file(url: str, path: Path, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load a file by a mapping; ImportFault when it cannot be read as a whole."""
    with plainly(path.name):
        file = opened(path, mapping.file.member)
        return _load(
            url,
            lambda: read_table(file, mapping.file, mapping.needed),
            mapping,
            wishes or Wishes(),
            path.name,
        )


def load_query(url: str, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load what a mapping's query gives, from where its last load ended; ImportFault when it cannot be had."""
    with reader(url).connect() as connection:
        since = database.watermark(connection, mapping)
    with plainly(mapping.name):
        return _load(
            url, lambda: database.read_query(mapping, since), mapping, wishes or Wishes(), mapping.name
        )


def _load(url: str, read: Callable[[], Table], mapping: Mapping, wishes: Wishes, name: str) -> Outcome:
    """Load what is read.

    By what its columns are to be judged is known when all of it has been seen. As a rule that is what the first rows
    have shown; where it is not, it is read and loaded once more, by what it has shown as a whole.
    """
    started, verdicts = monotonic(), Verdicts()
    outcome = _attempt(url, read, mapping, wishes, name, verdicts)
    if whole := verdicts.otherwise():
        outcome = _attempt(url, read, mapping, wishes, name, Verdicts(whole))
    outcome.seconds = monotonic() - started
    return outcome


def _attempt(
    url: str, read: Callable[[], Table], mapping: Mapping, wishes: Wishes, name: str, verdicts: Verdicts
) -> Outcome:
    with closing(read()) as table:
        rejects = Rejects(wishes.rejects, table.counted)
        outcome = Outcome(table.form, rejects=rejects)
        own = mapping.within(table.headings)
        try:
            with _undisturbed(), writer(url, patient=True).connect() as connection, connection.begin():
                alone(connection)
                Work(connection, own, wishes, outcome, table, name, verdicts).run()
                if verdicts.otherwise():
                    raise _Undone
                if wishes.dry_run or outcome.refused or outcome.load is None:
                    raise _Undone
        except _Undone:
            outcome.load = None
        finally:
            rejects.close()
    return outcome


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of circles from looking through millions of cells that hold none: half the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
