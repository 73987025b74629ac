"""Columns that become rows: of a sheet with a month in each column, one row a month, and of one of weeks none."""

from typing import Any

import pytest

from data_access.database import schema as t
from data_access.imports.faults import ImportFault
from data_access.imports.mapping import reader as mappings

DATABASES = ("sqlite",)  # what is read from a file is the same on any

REFERRALS = """
kind = "referrals"
[file]
unfold = {unfold}
[fields.month]
column = "overskrift"
[fields.site]
column = "Hospital"
[fields.service]
value = "Øjne"
[fields.provider]
value = "P1"
[fields.agreement]
value = "own"
[fields.treatments]
column = "værdi"
"""


def test_each_month_in_a_column_is_a_row_and_an_empty_cell_is_none(database: Any) -> None:
    rows = "Rapport\n\nHospital;jan-15;2015-02;marts 2015;I alt\nHerlev;3;;5;8\nGentofte; ;4;6;10\n"
    outcome = database.load(rows, REFERRALS.format(unfold='"periods"'))
    assert not outcome.rejects.reasons
    assert database.rows(t.referrals, "month", "treatments") == [
        ("2015-01", 3), ("2015-02", 4), ("2015-03", 5), ("2015-03", 6),
    ]  # fmt: skip


def test_columns_that_are_to_be_rows_and_are_not_there_are_told(database: Any) -> None:
    for unfold, said in (
        ('"periods"', "ingen kolonner, hvis overskrift er en periode"),
        ('["maj"]', "hedder „maj“"),
    ):
        with pytest.raises(ImportFault, match=said):
            database.load("Hospital;Antal\nHerlev;3\n", REFERRALS.format(unfold=unfold))
    with pytest.raises(ImportFault, match="hverken „periods“ eller kolonner"):
        mappings.read_mapping(REFERRALS.format(unfold='"months"'), "prøve")


@pytest.mark.parametrize(
    "week", ["2015-W53", "2015W53", "uge 53 2015", "Uge 3, 2015", "2015 uge 3", "W53/2015"]
)
def test_a_week_is_refused_by_name(database: Any, week: str) -> None:
    mapping = REFERRALS.format(unfold='["Antal"]').replace('column = "overskrift"', 'column = "Uge"')
    outcome = database.load(f"Uge;Hospital;Antal\n{week};Herlev;3\n", mapping)
    (reason,) = outcome.rejects.reasons
    assert reason == "month er en uge, og en uge kan ligge i to måneder: hent tallene for dage eller måneder"
