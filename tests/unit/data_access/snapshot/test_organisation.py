"""A fact is counted at the hospital its site belongs to today, or at the one of its own day."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.cube import cube
from data_access.snapshot.organisation import NOWHERE, Organisation
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

MEMBERSHIPS = pd.DataFrame(
    [
        ("herlev", "herlev", "2007-01-01", "2015-05-08"),
        ("herlev", "herlev-og-gentofte", "2015-05-08", None),
        ("gentofte", "gentofte", "2007-01-01", "2015-05-08"),
        ("gentofte", "herlev-og-gentofte", "2015-05-08", None),
        ("blegdamsvej", "rigshospitalet", "2007-01-01", None),
        ("glostrup", "glostrup", "2007-01-01", "2015-09-04"),
        ("glostrup", "rigshospitalet", "2015-09-04", None),
        ("medicinsk", "glostrup", "2007-01-01", "2015-09-04"),
        ("medicinsk", "hvidovre", "2015-09-04", None),
        ("hvidovre-sted", "hvidovre", "2007-01-01", None),
        ("lukket", "rigshospitalet", "2007-01-01", "2014-01-01"),
        ("lukket", None, "2014-01-01", None),
    ],
    columns=["site", "hospital", "valid_from", "valid_to"],
)
HOSPITALS = ("herlev", "gentofte", "herlev-og-gentofte", "rigshospitalet", "glostrup", "hvidovre")


def organisation(today: str) -> Organisation:
    sites = dict.fromkeys(MEMBERSHIPS["site"], "")
    return Organisation(sites, {key: key.capitalize() for key in HOSPITALS}, MEMBERSHIPS, today)


@pytest.mark.parametrize(
    ("today", "site", "hospital"),
    [
        ("2015-05-07", "herlev", "herlev"),
        ("2015-05-08", "herlev", "herlev-og-gentofte"),
        ("2015-05-08", "gentofte", "herlev-og-gentofte"),
        ("2015-09-03", "medicinsk", "glostrup"),
        ("2015-09-04", "glostrup", "rigshospitalet"),
        ("2015-09-04", "medicinsk", "hvidovre"),  # it does not follow the rest of its hospital
    ],
)
def test_a_site_belongs_to_its_new_hospital_from_the_day_of_the_change(
    today: str, site: str, hospital: str
) -> None:
    assert organisation(today).site_today[site] == hospital


def test_a_closed_site_belongs_nowhere() -> None:
    assert "lukket" not in organisation("2015-05-11").site_today
    assert organisation("2013-12-31").site_today["lukket"] == "rigshospitalet"


def test_todays_hospitals_are_those_with_a_site_and_then_all_that_have_been() -> None:
    after = organisation("2015-09-10")
    assert list(after.hospitals_today()) == ["herlev-og-gentofte", "rigshospitalet", "hvidovre"]
    assert list(after.hospitals_then("2015-09")) == list(HOSPITALS)
    # A merger that is decided but still to come is no choice yet.
    assert "herlev-og-gentofte" not in organisation("2015-04-30").hospitals_then("2015-04")


def test_former_hospitals_and_sites_lead_to_where_they_are_today() -> None:
    heirs = organisation("2015-09-10").heirs()
    assert heirs["herlev"] == heirs["gentofte"] == "herlev-og-gentofte"
    assert heirs["glostrup"] == "rigshospitalet"
    assert heirs["medicinsk"] == "hvidovre"
    assert organisation("2015-05-11").heirs()["glostrup"] == "glostrup"


# What was counted a month at a site, with the hospital of the day: May 2015 has days before and after the change.
COUNTED = pd.DataFrame(
    [
        ("2015-04", "herlev", "herlev", 10),
        ("2015-05", "herlev", "herlev", 2),
        ("2015-05", "herlev-og-gentofte", "herlev", 3),
        ("2015-05", "gentofte", "gentofte", 5),
        ("2015-05", "herlev-og-gentofte", "gentofte", 7),
        ("2015-05", "rigshospitalet", "blegdamsvej", 11),
        ("2015-05", None, "lukket", 13),
        ("2015-06", "herlev-og-gentofte", "herlev", 17),
    ],
    columns=["month", "hospital", "site", "calls"],
)


def by_hospital(snapshot: Any, frame: str, count: str, **asked: str) -> dict[str, int]:
    """Count what was of April and May by hospital."""
    rows = cube(snapshot, frame, replace(Filters("2015-04", "2015-05"), **asked), "hospital")
    keys = rows.present("hospital")
    return dict(zip(keys, rows.sums("hospital", keys, rows.counts)[count].tolist(), strict=True))


def calls(**asked: str) -> dict[str, int]:
    part = SimpleNamespace(frames={"counted": COUNTED}, organisation=organisation("2015-05-11"), facts={})
    return by_hospital(part, "counted", "calls", **asked)


def test_today_a_merged_hospital_has_its_whole_history() -> None:
    assert calls() == {"herlev-og-gentofte": 27, "rigshospitalet": 11, NOWHERE: 13}
    assert calls(hospital="herlev-og-gentofte") == {"herlev-og-gentofte": 27}


def test_then_the_month_of_the_change_is_shared_by_the_day() -> None:
    assert calls(organisation="then") == {
        "herlev": 12, "gentofte": 5, "herlev-og-gentofte": 10, "rigshospitalet": 11, NOWHERE: 13}  # fmt: skip
    assert calls(organisation="then", hospital="herlev") == {"herlev": 12}


def test_the_whole_region_counts_sites_that_have_closed() -> None:
    assert sum(calls().values()) == 51


def test_asking_changes_nothing_in_the_frame() -> None:
    before = COUNTED.copy()
    calls(hospital="rigshospitalet")
    pd.testing.assert_frame_equal(COUNTED, before)


@pytest.mark.parametrize("frame", ["calls", "cases", "samples"])
def test_in_both_organisations_the_demonstration_has_the_same_events(
    demo_snapshot: Snapshot, frame: str
) -> None:
    count = {"calls": "offered", "cases": "opened", "samples": "samples"}[frame]
    today, then = (by_hospital(demo_snapshot, frame, count, organisation=each) for each in ("today", "then"))
    assert sum(today.values()) == sum(then.values())
    parts = sum(then[each] for each in ("herlev", "gentofte", "herlev-og-gentofte"))
    assert today["herlev-og-gentofte"] == parts > then["herlev-og-gentofte"] > 0


def test_a_hospital_exists_in_the_months_in_which_it_has_a_site() -> None:
    found = organisation("2015-05-11")
    assert not found.existed("herlev-og-gentofte", "2015-04")
    assert found.existed("herlev-og-gentofte", "2015-05")
    assert found.existed("herlev", "2015-05")  # its last days
    assert not found.existed("herlev", "2015-06")
