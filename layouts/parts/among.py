"""The figures of the hospitals, each beside the others': every headline that a hospital changes, run for all of them.

A figure is a headline of a subject's page; one that stands for several things (the worst of the systems) is a figure
for each of them. They are the headlines' own numbers, so they are what the tiles say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data_access.numbers import few, league
from data_access.numbers.by_month import near
from data_access.numbers.naming import name_of
from data_access.numbers.tabled import Numbers
from data_access.numbers.variation import LONGEST
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts.answers_run import at_month, rows_of
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import LATEST, figure_words, goal_words
from vocabulary import text
from vocabulary.filters import Filters, Organisation
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, shift

# What is asked of the months before.
PAST = ("month", "value", "numerator", "denominator", "hits", "tries", "state", "level", "shown")
REGION = ""  # the key of the rows of all hospitals together
KEPT = (
    "month", "value", "numerator", "denominator", "hits", "tries", "told", "target", "level", "word", "shown", "state",
    "lacks", "few", "withheld",
)  # fmt: skip

NOTHING = {"lacks": "", "few": False, "withheld": False}  # what is kept where numbers do not say


@dataclass(frozen=True)
class Of:
    """A figure of the hospitals: a headline of a page, and the numbers of the things that it stands for, if it does."""

    page: Page
    headline: Headline
    things: Numbers | None = None

    @property
    def numbers(self) -> Numbers:
        """Return the numbers that a hospital's figures are taken from."""
        return self.things or self.headline.numbers


def figures(pages: Sequence[Page], snapshot: Snapshot) -> Iterator[Of]:
    """Return what the pages give to the overview and a hospital changes."""
    for page in (each for each in pages if not each.regional):
        given = [each for each in page.given(snapshot) if not each.regional]
        things = next((each.goals for each in given if each.goals), None)
        yield from (Of(page, each, things if each.counted_elsewhere else None) for each in given)


@dataclass(frozen=True)
class _Asked:
    of: Of
    organisation: Organisation
    first: str
    last: str


@dataclass(frozen=True)
class _Found:
    """A figure's rows in the order of their months, those months, which have come, and where each place's rows are."""

    rows: Table
    months: list[str]
    come: list[str]
    places: Mapping[tuple[str, str], Sequence[int]]


def history(
    snapshot: Snapshot, of: Of, row: Row, organisation: Organisation, columns: Sequence[str] = PAST
) -> Table:
    """Return a figure's months at one place up to the month of a row of `of_month`, with the columns named."""
    found = _found(snapshot, of, Filters(row["month"], row["month"], organisation))
    end = bisect_right(found.months, row["month"])
    places = found.places.get((row["hospital"], row["thing"]), ())
    inside = places[: bisect_left(places, end)]
    return Table({name: [found.rows[name][place] for place in inside] for name in columns})


def _found(snapshot: Snapshot, of: Of, filters: Filters) -> _Found:
    """Return all that is known of a figure: of the newest years, or of those up to a month before them."""
    first = min(max(shift(filters.last, 1 - LONGEST), snapshot.choices.first), filters.last)
    asked = Filters(first, filters.last, filters.organisation)
    around = near(snapshot, asked)
    key = _Asked(of, filters.organisation, around.first, around.last)
    return _newest(snapshot, key) if around != asked else _any(snapshot, key)


@fact
def _newest(snapshot: Snapshot, asked: _Asked) -> _Found:
    return _in_order(_run(snapshot, asked))


@once
def _any(snapshot: Snapshot, asked: _Asked) -> _Found:
    return _in_order(_run(snapshot, asked))


def _in_order(rows: Table) -> _Found:
    told = zip(rows["month"], rows["hospital"], rows["state"], strict=True)
    come = [month for month, hospital, state in told if hospital == REGION and state != "missing"]
    places: dict[tuple[str, str], list[int]] = {}
    for place, key in enumerate(zip(rows["hospital"], rows["thing"], strict=True)):
        places.setdefault(key, []).append(place)
    return _Found(rows, rows["month"], list(dict.fromkeys(come)), places)


def _run(snapshot: Snapshot, asked: _Asked) -> Table:
    headline = asked.of.headline
    columns: dict[str, list[Any]] = {name: [] for name in ("hospital", "thing", "name", *KEPT)}
    for hospital in (None, *snapshot.choices.hospitals[asked.organisation]):
        filters = Filters(asked.first, asked.last, asked.organisation, hospital, headline.desk or "")
        if not headline.shows(snapshot, filters):
            continue
        rows = rows_of(asked.of.numbers, snapshot, filters)
        none = [""] * len(rows)
        columns["hospital"] += [hospital or REGION] * len(rows)
        columns["thing"] += rows["system"] if asked.of.things else none
        columns["name"] += rows["name"] if asked.of.things else none
        for name in KEPT:
            columns[name] += rows[name] if name in rows else [NOTHING.get(name, np.nan)] * len(rows)
    # A thing that is not measured has no figure to show.
    pairs = zip(columns["thing"], columns["value"], strict=True)
    measured = {thing for thing, value in pairs if value == value} | {""}
    months = columns["month"]
    places = [place for place, thing in enumerate(columns["thing"]) if thing in measured]
    return Table(columns).at(sorted(places, key=lambda place: months[place]))


def of_month(pages: Sequence[Page], snapshot: Snapshot, filters: Filters) -> list[Row]:
    """Return a row a figure and place (a hospital, or the region) of the month that is spoken of.

    The rows have hospital (key, `REGION` of all together), thing and name (of what the figure stands for, else ''),
    those of `KEPT`, and: headed (`Of`), ref (what tells the figure from the others), subject, called (the
    figure's name), metric, unit, figure (as it is written), goal (its target in words), region (the region's figure)
    and region_figure, those of `_in_units`, standing against the rest (`league`), first and last (the places that it
    may have) and placed (how many have one). Where a source has not delivered the month yet, its rows are of the newest
    that it has.
    """
    return [row for of in figures(pages, snapshot) for row in _of_figure(snapshot, of, at_month(filters))]


