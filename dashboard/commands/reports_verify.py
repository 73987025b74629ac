"""`pejling report verify`: whether an edition is what it was, by its number or as a PDF."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import STATUS, DatabaseUrl, ReportKey
from dashboard.commands.reported import edition_of, paper_faults, report_of, snapshot_of
from dashboard.commands.terminal import stop

if TYPE_CHECKING:
    from data_access.numbers.editions import Edition
    from data_access.snapshot.snapshot import Snapshot
    from layouts.report.correction import Correction
    from layouts.report.verified import Check


VERIFY = """Efterprøv en udgave, ved sit nummer eller som en PDF-fil: kontrolsummen, tallene, og PDF'en lavet igen.

Svarkoden er kun 0, når det hele passer. Hvad databasen siger anderledes i dag, står for sig: det ændrer ikke udgaven.

[bold]Eksempel:[/bold] pejling report verify 11-afrapportering.pdf

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL"""
MOST_DIGITS = 9
LISTED = 8  # things that are wrong, beyond which they are counted
VERDICTS = {True: "passer", None: "IKKE KONTROLLERET", False: "PASSER IKKE"}


def verify(
    which: Annotated[str, typer.Argument(metavar="NUMMER|FIL", help="En udgave, eller en PDF-fil af den.")],
    report: ReportKey = STATUS,
    revision: Annotated[int | None, typer.Option(metavar="TAL", min=0, help="Ellers den nyeste.")] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Say what holds of an edition, and end with 0 only where all does."""
    from data_access.editions.forms import UnknownFormError
    from data_access.editions.packed import NotFrozenError
    from layouts.report import corrected, verified

    snapshot = snapshot_of(database_url)
    edition: Edition | None
    is_number = which.isascii() and which.isdigit()
    with paper_faults():
        if is_number and (len(which) > MOST_DIGITS or not Path(which).exists()):
            edition = edition_of(snapshot, report_of(report), int(which[:MOST_DIGITS]), revision)
            found = verified.edition(snapshot, edition)
        else:
            edition, found = _of_file(Path(which), snapshot)
    for each in found:
        typer.echo(f"{VERDICTS[each.holds]}  {each.said}")
    if edition:
        with suppress(NotFrozenError, UnknownFormError):  # what cannot be read was told to be so
            _tell_corrected(corrected.corrected(snapshot, edition))
    if not edition or not all(each.holds for each in found):
        raise typer.Exit(1)


def _tell_corrected(since: list[Correction]) -> None:
    typer.echo(f"Rettet siden: {len(since)} tal." if since else "Databasen siger det samme i dag.")
    for one in since[:LISTED]:
        typer.echo(f"  {one.said}")
    if len(since) > LISTED:
        typer.echo(f"  … og {len(since) - LISTED} til.")


def _of_file(path: Path, snapshot: Snapshot) -> tuple[Edition | None, list[Check]]:
    from layouts.report import verified
    from layouts.report.paper.embedded import MOST_BYTES

    try:
        if path.stat().st_size > MOST_BYTES:
            stop(f"{path} er større end nogen udgave.", "Efterprøv den PDF, der blev hentet fra Pejling.")
        content = path.read_bytes()
    except OSError as fault:
        stop(f"{path} kan ikke læses: {fault.strerror}.", "Skriv et udgavenummer eller en fil.")
    return verified.file(snapshot, content)
