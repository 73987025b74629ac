"""A real PostgreSQL under the running application: frozen, killed, and back again."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event, insert

from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.database.migrate import upgrade
from data_access.database.versions import bump
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.store import Store, reading
from tests.app.choices import PAGES
from tests.postgres import OwnPostgres

DEADLINE_SECONDS = 60.0
pytestmark = [pytest.mark.postgres, pytest.mark.takes(45)]


@pytest.fixture
def database() -> Iterator[OwnPostgres]:
    server = OwnPostgres()
    engine = writer(server.url)
    with engine.begin() as connection:
        upgrade(connection)
        connection.execute(insert(t.settings).values(key="clock", value="2015-05-11T07:30"))
        connection.execute(insert(t.desks).values(key="cimt", name="CIMT Servicedesk"))
        bump(connection, "reference")
    engine.dispose()
    yield server
    server.cleanup()


@pytest.fixture
def visitor(database: OwnPostgres, tmp_path: Path) -> Iterator[FlaskClient]:
    store = Store(reading(database.url), tmp_path / "snapshot", every=0.1, patience=0.5)
    settings = Settings.from_env({"PEJLING_STATE_DIR": str(tmp_path), "PEJLING_STALE_SECONDS": "1",
                                  "PEJLING_DATABASE_URL": database.url, "PEJLING_SIGN_IN": "open",
                                  "PEJLING_REFRESH_SECONDS": "0.5"})  # fmt: skip
    app = create_app(settings, store)
    store.start()
    yield app.server.test_client()
    store.stop()


def until(holds: Callable[[], bool]) -> None:
    """Ask again and again until it holds; fail when the deadline has passed."""
    pause, end = threading.Event(), time.monotonic() + DEADLINE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        pause.wait(0.1)


def state(visitor: FlaskClient) -> Any:
    return visitor.get("/tilstand").get_json()


def all_pages_answer(visitor: FlaskClient) -> None:
    for page in PAGES:
        body = {
            "output": "answer.data",
            "outputs": {"id": "answer", "property": "data"},
            "inputs": [
                {"id": "address", "property": "pathname", "value": page.path},
                {"id": "address", "property": "search", "value": ""},
            ],
            "changedPropIds": ["address.pathname"],
        }
        assert visitor.post("/_dash-update-component", json=body).status_code == 200


def test_a_frozen_database_costs_only_age(database: OwnPostgres, visitor: FlaskClient) -> None:
    until(lambda: not state(visitor)["stale"])
    database.signal(signal.SIGSTOP)
    try:
        until(lambda: "Driftsdatabasen har ikke svaret i" in state(visitor)["words"])
        assert state(visitor)["stale"]
        all_pages_answer(visitor)
    finally:
        database.signal(signal.SIGCONT)
    until(lambda: not state(visitor)["stale"])


def test_a_killed_database_costs_only_age_until_it_is_back(
    database: OwnPostgres, visitor: FlaskClient
) -> None:
    until(lambda: not state(visitor)["stale"])
    version = state(visitor)["version"]
    database.kill()
    until(lambda: state(visitor)["stale"])
    assert state(visitor)["version"] == version
    all_pages_answer(visitor)
    database.start()
    until(lambda: not state(visitor)["stale"])


def test_connections_that_are_cut_are_made_again(database: OwnPostgres, visitor: FlaskClient) -> None:
    until(lambda: not state(visitor)["stale"])
    with psycopg.connect(database.url, autocommit=True) as admin:
        for _cut in range(20):
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            )
            all_pages_answer(visitor)
    until(lambda: not state(visitor)["stale"])


def test_a_database_with_no_connection_left_costs_only_age(
    database: OwnPostgres, visitor: FlaskClient
) -> None:
    until(lambda: not state(visitor)["stale"])
    taken: list[psycopg.Connection[Any]] = []

    def all_taken_and_stale() -> bool:
        # Again and again: what the program itself had when the others were taken is free a moment later.
        with suppress(psycopg.OperationalError):
            while True:
                taken.append(psycopg.connect(database.url))
        return bool(state(visitor)["stale"])

    try:
        until(all_taken_and_stale)
        all_pages_answer(visitor)
    finally:
        for connection in taken:
            connection.close()
    until(lambda: not state(visitor)["stale"])


def test_a_schema_that_is_older_than_the_program_leaves_the_last_figures(
    database: OwnPostgres, visitor: FlaskClient
) -> None:
    until(lambda: not state(visitor)["stale"])
    with psycopg.connect(database.url, autocommit=True) as admin:
        admin.execute("ALTER TABLE loads RENAME TO loads_of_old")
        admin.execute("UPDATE versions SET version = version + 1")
        until(lambda: state(visitor)["stale"])
        all_pages_answer(visitor)
        assert visitor.get("/vaeg/tavler").status_code == 200
        admin.execute("ALTER TABLE loads_of_old RENAME TO loads")
    until(lambda: not state(visitor)["stale"])


def test_the_wall_goes_on_while_the_database_is_away(database: OwnPostgres, visitor: FlaskClient) -> None:
    until(lambda: not state(visitor)["stale"])
    assert visitor.get("/vaeg/tavler").get_json()["version"]
    database.signal(signal.SIGSTOP)
    try:
        until(lambda: state(visitor)["stale"])
        found = visitor.get("/vaeg/tavler").get_json()
        assert found["version"]
        assert found["age"] >= 1
    finally:
        database.signal(signal.SIGCONT)
    until(lambda: visitor.get("/vaeg/tavler").get_json()["age"] < 2)


def test_a_database_that_is_slow_is_read_once_and_said_to_be_read(
    database: OwnPostgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each statement takes its time, and all of them together far longer than one may be silent.

    How long it is silent is counted in what the statements take: a pause of a busy machine is no silence.
    """
    begun: list[float] = []
    ended: list[float] = []
    passing = SimpleNamespace(now=100.0)
    for module in ("refresher", "progress"):
        counted = SimpleNamespace(time=time.time, monotonic=lambda: passing.now)
        monkeypatch.setattr(f"data_access.snapshot.{module}.time", counted)

    def slowly(engine: Engine, previous: Any, saw: Any) -> Any:
        begun.append(passing.now)

        @event.listens_for(engine, "before_cursor_execute")
        def wait(connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
            if "pg_sleep" not in statement:
                connection.exec_driver_sql("SELECT pg_sleep(0.1)")
                passing.now += 0.1

        found = read_snapshot(engine, previous, saw)
        ended.append(passing.now)
        return found

    monkeypatch.setattr("data_access.snapshot.store.read_snapshot", slowly)
    store = Store(reading(database.url), tmp_path / "slow.json.gz", every=0.05, patience=1.0)
    settings = Settings.from_env(
        {"PEJLING_STATE_DIR": str(tmp_path), "PEJLING_DATABASE_URL": database.url, "PEJLING_SIGN_IN": "open"}
    )
    visitor = create_app(settings, store).server.test_client()
    store.start()
    monkeypatch.setattr(store._refresher, "_first_wait", 0.0)
    try:
        until(lambda: state(visitor)["words"] == "Pejling er ved at læse tallene i driftsdatabasen.")
        until(lambda: not state(visitor)["stale"])
        assert ended[0] - begun[0] > 2.0  # twice as long as it may be silent
        assert [moment for moment in begun if moment < ended[0]] == begun[:1]
    finally:
        store.stop()
