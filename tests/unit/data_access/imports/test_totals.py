"""Calls that only totals are known of: they are counted with the others, and never twice."""

from datetime import date
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from tests.unit.data_access.imports.test_load import CALLS, TWO_CALLS

MONTHS = "Måned;Hospital;Opkald;Besvarede;Gennemsnitlig ventetid;Besvaret inden for grænsen\n"
DAYS = "Dato;Hospital;Opkald;Mistede;Ventetid i alt;Inden for grænsen\n"
COUNTS = ("day", "offered", "answered", "within_limit", "wait_seconds")


def test_a_month_stands_on_its_first_day_and_covers_all_of_it(database: Any) -> None:
    outcome = database.load(f"{MONTHS}marts 2015;Herlev;420;400;0:00:45;61,5 %\n", "call-totals-monthly")
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 0)
    assert database.rows(t.daily_calls, *COUNTS) == [(date(2015, 3, 1), 420, 400, 246, 18000.0)]
    assert database.rows(t.loads, "period_from", "period_to") == [(date(2015, 3, 1), date(2015, 3, 31))]


def test_days_with_missed_calls_are_totals_too(database: Any) -> None:
    database.load(
        f"{DAYS}13-04-2015;Herlev;42;2;1800;30\n14-04-2015;Herlev;40;0;900;40\n", "call-totals-daily"
    )
    assert database.rows(t.daily_calls, *COUNTS) == [
        (date(2015, 4, 13), 42, 40, 30, 1800.0),
        (date(2015, 4, 14), 40, 40, 40, 900.0),
    ]


def test_totals_that_contradict_themselves_are_rejected(database: Any) -> None:
    rows = "13-04-2015;Herlev;42;43;1800;30\n14-04-2015;Herlev;40;0;900;41\n15-04-2015;Herlev;40;0;900;40\n"
    outcome = database.load(DAYS + rows, "call-totals-daily", most_rejected=1.0)
    assert (outcome.counts.new, outcome.rejects.rows) == (1, 2)


def test_a_year_is_too_long_for_a_total(database: Any) -> None:
    mapping = """
kind = "call-totals"
[fields.period]
column = "år"
[fields.desk]
value = "cimt"
[fields.site]
value = "Herlev"
[fields.offered]
column = "opkald"
[fields.answered]
column = "opkald"
[fields.within_limit]
column = "opkald"
[fields.wait_seconds]
column = "opkald"
"""
    outcome = database.load("år;opkald\n2015;4\n", mapping)
    assert outcome.refused
    assert [reason for reason, _count, _example in outcome.rejects.commonest()] == [
        "perioden er et år: tal for opkald er for en dag eller en måned"
    ]


@pytest.mark.parametrize("totals_first", [True, False])
def test_calls_are_not_counted_one_by_one_and_in_a_total(database: Any, totals_first: bool) -> None:
    month = (f"{MONTHS}april 2015;Herlev;420;400;45;61,5 %\n", "call-totals-monthly")
    first, second = (month, (TWO_CALLS, CALLS)) if totals_first else ((TWO_CALLS, CALLS), month)
    database.load(*first)
    before = database.everything()
    with pytest.raises(ImportFault, match="CIMT Servicedesk i 2015-04 ville stå både et for et og talt op"):
        database.load(*second)
    assert database.everything() == before


def test_another_month_may_be_known_in_another_way(database: Any) -> None:
    database.load(f"{MONTHS}marts 2015;Herlev;420;400;45;61,5 %\n", "call-totals-monthly")
    database.load(TWO_CALLS, CALLS)
    assert [row[1] for row in database.rows(t.daily_calls, "day", "offered")] == [420, 1, 1]


def test_a_day_is_not_counted_again_in_its_month(database: Any) -> None:
    database.load(f"{DAYS}13-04-2015;Herlev;42;2;1800;30\n", "call-totals-daily")
    with pytest.raises(ImportFault, match="talt op to gange"):
        database.load(f"{MONTHS}april 2015;Herlev;420;400;45;61,5 %\n", "call-totals-monthly")


def test_a_corrected_month_and_its_undoing(database: Any) -> None:
    database.load(
        f"{MONTHS}marts 2015;Herlev;420;400;45;50 %\nmarts 2015;Gentofte;20;20;45;50 %\n",
        "call-totals-monthly",
    )
    database.load(f"{MONTHS}februar 2015;Gentofte;7;7;45;100 %\n", "call-totals-monthly")
    before = database.everything()
    again = database.load(
        f"{MONTHS}marts 2015;Herlev;421;400;45;50 %\n",
        "call-totals-monthly",
        replaces=True,
        period=(date(2015, 3, 1), date(2015, 3, 31)),
    )
    assert (again.counts.replaced, again.removed) == (1, 1)
    # February is another period, and stands.
    assert database.rows(t.daily_calls, "day", "offered") == [(date(2015, 2, 1), 7), (date(2015, 3, 1), 421)]
    unload(database.url, again.load)
    assert database.everything() == before
