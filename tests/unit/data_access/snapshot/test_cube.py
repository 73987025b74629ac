"""What a cube adds up is what the rows add up to, and what a table gives is what was put into it."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.cube import Cube, cube, without_months
from data_access.snapshot.table import Table, records
from vocabulary.filters import Filters

pytestmark = pytest.mark.meanwhile

ROWS = pd.DataFrame(
    [
        ("2015-02", "h1", "a", "cimt", 9, 3, 0.5),
        ("2015-01", "h1", "a", "cimt", 8, 1, 1.5),
        ("2015-02", "h1", "b", "cimt", 9, 4, 2.5),
        ("2015-02", "h2", "c", "cimt", 9, 5, 3.5),
        ("2015-02", "h2", "c", "klinisk", 10, 6, 4.5),
        ("2015-04", None, "d", "klinisk", 8, 7, 5.5),
    ],
    columns=["month", "hospital", "site", "desk", "hour", "calls", "seconds"],
)
TODAY = {"a": "h1", "b": "h2", "c": "h2"}
ALL = Filters("2015-01", "2015-12")


def part() -> Any:
    return SimpleNamespace(frames={"calls": ROWS}, organisation=SimpleNamespace(site_today=TODAY), facts={})


def by(rows: Cube, key: str, *names: object) -> list[int]:
    found: list[int] = rows.sums(key, names, {"calls": rows["calls"]})["calls"].tolist()
    return found


def test_a_cube_is_added_up_over_places_and_by_any_key() -> None:
    rows = cube(part(), "calls", ALL)
    assert len(rows) == 4  # at one hour of a month a desk has one row, wherever the calls came from
    assert by(rows, "month", "2015-01", "2015-02", "2015-03", "2015-04") == [1, 18, 0, 7]
    assert by(rows, "desk", "cimt", "klinisk", "none") == [13, 13, 0]
    assert by(rows.of("desk", "klinisk"), "hour", 8, 9, 10) == [7, 0, 6]
    assert by(rows.of("desk", "none"), "hour", 8) == [0]
    assert rows["seconds"].sum() == ROWS["seconds"].sum()


def test_places_are_those_of_the_organisation_that_is_chosen() -> None:
    today, then = (
        cube(part(), "calls", Filters("2015-01", "2015-12", each), "hospital") for each in ("today", "then")
    )
    assert by(today, "hospital", "h1", "h2", "uden-hospital") == [4, 15, 7]
    assert by(then, "hospital", "h1", "h2", "uden-hospital") == [8, 11, 7]
    chosen = cube(part(), "calls", Filters("2015-02", "2015-02", "then", "h1"), "site")
    assert chosen.present("site") == ["a", "b"]
    assert by(chosen, "site", "a", "b", "c") == [3, 4, 0]


def test_two_keys_at_once_and_months_left_out() -> None:
    rows = cube(part(), "calls", Filters("2015-02", "2015-04"))
    pairs = [("cimt", 9), ("klinisk", 10), ("klinisk", 9), ("none", 9)]
    assert rows.sums_of_both("desk", "hour", pairs, {"calls": rows["calls"]})["calls"].tolist() == [
        12,
        6,
        0,
        0,
    ]
    assert by(without_months(rows, {"2015-02"}), "desk", "cimt", "klinisk") == [0, 7]
    assert rows.first_met("hour") == [9, 10, 8]
    assert [row["calls"] for row in rows.of("desk", "klinisk").records()] == [6, 7]


def test_a_table_gives_its_rows_and_parts_of_them() -> None:
    table = Table.of_rows([{"a": 1, "b": "x"}, {"a": 2, "b": "y"}, {"a": 3, "b": "z"}], ("a", "b"))
    assert records(table) == records(table.frame())
    assert table.part(1)["b"] == ["y", "z"]
    assert table.part(0, 1).records == [{"a": 1, "b": "x"}]
    assert table.only([True, False, True])["a"] == table.at([0, 2])["a"] == [1, 3]
    assert table.adding(a=[4, 5, 6], c=[7, 8, 9]).records[0] == {"a": 4, "b": "x", "c": 7}
    assert table["a"] == [1, 2, 3]
    assert not table.empty
    assert table.is_numeric("a")
    assert not table.is_numeric("b")
