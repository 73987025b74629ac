"""A database that is gone costs the figures nothing but age: no visitor's request asks it."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dashboard.app import create_app, create_store
from dashboard.settings import Settings
from data_access.database import engine
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.answers import panels_of
from tests.app.choices import PAGES

pytestmark = pytest.mark.takes(6)

ADDRESSES = (
    *(page.path for page in PAGES),
    "/data/",
    *(f"/data/{page.key}/{panel.key}.csv" for page in PAGES for panel in panels_of(page)),
)


class Database:
    """A database that answers once, and has then gone."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.left = [snapshot]
        self.asked_in_vain = threading.Event()
        self.back = threading.Event()

    def __call__(self, previous: Snapshot | None, _progress: object) -> Snapshot:
        if self.left:
            return self.left.pop()
        if self.back.is_set() and previous:
            return previous
        self.asked_in_vain.set()
        raise OSError("there is nobody at that address\nand more that is for programmers")


@pytest.fixture
def started() -> Iterator[Callable[[Store], Store]]:
    """Start stores, and stop them in the end."""
    stores = []

    def start(store: Store) -> Store:
        store.start()
        stores.append(store)
        return store

    yield start
    for store in stores:
        store.stop()


def test_pages_go_on_answering_and_say_how_old_they_are(
    settings: Settings, snapshot: Snapshot, started: Callable[[Store], Store], tmp_path: Path
) -> None:
    database = Database(snapshot)
    store = started(Store(database, tmp_path / "snapshot", every=0.01))
    # However little time has passed, it counts as long.
    client = create_app(replace(settings, stale_seconds=0.0), store).server.test_client()
    assert database.asked_in_vain.wait(60)
    for address in ADDRESSES:
        assert client.get(address).status_code == 200
    state = client.get("/tilstand")
    assert state.status_code == 200
    assert state.headers["Cache-Control"] == "no-store"
    assert state.get_json()["stale"] is True
    assert state.get_json()["version"] == snapshot.version
    assert re.match(
        r"Driftsdatabasen har ikke svaret i \d+ (sekund|sekunder|minut|minutter)\. ",
        state.get_json()["words"],
    )


def test_what_was_good_is_fresh_again_when_the_database_is_back(
    settings: Settings, snapshot: Snapshot, started: Callable[[Store], Store], tmp_path: Path
) -> None:
    database = Database(snapshot)
    store = started(Store(database, tmp_path / "snapshot", every=0.01))
    client = create_app(replace(settings, stale_seconds=0.2), store).server.test_client()
    assert database.asked_in_vain.wait(60)

    def becomes(*, is_stale: bool) -> Any:
        deadline = time.monotonic() + 60
        while (found := client.get("/tilstand").get_json())["stale"] is not is_stale:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        return found

    stale = becomes(is_stale=True)
    database.back.set()
    assert becomes(is_stale=False) == stale | {"stale": False, "words": ""}


def test_no_request_opens_a_connection(visitor: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: Any, **_named: Any) -> Any:
        raise AssertionError("a visitor's request asks the database")

    monkeypatch.setattr(engine, "create_engine", refuse)
    monkeypatch.setattr("sqlite3.connect", refuse)
    for page in PAGES:
        assert visitor.ask(page.path, "?fra=2014-10&til=2015-01&maaned=2015-01").status_code == 200
    for address in ADDRESSES:
        assert visitor.client.get(address).status_code == 200


def test_a_start_without_the_database_shows_what_was_kept(
    settings: Settings, snapshot: Snapshot, started: Callable[[Store], Store], tmp_path: Path
) -> None:
    nowhere = replace(settings, state_dir=tmp_path, database_url=f"sqlite:///{tmp_path / 'gone.db'}")
    created = create_store(nowhere)
    first = started(Store(lambda _previous, _progress: snapshot, created._shared.folder.parent, every=3600))
    shown = first.snapshot()
    assert shown is not None
    assert shown.version == snapshot.version
    first.stop()
    later = started(create_store(nowhere))
    client = create_app(replace(nowhere, stale_seconds=0.0), later).server.test_client()
    for address in (*(page.path for page in PAGES), "/data/", "/data/sager/aabne.csv"):
        assert client.get(address).status_code == 200
    state = client.get("/tilstand").get_json()
    assert state["stale"] is True
    assert state["version"] == snapshot.version
