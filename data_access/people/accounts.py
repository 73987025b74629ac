"""Those who have signed in: a number each, and the name and mail address that the provider last gave."""

import hashlib
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from data_access.database import schema as t
from data_access.people import log
from data_access.people.writing import now

LONGEST = 200


def kept_as(subject: str) -> str:
    """Return what a provider's name of somebody is kept as: a long one as its hash, so that no two become one."""
    if len(subject) <= LONGEST:
        return subject
    return f"sha256:{hashlib.sha256(subject.encode('utf-8', 'replace')).hexdigest()}"


class Account(NamedTuple):
    """An account as it stands: `subject` is what the provider calls it, never shown to others."""

    id: int
    name: str
    mail: str
    made_at: datetime
    forgotten_at: datetime | None


def find(connection: Connection, issuer: str, subject: str, name: str, mail: str) -> int | None:
    """Return the number of whoever a provider names, where he is written down as he is called now."""
    c = t.accounts.c
    told = (c.name == name[:LONGEST]) & (c.mail == mail[:LONGEST])
    found = select(c.id).where(c.issuer == issuer, c.subject == kept_as(subject), told)
    return connection.execute(found).scalar()


def known(connection: Connection, issuer: str, subject: str, name: str, mail: str) -> int:
    """Return the number of whoever a provider names, who is written down when he first comes."""
    subject = kept_as(subject)
    of = (t.accounts.c.issuer == issuer) & (t.accounts.c.subject == subject)
    row = connection.execute(select(t.accounts.c.id, t.accounts.c.name, t.accounts.c.mail).where(of)).first()
    told = {"name": name[:LONGEST], "mail": mail[:LONGEST]}
    if row is None:
        made = {"issuer": issuer, "subject": subject, "made_at": now(), **told}
        adding = insert(t.accounts).values(made).returning(t.accounts.c.id)
        try:
            with connection.begin_nested():
                return int(connection.execute(adding).scalar_one())
        except IntegrityError:  # another tab of the same person was first
            return int(connection.execute(select(t.accounts.c.id).where(of)).scalar_one())
    if (row.name, row.mail) != (told["name"], told["mail"]):
        connection.execute(update(t.accounts).where(of).values(told))
    return int(row.id)


def all_of(connection: Connection) -> list[Account]:
    """Return the accounts by number."""
    c = t.accounts.c
    rows = connection.execute(select(c.id, c.name, c.mail, c.made_at, c.forgotten_at).order_by(c.id))
    return [Account(*row) for row in rows]


def forget(connection: Connection, account: int, by: int | None) -> bool:
    """Replace a name, a mail address and what the provider calls somebody; False where there is no such account.

    The number stays, so that what was done and written still has one who did it: nobody can tell who any more.
    His grants and sessions end. Who signs in again is a new account.
    """
    c = t.accounts.c
    at = now()
    found = connection.execute(
        update(t.accounts)
        .where(c.id == account, c.forgotten_at.is_(None))
        .values(issuer="forgotten", subject=str(account), name="", mail="", forgotten_at=at)
    )
    if not found.rowcount:
        return False
    grants = t.grants.c
    connection.execute(
        update(t.grants)
        .where(grants.account_id == account, grants.revoked_at.is_(None))
        .values(revoked_at=at, revoked_by=by)
    )
    connection.execute(t.sessions.delete().where(t.sessions.c.account_id == account))
    log.add(connection, "forgotten", by, f"account {account}")
    return True
