"""What is asked of the events goes through their indexes, however many they are."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, event

from data_access.database import rollups
from data_access.snapshot.reading import read_snapshot

Asked = list[tuple[str, Any]]
DAY = date(2015, 4, 30)
INDEXES = {
    "calls": ["ix_calls_day_key"],
    "cases": ["ix_cases_opened_day", "ix_cases_resolved_day"],
    "samples": ["ix_samples_day_key"],
}
OPEN = "resolved_day IS NULL"
SCANS = {"sqlite": "SCAN {table}", "postgresql": "Seq Scan on {table}"}
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    migrated_file: Callable[[Path], str],
    write: Callable[[str, Mapping[str, list[dict[str, Any]]]], Engine],
) -> Engine:
    if request.param == "sqlite":
        url = migrated_file(tmp_path_factory.mktemp("plans") / "pejling.db")
    else:
        url = request.getfixturevalue("postgres_databases")(migrated=True)
    rolled_up = [{"subject": subject, "through_day": DAY} for subject in rollups.ROLLUPS]
    return write(url, {"rollups": rolled_up, "settings": [{"key": "clock", "value": "2015-05-11T07:30"}]})


@pytest.fixture
def asked(engine: Engine) -> Iterator[Asked]:
    """Collect the statements that are run."""
    found: Asked = []

    def keep(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        found.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", keep)
    yield found
    event.remove(engine, "before_cursor_execute", keep)


def plan(connection: Connection, statement: str, parameters: Any) -> str:
    name = connection.dialect.name
    if name == "postgresql":
        # The tables are empty, and an empty table is quicker read than looked up in.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    rows = connection.exec_driver_sql(EXPLAIN[name] + statement, parameters)
    return "\n".join(str(row[-1]) for row in rows)


def plans(engine: Engine, asked: Asked, subject: str) -> list[str]:
    """Return the plans of the statements that ask for events of the subject."""
    about = [
        each
        for each in asked
        if f"FROM {subject} " in each[0].replace("\n", " ") + " " and OPEN not in each[0]
    ]
    with engine.begin() as connection:
        return [plan(connection, *each) for each in about]


def by_index(engine: Engine, found: list[str], subject: str) -> bool:
    scan = re.compile(SCANS[engine.dialect.name].format(table=subject) + r"\b")
    return all(index in each for each in found for index in INDEXES[subject]) and not any(
        scan.search(each) for each in found
    )


@pytest.mark.parametrize("subject", INDEXES)
def test_what_is_newer_than_the_rollup_is_found_by_its_day(
    engine: Engine, asked: Asked, subject: str
) -> None:
    read_snapshot(engine)
    found = plans(engine, asked, subject)
    # Each rollup by month, and the subject's own once more for the days that are over in the month under way.
    assert len(found) == 2 + len(rollups.WITH.get(subject, ()))
    assert by_index(engine, found, subject), found


@pytest.mark.parametrize("subject", INDEXES)
def test_what_is_rolled_up_again_is_found_by_its_day(engine: Engine, asked: Asked, subject: str) -> None:
    with engine.connect() as connection:
        rollups.refresh(connection, subject, date(2015, 4, 1), date(2015, 5, 3))
        connection.rollback()
    found = plans(engine, asked, subject)
    assert len(found) == 1 + len(rollups.WITH.get(subject, ()))
    assert by_index(engine, found, subject), found


def test_open_cases_are_found_among_all_by_an_index(engine: Engine, asked: Asked) -> None:
    read_snapshot(engine)
    (about,) = [each for each in asked if OPEN in each[0] and "FROM cases" in each[0]]
    with engine.begin() as connection:
        assert "ix_cases_resolved_day" in plan(connection, *about)


def test_a_full_scan_would_be_seen(engine: Engine) -> None:
    with engine.begin() as connection:
        name = connection.dialect.name
        for subject in INDEXES:
            whole = plan(connection, f"SELECT load_id, site_id FROM {subject} WHERE site_id + 0 = 1", ())
            assert SCANS[name].format(table=subject) in whole
            assert not by_index(engine, [whole], subject)


def test_a_rollup_is_emptied_by_its_key(engine: Engine) -> None:
    with engine.begin() as connection:
        for rollup in rollups.ROLLUPS.values():
            days = "day BETWEEN '2015-04-01' AND '2015-04-30'"
            found = plan(connection, f"DELETE FROM {rollup.table.name} WHERE {days}", ())
            assert SCANS[connection.dialect.name].format(table=rollup.table.name) not in found
            found = plan(
                connection,
                f"DELETE FROM {rollup.months.name} WHERE month BETWEEN '2015-03' AND '2015-04'",
                (),
            )
            assert SCANS[connection.dialect.name].format(table=rollup.months.name) not in found
