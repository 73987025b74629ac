"""Natural variation by the rules of Making Data Count: each rule at its edge, and what starts new limits."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from data_access.numbers import response_times, variation
from data_access.numbers.variation import LEAST, Limits, limits_by_month
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import span

SHARE, WAIT, COUNT = METRICS["service_level"], METRICS["average_wait"], METRICS["calls"]
# Up and down by turns: the mean is 50, every moving range 2, the limits 2.66 of them away.
CALM = [49.0, 51.0] * 8


def rows(values: list[float], target: float | None = None, state: str = "whole") -> pd.DataFrame:
    months = span("2014-01", "2020-01")[: len(values)]
    goal = pd.array([target] * len(values), dtype="float64")
    return pd.DataFrame({"month": months, "value": values, "state": state, "target": goal})


def test_the_limits_lie_as_far_from_the_mean_as_the_rule_says() -> None:
    found = variation.of(rows(CALM), "value", [], SHARE)
    assert found.limits == Limits(50.0, pytest.approx(50 - 2.66 * 2), pytest.approx(50 + 2.66 * 2))
    assert (found.sign, found.rule) == ("usual", "")


def test_a_figure_that_has_been_the_same_all_along_has_no_variation_to_speak_of() -> None:
    assert variation.of(rows([0.0] * 12), "value", [], COUNT).is_still
    assert not variation.of(rows(CALM), "value", [], SHARE).is_still
    assert not variation.of(rows([0.0] * 3), "value", [], COUNT).is_still  # of which nothing is known


@pytest.mark.parametrize("points", [1, 2, LEAST - 1, LEAST])
def test_it_takes_twelve_points(points: int) -> None:
    found = variation.of(rows(CALM[:points]), "value", [], SHARE)
    assert (found.points, found.known) == (points, points == LEAST)
    assert bool(limits_by_month(rows(CALM[:points]), "value", [], SHARE)) == (points == LEAST)


def test_months_that_are_not_whole_are_no_points() -> None:
    under_way = rows([*CALM[:11], 90.0])
    under_way.loc[11, "state"] = "under_way"
    assert variation.of(under_way, "value", [], SHARE).points == 11


@pytest.mark.parametrize(
    ("last", "metric", "sign", "rule", "rising"),
    [
        ([80.0], SHARE, "improving", "outside", True),
        ([20.0], SHARE, "worsening", "outside", False),
        ([80.0], WAIT, "worsening", "outside", True),
        ([20.0], WAIT, "improving", "outside", False),
        ([80.0], COUNT, "moved", "outside", True),
        ([50.9] * 7, SHARE, "improving", "run", True),
        ([49.1] * 7, SHARE, "worsening", "run", False),
        ([49.0] + [50.9] * 6, SHARE, "usual", "", False),
        ([48.0, 48.6, 49.2, 49.8, 50.4, 51.0, 51.6], SHARE, "improving", "trend", True),
        ([48.0, 48.6, 49.2, 49.2, 50.4, 51.0, 50.2], SHARE, "usual", "", False),
        ([54.4, 51.0, 54.4], SHARE, "improving", "near", True),
        ([45.6, 49.0, 45.6], SHARE, "worsening", "near", False),
        ([54.4, 49.0, 54.4], SHARE, "usual", "", False),  # the one between lies on the other side
        ([70.0, 51.0, 54.4], SHARE, "usual", "", False),  # one of the two lies outside already
        ([54.4, 45.6], SHARE, "usual", "", False),  # near, but on either side
        ([54.6, 50.0, 50.0], SHARE, "usual", "", False),
    ],
)
def test_a_change_is_real_by_one_of_four_rules(
    last: list[float], metric: object, sign: str, rule: str, rising: bool
) -> None:
    found = variation.of(rows(CALM * 3 + last), "value", [], metric)  # type: ignore[arg-type]
    assert (found.sign, found.rule, found.rising) == (sign, rule, rising)


FALLING = [60.0, 59.5, 59.0, 58.5, 58.0, 57.5, 57.0]


@pytest.mark.parametrize(("metric", "sign"), [(SHARE, "worsening"), (WAIT, "improving"), (COUNT, "moved")])
def test_where_run_and_trend_disagree_the_trend_decides(metric: object, sign: str) -> None:
    # All seven lie above the mean, and the last above the limit: that it falls is what is happening.
    found = variation.of(rows(CALM * 3 + FALLING), "value", [], metric)  # type: ignore[arg-type]
    assert (found.sign, found.rule, found.rising) == (sign, "trend", False)
    held = variation.of(rows([*CALM, *[60.0, 58, 56, 54, 52, 51.9, 51.8]]), "value", [], metric)  # type: ignore[arg-type]
    assert (held.sign, held.rule) == (sign, "trend")


def test_a_step_far_beyond_the_others_does_not_widen_the_limits() -> None:
    jumped = variation.of(rows([*CALM, 90.0, *CALM]), "value", [], SHARE).limits
    assert jumped
    assert jumped.high - jumped.mean == pytest.approx(2.66 * 2, abs=0.02)


@pytest.mark.parametrize(("last", "extreme"), [(53.0, "highest"), (47.0, "lowest"), (51.0, ""), (50.0, "")])
def test_the_newest_point_may_be_the_highest_or_the_lowest(last: float, extreme: str) -> None:
    found = variation.of(rows([*CALM, last]), "value", [], SHARE)
    assert (found.sign, found.extreme) == ("usual", extreme)


def test_a_run_and_a_trend_tell_how_long_they_have_held() -> None:
    high = variation.of(rows([*CALM, 49.0, *[50.9] * 9]), "value", [], SHARE)
    assert (high.rule, high.length) == ("run", 9)
    fallen = variation.of(rows([*CALM, *np.linspace(53.0, 46.8, 9)]), "value", [], SHARE)
    assert (fallen.rule, fallen.rising, fallen.length) == ("trend", False, 8)


def test_what_is_printed_alike_is_neither_beyond_nor_the_highest() -> None:
    # no: „usædvanligt lavt“ of 97,0 %, which usually lies from 97,0 %.
    still = [97.001, 97.002] * 8
    low = variation.of(rows([*still, 96.97]), "value", [], SHARE)
    assert (low.rule, low.extreme) == ("", "")
    assert variation.of(rows([*still, 96.9]), "value", [], SHARE).rule == "outside"


@pytest.mark.parametrize(
    ("values", "streak"), [([*CALM, *[51.0] * 5], 6), ([*CALM, *[49.0, 49.5, 49.0]], -3), (CALM[:12], 1)]
)
def test_in_how_many_months_in_a_row_the_target_was_reached(values: list[float], streak: int) -> None:
    found = variation.of(rows(values, 50.0), "value", [], SHARE)
    assert found.streak == streak


def test_every_point_outside_its_limits_is_marked() -> None:
    values = [*CALM, 80.0, *CALM, 20.0, 50.0]
    shown = rows(values)
    limits = limits_by_month(shown, "value", [], SHARE)
    shown = shown.assign(
        usual_low=[limits[month].low for month in shown["month"]],
        usual_high=[limits[month].high for month in shown["month"]],
    )
    marked = variation.outside(shown, "value", SHARE)
    assert {place: word for place, word in enumerate(marked) if word} == {16: "highest", 33: "lowest"}


def told_real(points: int, runs: int, planted: float = 0, newest: int = 1) -> float:
    """Return in how many of the runs the newest point is called real; `planted` moves the newest, in deviations."""
    drawn = np.random.default_rng(20150511).normal(50, 2, (runs, points))
    drawn[:, points - newest :] += 2 * planted
    found = (variation.of(rows(list(values)), "value", [], SHARE).sign for values in drawn)
    return sum(sign != "usual" for sign in found) / runs


@pytest.mark.parametrize("points", [12, 36])
def test_by_chance_alone_a_change_is_called_real_in_two_of_a_hundred_months(points: int) -> None:
    assert told_real(points, 500) <= 0.025


@pytest.mark.parametrize(
    ("planted", "newest", "least"), [(3, 1, 0.4), (4, 1, 0.75), (1.5, 7, 0.4), (2, 7, 0.7)]
)
def test_a_planted_change_is_found(planted: float, newest: int, least: float) -> None:
    found = told_real(36, 200, planted, newest)
    assert found >= least, found


@pytest.mark.parametrize(
    ("metric", "target", "assurance"),
    [
        (SHARE, 40.0, "meets"),
        (SHARE, 50.0, "either"),
        (SHARE, 60.0, "misses"),
        (WAIT, 60.0, "meets"),
        (WAIT, 50.0, "either"),
        (WAIT, 40.0, "misses"),
        (SHARE, None, ""),
        (COUNT, 50.0, ""),
    ],
)
def test_the_target_is_held_against_the_limits(metric: object, target: float | None, assurance: str) -> None:
    assert variation.of(rows(CALM, target), "value", [], metric).assurance == assurance  # type: ignore[arg-type]


@pytest.mark.parametrize(("target", "so_far"), [(48.0, "always"), (50.0, ""), (52.0, "never")])
def test_whether_the_target_has_been_reached_so_far(target: float, so_far: str) -> None:
    assert variation.of(rows(CALM, target), "value", [], SHARE).so_far == so_far


def test_what_reached_the_lower_target_of_its_time_has_reached_it() -> None:
    """No: „hidtil ikke nået“, where the target was raised and earlier months had met theirs."""
    raised = rows(CALM, 52.0).assign(target=[48.0] * 4 + [52.0] * (len(CALM) - 4))
    assert variation.of(raised, "value", [], SHARE).so_far == ""


def test_a_shift_of_level_starts_new_limits() -> None:
    shifted = rows([*CALM, *(value + 30 for value in CALM)])
    at = shifted["month"][16]
    found = variation.of(shifted, "value", [at], SHARE)
    assert (found.points, found.shifted, found.sign) == (16, at, "usual")
    assert found.limits
    assert found.limits.mean == 80
    by_month = limits_by_month(shifted, "value", [at], SHARE)
    assert (by_month["2014-01"].mean, by_month[at].mean) == (50, 80)
    # Without the note there are two levels, and nothing is the usual.
    unmarked = variation.of(shifted, "value", [], SHARE)
    assert (unmarked.unsteady, unmarked.limits, unmarked.sign) == (True, None, "usual")
    assert limits_by_month(shifted, "value", [], SHARE) == {}


def test_a_shift_in_the_newest_month_starts_a_new_level_at_once() -> None:
    shifted = rows([*CALM, 80])
    found = variation.of(shifted, "value", [shifted["month"].iloc[-1]], SHARE)
    assert (found.points, found.shifted, found.sign) == (1, shifted["month"].iloc[-1], "usual")


def test_limits_that_are_cut_to_be_shown_are_whole_when_judged_by() -> None:
    values = [97, 99, 95, 100, 96, 98, 100, 95, 97, 99.6, 97, 99.7]
    found = variation.of(rows(values), "value", [], SHARE)
    assert found.sign == "usual"  # the outer third begins above 100
    assert found.limits
    assert found.limits.high == 100


def test_a_run_does_not_go_on_over_a_month_that_is_missing() -> None:
    run = rows([*CALM, *[53.0] * 7])
    assert variation.of(run, "value", [], SHARE).rule == "run"
    assert variation.of(run.drop(index=len(CALM) + 3), "value", [], SHARE).rule != "run"


def test_a_target_that_no_longer_holds_promises_nothing() -> None:
    ended = rows([50.0, 51.0] * 6).assign(target=[90.0] * 6 + [float("nan")] * 6)
    assert variation.of(ended, "value", [], SHARE).assurance == ""


def test_limits_of_shares_and_counts_stay_where_figures_can_be() -> None:
    for limits in limits_by_month(rows([99.0, 100.0, 1.0, 98.0] * 4), "value", [], SHARE).values():
        assert limits.low == 0
        assert limits.high == 100


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_the_limits_shown_do_not_depend_on_the_months_shown(page: object, demo_snapshot: Snapshot) -> None:
    for panel in page.panels:  # type: ignore[attr-defined]
        if panel.varies:
            whole, part = (
                answer(panel, demo_snapshot, replace(demo_snapshot.choices.default(), first=first))
                for first in ("2014-05", "2015-02")
            )
            assert whole.variation == part.variation
            if "usual_low" in whole.rows:
                assert whole.rows["usual_low"].tolist()[-3:] == part.rows["usual_low"].tolist()


def test_a_noted_shift_is_used(demo_snapshot: Snapshot) -> None:
    trend = next(
        panel
        for page in PAGES
        for panel in page.panels
        if panel.numbers is response_times.trend and panel.varies
    )
    asked: Filters = replace(demo_snapshot.choices.default(), system="wwbakt")
    found = answer(trend, demo_snapshot, asked).variation
    assert found is not None
    assert (found.shifted, found.points, found.known) == ("2014-12", 5, False)
