"""The published figures of the subjects without a page yet, through the functions that their pages will use."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.filters import Filters
from data_access import cases, pathways, projects, referrals, resources, strategy
from data_access.snapshot import Snapshot

QUARTER = Filters("2015-01", "2015-03", organisation="then")


def test_referrals_of_march_2015(demo_snapshot: Snapshot) -> None:
    rows = referrals.monthly(demo_snapshot, QUARTER)
    assert rows.set_index("month")["treatments"]["2015-03"] == 2532


@pytest.mark.parametrize(
    ("by", "largest", "share"), [("service", 7, 91), ("hospital", 3, 68), ("provider", 10, 83)]
)
def test_shares_of_the_largest_in_the_first_quarter(
    by: referrals.Dimension, largest: int, share: int, demo_snapshot: Snapshot
) -> None:
    rows = referrals.ranked(demo_snapshot, QUARTER, by)
    assert round(rows["share"].head(largest).sum()) == share
    assert rows["share"].sum() == pytest.approx(100)


def test_two_kinds_of_agreement_and_52_providers(demo_snapshot: Snapshot) -> None:
    assert len(referrals.ranked(demo_snapshot, QUARTER, "agreement")) == 2
    assert len(referrals.ranked(demo_snapshot, QUARTER, "provider")) == 52


def test_cases_within_their_limit_in_april_2015(demo_snapshot: Snapshot) -> None:
    rows = cases.within_limit(demo_snapshot, replace(QUARTER, first="2015-04", last="2015-04"))
    assert rows["shown"].tolist() == ["87\u00a0%"]
    assert rows["level"].iloc[0] in ("near", "missed")


@pytest.mark.parametrize("field", ["somatic", "psychiatry"])
def test_completeness_of_pathways_is_low_but_improving(
    field: pathways.Field, demo_snapshot: Snapshot
) -> None:
    rows = pathways.monthly(demo_snapshot, Filters("2014-01", "2015-03"), field)
    assert rows["completeness"].iloc[0] < rows["completeness"].iloc[-1] < 0.95
    assert rows["value"].between(0, 100).all()


def test_thirteen_projects_and_their_lights(demo_snapshot: Snapshot) -> None:
    newest = projects.latest(demo_snapshot).set_index("name")
    assert len(newest) == 13
    assert (newest["month"] == "2015-05").all()
    assert newest["light"]["EKG"] == "red"
    assert newest["delay_weeks"]["EKG"] == 14
    assert newest["light"]["RIS/PACS"] == "yellow"
    assert (newest["light"] == "green").sum() == 11


def test_staff_and_money_of_2018(demo_snapshot: Snapshot) -> None:
    assert sorted(resources.staffing_by_area(demo_snapshot, 2018)["fte"]) == [83, 108, 161]
    assert sorted(resources.staffing_sources(demo_snapshot, 2018)["fte"]) == [15, 70, 75, 190]
    budget = resources.budget(demo_snapshot, 2018).groupby("category")["mio_dkk"].sum()
    assert sorted(budget) == [10, 36]


def test_milestones_and_key_persons(demo_snapshot: Snapshot) -> None:
    milestones = strategy.milestones(demo_snapshot, "pejlemaerker")
    assert any("13 af 24" in what for what in milestones["what"])
    late = strategy.late(demo_snapshot, "pejlemaerker", date(2015, 5, 11))
    assert late["due"].tolist() == ["2013-06-30"]
    key_persons = strategy.indicator(demo_snapshot, "key_persons")
    assert key_persons["numerator"].tolist() == [1800]
    assert key_persons["denominator"].tolist() == [2200]
