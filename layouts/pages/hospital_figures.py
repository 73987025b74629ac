"""The figures of hospitals as rows: one beside the region, what lags behind, and its place among the others."""

from dataclasses import replace

import pandas as pd

from data_access.snapshot.once import once
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.subjects import SUBJECTS
from layouts.parts import among
from layouts.parts import behind as lagging
from layouts.parts.among_run import REGION, Of, history
from layouts.parts.answers_run import at_month
from layouts.parts.columns import Column
from layouts.said import hospital as said
from layouts.said import league as said_league
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import shift
from vocabulary.status import BEHIND, Level

METRICS_SHOWN = (
    "calls", "average_wait", "abandoned", "service_level", "first_contact_resolution", "telephone_share",
    "answered_share", "cases_within_limit", "cases_backlog", "systems_within_sla", "response_time", "treatments",
    "diagnosed_somatic", "diagnosed_psychiatry",
)  # fmt: skip
NO_FIGURES = [
    "called", "subject", "month", "value", "unit", "goal", "level", "word", "shown", "region_figure", "standing",
    "standing_words", "against", "against_standing", "is_told", "ref", "state", "metric", "in_units", "in_units_words",
    "goal_level", "sums_up", "with_region", "units", "target_in_units", "target_in_units_words", "region_in_units",
    "region_in_units_words",
]  # fmt: skip
JUDGED = ("good", "near", "missed")
# Of a table of figures: what each is called, and the figure in its own unit beside its target.
CALLED = (Column("called", N_("Nøgletal"), "text"), Column("subject", N_("Område"), "text"))
IN_UNITS = (
    Column("in_units", N_("Tal"), "judged", unit=""),
    Column("units", N_("Enhed"), "text"),
    Column("target_in_units", N_("Mål"), "written"),
    Column("word", N_("Vurdering"), "word"),
)


def everything(snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return a row a figure and hospital, as `among.of_month` does, with hospital_name, goal_level and sums_up.

    The goal_level is the level of what counts as a target, each once; sums_up flags what is judged and does not.
    """
    asked = at_month(filters)
    return _everything(snapshot, Filters(asked.last, asked.last, asked.organisation))


@once
def _everything(snapshot: Snapshot, filters: Filters) -> list[Row]:
    names = {REGION: _("Hele regionen")} | dict(snapshot.choices.hospitals[filters.organisation])
    rows = among.of_month(SUBJECTS, snapshot, filters)
    return [row | {"hospital_name": names[row["hospital"]]} | _counted(row) for row in rows]


def _own(snapshot: Snapshot, filters: Filters) -> list[Row]:
    whose, rows = filters.hospital or REGION, everything(snapshot, filters)
    region = {row["ref"]: row["goal_level"] for row in rows if row["hospital"] == REGION}
    return [
        row | {"with_region": _beside(row["goal_level"], region.get(row["ref"], "none"))}
        for row in rows
        if row["hospital"] == whose
    ]


def _beside(own: Level, region: Level) -> str:
    """Say of a target that was not reached whether the region reached it: `both` missed it, or this one `alone`."""
    if own not in BEHIND:
        return ""
    return "both" if region in BEHIND else "alone" if region == "good" else ""


def _counted(row: Row) -> Row:
    """Return how a figure counts as a target: what sums up things that are judged each is shown, and does not count."""
    of: Of = row["headed"]
    sums_up = of.headline.goals is not None and row["level"] in JUDGED
    return {"goal_level": "none" if of.headline.goals is not None else row["level"], "sums_up": sums_up}


@once
def goals(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a judged target of each of today's hospitals, each once: what the page of one hospital counts.

    Columns: name (the hospital), called, is_thing (flag: it is of a system), level, month.
    """
    found = [
        {
            "name": row["hospital_name"],
            "called": row["called"],
            "is_thing": bool(row["thing"]),
            "level": row["goal_level"],
            "month": row["month"],
        }
        for row in everything(snapshot, replace(filters, organisation="today"))
        if row["hospital"] != REGION and row["goal_level"] in JUDGED
    ]
    return pd.DataFrame(found, columns=["name", "called", "is_thing", "level", "month"])


@once
def figures(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return a row a figure of the chosen hospital, those behind their targets first.

    Columns: those of `everything`, and standing_words, with_region (of a target that was not reached: `both` where the
    region as a whole did not reach it either, `alone` where it did), href (of the figure's own page).
    """
    own = _own(snapshot, filters)
    others = [_other(snapshot, filters, row) for row in own]
    found = [
        row
        | {
            "asked": at_month(filters).last,
            "standing_words": said_league.standing_words(row),
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
    found.sort(key=lambda row: lagging.worst_first(row["metric"], row | {"level": row["goal_level"]}))
    columns = list(found[0]) if found else NO_FIGURES
    return pd.DataFrame(found, columns=columns)


def _other(snapshot: Snapshot, filters: Filters, row: Row) -> Row | None:
    """Return the row that a figure is compared with: another hospital's, or its own of the year before."""
    if not filters.compare:
        return None
    if filters.compare in snapshot.organisation.hospitals:
        place = (filters.compare, row["ref"])
        rows = everything(snapshot, filters)
        return next((each for each in rows if (each["hospital"], each["ref"]) == place), None)
    past = history(snapshot, row["headed"], row, filters.organisation)
    return next((each for each in past.records if each["month"] == shift(row["month"], -12)), None)


def _address(snapshot: Snapshot, filters: Filters, row: Row, *, is_why: bool = False) -> str:
    """Return the address of a figure of the hospital: of its page, or of the answer to why it is below its target."""
    of: Of = row["headed"]
    return lagging.address(of.page, of.headline, row["thing"], row["month"], snapshot, filters, is_why=is_why)


@once
def behind(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the hospital's figures that did not reach their targets, the furthest behind first.

    Columns: those of `figures`, and since_words, cause (what the figures show), noted (what is written), why (address
    of the answer; '' where there is none).
    """
    rows = figures(snapshot, filters)
    found = [
        row
        | {
            "since_words": _since(snapshot, filters, row),
            "why": _address(snapshot, filters, row, is_why=True),
        }
        | _cause(snapshot, filters, row)
        for row in records(rows)
        if row["goal_level"] in BEHIND
    ]
    columns = [*rows, "since_words", "cause", "noted", "why"]
    # What is written at a month stands in the row, and is no note below.
    return pd.DataFrame(found, columns=columns).rename(columns={"month": "of_month"})


def _since(snapshot: Snapshot, filters: Filters, row: Row) -> str:
    """Say since when a target has not been reached."""
    rows = history(snapshot, row["headed"], row, filters.organisation, ("month", "level"))
    return lagging.since_words(lagging.missed(rows.records))


def _cause(snapshot: Snapshot, filters: Filters, row: Row) -> Row:
    of: Of = row["headed"]
    known = lagging.cause(of.page, of.headline, row["thing"], row, snapshot, filters)
    return {"cause": known.shown, "noted": known.noted}


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
        "place": said_league.place_words(row),
        "standing_words": said_league.standing_words(row),
        "hits": hits,
        "tries": tries,
        "low": low,
        "high": high,
        "region_shown": row["region_figure"],
    }
