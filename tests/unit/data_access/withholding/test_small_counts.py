"""No small count about patients is shown, and none can be worked out from what is shown."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_access.withholding.decided import months_of, quarter_of
from data_access.withholding.periods import _less, _Period
from data_access.withholding.rectangles import apart, cells, lines
from data_access.withholding.rule import Withheld, withheld
from vocabulary.months import span

LIMIT = 5
FACE = ("row", "column")
# Mostly small, so that there is much to hide and little to hide it behind.
COUNTS = st.one_of(st.integers(0, 6), st.integers(0, 40))
TABLES = st.tuples(st.integers(1, 6), st.integers(1, 6)).flatmap(
    lambda size: st.lists(
        st.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]
    )
)


def long(table: list[list[int]], names: list[str] | None = None) -> pd.DataFrame:
    """Return the table as rows of row, column and count."""
    return pd.DataFrame(
        [
            ((names or [f"r{i}" for i in range(len(table))])[i], f"c{j}", count)
            for i, row in enumerate(table)
            for j, count in enumerate(row)
        ],
        columns=["row", "column", "count"],
    )


def known_and_hidden(
    table: list[list[int]], found: Withheld, groups: Mapping[str, Mapping[str, int]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return what is shown and what is hidden, each as sums of cells: a row a sum, a column a cell.

    The sums are those of the columns, of all, and of each group of rows (their places by key), with its cells,
    hidden where one of its rows' is.
    """
    values = np.array(table)
    known, hidden = [], []

    def add(rows: Iterable[int], columns: Iterable[int], *keys: Mapping[str, str]) -> None:
        mask = np.zeros(values.shape)
        mask[np.ix_(list(rows), list(columns))] = 1
        (hidden if any(found.hides(each) for each in keys) else known).append(mask.ravel())

    down, across = range(values.shape[0]), range(values.shape[1])
    add(down, across, {})
    for j in across:
        add(down, [j], {"column": f"c{j}"})
    for group in groups.values():
        add(group.values(), across, *({"row": key} for key in group))
        for j in across:
            add(group.values(), [j], *({"row": key, "column": f"c{j}"} for key in group))
    return np.array(known).reshape(-1, values.size), np.array(hidden).reshape(-1, values.size)


def worked_out(known: np.ndarray, sums: np.ndarray) -> np.ndarray:
    """Say of each sum whether it is a sum and difference of what is known."""
    _, sizes, directions = np.linalg.svd(known, full_matrices=True)
    rank = int((sizes > 1e-9).sum())
    left_open = directions[rank:]  # how the cells may change while all that is known stays
    return np.abs(sums @ left_open.T).max(axis=1, initial=0) < 1e-9


@given(TABLES)
@example([[4, 30, 20, 20], [30, 3, 20, 20], [20, 20, 2, 30], [20, 20, 30, 1]])
@example([[1, 1, 1, 1, 1], [9, 9, 9, 9, 9]])
@example([[3]])
def test_no_withheld_cell_and_no_withheld_total_can_be_worked_out(table: list[list[int]]) -> None:
    found = withheld(long(table), [FACE], LIMIT)
    known, hidden = known_and_hidden(table, found, {f"r{i}": {f"r{i}": i} for i in range(len(table))})
    shown = known @ np.array(table).ravel()
    assert not ((shown > 0) & (shown < LIMIT)).any()
    if len(known):
        assert not worked_out(known, hidden).any()


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=4, max_size=4))
def test_neither_can_those_of_two_organisations_that_are_shown_by_turns(table: list[list[int]]) -> None:
    names = ["herlev/both", "gentofte/both", "glostrup/glostrup", "bornholm/bornholm"]
    groups = {name: {name: place} for place, name in enumerate(names)}
    groups["both"] = {names[0]: 0, names[1]: 1}
    found = withheld(long(table, names), [FACE], LIMIT)
    known, hidden = known_and_hidden(table, found, groups)
    shown = known @ np.array(table).ravel()
    assert not ((shown > 0) & (shown < LIMIT)).any()
    if len(known):
        assert not worked_out(known, hidden).any()


