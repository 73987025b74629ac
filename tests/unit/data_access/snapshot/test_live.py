"""Today as it happens: the same counts as the rollups', and time that passes only in a demonstration."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest
from sqlalchemy import Engine, delete, func, insert, select

from data_access.database import clock, counting, rollups
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.demo.calendar import REPLAYED
from data_access.demo.simulate import NoDemonstrationError, Simulation
from data_access.numbers import live as told
from data_access.snapshot import live
from data_access.snapshot.live import Live

AT = datetime.fromisoformat("2015-05-11 10:30:00")


@pytest.fixture(scope="module")
def simulated(demo_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return a demonstration database in which three hours have passed since it was built."""
    path = tmp_path_factory.mktemp("live") / "demo.db"
    shutil.copy(demo_url.removeprefix("sqlite:///"), path)
    engine = writer(f"sqlite:///{path}")
    simulation = Simulation(engine, seed=1)
    for _quarter in range(12):
        simulation.advance(900)
    yield reader(f"sqlite:///{path}")
    engine.dispose()


@pytest.fixture(scope="module")
def today(simulated: Engine) -> Live:
    with simulated.connect() as connection, connection.begin():
        return live.read_live(connection)


def test_today_is_counted_as_the_rollup_will_count_it(simulated: Engine, today: Live) -> None:
    assert today.now == AT
    with simulated.connect() as connection, connection.begin():
        daily = counting.daily_calls(lambda day: day == AT.date()).subquery()
        expected = connection.execute(select(func.sum(daily.c.offered), func.sum(daily.c.answered))).one()
    assert (today.calls["offered"].sum(), today.calls["answered"].sum()) == tuple(expected)
    assert today.opened > today.calls["answered"].sum() > 100


def test_the_last_hour_is_the_sixty_minutes_before_now(simulated: Engine, today: Live) -> None:
    since = live.utc(AT - timedelta(hours=1))
    with simulated.connect() as connection, connection.begin():
        calls = connection.execute(
            select(func.count()).select_from(t.calls).where(t.calls.c.queued_at > since)
        ).scalar_one()
    outside = calls - today.last_hour["offered"].sum()
    assert 0 <= outside < calls  # what came while a desk was closed is in no figure
    assert today.last_hour["offered"].sum() < today.calls["offered"].sum()


def test_what_is_usual_comes_from_the_same_weekday(today: Live) -> None:
    days = pd.to_datetime(today.usual["day"])
    assert set(days.dt.day_of_week) == {AT.weekday()}
    assert days.max() < pd.Timestamp(AT)
    course = told.usual_course(today, "cimt")
    assert (course["low"] <= course["middle"]).all()
    assert (course["middle"] <= course["high"]).all()
    assert course["middle"].is_monotonic_increasing
    now = told.at_this_time(today, "cimt")
    assert now
    assert course["middle"].iloc[9] <= now["middle"] <= course["middle"].iloc[10]


def test_without_a_past_nothing_is_usual(today: Live) -> None:
    assert told.at_this_time(today, "findes-ikke") is None


@pytest.mark.parametrize(
    ("opened", "limit", "expected"),
    [
        ("2015-05-10T12:30:00", 1.0, (1, 0)),  # the limit is in four hours to the second
        ("2015-05-10T12:30:01", 1.0, (0, 0)),
        ("2015-05-10T08:30:00", 1.0, (0, 1)),  # it is now
        ("2015-05-10T08:30:01", 1.0, (1, 0)),
        ("2015-05-01T08:30:00", None, (0, 0)),  # a case without a limit is never late
    ],
)
def test_a_case_is_soon_too_late_for_four_hours(
    today: Live, opened: str, limit: float | None, expected: object
) -> None:
    from dataclasses import replace

    cases = pd.DataFrame([{"priority": "high", "opened_at": opened, "limit_days": limit}])
    assert told.soon_too_late(replace(today, open_cases=cases)) == expected


