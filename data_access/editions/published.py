"""Publishing an edition: it stands whole or not at all, is told to all readers, and is never changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.database.versions import EDITIONS, bump
from data_access.editions.packed import Document, pack
from data_access.people import log, versioned
from data_access.people.writing import CannotWriteError, now, writing


@dataclass(frozen=True)
class Which:
    """An edition: the key of its report, its number from 1, and its revision (0: as it was first published)."""

    report: str
    number: int
    revision: int = 0


@dataclass(frozen=True)
class Frozen:
    """What was published: which, the SHA-256 of its canonical JSON, and when (UTC)."""

    which: Which
    sha256: str
    at: datetime


class AlreadyPublishedError(RuntimeError):
    """Another has published this edition meanwhile."""


class OutOfOrderError(ValueError):
    """A revision of what was not published, or a number that is passed by."""


def publish(
    url: str,
    document: Document,
    *,
    account: int | None,
    role: str,
    at: datetime | None = None,
    address: str = "",
) -> Frozen:
    """Freeze a document that names its report, number, revision, month, form and reason, and tell the readers.

    What stands already, word for word, is not published again: an answer was lost, and its question came once more.
    Raises AlreadyPublishedError, OutOfOrderError, and CannotWriteError where the database does not take it.
    """
    when = at or now()
    try:
        with writing(url) as connection:
            return put(connection, document, account=account, role=role, at=when, address=address)
    except CannotWriteError as fault:
        # Of two at the very same moment the key of the table lets one through; it may have refused something else.
        if isinstance(fault.__cause__, IntegrityError) and _stands(url, which_of(document)):
            raise AlreadyPublishedError(which_of(document)) from fault
        raise


def _stands(url: str, which: Which) -> bool:
    try:
        return which in all_of(url)
    except versioned.CannotReadError:
        return False


def all_of(url: str) -> list[Which]:
    """Return all editions that were published, as the database says now; raises CannotReadError."""

    def read(connection: Connection) -> list[Any]:
        c = t.editions.c
        return [Which(*row) for row in connection.execute(select(c.report, c.number, c.revision))]

    return versioned.versions(url, read)


def which_of(document: Document) -> Which:
    """Return which edition a document is."""
    return Which(document["report"], document["number"], document["revision"])


def put(
    connection: Connection,
    document: Document,
    *,
    account: int | None,
    role: str,
    at: datetime,
    address: str = "",
) -> Frozen:
    """Freeze a document in the caller's transaction."""
    which = which_of(document)
    content, sha256 = pack(document)
    standing = sum_of(connection, which)
    if standing == sha256:
        return Frozen(which, sha256, at)
    if standing is not None:
        raise AlreadyPublishedError(which)
    _in_order(connection, which)
    row = {name: document[name] for name in ("report", "number", "revision", "month", "form", "reason")}
    by = {"written_by": account, "role": role, "written_at": at}
    connection.execute(insert(t.editions).values(**row, content=content, sha256=sha256, **by))
    bump(connection, EDITIONS)
    said = f"edition {which.report} {which.number} revision {which.revision} {sha256}"
    log.add(connection, "written", account, said, address)
    return Frozen(which, sha256, at)


def sum_of(connection: Connection, which: Which) -> str | None:
    """Return the sum of an edition that was published; None where it was not."""
    c = t.editions.c
    own = (c.report == which.report) & (c.number == which.number) & (c.revision == which.revision)
    return connection.execute(select(c.sha256).where(own)).scalar()


def _in_order(connection: Connection, which: Which) -> None:
    """Hold that a revision is the next of its edition, and a number higher than all that were published."""
    c = t.editions.c
    if which.revision:
        asked = select(func.max(c.revision)).where(c.report == which.report, c.number == which.number)
        newest, own = connection.execute(asked).scalar(), which.revision
        is_next = newest is not None and newest + 1 == own
    else:
        newest, own = (
            connection.execute(select(func.max(c.number)).where(c.report == which.report)).scalar(),
            which.number,
        )
        is_next = (newest or 0) < own
    if newest == own:
        # Another was faster, and has just finished.
        raise AlreadyPublishedError(which)
    if not is_next:
        raise OutOfOrderError(which)
