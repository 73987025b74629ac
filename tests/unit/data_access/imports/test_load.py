"""A file is loaded whole or not at all, and once or twice is the same: on both databases."""

import gc
import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from tests.tried import examples

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(22)]


def utc(*parts: int) -> datetime:
    """Return a time as the database keeps it: UTC without zone."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc,arg-type]


CALLS = """
kind = "calls"
key = ["id"]
[times]
zone = "Europe/Copenhagen"
[fields.desk]
value = "cimt"
[fields.site]
column = "sted"
[fields.queued_at]
column = "tid"
format = "%d-%m-%Y %H:%M:%S"
[fields.wait_seconds]
column = "ventetid"
[fields.answered]
column = "svar"
"""
CASES = """
kind = "cases"
newest_by = "linje"
[fields.number]
column = "nummer"
[fields.desk]
value = "cimt"
[fields.site]
column = "sted"
[fields.channel]
value = "portal"
[fields.priority]
column = "prioritet"
values = { "2" = "high", "3" = "medium" }
[fields.kind]
value = "incident"
[fields.opened_at]
column = "oprettet"
[fields.resolved_at]
column = "løst"
"""
REFERRALS = """
kind = "referrals"
[fields.month]
column = "måned"
[fields.site]
column = "sted"
[fields.service]
column = "ydelse"
[fields.provider]
column = "privathospital"
[fields.agreement]
value = "own"
[fields.treatments]
column = "antal"
"""
HEAD = "id;sted;tid;ventetid;svar"
TWO_CALLS = f"{HEAD}\n1;Herlev;13-04-2015 09:12:05;45;ja\n2;Gentofte;14-04-2015 23:30:00;400,5;nej\n"


def test_rows_rollups_and_the_load_come_together(database: Any) -> None:
    outcome = database.load(TWO_CALLS, CALLS)
    assert (outcome.counts.new, outcome.rejects.rows) == (2, 0)
    assert database.rows(t.calls, "day", "hour", "wait_seconds", "answered") == [
        (date(2015, 4, 13), 9, 45.0, True),
        (date(2015, 4, 14), 23, 400.5, False),
    ]
    # The clock on the wall in Denmark is two hours ahead of UTC in April.
    assert (utc(2015, 4, 13, 7, 12, 5),) in database.rows(t.calls, "queued_at")
    assert database.rows(t.daily_calls, "day", "offered", "answered", "within_limit") == [
        (date(2015, 4, 13), 1, 1, 1),
        (date(2015, 4, 14), 1, 0, 0),
    ]
    assert database.rows(t.loads, "kind", "file", "period_from", "period_to", "row_count") == [
        ("calls", "fil.csv", date(2015, 4, 13), date(2015, 4, 14), 2)
    ]


def test_the_same_file_again_changes_nothing(database: Any) -> None:
    database.load(TWO_CALLS, CALLS)
    before = (database.everything(), database.rows(t.loads), database.rows(t.versions))
    again = database.load(TWO_CALLS, CALLS)
    assert (again.load, again.counts.unchanged) == (None, 2)
    assert (database.everything(), database.rows(t.loads), database.rows(t.versions)) == before


def test_the_fault_of_a_key_that_is_there_goes_by_itself(database: Any) -> None:
    """It holds the frames that it came through and so all rows; nobody looks for such circles during a load."""
    database.load(TWO_CALLS, CALLS)
    gc.disable()
    try:
        before = {id(each) for each in gc.get_objects() if type(each) is IntegrityError}
        database.load(TWO_CALLS, CALLS)
        found = [each for each in gc.get_objects() if type(each) is IntegrityError and id(each) not in before]
        assert not found
    finally:
        gc.enable()


def test_a_trial_tells_everything_and_changes_nothing(database: Any) -> None:
    before = database.everything()
    outcome = database.load(TWO_CALLS, CALLS, dry_run=True)
    assert (outcome.counts.new, outcome.load) == (2, None)
    assert database.everything() == before
    assert database.rows(t.loads) == []


def test_rows_that_cannot_be_right_are_told_with_line_column_value_and_reason(database: Any) -> None:
    content = (
        TWO_CALLS + "3;Hellerup;15-04-2015 10:00:00;5;ja\n4;Herlev;31-04-2015 10:00:00;5;ja\n5;Herlev;x\n"
    )
    path = database.folder / "afvist.csv"
    outcome = database.load(content, CALLS, most_rejected=0.9, rejects=path)
    assert outcome.rejects.rows == 3
    assert outcome.rejects.unknown["site"] == {"Hellerup": 1}
    lines = path.read_text("utf-8-sig").splitlines()
    assert "4;sted;Hellerup;site kendes ikke" in lines
    assert (
        "5;tid;31-04-2015 10:00:00;queued_at kan ikke læses som %d-%m-%Y %H:%M:%S, eller findes ikke" in lines
    )
    assert any(line.startswith("6;") and "færre end 5 kolonner" in line for line in lines)
    assert outcome.counts.new == 2


def test_above_the_share_nothing_at_all_is_loaded(database: Any) -> None:
    before = database.everything()
    outcome = database.load(TWO_CALLS + "3;Hellerup;15-04-2015 10:00:00;5;ja\n", CALLS)
    assert outcome.refused
    assert outcome.load is None
    assert outcome.hints["site", "Hellerup"] == "Herlev"
    assert database.everything() == before
    assert database.rows(t.loads) == []


def test_a_day_without_rows_in_the_middle_is_a_gap_and_not_a_zero(database: Any) -> None:
    days = [day for day in range(1, 29) if day not in (11, 12)]
    rows = "".join(f"{day};Herlev;{day:02d}-01-2015 10:00:00;5;ja\n" for day in days)
    outcome = database.load(f"{HEAD}\n{rows}", CALLS)
    assert outcome.gaps == [date(2015, 1, 11), date(2015, 1, 12)]
    assert database.rows(t.load_gaps, "day") == [(date(2015, 1, 11),), (date(2015, 1, 12),)]


def test_a_weekday_that_never_has_rows_is_closed_and_no_gap(database: Any) -> None:
    days = [day for day in range(5, 31) if date(2015, 1, day).weekday() < 5]
    rows = "".join(f"{day};Herlev;{day:02d}-01-2015 10:00:00;5;ja\n" for day in days)
    assert database.load(f"{HEAD}\n{rows}", CALLS).gaps == []


# --- States ------------------------------------------------------------------------------------------

LOG = ["nummer,linje,sted,prioritet,oprettet,løst",
       "A,0,Herlev,3,2015-04-13 09:00,",
       "A,1,Herlev,2,2015-04-13 09:00,",
       "A,2,Herlev,2,2015-04-13 09:00,2015-04-14 10:00",
       "B,0,Gentofte,2,2015-04-20 08:00,",
       "B,3,Gentofte,2,2015-04-20 08:00,2015-04-25 08:00",
       "C,1,Herlev,2,2015-05-01 08:00,"]  # fmt: skip
LAST = [
    ("A", "high", utc(2015, 4, 14, 8)),
    ("B", "high", utc(2015, 4, 25, 6)),
    ("C", "high", None),
]


ROLLED = [
    (date(2015, 4, 13), 1, 0, 0),
    (date(2015, 4, 14), 0, 1, 0),  # it is not told whether it was solved at first contact, so in no time
    (date(2015, 4, 20), 1, 0, 0),
    (date(2015, 4, 25), 0, 1, 0),
    (date(2015, 5, 1), 1, 0, 0),
]


def test_the_newest_line_of_a_log_is_the_truth(database: Any) -> None:
    outcome = database.load("\n".join(LOG), CASES)
    assert database.rows(t.cases, "number", "priority", "resolved_at") == LAST
    assert database.rows(t.daily_cases, "day", "opened", "resolved", "within_limit") == ROLLED
    assert outcome.counts.earlier == 3


def workbook_of(rows: list[str]) -> bytes:
    """Return lines of a text as an Excel workbook of texts."""
    book: Any = Workbook()
    for row in rows:
        book.active.append([cell or None for cell in row.split(",")])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@settings(max_examples=examples(8))
@given(data=st.data())
def test_split_ordered_and_repeated_in_any_way_the_end_is_the_same(
    database: Any, data: st.DataObject
) -> None:
    lines = LOG[1:]
    # Each line in some file, and any of them in others too.
    places = data.draw(st.lists(st.integers(0, 3), min_size=len(lines), max_size=len(lines)))
    files = [[line for line, at in zip(lines, places, strict=True) if at == place] for place in set(places)]
    files += data.draw(st.lists(st.lists(st.sampled_from(lines), min_size=1, max_size=8), max_size=2))
    files = [data.draw(st.permutations(file)) for file in data.draw(st.permutations(files))]
    database.empty()
    for place, some in enumerate(files):
        is_workbook = data.draw(st.booleans())
        rows = [LOG[0], *some]
        database.load(workbook_of(rows) if is_workbook else "\n".join(rows), CASES, f"{place}.csv")
    assert database.rows(t.cases, "number", "priority", "resolved_at") == LAST
    rolled = database.rows(t.daily_cases, "day", "opened", "resolved", "within_limit")
    assert rolled == ROLLED


def test_an_older_export_never_overwrites_a_newer_state(database: Any) -> None:
    row = "måned;sted;ydelse;privathospital;antal\n2015-03;Herlev;Øjne;Privat 1;{}\n"
    database.load(row.format(12), REFERRALS, as_of=utc(2015, 5, 1))
    older = database.load(row.format(10), REFERRALS, as_of=utc(2015, 4, 1))
    assert (older.counts.older, older.load) == (1, None)
    assert database.rows(t.referrals, "treatments") == [(12,)]
    database.load(row.format(13), REFERRALS, as_of=utc(2015, 6, 1))
    assert database.rows(t.referrals, "treatments") == [(13,)]


def test_two_rows_of_one_thing_that_say_different_things_are_a_fault(database: Any) -> None:
    content = TWO_CALLS + "2;Gentofte;14-04-2015 23:30:00;9;ja\n"
    outcome = database.load(content, CALLS, most_rejected=0.5)
    assert outcome.rejects.commonest()[0][0].startswith("samme nøgle")
    assert len(database.rows(t.calls)) == 2


def test_a_row_that_a_corrected_period_no_longer_has_goes_when_told(database: Any) -> None:
    head, one, other = (
        "måned;sted;ydelse;privathospital;antal\n",
        "2015-03;Herlev;Øjne;Privat 1;12\n",
        "2015-03;Gentofte;Øjne;Privat 1;7\n",
    )
    database.load(head + one + other, REFERRALS)
    database.load(head + one, REFERRALS)
    assert len(database.rows(t.referrals)) == 2  # a file that lacks a row does not say that it is gone
    march = (date(2015, 3, 1), date(2015, 3, 31))
    outcome = database.load(head + one, REFERRALS, replaces=True, period=march)
    assert outcome.removed == 1
    assert database.rows(t.referrals, "treatments") == [(12,)]
    unload(database.url, outcome.load)
    assert len(database.rows(t.referrals)) == 2


# --- Out again ----------------------------------------------------------------------------------------


def test_a_load_is_taken_out_whole_and_what_it_replaced_comes_back(database: Any) -> None:
    database.load("\n".join(LOG[:2]), CASES, "1.csv")
    before = database.everything()
    second = database.load("\n".join(LOG), CASES, "2.csv")
    done = unload(database.url, second.load)
    assert (done.removed, done.restored) == (3, 1)
    after = database.everything()
    assert after["cases"] == before["cases"]
    assert after["daily_cases"] == before["daily_cases"]


def test_a_load_in_the_middle_is_taken_out_from_under_a_later_one(database: Any) -> None:
    first, second, third = (
        database.load("\n".join([LOG[0], LOG[place]]), CASES, f"{place}.csv") for place in (1, 2, 3)
    )
    unload(database.url, second.load)
    assert database.rows(t.cases, "number", "priority", "resolved_at") == LAST[:1]
    unload(database.url, third.load)
    assert database.rows(t.cases, "number", "priority", "resolved_at") == [("A", "medium", None)]
    unload(database.url, first.load)
    assert database.rows(t.cases) == []
    assert database.rows(t.superseded) == []


def test_what_was_not_loaded_cannot_be_taken_out(database: Any) -> None:
    with pytest.raises(ImportFault, match="der er ingen indlæsning 99"):
        unload(database.url, 99)


# --- Unlike before --------------------------------------------------------------------------------------


def calls(count: int, wait: Callable[[int], str], begin: int) -> str:
    rows = (f"{begin + n};Herlev;{1 + n % 28:02d}-04-2015 10:00:00;{wait(n)};ja\n" for n in range(count))
    return f"{HEAD}\n{''.join(rows)}"


def test_a_unit_that_has_changed_is_noticed(database: Any) -> None:
    database.load(calls(100, lambda n: str(30 + n % 7), 0), CALLS)
    assert not database.load(calls(100, lambda n: str(31 + n % 7), 2000), CALLS).warnings
    outcome = database.load(calls(100, lambda n: str(1_800 + n % 7), 1000), CALLS)
    assert any("er enheden en anden" in warning for warning in outcome.warnings)


def test_day_and_month_that_are_swapped_are_called_out(database: Any) -> None:
    swapped = CALLS.replace("%d-%m-%Y", "%m-%d-%Y")
    rows = "".join(f"{n};Herlev;{1 + n % 28:02d}-{1 + n % 12:02d}-2015 10:00:00;5;ja\n" for n in range(300))
    refused = database.load(f"{HEAD}\n{rows}", swapped)
    assert refused.refused
    assert any("kan læses som %d-%m-%Y" in warning for warning in refused.warnings)
    # What can be read the wrong way is read the wrong way: nothing but the dates themselves tells.
    low = "".join(
        f"{n};Herlev;{1 + n % 12:02d}-{1 + n // 12 % 12:02d}-2015 10:00:00;5;ja\n" for n in range(144)
    )
    silent = database.load(f"{HEAD}\n{low}", swapped)
    assert any("efter den 12. i sin måned" in warning for warning in silent.warnings)
