"""The web reads a standby that follows the primary, and says how old the figures are when it does not."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import insert, make_url, select

from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.database.migrate import upgrade
from data_access.database.standby import seen_at
from data_access.database.versions import bump
from data_access.snapshot.store import Store, reading
from tests.postgres import OwnPostgres
from tests.standby import Standby

DEADLINE_SECONDS = 60.0
SHIPPED = Path(__file__).parent.parent.parent / "deploy" / "standby.conf"
pytestmark = [pytest.mark.postgres, pytest.mark.takes(33)]


@dataclass
class Machines:
    """A primary, its standby, and a web that reads the standby."""

    primary: OwnPostgres
    standby: Standby
    store: Store
    visitor: FlaskClient

    def load(self, desk: str, url: str = "") -> None:
        """Write at the primary, or at the database of a URL."""
        with writer(url or self.primary.url).begin() as connection:
            connection.execute(insert(t.desks).values(key=desk, name=desk))
            bump(connection, "reference")

    def shows(self, desk: str) -> bool:
        snapshot = self.store.snapshot()
        return snapshot is not None and desk in set(snapshot.frames["desks"]["key"])

    def state(self) -> Any:
        return self.visitor.get("/tilstand").get_json()


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Return the machines of all these tests; the last of them promotes the standby for good."""
    tmp_path = tmp_path_factory.mktemp("machines")
    primary = OwnPostgres()
    with writer(primary.url).begin() as connection:
        upgrade(connection)
        connection.execute(insert(t.settings).values(key="clock", value="2015-05-11T07:30"))
        bump(connection, "reference")
    standby = Standby(primary)
    for setting, value in re.findall(r"^(\w+) = (\S+)$", SHIPPED.read_text("utf-8"), re.MULTILINE):
        standby.set(setting, value)
    store = Store(reading(standby.url), tmp_path / "snapshot", every=0.1)
    settings = Settings.from_env({
        "PEJLING_STATE_DIR": str(tmp_path), "PEJLING_DATABASE_URL": standby.url, "PEJLING_SIGN_IN": "open",
        "PEJLING_STALE_SECONDS": "2",
        "PEJLING_REFRESH_SECONDS": "0.5"})  # fmt: skip
    store.start()
    yield Machines(primary, standby, store, create_app(settings, store).server.test_client())
    store.stop()
    standby.cleanup()
    primary.cleanup()


def until(holds: Callable[[], bool]) -> None:
    pause, end = threading.Event(), time.monotonic() + DEADLINE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it never came to be"
        pause.wait(0.05)


def test_the_web_follows_a_standby_and_says_when_it_has_stopped(machines: Machines) -> None:
    machines.load("before")
    until(lambda: machines.shows("before") and not machines.state()["stale"])
    # Nothing is loaded for a while: it follows, and what it shows is as fresh as can be.
    idle = time.monotonic()
    until(lambda: time.monotonic() > idle + 3)
    until(lambda: machines.store.age() < 2.0)

    machines.standby.ask("SELECT pg_wal_replay_pause()")
    machines.load("unseen")
    until(lambda: "får ikke det nye" in machines.state()["words"])
    assert machines.state()["stale"]
    age = machines.store.age()
    until(lambda: machines.store.age() > age + 1)
    assert not machines.shows("unseen")

    machines.standby.ask("SELECT pg_wal_replay_resume()")
    until(lambda: machines.shows("unseen") and not machines.state()["stale"])


def test_a_standby_that_begins_again_is_read_again(machines: Machines) -> None:
    until(lambda: machines.store.snapshot() is not None)
    machines.standby.stop()
    machines.load("meanwhile")
    machines.standby.start()
    until(lambda: machines.shows("meanwhile") and not machines.state()["stale"])


def test_where_one_standby_is_gone_the_other_is_read(machines: Machines, tmp_path: Path) -> None:
    """As docs/drift.md has it: both are named in the URL."""
    gone = make_url(machines.standby.url).set(query={"host": f"{tmp_path},{machines.standby.folder}"})
    machines.load("here")
    url = gone.render_as_string(hide_password=False)

    def shown() -> bool:
        with reader(url).connect() as connection:
            return "here" in connection.execute(select(t.desks.c.key)).scalars().all()

    until(shown)


def test_of_when_the_state_is_that_is_read(machines: Machines) -> None:
    def seen(url: str) -> float:
        with reader(url).connect() as connection, connection.begin():
            found = seen_at(connection, asked)
            assert connection.execute(select(t.settings.c.key)).scalars().all() == ["clock"]
            return found

    began = time.time()
    machines.load("changed")
    until(lambda: machines.shows("changed"))
    asked = time.time()
    assert seen(machines.primary.url) == asked
    machines.primary.kill()
    try:
        until(lambda: seen(machines.standby.url) < asked)  # when the last change was made
        assert seen(machines.standby.url) > began
        machines.standby.stop()
        machines.standby.start()
        assert (
            asked - 600 < seen(machines.standby.url) < asked
        )  # it has replayed nothing, but had a beginning
    finally:
        machines.primary.start()


def test_a_standby_whose_primary_is_gone_is_old_until_it_is_the_primary_itself(machines: Machines) -> None:
    machines.load("alive")
    until(lambda: machines.shows("alive") and not machines.state()["stale"])
    machines.primary.kill()
    try:
        until(lambda: bool(machines.state()["stale"]))
        assert machines.shows("alive")
        machines.standby.promote()
        until(lambda: not machines.state()["stale"])
        machines.load("after", machines.standby.url)
        until(lambda: machines.shows("after"))
    finally:
        machines.primary.start()
