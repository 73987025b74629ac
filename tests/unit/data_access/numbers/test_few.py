"""What rests on a few says so: no light, no first place that chance alone may have given."""

from math import comb

import numpy as np
import pytest

from data_access.numbers.chance import below_target, leading
from data_access.numbers.few import is_judged

RUNS = 2000


@pytest.mark.parametrize(("hits", "tries", "target"), [(12, 13, 90), (0, 5, 50), (7, 20, 60), (20, 20, 95)])
def test_the_chance_is_the_one_that_the_binomial_gives(hits: int, tries: int, target: float) -> None:
    share = target / 100
    expected = sum(
        comb(tries, found) * share**found * (1 - share) ** (tries - found) for found in range(hits + 1)
    )
    assert below_target(hits, tries, target) == pytest.approx(min(expected, 1))


def test_the_ends_have_no_chance_in_them() -> None:
    assert (below_target(12, 13, 100), below_target(13, 13, 100), below_target(0, 13, 0)) == (0, 1, 1)


@pytest.mark.parametrize(
    ("hits", "tries", "target", "judged"),
    [
        (12, 13, 99, False),  # one slow of 13 decides nothing
        (12, 13, 100, False),  # not even where all must be fast
        (13, 13, 99, False),  # nor do 13 fast ones say that it is well
        (9, 13, 99, True),  # four slow of 13 are no chance
        (11, 13, 90, False),  # two of 13 may be
        (12, 13, 75, False),  # a good figure may be chance too
        (29, 29, 75, True),  # and this one is none
        (28, 30, 99, True),  # enough
        (29, 30, 99, False),  # and still one alone makes nothing bad
        (30, 30, 99, True),
        (0, 1, 99, False),
        (4, 13, None, True),  # nothing to be held against
    ],
)
def test_a_few_are_judged_only_where_they_are_no_chance(
    hits: int, tries: int, target: float | None, judged: bool
) -> None:
    assert is_judged(hits, tries, target, 30) == judged


def test_a_figure_that_reaches_its_target_is_seldom_called_missed_for_a_few() -> None:
    drawn = np.random.default_rng(20150511).binomial(20, 0.9, RUNS)
    assert np.mean([is_judged(hits, 20, 90, 30) for hits in drawn]) <= 0.05


def test_the_first_is_told_with_all_that_may_be_as_high() -> None:
    assert leading([10, 20, 5], [1000, 2000, 500]) == [1]
    assert leading([10, 10, 5], [1000, 1000, 500]) == [0, 1]
    assert leading([10.0, 10.1, 5], [100, 101, 50]) == [1, 0]
    assert leading([0, 0], [0, 0]) == leading([], []) == []
    assert leading([3.0, 0.0], [3, 0]) == [0]


def test_where_all_hours_are_alike_one_alone_is_seldom_first() -> None:
    drawn = np.random.default_rng(20150511).poisson(120, (RUNS, 40))
    alone = [len(leading(counts.tolist(), counts.tolist())) == 1 for counts in drawn.astype(float)]
    assert np.mean(alone) <= 0.05


def test_an_hour_that_is_busier_is_found() -> None:
    means = np.full(40, 120.0)
    means[7] = 200
    drawn = np.random.default_rng(20150511).poisson(means, (RUNS, 40)).astype(float)
    assert np.mean([leading(counts.tolist(), counts.tolist()) == [7] for counts in drawn]) >= 0.9
