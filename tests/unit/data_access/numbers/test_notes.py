"""Notes stand at their month, and only where they belong: their figure, their hospital, their system."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd
import pytest

from data_access.numbers import response_times
from data_access.numbers.notes import FRAME, notes, of_hospital, of_month, shifts
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

SPRING = {"first": "2015-01", "last": "2015-05"}


@pytest.fixture
def asked(demo_snapshot: Snapshot) -> Filters:
    return replace(demo_snapshot.choices.default(), **SPRING)


def said(snapshot: Snapshot, filters: Filters, *metrics: str) -> list[tuple[str, str]]:
    rows = response_times.matrix(snapshot, filters)
    return [(note.month, note.words) for note in notes(snapshot, filters, metrics, rows)]


def test_a_note_belongs_to_its_figure(demo_snapshot: Snapshot, asked: Filters) -> None:
    assert said(demo_snapshot, asked, "average_wait") == [
        ("2015-03", "Mange opkald og sygdom i servicedesken gav længere ventetid."),
        ("2015-04", "Ventetiden var fortsat lang: mange opkald og sygdom i servicedesken."),
    ]
    assert said(demo_snapshot, asked, "telephone_share") == []


def test_a_note_on_a_desk_is_not_on_the_other(demo_snapshot: Snapshot, asked: Filters) -> None:
    clinical = replace(asked, desk="klinisk")
    assert said(demo_snapshot, clinical, "average_wait", "calls", "service_level") == []
    rows = response_times.matrix(demo_snapshot, replace(clinical, first="2014-01"))
    assert shifts(demo_snapshot, clinical, ["first_contact_resolution"], rows) == []
    assert shifts(demo_snapshot, asked, ["first_contact_resolution"], rows) == ["2014-08"]


@pytest.mark.parametrize(
    ("hospital", "months"),
    [
        (None, ["2015-03", "2015-04"]),
        ("hospitalerne-i-nordsjaelland", ["2015-03", "2015-04"]),
        ("bornholms", []),
    ],
)
def test_a_note_on_a_site_belongs_to_its_hospital(
    hospital: str | None, months: list[str], demo_snapshot: Snapshot, asked: Filters
) -> None:
    found = said(demo_snapshot, replace(asked, hospital=hospital), "response_time")
    assert [month for month, words in found if "Frederikssund" in words or "Faldet" in words] == months


def test_what_is_written_of_the_region_is_said_to_be_where_a_hospital_is_chosen(
    demo_snapshot: Snapshot, asked: Filters
) -> None:
    rows = response_times.matrix(demo_snapshot, asked)
    for hospital in (None, "hospitalerne-i-nordsjaelland"):
        found = notes(
            demo_snapshot, replace(asked, hospital=hospital), ["service_level", "response_time"], rows
        )
        words = {note.site: note.said_of(hospital) for note in found}
        assert {site is None: each.startswith("Hele regionen: ") for site, each in words.items()} == {
            True: bool(hospital), False: False,
        }  # fmt: skip


def test_a_note_on_a_system_stands_only_where_the_system_is(demo_snapshot: Snapshot, asked: Filters) -> None:
    orbit = response_times.trend(demo_snapshot, replace(asked, system="orbit"))
    blodinfo = response_times.trend(demo_snapshot, replace(asked, system="blodinfo-ii"))
    assert notes(demo_snapshot, asked, ["response_time"], orbit) == []
    assert {note.system for note in notes(demo_snapshot, asked, ["response_time"], blodinfo)} == {
        "blodinfo-ii"
    }


@pytest.mark.parametrize(
    ("chosen", "moves"),
    [
        ({"hospital": "herlev-og-gentofte"}, ["2015-05", "2015-05"]),
        ({"hospital": "herlev", "organisation": "then"}, ["2015-05"]),
        ({"hospital": "bornholms"}, []),
        ({}, []),
    ],
)
def test_a_change_of_the_organisation_is_marked_at_its_month(
    chosen: dict[str, str], moves: list[str], demo_snapshot: Snapshot, asked: Filters
) -> None:
    filters = replace(asked, **chosen)  # type: ignore[arg-type]
    rows = response_times.matrix(demo_snapshot, filters)
    moved = [note for note in notes(demo_snapshot, filters, ["calls"], rows) if note.moved]
    assert [note.month for note in moved] == moves
    assert all("8.-10. maj 2015" in note.words for note in moved)


def test_the_department_moves_alone(demo_snapshot: Snapshot) -> None:
    after = replace(demo_snapshot, now=datetime.fromisoformat("2015-12-10T08:00"))
    today = after.organisation.site_today
    assert today["glostrup"] == "rigshospitalet"
    assert today["glostrup-medicinsk-afdeling"] == today["hvidovre"] == "amager-og-hvidovre"


@pytest.mark.parametrize(
    ("day", "region"),
    [
        ("2015-05-11", "Region Hovedstaden"),
        ("2026-12-31", "Region Hovedstaden"),
        ("2027-01-01", "Region Østdanmark"),
    ],
)
def test_the_regions_own_merger_is_rows_and_nothing_else(
    day: str, region: str, demo_snapshot: Snapshot
) -> None:
    assert replace(demo_snapshot, now=datetime.fromisoformat(f"{day}T08:00")).region == region


def written(snapshot: Snapshot, *rows: dict[str, Any]) -> Snapshot:
    """Return the snapshot with notes that were made in the web."""
    frame = pd.DataFrame([_NOTE | row for row in rows], columns=list(_NOTE))
    return replace(snapshot, frames={**snapshot.frames, FRAME: frame})


_NOTE = {
    "metric": "average_wait", "month": "2015-03", "desk": "cimt", "system": "", "hospital": "", "version": 1,
    "state": "published", "text": "Nyt system", "level_shift": True,
}  # fmt: skip


def test_what_was_made_in_the_web_stands_beside_what_was_loaded_until_it_is_taken_back(
    demo_snapshot: Snapshot, asked: Filters
) -> None:
    loaded = said(demo_snapshot, asked, "average_wait")
    rows = response_times.matrix(demo_snapshot, asked)
    made = written(demo_snapshot, {}, {"version": 2, "text": "Nyt telefonsystem"})
    march = [words for month, words in said(made, asked, "average_wait") if month == "2015-03"]
    assert march == [loaded[0][1], "Nyt telefonsystem"], "the loaded one is the other's too"
    assert shifts(made, asked, ["average_wait"], rows) == ["2015-03"]
    place = ("average_wait", "2015-03", "cimt", "", "")
    assert shifts(made, asked, ["average_wait"], rows, besides=place) == []
    assert shifts(made, replace(asked, desk="klinisk"), ["average_wait"], rows) == []
    gone = written(demo_snapshot, {}, {"version": 2, "state": "withdrawn"})
    assert said(gone, asked, "average_wait") == loaded
    assert shifts(gone, asked, ["average_wait"], rows) == []


def test_what_was_made_of_a_hospital_is_named_in_the_regions_and_moves_only_its_own_level(
    demo_snapshot: Snapshot, asked: Filters
) -> None:
    of, other = replace(asked, hospital="bornholms"), replace(asked, hospital="rigshospitalet")
    made = written(demo_snapshot, {"metric": "response_time", "desk": "", "hospital": "bornholms"})
    rows = response_times.matrix(demo_snapshot, asked)
    assert "Bornholms Hospital: Nyt system" in dict(said(made, asked, "response_time")).values()
    assert ("2015-03", "Nyt system") in said(made, of, "response_time")
    assert "Nyt system" not in dict(said(made, other, "response_time")).values()
    moved = ["2015-03" in shifts(made, each, ["response_time"], rows) for each in (asked, of, other)]
    assert moved == [False, True, False]
    assert ["Nyt system" in list(of_hospital(made, each)["text"]) for each in (of, other)] == [True, False]
    assert ("Bornholms Hospital", "Nyt system") in of_month(made, "2015-03")
