"""Of parts that only chance sets apart, few are named; one that is worse is found."""

from math import comb, isnan

import numpy as np
import pandas as pd
import pytest

from data_access.numbers.causes import COLUMNS, decompose, moved, named, paradox
from data_access.numbers.chance import ALARMS, below_rest
from data_access.snapshot.table import Table

RUNS = 2000
SIZES = np.array([20, 40, 60, 80, 100, 150, 200, 200, 250, 300])  # ten parts as unequal as hospitals are


def part(name: str, hits: float, tries: float) -> dict[str, object]:
    return {"part": name, "numerator": hits, "denominator": tries}


def frame(*parts: tuple[str, float, float]) -> Table:
    return Table.of(pd.DataFrame([part(*each) for each in parts]))


@pytest.mark.parametrize(
    ("hits", "tries", "all_hits", "all_tries"), [(1, 4, 9, 12), (0, 3, 3, 6), (5, 5, 9, 10)]
)
def test_the_chance_is_the_one_that_counting_all_ways_gives(
    hits: int, tries: int, all_hits: int, all_tries: int
) -> None:
    ways = sum(comb(all_hits, k) * comb(all_tries - all_hits, tries - k) for k in range(hits + 1))
    assert below_rest([hits], [tries], [all_hits], [all_tries])[0] == pytest.approx(
        ways / comb(all_tries, tries)
    )


def test_of_large_parts_the_curve_says_what_counting_says() -> None:
    small, large = (below_rest([int(size * 0.735)], [size], [75_000], [100_000])[0] for size in (2000, 2001))
    assert large == pytest.approx(small, rel=0.15)
    assert below_rest([7_000_000], [10_000_000], [75_000_000], [100_000_000])[0] == 0
    assert below_rest([0], [2], [70_000_000], [100_000_000])[0] == pytest.approx(0.09, abs=0.001)


def named_in(shares: np.ndarray) -> float:
    """Return in how many of the runs any of the parts is told from the rest, and the first too."""
    drawn = np.random.default_rng(20150511).binomial(SIZES, shares, (RUNS, len(SIZES)))
    whole = drawn.sum(axis=1, keepdims=True)
    chance = below_rest(drawn, SIZES, whole, SIZES.sum())
    return float((chance < ALARMS / len(SIZES)).any(axis=1).mean())


@pytest.mark.parametrize("share", [0.3, 0.75, 0.98])
def test_where_there_is_no_cause_a_part_is_named_in_at_most_one_of_twenty(share: float) -> None:
    assert named_in(np.full(len(SIZES), share)) <= 0.05


@pytest.mark.parametrize(("worse", "least"), [(0.10, 0.55), (0.15, 0.9)])
def test_a_planted_cause_is_found(worse: float, least: float) -> None:
    shares = np.full(len(SIZES), 0.75)
    shares[6] -= worse  # a part of 200 of the 1,400
    found = named_in(shares)
    assert found >= least, found


def test_a_large_part_that_is_as_good_as_the_rest_is_not_named() -> None:
    rows = decompose({"Hospital": frame(("Stort", 720, 1000), ("Lille", 70, 100), ("Andet", 72, 100))}, 80)
    assert not any(rows["stands_out"])
    assert rows["part"][0] == "Lille"  # ranked by what it would give, and not by its size


def test_ties_are_named_together_and_a_repeat_once() -> None:
    same = frame(("A", 10, 100), ("B", 10, 100), ("C", 190, 200), ("D", 190, 200))
    assert [row["part"] for row in named(decompose({"Sted": same}, 90))] == ["A", "B"]
    hospital, desk = (
        frame(("Gentofte", 10, 100), ("Andre", 190, 200)),
        frame(("Skranke", 10, 100), ("Andre", 190, 200)),
    )
    both = decompose({"Hospital": hospital, "Skranke": desk}, 90)
    assert [row["part"] for row in named(both)] == ["Gentofte"]


def test_one_part_is_the_whole_and_never_a_cause() -> None:
    rows = decompose({"Sted": frame(("Eneste", 10, 100))}, 90)
    assert all(map(isnan, rows["rest"]))
    assert not any(rows["stands_out"])


def test_things_that_are_counted_as_one_each_are_no_sample() -> None:
    rows = decompose({"System": frame(("A", 0, 1), ("B", 0, 1), ("C", 1, 1))}, 100)
    assert not any(rows["stands_out"])
    assert set(rows) == set(COLUMNS)


def test_a_change_is_split_exactly() -> None:
    before, now = (
        frame(("Let", 80, 100), ("Tung", 20, 50)),
        frame(("Let", 90, 100), ("Tung", 60, 200), ("Ny", 5, 10)),
    )
    rows = moved({"Type": now}, {"Type": before})
    change = 100 * (155 / 310 - 100 / 150)
    assert sum(rows["rate"] + rows["weight"]) == pytest.approx(change)


def test_every_part_better_and_the_whole_worse_is_told() -> None:
    before, now = frame(("Let", 900, 1000), ("Tung", 20, 100)), frame(("Let", 460, 500), ("Tung", 150, 600))
    rows = moved({"Type": now}, {"Type": before})
    assert all(rows["better"])
    assert [row["part"] for row in paradox(rows)] == ["Tung"]
    assert not paradox(moved({"Type": before}, {"Type": now}))
