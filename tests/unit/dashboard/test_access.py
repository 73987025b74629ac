"""Roles by hand, the log, and that nobody can change it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.people import accounts, grants, log
from data_access.people.writing import now

Pejling = Callable[..., Any]


@pytest.fixture
def somebody(migrated_sqlite: str) -> str:
    """Return a database where one has signed in, whose number is 1, and where there is a hospital."""
    with writer(migrated_sqlite).begin() as connection:
        assert accounts.known(connection, "https://op", "s-1", "Navn", "n@example.org") == 1
        connection.execute(insert(t.hospitals).values(key="herlev", name="Herlev"))
    return migrated_sqlite


def test_a_role_is_given_listed_and_taken(pejling: Pejling, somebody: str) -> None:
    at = ("--database-url", somebody)
    assert "Givet som nr. 1." in pejling("access", "grant", "administrator", "--account", "1", *at).stdout
    given = pejling("access", "grant", "leder", "--group", "S-Herlev", "--hospital", "herlev", *at)
    assert given.exit_code == 0, given.output
    assert pejling("access", "grant", "ejer", "--account", "1", "--page", "sager", *at).exit_code == 0
    shown = pejling("access", "list", *at).stdout
    assert all(
        word in shown for word in ("administrator", "konto 1 Navn", "gruppen S-Herlev", "herlev", "sager")
    )
    with reader(somebody).connect() as connection:
        person = grants.person(connection, 1, "Navn", ["S-Herlev"])
    assert (person.hospitals, person.subjects) == ({"herlev"}, {"sager"})
    assert person.roles == {"administrator", "manager", "owner", "reader"}
    assert pejling("access", "revoke", "1", *at).exit_code == 0
    assert "administrator" not in pejling("access", "list", *at).stdout
    again = pejling("access", "revoke", "1", *at)
    assert (again.exit_code, "rollen 1 findes ikke" in again.stderr) == (1, True)
    told = pejling("audit", *at, "--json").stdout
    assert [each["act"] for each in orjson.loads(told)] == ["revoked", "granted", "granted", "granted"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grant", "konge", "--account", "1"], "rollen 'konge' findes ikke."),
        (["grant", "læser"], "til en konto eller til en gruppe"),
        (["grant", "læser", "--account", "1", "--group", "g"], "til en konto eller til en gruppe"),
        (["grant", "læser", "--account", "9"], "kontoen 9 findes ikke."),
        (["grant", "leder", "--account", "1", "--hospital", "mars"], "hospitalet mars findes ikke."),
        (["grant", "ejer", "--account", "1"], "en ejer skal have --page"),
        (["grant", "læser", "--account", "1", "--hospital", "herlev"], "kun en leder kan have --hospital"),
        (["forget", "9"], "kontoen 9 findes ikke"),
    ],
)
def test_what_cannot_be_given_is_said(
    pejling: Pejling, somebody: str, arguments: list[str], said: str
) -> None:
    result = pejling("access", *arguments, "--database-url", somebody)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    with reader(somebody).connect() as connection:
        assert grants.all_of(connection) == []


def test_who_is_forgotten_has_no_name_anywhere_and_what_he_did_stands(
    pejling: Pejling, somebody: str
) -> None:
    at = ("--database-url", somebody)
    pejling("access", "grant", "administrator", "--account", "1", *at)
    with writer(somebody).begin() as connection:
        log.add(connection, "signed_in", 1, address="10.0.0.7")
    assert pejling("access", "forget", "1", *at).exit_code == 0
    with reader(somebody).connect() as connection:
        everything = " ".join(
            str(row)
            for table in ("accounts", "grants", "sessions", "access_log")
            for row in connection.execute(select(t.metadata.tables[table]))
        )
        assert [each.account for each in log.read(connection, account=1)] == [1]
        assert grants.all_of(connection) == []
    assert not any(word in everything for word in ("Navn", "n@example.org", "s-1"))
    assert "(glemt)" in pejling("access", "list", *at).stdout
    with writer(somebody).begin() as connection:
        assert accounts.known(connection, "https://op", "s-1", "Navn", "") == 2


def test_the_log_is_only_ever_added_to_and_what_is_old_removed(pejling: Pejling, somebody: str) -> None:
    with writer(somebody).begin() as connection:
        for days in (1, 200, 400):
            at = now() - timedelta(days=days)
            connection.execute(insert(t.access_log).values(at=at, act="signed_in", account_id=1))
    line = "INTO access_log (id, at, act) SELECT id, at, 'signed_out' FROM access_log WHERE true"
    for change in (
        "UPDATE access_log SET what = 'x'",
        "DELETE FROM access_log",
        f"INSERT OR REPLACE {line}",
        f"REPLACE {line}",
        f"INSERT {line} ON CONFLICT (id) DO UPDATE SET act = excluded.act",
        "UPDATE OR REPLACE access_log SET id = 1 WHERE id = 2",
    ):
        with (
            pytest.raises(DBAPIError, match=r"only ever added|half a year"),
            writer(somebody).begin() as connection,
        ):
            connection.execute(text(change))
    told = pejling("audit", "--remove", "--database-url", somebody)
    assert told.stdout == "2 linjer, der var ældre end 183 dage, er fjernet.\n"
    found = orjson.loads(pejling("audit", "--json", "--database-url", somebody).stdout)
    assert [each["act"] for each in found] == ["removed", "signed_in"]
    assert datetime.fromisoformat(found[0]["at"]) <= now()
    assert "loggede ind" in pejling("audit", "--act", "signed_in", "--database-url", somebody).stdout
    assert pejling("audit", "--act", "x", "--database-url", somebody).exit_code == 2
