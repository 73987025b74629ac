"""The migrations end at exactly the schema, on both databases, whole or not at all."""

import shutil
import threading
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, Integer, Table, inspect, select, text

from data_access.database import migrate
from data_access.database import schema as t
from data_access.database.engine import reader, writer

pytestmark = [pytest.mark.meanwhile, pytest.mark.takes(20)]

NEWEST = migrate.head()
NEXT = int(NEWEST) + 1


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    fixture = {"sqlite": "new_sqlite", "postgresql": "new_postgres"}[request.param]
    return str(request.getfixturevalue(fixture))


@pytest.fixture(params=["sqlite", "postgresql"])
def current(request: pytest.FixtureRequest) -> str:
    """Return the URL of a database of the code's schema, which was not migrated anew for it."""
    return str(
        request.getfixturevalue(
            {"sqlite": "migrated_sqlite", "postgresql": "migrated_postgres"}[request.param]
        )
    )


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let a test write later migrations, in a copy of the folder."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrate.FOLDER, folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "FOLDER", folder)
    return folder / "versions"


def write(versions: Path, number: int, commands: str) -> None:
    body = "\n".join(f"    {line}" for line in dedent(commands).strip().splitlines())
    (versions / f"{number:04d}_later.py").write_text(
        "import sqlalchemy as sa\nfrom alembic import op\n"
        f"revision, down_revision = '{number:04d}', '{number - 1:04d}'\n"
        f"def upgrade() -> None:\n{body}\n",
        encoding="utf-8",
    )


