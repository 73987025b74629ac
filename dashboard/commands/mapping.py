"""`pejling mapping`: drafts, tries and lists mappings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl
from dashboard.commands.danish import add, group
from dashboard.commands.databases import database_faults, ready
from dashboard.commands.terminal import WRONG_USE, print_table, stop

if TYPE_CHECKING:
    import pandas as pd

    from data_access.imports.rows.chunks import Typer

HELP = """Lav og prøv mappinger: små filer, der siger, hvilken kolonne der er hvad."""
NEW = """Se på en fil, og skriv et udkast til en mapping, med gæt og tvivl.

[bold]Eksempel:[/bold] pejling mapping new sager.csv --kind cases > sager.toml"""
CHECK = """Vis de første rækker af en fil, som de ville blive gemt, og hvad der er galt med dem.

[bold]Eksempel:[/bold] pejling mapping check sager.toml sager.csv"""
LIST = "Vis de mappinger, der følger med."
SHOWN = 10


def new(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En fil, som kilden eksporterer.")],
    kind: Annotated[str, typer.Option(metavar="SLAGS", help="Hvad filen rummer.")],
) -> None:
    """Write a draft for a file on standard output."""
    from data_access.imports.drafting.draft import draft
    from data_access.imports.faults import ImportFault, plainly
    from data_access.imports.kinds.catalogue import kind_of
    from data_access.imports.reading.files import opened

    try:
        found = kind_of(kind)
        with plainly(file.name):
            said = draft(found, opened(file))
        typer.echo(said, nl=False)
    except ImportFault as fault:
        stop(fault.what, fault.remedy, WRONG_USE)


def check(
    name: Annotated[
        str, typer.Argument(metavar="MAPPING", help="En TOML-fil, eller navnet på en, der følger med.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Filen.")],
    database_url: DatabaseUrl = None,
) -> None:
    """Show the first rows as they would be stored, and what is wrong with them; nothing is changed."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.rows.rejects import shown as quoted

    url = ready(database_url)
    try:
        tried = _tried(url, name, file)
    except ImportFault as fault:
        stop(fault.what, fault.remedy)
    counted, rejects = tried.typer.table.counted, tried.typer.rejects
    typer.echo(
        f"{file.name}: {tried.typer.form()}; overskrifter i {counted} {tried.typer.table.heading_line}."
    )
    _show(tried)
    typer.echo(f"Af de første {tried.read} rækker kan {len(tried.rows)} bruges, og {rejects.rows} afvises.")
    for reason, count, example in rejects.commonest(SHOWN):
        said = quoted(example.value)
        typer.echo(f"  {reason} ({count}), for eksempel {counted} {example.line}: „{said}“")
    if rejects.rows:
        raise typer.Exit(1)


@dataclass(frozen=True)
class _Tried:
    """The first rows of a file, typed; how many were read; and the names of what they refer to, by table and id."""

    typer: Typer
    rows: pd.DataFrame
    read: int
    names: Mapping[str, Mapping[int, str]]


def _tried(url: str, name: str, file: Path) -> _Tried:
    """Read and type the first rows; ImportFault when there are none."""
    from contextlib import closing

    from data_access.database.engine import writer
    from data_access.imports.faults import ImportFault, plainly
    from data_access.imports.mapping import reader as mappings
    from data_access.imports.reading.files import opened
    from data_access.imports.reading.table import read_table
    from data_access.imports.rows.chunks import Typer
    from data_access.imports.rows.references import of_kind
    from data_access.imports.rows.rejects import Rejects
    from data_access.imports.rows.series import Standing

    found = mappings.load(name)
    with (
        plainly(file.name),
        closing(read_table(opened(file, found.file.member), found.file, found.columns)) as table,
    ):
        part = next(iter(table.parts(1000)), None)
        if part is None:
            raise ImportFault(f"{file.name} har ingen rækker.", "Hent den igen.")
        with database_faults(url), writer(url).connect() as connection, connection.begin() as transaction:
            tables = {each.table for each in found.kind.fields if each.table is not None}
            references = of_kind(connection, tables)
            standing = Standing(connection, found)
            typed = Typer(found, table, references, Rejects(counted=table.counted), standing=standing)
            rows = typed.chunk(part).rows
            typed.widths.refuse_cut()
            names = {each: known.names_by_id() for each, known in references.items()}
            transaction.rollback()
    return _Tried(typed, rows, len(part.lines), names)


def _show(tried: _Tried) -> None:
    """Print the first of the rows that can be used, a column each."""
    from rich.table import Table

    from data_access.imports.kinds.common import danish_time

    if tried.rows.empty:
        return
    counted = tried.typer.table.counted
    shown = Table("Felt", *(f"{counted} {line}" for line in tried.rows["_line"].head(4)))
    for field in tried.typer.mapping.kind.fields:
        column = tried.rows[field.column].head(4)
        told = tried.names.get(field.table.name, {}) if field.table is not None else {}
        if field.type == "moment":
            column = danish_time(column)  # as the clock on the wall showed it, and as the pages count it
        shown.add_row(field.name, *(_written(told.get(value, value)) for value in column))
    print_table(shown)


def _written(value: object) -> str:
    return "" if value is None or value != value else str(value)


def listed() -> None:
    """List the mappings that come with the program."""
    from rich.table import Table

    from data_access.imports.mapping import reader as mappings

    table = Table("Navn", "Slags", "Hvad den er til")
    for name in mappings.names():
        found = mappings.load(name)
        table.add_row(name, found.kind.name, found.about)
    print_table(table)


app = group(HELP)
add(app, "new", new, NEW)
add(app, "check", check, CHECK)
add(app, "list", listed, LIST)
