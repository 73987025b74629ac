"""A figure is judged by its target, and never printed so that it contradicts its light."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import text
from vocabulary.metrics import METRICS, Metric
from vocabulary.status import MARKS, WORDS, Level, Period, Target, meets, status

UP, DOWN, WAIT = METRICS["service_level"], METRICS["abandoned"], METRICS["average_wait"]
EIGHTY = Target(80.0, 5.0)
HUNDRED_CALLS = Target(100.0, 20.0)

percents = st.floats(0, 100) | st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
hairs = st.sampled_from([0.0, 1e-8, 3e-7, 4e-6, 0.001, 0.04, 0.05, 0.06])


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (100.0, "good"),
        (80.0, "good"),
        (100 * 4 / 5, "good"),
        (80 - 1e-12, "good"),  # a quotient's last bit is no failure
        (79.9999, "near"),
        (75.0, "near"),
        (74.9999, "missed"),
        (0.0, "missed"),
    ],
)
def test_more_is_better(value: float, level: Level) -> None:
    assert status(UP, value, EIGHTY).level == level


@pytest.mark.parametrize(
    ("value", "level"),
    [(0, "good"), (100, "good"), (100.0001, "near"), (120, "near"), (120.0001, "missed"), (999, "missed")],
)
def test_less_is_better(value: float, level: Level) -> None:
    assert status(DOWN, value, HUNDRED_CALLS).level == level


def test_without_tolerance_there_is_no_yellow() -> None:
    assert status(UP, 79.99, Target(80.0, 0.0)).level == "missed"


def test_thirds_meet_a_target_of_thirds() -> None:
    assert status(UP, 100 * 2 / 3, Target(200 / 3, 0.0)).level == "good"


def test_without_a_target_a_figure_is_shown_and_not_judged() -> None:
    found = status(UP, 87.44, None)
    assert (found.level, found.word, found.target) == ("none", "Uden mål", None)
    assert found.shown == f"87,4{text.SPACE}%"


@pytest.mark.parametrize(
    ("period", "word"),
    [
        ("under_way", "Måneden er ikke slut"),
        ("incomplete", "Ufuldstændige tal"),
        ("missing", "Ingen tal endnu"),
    ],
)
@pytest.mark.parametrize("value", [0.0, 79.0, 80.0, 100.0])
@pytest.mark.parametrize("target", [EIGHTY, None])
def test_a_period_that_is_not_whole_is_never_judged(
    period: Period, word: str, value: float, target: Target | None
) -> None:
    found = status(UP, value, target, period)
    assert (found.level, found.word) == ("unknown", word)


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_missing_figure_is_a_dash_and_not_a_zero(value: float | None) -> None:
    found = status(UP, value, EIGHTY)
    assert (found.level, found.shown, found.target) == ("unknown", "–", 80.0)
    assert found.word == "Ikke opgjort"


def test_every_level_has_a_word_and_all_but_none_a_shape_of_its_own() -> None:
    shapes = [mark for level, mark in MARKS.items() if level != "none"]
    assert all(WORDS.values())
    assert len(set(shapes)) == len(shapes) == 4


@pytest.mark.parametrize(
    ("value", "shown"),
    [(79.96, "79,96 %"), (79.94, "79,9 %"), (79.996, "79,996 %"), (80.0, "80,0 %"), (79.99999, "79,99999 %")],
)
def test_a_figure_below_its_target_gets_the_decimals_it_takes(value: float, shown: str) -> None:
    assert status(UP, value, EIGHTY).shown == shown.replace(" ", text.SPACE)


def test_a_wait_that_fails_by_less_than_a_second_shows_it() -> None:
    assert status(WAIT, 60.4, Target(60.0, 0.0)).shown == f"1{text.SPACE}min. 0,4{text.SPACE}sek."


@given(target=percents, below=hairs, value=percents, decimals=st.integers(0, 2))
def test_what_is_printed_fails_or_meets_as_the_figure_does(
    target: float, below: float, value: float, decimals: int
) -> None:
    metric = replace(UP, decimals=decimals)
    for each in (value, target, max(target - below, 0.0)):
        _printed_agrees(metric, each, target)
    for each in (value, target, target + below):
        _printed_agrees(replace(metric, better="down"), each, target)


def _printed_agrees(metric: Metric, value: float, target: float) -> None:
    shown = status(metric, value, Target(target, 0.0)).shown
    printed = float(shown.removesuffix(f"{text.SPACE}%").replace(".", "").replace(",", "."))
    if not meets(metric, value, target):
        assert text.number(printed, 9) != text.number(target, 9), (value, target, shown)
    assert meets(metric, printed, target) == meets(metric, value, target), (value, target, shown)
