"""`pejling rollup`: recomputes the day rollups."""

from collections.abc import Sequence
from datetime import date

import typer

from dashboard.commands.common import WRONG_USE, database_faults, is_missing, place, settings, stop
from vocabulary import text


def run(database_url: str | None, subjects: Sequence[str], first: date | None, last: date | None) -> None:
    """Roll up each subject in a transaction of its own; all of them and all days, unless told otherwise."""
    from data_access.database.engine import writer
    from data_access.database.rollups import SUBJECTS, refresh, through_day
    from data_access.database.versions import bump
    from data_access.withholding.keeping import keep

    unknown = [subject for subject in subjects if subject not in SUBJECTS]
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
                bump(connection, subject)
                through = through_day(connection, subject)
            typer.echo(f"{subject}: summerne passer til og med {text.day(through)}.")
        with engine.begin() as connection:
            if keep(connection):
                typer.echo("Hvad der skjules af små antal om patienter, er afgjort.")
