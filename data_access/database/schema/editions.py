"""The committee's reports: what was published stands for ever; beside it drafts, dates, and what meetings said.

All of them are only ever added to. A mistake in what was published becomes its next revision, and both stay.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Date, Integer, String, Table, Text

from data_access.database.schema.base import is_month, metadata, month, one_of, text, version, written

STATES = ("draft", "withdrawn")  # of a draft; what is published stands in `editions`
LONGEST_DRAFT = 200_000  # characters of what an editor has written
LONGEST_SAID = 2_000  # characters of what a meeting said, and of what is answered
SAID = ("decision", "question", "request")


def _which() -> list[Column[Any]]:
    """Make the columns that name an edition: which report, its number, and its revision (0: as it was first)."""
    return [
        Column("report", String(40), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("revision", Integer, primary_key=True, autoincrement=False),
    ]


# `content` is canonical JSON (vocabulary/canonical.py), packed by zlib and written as base64; `sha256` is of the JSON.
editions = Table(
    "editions",
    metadata,
    *_which(),
    month(),
    Column("form", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    text("reason"),
    *written(),
    is_month(),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("revision >= 0", name="revision"),
    CheckConstraint("length(sha256) = 64", name="sha256"),
    CheckConstraint("(revision = 0) = (reason = '')", name="reason"),
)

# `content` is JSON of what the editor has written and chosen (data_access/editions/drafts.py).
edition_drafts = Table(
    "edition_drafts",
    metadata,
    *_which(),
    *version(),
    Column("state", String(10), nullable=False),
    Column("content", Text, nullable=False),
    *written(),
    one_of("state", STATES),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint(f"length(content) <= {LONGEST_DRAFT}", name="content"),
)

# When an edition is to come and to which meeting; the newest version holds, and without a day it is in no calendar.
releases = Table(
    "releases",
    metadata,
    *_which()[:2],
    *version(),
    Column("due_on", Date),
    text("meeting"),
    Column("meeting_on", Date),
    *written(),
    CheckConstraint("number >= 1", name="number"),
    CheckConstraint("length(meeting) <= 200", name="meeting"),
)

# What a meeting decided, asked or wants to see next of an edition: each has a place, and its newest version holds.
# A request is open until it has an answer.
meeting_words = Table(
    "meeting_words",
    metadata,
    *_which()[:2],
    Column("place", Integer, primary_key=True, autoincrement=False),
    *version(),
    Column("kind", String(10), nullable=False),
    Column("said_on", Date, nullable=False),
    text("said"),
    text("answer"),
    *written(),
    one_of("kind", SAID),
    CheckConstraint("place >= 1", name="place"),
    CheckConstraint(f"length(said) <= {LONGEST_SAID}", name="said"),
    CheckConstraint(f"length(answer) <= {LONGEST_SAID}", name="answer"),
)
