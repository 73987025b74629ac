"""What is said of a figure is added and never changed, and of two who write at once none loses a word."""

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.database.versions import WORDS, read_versions
from data_access.people.versioned import CannotReadError, NothingStandsError, SomebodyElseWroteError
from data_access.people.words import About, Words, versions, write
from data_access.people.writing import CannotWriteError
from data_access.snapshot.reading import read_snapshot

OF = About("service_level", "2015-03", desk="cimt")
SAID = Words("Sygdom i servicedesken.", "Vikarer", "Servicedesken", date(2015, 5, 1), 80.0, "calls")


@pytest.fixture(params=["migrated_sqlite", "migrated_postgres"])
def url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue(request.param)
    with writer(url).begin() as connection:
        for number in (1, 2):
            connection.execute(
                insert(t.accounts).values(
                    id=number, issuer="i", subject=str(number), name=f"N{number}", made_at=date(2015, 1, 1)
                )
            )
    return url


def moved(url: str) -> int | None:
    with reader(url).connect() as connection:
        return read_versions(connection).get(WORDS)


def test_each_time_is_a_version_and_what_is_published_is_read(url: str) -> None:
    draft = write(url, OF, Words("Sygdom"), "draft", seen=0, account=1, role="owner")
    assert (draft.number, moved(url)) == (1, None), "a draft is nobody's news"
    assert write(url, OF, Words("Sygdom"), "draft", seen=0, account=1, role="owner") == replace(
        draft, name="N1"
    ), "an answer that was lost is given once more"

    write(url, OF, SAID, "published", seen=1, account=1, role="owner")
    before = read_snapshot(reader(url))
    (row,) = before.frames["explanations"].to_dict("records")
    assert row["cause"] == SAID.cause
    assert row["back_at"] == "2015-05-01"
    assert row["promised"] == 80.0
    assert "written_by" not in row
    assert row["version"] == 2

    write(url, replace(OF, month="2015-04"), SAID, "withdrawn", seen=0, account=2, role="editor")
    after = read_snapshot(reader(url), before)
    assert after.version != before.version
    assert len(after.frames["explanations"]) == 2
    assert after.frames["calls"] is before.frames["calls"], "nothing else is read again"
    assert [each.words.cause for each in versions(url, OF)] == [SAID.cause, "Sygdom"]
    assert versions(url, replace(OF, desk="klinisk")) == []


def test_the_second_of_two_sees_what_the_first_wrote(url: str) -> None:
    write(url, OF, SAID, "published", seen=0, account=1, role="owner")
    with pytest.raises(SomebodyElseWroteError) as refused:
        write(url, OF, Words("Andet"), "published", seen=0, account=2, role="editor")
    assert (refused.value.newest.words, refused.value.newest.name) == (SAID, "N1")

    wait, found = Barrier(2), []

    def one(number: int) -> None:
        wait.wait()
        try:
            found.append(
                write(url, OF, Words(f"Nr. {number}"), "draft", seen=1, account=number, role="owner")
            )
        except SomebodyElseWroteError as fault:
            found.append(fault.newest)

    threads = [Thread(target=one, args=(number,)) for number in (1, 2)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(versions(url, OF)) == 2, "one of them stands"
    assert {each.words.cause for each in found} == {versions(url, OF)[0].words.cause}, "both know which"


def test_what_the_database_does_not_take_is_said(url: str) -> None:
    with pytest.raises(CannotWriteError):
        write(url, OF, Words("a" * 601), "draft", seen=0, account=1, role="owner")
    with pytest.raises(CannotWriteError):
        write(url, OF, SAID, "draft", seen=0, account=99, role="owner")
    with pytest.raises(NothingStandsError) as refused:
        write(url, OF, SAID, "draft", seen=4, account=1, role="owner")
    assert (refused.value.newest, versions(url, OF)) == (None, [])
    first = write(url, OF, SAID, "draft", seen=0, account=1, role="owner")
    with pytest.raises(NothingStandsError) as refused:
        write(url, OF, Words("Andet"), "draft", seen=4, account=1, role="owner")
    assert (refused.value.newest.words, len(versions(url, OF))) == (first.words, 1), (
        "no other wrote meanwhile"
    )


def test_a_database_that_is_away_is_said_to_be(tmp_path: object) -> None:
    away = f"sqlite:///{tmp_path}/nothing/here.db"
    with pytest.raises(CannotReadError):
        versions(away, OF)
    with pytest.raises(CannotWriteError):
        write(away, OF, SAID, "draft", seen=0, account=None, role="owner")


@pytest.mark.parametrize("change", [update(t.explanations).values(cause="Andet"), delete(t.explanations)])
def test_what_was_said_can_be_neither_changed_nor_removed(migrated_sqlite: str, change: Any) -> None:
    write(migrated_sqlite, OF, SAID, "draft", seen=0, account=None, role="owner")
    with (
        pytest.raises(IntegrityError, match="only ever added to"),
        writer(migrated_sqlite).begin() as connection,
    ):
        connection.execute(change)
    assert versions(migrated_sqlite, OF)[0].words == SAID
