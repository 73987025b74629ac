"""What `deploy/` and docs/drift.md say of running Pejling holds: roles, backups and units, on real databases."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.database.migrate import upgrade_database
from data_access.editions import drafts
from data_access.editions.drafts import Draft
from data_access.editions.published import Which, publish
from data_access.imports.load import load_file
from data_access.imports.mapping import reader as mappings
from data_access.people import accounts, grants, log, notes, project_reports, sessions, wall_screens
from data_access.people.people import Named, People
from data_access.people.words import About, Words, write
from data_access.people.writing import CannotWriteError, writing
from data_access.snapshot.reading import read_snapshot
from tests.pooler import pooled

DEPLOY = Path(__file__).parent.parent.parent / "deploy"


def as_role(url: str, role: str) -> str:
    return re.sub(r"//[^@/]*@", f"//{role}:@", url)


@pytest.fixture(scope="module")
def with_roles(postgres_databases: Callable[[], str]) -> str:
    """Return a PostgreSQL database whose roles are those of `deploy/roles.sql`."""
    url = postgres_databases()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute((DEPLOY / "roles.sql").read_text("utf-8").encode())
    upgrade_database(as_role(url, "pejling_owner"))
    return url


def test_the_loader_loads_and_the_reader_only_reads(with_roles: str, tmp_path: Path) -> None:
    loader, web = (as_role(with_roles, f"pejling_{role}") for role in ("loader", "reader"))
    file = tmp_path / "desks.csv"
    file.write_text("key;name\ncimt;CIMT Servicedesk\n")
    mapping = mappings.read_mapping(
        'kind = "desks"\n[fields.key]\ncolumn = "key"\n[fields.name]\ncolumn = "name"\n', "d"
    )
    assert load_file(loader, file, mapping).counts.new == 1
    with reader(web).connect() as connection:
        assert connection.execute(select(t.desks.c.name)).scalars().all() == ["CIMT Servicedesk"]
        assert connection.execute(text("SHOW statement_timeout")).scalar_one() == "30s"
    with pytest.raises(DBAPIError, match=r"read-only|permission denied"), writer(web).begin() as connection:
        connection.execute(insert(t.desks).values(key="x", name="x"))
    with pytest.raises(DBAPIError, match="permission denied"), writer(loader).begin() as connection:
        connection.execute(text("CREATE TABLE mine (x int)"))


def test_a_backup_of_sqlite_is_whole_while_it_is_written_to(
    migrated_file: Callable[[Path], str], tmp_path: Path
) -> None:
    """As docs/drift.md says it: the driver's own backup, which takes one state of a database in use."""
    url = migrated_file(tmp_path / "pejling.db")
    with writer(url).begin() as connection:
        connection.execute(insert(t.desks).values(key="cimt", name="CIMT"))
    source, target = sqlite3.connect(tmp_path / "pejling.db"), sqlite3.connect(tmp_path / "kopi.db")
    with writer(url).begin() as connection:
        connection.execute(insert(t.desks).values(key="ny", name="Ny"))
        source.backup(target)  # what is not committed is not in it
    target.close()
    source.close()
    shutil.copy(tmp_path / "kopi.db", tmp_path / "igen.db")
    with reader(f"sqlite:///{tmp_path / 'igen.db'}").connect() as connection:
        assert connection.execute(select(t.desks.c.key)).scalars().all() == ["cimt"]


def test_a_backup_of_postgresql_comes_back_as_it_was(postgres_databases: Any, tmp_path: Path) -> None:
    url, other = postgres_databases(migrated=True), postgres_databases()
    with writer(url).begin() as connection:
        connection.execute(insert(t.desks).values(key="cimt", name="CIMT"))
    dump, restore = map(postgres_databases.program, ("pg_dump", "pg_restore"))
    kept = tmp_path / "pejling.dump"
    subprocess.run([dump, "--format=custom", f"--file={kept}", url], check=True)
    subprocess.run([restore, "--no-owner", "--exit-on-error", f"--dbname={other}", str(kept)], check=True)
    with reader(other).connect() as connection:
        assert connection.execute(select(func.count()).select_from(t.desks)).scalar_one() == 1
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()


