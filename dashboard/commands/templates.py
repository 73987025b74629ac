"""`pejling template`: writes a workbook to be filled in."""

from pathlib import Path

import typer

from dashboard.commands.common import WRONG_USE, stop


def run(kind: str, output: Path | None) -> None:
    """Write the template of a kind; an existing file is left alone."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.kinds.catalogue import kind_of
    from data_access.imports.mapping.templates import template

    try:
        found = kind_of(kind)
    except ImportFault as fault:
        stop(fault.what, fault.remedy, WRONG_USE)
    path = output or Path(f"{kind}.xlsx")
    if path.exists():
        stop(f"{path} findes allerede.", "Angiv et andet navn med --output.", WRONG_USE)
    try:
        path.write_bytes(template(found))
    except OSError as fault:
        stop(f"{path} kan ikke skrives: {fault.strerror}.", "Angiv et andet sted med --output.")
    typer.echo(f"{path} er klar. Indlæs den udfyldte med: pejling import {kind} {path}")
