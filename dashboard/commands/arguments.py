"""The options that several commands have, and how what is given to them is read."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

# Defaults go through these, too, so what they are given need not be text.


def day_of(given: object) -> date:
    """Read a day."""
    text = str(given)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} er ikke en dag; skriv den som 2015-04-30.") from None


def whole_of(given: object) -> int:
    """Read a whole number."""
    text = str(given)
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 1000:
        return int(text)
    raise typer.BadParameter(f"{text!r} er ikke et helt tal fra 1 til 1000.")


def share_of(given: object) -> float:
    """Read a share (0-1): 0.02, or 2%."""
    text = str(given).replace(",", ".").strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if 0 <= share <= 1:
        return share
    raise typer.BadParameter(f"{str(given)!r} er ikke en andel; skriv den som 2% eller 0.02.")


DatabaseUrl = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help="En anden database end den indstillede, for eksempel sqlite:///prøve.db.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", metavar="", help="Svar som JSON, til andre programmer.")]
ReportKey = Annotated[str, typer.Option("--report", metavar="NØGLE", help="Hvilken rapport.")]
STATUS = "status"  # the report that is meant where none is named