def _of_figure(snapshot: Snapshot, of: Of, filters: Filters) -> Iterator[Row]:
    found = _found(snapshot, of, filters)
    come = found.come[: bisect_right(found.come, filters.last)]
    month = come[-1] if come and come[-1] >= shift(filters.last, -LATEST) else filters.last
    there = found.rows.part(bisect_left(found.months, month), bisect_right(found.months, month)).records
    things: dict[str, list[Row]] = {}
    for row in there:
        things.setdefault(row["thing"], []).append(row)
    for rows in things.values():
        yield from _ranked(snapshot, of, rows)


def _ranked(snapshot: Snapshot, of: Of, rows: list[Row]) -> Iterator[Row]:
    """Add to the rows of a figure, one a hospital, what it is called and how each stands."""
    metric, headline = METRICS[of.headline.metric], of.headline
    region = next((row for row in rows if row["hospital"] == REGION), None)
    hospitals = [row for row in rows if row is not region]
    none: list[league.Standing] = [""] * len(hospitals)
    standings = _standings(snapshot, of, hospitals, region) if region else none
    places = league.places(standings)
    about = headline.about(snapshot, Filters("", "")) if headline.about and not of.things else _(of.page.name)
    for place, row in enumerate([*hospitals, *([region] if region else [])]):
        is_region = row is region
        yield row | {
            "headed": of,
            "ref": f"{of.page.key}/{headline.key}/{headline.desk or ''}/{row['thing']}",
            "subject": about,
            "called": row["name"] or name_of(snapshot, metric.key, row["month"]),
            "metric": metric.key,
            "unit": _(metric.unit),
            "figure": figure_words(headline, row),
            "goal": "" if text.is_missing(row["target"]) else goal_words(headline, row),
            "region": region["value"] if region else float("nan"),
            "region_figure": figure_words(headline, region) if region else text.NOTHING,
            **_in_units(headline, row, region),
            "standing": "" if is_region else standings[place],
            "first": 0 if is_region else places.firsts[place],
            "last": 0 if is_region else places.lasts[place],
            "placed": places.of,
        }


def _in_units(headline: Headline, row: Row, region: Row | None) -> Row:
    """Return a figure, its target and the region's as they are told: of things that are counted so many of all.

    Columns: in_units, units (words), target_in_units, region_in_units, and the three in words.
    """
    of, words = row["denominator"], _(METRICS[headline.metric].unit)
    counted = headline.counted and not text.is_missing(of)
    figure = {
        "in_units": row["numerator"] if counted else row["value"],
        "in_units_words": figure_words(headline, row),
    }
    goal = row["target"] * of / 100 if counted and not text.is_missing(row["target"]) else row["target"]
    theirs = (region["numerator"] if counted else region["value"]) if region else float("nan")
    return figure | {
        "units": _("af {n}", n=text.number(of)) if counted else words,
        "target_in_units": goal,
        "target_in_units_words": "" if text.is_missing(row["target"]) else goal_words(headline, row),
        "region_in_units": theirs,
        "region_in_units_words": figure_words(headline, region) if region else text.NOTHING,
    }


def _standings(snapshot: Snapshot, of: Of, hospitals: Sequence[Row], region: Row) -> list[league.Standing]:
    metric = of.headline.metric
    if region["state"] != "whole" or metric not in few.THINGS:
        return [""] * len(hospitals)
    enough = few.least(snapshot, metric, first_day(region["month"]))
    own = [row if row["state"] == "whole" and not row["withheld"] else None for row in hospitals]
    if METRICS[metric].unit == "sekunder":
        values, counts = ([row[name] if row else np.nan for row in own] for name in ("value", "told"))
        return league.of_means(values, counts, region["value"], region["told"], enough)
    good, all_ = behind(region)
    hits, tries = ([behind(row)[place] if row else np.nan for row in own] for place in (0, 1))
    return league.of_shares(hits, tries, good, all_, enough)


def behind(row: Row) -> tuple[float, float]:
    """Return what a share is counted over: those that were good, and all."""
    names = ("numerator", "denominator") if text.is_missing(row["tries"]) else ("hits", "tries")
    return row[names[0]], row[names[1]]


def against(rows: Sequence[Row], others: Sequence[Row | None]) -> list[league.Standing]:
    """Say how each share stands against one other that it is compared with; nothing of what is no matter of chance."""
    pairs = [
        (*behind(row), *behind(other))
        if other and METRICS[row["metric"]].unit == "%" and row["metric"] in few.THINGS
        and row["state"] == other["state"] == "whole"
        else (np.nan,) * 4
        for row, other in zip(rows, others, strict=True)
    ]  # fmt: skip
    return league.of_two(*np.array(pairs).T.reshape(4, len(pairs))) if pairs else []


def limits(rows: Sequence[Row], regions: Sequence[Row], asked: Sequence[int]) -> list[tuple[float, float]]:
    """Return between which shares each row would not differ from the rest; `regions` are the region's own rows.

    All rows must have what they are counted over, and `asked` how many are held against each other.
    """
    counts = [(*behind(row), *behind(region)) for row, region in zip(rows, regions, strict=True)]
    if not counts:
        return []
    hits, tries, all_hits, all_tries = np.array(counts).round().T
    low, high = league.funnel(hits, tries, all_hits, all_tries, asked)
    return list(zip(low.tolist(), high.tolist(), strict=True))
