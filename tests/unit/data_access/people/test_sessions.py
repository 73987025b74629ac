"""Which sessions hold, whose they are, and which of them end together."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Connection, select, update

from data_access.database import schema as t
from data_access.database.engine import writer
from data_access.people import accounts, grants, sessions, wall_screens

IDLE = timedelta(hours=2)
BEGAN = datetime.fromisoformat("2015-05-11T08:00")


@pytest.fixture
def connection(migrated_sqlite: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Connection]:
    with writer(migrated_sqlite).begin() as connection:
        at(monkeypatch, BEGAN)
        yield connection


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    for module in (sessions, accounts, grants, wall_screens):
        monkeypatch.setattr(module, "now", lambda: moment)


def begun(connection: Connection, subject: str, issuer: str = "i", of: str = "") -> str:
    account = accounts.known(connection, issuer, subject, subject, "")
    return sessions.hash_of(sessions.start(connection, account, ["g" * 300] * 600, 12, of))


def holds(connection: Connection, *hashed: str) -> list[bool]:
    found = sessions.find(connection, hashed, IDLE)
    return [each in found for each in hashed]


def test_a_session_holds_until_it_is_long_unused_and_never_longer_than_its_hours(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    used, idle = begun(connection, "a"), begun(connection, "b")
    for hours, stand in (
        (1.9, [True, True]),
        (3.8, [True, False]),
        (5.6, [True, False]),
        (7.4, [True, False]),
    ):
        at(monkeypatch, BEGAN + timedelta(hours=hours))
        assert holds(connection, used, idle) == stand
        sessions.seen(connection, [used])
    for hours in (9.2, 11, 11.9):
        at(monkeypatch, BEGAN + timedelta(hours=hours))
        sessions.seen(connection, [used])
        assert holds(connection, used) == [True]
    at(monkeypatch, BEGAN + timedelta(hours=12))
    assert holds(connection, used) == [False]
    # What came with it is cut where it is more than anybody has.
    groups = connection.execute(select(t.sessions.c.groups).where(t.sessions.c.hash == used)).scalar_one()
    assert len(groups) < 500 * 205


def test_that_a_session_has_ended_is_known_for_a_day(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended, other = begun(connection, "a"), begun(connection, "b")
    assert sessions.end(connection, ended) is not None
    assert sessions.end(connection, ended) is None
    assert holds(connection, ended, other) == [False, True]
    kept = []
    for hours in (23, 25, 37):  # of the other its own hours come first
        at(monkeypatch, BEGAN + timedelta(hours=hours))
        begun(connection, "c")
        kept.append(set(connection.execute(select(t.sessions.c.hash)).scalars()) & {ended, other})
    assert kept == [{ended, other}, {other}, set()]


def test_what_a_provider_ends_is_one_session_or_all_of_one_person_and_nobody_elses(
    connection: Connection,
) -> None:
    def stand() -> list[bool]:
        return holds(connection, *held)

    held = [
        begun(connection, "a", of="1"), begun(connection, "a", of="2"), begun(connection, "b", of="3"),
        begun(connection, "a", issuer="j", of="1"),
    ]  # fmt: skip
    assert len(sessions.end_of(connection, "i", "", "1")) == 1
    assert stand() == [False, True, True, True]
    assert len(sessions.end_of(connection, "i", "a", "")) == 1
    assert stand() == [False, False, True, True]


def test_whoever_is_forgotten_has_no_session_and_can_be_given_nothing(connection: Connection) -> None:
    held = begun(connection, "a")
    account = accounts.known(connection, "i", "a", "a", "")
    connection.execute(update(t.accounts).where(t.accounts.c.id == account).values(forgotten_at=BEGAN))
    assert holds(connection, held) == [False]
    with pytest.raises(grants.UnknownError, match=f"account {account}"):
        grants.grant(connection, "reader", None, account=account)


def test_what_somebody_may_is_what_his_own_grants_say(connection: Connection) -> None:
    def grant(role: str, **about: str) -> grants.Grant:
        return grants.Grant(1, 1, "", None, role, about.get("hospital"), about.get("subject"), BEGAN)

    owner = grants.of_grants([grant("owner", subject="sager", hospital="x")], 1, "", [])
    manager = grants.of_grants([grant("manager", hospital="herlev", subject="y")], 1, "", [])
    assert (owner.roles, owner.subjects, owner.hospitals) == ({"owner", "reader"}, {"sager"}, set())
    assert (manager.roles, manager.subjects, manager.hospitals) == ({"manager", "reader"}, set(), {"herlev"})
    assert not grants.of_grants([grant("owner")._replace(account=None, group="g")], 1, "", []).roles


def test_a_screen_that_is_shut_out_is_none_and_is_listed_last(connection: Connection) -> None:
    first, second = (wall_screens.make(connection, name, None) for name in ("A" * 90, "B"))
    assert wall_screens.find(connection, sessions.hash_of(second)) == 2
    assert wall_screens.revoke(connection, 1, None)
    assert not wall_screens.revoke(connection, 1, None)
    assert wall_screens.find(connection, sessions.hash_of(first)) is None
    assert [each.name for each in wall_screens.all_of(connection)] == ["B", "A" * 80]
