"""What was published, when the next comes, and what meetings said: read of the snapshot, as all figures are."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from data_access.database.clock import to_wall
from data_access.editions import forms
from data_access.editions.packed import Document, unpack
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text


@dataclass(frozen=True)
class Edition:
    """A published edition: which, the last month that it tells of, when (Danish wall-clock time), its sum, and why it
    was revised ('' where it is the first of its number)."""

    report: str
    number: int
    revision: int
    month: str
    at: datetime
    sha256: str
    reason: str


@dataclass(frozen=True)
class Release:
    """When an edition is due, the meeting that it is for, and when that was told (Danish wall-clock time)."""

    report: str
    number: int
    due_on: date
    meeting: str
    meeting_on: date | None
    at: datetime


@dataclass(frozen=True)
class Said:
    """What a meeting said of an edition; an empty `answer` is: not answered yet."""

    report: str
    number: int
    place: int
    version: int
    kind: str
    said_on: date
    said: str
    answer: str


@fact
def editions(snapshot: Snapshot, report: str) -> list[Edition]:
    """Return what was published of a report, the newest first, of each number its newest revision first."""
    found = [_edition(row) for row in _rows(snapshot, "editions") if row["report"] == report]
    return sorted(found, key=lambda each: (each.number, each.revision), reverse=True)


def edition(snapshot: Snapshot, report: str, number: int, revision: int | None = None) -> Edition | None:
    """Return an edition, of a number its newest revision where none is named; None where there is none."""
    of = (each for each in editions(snapshot, report) if each.number == number)
    return next((each for each in of if revision in (None, each.revision)), None)


def before(snapshot: Snapshot, of: Edition) -> Edition | None:
    """Return the edition before another, as it was revised last; None for the first."""
    return next((each for each in editions(snapshot, of.report) if each.number < of.number), None)


def document(snapshot: Snapshot, of: Edition) -> Document:
    """Return what an edition tells, in the newest form; whoever gets it must not change it.

    Raises NotFrozenError where it is not what it was, and UnknownFormError.
    """
    return forms.read(frozen(snapshot, of))


def frozen(snapshot: Snapshot, of: Edition) -> Document:
    """Return what was published, word for word and in the form that it had then: what is handed on, and summed.

    Whoever gets it must not change it. Raises NotFrozenError where it is not what it was.
    """
    return _opened(packed(snapshot, of), of.sha256)


def packed(snapshot: Snapshot, of: Edition) -> str:
    """Return what was frozen as it is kept, packed."""
    rows = _rows(snapshot, "editions")
    return str(next(row for row in rows if _edition(row) == of)["content"])


@lru_cache(maxsize=8)
def _opened(content: str, sha256: str) -> Document:
    return unpack(content, sha256)


@fact
def releases(snapshot: Snapshot, report: str) -> list[Release]:
    """Return what is to come of a report, the next first: of each number what was told last, if it has a day."""
    newest = {row["number"]: row for row in _rows(snapshot, "releases") if row["report"] == report}
    done = {each.number for each in editions(snapshot, report)}
    found = [_release(row) for number, row in newest.items() if number not in done and _day(row["due_on"])]
    return sorted(found, key=lambda each: each.due_on)


@fact
def said(snapshot: Snapshot, report: str) -> list[Said]:
    """Return what meetings said of a report's editions, in the order of numbers and places: each as it stands now."""
    rows = [row for row in _rows(snapshot, "meeting_words") if row["report"] == report]
    newest = {(row["number"], row["place"]): row for row in rows}
    return [_said(row) for _of, row in sorted(newest.items())]


def open_requests(snapshot: Snapshot, report: str, before: int) -> list[Said]:
    """Return what meetings asked to see of editions before a number, and was not answered yet."""
    return [
        each
        for each in said(snapshot, report)
        if each.number < before and each.kind != "decision" and not each.answer
    ]


def _rows(snapshot: Snapshot, frame: str) -> list[Row]:
    return frame_rows(snapshot, frame) if frame in snapshot.frames else []


def _edition(row: Row) -> Edition:
    at = to_wall(datetime.fromisoformat(row["written_at"]))
    number, revision = int(row["number"]), int(row["revision"])
    return Edition(row["report"], number, revision, row["month"], at, row["sha256"], row["reason"])


def _day(value: object) -> date | None:
    return None if text.is_missing(value) or not value else date.fromisoformat(str(value)[:10])


def _release(row: Row) -> Release:
    due = date.fromisoformat(str(row["due_on"])[:10])
    at = to_wall(datetime.fromisoformat(row["written_at"]))
    return Release(row["report"], int(row["number"]), due, row["meeting"], _day(row["meeting_on"]), at)


def _said(row: Row) -> Said:
    number, place, version = (int(row[name]) for name in ("number", "place", "version"))
    said_on = date.fromisoformat(str(row["said_on"])[:10])
    return Said(row["report"], number, place, version, row["kind"], said_on, row["said"], row["answer"])
