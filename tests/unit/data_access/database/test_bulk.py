"""What is written at once stands as if it had been written row by row, on both databases."""

from collections.abc import Iterator
from datetime import date, datetime

import numpy as np
import pytest
from sqlalchemy import Connection, delete, insert, inspect, select

from data_access.database import bulk, schema
from data_access.database.bulk import insert_columns, without_indexes
from data_access.database.engine import writer

at = datetime.fromisoformat
LOAD = {
    "id": 1, "source_id": 1, "loaded_at": at("2015-05-01 00:00:00"), "period_from": date(2015, 4, 1),
    "period_to": date(2015, 4, 30), "row_count": 2, "completeness": 1.0, "demonstration": False,
}  # fmt: skip
CALLS = {
    "load_id": [1, 1],
    "desk_id": np.array([1, 1]),
    "site_id": np.array([1, 1]),
    "queued_at": np.array(["2015-04-09T08:15:30.25", "2015-04-10T23:59:59"], dtype="M8[ms]"),
    "day": np.array(["2015-04-09", "2015-04-11"], dtype="M8[D]"),
    "hour": np.array([10, 1], dtype=np.int16),
    "wait_seconds": np.array([12.5, 300.0]),
    "talk_seconds": np.array([60.0, np.nan]),
    "answered": np.array([True, False]),
}
CASES = {
    "load_id": [1, 1, 1],
    "desk_id": [1, 1, 1],
    "site_id": [1, 1, 1],
    "system_id": np.ma.masked_equal([0, 1, 0], 0),
    "channel": np.array(["telephone", "portal", "portal"]),
    "priority": ["high", "normal", "normal"],
    "kind": ["incident"] * 3,
    "handler": ["cimt"] * 3,
    "opened_at": [at("2015-04-09 08:00:00"), at("2015-04-09 09:00:00"), at("2015-04-09 09:00:00")],
    "opened_day": [date(2015, 4, 9)] * 3,
    "resolved_at": [at("2015-04-09 08:05:00"), None, None],
    "resolved_day": np.array(["2015-04-09", "NaT", "NaT"], dtype="M8[D]"),
    "closed_at": [None, None, None],
    "first_contact": [True, False, False],
}


@pytest.fixture(params=["migrated_sqlite", "migrated_postgres"])
def connection(request: pytest.FixtureRequest) -> Iterator[Connection]:
    with writer(request.getfixturevalue(request.param)).begin() as connection:
        for table in (schema.sources, schema.desks, schema.sites):
            connection.execute(insert(table).values(id=1, key="a", name="A"))
        system = {"id": 1, "key": "s", "name": "S", "measured": True, "position": 1}
        connection.execute(insert(schema.systems).values(system))
        connection.execute(insert(schema.loads).values(LOAD))
        yield connection


def test_values_come_back_as_they_were_given(connection: Connection) -> None:
    assert insert_columns(connection, schema.calls, CALLS) == 2
    first, second = connection.execute(select(schema.calls).order_by(schema.calls.c.day)).mappings()
    assert first["queued_at"] == at("2015-04-09 08:15:30.250000")
    assert first["day"] == date(2015, 4, 9)
    assert (first["hour"], first["wait_seconds"], first["talk_seconds"]) == (10, 12.5, 60.0)
    assert first["answered"] is True
    assert second["queued_at"] == at("2015-04-10 23:59:59")
    assert second["talk_seconds"] is None
    assert second["answered"] is False


def test_nulls_in_sequences_and_masked_arrays(connection: Connection) -> None:
    insert_columns(connection, schema.cases, CASES)
    columns = ("system_id", "resolved_at", "resolved_day", "closed_at", "first_contact")
    rows = connection.execute(select(*(schema.cases.c[name] for name in columns))).fetchall()
    assert rows == [
        (None, at("2015-04-09 08:05:00"), date(2015, 4, 9), None, True),
        (1, None, None, None, False),
        (None, None, None, None, False),
    ]


def test_rows_stand_as_sqlalchemy_writes_them(migrated_sqlite: str) -> None:
    """Else a comparison of texts, which is what SQLite does with times, would go wrong."""
    engine = writer(migrated_sqlite)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        insert_columns(connection, schema.calls, CALLS)
        columns = [column for column in schema.calls.columns if column.name != "id"]
        written = connection.exec_driver_sql("SELECT * FROM calls").fetchall()
        read = connection.execute(select(*columns)).mappings().all()
        connection.execute(delete(schema.calls))
        connection.execute(insert(schema.calls), [dict(row) for row in read])
        assert connection.exec_driver_sql("SELECT * FROM calls").fetchall() == written
        connection.rollback()


def test_texts_with_special_characters(connection: Connection) -> None:
    texts = ["tab\tand\nlines\r", r"back\slash \N", "Æblegrød på ø: 'quote' \"two\""]
    columns = {"key": ["x", "y", "z"], "name": texts}
    insert_columns(connection, schema.services, columns)
    assert connection.scalars(select(schema.services.c.name)).all() == texts


def test_more_rows_than_are_written_at_a_time(
    connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "ROWS_AT_A_TIME", 3)
    numbers = [str(number) for number in range(10)]
    assert insert_columns(connection, schema.services, {"key": numbers, "name": numbers}) == 10
    assert connection.scalars(select(schema.services.c.key)).all() == numbers


def test_no_rows(connection: Connection) -> None:
    assert insert_columns(connection, schema.services, {"key": [], "name": []}) == 0


def test_columns_of_different_lengths_are_refused(connection: Connection) -> None:
    with pytest.raises(ValueError, match="services: columns of different lengths"):
        insert_columns(connection, schema.services, {"key": ["a"], "name": ["b", "c"]})


def test_what_is_written_is_rolled_back_with_the_transaction(migrated_postgres: str) -> None:
    with writer(migrated_postgres).connect() as connection:
        insert_columns(connection, schema.services, {"key": ["a"], "name": ["A"]})
        connection.rollback()
        assert not connection.execute(select(schema.services)).fetchall()
        connection.rollback()
        insert_columns(connection, schema.services, {"key": ["a"], "name": ["A"]})
        connection.commit()
    with writer(migrated_postgres).connect() as connection:
        assert len(connection.execute(select(schema.services)).fetchall()) == 1


def test_indexes_and_keys_are_back_after_a_load(connection: Connection) -> None:
    def known() -> tuple[list[str | None], list[str | None]]:
        of = inspect(connection)
        indexes = of.get_indexes("calls")
        keys = of.get_foreign_keys("calls")
        return sorted(i["name"] for i in indexes), sorted(str(k["name"]) for k in keys)

    before = known()
    with without_indexes(connection, [schema.calls]):
        assert known()[0] == []
        insert_columns(connection, schema.calls, CALLS)
    assert known() == before
