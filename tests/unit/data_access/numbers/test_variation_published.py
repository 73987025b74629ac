"""Natural variation held against what others have published: series with known limits, and points with known signs.

The figures are those of the tests and vignettes of the tools that the programme *Making Data Count* of NHS England is
practised with: NHSRplotthedots (R; its tests of `ptd_spc`, `ptd_calculate_point_type` and
`ptd_calculate_assurance_type`, and its vignette "Deviations from Excel defaults") and nhspy-plotthedots (Python; its
test reproduces the example that NHS England shows its own tool with). Where they test a rule by signs alone, the points
that have these signs are made up here, and it is said there.
"""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.numbers import variation, xmr
from data_access.numbers.variation import Variation, limits_by_month, outside
from data_access.numbers.xmr import Extreme, Limits
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import span

# No unit that limits are cut at, printed with all decimals; what lies below nothing is lifted, because that is cut.
UP, DOWN, NEITHER = (
    replace(METRICS["service_level"], unit="kr.", decimals=4, better=better)
    for better in ("up", "down", "neither")
)  # type: ignore[arg-type]
LIFT = 100.0


def rows(values: list[float], target: float | None = None) -> pd.DataFrame:
    months = span("2012-01", "2020-01")[: len(values)]
    goal = pd.array([target] * len(values), dtype="float64")
    return pd.DataFrame({"month": months, "value": values, "state": "whole", "target": goal})


def limits(values: list[float], shifts: list[int] | None = None) -> list[Limits]:
    """Return the limits of each stretch between shifts of level (places in the series)."""
    shown = rows([value + LIFT for value in values])
    at = [shown["month"][place] for place in shifts or []]
    found = limits_by_month(shown, "value", at, UP)
    firsts = [shown["month"][0], *at]
    return [
        Limits(*(each - LIFT for each in (found[one].mean, found[one].low, found[one].high)))
        for one in firsts
    ]


def marked(values: list[float]) -> dict[int, Extreme]:
    """Return the places of the points outside their limits."""
    shown = rows(values)
    found = limits_by_month(shown, "value", [], UP)
    low, high = ([getattr(found[month], end) for month in shown["month"]] for end in ("low", "high"))
    words = outside(shown.assign(usual_low=low, usual_high=high), "value", UP)
    return {place: word for place, word in enumerate(words) if word}


# --- Limits ---------------------------------------------------------------------------------------------

# Printed with three figures, and so are their limits.
TWENTY = [-0.560, -0.230, 1.56, 0.0705, 0.129, 1.72, 0.461, -1.27, -0.687, -0.446, 1.22, 0.360, 0.401, 0.111,
          -0.556, 1.79, 0.498, -1.97, 0.701, -0.473]  # fmt: skip
