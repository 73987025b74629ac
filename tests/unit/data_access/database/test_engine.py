"""What the program relies on is asked for in each transaction, whatever server, role, URL and pooler say."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from sqlalchemy import Engine, func, insert, make_url, select, text, update
from sqlalchemy.exc import DBAPIError

from data_access.database import schema as t
from data_access.database.engine import RELIED_ON, reader, writer
from tests.pooler import pooled

Make = Callable[[str], Engine]
BOTH = pytest.mark.parametrize("make", [reader, writer])
ADVERSE = {
    "DateStyle": "SQL, DMY",
    "IntervalStyle": "iso_8601",
    "TimeZone": "America/New_York",
    "extra_float_digits": "0",
    "standard_conforming_strings": "off",
}


@pytest.fixture
def adverse(migrated_postgres: str) -> str:
    """Return a database whose settings are others than the program relies on."""
    name = make_url(migrated_postgres).database
    with psycopg.connect(migrated_postgres, autocommit=True) as admin:
        for setting, value in ADVERSE.items():
            admin.execute(f"ALTER DATABASE {name} SET {setting} = '{value}'".encode())
    return migrated_postgres


def settings(engine: Engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in RELIED_ON}


@BOTH
def test_the_settings_of_a_server_break_no_month(make: Make, adverse: str) -> None:
    assert RELIED_ON.keys() == ADVERSE.keys()
    assert settings(make(adverse)) == RELIED_ON
    with make(adverse).connect() as connection:
        for _again in range(2):  # in the next transaction of the connection too
            day = connection.execute(text("SELECT CAST(DATE '2015-04-03' AS TEXT)")).scalar_one()
            figure = connection.execute(text("SELECT CAST(0.1 AS float8) + 0.2")).scalar_one()
            assert (day, figure) == ("2015-04-03", 0.1 + 0.2)
            connection.rollback()


@BOTH
def test_the_operators_own_options_are_kept(make: Make, migrated_postgres: str) -> None:
    with psycopg.connect(migrated_postgres, autocommit=True) as admin:
        admin.execute("CREATE SCHEMA its_own CREATE TABLE here (one int)")
    url = make_url(migrated_postgres).update_query_dict(
        {"options": "-c search_path=its_own -c DateStyle=German"}
    )
    engine = make(url.render_as_string(hide_password=False))
    with engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM here")).all() == []
    assert settings(engine) == RELIED_ON


@pytest.fixture(params=["sqlite", "postgresql", "pooled"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield request.getfixturevalue("migrated_sqlite")
    elif request.param == "postgresql":
        yield request.getfixturevalue("migrated_postgres")
    else:
        with pooled(request.getfixturevalue("migrated_postgres")) as found:
            yield found


def test_a_reader_cannot_write_in_any_of_its_transactions(url: str) -> None:
    with reader(url).connect() as connection:
        for _again in range(2):
            with pytest.raises(DBAPIError, match=r"(?i)read-?only|readonly"):
                connection.execute(insert(t.desks).values(key="a", name="A"))
            connection.rollback()


def test_a_writer_writes_after_a_reader_had_the_same_connection(url: str) -> None:
    for number in range(3):
        with reader(url).connect() as connection:
            assert connection.execute(select(func.count()).select_from(t.desks)).scalar_one() == number
        with writer(url).begin() as connection:
            connection.execute(insert(t.desks).values(key=f"d{number}", name="D"))


def test_a_reader_sees_one_state_a_transaction(migrated_postgres: str) -> None:
    with pooled(migrated_postgres, connections=2) as url, reader(url).connect() as connection:
        assert connection.execute(select(t.desks.c.key)).all() == []
        with writer(url).begin() as other:
            other.execute(insert(t.desks).values(key="a", name="A"))
        assert connection.execute(select(t.desks.c.key)).all() == []
        connection.rollback()
        assert connection.execute(select(t.desks.c.key)).scalars().all() == ["a"]


def test_statements_that_come_again_do_so_behind_a_pooler(migrated_postgres: str) -> None:
    """A driver prepares what is asked several times, and behind a pooler another has that connection next."""
    with pooled(migrated_postgres, connections=2) as url:
        failed: list[Exception] = []

        def work(number: int) -> None:
            try:
                for _transaction in range(5):
                    with writer(url).begin() as connection:
                        for step in range(12):
                            row = {"key": f"{number}-{_transaction}-{step}", "name": "x"}
                            connection.execute(insert(t.desks), row)
                            connection.execute(
                                update(t.desks).where(t.desks.c.key == row["key"]).values(name="y")
                            )
            except Exception as fault:
                failed.append(fault)

        threads = [Thread(target=work, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert failed == []
        with reader(url).connect() as connection:
            assert connection.execute(select(func.count()).where(t.desks.c.name == "y")).scalar_one() == 180


def test_whoever_opens_a_new_file_waits_for_another_that_writes_the_first_to_it(tmp_path: Path) -> None:
    written: list[int] = []

    def write() -> None:
        with writer(f"sqlite:///{tmp_path / 'new.db'}").begin() as connection:
            written.append(connection.execute(text("SELECT count(*) FROM first")).scalar_one())

    with closing(sqlite3.connect(tmp_path / "new.db", isolation_level=None)) as first:
        # The file is not yet written ahead, so SQLite refuses others at once and waits for nobody.
        first.execute("BEGIN IMMEDIATE")
        first.execute("CREATE TABLE first (one)")
        other = Thread(target=write)
        other.start()
        other.join(0.2)  # long enough to have been refused, and harmless when it was not
        assert (other.is_alive(), written) == (True, [])
        first.execute("COMMIT")
        other.join(60)
    assert written == [0]
