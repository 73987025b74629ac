"""A list shows the sum of a quarter or a year of lines that its months hide, wherever that tells no small count."""

from collections.abc import Iterator, Sequence
from itertools import product
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from data_access.numbers import referral_lists
from data_access.withholding import rectangles
from data_access.withholding import referrals as withholding
from data_access.withholding.periods import LIST, Hidden, lines_shown
from data_access.withholding.referrals import decisions, hides
from tests.tried import examples
from tests.unit.data_access.withholding.test_visits import (
    FIRST,
    KINDS,
    months_from,
    nothing_small_is_told,
    visit,
)
from vocabulary.filters import Filters
from vocabulary.months import span

BELOW = 5
QUARTER = span(FIRST, "2014-03")
# Months of a list: mostly small, so that there is much to hide.
LISTS = st.integers(3, 6).flatmap(
    lambda size: st.lists(
        st.lists(st.one_of(st.integers(0, 6), st.integers(0, 40)), min_size=size, max_size=size),
        min_size=3,
        max_size=3,
    )
)


@pytest.fixture(scope="module", autouse=True)
def few() -> Iterator[None]:
    with mock.patch.dict(withholding.LARGEST, {"service": 2, "provider": 1}):  # type: ignore[arg-type]
        yield


def decided(months: Sequence[Sequence[int]]) -> tuple[list[frozenset[str]], frozenset[str]] | None:
    """Return the lines that each month hides, and those whose sum is shown; None where a month shows nothing."""
    names = [f"line{place}" for place in range(len(months[0]))]
    hidden = [rectangles.lines(dict(zip(names, each, strict=True)), BELOW) for each in months]
    if any(each is None for each in hidden):
        return None
    there = [
        Hidden(pd.DataFrame({LIST: each}, index=names), frozenset((line, LIST) for line in gone or ()))
        for each, gone in zip(months, hidden, strict=True)
    ]
    shown = lines_shown(there, names, BELOW)
    return [each for each in hidden if each is not None], frozenset(line for line, _list in shown)


@settings(max_examples=examples(400))
@given(LISTS)
def test_no_sum_of_what_a_list_shows_is_a_small_count(months: list[list[int]]) -> None:
    found = decided(months)
    assume(found is not None)
    assert found is not None
    hidden, shown = found
    size = len(months[0])
    known = []
    for month, gone in enumerate(hidden):
        known.append(mask(size, [(month, line) for line in range(size)]))
        known += [mask(size, [(month, line)]) for line in range(size) if f"line{line}" not in gone]
    for line in shown:
        known.append(mask(size, [(month, int(line[4:])) for month in range(3)]))
    _, sizes, directions = np.linalg.svd(np.array(known), full_matrices=True)
    left_open = directions[int((sizes > 1e-9).sum()) :]
    for month, line in product(range(3), range(size)):
        if 0 < months[month][line] < BELOW:
            assert np.abs(left_open @ mask(size, [(month, line)])).max(initial=0) > 1e-6
    # What is not shown of the quarter adds up to no small count either.
    rest = sum(
        months[month][line]
        for month, line in product(range(3), range(size))
        if f"line{line}" in hidden[month] and f"line{line}" not in shown
    )
    assert not 0 < rest < BELOW


def mask(size: int, places: Sequence[tuple[int, int]]) -> np.ndarray:
    found = np.zeros((3, size))
    for month, line in places:
        found[month, line] = 1
    return found.ravel()


@pytest.mark.parametrize(
    ("months", "shown"),
    [
        # Two that are small every month are known for the quarter: they move against each other from month to month.
        ([[3, 4, 50], [4, 3, 50], [2, 4, 50]], {"line0", "line1"}),
        # One month alone would be known by the quarter.
        ([[3, 4, 50], [9, 9, 50], [9, 9, 50]], set()),
        # A sum that is small itself is not shown, nor what it could be worked out from.
        ([[1, 9, 50], [1, 9, 50], [1, 9, 50]], set()),
        # A line that has one each month cannot have one fewer, so nothing could be another.
        ([[1, 4, 50], [1, 4, 50], [1, 4, 50]], set()),
    ],
)
def test_which_sums_a_list_shows(months: list[list[int]], shown: set[str]) -> None:
    found = decided(months)
    assert found is not None
    assert found[1] == shown


def small_places(rng: np.random.Generator) -> dict[str, Sequence[int]]:
    """Return a quarter in which two hospitals have a handful a month, and the others many."""
    usual = {"c": 1.0, "d": 1.2}
    return months_from(
        FIRST, [[int(rng.poisson(usual.get(site, 40.0))) for site, _service in KINDS] for _month in range(3)]
    )


def test_a_hospital_of_a_few_a_month_is_in_the_list_of_a_quarter() -> None:
    found = 0
    for seed in range(12):
        each = visit(small_places(np.random.default_rng(seed)))
        lines = decisions(each.snapshot).sums["2014-K1"].get(("hospital", LIST), frozenset())
        for line, _list in lines:
            hospital = line.split("/")[0]
            asked = Filters(QUARTER[0], QUARTER[-1], "then", hospital)
            assert not hides(each.snapshot, asked, QUARTER)
            assert hides(each.snapshot, asked, QUARTER[:2]) or hides(each.snapshot, asked, QUARTER[1:])
            found += 1
        nothing_small_is_told([each], [each])
    assert found >= 4


def test_the_list_of_hospitals_shows_the_quarter_and_none_of_its_months() -> None:
    counts = {"c": (1, 1, 1, 1), "d": (1, 1, 2, 1)}
    every = [
        counts[site][("x", "y", "z", "small").index(service)] if site in counts else 40
        for site, service in KINDS
    ]
    snapshot = visit(months_from(FIRST, [every] * 3)).snapshot
    loads = pd.DataFrame(
        [("henvisninger", "2014-04-05T08:00:00", "2014-01-01", "2014-03-31", 1.0, 1)],
        columns=["source", "loaded_at", "period_from", "period_to", "completeness", "load"],
    )
    frames = dict(snapshot.frames) | {
        "loads": loads,
        "load_gaps": pd.DataFrame(columns=["load", "day"]),
        "limits": pd.DataFrame(columns=["subject", "key", "amount", "valid_from", "valid_to"]),
    }
    whole = type(snapshot)(frames, {}, snapshot.now)
    quarter = referral_lists.by_hospital(whole, Filters(QUARTER[0], QUARTER[-1], "then")).set_index("key")
    assert quarter["treatments"][["c", "d"]].tolist() == [12, 15]
    assert not quarter["hidden"].any()
    month = referral_lists.by_hospital(whole, Filters(FIRST, FIRST, "then"))
    assert month["hidden"].sum() == 2