def _known(url: str) -> int:
    with writing(url) as connection:
        return accounts.known(connection, "https://op", "s-3", "Navn", "")


@pytest.mark.parametrize("name", sorted(path.name for path in DEPLOY.glob("*.service")))
def test_a_unit_runs_a_command_that_there_is(name: str) -> None:
    from dashboard.cli import app

    unit = (DEPLOY / name).read_text("utf-8")
    command = re.search(r"ExecStart=\S+/pejling (\w+)", unit)
    assert command
    assert command[1] in {
        each.name or (each.callback and each.callback.__name__) for each in app.registered_commands
    }
    assert "NoNewPrivileges=true" in unit
    # What it writes lies where it may write, and not beside wherever it was begun.
    given = dict(re.findall(r"^Environment=(\w+)=(\S+)$", unit, re.MULTILINE))
    assert given["PEJLING_STATE_DIR"] == "/var/lib/pejling"
    assert "StateDirectory=pejling" in unit


def test_loads_and_reads_go_through_the_shipped_pooler(migrated_postgres: str, tmp_path: Path) -> None:
    mapping = mappings.read_mapping(
        'kind = "desks"\n[fields.key]\ncolumn = "key"\n[fields.name]\ncolumn = "name"\n', "d"
    )
    with pooled(migrated_postgres) as url:
        assert upgrade_database(url).before == upgrade_database(url).after
        snapshot = None
        for name in ("CIMT", "CIMT Servicedesk"):
            file = tmp_path / f"{name}.csv"
            file.write_text(f"key;name\ncimt;{name}\n")
            assert load_file(url, file, mapping).load
            snapshot = read_snapshot(reader(url), snapshot)
            assert snapshot.frames["desks"]["name"].tolist() == [name]


