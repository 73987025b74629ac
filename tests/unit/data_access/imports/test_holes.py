"""A hole is a hole by whichever way it came: what a file skips between its periods has not come, and is not 0."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.imports.covered import Days
from data_access.imports.kinds.catalogue import KINDS, kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping.templates import mapping_of
from data_access.imports.wishes import Outcome, Wishes

pytestmark = pytest.mark.takes(9)

# One row of each kind that tells of a period, but for the period; and the field that has it.
ROWS: dict[str, tuple[str, str]] = {
    "calls": ("queued_at", "desk=cimt;site=Herlev;answered=nej"),
    "call-totals": ("period", "desk=cimt;site=Herlev;offered=100;answered=90"),
    "cases": ("opened_at", "number=?;desk=cimt;site=Herlev"),
    "samples": ("taken_at", "system=mail;site=Herlev;action_class=standard;seconds=1"),
    "projects": ("month", "project=A;light=green"),
    "referrals": ("month", "site=Herlev;service=A;provider=B;agreement=own;treatments=100"),
    "pathways": ("month", "site=Herlev;field=somatic;expected=100;arrived=100;within_limit=90"),
    "staffing": ("year", "area=A;function=B;fte=1"),
    "staffing-origins": ("year", "origin=A;fte=1"),
    "budget": ("year", "category=A;item=B;mio_dkk=1"),
    "indicators": ("period", "indicator=A;value=1"),
}
# Kinds that hold from a day on, or are dates of their own: nothing is expected between two of them.
NO_PERIODS = {
    "project-milestones", "milestones", "notes", "sites", "targets", "limits", "desks", "systems", "action-classes",
    "sources", "opening-hours", "holidays",
}  # fmt: skip


def load(database: Any, kind: str, periods: list[str], **wishes: Any) -> Outcome:
    """Load rows of a kind, by its template: one of each period."""
    field, rest = ROWS[kind]
    told = dict(each.split("=") for each in rest.split(";"))
    lines = [
        ";".join([period, *(str(number) if value == "?" else value for value in told.values())])
        for number, period in enumerate(periods)
    ]
    path = database.folder / "fil.csv"
    path.write_text("\n".join([";".join([field, *told]), *lines]), "utf-8")
    return load_file(database.url, path, mapping_of(kind_of(kind)), Wishes(**wishes))


def days(first: str, last: str) -> list[date]:
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return [begin + timedelta(days=step) for step in range((end - begin).days + 1)]


def test_every_kind_says_whether_it_has_holes() -> None:
    assert set(ROWS) == {name for name, kind in KINDS.items() if kind.tells_gaps}
    assert set(ROWS) | NO_PERIODS == set(KINDS)


@pytest.mark.parametrize("kind", ROWS)
def test_what_is_skipped_between_two_periods_has_not_come(database: Any, kind: str) -> None:
    match ROWS[kind][0]:
        case "year":
            outcome = load(database, kind, ["2012", "2014"])
            assert outcome.gaps == days("2013-01-01", "2013-12-31")
        case "month" | "period":
            outcome = load(database, kind, ["2015-06", "2015-09"])
            assert outcome.gaps == days("2015-07-01", "2015-08-31")
        case _:
            outcome = load(database, kind, ["2015-06-01 09:00", "2015-06-05 09:00"])
            assert outcome.gaps == days("2015-06-02", "2015-06-04")
    assert {day for (day,) in database.rows(t.load_gaps, "day")} == set(outcome.gaps)


def test_days_that_are_counted_have_holes_and_closed_days(database: Any) -> None:
    weekdays = [day.isoformat() for day in days("2015-06-01", "2015-06-26") if day.weekday() < 5]
    assert load(database, "call-totals", weekdays).gaps == []
    database.empty()
    missing = [day for day in weekdays if day != "2015-06-10"]
    assert load(database, "call-totals", missing).gaps == days("2015-06-10", "2015-06-10")


def test_a_weekend_comes_with_the_monday_whose_calls_are_counted(database: Any) -> None:
    with writer(database.url).begin() as connection:
        hours = [
            {"desk_id": 1, "weekday": day, "valid_from": date(2015, 1, 1), "opens": 8, "closes": 16}
            for day in range(1, 6)
        ]
        connection.execute(insert(t.opening_hours), hours)
    assert load(database, "call-totals", ["2015-06-08"]).period == (date(2015, 6, 6), date(2015, 6, 8))
    # A month is the month, whatever day it begins on.
    assert load(database, "call-totals", ["2015-03"]).period == (date(2015, 3, 1), date(2015, 3, 31))


@pytest.mark.parametrize("kind", ["call-totals", "referrals", "pathways"])
def test_what_is_counted_before_a_month_is_over_is_not_all_of_it(database: Any, kind: str) -> None:
    from datetime import datetime

    outcome = load(database, kind, ["2015-06"], as_of=datetime(2015, 6, 20, 10))  # noqa: DTZ001 - UTC without zone
    assert outcome.gaps == days("2015-06-20", "2015-06-30")


@pytest.mark.parametrize(("kind", "period"), [("projects", "2015-06"), ("budget", "2015")])
def test_a_report_or_a_budget_is_whole_when_it_comes(database: Any, kind: str, period: str) -> None:
    from datetime import datetime

    assert load(database, kind, [period], as_of=datetime(2015, 6, 20, 10)).gaps == []  # noqa: DTZ001


def test_a_mapping_can_say_that_there_was_nothing(database: Any) -> None:
    path = database.folder / "fil.csv"
    path.write_text("month;project;light\n2015-06;A;green\n2015-09;A;green\n", "utf-8")
    mapping = replace(mapping_of(kind_of("projects")), gaps=False)
    assert load_file(database.url, path, mapping, Wishes()).gaps == []


def test_a_desk_that_skips_what_others_have_is_told(database: Any) -> None:
    with writer(database.url).begin() as connection:
        connection.execute(insert(t.desks), {"id": 99, "key": "klinisk", "name": "Klinisk"})
    rows = [
        ("2015-06", "cimt"),
        ("2015-07", "cimt"),
        ("2015-08", "cimt"),
        ("2015-06", "klinisk"),
        ("2015-08", "klinisk"),
    ]
    path = database.folder / "fil.csv"
    lines = [f"{period};{desk};Herlev;10;9" for period, desk in rows]
    path.write_text("\n".join(["period;desk;site;offered;answered", *lines]), "utf-8")
    try:
        outcome = load_file(database.url, path, mapping_of(kind_of("call-totals")), Wishes(dry_run=True))
    finally:
        with writer(database.url).begin() as connection:
            connection.execute(delete(t.desks).where(t.desks.c.id == 99))
    (told,) = [each for each in outcome.warnings if "Klinisk" in each]
    assert "har ingen række for juli 2015, og det har andre" in told


def test_a_place_that_skips_what_its_desk_has_is_told(database: Any) -> None:
    path = database.folder / "fil.csv"
    rows = [("2015-06", "Herlev"), ("2015-07", "Herlev"), ("2015-06", "Gentofte")]
    lines = [f"{period};cimt;{site};10;9" for period, site in rows]
    path.write_text("\n".join(["period;desk;site;offered;answered", *lines]), "utf-8")
    mapping = mapping_of(kind_of("call-totals"))
    outcome = load_file(database.url, path, mapping, Wishes(dry_run=True))
    (told,) = [each for each in outcome.warnings if "Gentofte" in each]
    assert told.startswith("Gentofte (CIMT Servicedesk) har ingen række for juli 2015")
    silent = load_file(database.url, path, replace(mapping, gaps=False), Wishes(dry_run=True))
    assert not [each for each in silent.warnings if "Gentofte" in each]


@pytest.mark.parametrize("kind", ["call-totals", "pathways"])
def test_a_place_that_a_file_lacks_and_earlier_ones_had_is_told(kind: str, database: Any) -> None:
    headings, row = {
        "call-totals": ("period;desk;site;offered;answered", "{month};cimt;{site};10;9"),
        "pathways": ("month;field;site;expected;arrived;within_limit", "{month};somatic;{site};10;9;8"),
    }[kind]
    mapping = mapping_of(kind_of(kind))

    def load(month: str, *sites: str, dry: bool = False) -> list[str]:
        path = database.folder / "fil.csv"
        lines = [row.format(month=month, site=site) for site in sites]
        path.write_text("\n".join([headings, *lines]), "utf-8")
        outcome = load_file(database.url, path, mapping, Wishes(dry_run=dry))
        return [each for each in outcome.warnings if "har ingen række" in each]

    assert load("2015-06", "Herlev", "Gentofte") == []
    (told,) = load("2015-07", "Herlev", dry=True)
    assert told.startswith("Gentofte (")
    assert "har ingen række for juli 2015" in told
    assert "indlæs en række med 0, eller skriv gaps = false" in told
    assert load("2015-05", "Herlev", dry=True) == []  # it is waited for from its first row on


def test_what_is_loaded_after_midnight_in_denmark_is_of_that_day() -> None:
    from datetime import datetime

    late: Any = datetime(2015, 4, 30, 22, 30)  # noqa: DTZ001 - UTC without zone
    nobody: Any = None
    loaded = Days(nobody, mapping_of(kind_of("notes")), late, "", lambda: "")
    assert loaded.period() == (date(2015, 5, 1), date(2015, 5, 1))
