"""The pages of the hospitals: each beside the region and the others, and all of them in one table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from data_access.numbers import notes, open_cases
from data_access.numbers.tabled import Numbers
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import among as among_figure
from layouts.figures import lying
from layouts.pages.subjects import SUBJECTS
from layouts.parts import among, html
from layouts.parts import behind as lagging
from layouts.parts.among import REGION, Of
from layouts.parts.answers import at_month
from layouts.parts.attributes import data
from layouts.parts.columns import Column
from layouts.parts.declarations import Page, Panel
from layouts.parts.html import Component
from layouts.parts.lags import behind_targets
from layouts.parts.scores import scores, standings
from layouts.said import hospitals as said
from vocabulary import text
from vocabulary.asked import Query
from vocabulary.filters import ORGANISATIONS, Filters, carried, to_query
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import is_month, last_day, shift

PATH = "/hospital"
METRICS_SHOWN = (
    "calls", "average_wait", "abandoned", "service_level", "first_contact_resolution", "telephone_share",
    "answered_share", "cases_within_limit", "cases_backlog", "systems_within_sla", "response_time", "treatments",
    "diagnosed_somatic", "diagnosed_psychiatry",
)  # fmt: skip
NO_FIGURES = [
    "called", "subject", "month", "value", "unit", "goal", "level", "word", "shown", "region_figure", "standing",
    "standing_words", "against", "against_standing", "is_told", "ref", "state", "metric", "in_units", "in_units_words",
    "units", "target_in_units", "target_in_units_words", "region_in_units", "region_in_units_words",
]  # fmt: skip
ORDER = {"missed": 0, "near": 1}
MOST_CAUSES = 6  # so many of the figures behind their targets have their cause worked out


def everything(snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return a row a figure and hospital, as `among.of_month` does, and `hospital_name`."""
    asked = at_month(filters)
    return _everything(snapshot, Filters(asked.last, asked.last, asked.organisation))


@once
def _everything(snapshot: Snapshot, filters: Filters) -> list[Row]:
    names = {REGION: _("Hele regionen")} | dict(snapshot.choices.hospitals[filters.organisation])
    rows = among.of_month(SUBJECTS, snapshot, filters)
    return [row | {"hospital_name": names[row["hospital"]]} for row in rows]


def _own(snapshot: Snapshot, filters: Filters) -> list[Row]:
    whose = filters.hospital or REGION
    return [_once(row) for row in everything(snapshot, filters) if row["hospital"] == whose]


def _once(row: Row) -> Row:
    """Leave how a count of things stands to the things, which are judged each beside it: a target counts once."""
    of: Of = row["headed"]
    return row | {"level": "none", "word": ""} if of.headline.goals else row


