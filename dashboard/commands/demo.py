"""`pejling demo`: builds the demonstration database."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl, whole_of
from dashboard.commands.databases import database_faults, is_missing, place, settings
from dashboard.commands.terminal import stop

HELP = """Byg databasen med demonstrationsdata.

Den rummer det, der er offentliggjort, og opfundne hændelser, der passer til det. Vises demonstrationsdata,
står det på alle sider.

[bold]Eksempel:[/bold] pejling demo --replace

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""

Progress = Callable[[str, float], None]

# What the builder says it does, word by word.
_DANISH = {
    "and": "og",
    "calls": "opkald",
    "cases": "sager",
    "days": "dagssummer",
    "done": "færdig",
    "everything": "alt",
    "indexes": "indekser",
    "of": "for",
    "samples": "målinger",
    "tables": "tabeller",
    "together": "samles",
}


def command(
    database_url: DatabaseUrl = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", metavar="", help="Erstat den demonstrationsdatabase, der er."),
    ] = False,
    scale: Annotated[
        int, typer.Option(metavar="TAL", parser=whole_of, help="Så mange gange flere hændelser.")
    ] = 1,
) -> None:
    """Build it, say where it is, and what to do next."""
    url = settings(database_url).database_url
    build(url, replace=replace, scale=scale)
    other = f"PEJLING_DATABASE_URL={url} " if database_url else ""
    typer.echo(f"Vis den med: {other}pejling serve")


def build(url: str, *, replace: bool = False, scale: int = 1) -> None:
    """Build the demonstration database at the URL, and show how far it is; or end the command."""
    from dashboard.demonstration import AlreadyThereError
    from dashboard.demonstration import build as make

    with database_faults(url):
        if replace and _holds_other_data(url):
            stop(
                f"databasen i {place(url)} rummer andet end demonstrationsdata og bliver ikke erstattet.",
                "Angiv en anden med --database-url, eller fjern den selv.",
            )
        typer.echo(f"Bygger en database med demonstrationsdata i {place(url)}")
        try:
            with _shown() as progress:
                make(url, replace=replace, scale=scale, progress=progress)
        except AlreadyThereError:
            stop(f"der er allerede en database i {place(url)}.", "Erstat den med: pejling demo --replace")


def _holds_other_data(url: str) -> bool:
    """Say that a database would be lost that `pejling demo` has not built itself."""
    from sqlalchemy import inspect, select

    from data_access.database import schema as t
    from data_access.database.engine import reader

    if is_missing(url):
        return False
    with reader(url).connect() as connection:
        tables = inspect(connection).get_table_names()
        if not {"settings", "loads"} <= set(tables):
            return bool(tables)
        demonstration = select(t.settings).where(t.settings.c.key == "demonstration")
        return not connection.execute(demonstration).first() and bool(
            connection.execute(select(t.loads.c.id).limit(1)).first()
        )


@contextmanager
def _shown() -> Iterator[Progress]:
    if not sys.stdout.isatty():
        yield _lines()
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns) as bars:
        task = bars.add_task("", total=1.0)
        yield lambda what, done: bars.update(task, description=_in_danish(what), completed=done)


def _lines() -> Progress:
    """Return a progress that prints a line for every tenth: a log keeps each of them."""
    printed = -1

    def progress(what: str, done: float) -> None:
        nonlocal printed
        tenth = int(done * 10 + 1e-9)
        if tenth > printed:
            printed = tenth
            typer.echo(f"{tenth * 10:3d} %  {_in_danish(what)}")

    return progress


def _in_danish(what: str) -> str:
    return " ".join(_DANISH.get(word, word) for word in what.split())
