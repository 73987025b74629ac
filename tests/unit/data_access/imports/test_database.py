"""A query of another database is loaded as a file is, and goes on from where it had come."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from data_access.database import schema as t
from data_access.database import streams
from data_access.database.engine import writer
from data_access.imports.faults import ImportFault
from data_access.imports.load import load_query
from data_access.imports.mapping import reader as mappings

MAPPING = """
kind = "cases"
newest_by = "updated"
[database]
url_setting = "KILDE_URL"
query = "SELECT * FROM incident WHERE updated > :watermark ORDER BY number"
watermark = "updated"
first = "2000-01-01"
[fields.number]
column = "number"
[fields.desk]
value = "cimt"
[fields.site]
column = "place"
[fields.channel]
value = "portal"
[fields.priority]
value = "high"
[fields.kind]
value = "incident"
[fields.opened_at]
column = "opened"
[fields.resolved_at]
column = "resolved"
"""


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "kilde.db"
    monkeypatch.setenv("KILDE_URL", f"sqlite:///{path}")
    execute(path, "CREATE TABLE incident (number TEXT, place TEXT, opened TEXT, resolved TEXT, updated TEXT)")
    execute(path, "INSERT INTO incident VALUES ('A', 'Herlev', '2015-04-13 09:00', NULL, '2015-04-13 09:00')")
    execute(
        path, "INSERT INTO incident VALUES ('B', 'Gentofte', '2015-04-14 09:00', NULL, '2015-04-14 09:00')"
    )
    return path


def execute(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_only_what_has_changed_is_read_again(database: Any, source: Path) -> None:
    mapping = mappings.read_mapping(MAPPING, "kilde")
    first = load_query(database.url, mapping)
    assert (first.rows, first.counts.new) == (2, 2)
    assert load_query(database.url, mapping).rows == 0
    execute(
        source,
        "UPDATE incident SET resolved = '2015-04-15 10:00', updated = '2015-04-15 10:00' WHERE number = 'A'",
    )
    again = load_query(database.url, mapping)
    assert (again.rows, again.counts.replaced) == (1, 1)
    assert [
        (number, resolved is None) for number, resolved in database.rows(t.cases, "number", "resolved_at")
    ] == [
        ("A", False),
        ("B", True),
    ]
    assert [row[0] for row in database.rows(t.loads, "watermark")] == ["2015-04-14 09:00", "2015-04-15 10:00"]


def test_what_a_query_gives_is_one_stream_however_few_rows_each_time_has(database: Any, source: Path) -> None:
    mapping = mappings.read_mapping(MAPPING, "kilde")
    execute(source, "DELETE FROM incident WHERE number = 'B'")
    load_query(database.url, mapping)
    row = "('B', 'Gentofte', '2015-04-14 09:00', NULL, '2015-04-14 09:00')"
    execute(source, f"INSERT INTO incident VALUES {row}")
    load_query(database.url, mapping)
    (first,), second = database.rows(t.loads, "stream")
    assert second == (first,)
    with writer(database.url).begin() as connection:
        streams.count_again(connection)
    assert database.rows(t.loads, "stream") == [(first,)] * 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("SELECT *", "SELECT nothing_like_it"), "kilden svarede"),
        (('watermark = "updated"', 'watermark = "changed"'), "ingen kolonne changed"),
    ],
)
def test_a_query_that_cannot_be_answered_is_told(
    database: Any, source: Path, change: tuple[str, str], said: str
) -> None:
    with pytest.raises(ImportFault, match=said):
        load_query(database.url, mappings.read_mapping(MAPPING.replace(*change), "kilde"))


@pytest.mark.parametrize(
    ("url", "said"),
    [("", "er ikke sat"), ("sludder", "er ikke adressen"), ("mongo://x/y", "er ikke adressen")],
)
def test_an_address_that_is_none_is_told(
    database: Any, source: Path, monkeypatch: pytest.MonkeyPatch, url: str, said: str
) -> None:
    monkeypatch.setenv("KILDE_URL", url)
    with pytest.raises(ImportFault, match=said):
        load_query(database.url, mappings.read_mapping(MAPPING, "kilde"))


def test_a_mapping_of_files_reads_no_database(database: Any) -> None:
    with pytest.raises(ImportFault, match="læser ingen database"):
        load_query(database.url, mappings.load("samples"))


def test_the_watermark_is_told_whole(database: Any) -> None:
    with pytest.raises(ImportFault, match="watermark skal stå sammen med first"):
        mappings.read_mapping(MAPPING.replace('first = "2000-01-01"\n', ""), "kilde")
