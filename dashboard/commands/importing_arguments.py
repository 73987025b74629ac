"""The commands that bring data in: import, mapping, template, inbox, loads and unload."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from dashboard.commands.arguments import AsJson, DatabaseUrl, day_of, paragraphs, share_of
from dashboard.commands.danish import DanishCommand, DanishGroup

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

IMPORT = paragraphs("""Indlæs filer i driftsdatabasen.

Hver fil indlæses helt eller slet ikke, og den samme fil to gange ændrer intet. Rækker, der ikke kan være rigtige,
skrives i en fil ved siden af; er der for mange, indlæses intet.

[bold]Eksempel:[/bold] pejling import cases sager.csv --mapping servicenow-audit --dry-run

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


def import_(
    kind: Annotated[
        str, typer.Argument(metavar="SLAGS", help="Hvad det er: calls, cases, samples, referrals …")
    ],
    files: Files = None,
    mapping: MappingName = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", metavar="", help="Sig alt, og ændr intet.")] = False,
    most_rejected: Annotated[
        float,
        typer.Option(
            "--max-rejects", metavar="ANDEL", parser=share_of, help="Så stor en andel må afvises (1%)."
        ),
    ] = 0.01,
    as_of: Annotated[
        date | None,
        typer.Option("--as-of", metavar="DAG", parser=day_of, help="Dagen, filen blev lavet; ellers nu."),
    ] = None,
    first: Annotated[
        date | None, typer.Option("--from", metavar="DAG", parser=day_of, help="Perioden begynder den dag.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", metavar="DAG", parser=day_of, help="Perioden slutter den dag.")
    ] = None,
    replaces: Annotated[
        bool,
        typer.Option("--replace-period", metavar="", help="Fjern de rækker i perioden, som filen ikke har."),
    ] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Load files."""
    from dashboard.commands.common import WRONG_USE, stop
    from dashboard.commands.importing import run
    from data_access.imports.mapping.made_at import end_of

    if (first is None) != (last is None) or (first and last and first > last):
        stop(
            "--from og --to hører sammen, og --from kommer først.",
            "Skriv begge, eller ingen af dem.",
            WRONG_USE,
        )
    made = end_of(as_of, datetime.now(UTC).replace(tzinfo=None)) if as_of else None
    period = (first, last) if first and last else None
    raise typer.Exit(
        run(
            database_url,
            kind,
            files or [],
            mapping,
            dry_run=dry_run,
            most_rejected=most_rejected,
            as_of=made,
            period=period,
            replaces=replaces,
        )
    )


LOADS = paragraphs("""Vis indlæsningerne, de nyeste først.

[bold]Eksempel:[/bold] pejling loads --source sager

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


def loads(
    source: Annotated[str | None, typer.Option(metavar="KILDE", help="Kun den kilde.")] = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """List the loads."""
    from dashboard.commands.loads import run

    run(database_url, source, as_json=as_json)


UNLOAD = paragraphs("""Tag en indlæsning ud igen, helt, med dens dagssummer.

Det, den kom i stedet for, kommer tilbage.

[bold]Eksempel:[/bold] pejling unload 17

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


def unload(
    load: Annotated[int, typer.Argument(metavar="NUMMER", help="Nummeret, som pejling loads viser.")],
    database_url: DatabaseUrl = None,
) -> None:
    """Take a load out again."""
    from dashboard.commands.loads import take_out

    take_out(database_url, load)


INBOX = paragraphs("""Indlæs det, der ligger i en mappe, og flyt det til done/ eller failed/ med en rapport.

Mappingen ses af filens navn (file_names i mappingen). Egne mappinger lægges i mappings/ i mappen. Flere kan køre på
én gang; en fil, der endnu bliver skrevet, venter til næste gang.

[bold]Eksempel:[/bold] pejling inbox /srv/pejling/ind

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR""")


def inbox(
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappen, som filerne lægges i.")],
    settled: Annotated[
        float, typer.Option(metavar="SEKUNDER", help="Så længe skal en fil have ligget stille.")
    ] = 30.0,
    database_url: DatabaseUrl = None,
) -> None:
    """Load what lies in a folder."""
    from dashboard.commands.inbox import run

    raise typer.Exit(run(database_url, folder, settled))


TEMPLATE = paragraphs("""Skriv en Excel-skabelon til det, der føres i hånden.

Den har overskrifter, eksempler og de værdier, der kan vælges; den udfyldte indlæses med mappingen skabelon.

[bold]Eksempel:[/bold] pejling template referrals --output omvisiteringer.xlsx""")


def template(
    kind: Annotated[str, typer.Argument(metavar="SLAGS", help="Hvad den skal rumme.")],
    output: Annotated[Path | None, typer.Option(metavar="FIL", help="Filen; ellers SLAGS.xlsx.")] = None,
) -> None:
    """Write a workbook to be filled in."""
    from dashboard.commands.templates import run

    run(kind, output)


MAPPING = paragraphs("""Lav og prøv mappinger: små filer, der siger, hvilken kolonne der er hvad.""")
mapping_app = typer.Typer(
    cls=DanishGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    help=MAPPING,
    subcommand_metavar="KOMMANDO",
)

MAPPING_NEW = paragraphs("""Se på en fil, og skriv et udkast til en mapping, med gæt og tvivl.

[bold]Eksempel:[/bold] pejling mapping new sager.csv --kind cases > sager.toml""")


@mapping_app.command("new", cls=DanishCommand, options_metavar="[VALG]", help=MAPPING_NEW)
def mapping_new(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="En fil, som kilden eksporterer.")],
    kind: Annotated[str, typer.Option(metavar="SLAGS", help="Hvad filen rummer.")],
) -> None:
    """Write a draft of a mapping."""
    from dashboard.commands.mappings import new

    new(file, kind)


MAPPING_CHECK = paragraphs("""Vis de første rækker af en fil, som de ville blive gemt, og hvad der er galt med dem.

[bold]Eksempel:[/bold] pejling mapping check sager.toml sager.csv""")


@mapping_app.command("check", cls=DanishCommand, options_metavar="[VALG]", help=MAPPING_CHECK)
def mapping_check(
    mapping: Annotated[
        str, typer.Argument(metavar="MAPPING", help="En TOML-fil, eller navnet på en, der følger med.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Filen.")],
    database_url: DatabaseUrl = None,
) -> None:
    """Show the first rows as they would be stored."""
    from dashboard.commands.mappings import check

    check(mapping, file, database_url)


@mapping_app.command(
    "list", cls=DanishCommand, options_metavar="[VALG]", help="Vis de mappinger, der følger med."
)
def mapping_list() -> None:
    """List the mappings that come with the program."""
    from dashboard.commands.mappings import listed

    listed()


def register(app: typer.Typer) -> None:
    """Add the commands to the program's."""
    for name, function, words in (
        ("import", import_, IMPORT),
        ("inbox", inbox, INBOX),
        ("loads", loads, LOADS),
        ("unload", unload, UNLOAD),
        ("template", template, TEMPLATE),
    ):
        app.command(name, cls=DanishCommand, options_metavar="[VALG]", help=words)(function)
    app.add_typer(mapping_app, name="mapping")
