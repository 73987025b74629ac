"""A desk, a place, a system or a programme that tells nothing of a month has a gap there, and sums are no whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import insert

from dashboard.commands.checked import examine
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.mapping.templates import mapping_of
from data_access.numbers import call_hours, response_times, response_within
from data_access.snapshot.live import COUNTS, Live
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import answer, panels_of
from layouts.parts.panels import said
from layouts.parts.remarks import cautions
from layouts.wall.today import slides
from tests.app.little import asked, page, referral, total
from tests.app.told import AT_FIRST, House
from vocabulary.filters import Filters

MONTHS = ("2014-12", "2015-01", "2015-02", "2015-03", "2015-04")
SHOWN = Filters("2014-12", "2015-04", desk="cimt")
Rows = Sequence[Mapping[str, Any]]


def told(house: House, kind: str, rows: Rows, *more: tuple[str, Rows], gaps: bool = True) -> Snapshot:
    """Load files in a house of two hospitals, by a mapping that calls a period without rows a hole, or does not."""
    url = two_hospitals(house)
    for name, lines in ((kind, rows), *more):
        house.load(url, name, lines, mapping=replace(mapping_of(kind_of(name)), gaps=gaps))
    return read_snapshot(reader(url))


def two_hospitals(house: House) -> str:
    """Return the address of a house of two hospitals and two systems."""
    url = house.new()
    with writer(url).begin() as connection:
        connection.execute(insert(t.hospitals), [{"id": 2, "key": "amager", "name": "Amager Hospital"}])
        connection.execute(insert(t.sites), [{"id": 2, "key": "amager", "name": "Amager"}])
        connection.execute(
            insert(t.site_hospitals), [{"site_id": 2, "hospital_id": 2, "valid_from": AT_FIRST}]
        )
        lab = {"id": 2, "key": "lab", "name": "Lab", "measured": True, "position": 2}
        connection.execute(insert(t.systems), [lab])
    return url


def states(
    snapshot: Snapshot, place: str, column: str, filters: Filters = SHOWN
) -> dict[str, tuple[str, bool]]:
    """Return how each month of a panel stands, and whether it has a figure."""
    rows = asked(snapshot, place, filters).rows
    return {row["month"]: (row["state"], row[column] == row[column]) for row in rows.to_dict("records")}


def others(months: Mapping[str, tuple[str, bool]], month: str) -> set[tuple[str, bool]]:
    return {each for name, each in months.items() if name != month}


SKIPPING: Rows = [
    total(month, desk=desk)
    for month in MONTHS
    for desk in ("cimt", "klinisk")
    if (month, desk) != ("2015-02", "klinisk")
]


def test_a_desk_whose_totals_skip_a_month_has_a_gap_there(house: House) -> None:
    snapshot = told(house, "call-totals", SKIPPING)
    clinical = replace(SHOWN, desk="klinisk")
    for place, column in (("opkald", "calls"), ("besvarede", "value"), ("svar-inden-5-minutter", "value")):
        found = states(snapshot, f"servicedesk/{place}", column, clinical)
        assert found["2015-02"] == ("missing", False)
        assert others(found, "2015-02") == {("whole", True)}
        of_the_other = states(snapshot, f"servicedesk/{place}", column)
        assert set(of_the_other.values()) == {("whole", True)}
    words = said(asked(snapshot, "servicedesk/steder", clinical))
    assert "i de 4 måneder med tal fra december 2014 til april 2015" in words
    february = replace(clinical, month="2015-02")
    assert " 0 opkald" not in f" {said(asked(snapshot, 'servicedesk/opkald', february))}"


@pytest.mark.parametrize("newest", ["2015-04", "2015-02"])
def test_the_sum_over_the_desks_is_no_whole_and_says_who_lacks(house: House, newest: str) -> None:
    rows = [total(month, desk=desk) for month in MONTHS for desk in ("cimt", "klinisk")]
    left = [row for row in rows if (row["period"], row["desk"]) != (newest, "klinisk")]
    url = house.new()
    with writer(url).begin() as connection:
        source = {"key": "telefoni", "name": "Telefoni", "rhythm": "monthly", "due_working_day": 3}
        connection.execute(insert(t.sources), [source])
    house.load(url, "call-totals", left, mapping=mapping_of(kind_of("call-totals")))
    snapshot = read_snapshot(reader(url))
    calendar = asked(snapshot, "datakilder/kalender", SHOWN).rows.set_index("month")
    assert calendar["value"].to_dict() == {month: "Delvis" if month == newest else "Sent" for month in MONTHS}
    assert calendar["completeness"].to_dict() == {
        month: 50.0 if month == newest else 100.0 for month in MONTHS
    }
    words = asked(snapshot, "datakilder/nu", SHOWN).rows["word"].iloc[0]
    found = examine(url)
    if newest == MONTHS[-1]:
        assert words == "Kun 50\u00a0% af april 2015 er kommet; der mangler tal fra Klinisk"
        assert (found.code, found.message) == (1, "April 2015 er ikke hel: Telefoni uden Klinisk.")
    else:
        assert (found.code, found.message) == (0, "Alt er godt.")


def test_a_mapping_can_say_that_no_row_is_none(house: House) -> None:
    snapshot = told(house, "call-totals", SKIPPING, gaps=False)
    rows = asked(snapshot, "servicedesk/opkald", replace(SHOWN, desk="klinisk")).rows.set_index("month")
    assert (rows["calls"]["2015-02"], rows["state"]["2015-02"]) == (0, "whole")


@pytest.mark.parametrize(
    ("kind", "key", "row", "who"),
    [
        ("call-totals", "telefoni", lambda site: total("2015-04", site=site), "Amager (CIMT)"),
        ("pathways", "udredning", lambda site: pathway("2015-04", site=site), "Amager"),
        ("referrals", "henvisninger", lambda site: referral("2015-04", site=site), "Amager"),
    ],
)
def test_the_sources_and_the_check_name_the_place_that_lacks(
    kind: str, key: str, row: Any, who: str, house: House
) -> None:
    url = two_hospitals(house)
    with writer(url).begin() as connection:
        source = {"key": key, "name": "Kilden", "rhythm": "monthly", "due_working_day": 3}
        connection.execute(insert(t.sources), [source])
    month = {"call-totals": "period"}.get(kind, "month")
    for site, name in (("Herlev", "en"), ("Amager", "to")):
        months = MONTHS if site == "Herlev" else MONTHS[:-1]
        mapping = replace(mapping_of(kind_of(kind)), name=name)
        house.load(url, kind, [row(site) | {month: each} for each in months], mapping=mapping)
    snapshot = read_snapshot(reader(url))
    words = asked(snapshot, "datakilder/nu", SHOWN).rows["word"].iloc[0]
    assert words == f"Kun 50\u00a0% af april 2015 er kommet; der mangler tal fra {who}"
    states = asked(snapshot, "datakilder/kalender", SHOWN).rows["value"].tolist()
    assert states == [*["Sent"] * 4, "Delvis"]
    found = examine(url)
    assert (found.code, found.message) == (1, f"April 2015 er ikke hel: Kilden uden {who}.")


PLACES: Rows = [
    total(month, site=site)
    for month in MONTHS
    for site in ("Herlev", "Amager")
    if (month, site) != ("2015-03", "Amager")
]


def test_a_hospital_without_totals_of_a_month_has_a_gap_and_the_sum_is_no_whole(house: House) -> None:
    snapshot = told(house, "call-totals", PLACES)
    of = {
        place: states(snapshot, "servicedesk/opkald", "calls", replace(SHOWN, hospital=place))
        for place in ("herlev", "amager", None)
    }
    assert set(of["herlev"].values()) == {("whole", True)}
    assert of["amager"]["2015-03"] == ("missing", False)
    assert of[None]["2015-03"] == ("incomplete", True)
    assert others(of[None], "2015-03") == {("whole", True)}
    content = asked(snapshot, "servicedesk/opkald", SHOWN)
    assert "Der mangler tal fra Amager." in str(cautions(content))
    assert "marts" not in said(content)
    places = asked(snapshot, "servicedesk/steder", SHOWN)
    assert places.rows["calls"].tolist() == [400, 400]
    assert "i de 4 måneder med tal" in said(places)
    assert "Der mangler tal fra Amager i marts 2015." in str(cautions(places))
    march = asked(snapshot, "servicedesk/steder", replace(SHOWN, month="2015-03"))
    assert said(march) == "Alle opkald, der er oplyst i marts 2015, kom fra Herlev Hospital."
    assert "Der mangler tal fra Amager i marts 2015." in str(cautions(march))


def test_a_place_is_waited_for_from_its_first_total_on(house: House) -> None:
    late = [row for row in PLACES if row["site"] == "Herlev" or row["period"] >= "2015-04"]
    snapshot = told(house, "call-totals", late)
    assert set(states(snapshot, "servicedesk/opkald", "calls").values()) == {("whole", True)}
    amager = states(snapshot, "servicedesk/opkald", "calls", replace(SHOWN, hospital="amager"))
    assert amager["2015-04"] == ("whole", True)
    assert others(amager, "2015-04") == {("missing", False)}


def call(day: str, number: int = 0, **more: str) -> dict[str, str]:
    return {
        "desk": "cimt", "site": "Herlev", "queued_at": f"{day} 09:{number:02d}:00", "wait_seconds": "20",
        "talk_seconds": "60", "answered": "ja",
    } | more  # fmt: skip


def test_of_calls_told_one_by_one_no_row_is_none(house: House) -> None:
    days = [
        day
        for month in MONTHS
        for day in (
            (date.fromisoformat(f"{month}-01").replace(day=each)).isoformat() for each in range(1, 29)
        )
    ]
    rows = [call(day) for day in days] + [
        call(f"{month}-03", 1, desk="klinisk", site="Amager") for month in MONTHS if month != "2015-02"
    ]
    snapshot = told(house, "calls", rows, gaps=False)
    for filters in (replace(SHOWN, desk="klinisk"), replace(SHOWN, desk="klinisk", hospital="amager")):
        found = asked(snapshot, "servicedesk/opkald", filters).rows.set_index("month")
        assert (found["calls"]["2015-02"], found["state"]["2015-02"]) == (0, "whole")


def test_a_desk_that_is_told_one_by_one_is_not_told_of_by_another_desks_totals(house: House) -> None:
    calls = [call(f"2015-01-{day:02d}") for day in range(1, 32)]
    totals = [total(month, desk="klinisk") for month in MONTHS]
    snapshot = told(house, "calls", calls, ("call-totals", totals))
    found = states(snapshot, "servicedesk/opkald", "calls")
    assert found["2015-01"] == ("whole", True)
    assert others(found, "2015-01") == {("missing", False)}
    clinical = states(snapshot, "servicedesk/opkald", "calls", replace(SHOWN, desk="klinisk"))
    assert set(clinical.values()) == {("whole", True)}


def test_an_hour_is_counted_over_the_days_whose_calls_are_told_one_by_one(house: House) -> None:
    calls = [call(f"2015-04-{day:02d}") for day in range(1, 16)]
    totals = [total(f"2015-04-{day:02d}", offered=10, answered=10, within_limit=9) for day in range(16, 31)]
    snapshot = told(house, "calls", calls, ("call-totals", totals))
    april = replace(SHOWN, first="2015-04")
    rows = call_hours.by_hour(snapshot, april)
    assert rows["days"].sum() == 15
    assert set(rows["calls_a_day"]) == {1.0}
    assert states(snapshot, "servicedesk/opkald", "calls", april) == {"2015-04": ("whole", True)}


def pathway(month: str, **more: Any) -> dict[str, Any]:
    return {
        "month": month, "site": "Herlev", "field": "somatic", "expected": 100, "arrived": 100, "within_limit": 90,
    } | more  # fmt: skip


def test_a_hospital_without_pathways_of_a_month_is_lacking_in_the_sum(house: House) -> None:
    rows = [
        pathway(month, site=site)
        for month in MONTHS
        for site in ("Herlev", "Amager")
        if (month, site) != ("2015-03", "Amager")
    ]
    snapshot = told(house, "pathways", rows)
    whole = states(snapshot, "udredning/somatik", "value")
    assert whole["2015-03"] == ("incomplete", True)
    assert others(whole, "2015-03") == {("whole", True)}
    amager = states(snapshot, "udredning/somatik", "value", replace(SHOWN, hospital="amager"))
    assert amager["2015-03"] == ("missing", False)
    assert "Der mangler tal fra Amager." in str(cautions(asked(snapshot, "udredning/somatik", SHOWN)))
    none = told(house, "pathways", rows, gaps=False)
    assert states(none, "udredning/somatik", "value")["2015-03"] == ("whole", True)


def sample(day: str, system: str) -> dict[str, str]:
    return {
        "system": system,
        "site": "Herlev",
        "action_class": "standard",
        "taken_at": f"{day} 09:00",
        "seconds": "1",
    }


def test_a_system_without_samples_in_a_month_is_missed_among_the_systems(house: House) -> None:
    rows = [
        sample(f"{month}-{day:02d}", system)
        for month in MONTHS
        for day in range(1, 29)
        for system in ("mail", "lab")
        if (month, system) != ("2015-03", "lab")
    ]
    snapshot = told(house, "samples", rows, gaps=False)
    found = response_within.within_sla(snapshot, SHOWN).set_index("month")
    assert (found["told"]["2015-03"], found["of"]["2015-03"]) == (1, 2)
    assert (found["told"]["2015-04"], found["of"]["2015-04"]) == (2, 2)
    matrix = response_times.matrix(snapshot, SHOWN)
    cell = matrix[(matrix["system"] == "lab") & (matrix["month"] == "2015-03")].iloc[0]
    assert cell["value"] != cell["value"]
    assert cell["shown"] == "–"


def test_a_programme_without_a_report_has_no_news(house: House) -> None:
    rows = [
        {"month": month, "project": project, "programme": programme, "light": "green"}
        for month in MONTHS
        for project, programme in (("Projekt A", "regional"), ("Projekt B", "Tværgående"))
        if (month, project) != ("2015-02", "Projekt B")
    ]
    snapshot = told(house, "projects", rows)
    keys = dict(
        zip(snapshot.frames["projects"]["name"], snapshot.frames["projects"]["programme"], strict=True)
    )
    counts = asked(snapshot, "projekter/antal", replace(SHOWN, programme=keys["Projekt B"])).rows.set_index(
        "month"
    )
    assert counts["all"][["2015-01", "2015-03"]].tolist() == [1, 1]
    assert counts["all"].isna()["2015-02"]
    for panel in panels_of(page("projekter")):
        assert "februar" not in said(answer(panel, snapshot, replace(SHOWN, programme=keys["Projekt B"])))


def test_places_without_a_hospital_are_no_name_within_a_sentence(house: House) -> None:
    url = house.new()
    with writer(url).begin() as connection:
        connection.execute(insert(t.sites), [{"id": 2, "key": "amager", "name": "Amager"}])
    rows = [total("2015-04"), total("2015-04", site="Amager", offered=99)]
    house.load(url, "call-totals", rows)
    april = replace(SHOWN, first="2015-04")
    words = said(asked(read_snapshot(reader(url)), "servicedesk/steder", april))
    assert words.endswith("Resten kom fra steder uden hospital.")


def test_today_has_no_calls_to_a_desk_that_only_totals_are_told_of(house: House) -> None:
    totals = [total(month, desk="klinisk") for month in MONTHS]
    snapshot = told(house, "calls", [call("2015-05-11")], ("call-totals", totals))
    live = Live(
        snapshot.now,
        *(pd.DataFrame({"desk": ["cimt"], "hour": [9]} | dict.fromkeys(COUNTS, 1.0)) for _each in range(2)),
        pd.DataFrame({"desk": [], "day": [], "hour": [], "offered": []}),
        opened=0, resolved=0, open_cases=pd.DataFrame({"limit_days": []}), samples=pd.DataFrame(), is_told=True,
    )  # fmt: skip
    assert [slide.figure for slide in slides(snapshot, SHOWN, live)] == ["1"]
    assert not list(slides(snapshot, replace(SHOWN, desk="klinisk"), live))
