"""`pejling loads`: what has been loaded."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from dashboard.commands.arguments import AsJson, DatabaseUrl
from dashboard.commands.databases import database_faults, ready
from dashboard.commands.terminal import print_table

HELP = """Vis indlæsningerne, de nyeste først.

[bold]Eksempel:[/bold] pejling loads --source sager

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""


def command(
    source: Annotated[str | None, typer.Option(metavar="KILDE", help="Kun den kilde.")] = None,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """List the loads, the newest first."""
    from sqlalchemy import select

    from data_access.database import schema as t
    from data_access.database.clock import to_wall
    from data_access.database.engine import reader
    from vocabulary import text

    url = ready(database_url)
    names = ("id", "kind", "mapping", "file", "loaded_at", "as_of", "period_from", "period_to", "row_count", "replaced",
             "unchanged", "rejected", "demonstration")  # fmt: skip
    statement = select(t.sources.c.key.label("source"), *(t.loads.c[name] for name in names)).join(t.sources)
    if source:
        statement = statement.where(t.sources.c.key == source)
    with database_faults(url), reader(url).connect() as connection:
        rows = connection.execute(statement.order_by(t.loads.c.id.desc()))
        found = [dict(zip(("source", *names), row, strict=True)) for row in rows]
    if as_json:
        import orjson

        typer.echo(orjson.dumps(found, option=orjson.OPT_INDENT_2).decode())
        return
    from rich.table import Table

    table = Table("Nr.", "Kilde", "Slags", "Fil", "Indlæst", "Periode", "Rækker", "Afvist")
    for row in found[:200]:
        table.add_row(
            str(row["id"]), row["source"], row["kind"] or "demonstration" * row["demonstration"], row["file"],
            text.moment(to_wall(row["loaded_at"])), _period(row), text.number(row["row_count"]),
            text.number(row["rejected"]),
        )  # fmt: skip
    print_table(table)
    if len(found) > 200:
        typer.echo(f"… og {text.number(len(found) - 200)} ældre. Vis dem alle med --json.")


def _period(row: dict[str, Any]) -> str:
    from vocabulary import text

    first, last = row["period_from"], row["period_to"]
    return text.day(first) if first == last else f"{text.day(first)} – {text.day(last)}"
