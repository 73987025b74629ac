"""The page of all hospitals: their figures beside each other in one table, and the way to each."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.hospital import PAGE, PATH
from layouts.pages.hospital_figures import CALLED, IN_UNITS, METRICS_SHOWN, NO_FIGURES, everything, goals
from layouts.parts import html
from layouts.parts.among_run import REGION
from layouts.parts.attributes import data
from layouts.parts.columns import Column
from layouts.parts.declarations import Page, Panel
from layouts.parts.html import Component
from layouts.parts.scores import standings
from layouts.said import hospitals as said
from layouts.said import league as said_league
from vocabulary.filters import Filters, to_query
from vocabulary.language import N_, _


@once
def table(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a hospital and headline, of today's hospitals; the region first.

    Columns: name, those of `everything`, standing_words, and hospital_standing (missing for the region).
    """
    rows = [row for row in everything(snapshot, replace(filters, organisation="today")) if not row["thing"]]
    order = [REGION, *snapshot.choices.hospitals["today"]]
    found = sorted(rows, key=lambda row: order.index(row["hospital"]))
    listed = [
        row
        | {
            "name": row["hospital_name"],
            "standing_words": said_league.standing_words(row),
            "hospital_standing": row["standing"] if row["hospital"] else None,
        }
        for row in found
    ]
    columns = list(listed[0]) if listed else [*NO_FIGURES, "name", "hospital_standing"]
    return pd.DataFrame(listed, columns=columns)


TABLE = Panel(
    key="tabel",
    title=lambda _s, _f: _("Alle hospitaler, tal for tal"),
    numbers=table,
    columns=(
        Column("name", N_("Hospital"), "text"),
        *CALLED,
        Column("month", N_("Måned"), "month"),
        *IN_UNITS,
        Column("standing_words", N_("Mod resten af regionen"), "text"),
    ),
    sentence=said.table,
    metrics=tuple(key for key in METRICS_SHOWN if key != "response_time"),
    body=lambda content: html.Div([standings(content, PAGE), *_former(content.snapshot)]),
    wide=True,
    lists=True,
    regional=True,
)


def _former(snapshot: Snapshot) -> Sequence[Component]:
    """Return the ways to the hospitals that are no more."""
    then, today = (snapshot.choices.hospitals[each] for each in ("then", "today"))
    gone = [(key, name) for key, name in then.items() if key not in today]
    if not gone:
        return []
    parts: list[Component | str] = [_("Hospitaler, der ikke findes mere:"), " "]
    for place, (key, name) in enumerate(gone):
        there = Filters("", "", hospital=key, in_path="hospital")
        parts += [", "] if place else []
        parts.append(html.A(name, href=PAGE.at(there) + to_query(there), **data(nav="page")))
    return [html.P(parts, className="former")]


LIST = Page(
    key="hospitaler",
    path=PATH,
    name=N_("Hospitaler"),
    title=N_("Hospitalerne ved siden af hinanden"),
    summary=lambda snapshot, filters: said.summary(goals, snapshot, filters),
    filters=("til", "hospital"),
    panels=(TABLE,),
    is_subject=False,
    regional=True,
    in_path="hospital",
)
