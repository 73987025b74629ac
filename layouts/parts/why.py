"""The panel that answers why a share is below its target: what each part costs, adding up to what is missing."""

from dataclasses import replace
from functools import cache

import pandas as pd

from data_access.numbers.causes import COLUMNS, decompose
from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import costs
from layouts.parts.declarations import Column, Content, Panel
from layouts.parts.sentences import Row, records
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS

PREFIX = "hvorfor-"
MOST = 6  # parts of a dimension that are drawn; the table has them all


@cache
def panel(of: Panel) -> Panel:
    """Return the panel that takes a panel's share of the picked month apart; it shows when it is asked for."""
    return Panel(
        key=PREFIX + of.key,
        title=lambda snapshot, filters: _title(of, snapshot, filters),
        numbers=lambda snapshot, filters: _numbers(of, snapshot, filters),
        columns=(
            Column("dimension", N_("Opdelt efter"), "text"),
            Column("part", N_("Del"), "text"),
            Column("value", N_("Andel"), "percent", METRICS[of.metrics[0]].decimals or 1),
            Column("numerator", N_("Opfylder kravet"), "number"),
            Column("denominator", N_("I alt"), "number"),
            Column("cost", N_("Trækker ned"), "points", 2),
        ),
        sentence=lambda content: _sentence(of, content),
        metrics=of.metrics,
        figure=lambda content: costs.draw(content.rows.groupby("dimension", sort=False).head(MOST)),
        wide=True,
        when=lambda filters: filters.why == of.key and filters.month is not None,
    )


def _month(filters: Filters) -> str:
    return filters.month or filters.last


def _own(of: Panel, snapshot: Snapshot, filters: Filters) -> Row:
    """Return the share's own row of the month."""
    month = _month(filters)
    rows = of.numbers(snapshot, replace(filters, first=month, last=month))
    return records(rows)[0]


def _numbers(of: Panel, snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    month = _month(filters)
    own = _own(of, snapshot, filters)
    if of.parts is None or text.is_missing(own["value"]):
        return pd.DataFrame({name: [] for name in COLUMNS})
    asked = replace(filters, month=month, first=month, last=month)
    parts = {_(name): rows for name, rows in of.parts(snapshot, asked).items()}
    return decompose(parts, None if text.is_missing(own["target"]) else float(own["target"]))


def _title(of: Panel, snapshot: Snapshot, filters: Filters) -> str:
    return _(
        "{name} i {month}: hvad trækker ned?",
        name=name_of(snapshot, of.metrics[0], _month(filters)),
        month=text.month(_month(filters)),
    )


def _sentence(of: Panel, content: Content) -> str:
    own, rows = _own(of, content.snapshot, content.filters), records(content.rows)
    if text.is_missing(own["target"]):
        return _("Der er intet mål i den måned, så ingen del kan siges at trække ned.")
    goal = text.quantity(own["target"], "%", text.places(own["target"]))
    missing = float(own["target"]) - float(own["value"])
    if own["level"] == "unknown":
        return _("Måneden bliver ikke bedømt: {reason}.", reason=str(own["word"]).lower())
    if missing <= 0:
        return _("Tallet var {shown} og nåede målet på {goal}. Figuren viser, hvad der trak op og ned.",
                 shown=own["shown"], goal=goal)  # fmt: skip
    opening = _("Tallet var {shown}; der mangler {missing} procentpoint op til målet på {goal}.",
                shown=text.quantity(own["value"], "%", 2), missing=text.number(missing, 2), goal=goal)  # fmt: skip
    firsts = [group.iloc[0] for _name, group in content.rows.groupby("dimension", sort=False)]
    worst = [row for row in firsts if row["cost"] > 0]
    costly = [
        _(
            "{part} ({cost} procentpoint: {share} af {n})",
            part=row["part"],
            cost=text.number(row["cost"], 2),
            share=text.quantity(row["value"], "%", 1),
            n=text.number(row["denominator"]),
        )
        for row in worst
    ]
    if not costly or not rows:
        return opening
    closing = _("En del kan koste meget, fordi den er stor, også når den ikke er dårligere end de andre.")
    return " ".join((opening, _("Mest koster {parts}.", parts=text.listing(costly)), closing))
