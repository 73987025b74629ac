"""What it would have taken: the fewest that are enough, and when a target was last reached."""

from itertools import product

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.numbers.needed import last_reached, more, more_samples

counts = st.tuples(st.integers(0, 400), st.integers(1, 400)).map(lambda two: (min(two), max(two)))
cell = st.tuples(st.integers(0, 6), st.integers(1, 6)).map(lambda two: (min(two), max(two)))


def cells(*counted: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame(counted, columns=["within_limit", "limited"])


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "needed"),
    [(79, 100, 80, 1), (80, 100, 80, 0), (4, 5, 80, 0), (0, 3, 99.4, 3), (90, 100, 80, 0), (2, 3, 66.67, 1)],
)
def test_so_many_more_of_a_share(numerator: float, denominator: float, target: float, needed: int) -> None:
    assert more(numerator, denominator, target) == needed


@given(counts, st.integers(0, 100))
def test_so_many_more_are_enough_and_one_fewer_is_not(share: tuple[int, int], target: int) -> None:
    hits, tries = share
    needed = more(hits, tries, target)
    assert 100 * (hits + needed) >= target * tries
    assert not needed or 100 * (hits + needed - 1) < target * tries


def test_a_sample_more_counts_most_where_there_are_few() -> None:
    # Means of 50 and 90 per cent: of two cells, one of four samples each being fast gives 12.5 points.
    assert more_samples(cells((2, 4), (90, 100)), 80) == 1
    assert more_samples(cells((2, 4), (90, 100)), 95) == 2
    assert more_samples(cells((4, 4), (90, 100)), 96) == 2
    assert more_samples(cells((4, 4), (100, 100)), 99) == 0


@given(st.lists(cell, min_size=1, max_size=3), st.integers(0, 100))
def test_no_other_samples_would_be_enough_with_fewer(counted: list[tuple[int, int]], target: int) -> None:
    def reached(added: tuple[int, ...]) -> bool:
        shares = [(hits + extra) / tries for (hits, tries), extra in zip(counted, added, strict=True)]
        return sum(shares) * 100 / len(shares) >= target - 1e-7

    ways = product(*(range(tries - hits + 1) for hits, tries in counted))
    assert more_samples(cells(*counted), target) == min(sum(way) for way in ways if reached(way))


@pytest.mark.parametrize(
    ("levels", "found"),
    [
        (["missed", "good", "near"], ("2015-02", 3)),
        (["missed", "unknown", "near"], (None, 2)),
        (["good", "good", "none"], ("2015-02", 2)),
        (["unknown"], (None, 0)),
        ([], (None, 0)),
    ],
)
def test_when_a_target_was_last_reached(levels: list[str], found: tuple[str | None, int]) -> None:
    months = [f"2015-{place + 1:02}" for place in range(len(levels))]
    rows = pd.DataFrame({"month": months, "level": levels}, dtype=object)
    at, judged = last_reached(rows.to_dict("records"))
    assert (at, len(judged)) == found
