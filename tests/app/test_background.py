"""Figures of another time are marked where they stand, and are no headline."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from tests.app.conftest import Held

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
AROUND = {"2012", "2013", "2014", "2015", "2016"}  # the clock stands in May 2015


@pytest.mark.parametrize("search", ["", "?hospital=rigshospitalet", "?sprog=en", "?til=2014-06"])
def test_the_overview_names_no_figure_of_another_time(search: str, visitor: Any) -> None:
    main = visitor.page("/", f"{search or '?'}&vis=fliser")
    for tile in main.all("A", class_="tile"):
        assert set(YEAR.findall(tile.text())) <= AROUND, tile.text()
    assert main.all("A", class_="tile-words") == []
    headings = [each.text() for each in main.all("H2", class_="group-title")]
    assert not any("Sundhedsplatformen" in each for each in headings)
    summary = main.one(id_="summary").text()
    assert set(YEAR.findall(summary)) <= AROUND


def test_the_wall_names_no_figure_of_another_time(visitor: Any) -> None:
    for slide in visitor.client.get("/vaeg/tavler").get_json()["slides"]:
        said = f"{slide['title']} {slide['figure']} {slide['word']} {slide['sentence']}"
        assert set(YEAR.findall(said)) <= AROUND, said


def test_a_page_of_background_says_so_and_so_do_its_panels(visitor: Any) -> None:
    main = visitor.page("/sundhedsplatformen")
    head, *panels = [each.text() for each in main.all("P", class_="cautions")]
    assert head == "Baggrund: tal fra 2017-2018"
    assert set(panels) == {"Baggrund: tal fra 2018", "Baggrund: tal fra 2017"}
    assert len(panels) == 6
    english = visitor.page("/sundhedsplatformen", "?sprog=en")
    assert english.all("P", class_="cautions")[0].text() == "Background: figures from 2017-2018"


def test_only_the_key_figures_of_the_strategy_are_background(visitor: Any) -> None:
    main = visitor.page("/strategi")
    marked = {
        panel.prop("id"): words
        for panel in main.all("Section", class_="panel")
        for words in (each.text() for each in panel.all("P", class_="cautions"))
        if words.startswith("Baggrund")
    }
    assert marked == {"strategi-noegletal": "Baggrund: tal fra 2005-2007"}
    head = main.one("Div", class_="page-head")
    assert head.all("P", class_="cautions") == []


def test_figures_of_today_are_a_headline_again(visitor_of: Callable[[Any], Any], snapshot: Snapshot) -> None:
    frames = {name: snapshot.frames[name].assign(year=2015) for name in ("staffing", "staffing_sources")}
    moved = Snapshot({**snapshot.frames, **frames}, snapshot.versions, snapshot.now, snapshot.demonstration)
    main = visitor_of(Held(moved)).page("/")
    (tile,) = main.all("P", class_="tile-words")
    assert "på Sundhedsplatformen i 2015" in tile.text()
