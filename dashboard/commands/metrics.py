"""`pejling metrics`: the catalogue of figures, with the targets in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from dashboard.commands.arguments import AsJson, DatabaseUrl
from dashboard.commands.databases import settings, within
from dashboard.commands.terminal import print_table

if TYPE_CHECKING:
    from vocabulary.metrics import Metric

HELP = """Vis alle nøgletal: enhed, retning, kilde og de mål, der gælder i dag.

Svarer databasen ikke, vises nøgletallene uden mål.

[bold]Eksempel:[/bold] pejling metrics --json

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR"""

SECONDS_FOR_TARGETS = 5.0

# By metric: scope ('' is all), value, tolerance, valid_from.
Targets = Mapping[str, Sequence[Mapping[str, Any]]]


def command(as_json: AsJson = False, database_url: DatabaseUrl = None) -> None:
    """Print every figure; without targets, and with a word about it, when the database does not answer."""
    from vocabulary.metrics import METRICS

    url = settings(database_url).database_url
    targets: Targets | None = None
    try:
        targets = within(SECONDS_FOR_TARGETS, lambda: _targets(url))
    except Exception as fault:  # whatever the driver raises, the catalogue can still be read
        from data_access.database.engine import first_line

        typer.echo(f"Uden mål, for databasen kan ikke læses: {first_line(fault)}", err=True)
    if as_json:
        import orjson

        # Unknown targets are null; a figure without any has an empty list.
        rows = [
            asdict(metric) | {"targets": None if targets is None else targets.get(metric.key, [])}
            for metric in METRICS.values()
        ]
        typer.echo(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode())
    else:
        _show(targets)


def _targets(url: str) -> Targets:
    """Return the targets in force today, by metric."""
    from sqlalchemy import Date, literal, select

    from data_access.database import schema as t
    from data_access.database.clock import today
    from data_access.database.engine import reader
    from data_access.database.validity import in_force, with_valid_to

    periods = with_valid_to(t.targets)
    columns = [periods.c[name] for name in ("metric", "scope", "value", "tolerance", "valid_from")]
    found: dict[str, list[dict[str, Any]]] = {}
    with reader(url).connect() as connection, connection.begin():
        now = in_force(periods, literal(today(connection), Date))
        rows = select(*columns).where(now, periods.c.value.is_not(None)).order_by(*columns[:2])
        for metric, scope, value, tolerance, valid_from in connection.execute(rows):
            goal = {"scope": scope, "value": value, "tolerance": tolerance, "valid_from": valid_from}
            found.setdefault(metric, []).append(goal)
    return found


def _show(targets: Targets | None) -> None:
    from rich.table import Column, Table

    from vocabulary import text
    from vocabulary.metrics import METRICS

    directions = {"up": "højt", "down": "lavt", "neither": text.NOTHING}
    table = Table(Column("Nøgle", no_wrap=True), "Navn", "Enhed", "Bedst", "Kilde", "Mål i dag")
    for metric in METRICS.values():
        goals = (targets or {}).get(metric.key, [])
        written = "\n".join(_written(metric, goal) for goal in goals) or text.NOTHING
        table.add_row(metric.key, metric.name, metric.unit, directions[metric.better], metric.source, written)
    print_table(table)


def _written(metric: Metric, goal: Mapping[str, Any]) -> str:
    from vocabulary import text

    value = text.quantity(goal["value"], metric.unit, metric.decimals)
    return f"{value} ({goal['scope']})" if goal["scope"] else value
