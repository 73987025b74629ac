"""A file of a whole period takes away what it no longer has, and a load that is taken out gives it back."""

from datetime import date
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from tests.unit.data_access.imports.test_load import CALLS, HEAD, REFERRALS, utc

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(2)]

MARCH = (date(2015, 3, 1), date(2015, 3, 31))
REFERRED = "måned;sted;ydelse;privathospital;antal\n"


def test_a_replaced_period_takes_nothing_outside_it(database: Any) -> None:
    rows = "2015-03;Herlev;Øjne;Privat 1;12\n2015-04;Herlev;Øjne;Privat 1;9\n"
    database.load(REFERRED + rows, REFERRALS)
    with pytest.raises(ImportFault, match="uden for perioden"):
        database.load(REFERRED + rows, REFERRALS, replaces=True, period=MARCH)
    database.load(REFERRED + "2015-03;Gentofte;Øjne;Privat 1;1\n", REFERRALS, replaces=True, period=MARCH)
    assert database.rows(t.referrals, "month", "treatments") == [("2015-03", 1), ("2015-04", 9)]


def test_a_row_that_cannot_be_read_is_not_taken_for_gone(database: Any) -> None:
    many = "".join(f"2015-03;Herlev;Ydelse {n};Privat 1;12\n" for n in range(200))
    database.load(REFERRED + many, REFERRALS)
    outcome = database.load(
        REFERRED + many.replace("Ydelse 7;Privat 1;12", "Ydelse 7;Privat 1;ca. 8"),
        REFERRALS,
        replaces=True,
        period=MARCH,
    )
    assert (outcome.refused, outcome.incomplete) == (True, True)
    assert len(database.rows(t.referrals)) == 200


def test_an_older_file_takes_nothing_of_a_newer_one(database: Any) -> None:
    database.load(REFERRED + "2015-03;Herlev;Øjne;Privat 1;12\n", REFERRALS, as_of=utc(2015, 5, 1))
    database.load(
        REFERRED + "2015-03;Gentofte;Øjne;Privat 1;3\n", REFERRALS, as_of=utc(2015, 4, 1), replaces=True,
        period=MARCH,
    )  # fmt: skip
    assert len(database.rows(t.referrals)) == 2


def test_a_load_that_shares_rows_with_a_later_one_stays_until_that_is_out(database: Any) -> None:
    rows = [f"{n};Herlev;{n:02d}-04-2015 10:00:00;5;ja\n" for n in range(1, 21)]
    first = database.load(f"{HEAD}\n{''.join(rows[:10])}", CALLS, "1.csv")
    second = database.load(f"{HEAD}\n{''.join(rows[5:])}", CALLS, "2.csv")
    with pytest.raises(ImportFault, match=f"til fælles med {second.load}"):
        unload(database.url, first.load)
    unload(database.url, second.load)
    assert len(database.rows(t.calls)) == 10
    unload(database.url, first.load)
    assert database.rows(t.calls) == []


def test_a_row_that_came_again_after_it_was_taken_away_can_be_taken_out(database: Any) -> None:
    one, two = "2015-03;Herlev;Øjne;Privat 1;12\n", "2015-03;Gentofte;Øjne;Privat 1;7\n"
    database.load(REFERRED + one + two, REFERRALS, "1.csv")
    second = database.load(REFERRED + one, REFERRALS, "2.csv", replaces=True, period=MARCH)
    third = database.load(REFERRED + two.replace(";7", ";8"), REFERRALS, "3.csv")
    unload(database.url, third.load)
    unload(database.url, second.load)
    assert database.rows(t.referrals, "treatments") == [(12,), (7,)]


def test_full_exports_that_say_the_same_do_not_grow_the_database(database: Any) -> None:
    rows = REFERRED + "".join(f"2015-03;Herlev;Ydelse {n};Privat 1;12\n" for n in range(20))
    for day in range(1, 6):
        database.load(rows, REFERRALS, f"{day}.csv", as_of=utc(2015, 5, day))
    assert len([row for row in database.rows(t.superseded, "table_name") if row == ("referrals",)]) == 20
    # Between two that said the same, nothing else was said.
    late = database.load(rows.replace(";12", ";11"), REFERRALS, "sent.csv", as_of=utc(2015, 5, 3, 12))
    assert late.counts.older == 20
