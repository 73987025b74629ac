"""`pejling template`: writes a workbook, or a text file, to be filled in."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.terminal import WRONG_USE, stop

HELP = """Skriv en skabelon til det, der føres i hånden.

Excel-skabelonen har overskrifter, eksempler og de værdier, der kan vælges; ender navnet på .csv, er det overskrifterne
alene. Den udfyldte indlæses uden en mapping.

[bold]Eksempel:[/bold] pejling template referrals --output omvisiteringer.xlsx"""


def command(
    kind: Annotated[str, typer.Argument(metavar="SLAGS", help="Hvad den skal rumme.")],
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Filen; ellers SLAGS.xlsx.")] = None,
) -> None:
    """Write the template of a kind; an existing file is left alone."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.kinds.catalogue import kind_of
    from data_access.imports.mapping.templates import template, template_as_text

    try:
        found = kind_of(kind)
    except ImportFault as fault:
        stop(fault.what, fault.remedy, WRONG_USE)
    path = output or Path(f"{kind}.xlsx")
    if path.suffix.lower() not in (".xlsx", ".csv"):
        stop(f"{path} er hverken .xlsx eller .csv.", "Angiv et navn, der ender på en af dem.", WRONG_USE)
    if path.exists():
        stop(f"{path} findes allerede.", "Angiv et andet navn med --output.", WRONG_USE)
    try:
        path.write_bytes(template_as_text(found) if path.suffix.lower() == ".csv" else template(found))
    except OSError as fault:
        stop(f"{path} kan ikke skrives: {fault.strerror}.", "Angiv et andet sted med --output.")
    typer.echo(f"{path} er klar. Indlæs den udfyldte med: pejling import {kind} {path}")
