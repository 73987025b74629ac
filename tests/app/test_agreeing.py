"""No two places disagree about the same figure: each is collected by metric, scope and month, and must be one."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES, figures
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Headline, Page, Panel
from layouts.parts.tiles import series
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS

Key = tuple[str, str, str]
Told = Iterator[tuple[Key, str, Any]]
SUBJECTS = [page for page in PAGES if page.is_subject]
# What divides a panel's rows further than by month: their figures are of a part.
PARTS = {"name", "system", "site", "place", "priority", "dimension", "part", "hospital"}
HOSPITALS = (
    None,
    "herlev-og-gentofte",
    "hospitalerne-i-nordsjaelland",
    "psykiatrien",
    "cimt-og-koncerncentre",
)
LAST = ("2014-06", "2015-01", "2015-04", "2015-05")


def scope(metric: str, filters: Filters, desk: str | None = None) -> str:
    """Return what a figure is of besides its place: a desk, a system."""
    source = METRICS[metric].source
    return (desk or filters.desk) if source in ("telefoni", "sager") else filters.system or ""


def of_headline(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> Told:
    key = scope(headline.metric, filters, headline.desk)
    for row in series(headline, snapshot, filters):
        yield (headline.metric, key, row["month"]), f"tile {page.key}/{headline.key}", row["value"]


def of_panel(page: Page, panel: Panel, snapshot: Snapshot, filters: Filters) -> Told:
    """Tell what a panel by month says of the metrics that its columns are named by, or of its only one."""
    content = answer(panel, snapshot, filters)
    keys = {column.key for column in content.columns}
    if "month" not in keys or keys & PARTS or panel.key.startswith("hvorfor"):
        return
    columns = {metric: metric for metric in panel.metrics if metric in keys}
    if "value" in keys and len(panel.metrics) == 1:
        columns[panel.metrics[0]] = "value"
    for metric, column in columns.items():
        for row in content.records:
            yield (metric, scope(metric, filters), row["month"]), f"panel {page.key}/{panel.key}", row[column]


def everything(snapshot: Snapshot, filters: Filters) -> Told:
    for page in SUBJECTS:
        for headline in (*page.headlines, *page.given(snapshot)):
            if headline.shows(snapshot, filters):
                yield from of_headline(page, headline, snapshot, filters)
        for panel in panels_of(page):
            if panel.shows(snapshot, filters):
                yield from of_panel(page, panel, snapshot, filters)


@pytest.mark.parametrize("hospital", HOSPITALS)
@pytest.mark.parametrize("last", LAST)
def test_a_figure_is_the_same_wherever_it_stands(last: str, hospital: str | None, snapshot: Snapshot) -> None:
    filters = replace(snapshot.choices.default(), last=last, first="2014-01", hospital=hospital)
    told: dict[Key, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for key, place, value in everything(snapshot, filters):
        written = "–" if value is None or value != value else f"{value:.9g}"
        told[key][written].add(place)
    assert {key: dict(values) for key, values in told.items() if len(values) > 1} == {}
    assert sum(len(places) > 1 for values in told.values() for places in values.values()) > 20


def test_the_overviews_table_says_what_its_tiles_say(snapshot: Snapshot) -> None:
    filters = snapshot.choices.default()
    rows = [row for row in records(figures(snapshot, filters)) if row["metric"] != "cases_past_limit"]
    tiles = [
        (series(headline, snapshot, filters)[-1], "numerator" if headline.counted else "value")
        for page in SUBJECTS
        for headline in page.given(snapshot)
        if headline.shows(snapshot, filters)
    ]
    assert [(row["month"], row["value"], row["word"]) for row in rows] == [
        (tile["month"], tile[column], tile["word"]) for tile, column in tiles
    ]
    (systems,) = (row for row in rows if row["metric"] == "systems_within_sla")
    assert (systems["value"], systems["unit"], systems["target"], systems["shown"]) == (
        6,
        "af 10",
        10,
        "6 af 10",
    )
    assert (systems["step_month"], systems["step_year"]) == (1, 5)
