"""`pejling loads` and `pejling unload`: what has been loaded, and taking it out again."""

from __future__ import annotations

from typing import Any

import typer

from dashboard.commands.common import database_faults, print_table, ready, stop
from vocabulary import text


def run(database_url: str | None, source: str | None, *, as_json: bool) -> None:
    """List the loads, the newest first."""
    from sqlalchemy import select

    from data_access.database import schema as t
    from data_access.database.clock import to_wall
    from data_access.database.engine import reader

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
    first, last = row["period_from"], row["period_to"]
    return text.day(first) if first == last else f"{text.day(first)} – {text.day(last)}"


def take_out(database_url: str | None, load: int) -> None:
    """Take a load out again, and say what became of it."""
    from data_access.imports.faults import ImportFault
    from data_access.imports.unload import unload

    url = ready(database_url)
    try:
        with database_faults(url):
            done = unload(url, load)
    except ImportFault as fault:
        stop(fault.what, fault.remedy)
    typer.echo(
        f"Indlæsning {load} ({done.file}) er taget ud: {text.number(done.removed)} rækker er fjernet, og "
        f"{text.number(done.restored)} er kommet tilbage."
    )
