"""A note of a month that is made in the web: each time the next version, and none of them is ever changed."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert

from data_access.database import schema as t
from data_access.database.schema.words import LONGEST_NOTE
from data_access.database.versions import WORDS, bump
from data_access.people import log, versioned
from data_access.people.versioned import Written
from data_access.people.writing import now

__all__ = ["LONGEST_NOTE"]
State = Literal["published", "withdrawn"]


@dataclass(frozen=True)
class About:
    """What a note is of: a figure (the key of its metric) in a month, and the keys of what it is of; '' is all."""

    metric: str
    month: str
    desk: str = ""
    system: str = ""
    hospital: str = ""


@dataclass(frozen=True, kw_only=True)
class Version(Written):
    """A note as it was written once: a text without markup, and whether the figure has a new level from then on."""

    text: str
    level_shift: bool

    @property
    def stands(self) -> bool:
        """Say that it was not taken back."""
        return self.state == "published"


def versions(url: str, about: About) -> list[Version]:
    """Return all that was written of a figure's month, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, about=about))


def write(
    url: str, about: About, text: str, state: State, *, level_shift: bool, seen: int, account: int | None, role: str,
    address: str = "",
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    It is told to the readers, and to the log (`address` is where it came from). What stands already, by the same hand,
    is not written again. Raises what `versioned.add` does.
    """
    said: dict[str, Any] = {"state": state, "account": account, "role": role}
    found = Version(number=seen + 1, text=text, level_shift=level_shift, at=now(), **said)

    def put(connection: Connection) -> Version:
        row = {"version": found.number, "text": text, "level_shift": level_shift, "state": state}
        more = {"written_by": account, "role": role, "written_at": found.at}
        connection.execute(insert(t.written_notes).values(**asdict(about), **row, **more))
        bump(connection, WORDS)
        what = ("note", state, *asdict(about).values(), "level_shift" if level_shift else "")
        log.add(connection, "written", account, " ".join(each for each in what if each), address)
        return found

    def is_said(newest: Version) -> bool:
        return _said(newest) == _said(found)

    return versioned.add(url, partial(_read, about=about), seen, is_said, put)


def _said(version: Version) -> tuple[object, ...]:
    return (version.text, version.level_shift, version.state, version.account)


def _read(connection: Connection, about: About) -> list[Version]:
    return versioned.all_of(connection, t.written_notes, asdict(about), _version)


def _version(row: Row[Any]) -> Version:
    return Version(text=row.text, level_shift=bool(row.level_shift), **versioned.by(row))
