"""Hospitals are put in an order only where chance alone would seldom put them in it."""

import numpy as np
import pytest

from data_access.numbers import league
from data_access.numbers.chance import ALARMS, below_rest

ENOUGH = 30.0


def standings(*counts: tuple[float, float]) -> list[str]:
    hits, tries = zip(*counts, strict=True)
    return list(league.of_shares(hits, tries, np.nansum(hits), np.nansum(tries), ENOUGH))


def test_those_that_only_chance_sets_apart_are_alike() -> None:
    assert standings((80, 100), (78, 100), (84, 100), (75, 100)) == ["alike"] * 4


def test_one_far_below_the_others_is_worse_and_one_far_above_is_better() -> None:
    assert standings((800, 1000), (700, 1000), (805, 1000), (900, 1000)) == [
        "alike",
        "worse",
        "alike",
        "better",
    ]


def test_one_far_off_makes_none_of_the_others_better() -> None:
    # no: seven of eight are better than a rest that is low because one of them is.
    alike = [(995, 1000)] * 7
    assert standings(*alike, (600, 1000)) == ["alike"] * 7 + ["worse"]
    assert standings((400, 1000), (400, 1000), (400, 1000), (990, 1000)) == ["alike"] * 3 + ["better"]


@pytest.mark.parametrize(("few", "said"), [((3, 4), "few"), ((0, 12), "worse"), ((0, 1), "few")])
def test_a_few_tell_nothing_unless_they_are_far_off_and_never_one_alone(
    few: tuple[int, int], said: str
) -> None:
    assert standings(few, (800, 1000), (810, 1000))[0] == said


def test_what_is_hidden_or_alone_has_no_standing() -> None:
    assert standings((float("nan"), float("nan")), (80, 100), (82, 100))[0] == ""
    assert standings((80, 100)) == [""]
    assert standings((float("nan"), float("nan")), (80, 100))[1] == ""


def test_hospitals_that_are_alike_are_seldom_set_apart() -> None:
    random = np.random.default_rng(20150511)
    named = 0
    for _run in range(400):
        tries = random.integers(60, 900, 9)
        hits = random.binomial(tries, 0.8)
        named += set(league.of_shares(hits, tries, hits.sum(), tries.sum(), ENOUGH)) != {"alike"}
    assert named / 400 < ALARMS


def test_a_wait_is_worse_where_it_is_longer_by_more_than_chance() -> None:
    counts = [400.0, 400.0, 400.0, 10.0]
    waits = [100.0, 150.0, 101.0, 110.0]
    mean = float(np.dot(waits, counts) / sum(counts))
    assert league.of_means(waits, counts, mean, sum(counts), ENOUGH) == ["better", "worse", "better", "few"]


def test_those_of_one_standing_share_their_places() -> None:
    found = league.places(["alike", "worse", "better", "few", "alike", "", "better"])
    assert list(zip(found.firsts, found.lasts, strict=True)) == [
        (3, 4), (5, 5), (1, 2), (0, 0), (3, 4), (0, 0), (1, 2),
    ]  # fmt: skip
    assert found.of == 5


def test_the_funnel_ends_where_the_test_begins_to_set_apart() -> None:
    hits, tries = np.array([70, 500, 9]), np.array([100, 700, 10])
    all_hits, all_tries, asked = np.array([770, 1200, 709]), np.array([1000, 1600, 910]), np.array([8, 8, 8])
    low, high = league.funnel(hits, tries, all_hits, all_tries, asked)
    alarm = ALARMS / 16
    for place in range(3):
        rest = (all_hits - hits)[place], (all_tries - tries)[place]
        fewest = round(low[place] * tries[place] / 100)
        most = round(high[place] * tries[place] / 100)
        chances = [
            float(below_rest(count, tries[place], count + rest[0], tries[place] + rest[1]))
            for count in (fewest - 1, fewest)
        ]
        assert chances[0] < alarm <= chances[1]
        misses, rest_misses = tries[place] - most, rest[1] - rest[0]
        above = below_rest(misses, tries[place], misses + rest_misses, tries[place] + rest[1])
        assert float(above) >= alarm


def test_two_are_held_against_each_other() -> None:
    nan = float("nan")
    assert league.of_two([90, 80, nan, 500], [100, 100, 9, 1000], [60, 79, 5, 700], [100, 100, 9, 1000]) == [
        "better", "alike", "", "worse",
    ]  # fmt: skip
