"""In the hour that the clock shows twice what comes later is later; where that cannot be, the reason says why."""

from typing import Any

import pytest

from data_access.database import schema as t
from tests.unit.data_access.imports.test_load import CALLS, CASES, HEAD, utc
from tests.unit.data_access.imports.test_right import reasons

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(5)

PLAIN = CASES.replace('newest_by = "linje"\n', "")
ROW = "nummer,sted,prioritet,oprettet,løst\nA,Herlev,2,{},{}\n"
OPENED, SOLVED = "2015-10-25 02:50:00", "2015-10-25 02:10:00"


def times(doubled: str) -> str:
    return f'{PLAIN}[times]\ndoubled = "{doubled}"\n'


@pytest.mark.parametrize("mapping", [PLAIN, times("first"), times("second")])
def test_the_later_is_later(database: Any, mapping: str) -> None:
    database.load(ROW.format(OPENED, SOLVED), mapping)
    assert database.rows(t.cases, "opened_at", "resolved_at") == [
        (utc(2015, 10, 25, 0, 50), utc(2015, 10, 25, 1, 10))
    ]


@pytest.mark.parametrize("doubled", ["first", "second"])
def test_what_is_in_turn_is_left_as_it_is(database: Any, doubled: str) -> None:
    database.load(ROW.format(SOLVED, OPENED), times(doubled))
    hour = 0 if doubled == "first" else 1
    assert database.rows(t.cases, "opened_at", "resolved_at") == [
        (utc(2015, 10, 25, hour, 10), utc(2015, 10, 25, hour, 50))
    ]


def test_where_that_cannot_be_the_reason_names_the_clock(database: Any) -> None:
    outcome = database.load(ROW.format("2015-10-25 02:50:00+01:00", SOLVED), PLAIN)
    assert "løst før den er oprettet; uret blev stillet i den time" in reasons(outcome)
    assert "uret" not in reasons(
        database.load(ROW.format("2015-10-26 02:50:00", "2015-10-26 02:10:00"), PLAIN)
    )
    assert "uret" not in reasons(database.load(ROW.format(OPENED, "2015-10-25 01:10:00"), PLAIN))


@pytest.mark.parametrize("at", ["25-10-2015 02:10:00", "29-03-2015 02:10:00"])
def test_an_hour_that_the_mapping_refuses_is_named(database: Any, at: str) -> None:
    mapping = CALLS.replace("[times]\n", '[times]\ndoubled = "reject"\nskipped = "reject"\n')
    outcome = database.load(f"{HEAD}\n1;Herlev;{at};5;ja\n", mapping)
    assert "ligger i en time, hvor uret bliver stillet" in reasons(outcome)


@pytest.mark.parametrize("doubled", ["first", "second"])
def test_a_wait_over_the_change_is_as_long_as_it_was(database: Any, doubled: str) -> None:
    mapping = CALLS.replace("[times]\n", f'[times]\ndoubled = "{doubled}"\n').replace(
        'column = "ventetid"', 'difference = ["svaret", "tid"]\nformat = "%d-%m-%Y %H:%M:%S"'
    )
    rows = f"{HEAD};svaret\n1;Herlev;25-10-2015 02:59:50;;ja;25-10-2015 02:00:20\n"
    database.load(rows, mapping)
    assert database.rows(t.calls, "wait_seconds") == [(30.0,)]
