"""The page of one hospital: what lags behind, its figures beside the region's, its place, and its late cases."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from data_access.numbers import notes, open_cases
from data_access.numbers.tabled import Numbers
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import among as among_figure
from layouts.figures import lying
from layouts.pages.hospital_figures import CALLED, IN_UNITS, METRICS_SHOWN, behind, figures, league
from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.columns import Column
from layouts.parts.declarations import Page, Panel
from layouts.parts.html import Component
from layouts.parts.lags import behind_targets
from layouts.parts.scores import scores
from layouts.said import hospital as said
from layouts.said import league as said_league
from vocabulary import text
from vocabulary.asked import Query
from vocabulary.filters import ORGANISATIONS, Filters, carried, to_query
from vocabulary.language import N_, _
from vocabulary.months import is_month, last_day, shift

PATH = "/hospital"


def _known(snapshot: Snapshot, filters: Filters) -> bool:
    return bool(filters.hospital)


BEHIND = Panel(
    key="bagud",
    title=lambda _s, _f: _("Hvad når ikke sit mål?"),
    numbers=behind,
    columns=(
        *CALLED,
        Column("of_month", N_("Måned"), "month"),
        *IN_UNITS,
        Column("since_words", N_("Hvornår"), "text"),
        Column("cause", N_("Bag tallet"), "text"),
        Column("noted", N_("Note"), "text"),
    ),
    sentence=said.behind,
    metrics=METRICS_SHOWN,
    body=lambda content: behind_targets(content),
    applies=lambda snapshot, filters: bool(filters.hospital) and len(behind(snapshot, filters)) > 0,
    wide=True,
    lists=True,
)
FIGURES = Panel(
    key="noegletal",
    title=lambda _s, _f: _("Alle tal ved siden af regionens"),
    numbers=figures,
    columns=(
        *CALLED,
        Column("month", N_("Måned"), "month"),
        *IN_UNITS,
        Column("region_in_units", N_("Hele regionen"), "written"),
        Column("standing_words", N_("Blandt hospitalerne"), "text"),
        Column("against", N_("Sammenlignet med"), "text", chosen="compare"),
    ),
    sentence=said_league.figures,
    metrics=METRICS_SHOWN,
    body=lambda content: scores(content),
    applies=_known,
    wide=True,
    lists=True,
)
AMONG = Panel(
    key="blandt-hospitalerne",
    title=lambda _s, _f: _("Hvor adskiller hospitalet sig fra resten?"),
    numbers=league,
    columns=(
        Column("called", N_("Nøgletal"), "text"),
        Column("place", N_("Plads"), "text"),
        Column("name", N_("Hospital"), "text"),
        Column("value", N_("Tal"), "judged"),
        Column("standing_words", N_("Mod resten af regionen"), "text"),
        Column("low", N_("Adskiller sig ikke fra"), "percent", 1),
        Column("high", N_("til"), "percent", 1),
        Column("hits", N_("Opfylder kravet"), "count"),
        Column("tries", N_("I alt"), "count"),
    ),
    sentence=said_league.league,
    metrics=METRICS_SHOWN,
    figure=lambda content: among_figure.draw(
        content.rows, said.name_of_chosen(content), _("De andre hospitaler")
    ),
    applies=lambda snapshot, filters: bool(filters.hospital) and len(league(snapshot, filters)) > 0,
    wide=True,
)


def _late(key: str, title: str, first: str, numbers: Numbers) -> Panel:
    return Panel(
        key=key,
        title=lambda _s, _f: _(title),
        numbers=numbers,
        columns=(
            Column("name", first, "text"),
            Column("open", N_("Åbne sager"), "count"),
            Column("late", N_("Heraf over fristen"), "count"),
            Column("share", N_("Andel over fristen"), "percent", 1),
            Column("oldest", N_("Den ældste"), "count", unit=N_("døgn")),
        ),
        sentence=said.late,
        metrics=("cases_backlog",),
        figure=lambda content: lying.overlaid(
            content.rows.head(MOST_BARS),
            "name",
            (("open", _("Åbne sager")), ("late", _("Heraf over fristen"))),
        ),
        applies=lambda snapshot, filters: (
            bool(filters.hospital)
            and open_cases.is_there(snapshot, filters)
            and open_cases.are_any(snapshot, filters)
        ),
    )


MOST_BARS = 8
PRIORITIES = _late(
    "over-fristen-kritikalitet",
    N_("Hvor kritiske er de åbne sager over fristen?"),
    N_("Kritikalitet"),
    open_cases.late_by_priority,
)
SYSTEMS = _late(
    "over-fristen-system",
    N_("Hvilke systemer handler de åbne sager om?"),
    N_("System"),
    open_cases.late_by_system,
)
NOTES = Panel(
    key="noter",
    title=lambda _s, _f: _("Hvad er der skrevet om hospitalet?"),
    numbers=notes.of_hospital,
    columns=(
        Column("at", N_("Måned"), "month"),
        Column("about", N_("Om"), "text"),
        Column("text", N_("Note"), "text"),
    ),
    sentence=said.notes,
    metrics=METRICS_SHOWN,
    applies=lambda snapshot, filters: (
        bool(filters.hospital) and len(notes.of_hospital(snapshot, filters)) > 0
    ),
    wide=True,
    lists=True,
)


def _asked(snapshot: Snapshot, query: Query) -> Query:
    """Return what is asked of a hospital: one that was merged away is shown as it was, at its last month."""
    key = query.get("hospital", "")
    if key in snapshot.choices.hospitals["today"] or key not in snapshot.choices.hospitals["then"]:
        return query
    last = _last_month(snapshot, key)
    until = query.get("til", "")
    months = {} if is_month(until) and until <= last else {"til": last}
    then = next(name for name, organisation in ORGANISATIONS.items() if organisation == "then")
    return {**query, **months, "organisation": then}


def _last_month(snapshot: Snapshot, hospital: str) -> str:
    """Return the last month in which a hospital had a site on the month's last day."""
    rows = snapshot.organisation.memberships
    ends = rows[rows["hospital"] == hospital]["valid_to"].dropna()
    end = str(ends.max()) if len(ends) else snapshot.choices.last
    month = end[:7]
    return month if last_day(month).isoformat() <= end else shift(month, -1)


