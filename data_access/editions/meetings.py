"""What a meeting decided, asked, or wants to see next of an edition: beside what is frozen, and only ever added to."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import Connection, func, select

from data_access.database import schema as t
from data_access.editions.beside import Told
from data_access.people import versioned

Kind = Literal["decision", "question", "request"]


@dataclass(frozen=True)
class Said:
    """What was said of an edition (`place`: the how manyth), on which day, and what was answered ('' is: not yet)."""

    report: str
    number: int
    place: int
    kind: Kind
    said_on: date
    said: str
    answer: str = ""


_WORDS = Told(t.meeting_words, Said, ("report", "number", "place"), "meeting")
versions, write = _WORDS.versions, _WORDS.write


def next_place(url: str, report: str, number: int) -> int:
    """Return the place of what is said next of an edition; raises CannotReadError."""

    def read(connection: Connection) -> list[int]:
        c = t.meeting_words.c
        asked = select(func.max(c.place)).where(c.report == report, c.number == number)
        return [(connection.execute(asked).scalar() or 0) + 1]

    return versioned.versions(url, read)[0]  # type: ignore[type-var]  # a number, and not a version
