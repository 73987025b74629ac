"""What is said of a figure, written: each time the next version, and none of them is ever changed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from data_access.database import schema as t
from data_access.database.engine import first_line, reader
from data_access.database.schema.words import LONGEST, MOST
from data_access.database.versions import WORDS, bump
from data_access.people import log
from data_access.people.writing import CannotWriteError, now, writing

__all__ = ["LONGEST", "MOST"]
State = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True)
class About:
    """What words are of: a figure (the key of its metric) in a month, and the keys of what it is of; '' is all."""

    metric: str
    month: str
    desk: str = ""
    system: str = ""
    hospital: str = ""
    project: str = ""


@dataclass(frozen=True)
class Words:
    """What is said: texts without markup, the day and the figure (in its metric's unit) that are promised."""

    cause: str = ""
    action: str = ""
    responsible: str = ""
    back_at: date | None = None
    promised: float | None = None
    tied_to: str = ""


@dataclass(frozen=True)
class Version:
    """Words as they were written once: the how manyth of their figure, by which account, in which role and when (UTC).

    `name` is what the account is called, '' where it has none or is forgotten.
    """

    number: int
    words: Words
    state: State
    account: int | None
    role: str
    at: datetime
    name: str = ""


class SomebodyElseWroteError(RuntimeError):
    """Another has written since the words were read that these were to follow; `newest` is what stands now."""

    def __init__(self, newest: Version) -> None:
        self.newest = newest
        super().__init__(f"version {newest.number} is there already")


class CannotReadError(RuntimeError):
    """The database does not answer, or has no such table."""


def versions(url: str, about: About) -> list[Version]:
    """Return all that has been written of a figure, the newest first; raises CannotReadError."""
    try:
        with reader(url).connect() as connection, connection.begin():
            return _read(connection, about)
    except SQLAlchemyError as fault:
        raise CannotReadError(first_line(fault)) from fault


def write(
    url: str, about: About, words: Words, state: State, *, seen: int, account: int | None, role: str,
    address: str = "",
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    What is published or withdrawn is told to the readers, and to the log (`address` is where it came from). Words that
    stand already, by the same hand, are not written again: an answer was lost, and its question came once more. Raises
    SomebodyElseWroteError, and CannotWriteError where the database does not take it.
    """
    try:
        with writing(url) as connection:
            newest = next(iter(_read(connection, about)), None)
            if newest and (newest.words, newest.state, newest.account) == (words, state, account):
                return newest
            if (newest.number if newest else 0) != seen:
                raise _other(newest)
            found = Version(seen + 1, words, state, account, role, now())
            row = asdict(about) | asdict(words)
            more = {"version": found.number, "state": state, "written_by": account, "role": role}
            connection.execute(insert(t.explanations).values(**row, **more, written_at=found.at))
            if state != "draft":
                bump(connection, WORDS)
                what = " ".join(each for each in (state, *asdict(about).values()) if each)
                log.add(connection, "written", account, what, address)
    except CannotWriteError as fault:
        # Of two at the very same moment the key of the table lets one through.
        newest = _newest_after(url, about) if isinstance(fault.__cause__, IntegrityError) else None
        if newest and newest.number > seen:
            raise SomebodyElseWroteError(newest) from fault
        raise
    return found


def _other(newest: Version | None) -> Exception:
    if newest is None:
        return CannotWriteError("nothing of what was read is there any more")
    return SomebodyElseWroteError(newest)


def _newest_after(url: str, about: About) -> Version | None:
    try:
        return next(iter(versions(url, about)), None)
    except CannotReadError:
        return None


def _read(connection: Connection, about: About) -> list[Version]:
    table = t.explanations
    own = [table.c[name] == value for name, value in asdict(about).items()]
    rows = select(table, t.accounts.c.name).select_from(table.outerjoin(t.accounts)).where(*own)
    return [_version(row) for row in connection.execute(rows.order_by(table.c.version.desc()))]


def _version(row: Row[tuple[object, ...]]) -> Version:
    words = Words(row.cause, row.action, row.responsible, row.back_at, row.promised, row.tied_to)
    return Version(row.version, words, row.state, row.written_by, row.role, row.written_at, row.name or "")