def _lead(snapshot: Snapshot, filters: Filters) -> Sequence[Component]:
    """Return the way back to the list; and of a hospital that is no more, to its heir."""
    choices, asked = snapshot.choices, replace(carried(filters), hospital=None)
    back = html.A(_("Alle hospitaler"), href=PATH + to_query(asked, choices), **data(nav="page"))
    key = filters.hospital or ""
    heir = choices.heirs.get(key)
    if not key or key in choices.hospitals["today"] or heir is None:
        return [html.P(back, className="lead-back")]
    there = replace(asked, first="", last="", organisation="today", hospital=heir, in_path="hospital")
    link = html.A(
        choices.hospitals["today"][heir], href=PAGE.at(there) + to_query(there, choices), **data(nav="page")
    )
    words = _(
        "{name} findes ikke mere. Siden viser hospitalet, som det var til og med {month}. I dag hører det til",
        name=choices.hospitals["then"][key],
        month=text.month(_last_month(snapshot, key)),
    )
    return [html.P([words, " ", link, "."], className="lead-heir"), html.P(back, className="lead-back")]


def _names(snapshot: Snapshot) -> Mapping[str, str]:
    return {**snapshot.choices.hospitals["then"], **snapshot.choices.hospitals["today"]}


PAGE = Page(
    key="hospital",
    path=PATH,
    name=N_("Mit hospital"),
    title=N_("Mit hospital"),
    summary=lambda snapshot, filters: said.summary(figures, snapshot, filters),
    filters=("til", "hospital", "organisation"),
    panels=(BEHIND, FIGURES, AMONG, PRIORITIES, SYSTEMS, NOTES),
    is_subject=False,
    in_path="hospital",
    things=_names,
    asked=_asked,
    lead=_lead,
)
