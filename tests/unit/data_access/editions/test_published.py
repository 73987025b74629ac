"""What is published stands whole and for ever; of two who publish at once one does."""

import base64
import zlib
from dataclasses import replace
from datetime import date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.editions import drafts, meetings, releases
from data_access.editions.drafts import Draft
from data_access.editions.meetings import Said
from data_access.editions.packed import NotFrozenError, pack, unpack
from data_access.editions.published import (
    AlreadyPublishedError,
    OutOfOrderError,
    Which,
    publish,
)
from data_access.editions.releases import Release
from data_access.numbers import editions
from data_access.people import log
from data_access.people.versioned import SomebodyElseWroteError
from data_access.people.writing import CannotWriteError
from data_access.snapshot.reading import read_snapshot

AT = datetime.fromisoformat("2015-05-11T05:25")


def document(number: int = 11, revision: int = 0, **more: Any) -> dict[str, Any]:
    of = {"report": "status", "number": number, "revision": revision, "month": "2015-04", "form": 1}
    return of | {"reason": "Et tal var forkert." if revision else "", "foreword": "Æ"} | more


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


def test_what_is_published_is_read_as_it_was_and_nothing_changes_it(url: str) -> None:
    frozen = publish(url, document(), account=1, role="editor", at=AT)
    assert publish(url, document(), account=2, role="editor").sha256 == frozen.sha256, "an answer was lost"
    with pytest.raises(AlreadyPublishedError):
        publish(url, document(foreword="Ø"), account=2, role="editor")
    with pytest.raises(OutOfOrderError):
        publish(url, document(10), account=1, role="editor")
    with pytest.raises(OutOfOrderError):
        publish(url, document(revision=2), account=1, role="editor")
    with pytest.raises(CannotWriteError):
        publish(
            url, document(13, month="2015-13"), account=1, role="editor"
        )  # nobody was faster: it is no month
    publish(url, document(revision=1), account=1, role="editor", at=AT)
    publish(url, document(12), account=1, role="editor", at=AT)

    snapshot = read_snapshot(reader(url))
    found = editions.editions(snapshot, "status")
    assert [(each.number, each.revision) for each in found] == [(12, 0), (11, 1), (11, 0)]
    assert [str(each.at) for each in found] == ["2015-05-11 07:25:00"] * 3, "on the Danish wall"
    with reader(url).connect() as connection:
        lines = [(each.account, *each.what.rsplit(" ", 1)) for each in log.read(connection, act="written")]
    assert lines == [
        (1, f"edition status {each.number} revision {each.revision}", each.sha256) for each in found
    ]
    assert editions.frozen(snapshot, found[2]) == document()
    assert editions.edition(snapshot, "status", 11) == found[1], "the newest revision"
    assert editions.edition(snapshot, "status", 11, 0) == found[2]
    assert editions.before(snapshot, found[0]) == found[1]
    assert editions.before(snapshot, found[1]) is None
    assert editions.editions(snapshot, "patientrettigheder") == []
    if url.startswith("sqlite"):  # on PostgreSQL the role that the web writes with may not (test_deploy)
        for change in (update(t.editions).values(month="2015-03"), delete(t.editions)):
            with pytest.raises(DBAPIError), writer(url).begin() as connection:
                connection.execute(change)


def test_what_is_torn_in_the_database_is_shown_as_nothing_else(url: str) -> None:
    content, sha256 = pack(document())
    with writer(url).begin() as connection:
        row = {
            "report": "status",
            "number": 1,
            "revision": 0,
            "month": "2015-04",
            "form": 1,
            "content": content,
        }
        by = {"role": "editor", "written_at": AT}
        connection.execute(insert(t.editions).values(**row, sha256="0" * 64, **by))
    snapshot = read_snapshot(reader(url))
    (found,) = editions.editions(snapshot, "status")
    with pytest.raises(NotFrozenError):
        editions.frozen(snapshot, found)
    assert unpack(content, sha256) == document()
    for torn in (
        content[:-8],
        "ÆØÅ",
        base64.b64encode(b"no").decode(),
        base64.b64encode(zlib.compress(b"{}")).decode(),
    ):
        with pytest.raises(NotFrozenError):
            unpack(torn, sha256)