@given(TABLES)
def test_what_is_hidden_of_a_line_is_no_small_count_together(table: list[list[int]]) -> None:
    found = withheld(long(table), [FACE], LIMIT)
    if found.everything:
        return
    values, mask = np.array(table), np.zeros((len(table), len(table[0])), dtype=bool)
    for i, j in np.ndindex(*mask.shape):
        mask[i, j] = (f"r{i}", f"c{j}") in found.cells[FACE]
    for name, counts, gone in (("row", values, mask), ("column", values.T, mask.T)):
        for place in range(len(counts)):
            if f"{name[0]}{place}" not in found.lines[name]:
                together = counts[place][gone[place]].sum()
                assert together == 0 or together >= LIMIT
                # Each is 1 at least: were their sum as many as they are, each would be 1.
                assert not together or together > (counts[place] * gone[place] > 0).sum()


@given(TABLES)
def test_what_is_nothing_is_hidden_only_with_its_whole_line(table: list[list[int]]) -> None:
    found = withheld(long(table), [FACE], LIMIT)
    for row, column in found.cells.get(FACE, ()):
        if table[int(row[1:])][int(column[1:])] == 0:
            assert row in found.lines["row"] or column in found.lines["column"]


@given(TABLES.filter(lambda table: all(count == 0 or count >= LIMIT for row in table for count in row)))
def test_where_nothing_is_small_nothing_is_hidden(table: list[list[int]]) -> None:
    found = withheld(long(table), [FACE], LIMIT)
    assert not found.everything
    assert not any(found.lines.values())
    assert not any(found.cells.values())


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"a": 3, "b": 9, "c": 40}, {"a", "b"}),
        ({"a": 3, "b": 2, "c": 40}, {"a", "b"}),
        ({"a": 1, "b": 1, "c": 40}, {"a", "b", "c"}),
        ({"a": 2, "b": 2, "c": 40}, {"a", "b", "c"}),  # the two together are a small count
        ({"a": 5, "b": 0, "c": 40}, set()),
        ({"a": 3}, None),
        ({"a": 3, "b": 0}, None),
        ({"a/x": 3, "b/x": 9, "c/y": 40}, {"a/x", "c/y"}),
    ],
)
def test_a_list_hides_the_next_smallest_too(counts: Mapping[str, int], hidden: set[str] | None) -> None:
    assert lines(counts, LIMIT) == hidden


def test_a_cell_that_other_months_hide_is_taken_before_a_smaller_one() -> None:
    table = pd.DataFrame([[3, 20, 20], [20, 20, 20], [20, 20, 25]], index=list("abc"), columns=list("xyz"))
    free, _ = cells(table, LIMIT)
    assert ("c", "z") not in free
    again, _ = cells(table, LIMIT, cheap=frozenset({("a", "z"), ("c", "x"), ("c", "z")}))
    assert again == {("a", "x"), ("a", "z"), ("c", "x"), ("c", "z")}


def test_lines_of_one_group_do_not_protect_each_other() -> None:
    assert apart("herlev/both", "glostrup/glostrup")
    assert not apart("herlev/both", "gentofte/both")


@pytest.mark.parametrize(("rest", "hidden"), [(0, False), (1, True), (4, True), (5, False)])
def test_hidden_sums_that_are_together_a_small_count_hide_the_next_smallest(rest: int, hidden: bool) -> None:
    shown, sums = np.array([[True, True, False]]), np.array([[9, 7, rest]])
    assert _less(shown, sums, LIMIT) is hidden
    assert shown.tolist() == [[True, not hidden, False]]


@pytest.mark.parametrize(
    ("counts", "is_shown"), [((2, 2), False), ((2, 3), True), ((1, 1), False), ((5, 0), False)]
)
def test_a_sum_of_hidden_months_is_shown_from_the_limit_on(counts: tuple[int, int], is_shown: bool) -> None:
    told = np.array(counts).reshape(2, 1, 1)
    nothing, all_ = np.zeros((2, 1, 1), dtype=bool), np.ones((1, 1), dtype=bool)
    period = _Period(told, told > 0, nothing, ["", ""], np.zeros((1, 1, 1, 1), dtype=bool), LIMIT)
    assert period.decide(all_, ~all_).tolist() == [[is_shown]]


def test_a_period_has_all_its_months() -> None:
    assert list(months_of("2015")) == span("2015-01", "2015-12")
    assert [list(months_of(f"2015-K{number}")) for number in (1, 2, 4)] == [
        span("2015-01", "2015-03"), span("2015-04", "2015-06"), span("2015-10", "2015-12"),
    ]  # fmt: skip
    assert {quarter_of(month) for month in months_of("2015-K4")} == {"2015-K4"}