SPIKE = [1.0, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
SHOWN = [89.0, 86, 75, 77, 81, 74, 72, 78, 76, 82, 77, 54, 66, 77, 86]
MIXED = [1.0, 2, 3, 2, 1, 2, 3, 4, 5, 6, 7, 4, 3, 2, 1, 2]


@pytest.mark.parametrize(
    ("values", "mean", "low", "high", "within"),
    [
        pytest.param(TWENTY, 0.142, -3.01, 3.29, 0.01, id="the R tool's own series"),
        pytest.param(SPIKE, 1.94, -0.72, 4.6, 0.005, id="steps beyond 3.267 mean ranges are left out"),
        pytest.param(SHOWN, 76.67, 57, 96, 0.5, id="the example that NHS England shows"),
        pytest.param(MIXED, 3.0, -0.014667, 6.014667, 1e-6, id="the Python tool: mixed"),
        pytest.param([-value for value in MIXED], -3.0, -6.014667, 0.014667, 1e-6, id="the Python tool: negative"),
    ],
)  # fmt: skip
def test_limits(values: list[float], mean: float, low: float, high: float, within: float) -> None:
    (found,) = limits(values)
    assert [found.mean, found.low, found.high] == pytest.approx([mean, low, high], abs=within)


def test_limits_of_each_stretch_are_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    # The R tool's series in two halves. It draws limits for ten points; ours takes twelve.
    monkeypatch.setattr(variation, "LEAST", 10)
    first, second = limits(TWENTY, [10])
    assert [first.mean, first.low, first.high] == pytest.approx([0.0746, -2.60, 2.75], abs=0.01)
    assert [second.mean, second.low, second.high] == pytest.approx([0.209, -3.28, 3.70], abs=0.01)


@pytest.mark.parametrize(
    ("values", "places"),
    [
        (SPIKE, {4: "highest"}),
        (SHOWN, {11: "lowest"}),
        ([value + LIFT for value in TWENTY], {}),
        (MIXED, {10: "highest"}),
    ],
)
def test_points_outside_their_limits(values: list[float], places: dict[int, Extreme]) -> None:
    assert marked(values) == places


def test_the_newest_of_a_series_that_only_chance_moves_is_no_sign() -> None:
    assert variation.of(rows([value + LIFT for value in TWENTY]), "value", [], UP).sign == "usual"


# --- Signs of points: made up to have the signs that the tools test their rules by -----------------------

CALM = [49.0, 51.0] * 24  # mean 50, limits 2.66 x 2 from it; near a limit is beyond two thirds of that


def newest(tail: list[float], metric: Metric = UP) -> Variation:
    return variation.of(rows([*CALM, *tail]), "value", [], metric)


def signs(tail: list[float]) -> list[str]:
    """Return the rule by which each point of the tail is a sign when it is the newest."""
    return [newest(tail[: place + 1]).rule for place in range(len(tail))]


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(
    ("relative", "flagged"),
    [
        ([1] * 6, []),
        ([1] * 6 + [-1], []),
        ([1] * 8 + [-1], [6, 7]),
        ([-1] + [1] * 8 + [-1], [7, 8]),
    ],
)
def test_seven_on_one_side_of_the_mean(relative: list[int], flagged: list[int], side: int) -> None:
    # Up and down by turns on their side, so that nothing moves one way.
    tail = [50 + side * sign * (0.8 + place % 2 * 0.2) for place, sign in enumerate(relative)]
    start = [50 - side * 0.9]  # what is before them lies on the other side
    assert [place - 1 for place, rule in enumerate(signs([*start, *tail])) if rule == "run"] == flagged


@pytest.mark.parametrize(
    ("steps", "flagged"),
    [
        ([1, 2, 3, 4, 5, 6], []),
        ([1, 2, 3, 3, 4, 5, 6], []),
        ([1, 2, 3, 4, 5, 6, 7], [6]),
        ([2, 1, 2, 3, 4, 5, 6, 7, 3], [7]),
        ([7, 6, 5, 4, 3, 2, 1], [6]),
        ([2, 7, 6, 5, 4, 3, 2, 1, 3], [7]),
    ],
)
def test_seven_that_move_one_way(steps: list[int], flagged: list[int]) -> None:
    tail = [49 + step / 4 for step in steps]
    start = [50.9] if steps[0] < steps[1] else [49.1]  # what is before them lies the other way
    found = signs([*start, *tail])
    assert [place - 1 for place, rule in enumerate(found) if rule] == flagged
    if flagged:
        at = flagged[0]
        assert newest([*start, *tail[: at + 1]]).rising == (steps[at] > steps[at - 1])


NEAR, INNER, OTHER = 54.4, 51.0, 49.0


@pytest.mark.parametrize(
    ("tail", "is_sign"),
    [
        ([NEAR, INNER, NEAR], True),
        ([INNER, NEAR, NEAR], True),
        ([NEAR, NEAR, INNER], False),  # two of the three, but not the newest
        ([NEAR, NEAR, NEAR], True),
        ([NEAR, INNER, INNER, NEAR], False),
        ([NEAR, INNER, INNER, NEAR, NEAR], True),
        ([INNER, INNER, INNER], False),
        ([NEAR, OTHER, NEAR], False),  # all three must lie on one side of the mean
    ],
)
@pytest.mark.parametrize("side", [1, -1])
def test_two_of_three_near_a_limit(tail: list[float], is_sign: bool, side: int) -> None:
    found = newest([50 + side * (value - 50) for value in tail])
    assert (found.rule == "near") == is_sign
    assert found.sign == (("improving" if side > 0 else "worsening") if is_sign else "usual")


def test_two_near_the_limits_on_either_side_are_no_sign() -> None:
    # The R tool's own case: ones by turns, then 5.5 and -5.5.
    values = [20.0 + value for value in [*[1.0, -1.0] * 7, 5.5, -5.5]]
    assert variation.of(rows(values), "value", [], NEITHER).sign == "usual"


# --- The target against the limits: the tool's own, 1-3 and 5-7, and 3-5 for its 1-5 ----------------------


@pytest.mark.parametrize(
    ("mean", "up", "down"), [(2.0, "misses", "meets"), (6.0, "meets", "misses"), (4.0, "either", "either")]
)
def test_assurance(mean: float, up: str, down: str) -> None:
    step = 1 / xmr.REACH  # limits one from the mean
    values = [mean + sign * step / 2 for sign in (1, -1) * 8]
    found = [variation.of(rows(values, 4.0), "value", [], metric) for metric in (UP, DOWN, NEITHER)]
    assert found[0].limits == Limits(*(pytest.approx(each) for each in (mean, mean - 1, mean + 1)))
    assert [each.assurance for each in found] == [up, down, ""]
