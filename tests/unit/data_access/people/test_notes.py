"""A note that is made in the web is added and never changed, stands at its figure, and no import replaces it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.database.versions import WORDS, read_versions
from data_access.people import log
from data_access.people.notes import About, Version, versions, write
from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError
from data_access.people.writing import CannotWriteError
from data_access.snapshot.reading import read_snapshot

OF = About("calls", "2015-03", desk="cimt")


def put(
    url: str, text: str, seen: int = 0, *, of: About = OF, state: Any = "published", **more: Any
) -> Version:
    return write(url, of, text, state, seen=seen, account=None, role="owner", **{"level_shift": False} | more)


@pytest.mark.parametrize("database", ["migrated_sqlite", "migrated_postgres"])
def test_each_time_is_a_version_that_the_pages_read(database: str, request: pytest.FixtureRequest) -> None:
    url: str = request.getfixturevalue(database)
    put(url, "Nyt telefonsystem", level_shift=True)
    before = read_snapshot(reader(url))
    (row,) = before.frames["written_notes"].to_dict("records")
    assert (row["text"], row["level_shift"], row["version"]) == ("Nyt telefonsystem", True, 1)
    assert not {"written_by", "role", "written_at"} & set(row), "who wrote it is nothing of a page"
    assert put(url, "Nyt telefonsystem", level_shift=True).number == 1, (
        "an answer that was lost is given once more"
    )
    with reader(url).connect() as connection:
        moved = read_versions(connection)[WORDS]

    with pytest.raises(SomebodyElseWroteError) as refused:
        put(url, "Andet")
    assert refused.value.newest.text == "Nyt telefonsystem"
    put(url, "Nyt telefonsystem", 1, level_shift=True, state="withdrawn")
    put(url, "Hele regionen", of=replace(OF, desk=""))
    assert [each.stands for each in versions(url, OF)] == [False, True]
    with reader(url).connect() as connection:
        assert read_versions(connection)[WORDS] != moved
        assert [each.what for each in log.read(connection, act="written")] == [
            "note published calls 2015-03",
            "note withdrawn calls 2015-03 cimt level_shift",
            "note published calls 2015-03 cimt level_shift",
        ]
    for text, seen, is_wrong in (("a" * 401, 2, CannotWriteError), ("Andet", 7, NothingStandsError)):
        with pytest.raises(is_wrong):
            put(url, text, seen)
    assert len(versions(url, OF)) == 2


@pytest.mark.parametrize("change", [update(t.written_notes).values(text="Andet"), delete(t.written_notes)])
def test_what_was_noted_can_be_neither_changed_nor_removed(migrated_sqlite: str, change: Any) -> None:
    put(migrated_sqlite, "Sygdom")
    with (
        pytest.raises(IntegrityError, match="only ever added"),
        writer(migrated_sqlite).begin() as connection,
    ):
        connection.execute(change)
