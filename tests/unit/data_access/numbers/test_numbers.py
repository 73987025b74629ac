"""The figures of a few events, each counted by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import Engine, insert

from data_access.database import rollups
from data_access.database import schema as t
from data_access.numbers import calls, case_limits, cases, response_sites, response_times, response_within
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from vocabulary.filters import Filters

Rows = list[dict[str, Any]]
Write = Callable[[str, Mapping[str, Rows]], Engine]

NOW = datetime.fromisoformat("2015-05-10T07:30")
ASKED = Filters("2015-02", "2015-05", desk="cimt")
A, B, C = 1, 2, 3  # the sites
FAST, SLOW, UNMEASURED = 1, 2, 3  # the systems
STANDARD, HEAVY = 1, 2
ALWAYS = date(2007, 1, 1)


def day(text: str) -> date:
    return date.fromisoformat(f"2015-{text}")


def named(*keys: str, **more: Any) -> Rows:
    return [{"id": place, "key": key, "name": key.upper()} | more for place, key in enumerate(keys, start=1)]


def load(source: int, first: str, last: str, completeness: float = 1.0) -> dict[str, Any]:
    return {
        "source_id": source, "loaded_at": NOW, "period_from": day(first), "period_to": day(last),
        "row_count": 1, "completeness": completeness, "demonstration": False,
    }  # fmt: skip


def call(when: str, wait: float, answered: bool = True, site: int = A, desk: int = 1) -> dict[str, Any]:
    return {
        "load_id": 1, "desk_id": desk, "site_id": site, "queued_at": datetime.combine(day(when), NOW.time()),
        "day": day(when), "hour": 9, "wait_seconds": wait, "answered": answered,
    }  # fmt: skip


def case(
    when: str,
    took: timedelta | None,
    priority: str = "high",
    channel: str = "telephone",
    at_once: bool = False,
) -> dict[str, Any]:
    opened = datetime.combine(day(when), datetime.min.time()) + timedelta(hours=12)
    resolved = None if took is None else opened + took
    return {
        "load_id": 1, "desk_id": 1, "site_id": A, "channel": channel, "priority": priority,
        "kind": "incident", "handler": "cimt", "opened_at": opened, "opened_day": opened.date(),
        "resolved_at": resolved, "resolved_day": resolved and resolved.date(), "first_contact": at_once,
    }  # fmt: skip


def samples(when: str, system: int, site: int, action_class: int, fast: int, slow: int) -> Rows:
    """Return so many samples just within the limit of the class and so many just beyond it."""
    limit = {STANDARD: 3.0, HEAVY: 15.0}[action_class]
    return [
        {"load_id": 1, "system_id": system, "site_id": site, "action_class_id": action_class,
         "taken_at": datetime.combine(day(when), NOW.time()), "day": day(when), "seconds": seconds}
        for seconds in [limit] * fast + [limit + 0.01] * slow
    ]  # fmt: skip


def limits(*given: tuple[str, str, date, float]) -> Rows:
    names = ("subject", "key", "valid_from", "amount")
    return [dict(zip(names, row, strict=True)) | {"unit": "seconds"} for row in given]


def targets(*given: tuple[str, str, date, float, float]) -> Rows:
    names = ("metric", "scope", "valid_from", "value", "tolerance")
    return [dict(zip(names, row, strict=True)) for row in given]


HOURS, DAYS = timedelta(hours=1), timedelta(days=1)
WORLD: dict[str, Rows] = {
    "hospitals": named("herlev", "gentofte", "herlev-og-gentofte"),
    "sites": named("a", "b", "c"),
    "desks": named("cimt", "klinisk"),
    "systems": [
        {"id": FAST, "key": "fast", "name": "Fast", "measured": True, "position": 1},
        {"id": SLOW, "key": "slow", "name": "Slow", "measured": True, "position": 2},
        {"id": UNMEASURED, "key": "mirsk", "name": "Mirsk", "measured": False, "position": 3},
    ],
    "action_classes": named("standard", "heavy"),
    "sources": named("telefoni", "sager", "overvaagning"),
    "site_hospitals": [
        {"site_id": A, "valid_from": ALWAYS, "hospital_id": 1},
        {"site_id": A, "valid_from": day("05-08"), "hospital_id": 3},
        {"site_id": B, "valid_from": ALWAYS, "hospital_id": 2},
        {"site_id": B, "valid_from": day("05-08"), "hospital_id": 3},
        {"site_id": C, "valid_from": ALWAYS, "hospital_id": 2},
    ],
    "loads": [
        # Of March no calls have arrived.
        load(1, "02-01", "02-28"), load(1, "04-01", "05-09"),
        load(2, "02-01", "05-09"),
        load(3, "02-01", "03-31"), load(3, "04-01", "04-30", 0.5), load(3, "05-01", "05-09"),
    ],
    "limits": limits(
        ("call", "answer", ALWAYS, 300), ("call", "answer", day("04-15"), 60),
        ("case", "critical", ALWAYS, 1), ("case", "high", ALWAYS, 3),
        ("sample", "standard", ALWAYS, 3), ("sample", "heavy", ALWAYS, 15),
        ("source", "completeness", ALWAYS, 0.95),
        *(("few", things, ALWAYS, 0) for things in ("calls", "cases", "samples", "pathways")),
    ),
    "targets": targets(
        ("service_level", "cimt", ALWAYS, 75, 5), ("service_level", "cimt", day("04-01"), 80, 5),
        ("cases_within_limit", "", ALWAYS, 90, 3),
        ("response_time", "fast", ALWAYS, 90, 1), ("response_time", "slow", ALWAYS, 75, 1),
        ("systems_within_sla", "", ALWAYS, 100, 10),
    ),
    "calls": [
        *[call("02-02", 60), call("02-02", 300), call("02-27", 301), call("02-27", 99, answered=False)],
        *[call("04-14", 61, site=B), call("04-15", 61), call("04-15", 60), call("04-30", 60)],
        *[call("05-07", 10), call("05-08", 20), call("05-08", 30, site=B)],
        *[call("02-03", 5, desk=2), call("02-03", 5, answered=False, desk=2)],
    ],
    "cases": [
        case("02-02", HOURS, at_once=True),
        case("02-02", 3 * DAYS), case("02-02", 3 * DAYS + timedelta(seconds=1)),
        case("02-27", 5 * DAYS),  # opened in February, solved late in March
        case("02-28", None, channel="portal"),
        case("03-30", 2 * DAYS, "critical"), case("03-31", DAYS, "critical"),
    ],
    "samples": [
        # At A and B the fast system is as fast as can be; C's few actions drag it down all the same.
        *samples("02-02", FAST, A, STANDARD, 1, 0), *samples("02-02", FAST, A, HEAVY, 90, 10),
        *samples("02-02", FAST, B, STANDARD, 2, 0),
        *samples("02-02", FAST, C, STANDARD, 1, 3),
        *samples("02-02", SLOW, A, STANDARD, 3, 1),
        *samples("03-02", FAST, A, STANDARD, 9, 1),
        *samples("04-02", FAST, A, STANDARD, 1, 0),
    ],
    "settings": [{"key": "clock", "value": NOW.isoformat()}],
}  # fmt: skip
# The cells of FAST in February: A 100 and 90, B 100, C 25.
FEBRUARY = (100 + 90 + 100 + 25) / 4


@pytest.fixture(scope="module")
def snapshot(
    write: Write, migrated_file: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    engine = write(migrated_file(tmp_path_factory.mktemp("numbers") / "pejling.db"), WORLD)
    with engine.begin() as connection:
        for subject in rollups.ROLLUPS:
            rollups.refresh(connection, subject, day("02-01"), day("04-20"))
    return read_snapshot(engine)


def column(rows: pd.DataFrame, name: str = "value") -> list[Any]:
    return [None if pd.isna(value) else value for value in rows[name]]


def test_calls(snapshot: Snapshot) -> None:
    assert column(calls.offered(snapshot, ASKED)) == [4, None, 4, 3]
    assert column(calls.abandoned(snapshot, ASKED)) == [1, None, 0, 0]
    assert column(calls.average_wait(snapshot, ASKED)) == [661 / 3, None, 60.5, 20]
    assert column(calls.offered(snapshot, replace(ASKED, desk="klinisk"))) == [2, None, 0, 0]
    assert column(calls.answered_share(snapshot, ASKED)) == [75, None, 100, 100]


def test_calls_are_answered_in_time_by_the_limit_of_their_day(snapshot: Snapshot) -> None:
    rows = calls.service_level(snapshot, ASKED)
    assert column(rows, "numerator") == [2, None, 3, 3]
    assert column(rows, "denominator") == [3, None, 4, 3]
    assert column(rows) == [100 * 2 / 3, None, 75, 100]


def test_a_month_is_judged_by_the_target_of_the_month_when_it_is_whole(snapshot: Snapshot) -> None:
    rows = calls.service_level(snapshot, ASKED)
    assert column(rows, "target") == [75, 75, 80, 80]
    assert column(rows, "state") == ["whole", "missing", "whole", "under_way"]
    assert column(rows, "level") == ["missed", "unknown", "near", "unknown"]


def test_a_month_that_has_not_arrived_is_a_gap_and_not_a_zero(snapshot: Snapshot) -> None:
    march = calls.offered(snapshot, ASKED).iloc[1]
    assert (march["state"], march["word"], march["shown"]) == ("missing", "Ingen tal endnu", "–")
    assert pd.isna(march["value"])


def test_places_are_todays_hospitals_or_those_of_the_time_or_the_sites_of_the_chosen_one(
    snapshot: Snapshot,
) -> None:
    def by_place(**asked: Any) -> dict[str, int]:
        rows = calls.by_place(snapshot, replace(ASKED, first="2015-05", **asked))
        assert rows["share"].sum() == pytest.approx(100)
        return dict(zip(rows["place"], rows["calls"], strict=True))

    assert by_place() == {"HERLEV-OG-GENTOFTE": 3}
    assert by_place(hospital="herlev-og-gentofte") == {"A": 2, "B": 1}
    assert by_place(organisation="then") == {"HERLEV-OG-GENTOFTE": 2, "HERLEV": 1}
    assert by_place(organisation="then", hospital="herlev") == {"A": 1}


def test_cases_solved_at_once(snapshot: Snapshot) -> None:
    rows = cases.first_contact_resolution(snapshot, ASKED)
    assert column(rows, "numerator") == [1, 0, 0, 0]
    assert column(rows, "denominator") == [4, 2, 0, 0]
    assert column(rows) == [25, 0, None, None]


def test_channels(snapshot: Snapshot) -> None:
    rows = cases.channels(snapshot, ASKED)
    assert column(rows, "contacts")[:2] == [5, 2]
    assert column(rows, "portal")[:2] == [1, 0]
    assert column(rows, "telephone_share") == [80, 100, None, None]


def test_cases_are_judged_in_the_month_they_are_solved(snapshot: Snapshot) -> None:
    rows = case_limits.within_limit(snapshot, ASKED)
    assert column(rows, "denominator") == [2, 1, 2, 0]  # what was solved at once is not among them
    assert column(rows, "numerator") == [1, 0, 1, 0]
    assert column(cases.flow(snapshot, ASKED), "resolved") == [3, 1, 2, 0]


def test_a_systems_figure_is_the_unweighted_mean_over_its_cells(snapshot: Snapshot) -> None:
    rows = response_times.matrix(snapshot, ASKED)
    fast = rows[rows["system"] == "fast"]
    assert column(fast) == [pytest.approx(FEBRUARY), 90, 100, None]
    assert column(fast, "level") == ["missed", "good", "unknown", "unknown"]
    assert column(fast, "state") == ["whole", "whole", "incomplete", "under_way"]


def test_a_system_that_is_not_measured_has_no_figure_and_no_light(snapshot: Snapshot) -> None:
    rows = response_times.matrix(snapshot, ASKED)
    mirsk = rows[rows["system"] == "mirsk"]
    assert mirsk["value"].isna().all()
    assert not mirsk["measured"].any()
    assert set(mirsk["level"]) == {"unknown"}
    assert "mirsk" not in snapshot.choices.systems


def test_systems_are_counted_when_they_are_measured_and_meet_their_own_target(snapshot: Snapshot) -> None:
    rows = response_within.within_sla(snapshot, ASKED)
    assert column(rows, "denominator")[:3] == [2, 1, 1]
    assert column(rows, "numerator")[:3] == [1, 1, 1]
    assert response_times.worst(snapshot, replace(ASKED, month="2015-02")) == "fast"


CELL = replace(ASKED, system="fast", month="2015-02")


def test_the_costs_of_the_sites_add_up_to_what_is_missing(snapshot: Snapshot) -> None:
    rows = response_sites.sites_by_class(snapshot, CELL)
    assert rows["site"].iloc[0] == "C"  # the costliest
    rows = rows.sort_values("site")
    assert column(rows) == [95, 100, 25]
    assert column(rows, "standard") == [100, 100, 25]
    assert column(rows, "heavy") == [90, None, None]
    # A has two of the four cells, and so twice the say.
    assert column(rows, "cost") == [2 * (90 - 95) / 4, (90 - 100) / 4, (90 - 25) / 4]
    assert rows["cost"].sum() == pytest.approx(90 - FEBRUARY)


def test_the_figure_without_a_site(snapshot: Snapshot) -> None:
    assert response_sites.without(snapshot, CELL, "C") == pytest.approx((100 + 90 + 100) / 3)
    assert response_sites.without(snapshot, CELL, "B") == pytest.approx((100 + 90 + 25) / 3)
    assert response_sites.without(snapshot, replace(CELL, system="slow"), "A") is None


def test_the_sites_month_by_month_begin_with_the_worst(snapshot: Snapshot) -> None:
    rows = response_sites.months_by_site(snapshot, CELL)
    assert rows["site"].unique().tolist() == ["C", "A", "B"]
    assert column(rows[rows["site"] == "A"]) == [95, 90, 100, None]
    assert column(rows[rows["site"] == "C"]) == [25, None, None, None]


def test_the_demonstration_leads_to_the_published_cause(demo_snapshot: Snapshot) -> None:
    for month in ("2015-03", "2015-04"):
        asked = replace(demo_snapshot.choices.default(), system="blodinfo-ii", month=month)
        rows = response_sites.sites_by_class(demo_snapshot, asked)
        assert rows["site"].iloc[0] == "Frederikssund"
        assert rows["level"].tolist() == ["missed"] + ["good"] * (len(rows) - 1)
        rest = response_sites.without(demo_snapshot, asked, "Frederikssund")
        assert rest is not None
        assert rest >= rows["target"].iloc[0] > rows["target"].iloc[0] - rows["cost"].sum()


@pytest.mark.parametrize("database", ["migrated_sqlite", "migrated_postgres"])
@pytest.mark.parametrize(("late", "within"), [(0, 1), (0.5, 0)])
def test_half_a_second_late_is_late_in_both_databases(
    database: str, late: float, within: int, write: Write, request: pytest.FixtureRequest
) -> None:
    late_by = [case("02-02", 3 * DAYS + timedelta(seconds=late))]
    engine = write(request.getfixturevalue(database), WORLD | {"calls": [], "samples": [], "cases": late_by})
    assert read_snapshot(engine).frames["cases"]["within_limit"].sum() == within


NO_EVENTS: dict[str, Rows] = WORLD | {"loads": [], "calls": [], "cases": [], "samples": []}


@pytest.mark.parametrize("rows", [NO_EVENTS, {}], ids=["before the first load", "just migrated"])
def test_a_database_without_events_has_pages_without_figures(
    write: Write, migrated_sqlite: str, rows: Mapping[str, Rows]
) -> None:
    snapshot = read_snapshot(write(migrated_sqlite, rows))
    filters = snapshot.choices.default()
    for page in PAGES:
        assert page.summary(snapshot, filters)
        for panel in (
            panels_of(page) if not page.in_foot else ()
        ):  # definitions have targets, whatever has come
            values = pd.to_numeric(
                answer(panel, snapshot, filters).rows.get("value", pd.Series()), errors="coerce"
            )
            assert values.isna().all()


def test_a_subject_that_has_never_changed_is_read_too(write: Write, migrated_sqlite: str) -> None:
    engine = write(migrated_sqlite, WORLD)
    with engine.begin() as connection:
        connection.execute(t.versions.delete())
        connection.execute(insert(t.versions), [{"subject": "reference", "version": 1}])
    assert column(calls.offered(read_snapshot(engine), ASKED)) == [4, None, 4, 3]
