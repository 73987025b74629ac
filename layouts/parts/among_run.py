"""The figures of the hospitals, run: every headline that a hospital changes, by month, for all of them.

A figure is a headline of a subject's page; one that stands for several things (the worst of the systems) is a figure
for each of them. They are the headlines' own numbers, so they are what the tiles say.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from data_access.numbers.by_month import near
from data_access.numbers.tabled import Numbers
from data_access.numbers.variation import LONGEST
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts.answers_run import rows_of
from layouts.parts.declarations import Headline, Page
from vocabulary.filters import Filters, Organisation
from vocabulary.months import shift

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
class Found:
    """A figure's rows in the order of their months, those months, which have come, and where each place's rows are."""

    rows: Table
    months: list[str]
    come: list[str]
    places: Mapping[tuple[str, str], Sequence[int]]


def history(
    snapshot: Snapshot, of: Of, row: Row, organisation: Organisation, columns: Sequence[str] = PAST
) -> Table:
    """Return a figure's months at one place up to the month of a row of `of_month`, with the columns named."""
    found = found_of(snapshot, of, Filters(row["month"], row["month"], organisation))
    end = bisect_right(found.months, row["month"])
    places = found.places.get((row["hospital"], row["thing"]), ())
    inside = places[: bisect_left(places, end)]
    return Table({name: [found.rows[name][place] for place in inside] for name in columns})


def found_of(snapshot: Snapshot, of: Of, filters: Filters) -> Found:
    """Return all that is known of a figure: of the newest years, or of those up to a month before them."""
    first = min(max(shift(filters.last, 1 - LONGEST), snapshot.choices.first), filters.last)
    asked = Filters(first, filters.last, filters.organisation)
    around = near(snapshot, asked)
    key = _Asked(of, filters.organisation, around.first, around.last)
    return _newest(snapshot, key) if around != asked else _any(snapshot, key)


@fact
def _newest(snapshot: Snapshot, asked: _Asked) -> Found:
    return _in_order(_run(snapshot, asked))


@once
def _any(snapshot: Snapshot, asked: _Asked) -> Found:
    return _in_order(_run(snapshot, asked))


def _in_order(rows: Table) -> Found:
    told = zip(rows["month"], rows["hospital"], rows["state"], strict=True)
    come = [month for month, hospital, state in told if hospital == REGION and state != "missing"]
    places: dict[tuple[str, str], list[int]] = {}
    for place, key in enumerate(zip(rows["hospital"], rows["thing"], strict=True)):
        places.setdefault(key, []).append(place)
    return Found(rows, rows["month"], list(dict.fromkeys(come)), places)


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
