"""`pejling migrate`: brings the schema up to the code's."""

import typer

from dashboard.commands.common import database_faults, file_of, place, settings, stop


def run(database_url: str | None) -> None:
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
