"""A fact is counted at the hospital its site belongs to today, or at the one of its own day."""

from dataclasses import replace

import pandas as pd
import pytest

from data_access.snapshot.organisation import NOWHERE, Organisation, in_scope
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


def calls(**asked: str) -> dict[str, int]:
    """Count the calls of April and May by hospital."""
    rows = in_scope(COUNTED, organisation("2015-05-11"), replace(Filters("2015-04", "2015-05"), **asked))
    return {str(key): int(value) for key, value in rows.groupby("hospital")["calls"].sum().items()}


def test_today_a_merged_hospital_has_its_whole_history() -> None:
    assert calls() == {"herlev-og-gentofte": 27, "rigshospitalet": 11, NOWHERE: 13}
    assert calls(hospital="herlev-og-gentofte") == {"herlev-og-gentofte": 27}


def test_then_the_month_of_the_change_is_shared_by_the_day() -> None:
    assert calls(organisation="then") == {
        "herlev": 12, "gentofte": 5, "herlev-og-gentofte": 10, "rigshospitalet": 11, NOWHERE: 13}  # fmt: skip
    assert calls(organisation="then", hospital="herlev") == {"herlev": 12}


def test_the_whole_region_counts_sites_that_have_closed() -> None:
    rows = in_scope(COUNTED, organisation("2015-05-11"), Filters("2015-04", "2015-05"))
    assert rows["calls"].sum() == 51


def test_asking_changes_nothing_in_the_frame() -> None:
    before = COUNTED.copy()
    calls(hospital="rigshospitalet")
    pd.testing.assert_frame_equal(COUNTED, before)


@pytest.mark.parametrize("frame", ["calls", "cases", "samples"])
def test_in_both_organisations_the_demonstration_has_the_same_events(
    demo_snapshot: Snapshot, frame: str
) -> None:
    count = {"calls": "offered", "cases": "opened", "samples": "samples"}[frame]
    asked = Filters("2015-04", "2015-05")
    found = [
        in_scope(demo_snapshot.frames[frame], demo_snapshot.organisation, replace(asked, organisation=each))
        for each in ("today", "then")
    ]
    today, then = (rows.groupby("hospital")[count].sum() for rows in found)
    assert today.sum() == then.sum()
    merged = today["herlev-og-gentofte"]
    assert merged == then[["herlev", "gentofte", "herlev-og-gentofte"]].sum() > then["herlev-og-gentofte"] > 0


def test_a_hospital_exists_in_the_months_in_which_it_has_a_site() -> None:
    found = organisation("2015-05-11")
    assert not found.existed("herlev-og-gentofte", "2015-04")
    assert found.existed("herlev-og-gentofte", "2015-05")
    assert found.existed("herlev", "2015-05")  # its last days
    assert not found.existed("herlev", "2015-06")
