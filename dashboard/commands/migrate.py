"""`pejling migrate`: brings the schema up to the code's."""

import typer

from dashboard.commands.arguments import DatabaseUrl
from dashboard.commands.databases import database_faults, file_of, place, settings
from dashboard.commands.terminal import stop

HELP = """Før databasens skema op til det, programmet venter.

Alt sker på én gang eller slet ikke, og intet går tabt. Kør den efter hver opdatering, før pejling serve.

[bold]Eksempel:[/bold] pejling migrate --database-url postgresql://ejer@db/pejling

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""


def command(database_url: DatabaseUrl = None) -> None:
    """Migrate, and say from which revision to which."""
    from data_access.database.migrate import upgrade_database

    current = settings(database_url)
    url = current.database_url
    file = file_of(url)
    if file and not file.exists():
        if current.uses_default_database:
            stop(
                "der er ingen database endnu.", "Byg en med pejling demo, eller angiv en med --database-url."
            )
        file.parent.mkdir(parents=True, exist_ok=True)
    with database_faults(url):
        moved = upgrade_database(url)
    if moved.before == moved.after:
        typer.echo(f"Skemaet i {place(url)} er allerede {moved.after}, det nyeste.")
    else:
        typer.echo(f"Skemaet i {place(url)} er ført fra {moved.before or 'intet'} til {moved.after}.")