def test_the_worst_system_and_its_worst_site_come_first(today: Live) -> None:
    from dataclasses import replace

    rows = [("mail", "herlev", 10, 9), ("mail", "hvidovre", 10, 5), ("opus", "herlev", 10, 10)]
    samples = pd.DataFrame(
        [
            {"system": system, "site": site, "action_class": "standard", "limited": n, "within_limit": met}
            for system, site, n, met in rows
        ]
    )
    found = told.slowest(replace(today, samples=samples))
    assert [(each["system"], each["value"], each["site"]) for each in found] == [
        ("mail", 70.0, "hvidovre"),
        ("opus", 100.0, "herlev"),
    ]


def test_at_midnight_the_day_is_rolled_up_and_whole(demo_url: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    shutil.copy(demo_url.removeprefix("sqlite:///"), path)
    engine = writer(f"sqlite:///{path}")
    simulation = Simulation(engine, seed=2)
    simulation.advance(3600 * 4)
    simulation.advance(3600 * 14)
    with engine.connect() as connection:
        assert rollups.through_day(connection, "calls") == AT.date()
        for subject, table in (
            ("calls", t.daily_calls),
            ("cases", t.daily_cases),
            ("samples", t.daily_samples),
        ):
            daily = rollups.ROLLUPS[subject].daily(lambda day: day == AT.date()).subquery()
            kept = select(func.count()).select_from(table).where(table.c.day == AT.date())
            counted = connection.execute(select(func.count()).select_from(daily)).scalar_one()
            assert connection.execute(kept).scalar_one() == counted > 0, subject
        day = t.daily_calls.c
        rolled = connection.execute(select(func.sum(day.offered)).where(day.day == AT.date())).scalar_one()
        daily = counting.daily_calls(lambda each: each == AT.date()).subquery()
        assert rolled == connection.execute(select(func.sum(daily.c.offered))).scalar_one()
        shares = connection.execute(
            select(t.loads.c.completeness).where(t.loads.c.period_from == AT.date(), t.loads.c.note != "")
        ).scalars()
        assert set(shares) == {1.0}
    engine.dispose()


def test_a_measurement_without_a_limit_is_neither_fast_nor_slow(demo_url: str, tmp_path: Path) -> None:
    path = tmp_path / "demo.db"
    shutil.copy(demo_url.removeprefix("sqlite:///"), path)
    engine = writer(f"sqlite:///{path}")
    Simulation(engine, seed=2).advance(3600)
    with engine.begin() as connection:
        assert len(live.read_live(connection).samples)
        connection.execute(delete(t.limits).where(t.limits.c.subject == "sample"))
        assert live.read_live(connection).samples.empty
    engine.dispose()


@pytest.mark.parametrize(
    "at", ["2016-03-27 03:10", "2015-10-25 02:30", "2015-10-25 03:30", "2015-05-11 00:20"]
)
def test_the_last_hour_is_an_hour_when_the_clocks_change_too(at: str, migrated_sqlite: str) -> None:
    now = datetime.fromisoformat(at)
    until = live.utc(now)
    with writer(migrated_sqlite).begin() as connection:
        connection.execute(insert(t.settings).values(key="clock", value=now.isoformat()))
        connection.execute(insert(t.desks).values(key="cimt", name="CIMT"))
        connection.execute(insert(t.sites).values(key="herlev", name="Herlev"))
        connection.execute(insert(t.sources).values(key="telefoni", name="Telefoni"))
        load = {"source_id": 1, "loaded_at": until, "period_from": now.date(), "period_to": now.date()}
        connection.execute(insert(t.loads).values(**load, row_count=8, completeness=1.0, demonstration=False))
        for minutes in (1, 20, 40, 59, 61, 80, 119, 130):
            queued = until - timedelta(minutes=minutes)
            wall = clock.to_wall(queued)
            connection.execute(
                insert(t.calls).values(
                    load_id=1, desk_id=1, site_id=1, queued_at=queued, day=wall.date(), hour=wall.hour,
                    wait_seconds=5.0, answered=True,
                )
            )  # fmt: skip
        assert live.read_live(connection).last_hour["offered"].sum() == 4


def test_nothing_is_made_up_in_a_database_that_is_real(migrated_sqlite: str) -> None:
    with pytest.raises(NoDemonstrationError):
        Simulation(writer(migrated_sqlite)).advance(1)


def read_at(url: str, time: str, monkeypatch: pytest.MonkeyPatch) -> Live:
    """Read today as it is when the clock on the wall shows the time, on any day."""
    monkeypatch.setattr(clock, "wall", lambda: datetime.fromisoformat(f"2026-11-25 {time}"))
    with reader(url).connect() as connection, connection.begin():
        return live.read_live(connection)


@pytest.mark.parametrize("time", ["08:30:00", "12:00:00", "23:59:59"])
def test_the_demonstrations_day_has_come_as_far_as_the_wall_clock(
    time: str, demo_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read_at(demo_url, time, monkeypatch)
    assert found.now == datetime.fromisoformat(f"2015-05-11 {time}")
    until = live.utc(datetime.fromisoformat(f"{REPLAYED} {time}"))
    with reader(demo_url).connect() as connection:
        day = t.calls.c
        counted = select(func.count()).select_from(t.calls).join(t.desks, t.desks.c.id == day.desk_id)
        of_desk = counted.where(t.desks.c.key == "cimt", day.day == REPLAYED)
        so_far = connection.execute(of_desk.where(day.queued_at <= until)).scalar_one()
        whole = connection.execute(of_desk).scalar_one()
    mine = found.calls[found.calls["desk"] == "cimt"]
    assert mine["offered"].sum() == so_far
    assert 0 < so_far < whole or time > "23"
    assert mine["hour"].max() <= found.now.hour
    assert found.opened > found.resolved > 0
    assert set(pd.to_datetime(found.usual["day"]).dt.day_of_week) == {AT.weekday()}
    assert str(REPLAYED) not in set(found.usual["day"])


def test_the_demonstrations_day_moves_on(demo_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    times = ("07:00:00", "08:00:00", "10:00:00", "10:10:00", "15:00:00", "23:30:00")
    read = [read_at(demo_url, time, monkeypatch) for time in times]
    calls = [int(each.calls["offered"].sum()) for each in read]
    assert calls == sorted(set(calls))
    assert [each.opened for each in read] == sorted({each.opened for each in read})
    assert len(read[2].samples)
    assert read[-1].last_hour.empty


def test_at_night_nobody_has_called_and_that_is_told(demo_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read_at(demo_url, "03:15:00", monkeypatch)
    assert found.calls.empty
    assert found.is_told
    assert told.at_this_time(found, "cimt") == {"middle": 0, "low": 0, "high": 0}


def test_the_pages_clock_stands_still(demo_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "wall", lambda: datetime.fromisoformat("2026-11-25 15:00"))
    with reader(demo_url).connect() as connection:
        assert clock.now(connection) == datetime.fromisoformat("2015-05-11 07:30")


def test_time_that_is_simulated_is_not_the_wall_clocks(simulated: Engine) -> None:
    with simulated.connect() as connection:
        assert clock.passing(connection) == (AT, AT)
        settings = set(connection.execute(select(t.settings.c.key)).scalars())
    assert settings == {"clock", "demonstration"}


def test_the_worst_site_says_how_many_samples_it_is_of(today: Live) -> None:
    from dataclasses import replace

    rows = [("herlev", 10, 9), ("hvidovre", 1, 0)]
    samples = pd.DataFrame(
        [
            {"system": "mail", "site": site, "action_class": "standard", "limited": n, "within_limit": met}
            for site, n, met in rows
        ]
    )
    (found,) = told.slowest(replace(today, samples=samples))
    assert (found["site"], found["site_hits"], found["site_tries"]) == ("hvidovre", 0, 1)
    assert (found["hits"], found["tries"], found["sites"]) == (9, 11, 2)
