"""A figure is judged as it is printed: by its target, with the decimals of its metric."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary import text
from vocabulary.metrics import METRICS
from vocabulary.status import MARKS, WORDS, Level, Period, Target, enough, goal_words, meets, status

UP, DOWN, WAIT = METRICS["service_level"], METRICS["abandoned"], METRICS["average_wait"]
EIGHTY = Target(80.0, 5.0)
HUNDRED_CALLS = Target(100.0, 20.0)

percents = st.floats(0, 100) | st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)
hairs = st.sampled_from([0.0, 1e-8, 3e-7, 4e-6, 0.001, 0.04, 0.05, 0.06])


def test_targets_of_figures_with_two_decimals_all_have_two() -> None:
    written = [goal_words(METRICS["response_time"], each) for each in (99.8, 99, 98.5)]
    assert [each.replace("\u00a0", " ") for each in written] == ["99,80 %", "99,00 %", "98,50 %"]
    calls = [goal_words(METRICS["service_level"], each) for each in (80, 77.5)]
    assert [each.replace("\u00a0", " ") for each in calls] == ["80 %", "77,50 %"]


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (100.0, "good"),
        (80.0, "good"),
        (100 * 4 / 5, "good"),
        (80 - 1e-12, "good"),  # a quotient's last bit is no failure
        (79.95, "good"),  # 80,0 % in print
        (79.9499, "near"),
        (75.0, "near"),
        (74.96, "near"),
        (74.9499, "missed"),
        (0.0, "missed"),
    ],
)
def test_more_is_better(value: float, level: Level) -> None:
    assert status(UP, value, EIGHTY).level == level


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (0, "good"),
        (100, "good"),
        (100.4, "good"),
        (100.5, "near"),
        (120, "near"),
        (120.5, "missed"),
        (999, "missed"),
    ],
)
def test_less_is_better(value: float, level: Level) -> None:
    assert status(DOWN, value, HUNDRED_CALLS).level == level


def test_without_tolerance_there_is_no_yellow() -> None:
    assert status(UP, 79.94, Target(80.0, 0.0)).level == "missed"


def test_thirds_meet_a_target_of_thirds() -> None:
    for third in (1, 2):
        assert status(UP, 100 * third / 3, Target(100 * third / 3, 0.0)).level == "good"


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
    ("metric", "value", "target", "shown", "level"),
    [
        ("service_level", 79.96, Target(80, 5), "80,0 %", "good"),
        ("service_level", 79.94, Target(80, 5), "79,9 %", "near"),
        ("response_time", 98.8998, Target(99.4, 0.5), "98,90 %", "near"),  # the yellow limit is no target
        ("response_time", 98.894, Target(99.4, 0.5), "98,89 %", "missed"),
        ("response_time", 99.3949, Target(99.4, 0.5), "99,39 %", "near"),
        ("cases_within_limit", 89.6, Target(90, 2.5), "89,6 %", "near"),
        ("average_wait", 60.4, Target(60, 0), "1 min.", "good"),
        ("average_wait", 60.5, Target(60, 0), "1 min. 1 sek.", "missed"),
    ],
)
def test_a_figure_is_judged_as_it_is_printed(
    metric: str, value: float, target: Target, shown: str, level: Level
) -> None:
    found = status(METRICS[metric], value, target)
    assert (found.shown.replace(text.SPACE, " "), found.level) == (shown, level)


@given(target=percents, below=hairs, value=percents, decimals=st.integers(0, 2))
def test_figures_that_are_printed_alike_are_judged_alike(
    target: float, below: float, value: float, decimals: int
) -> None:
    goal = Target(text.rounded(target, decimals), text.rounded(below, decimals))
    for metric in (replace(UP, decimals=decimals), replace(UP, decimals=decimals, better="down")):
        for each in (value, target, max(target - below, 0.0), target + below):
            found = status(metric, each, goal)
            assert found == status(metric, text.rounded(each, decimals), goal)
            assert found.shown.partition(",")[2].removesuffix(f"{text.SPACE}%").isdigit() == bool(decimals)


@given(target=st.integers(1, 10_000).map(lambda hundredths: hundredths / 100), decimals=st.integers(0, 2))
def test_enough_is_the_lowest_that_reaches_the_target(target: float, decimals: int) -> None:
    metric = replace(UP, decimals=decimals)
    least = enough(metric, target)
    assert meets(metric, least + 1e-7, target)
    assert not meets(metric, least - 1e-7, target)
