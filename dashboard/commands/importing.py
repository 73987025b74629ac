"""`pejling import`: loads files, and tells what became of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import DatabaseUrl, day_of, share_of
from dashboard.commands.databases import database_faults, ready
from dashboard.commands.terminal import FAULT, WRONG_USE, stop

if TYPE_CHECKING:
    from data_access.imports.mapping.model import Mapping
    from data_access.imports.wishes import Outcome, Wishes

HELP = """Indlæs filer i driftsdatabasen.

Hver fil indlæses helt eller slet ikke, og den samme fil to gange ændrer intet. Rækker, der ikke kan være rigtige,
skrives i en fil ved siden af; er der for mange, indlæses intet.

[bold]Eksempel:[/bold] pejling import cases sager.csv --mapping servicenow-audit --dry-run

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""

Files = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[FIL...]", help="Filerne i deres orden; ingen, når mappingen læser en database."),
]
MappingName = Annotated[
    str | None,
    typer.Option(
        "--mapping", metavar="NAVN", help="En mapping, der følger med, eller stien til en TOML-fil."
    ),
]


Kind = Annotated[str, typer.Argument(metavar="SLAGS", help="Hvad det er: calls, cases, samples, referrals …")]
DryRun = Annotated[bool, typer.Option("--dry-run", metavar="", help="Sig alt, og ændr intet.")]
MostRejected = Annotated[
    float,
    typer.Option("--max-rejects", metavar="ANDEL", parser=share_of, help="Så stor en andel må afvises (1%)."),
]
AsOf = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DAG", parser=day_of, help="Dagen, filen blev lavet; ellers nu."),
]
First = Annotated[
    date | None, typer.Option("--from", metavar="DAG", parser=day_of, help="Perioden begynder den dag.")
]
Last = Annotated[
    date | None, typer.Option("--to", metavar="DAG", parser=day_of, help="Perioden slutter den dag.")
]
Replaces = Annotated[
    bool, typer.Option("--replace-period", metavar="", help="Fjern de rækker i perioden, som filen ikke har.")
]
ReplacesWritten = Annotated[
    bool,
    typer.Option(
        "--replace-written",
        metavar="",
        help="Lad filen gælde også for det, som projekters ejere har skrevet.",
    ),
]


def command(
    kind: Kind,
    files: Files = None,
    mapping: MappingName = None,
    dry_run: DryRun = False,
    most_rejected: MostRejected = 0.01,
    as_of: AsOf = None,
    first: First = None,
    last: Last = None,
    replaces: Replaces = False,
    replaces_written: ReplacesWritten = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Load the files in order, and end with 0 when all were loaded or held nothing new."""
    from data_access.imports.mapping.made_at import end_of
    from data_access.imports.wishes import Wishes

    if (first is None) != (last is None) or (first and last and first > last):
        stop(
            "--from og --to hører sammen, og --from kommer først.",
            "Skriv begge, eller ingen af dem.",
            WRONG_USE,
        )
    made = end_of(as_of, datetime.now(UTC).replace(tzinfo=None)) if as_of else None
    period = (first, last) if first and last else None
    url = ready(database_url)
    found = _mapping_of(mapping, kind)
    wishes = Wishes(dry_run, most_rejected, made, period, replaces, replaces_written)
    if not files:
        raise typer.Exit(_query(url, found, replace(wishes, rejects=Path(f"{found.name}.afvist.csv"))))
    code = 0
    for file in files:
        rejects = file.with_name(f"{file.name}.afvist.csv")
        code = max(code, _one(url, file, found, replace(wishes, rejects=rejects)))
    raise typer.Exit(code)


def _mapping_of(mapping_name: str | None, kind: str) -> Mapping:
    """Return the mapping of that name, or the template's; end the command when it is for another kind."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.kinds.catalogue import kind_of
    from data_access.imports.mapping import reader as mappings
    from data_access.imports.mapping import templates

    try:
        found = mappings.load(mapping_name) if mapping_name else templates.mapping_of(kind_of(kind))
        if found.kind is not kind_of(kind):
            raise ImportFault(
                f"mappingen {found.name} er for {found.kind.name} og ikke for {kind}.",
                f"Skriv: pejling import {found.kind.name}",
            )
        return found
    except ImportFault as fault:
        stop(fault.what, fault.remedy)


def _query(url: str, mapping: Mapping, wishes: Wishes) -> int:
    """Load what the mapping's query gives; return the exit code."""
    from data_access.imports.load import load_query

    return _tell(url, mapping.name, mapping, wishes, lambda wishes: load_query(url, mapping, wishes))


def _one(url: str, file: Path, mapping: Mapping, wishes: Wishes) -> int:
    """Load one file; return the exit code."""
    from data_access.imports.load import load_file

    return _tell(url, file.name, mapping, wishes, lambda wishes: load_file(url, file, mapping, wishes))


def _tell(url: str, name: str, mapping: Mapping, wishes: Wishes, load: Callable[[Wishes], Outcome]) -> int:
    """Load, and say what became of it."""
    from dashboard.commands.report import report, shown
    from data_access.imports.faults import ImportFault
    from data_access.imports.mapping.templates import TEMPLATE

    try:
        with database_faults(url), shown(name) as progress:
            outcome = load(replace(wishes, progress=progress))
    except ImportFault as fault:
        typer.echo(f"Fejl: {fault.what}\n{fault.remedy}", err=True)
        if mapping.name == TEMPLATE:
            typer.echo(
                "Er det ikke den udfyldte skabelon, så angiv --mapping; se: pejling mapping list", err=True
            )
        return FAULT
    for line in report(name, mapping, outcome, wishes):
        typer.echo(line, err=outcome.refused)
    return FAULT if outcome.refused else 0
