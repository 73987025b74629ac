"""What a meeting decided, asked, or wants to see next of an edition: beside what is frozen, and only ever added to."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from sqlalchemy import Connection, select

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


def place_of(url: str, said: Said) -> int:
    """Return the place of what is new of an edition: the next, or where it stands word for word already.

    Then its answer was lost, and it came once more. Raises CannotReadError.
    """

    def read(connection: Connection) -> list[int]:
        c = t.meeting_words.c
        rows = connection.execute(
            select(t.meeting_words)
            .where(c.report == said.report, c.number == said.number)
            .order_by(c.version)
        )
        newest = {row.place: _WORDS.told(row) for row in rows}
        same = (place for place, each in newest.items() if replace(said, place=place) == each)
        return [next(same, max(newest, default=0) + 1)]

    return versioned.versions(url, read)[0]  # type: ignore[type-var]  # a number, and not a version
