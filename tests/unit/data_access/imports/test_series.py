"""A number in another unit, or on another scale, than its series is refused, until somebody says which."""

from datetime import date
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.unload import unload
from tests.unit.data_access.imports.test_load import CALLS
from tests.unit.data_access.imports.test_right import reasons
from tests.unit.data_access.imports.test_two_readings import INDICATORS, by_template

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)

UNIT = INDICATORS + 'column = "enhed"\n'
PLAIN = INDICATORS.removesuffix("[fields.unit]\n")
HEAD = "tal;periode;værdi;enhed\n"
COSTS = f"{HEAD}Udgift;2015;4500;kr.\nUdgift;2016;4700;kr.\n"
TARGETS = "metric;scope;valid_from;value;tolerance\n"


def uptime(*values: str, first: int = 1) -> str:
    rows = (f"Oppetid;2015-{month:02d};{value}\n" for month, value in enumerate(values, start=first))
    return f"tal;periode;værdi\n{''.join(rows)}"


def test_another_unit_is_refused_and_both_are_told(database: Any) -> None:
    database.load(COSTS, UNIT)
    outcome = database.load(f"{HEAD}Udgift;2017;4,9;mio. kr.\n", UNIT)
    assert "unit er „mio. kr.“, og „Udgift“ er indlæst med „kr.“: regn tallene om" in reasons(outcome)
    assert not any("er enheden en anden?" in said for said in outcome.warnings)
    assert database.rows(t.indicators, "unit") == [("kr.",)]
    assert database.load(f"{HEAD}Udgift;2017;4900;Kr.\n", UNIT).counts.new == 1


def test_another_unit_is_taken_by_a_mapping_that_says_what_it_is(database: Any) -> None:
    database.load(COSTS, UNIT)
    told = UNIT.replace('"værdi"', '"værdi"\nscale = 1000') + 'values = { "t.kr." = "kr." }\n'
    assert database.load(f"{HEAD}Udgift;2017;4,9;t.kr.\n", told).counts.new == 1
    assert (4900.0,) in database.rows(t.indicator_values, "value")


@pytest.mark.parametrize("how", ["all anew", "unloaded", "the period anew"])
def test_another_unit_is_taken_as_a_correction(database: Any, how: str) -> None:
    first = database.load(COSTS, UNIT)
    if how == "unloaded":
        unload(database.url, first.load)
    wishes = {"replaces": True, "period": (date(2015, 1, 1), date(2016, 12, 31))} if "period" in how else {}
    rows = f"{HEAD}Udgift;2015;4,5;t.kr.\n" + ("" if wishes else "Udgift;2016;4,7;t.kr.\n")
    assert not database.load(rows, UNIT, **wishes).refused
    assert database.rows(t.indicators, "unit") == [("t.kr.",)]


@pytest.mark.parametrize("unit", ['[fields.unit]\nvalue = "procent"', ""])
def test_shares_of_one_do_not_go_on_with_per_cents(database: Any, unit: str) -> None:
    database.load(uptime("99,4", "98"), PLAIN + unit)
    outcome = database.load(uptime("0,95", "97", first=3), PLAIN + unit)
    assert outcome.refused
    assert "value er på en anden skala end „Oppetid“ ellers (omkring 98,7): skriv share" in reasons(outcome)
    told = (PLAIN + unit).replace('"værdi"', '"værdi"\nshare = "{}"')
    assert database.load(uptime("0,95", "0,97", first=3), told.format("fraction")).counts.new == 2
    assert database.load(uptime("0,95", first=5), told.format("percent")).counts.new == 1
    assert database.load(uptime("0,9 %", first=6), PLAIN + unit).counts.new == 1


def test_per_cents_do_not_go_on_with_shares_of_one(database: Any) -> None:
    database.load(uptime("0,994", "0,98"), PLAIN)
    assert "er på en anden skala" in reasons(database.load(uptime("97", first=3), PLAIN))
    # All of it anew is a correction.
    assert database.load(uptime("99,4", "98", "97"), PLAIN).counts.new == 1


def test_a_mapping_that_makes_per_cents_of_per_cents_is_told_of(database: Any) -> None:
    told = PLAIN.replace('"værdi"', '"værdi"\nshare = "fraction"') + '[fields.unit]\nvalue = "%"\n'
    database.load(uptime("0,994", "0,98"), told)
    assert "er på en anden skala" in reasons(database.load(uptime("97,5", "98,5", first=3), told))


def test_per_cents_that_fall_are_per_cents(database: Any) -> None:
    database.load(uptime("99,4", "98"), PLAIN + '[fields.unit]\nvalue = "%"\n')
    assert database.load(uptime("4,1", "0", first=3), PLAIN).counts.new == 2


def test_one_cell_on_another_scale_than_the_file_is_refused(database: Any) -> None:
    outcome = database.load(uptime("99,4", "98", "0,97", "97"), PLAIN, most_rejected=0.5)
    assert outcome.rejects.rows == 1
    assert outcome.counts.new == 3


def test_counts_that_grow_are_told_of_and_taken(database: Any) -> None:
    database.load(uptime("1", "2").replace("Oppetid", "Brugere"), PLAIN)
    outcome = database.load(uptime("95", first=3).replace("Oppetid", "Brugere"), PLAIN)
    assert outcome.counts.new == 1
    assert "„Brugere“ er nu 95 og er ellers omkring 1,5: er enheden en anden?" in outcome.warnings


def test_a_target_keeps_its_scale(database: Any) -> None:
    assert by_template(database, "targets", f"{TARGETS}service_level;;2015-01-01;80;5\n").counts.new == 1
    rows = f"{TARGETS}service_level;;2016-01-01;0,85;5\ncases_within_limit;;2016-01-01;5;1\n"
    outcome = by_template(database, "targets", rows)
    assert "value er på en anden skala end „service_level“ ellers (omkring 80)" in reasons(outcome)
    assert by_template(database, "targets", rows.replace("0,85", "85")).counts.new == 2


def test_a_budget_in_thousands_among_millions_is_told_of(database: Any) -> None:
    head = "year;category;item;kind;mio_dkk\n"
    by_template(database, "budget", f"{head}2015;Projekter;Drift;projects;4,5\n")
    outcome = by_template(database, "budget", f"{head}2016;Projekter;Drift;projects;4700\n")
    assert outcome.counts.new == 1
    assert "„Projekter, Drift“ er nu 4.700 og er ellers omkring 4,5: er enheden en anden?" in outcome.warnings


def test_waits_in_thousandths_do_not_go_on_with_seconds(database: Any) -> None:
    def log(month: int, times: int, day: int = 1) -> str:
        rows = (
            f"{month}-{n};Herlev;{day:02d}-{month:02d}-2015 09:{n:02d}:00;{(20 + n) * times};ja\n"
            for n in range(60)
        )
        return f"id;sted;tid;ventetid;svar\n{''.join(rows)}"

    assert database.load(log(1, 1), CALLS).counts.new == 60
    with pytest.raises(
        ImportFault, match="wait_seconds er typisk 49500 sekunder, og i den forrige indlæsning var det"
    ):
        database.load(log(2, 1000), CALLS)
    told = CALLS.replace('column = "ventetid"', 'column = "ventetid"\nscale = 0.001')
    assert database.load(log(2, 1000), told).counts.new == 60
    # A day on which everybody waited long is a bad day.
    assert database.load(log(3, 60), CALLS).counts.new == 60