def described(connection: Connection) -> dict[str, Any]:
    """Describe all tables by what the database itself says of them."""
    found = inspect(connection)
    return {
        table: {
            # A column that came later stands last, wherever the code names it.
            "columns": sorted(
                (c["name"], str(c["type"]), c["nullable"], str(c["default"]))
                for c in found.get_columns(table)
            ),
            "key": found.get_pk_constraint(table),
            "foreign": sorted(map(str, found.get_foreign_keys(table))),
            "unique": sorted(map(str, found.get_unique_constraints(table))),
            "checks": sorted(map(str, found.get_check_constraints(table))),
            "indexes": sorted(map(str, found.get_indexes(table))),
        }
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def test_the_migrations_end_at_the_schema(url: str) -> None:
    migrate.upgrade_database(url)
    with writer(url).begin() as connection:
        assert compare_metadata(MigrationContext.configure(connection), t.metadata) == []
        migrated = described(connection)
        t.metadata.drop_all(connection)
        t.metadata.create_all(connection)
        # Alembic does not compare CHECKs, defaults and names.
        assert migrated == described(connection)
    assert set(migrated) == set(t.metadata.tables)


def test_upgrade_of_what_is_current_does_nothing(current: str) -> None:
    assert migrate.upgrade_database(current) == (NEWEST, NEWEST)


def test_an_empty_database_is_not_current(url: str) -> None:
    with writer(url).connect() as connection:
        assert migrate.current(connection) is None
        assert not migrate.is_current(connection)


def test_upgrade_belongs_to_the_callers_transaction(url: str) -> None:
    with writer(url).connect() as connection:
        migrate.upgrade(connection)
        assert migrate.is_current(connection)
        connection.rollback()
        assert inspect(connection).get_table_names() == []


def test_all_migrations_hold_or_none(url: str, later: Path) -> None:
    write(later, NEXT, "op.create_table('extra', sa.Column('id', sa.Integer(), primary_key=True))")
    write(later, NEXT + 1, "op.drop_table('extra')\nraise RuntimeError('no')")
    with pytest.raises(RuntimeError, match="no"):
        migrate.upgrade_database(url)
    with reader(url).connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_a_table_that_others_refer_to_can_be_changed(current: str, later: Path) -> None:
    url = current
    with writer(url).begin() as connection:
        connection.execute(t.programmes.insert().values(id=7, key="maal", name="Mål"))
        connection.execute(t.sources.insert().values(id=3, key="hr", name="HR"))
        connection.execute(text(LOAD))
        connection.execute(text(MILESTONE))
    change = """
        with op.batch_alter_table("programmes") as table:
            table.alter_column("key", existing_type=sa.String(80), type_=sa.String(90))
    """
    write(later, NEXT, change)
    assert migrate.upgrade_database(url) == (NEWEST, f"{NEXT:04d}")
    with writer(url).begin() as connection:
        assert connection.execute(select(t.milestones.c.programme_id)).scalar() == 7
        referred = {key["referred_table"] for key in inspect(connection).get_foreign_keys("milestones")}
        assert referred == {"loads", "programmes"}
        with pytest.raises(Exception, match=r"(?i)foreign key"):
            connection.execute(t.programmes.delete())


LOAD = """INSERT INTO loads (id, source_id, loaded_at, period_from, period_to, row_count, completeness,
    demonstration) VALUES (1, 3, '2015-05-02 04:00:00', '2015-04-01', '2015-04-30', 1, 1, false)"""
MILESTONE = """INSERT INTO milestones (id, load_id, programme_id, due, due_precision, what, state)
    VALUES (1, 1, 7, '2015-12-31', 'year', 'Alle hospitaler', 'planned')"""


def test_a_migration_that_breaks_references_is_refused(migrated_sqlite: str, later: Path) -> None:
    url = migrated_sqlite
    with writer(url).begin() as connection:
        connection.execute(t.sources.insert().values(id=3, key="hr", name="HR"))
        connection.execute(text(LOAD))
    write(later, NEXT, "op.execute('DELETE FROM sources')")
    with pytest.raises(RuntimeError, match="refer to rows that do not exist"):
        migrate.upgrade_database(url)
    with reader(url).connect() as connection:
        assert migrate.current(connection) == NEWEST


def test_a_database_ahead_of_the_code_is_left_alone(current: str, later: Path) -> None:
    url = current
    write(later, NEXT, "op.create_table('extra', sa.Column('id', sa.Integer(), primary_key=True))")
    migrate.upgrade_database(url)
    (later / f"{NEXT:04d}_later.py").unlink()
    with pytest.raises(migrate.NewerSchemaError) as caught:
        migrate.upgrade_database(url)
    assert caught.value.revision == f"{NEXT:04d}"


def test_new_writes_the_migration_to_what_the_schema_says(later: Path, migrated_sqlite: str) -> None:
    extra = Table("extra", t.metadata, Column("id", Integer, primary_key=True))
    try:
        path = migrate.new("a table more")
        assert path.name == f"{NEXT:04d}_a_table_more.py"
        assert "op.create_table('extra'" in path.read_text(encoding="utf-8")
        assert migrate.upgrade_database(migrated_sqlite) == (NEWEST, f"{NEXT:04d}")
    finally:
        t.metadata.remove(extra)


def test_the_newest_revision_is_alembics() -> None:
    assert ScriptDirectory(str(migrate.FOLDER)).get_current_head() == migrate.head()


def test_of_migrations_that_begin_at_once_one_does_it_and_the_others_find_it_done(url: str) -> None:
    moves: list[migrate.Move] = []
    failed: list[Exception] = []
    together = threading.Barrier(3)

    def run() -> None:
        together.wait()
        try:
            moves.append(migrate.upgrade_database(url))
        except Exception as fault:
            failed.append(fault)

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    assert sorted(moves, key=str) == [(NEWEST, NEWEST), (NEWEST, NEWEST), (None, NEWEST)]
    with reader(url).connect() as connection:
        assert migrate.is_current(connection)


def test_what_nobody_told_of_old_loads_and_sources_is_not_told(url: str) -> None:
    from alembic import command

    kinds = ("", "calls", "call-totals", "pathways")
    with writer(url).begin() as connection:
        command.upgrade(migrate._config(connection), "0008")
        connection.execute(
            text(
                "INSERT INTO sources (id, key, name, description, owner, rhythm) VALUES "
                "(1, 'a', 'A', '', '', 'on_change'), "
                "(2, 'b', 'B', '', 'B', 'on_change'), (3, 'c', 'C', '', '', 'daily')"
            )
        )
        for number, kind in enumerate(kinds, start=1):
            connection.execute(
                text(
                    "INSERT INTO loads (id, source_id, loaded_at, period_from, period_to, row_count, completeness, "
                    "demonstration, note, kind, mapping, file, profile, watermark) VALUES "
                    f"({number}, 1, '2015-01-01 00:00:00', '2015-01-01', '2015-01-31', 1, 1, "
                    f"false, '', '{kind}', '', '', '', '')"
                )
            )
    migrate.upgrade_database(url)
    with reader(url).connect() as connection:
        told = {row.kind: row.tells_none for row in connection.execute(select(t.loads))}
        rhythms = {row.key: row.rhythm for row in connection.execute(select(t.sources))}
    assert told == {"": True, "calls": True, "call-totals": False, "pathways": False}
    assert rhythms == {"a": None, "b": "on_change", "c": "daily"}
