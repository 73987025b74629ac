"""A real PostgreSQL under the running application: frozen, killed, and back again."""

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert

from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.database.migrate import upgrade
from data_access.database.versions import bump
from data_access.snapshot.store import Store, reading
from layouts.pages.overview import PAGES
from tests.postgres import OwnPostgres

DEADLINE_SECONDS = 60.0
pytestmark = [pytest.mark.postgres, pytest.mark.takes(30)]


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
    store = Store(reading(database.url), tmp_path / "kept.json.gz", every=0.1, patience=0.5)
    settings = Settings.from_env({"PEJLING_STATE_DIR": str(tmp_path), "PEJLING_STALE_SECONDS": "1",
                                  "PEJLING_DATABASE_URL": database.url,
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
        until(lambda: state(visitor)["stale"])
        assert "Driftsdatabasen har ikke svaret i" in state(visitor)["words"]
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
