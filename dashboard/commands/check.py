"""`pejling check`: how the database is, for people and for monitoring."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import AsJson, DatabaseUrl, whole_of
from dashboard.commands.checked import (
    CRITICAL,
    OK,
    WARNING,
    Health,
    SourceState,
    examine,
    warned,
    with_explanations,
    with_screens,
)
from dashboard.commands.databases import place, settings, within
from dashboard.commands.terminal import print_table

if TYPE_CHECKING:
    from vocabulary.status import Period

HELP = """Se efter, om databasen svarer, skemaet passer, og kilderne er friske.

[bold]Svarkoder:[/bold] 0 alt er godt · 1 en kilde, som nøgletal bedømmes efter, mangler eller er ufuldstændig for
den seneste hele måned, eller det nyeste, den skulle have leveret, mangler en servicedesk, et system eller et
sted, eller alle ser alt; med --explanations også når et tal, der ikke når sit mål, ikke er forklaret, eller en
handlings dato er passeret ·
2 en kilde er forsinket efter sin kalender, databasen svarer ikke, eller dens skema er ikke programmets.

[bold]Eksempel:[/bold] pejling check --seconds 5 --json

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR, PEJLING_SIGN_IN"""

_MARKS = {OK: "●", WARNING: "▲", CRITICAL: "■"}
_WORDS: dict[Period, str] = {
    "whole": "hel",
    "incomplete": "ufuldstændig",
    "missing": "mangler",
    "under_way": "i gang",
}


def command(
    seconds: Annotated[
        int, typer.Option(metavar="TAL", parser=whole_of, help="Vent højst så længe på databasen.")
    ] = 10,
    explanations: Annotated[
        bool,
        typer.Option(
            "--explanations",
            metavar="",
            help="Se også efter, om nogen har forklaret de tal, der ikke når deres mål. Læser alle tal.",
        ),
    ] = False,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Print how the database is, and end with the exit code that monitoring expects."""
    from data_access.database.engine import first_line

    url = settings(database_url).database_url
    try:
        health = within(seconds, lambda: examine(url))
        if explanations and health.sources:
            health = within(seconds, lambda: with_explanations(health, url))
    except Exception as fault:  # whatever the driver raises, the database is not well
        health = Health(CRITICAL, f"Databasen svarer ikke: {first_line(fault)}", place(url))
    health = with_screens(health, settings(database_url).state_dir)
    if settings(database_url).is_open_to_others:
        health = warned(health, "Alle, der kan nå Pejling, ser alt: PEJLING_SIGN_IN=open.")
    if as_json:
        import orjson

        typer.echo(orjson.dumps(asdict(health), option=orjson.OPT_INDENT_2).decode())
    else:
        _show(health)
    raise typer.Exit(health.code)


def _show(health: Health) -> None:
    from rich.table import Table

    from vocabulary import text

    typer.echo(f"Database: {health.database}")
    if health.sources:
        month = text.month(health.sources[0].month)
        table = Table("Kilde", "Senest indlæst", "Tal til og med", text.capital(month), "Modtaget")
        for source in health.sources:
            table.add_row(*_cells(source))
        print_table(table)
    typer.echo(f"{_MARKS[health.code]} {health.message}")


def _cells(source: SourceState) -> tuple[str, ...]:
    from vocabulary import text

    loaded = f"{text.day(source.loaded_at.date())} kl. {source.loaded_at:%H.%M}" if source.loaded_at else ""
    return (
        source.name,
        loaded or "aldrig",
        text.day(source.through) if source.through else text.NOTHING,
        _WORDS[source.state] if source.judged else "bedømmes ikke",
        text.quantity(100 * source.completeness, "%") if source.judged else text.NOTHING,
    )