@once
def figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a figure of the chosen hospital, those behind their targets first.

    Columns: those of `among.of_month`, and standing_words, since (month from which the target has not been reached, or
    ''), href (of the figure's own page).
    """
    own = _own(snapshot, filters)
    others = [_other(snapshot, filters, row) for row in own]
    found = [
        row
        | {
            "asked": at_month(filters).last,
            "standing_words": said.standing_words(row),
            "is_told": not text.is_missing(row["value"]) or bool(row["withheld"]),
            "href": _address(snapshot, filters, row),
            "against": said.figure_of(row["headed"], other)
            if other
            else text.NOTHING
            if filters.compare
            else "",
            "against_standing": standing,
        }
        for row, other, standing in zip(own, others, among.against(own, others), strict=True)
    ]
    found.sort(key=lambda row: (ORDER.get(row["level"], 2), _distance(row)))
    columns = list(found[0]) if found else NO_FIGURES
    return pd.DataFrame(found, columns=columns)


def _distance(row: Row) -> float:
    """Return how near a figure behind its target comes to it; the others keep their order."""
    return lagging.distance(row["metric"], row) if row["level"] in ORDER else 0.0


def _other(snapshot: Snapshot, filters: Filters, row: Row) -> Row | None:
    """Return the row that a figure is compared with: another hospital's, or its own of the year before."""
    if not filters.compare:
        return None
    if filters.compare in snapshot.organisation.hospitals:
        place = (filters.compare, row["ref"])
        rows = everything(snapshot, filters)
        return next((each for each in rows if (each["hospital"], each["ref"]) == place), None)
    past = among.history(snapshot, row["headed"], row, filters.organisation)
    return next((each for each in past.records if each["month"] == shift(row["month"], -12)), None)


def _address(snapshot: Snapshot, filters: Filters, row: Row, *, is_why: bool = False) -> str:
    """Return the address of a figure of the hospital: of its page, or of the answer to why it is below its target."""
    of: Of = row["headed"]
    return lagging.address(of.page, of.headline, row["thing"], row["month"], snapshot, filters, is_why=is_why)


@once
def behind(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the hospital's figures that did not reach their targets, the furthest behind first.

    Columns: those of `figures`, and since_words, cause (words), why (address of the answer; '' where there is none).
    """
    rows = figures(snapshot, filters)
    found = [
        row
        | {
            "since_words": _since(snapshot, filters, row),
            "cause": _cause(snapshot, filters, row) if place < MOST_CAUSES else "",
            "why": _address(snapshot, filters, row, is_why=True),
        }
        for place, row in enumerate(row for row in records(rows) if row["level"] in ORDER)
    ]
    columns = [*rows, "since_words", "cause", "why"]
    # What is written at a month is the cause here, and no note below.
    return pd.DataFrame(found, columns=columns).rename(columns={"month": "of_month"})


def _since(snapshot: Snapshot, filters: Filters, row: Row) -> str:
    """Say since when a target has not been reached."""
    rows = among.history(snapshot, row["headed"], row, filters.organisation, ("month", "level"))
    return lagging.since_words(lagging.missed(rows.records))


def _cause(snapshot: Snapshot, filters: Filters, row: Row) -> str:
    of: Of = row["headed"]
    return lagging.cause(of.page, of.headline, row["thing"], row, snapshot, filters)


@once
def league(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the shares that hospitals can be held against each other by, a row a figure and hospital, in their order.

    Columns: called, name (the hospital), is_own (flag), place (words), standing, standing_words, value (0-100), shown,
    level, word, hits and tries (what it is counted over), low and high (between which the chosen hospital's share would
    not differ from the rest's), region, region_shown, own_standing (that of the chosen hospital, in its own rows).
    """
    rows, whose = everything(snapshot, filters), filters.hospital or REGION
    placed = [row for row in rows if METRICS[row["metric"]].unit == "%" and row["first"]]
    mine = {row["ref"] for row in placed if row["hospital"] == whose}
    found = [row for row in placed if row["ref"] in mine]
    regions = {row["ref"]: row for row in rows if row["hospital"] == REGION}
    own = [row for row in found if row["hospital"] == whose]
    reach = among.limits(own, [regions[row["ref"]] for row in own], [row["placed"] for row in own])
    limits = {row["ref"]: each for row, each in zip(own, reach, strict=True)}
    nothing = (float("nan"), float("nan"))
    listed = [
        _placed(row, whose, *(limits[row["ref"]] if row["hospital"] == whose else nothing)) for row in found
    ]
    order = {ref: place for place, ref in enumerate(figures(snapshot, filters)["ref"])} if listed else {}
    listed.sort(key=lambda row: (order[row["ref"]], row["first"], _in_group(row)))
    return pd.DataFrame(listed, columns=LEAGUE)


LEAGUE = [
    "called", "name", "is_own", "place", "standing", "standing_words", "value", "shown", "level", "word", "hits",
    "tries", "low", "high", "region", "region_shown", "first", "own_standing", "ref",
]  # fmt: skip


def _in_group(row: Row) -> tuple[float, str]:
    """Return the order of those that share their places: by name where chance decides between them."""
    return (0.0 if row["standing"] == "alike" else -row["value"], row["name"])


def _placed(row: Row, whose: str, low: float, high: float) -> Row:
    hits, tries = among.behind(row)
    return row | {
        "name": row["hospital_name"],
        "is_own": row["hospital"] == whose,
        "own_standing": row["standing"] if row["hospital"] == whose else None,
        "place": said.place_words(row),
        "standing_words": said.standing_words(row),
        "hits": hits,
        "tries": tries,
        "low": low,
        "high": high,
        "region_shown": row["region_figure"],
    }


def _known(snapshot: Snapshot, filters: Filters) -> bool:
    return bool(filters.hospital)


BEHIND = Panel(
    key="bagud",
    title=lambda _s, _f: _("Hvad når ikke sit mål?"),
    numbers=behind,
    columns=(
        Column("called", N_("Nøgletal"), "text"),
        Column("subject", N_("Område"), "text"),
        Column("of_month", N_("Måned"), "month"),
        Column("in_units", N_("Tal"), "judged", unit=""),
        Column("units", N_("Enhed"), "text"),
        Column("target_in_units", N_("Mål"), "written"),
        Column("word", N_("Vurdering"), "word"),
        Column("since_words", N_("Ikke nået"), "text"),
        Column("cause", N_("Årsag"), "text"),
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
        Column("called", N_("Nøgletal"), "text"),
        Column("subject", N_("Område"), "text"),
        Column("month", N_("Måned"), "month"),
        Column("in_units", N_("Tal"), "judged", unit=""),
        Column("units", N_("Enhed"), "text"),
        Column("target_in_units", N_("Mål"), "written"),
        Column("word", N_("Vurdering"), "word"),
        Column("region_in_units", N_("Hele regionen"), "written"),
        Column("standing_words", N_("Blandt hospitalerne"), "text"),
        Column("against", N_("Sammenlignet med"), "text", chosen="compare"),
    ),
    sentence=said.figures,
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
    sentence=said.league,
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


@once
def table(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a hospital and headline, of today's hospitals; the region first.

    Columns: name, those of `among.of_month`, standing_words, and hospital_level and hospital_standing (missing for the
    region).
    """
    rows = [row for row in everything(snapshot, replace(filters, organisation="today")) if not row["thing"]]
    order = [REGION, *snapshot.choices.hospitals["today"]]
    found = sorted(rows, key=lambda row: order.index(row["hospital"]))
    listed = [
        row
        | {
            "name": row["hospital_name"],
            "standing_words": said.standing_words(row),
            "hospital_level": row["level"] if row["hospital"] else None,
            "hospital_standing": row["standing"] if row["hospital"] else None,
        }
        for row in found
    ]
    columns = list(listed[0]) if listed else [*NO_FIGURES, "name", "hospital_level", "hospital_standing"]
    return pd.DataFrame(listed, columns=columns)


TABLE = Panel(
    key="tabel",
    title=lambda _s, _f: _("Alle hospitaler, tal for tal"),
    numbers=table,
    columns=(
        Column("name", N_("Hospital"), "text"),
        Column("called", N_("Nøgletal"), "text"),
        Column("subject", N_("Område"), "text"),
        Column("month", N_("Måned"), "month"),
        Column("in_units", N_("Tal"), "judged", unit=""),
        Column("units", N_("Enhed"), "text"),
        Column("target_in_units", N_("Mål"), "written"),
        Column("word", N_("Vurdering"), "word"),
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
    summary=lambda snapshot, filters: said.all_hospitals(table, snapshot, filters),
    filters=("til", "hospital"),
    panels=(TABLE,),
    is_subject=False,
    regional=True,
    in_path="hospital",
)
