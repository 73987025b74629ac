"""Sessions: a random number in a cookie, and here what it hashes to, whose it is and how long it holds."""

import hashlib
import json
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from data_access.database import schema as t
from data_access.people.accounts import kept_as
from data_access.people.writing import now

KEPT = timedelta(days=1)  # that one has ended is told for a day, and then forgotten
MOST_GROUPS, LONGEST_GROUP = 500, 200


class Session(NamedTuple):
    """A session that holds: whose, the groups that came with it, and when it was last known to be used (UTC)."""

    account: int
    name: str
    groups: tuple[str, ...]
    seen_at: datetime


def hash_of(secret: str) -> str:
    """Return what a cookie's number is kept as."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def start(
    connection: Connection, account: int, groups: Sequence[str], hours: float, provider_session: str = ""
) -> str:
    """Begin a session of so many hours at most, and return the secret that the browser alone keeps."""
    at, secret = now(), secrets.token_urlsafe(32)
    _clear(connection, at)
    kept = [group[:LONGEST_GROUP] for group in groups[:MOST_GROUPS]]
    connection.execute(
        insert(t.sessions).values(
            hash=hash_of(secret), account_id=account, provider_session=provider_session[:200] or None,
            groups=json.dumps(kept), made_at=at, seen_at=at, ends_at=at + timedelta(hours=hours),
        )
    )  # fmt: skip
    return secret


def find(connection: Connection, hashed: Collection[str], idle: timedelta) -> dict[str, Session]:
    """Return those sessions that have neither ended, nor run out, nor lain idle for so long."""
    c, a, at = t.sessions.c, t.accounts.c, now()
    rows = connection.execute(
        select(c.hash, c.account_id, a.name, c.groups, c.seen_at)
        .select_from(t.sessions.join(t.accounts, c.account_id == a.id))
        .where(c.hash.in_(hashed), c.ended_at.is_(None), c.ends_at > at, c.seen_at > at - idle)
        .where(a.forgotten_at.is_(None))
    )
    return {row[0]: Session(row[1], row[2], tuple(json.loads(row[3])), row[4]) for row in rows}


def seen(connection: Connection, hashed: Collection[str]) -> None:
    """Write down that sessions were used."""
    connection.execute(update(t.sessions).where(t.sessions.c.hash.in_(hashed)).values(seen_at=now()))


def end(connection: Connection, hashed: str) -> int | None:
    """End a session; return whose it was, or None where it had ended."""
    c = t.sessions.c
    account = connection.execute(select(c.account_id).where(c.hash == hashed, c.ended_at.is_(None))).scalar()
    connection.execute(
        update(t.sessions).where(c.hash == hashed, c.ended_at.is_(None)).values(ended_at=now())
    )
    return account


def end_of(connection: Connection, issuer: str, subject: str, provider_session: str) -> list[int]:
    """End what the provider says has ended: one session of its own, or all of a person's; return whose they were."""
    c, a = t.sessions.c, t.accounts.c
    of = select(a.id).where(a.issuer == issuer)
    if subject:
        of = of.where(a.subject == kept_as(subject))
    which = c.account_id.in_(of) & c.ended_at.is_(None)
    if provider_session:
        which &= c.provider_session == provider_session
    found = list(connection.execute(select(c.account_id).where(which)).scalars())
    connection.execute(update(t.sessions).where(which).values(ended_at=now()))
    return found


def _clear(connection: Connection, at: datetime) -> None:
    c = t.sessions.c
    connection.execute(delete(t.sessions).where((c.ends_at < at - KEPT) | (c.ended_at < at - KEPT)))
