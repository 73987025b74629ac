"""What is said of a figure, written: each time the next version, and none of them is ever changed."""

from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert

from data_access.database import schema as t
from data_access.database.schema.words import LONGEST, MOST
from data_access.database.versions import WORDS, bump
from data_access.people import log, versioned
from data_access.people.versioned import Written
from data_access.people.writing import now

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
    site: str = ""


@dataclass(frozen=True)
class Words:
    """What is said: texts without markup, the day and the figure (in its metric's unit) that are promised."""

    cause: str = ""
    action: str = ""
    responsible: str = ""
    back_at: date | None = None
    promised: float | None = None
    tied_to: str = ""


@dataclass(frozen=True, kw_only=True)
class Version(Written):
    """Words as they were written once, of a figure."""

    words: Words


def versions(url: str, about: About) -> list[Version]:
    """Return all that has been written of a figure, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, about=about))


def write(
    url: str, about: About, words: Words, state: State, *, seen: int, account: int | None, role: str,
    address: str = "",
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    What is published or withdrawn is told to the readers, and to the log (`address` is where it came from). Words that
    stand already, by the same hand, are not written again. Raises what `versioned.add` does.
    """

    def put(connection: Connection) -> Version:
        said: dict[str, Any] = {"state": state, "account": account, "role": role}
        found = Version(number=seen + 1, words=words, at=now(), **said)
        row = asdict(about) | asdict(words)
        more = {"version": found.number, "state": state, "written_by": account, "role": role}
        connection.execute(insert(t.explanations).values(**row, **more, written_at=found.at))
        if state != "draft":
            bump(connection, WORDS)
            what = " ".join(each for each in (state, *asdict(about).values()) if each)
            log.add(connection, "written", account, what, address)
        return found

    def is_said(newest: Version) -> bool:
        return (newest.words, newest.state, newest.account) == (words, state, account)

    return versioned.add(url, partial(_read, about=about), seen, is_said, put)


def _read(connection: Connection, about: About) -> list[Version]:
    return versioned.all_of(connection, t.explanations, asdict(about), _version)


def _version(row: Row[Any]) -> Version:
    words = Words(row.cause, row.action, row.responsible, row.back_at, row.promised, row.tied_to)
    return Version(words=words, **versioned.by(row))