def test_what_people_do_is_written_with_a_role_that_may_no_more(with_roles: str) -> None:
    roles = ("owner", "people", "loader", "reader")
    owner, people, loader, web = (as_role(with_roles, f"pejling_{role}") for role in roles)
    with writing(people) as connection:
        account = accounts.known(connection, "https://op", "s-1", "Navn", "")
        number = grants.grant(connection, "reader", None, account=account)
        secret = sessions.start(connection, account, ["g"], 1.0)
        sessions.end(connection, sessions.hash_of(secret))
        screen = wall_screens.make(connection, "Vagtrum", account)
        assert wall_screens.find(connection, sessions.hash_of(screen)) == 1
        wall_screens.revoke(connection, 1, account)
        grants.revoke(connection, number, None)
        assert accounts.forget(connection, account, None)
    refused = (
        (people, "UPDATE access_log SET what = 'x'"), (people, "DELETE FROM access_log"),
        (people, "TRUNCATE access_log"), (people, "DELETE FROM grants"),
        (people, "INSERT INTO access_log (id, at, act) SELECT id, at, 'signed_out' FROM access_log"
                 " ON CONFLICT (id) DO UPDATE SET act = excluded.act"),
        *((each, f"SELECT * FROM {table}") for each in (loader, web) for table in ("access_log", "grants", "screens")),
        (loader, "INSERT INTO access_log (at, act) VALUES (now(), 'removed')"), (loader, "DELETE FROM access_log"),
        (people, "UPDATE grants SET role = 'administrator'"), (people, "SELECT * FROM cases"),
        (people, "INSERT INTO desks (key, name) VALUES ('x', 'x')"), (people, "CREATE TABLE mine (x int)"),
        *((each, f"SELECT * FROM {table}") for each in (loader, web) for table in ("accounts", "sessions")),
        (loader, "INSERT INTO grants (account_id, role, granted_at) VALUES (1, 'administrator', now())"),
    )  # fmt: skip
    for url, statement in refused:
        with pytest.raises(DBAPIError, match="permission denied"), writer(url).begin() as connection:
            connection.execute(text(statement))
    with writing(owner) as connection:
        assert log.remove(connection, 365) == 0
    # Two tabs of somebody who has not been here before: whoever is second finds what the first has written.
    with writer(people).connect() as first:
        first.begin()
        number = accounts.known(first, "https://op", "s-3", "Navn", "")
        with ThreadPoolExecutor(1) as other:
            second = other.submit(_known, people)
            waits = text(
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            with reader(with_roles).connect() as watcher:
                while not second.done() and not watcher.execute(waits).scalar():
                    watcher.rollback()
            first.commit()
            assert second.result(60) == number
    house = People(people, timedelta(minutes=5), 1.0)
    found = house.by_session(
        house.sign_in(Named("https://op", "s-2", "Navn", "", ()), "", "10.0.0.7"), is_used=False
    )
    assert found
    assert found.account
    assert found.roles == frozenset()


def test_what_owners_say_is_written_with_that_role_alone_and_read_by_all(with_roles: str) -> None:
    people, loader, web = (as_role(with_roles, f"pejling_{role}") for role in ("people", "loader", "reader"))
    of, said = About("calls", "2015-03", desk="cimt"), Words("Sygdom")
    write(people, of, said, "published", seen=0, account=None, role="editor")
    assert read_snapshot(reader(web)).frames["explanations"]["cause"].tolist() == ["Sygdom"]
    for url in (loader, web):
        with pytest.raises(CannotWriteError):
            write(url, of, said, "draft", seen=1, account=None, role="editor")
    noted = notes.About("calls", "2015-03", desk="cimt")
    note = {"state": "published", "level_shift": True, "account": None, "role": "editor"}
    notes.write(people, noted, "Nyt system", seen=0, **note)
    assert read_snapshot(reader(web)).frames["written_notes"]["level_shift"].tolist() == [True]
    for url in (loader, web):
        with pytest.raises(CannotWriteError):
            notes.write(url, noted, "Andet", seen=1, **note)
    edition = {"report": "status", "number": 1, "revision": 0, "month": "2015-03", "form": 1, "reason": ""}
    drafts.write(people, Which("status", 1), Draft("2015-03"), seen=0, account=None, role="editor")
    publish(people, edition, account=None, role="editor")
    assert read_snapshot(reader(web)).frames["editions"]["number"].tolist() == [1]
    for url in (loader, web):
        with pytest.raises(CannotWriteError):
            publish(url, edition | {"number": 2}, account=None, role="editor")
    with writer(with_roles).begin() as connection:
        connection.execute(insert(t.sources).values(key="projekter", name="Projekter"))
        connection.execute(insert(t.projects).values(key="ekg", name="EKG"))
    report = project_reports.About("ekg", "2015-05")
    told = {"account": None, "role": "owner"}
    for number, light in enumerate(("green", "red")):
        due = project_reports.Report(light, "Godt", next_milestone=light, milestone_due=date(2015, 9, 1))
        project_reports.write(people, report, due, "published", seen=number, **told)
    assert read_snapshot(reader(web)).frames["project_reports"]["light"].tolist() == ["red"]
    for url in (loader, web):
        with pytest.raises(CannotWriteError):
            project_reports.write(url, report, due, "published", seen=2, **told)
    project_reports.write(people, report, due, "withdrawn", seen=2, **told)
    assert read_snapshot(reader(web)).frames["project_reports"].empty
    changes = [
        change
        for table in (
            *(t.explanations, t.written_notes, t.written_project_reports),
            *(t.editions, t.edition_drafts, t.releases, t.meeting_words),
        )
        for change in (update(table).values(role="owner"), delete(table))
    ]
    for change in changes:
        for url in (people, loader):
            with pytest.raises(DBAPIError, match="permission denied"), writer(url).begin() as connection:
                connection.execute(change)
