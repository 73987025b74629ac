"""`pejling audit`: reads the log of who did what, and removes what is older than it is kept."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.access import people_of
from dashboard.commands.arguments import AsJson, DatabaseUrl, day_of, whole_of
from dashboard.commands.databases import database_faults, settings
from dashboard.commands.terminal import WRONG_USE, print_table, stop

if TYPE_CHECKING:
    from data_access.people import log

HELP = """Læs loggen: hvem loggede ind og ud, blev afvist, hentede filer, skrev, fik og mistede roller.

Intet i den kan ændres. Det, der er ældre end PEJLING_LOG_DAYS, fjernes kun med --remove, som siger, hvor meget det var,
og selv skrives ned; i PostgreSQL kræver det skemaets ejer.

[bold]Eksempel:[/bold] pejling audit --account 3 --since 2015-04-01

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL, PEJLING_LOG_DAYS"""
ACTS = {
    "signed_in": "loggede ind",
    "signed_out": "loggede ud",
    "refused": "blev afvist",
    "exported": "hentede",
    "written": "skrev",
    "granted": "gav",
    "revoked": "tog igen",
    "forgotten": "glemte",
    "removed": "fjernede",
}


def command(
    account: Annotated[int | None, typer.Option(metavar="NUMMER", help="Kun den konto.")] = None,
    act: Annotated[str | None, typer.Option(metavar="ORD", help=f"Kun: {', '.join(ACTS)}.")] = None,
    since: Annotated[date | None, typer.Option(metavar="DAG", parser=day_of, help="Fra den dag.")] = None,
    most: Annotated[int, typer.Option(metavar="TAL", parser=whole_of, help="Højst så mange linjer.")] = 100,
    remove: Annotated[
        bool, typer.Option("--remove", metavar="", help="Fjern det, der er for gammelt.")
    ] = False,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Print the newest lines, or remove what is too old."""
    from datetime import datetime, time

    from data_access.database.engine import reader
    from data_access.people import log

    if act is not None and act not in ACTS:
        stop(f"loggen kender ikke {act!r}.", f"Vælg en af: {', '.join(ACTS)}.", WRONG_USE)
    if remove:
        _remove(database_url)
        return
    url = people_of(database_url)
    start = datetime.combine(since, time()) if since else None
    with database_faults(url), reader(url).connect() as connection, connection.begin():
        found = list(log.read(connection, account=account, act=act or "", since=start, most=most))
    if as_json:
        import orjson

        typer.echo(orjson.dumps([each._asdict() for each in found], option=orjson.OPT_INDENT_2).decode())
        return
    _show(found)


def _show(found: list[log.Entry]) -> None:
    from rich.table import Table

    from data_access.database.clock import to_wall
    from vocabulary import text

    table = Table("Hvornår", "Hvem", "Hvad", "Om", "Hvorfra")
    for each in found:
        who = f"konto {each.account} {each.name}".strip() if each.account else "kommandolinjen"
        table.add_row(text.moment(to_wall(each.at)), who, ACTS[each.act], each.what, each.address)
    print_table(table)


def _remove(database_url: str | None) -> None:
    from data_access.people import log
    from data_access.people.writing import writing

    current = settings(database_url)
    with database_faults(current.database_url), writing(current.database_url) as connection:
        removed = log.remove(connection, current.log_days)
    typer.echo(f"{removed} linjer, der var ældre end {current.log_days} dage, er fjernet.")
