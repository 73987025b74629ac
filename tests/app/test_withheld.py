"""What is withheld is withheld everywhere: page, table, sentence, CSV, JSON and tile, also when it is everything."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from data_access.withholding.rule import SETTING
from layouts.pages.overview import PAGES
from tests.app.conftest import Held

PATIENTS = [
    (page, panel) for page in PAGES if page.key in ("omvisitering", "udredning") for panel in page.panels
]
SMALL = "?hospital=bornholms&fra=2015-01&til=2015-03"


@pytest.fixture(scope="module")
def hidden(snapshot: Snapshot) -> Held:
    """Return a store in whose database every count is below the limit."""
    row = pd.DataFrame([{"key": SETTING, "value": "1000000"}])
    frames = dict(snapshot.frames) | {"settings": pd.concat([snapshot.frames["settings"], row])}
    return Held(Snapshot(frames, snapshot.versions, snapshot.now, snapshot.demonstration))


@pytest.mark.parametrize(
    ("page", "panel"), PATIENTS, ids=[f"{page.key}-{panel.key}" for page, panel in PATIENTS]
)
@pytest.mark.parametrize("search", ["", SMALL])
def test_no_figure_is_left_where_all_are_withheld(
    page: Any, panel: Any, search: str, hidden: Held, visitor_of: Callable[[Any], Any]
) -> None:
    visitor = visitor_of(hidden)
    asked = visitor.json(page.key, panel.key, search)
    figures = [column.key for column in panel.columns if column.is_number and column.key != "target"]
    assert all(not row[key] for row in asked["rows"] for key in figures)
    sections = visitor.page(page.path, search).all("Section", id_=f"{page.key}-{panel.key}")
    if not sections:  # the hospital has none of these patients at any time
        assert search == SMALL
        assert panel.key.endswith("psykiatri")
        return
    (shown,) = sections
    said = shown.one("P", class_="panel-sentence").text()
    assert not re.search(r"\d", said.replace("skjult", ""))
    assert not asked["rows"] or "skjult" in shown.text().lower() or "ingen tal" in said


def test_the_tiles_and_the_overview_say_that_it_is_withheld(
    hidden: Held, visitor_of: Callable[[Any], Any]
) -> None:
    for path, search, one in (
        ("/", "", {"type_": "Tr"}),
        ("/", "?vis=fliser", {"class_": "tile"}),
        ("/omvisitering", "", {"class_": "tile"}),
        ("/udredning", "", {"class_": "tile"}),
    ):
        tiles = visitor_of(hidden).page(path, search).all(**one)
        words = [each.text() for each in tiles if "Omvisitere" in each.text() or "Udredt" in each.text()]
        assert words
        assert all("Skjult" in each for each in words)


def test_a_file_has_an_empty_cell_and_a_remark(visitor: Any) -> None:
    address = f"/data/omvisitering/ydelse.csv{SMALL}&tal=punktum"
    rows = list(csv.DictReader(io.StringIO(visitor.client.get(address).text)))
    lacking = [row for row in rows if not row["treatments"]]
    assert lacking
    assert all(row["remark"] == "Skjult" and not row["share"] for row in lacking)
