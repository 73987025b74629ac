"""How commands answer on a terminal: their exit codes, what was wrong and what to do about it, and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from rich.table import Table

FAULT, WRONG_USE = 1, 2


def stop(what: str, remedy: str, code: int = FAULT) -> NoReturn:
    """End the command with what was wrong and what to do about it, on standard error."""
    typer.echo(f"Fejl: {what}\n{remedy}", err=True)
    raise typer.Exit(code)


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal; in a file or a pipe, as wide as it is."""
    from rich import box
    from rich.console import Console

    table.box, table.pad_edge = box.SIMPLE_HEAD, False
    console = Console()
    if not console.is_terminal:
        console.width = 200
    console.print(table)
