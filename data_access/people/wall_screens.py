"""Screens that may show the wall: a secret each, made and taken away by an administrator; only its hash is kept."""

import secrets
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from data_access.database import schema as t
from data_access.people import log
from data_access.people.sessions import hash_of
from data_access.people.writing import now

LONGEST = 80


class WallScreen(NamedTuple):
    """A screen that was let in, and when (UTC) it was and was shut out again."""

    id: int
    name: str
    made_at: datetime
    revoked_at: datetime | None


def make(connection: Connection, name: str, by: int | None, address: str = "") -> str:
    """Let a screen in, and return its secret: it is shown once."""
    secret = secrets.token_urlsafe(32)
    made = insert(t.screens).values(name=name[:LONGEST], hash=hash_of(secret), made_at=now(), made_by=by)
    number = connection.execute(made.returning(t.screens.c.id)).scalar_one()
    log.add(connection, "granted", by, f"screen {number}: {name[:LONGEST]}", address)
    return secret


def revoke(connection: Connection, number: int, by: int | None, address: str = "") -> bool:
    """Shut a screen out; False where it is already, or there is none."""
    c = t.screens.c
    ended = update(t.screens).where(c.id == number, c.revoked_at.is_(None))
    if not connection.execute(ended.values(revoked_at=now(), revoked_by=by)).rowcount:
        return False
    log.add(connection, "revoked", by, f"screen {number}", address)
    return True


def find(connection: Connection, hashed: str) -> int | None:
    """Return the number of the screen whose secret it is, unless it has been shut out."""
    c = t.screens.c
    return connection.execute(select(c.id).where(c.hash == hashed, c.revoked_at.is_(None))).scalar()


def all_of(connection: Connection) -> list[WallScreen]:
    """Return the screens by name, those that were shut out last."""
    c = t.screens.c
    rows = connection.execute(select(c.id, c.name, c.made_at, c.revoked_at).order_by(c.name, c.id))
    return sorted((WallScreen(*row) for row in rows), key=lambda each: each.revoked_at is not None)
