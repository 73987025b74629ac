"""What it would have taken, in words: counted from the rows of the month, and enough by the metric's own rule."""

from dataclasses import replace
from typing import Any

import pytest

from data_access.numbers import calls, case_limits, cases, response_times, response_within
from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import response_times as page
from layouts.parts.needed import THINGS, needed_words, reached_words
from layouts.parts.tiles import tile
from vocabulary.filters import Filters
from vocabulary.language import speaking
from vocabulary.metrics import METRICS


def said(metric: str, numbers: Numbers, snapshot: Snapshot, asked: Filters) -> str:
    (row,) = records(numbers(snapshot, replace(asked, first=asked.last)))
    return needed_words(metric, snapshot, asked, row)


def words_of(element: Any) -> str:
    if isinstance(element, list):
        return " ".join(map(words_of, element))
    return words_of(element["props"].get("children")) if isinstance(element, dict) else str(element or "")


@pytest.fixture
def asked(demo_snapshot: Snapshot) -> Filters:
    return demo_snapshot.choices.default()


def test_it_is_said_in_what_is_counted(demo_snapshot: Snapshot, asked: Filters) -> None:
    assert said("service_level", calls.service_level, demo_snapshot, asked) == (
        "1.338 flere opkald besvaret inden for 5 minutter havde været nok."
    )
    assert said("cases_within_limit", case_limits.within_limit, demo_snapshot, asked) == (
        "161 flere sager løst inden for fristen havde været nok."
    )
    assert said("systems_within_sla", response_within.within_sla, demo_snapshot, asked) == (
        "4 flere systemer inden for deres mål havde været nok."
    )
    assert said("response_time", response_times.trend, demo_snapshot, asked) == (
        "1.167 færre langsomme målinger havde været nok."
    )


@pytest.mark.parametrize("metric", THINGS)
def test_one_is_one_in_english_too(metric: str, demo_snapshot: Snapshot, asked: Filters) -> None:
    if metric == "response_time":
        return
    row = {"level": "missed", "month": asked.last, "numerator": 7.0, "denominator": 10.0}
    with speaking("en"):
        one, several = (
            needed_words(metric, demo_snapshot, asked, row | {"target": goal}) for goal in (80, 95)
        )
    thing = one.removeprefix("1 more ").split()[0]
    assert several.startswith(f"3 more {thing}s "), (one, several)


def test_what_reached_its_target_needed_nothing(demo_snapshot: Snapshot, asked: Filters) -> None:
    assert not said("first_contact_resolution", cases.first_contact_resolution, demo_snapshot, asked)


@pytest.mark.parametrize("metric", THINGS)
def test_one_and_several_are_said_apart(metric: str, demo_snapshot: Snapshot, asked: Filters) -> None:
    row = {"level": "missed", "month": asked.last, "numerator": 7.0, "denominator": 10.0}
    if metric == "response_time":
        return
    one, several = (needed_words(metric, demo_snapshot, asked, row | {"target": goal}) for goal in (80, 95))
    assert one.startswith("1 ")
    assert several.startswith("3 flere ")
    assert METRICS[metric].unit == "%"


def test_when_it_was_last_reached(demo_snapshot: Snapshot, asked: Filters) -> None:
    assert reached_words(calls.service_level, demo_snapshot, asked) == (
        "Målet blev senest nået i februar 2015."
    )
    mail = replace(asked, system="mail-kalender")
    assert reached_words(response_times.trend, demo_snapshot, mail).startswith(
        "Målet er ikke nået i nogen af"
    )
    assert (
        reached_words(calls.service_level, demo_snapshot, replace(asked, last=demo_snapshot.choices.first))
        == ""
    )


def test_months_between_that_cannot_be_judged_are_not_counted_in_silence(
    demo_snapshot: Snapshot, asked: Filters
) -> None:
    # June 2014 is not whole in the calls: of the sixteen latest months fifteen are judged.
    north = replace(asked, hospital="hospitalerne-i-nordsjaelland")
    assert reached_words(calls.service_level, demo_snapshot, north) == (
        "Målet er ikke nået i nogen af de seneste 15 måneder, der kan bedømmes."
    )


def test_the_tile_says_it_once(demo_snapshot: Snapshot, asked: Filters) -> None:
    systems, lowest = page.PAGE.overview
    assert "havde været nok" not in words_of(tile(systems, page.PAGE, demo_snapshot, asked))
    assert "1.167 færre langsomme målinger" in words_of(tile(lowest, page.PAGE, demo_snapshot, asked))
