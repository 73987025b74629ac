"""`pejling rollup`: recomputes the day rollups."""

from datetime import date
from typing import Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl, day_of
from dashboard.commands.databases import database_faults, is_missing, place, settings
from dashboard.commands.terminal import WRONG_USE, stop

HELP = """Regn dagssummerne efter i hændelserne.

Indlæsninger holder selv summerne ved lige; det her er til, når hændelser er rettet på anden vis. Uden valg
regnes alt efter. Den dag, der er i gang, tælles aldrig sammen på forhånd.

[bold]Eksempel:[/bold] pejling rollup --from 2015-04-01 --to 2015-04-30 calls

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""


def command(
    subjects: Annotated[
        list[str] | None,
        typer.Argument(metavar="EMNE", help="calls, cases eller samples; ellers dem alle."),
    ] = None,
    first: Annotated[
        date | None, typer.Option("--from", metavar="DAG", parser=day_of, help="Fra og med den dag.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="DAG", parser=day_of, help="Til og med den dag.")
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Roll up each subject in a transaction of its own; all of them and all days, unless told otherwise."""
    from data_access.database.engine import writer
    from data_access.database.rollups import SUBJECTS, refresh, through_day
    from data_access.withholding.keeping import keep
    from vocabulary import text

    unknown = [subject for subject in subjects or [] if subject not in SUBJECTS]
    if unknown:
        stop(f"emnet {unknown[0]!r} findes ikke.", f"Vælg blandt: {', '.join(SUBJECTS)}.", WRONG_USE)
    if first and last and first > last:
        stop(f"{first} kommer efter {last}.", "--from skal være samme dag som --to eller før.", WRONG_USE)
    url = settings(database_url).database_url
    if is_missing(url):
        stop(f"der er ingen database i {place(url)}.", "Byg en (pejling demo), eller ret adressen.")
    with database_faults(url):
        engine = writer(url)
        for subject in subjects or SUBJECTS:
            with engine.begin() as connection:
                refresh(connection, subject, first or date.min, last or date.max)
                through = through_day(connection, subject)
            typer.echo(f"{subject}: summerne passer til og med {text.day(through)}.")
        with engine.begin() as connection:
            if keep(connection):
                typer.echo("Hvad der skjules af små antal om patienter, er afgjort.")
