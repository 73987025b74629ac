"""A draft of an edition: what its editor has written and chosen; each time the next version, and none is changed."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from data_access.database import schema as t
from data_access.editions.published import Which
from data_access.people import log, versioned
from data_access.people.writing import now
from vocabulary.canonical import written

State = Literal["draft", "withdrawn"]


@dataclass(frozen=True)
class Draft:
    """What an editor has written and chosen.

    `month` is the last month that the edition tells of. `agenda` has what the agenda wants: meeting, meeting_on (ISO
    day), item (`Punkt nr. 6 – Meddelelse …`) and annex (`Bilag 1`). `words` are by the key of a chapter; `order` are
    the keys of chapters and parts where they stand in another order than declared, and `left_out` those that do not.
    `answers` are by the key of what is missing (layouts/report/missing.py): the editor's words, or '' where it is to be
    printed that no explanation was given. `reason` says why there is a revision.
    """

    month: str
    agenda: dict[str, str] = field(default_factory=dict)
    foreword: str = ""
    recommendation: str = ""
    words: dict[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True)
class Version:
    """A draft as it was saved once: the how manyth, by which account, in which role and when (UTC)."""

    number: int
    draft: Draft
    state: State
    account: int | None
    role: str
    at: datetime
    name: str = ""


def versions(url: str, which: Which) -> list[Version]:
    """Return all that was saved of an edition's draft, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, which=which))


def open_drafts(url: str) -> list[tuple[Which, Version]]:
    """Return the newest version of each draft that was neither published nor withdrawn; raises CannotReadError."""

    def read(connection: Connection) -> list[Any]:
        c, p = t.edition_drafts.c, t.editions.c
        there = select(p.report).where(
            p.report == c.report, p.number == c.number, p.revision == c.revision
        ).exists()  # fmt: skip
        rows = select(t.edition_drafts, t.accounts.c.name).select_from(t.edition_drafts.outerjoin(t.accounts))
        ordered = rows.where(~there).order_by(c.report, c.number, c.revision, c.version)
        newest = {Which(row.report, row.number, row.revision): row for row in connection.execute(ordered)}
        return [(which, _version(row)) for which, row in newest.items() if row.state == "draft"]

    return versioned.versions(url, read)


def write(
    url: str, which: Which, draft: Draft, state: State = "draft", *, seen: int, account: int | None, role: str,
    address: str = "", at: datetime | None = None,
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    `at` is when (UTC), None is now. Raises what `versioned.add` does.
    """

    def put(connection: Connection) -> Version:
        found = Version(seen + 1, draft, state, account, role, at or now())
        row = asdict(which) | {
            "version": found.number,
            "state": state,
            "content": written(asdict(draft)).decode(),
        }
        by = {"written_by": account, "role": role, "written_at": found.at}
        connection.execute(insert(t.edition_drafts).values(**row, **by))
        what = f"draft {state} {which.report} {which.number} revision {which.revision}"
        log.add(connection, "written", account, what, address)
        return found

    def is_said(newest: Version) -> bool:
        return (newest.draft, newest.state, newest.account) == (draft, state, account)

    return versioned.add(url, partial(_read, which=which), seen, is_said, put)


def _read(connection: Connection, which: Which) -> list[Version]:
    table = t.edition_drafts
    own = [table.c[name] == value for name, value in asdict(which).items()]
    rows = select(table, t.accounts.c.name).select_from(table.outerjoin(t.accounts)).where(*own)
    return [_version(row) for row in connection.execute(rows.order_by(table.c.version.desc()))]


def _version(row: Row[Any]) -> Version:
    told: dict[str, Any] = json.loads(row.content)
    told |= {name: tuple(told[name]) for name in ("order", "left_out")}
    by = (row.written_by, row.role, row.written_at, row.name or "")
    return Version(row.version, Draft(**told), row.state, *by)
