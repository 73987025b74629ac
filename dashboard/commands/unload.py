"""`pejling unload`: takes a load out again."""

from __future__ import annotations

from typing import Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl
from dashboard.commands.databases import database_faults, ready
from dashboard.commands.terminal import stop

HELP = """Tag en indlæsning ud igen, helt, med dens dagssummer.

Det, den kom i stedet for, kommer tilbage.

[bold]Eksempel:[/bold] pejling unload 17

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""


def command(
    load: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummeret, som pejling loads viser.")],
    database_url: DatabaseUrl = None,
) -> None:
    """Take a load out again, and say what became of it."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.unload import unload
    from vocabulary import text

    url = ready(database_url)
    try:
        with database_faults(url):
            done = unload(url, load)
    except ImportFault as fault:
        stop(fault.what, fault.remedy)
    typer.echo(
        f"Indlæsning {load} ({done.file}) er taget ud: {text.number(done.removed)} rækker er fjernet, og "
        f"{text.number(done.restored)} er kommet tilbage."
    )