def test_of_two_who_publish_at_once_one_does_and_the_other_is_told(url: str) -> None:
    wait, found = Barrier(2), []

    def one(words: str) -> None:
        wait.wait()
        try:
            found.append(publish(url, document(foreword=words), account=1, role="editor"))
        except (AlreadyPublishedError, CannotWriteError) as fault:
            found.append(fault)

    threads = [Thread(target=one, args=(words,)) for words in "AB"]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(isinstance(each, Exception) for each in found) == 1
    with reader(url).connect() as connection:
        (sha256,) = connection.execute(select(t.editions.c.sha256)).scalars()
    assert sha256 in {pack(document(foreword=words))[1] for words in "AB"}


def test_a_database_that_dies_leaves_nothing_half_published(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_given: Any) -> None:
        raise OSError("the connection is gone")

    monkeypatch.setattr("data_access.editions.published.bump", dies)
    with pytest.raises(OSError, match="gone"):
        publish(url, document(), account=1, role="editor")
    with reader(url).connect() as connection:
        for table in (t.editions, t.access_log, t.versions):
            assert connection.execute(select(table).where(True)).first() is None or table is t.versions


def test_drafts_are_versions_and_leave_the_list_when_published(url: str) -> None:
    which, draft = (
        Which("status", 11),
        Draft("2015-04", {"item": "Punkt nr. 6"}, words={"sager": "Ord"}, order=("a",)),
    )
    first = drafts.write(url, which, draft, seen=0, account=1, role="editor")
    with pytest.raises(SomebodyElseWroteError) as refused:
        drafts.write(url, which, replace(draft, foreword="Andet"), seen=0, account=2, role="editor")
    assert (refused.value.newest.draft, refused.value.newest.name) == (draft, "N1")
    drafts.write(url, which, replace(draft, foreword="Mere"), seen=1, account=2, role="editor")
    assert [each.draft.foreword for each in drafts.versions(url, which)] == ["Mere", ""]
    other = Which("status", 12)
    drafts.write(url, other, draft, seen=0, account=1, role="editor")
    assert [each for each, _version in drafts.open_drafts(url)] == [which, other]
    drafts.write(url, other, draft, "withdrawn", seen=1, account=1, role="editor")
    publish(url, document(), account=1, role="editor")
    assert drafts.open_drafts(url) == []
    assert first.number == 1
    with reader(url).connect() as connection:
        lines = [(each.account, each.what) for each in log.read(connection, act="written")][1:]
    assert lines == [
        (1, "draft withdrawn status 12 revision 0"),
        (1, "draft draft status 12 revision 0"),
        (2, "draft draft status 11 revision 0"),
        (1, "draft draft status 11 revision 0"),
    ]


def test_the_calendar_and_what_meetings_say_are_read_as_they_stand_now(url: str) -> None:
    due = Release("status", 12, date(2015, 9, 8), "Møde i Forretningsudvalget", date(2015, 9, 22))
    releases.write(url, due, seen=0, account=1, role="editor")
    releases.write(url, replace(due, due_on=date(2015, 9, 9)), seen=1, account=1, role="editor")
    releases.write(url, replace(due, number=13), seen=0, account=1, role="editor")
    releases.write(url, replace(due, number=13, due_on=None), seen=1, account=1, role="editor")
    asked = Said("status", 11, 1, "request", date(2015, 6, 9), "Vis ventetiden om natten.")
    meetings.write(url, asked, seen=0, account=1, role="editor")
    meetings.write(
        url,
        replace(asked, place=2, kind="decision", said="Til efterretning."),
        seen=0,
        account=1,
        role="editor",
    )
    new = replace(asked, said="Vis det for hver måned.")
    assert [meetings.place_of(url, each) for each in (new, asked)] == [3, 1]
    with reader(url).connect() as connection:
        lines = [each.what for each in log.read(connection, act="written")]
    released = [f"release status {number}" for number in (13, 13, 12, 12)]
    assert lines == ["meeting status 11 2", "meeting status 11 1", *released]

    snapshot = read_snapshot(reader(url))
    (next_,) = editions.releases(snapshot, "status")
    assert (next_.number, next_.due_on, next_.meeting_on) == (12, date(2015, 9, 9), date(2015, 9, 22))
    (open_,) = editions.open_requests(snapshot, "status", 12)
    assert (open_.said, open_.version) == ("Vis ventetiden om natten.", 1)
    assert editions.open_requests(snapshot, "status", 11) == [], (
        "of an edition itself it is not asked before it"
    )

    meetings.write(url, replace(asked, answer="Den står i kapitel 2."), seen=1, account=2, role="editor")
    publish(url, document(12), account=1, role="editor")
    snapshot = read_snapshot(reader(url))
    assert editions.open_requests(snapshot, "status", 12) == []
    assert editions.releases(snapshot, "status") == [], "what has come is waited for no longer"
