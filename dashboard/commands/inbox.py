"""`pejling inbox`: loads what lies in a folder."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl
from dashboard.commands.databases import database_faults, ready
from dashboard.commands.terminal import FAULT, stop

if TYPE_CHECKING:
    from collections.abc import Sequence

HELP = """Indlæs det, der ligger i en mappe, og flyt det til done/ eller failed/ med en rapport.

Mappingen ses af filens navn (file_names i mappingen). Egne mappinger lægges i mappings/ i mappen. Flere kan køre på
én gang; en fil, der endnu bliver skrevet, venter til næste gang.

[bold]Eksempel:[/bold] pejling inbox /srv/pejling/ind

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""

# So long another inbox may take for a file before it is held to be dead.
DEAD_AFTER = 6 * 3600.0


def command(
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappen, som filerne lægges i.")],
    settled: Annotated[
        float, typer.Option(metavar="SEKUNDER", help="Så længe skal en fil have ligget stille.")
    ] = 30.0,
    database_url: DatabaseUrl = None,
) -> None:
    """Load what lies in a folder, and end with whether all went well."""
    raise typer.Exit(run(database_url, folder, settled))


def run(database_url: str | None, folder: Path, settled: float) -> int:
    """Load the files in order; return the exit code: 1 when one failed."""
    from data_access.imports import inbox

    url = ready(database_url)
    if not folder.is_dir():
        stop(f"{folder} er ikke en mappe.", "Lav den, og sæt jobbene til at lægge deres filer i den.")
    try:
        for path in inbox.recover(folder, DEAD_AFTER):
            typer.echo(f"{path.name}: lagt tilbage efter en afbrudt indlæsning.")
        failed, files = 0, list(inbox.waiting(folder, settled))
        young = len(list(inbox.waiting(folder, 0))) - len(files)
        if young:
            typer.echo(f"{young} af filerne venter, til de har ligget stille i {settled:g} sekunder.")
        for path in files:
            taken = inbox.take(folder, path)
            if taken is not None:
                failed += not _load(url, folder, taken)
    except OSError as fault:
        stop(f"{folder}: {fault.strerror or fault}.", "Ret mappens rettigheder; den skal kunne skrives i.")
    return FAULT if failed else 0


def _load(url: str, folder: Path, taken: Path) -> bool:
    """Load one file, put it away with its report, and say whether it went well."""
    from dashboard.commands.report import lines, report
    from data_access.imports import inbox
    from data_access.imports.faults import ImportFault
    from data_access.imports.load import load_file
    from data_access.imports.wishes import Wishes

    said: Sequence[str]
    try:
        mapping = inbox.mapping_of(folder, taken.name)
        wishes = Wishes(rejects=inbox.rejects_of(taken), progress=lines(taken.name))
        with database_faults(url):
            outcome = load_file(url, taken, mapping, wishes)
        beside = replace(wishes, rejects=Path("filen ved siden af denne, som ender på .afvist.csv"))
        well, said = not outcome.refused, list(report(taken.name, mapping, outcome, beside))
    except ImportFault as fault:
        well, said = False, [f"{taken.name}: {fault.what}", f"  {fault.remedy}"]
    except typer.Exit:
        # The database, not the file: it waits where it was for the next time.
        inbox.give_back(folder, taken)
        raise
    target = inbox.put_away(folder, taken, inbox.DONE if well else inbox.FAILED, "\n".join(said) + "\n")
    for line in said:
        typer.echo(line, err=not well)
    typer.echo(f"  Lagt i {target}")
    return well
