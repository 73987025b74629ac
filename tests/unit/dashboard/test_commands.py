"""What `pejling` answers of a database, with exit codes that can be relied on."""

import json
import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, text, update

from dashboard.commands import check, databases
from data_access.database import migrate
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.screens import Screens
from tests.patience import PATIENCE
from vocabulary.metrics import METRICS

Pejling = Callable[..., Any]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands wait for a database as tests/patience.py has it, where a test does not say for how long."""
    waiting = check.within
    monkeypatch.setattr(check, "within", lambda seconds, work: waiting(max(seconds, PATIENCE), work))
    monkeypatch.setattr("dashboard.commands.metrics.SECONDS_FOR_TARGETS", PATIENCE)


# --- migrate -------------------------------------------------------------------------------------


def test_migrate_says_from_where_to_where(pejling: Pejling, tmp_path: Path) -> None:
    where = ("--database-url", f"sqlite:///{tmp_path}/ny mappe/ø.db")
    first, again = pejling("migrate", *where), pejling("migrate", *where)
    assert f"er ført fra intet til {migrate.head()}" in first.stdout
    assert f"er allerede {migrate.head()}" in again.stdout
    assert (first.exit_code, again.exit_code) == (0, 0)


def test_migrate_does_not_leave_an_empty_database_where_the_demonstration_belongs(
    pejling: Pejling, tmp_path: Path
) -> None:
    result = pejling("migrate")
    assert result.exit_code == 1
    assert "Byg en med pejling demo" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_migrate_leaves_a_newer_schema_alone(pejling: Pejling, loaded_url: str) -> None:
    set_revision(loaded_url, "9999")
    result = pejling("migrate", "--database-url", loaded_url)
    assert result.exit_code == 1
    assert "(9999) er nyere end dette program" in result.stderr


def set_revision(url: str, revision: str) -> None:
    with writer(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})


# --- check ---------------------------------------------------------------------------------------


def test_check_is_content_with_a_fresh_database(pejling: Pejling, loaded_url: str) -> None:
    result = pejling("check", "--database-url", loaded_url)
    assert result.exit_code == 0, result.output
    assert "Alt er godt." in result.stdout
    assert "1. maj 2015 kl. 04.10" in result.stdout  # as the clocks in Denmark showed it


def test_check_answers_other_programs(pejling: Pejling, loaded_url: str) -> None:
    answer = json.loads(pejling("check", "--json", "--database-url", loaded_url).stdout)
    assert (answer["code"], answer["schema"]) == (0, migrate.head())
    assert answer["sources"][0] == {
        "key": "telefoni",
        "name": "Telefoni",
        "loaded_at": "2015-05-01T04:10:00",
        "through": "2015-04-30",
        "month": "2015-04",
        "state": "whole",
        "completeness": 1.0,
        "judged": True,
        "late": "",
        "lacks": "",
        "absent": [],
    }
    assert answer["sources"][3]["state"] == "missing"  # of which no figure is judged


@pytest.mark.parametrize(("completeness", "state"), [(0.5, "incomplete"), (0.0, "missing")])
def test_check_warns_of_a_late_source(
    pejling: Pejling, loaded_url: str, completeness: float, state: str
) -> None:
    with writer(loaded_url).begin() as connection:
        connection.execute(update(t.loads).where(t.loads.c.source_id == 2).values(completeness=completeness))
    result = pejling("check", "--json", "--database-url", loaded_url)
    assert result.exit_code == 1
    assert json.loads(result.stdout)["sources"][1]["state"] == state
    assert "April 2015 er ikke hel: Sager." in pejling("check", "--database-url", loaded_url).stdout


def test_check_is_critical_when_a_nightly_source_stops(pejling: Pejling, loaded_url: str) -> None:
    with writer(loaded_url).begin() as connection:
        connection.execute(update(t.sources).where(t.sources.c.key == "telefoni").values(rhythm="daily"))
        connection.execute(
            update(t.loads).where(t.loads.c.source_id == 1).values(period_to=date(2015, 4, 28))
        )
    result = pejling("check", "--database-url", loaded_url)
    assert result.exit_code == 2
    assert "■ Telefoni er forsinket: mangler fra 29. april 2015." in result.stdout


def test_check_warns_of_a_screen_that_is_silent(
    pejling: Pejling, loaded_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJLING_STATE_DIR", str(tmp_path))
    screens = Screens(tmp_path / "screens")
    screens.tell({"skaerm": "vagtrum"})
    assert pejling("check", "--database-url", loaded_url).exit_code == 0
    monkeypatch.setattr("data_access.screens.SILENT_AFTER", -1)
    result = pejling("check", "--database-url", loaded_url)
    assert result.exit_code == 1
    assert "Skærme, der er tavse: vagtrum." in result.stdout


def test_check_is_critical_without_a_database(pejling: Pejling, tmp_path: Path) -> None:
    result = pejling("check")
    assert result.exit_code == 2
    assert "Der er ingen database endnu." in result.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("revision", "said"), [("0000", "Kør: pejling migrate"), ("9999", "Opdatér programmet")]
)
def test_check_is_critical_with_another_schema(
    pejling: Pejling, loaded_url: str, revision: str, said: str
) -> None:
    set_revision(loaded_url, revision)
    result = pejling("check", "--database-url", loaded_url)
    assert result.exit_code == 2
    assert said in result.stdout


def test_check_is_critical_with_an_empty_database(pejling: Pejling, new_postgres: str) -> None:
    result = pejling("check", "--database-url", new_postgres)
    assert result.exit_code == 2
    assert "Databasen er tom" in result.stdout


def test_check_warns_of_a_database_that_was_never_loaded(pejling: Pejling, migrated_postgres: str) -> None:
    result = pejling("check", "--database-url", migrated_postgres)
    assert result.exit_code == 1
    assert "ingen kilder" in result.stdout


def test_check_gives_up_on_a_frozen_database(
    pejling: Pejling, loaded_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    thaw = threading.Event()
    monkeypatch.setattr(check, "within", databases.within)
    monkeypatch.setattr(check, "examine", lambda _url: thaw.wait())
    result = pejling("check", "--seconds", "1", "--database-url", loaded_url)
    thaw.set()
    assert result.exit_code == 2
    assert "intet svar inden for 1 sekunder" in result.stdout


def test_check_knows_the_demonstration(pejling: Pejling, demo_url: str) -> None:
    result = pejling("check", "--database-url", demo_url)
    # As Datakilder has it: a fifth of the pathways had not been reported when they were published.
    assert result.exit_code == 1, result.output
    assert "▲ Udredningsretten: Kun 80\xa0% af marts 2015 er kommet." in result.stdout


# --- rollup --------------------------------------------------------------------------------------


@pytest.fixture
def with_calls(loaded_url: str) -> str:
    """Return the database with a call on 1 and 2 April, and a rollup that says otherwise."""
    with writer(loaded_url).begin() as connection:
        connection.execute(insert(t.desks).values(id=1, key="d", name="D"))
        connection.execute(insert(t.sites).values(id=1, key="s", name="S"))
        connection.execute(insert(t.rollups).values(subject="calls", through_day=date(2015, 5, 8)))
        for day in (1, 2):
            connection.execute(
                insert(t.calls).values(
                    load_id=1,
                    desk_id=1,
                    site_id=1,
                    queued_at=datetime.fromisoformat(f"2015-04-0{day} 08:00"),
                    day=date(2015, 4, day),
                    hour=10,
                    wait_seconds=20,
                    answered=True,
                )
            )
    return loaded_url


@pytest.mark.parametrize(
    ("arguments", "days"),
    [
        ([], [1, 2]),
        (["calls"], [1, 2]),
        (["cases"], []),
        (["--from", "2015-04-02"], [2]),
        (["--to", "2015-04-01"], [1]),
        (["--from", "2015-04-02", "--to", "2015-04-30", "calls"], [2]),
    ],
)
def test_rollup_counts_the_events_again(
    pejling: Pejling, with_calls: str, arguments: list[str], days: list[int]
) -> None:
    result = pejling("rollup", *arguments, "--database-url", with_calls)
    assert result.exit_code == 0, result.output
    with reader(with_calls).connect() as connection:
        rolled = connection.execute(select(t.daily_calls.c.day).order_by(t.daily_calls.c.day)).scalars().all()
        moved = connection.execute(select(t.versions.c.subject)).scalars().all()
    assert [day.day for day in rolled] == days
    assert set(moved) == (set(arguments) & {"calls", "cases"} or {"calls", "cases", "samples"})


def test_rollup_makes_no_database(pejling: Pejling, tmp_path: Path) -> None:
    result = pejling("rollup")
    assert result.exit_code == 1
    assert "der er ingen database" in result.stderr
    assert list(tmp_path.iterdir()) == []


# --- metrics -------------------------------------------------------------------------------------


def test_metrics_lists_the_targets_of_today(pejling: Pejling, loaded_url: str) -> None:
    with writer(loaded_url).begin() as connection:
        for day, scope, value in ((1, "", 70), (2, "", 80), (20, "", 90), (2, "orbit", 98)):
            row = {
                "metric": "service_level",
                "scope": scope,
                "valid_from": date(2015, 5, day),
                "value": value,
            }
            connection.execute(insert(t.targets).values(row))
    result = pejling("metrics", "--json", "--database-url", loaded_url)
    listed = {metric["key"]: metric for metric in json.loads(result.stdout)}
    assert list(listed) == list(METRICS)
    assert [(goal["scope"], goal["value"]) for goal in listed["service_level"]["targets"]] == [
        ("", 80.0),
        ("orbit", 98.0),
    ]
    assert listed["calls"]["targets"] == []
    shown = pejling("metrics", "--database-url", loaded_url).stdout
    assert "80,0" in shown
    assert "(orbit)" in shown


def test_metrics_does_without_the_database(pejling: Pejling) -> None:
    result = pejling("metrics", "--json")
    assert result.exit_code == 0
    assert "Uden mål" in result.stderr
    assert {metric["targets"] for metric in json.loads(result.stdout)} == {None}
