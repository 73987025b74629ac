"""A weekday is told to be low where it lies further below the month than weekdays swing, and not for one bad day."""

from math import inf

import numpy as np
import pytest

from data_access.numbers.causes import decompose, named
from data_access.numbers.weekday_swings import LEAST_CALLS, LEAST_WEEKDAYS, MARGIN, reach
from data_access.snapshot.table import Table

MONTHS, DAYS, CALLS = 13, 4, 60
NAMES = ("Mandag", "Tirsdag", "Onsdag", "Torsdag", "Fredag")


def drawn(random: np.random.Generator, low: float = 0.0) -> np.ndarray:
    """Draw answers in time by month and weekday: days differ, one of twenty is bad; `low` is how much Mondays are."""
    share = np.clip(random.normal(0.75, 0.06, (MONTHS, len(NAMES), DAYS)), 0.05, 0.98)
    share -= 0.4 * (random.random(share.shape) < 1 / 20)
    share[:, 0] -= low
    return random.binomial(CALLS, np.clip(share, 0.05, 0.98)).sum(axis=2)


def named_in(runs: int, low: float = 0.0, *, is_held: bool = True) -> float:
    """Return in how many of the runs a weekday of the newest month is named."""
    random, found = np.random.default_rng(20150511), 0
    all_ = np.full((MONTHS, len(NAMES)), DAYS * CALLS)
    for _run in range(runs):
        good = drawn(random, low)
        swing = reach(good, all_, MONTHS - 1) if is_held else 0.0
        counts = {"numerator": good[-1].tolist(), "denominator": all_[-1].tolist()}
        rows = Table({"part": list(NAMES), **counts, "swing": [swing] * len(NAMES)})
        found += bool(named(decompose({"Ugedag": rows}, 80)))
    return found / runs


def test_a_bad_day_is_seldom_a_bad_weekday() -> None:
    assert named_in(2_000) <= 0.05
    assert named_in(100, is_held=False) > 0.5  # each call a draw of its own
    assert named_in(200, 0.3) > 0.8


def test_it_takes_so_many_weekdays_of_so_many_calls() -> None:
    good, all_ = np.full((11, 5), 60), np.full((11, 5), 80)
    good[3, 1] = 40
    assert reach(good, all_, 10) == pytest.approx(reach(good, all_, 5))
    assert 0.6 < reach(good, all_, 10) / (MARGIN * 100 * 20 / 80) < 1
    assert reach(good, all_, 3) == pytest.approx(0)  # its own month is not held against itself
    assert reach(good[1:], all_[1:], 9) == inf
    assert good[:10].size == LEAST_WEEKDAYS
    few = all_.copy()
    few[0] = LEAST_CALLS - 1
    assert reach(np.minimum(good, few), few, 10) == inf
