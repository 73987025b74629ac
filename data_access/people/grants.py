"""Roles: given to an account or to a group of the provider's, taken away again, and what they come to together."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from data_access.database import schema as t
from data_access.people import log
from data_access.people.writing import now
from vocabulary.people import MANAGER, OWNER, READER, Person


class Grant(NamedTuple):
    """A grant that holds: to an account (its number and name) or to a group, of a role, and what it is about."""

    id: int
    account: int | None
    name: str
    group: str | None
    role: str
    hospital: str | None
    subject: str | None
    granted_at: datetime


class UnknownError(ValueError):
    """There is no account, hospital or grant of that name or number; `what` says which."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(what)


_HOLDS = (
    select(
        t.grants.c.id,
        t.grants.c.account_id,
        t.accounts.c.name,
        t.grants.c.group_name,
        t.grants.c.role,
        t.hospitals.c.key,
        t.grants.c.subject,
        t.grants.c.granted_at,
    )
    .select_from(
        t.grants.outerjoin(t.accounts, t.grants.c.account_id == t.accounts.c.id).outerjoin(
            t.hospitals, t.grants.c.hospital_id == t.hospitals.c.id
        )
    )
    .where(t.grants.c.revoked_at.is_(None))
    .order_by(t.grants.c.id)
)


def all_of(connection: Connection) -> list[Grant]:
    """Return the grants that hold, in the order in which they were made."""
    return [Grant(row[0], row[1], row[2] or "", *row[3:]) for row in connection.execute(_HOLDS)]


def person(connection: Connection, account: int, name: str, groups: Collection[str]) -> Person:
    """Return whoever an account is, with what its grants and its groups' come to.

    Whoever has any role may read; whoever has none has none: no groups are never all groups.
    """
    return of_grants(all_of(connection), account, name, groups)


def of_grants(held: Iterable[Grant], account: int, name: str, groups: Collection[str]) -> Person:
    """Return the same, of the grants that hold: there are few, and they are read once for all who are looked up."""
    found = [
        each for each in held if each.account == account or (each.group is not None and each.group in groups)
    ]
    roles = {grant.role for grant in found}
    return Person(
        account,
        name,
        frozenset(roles | {READER} if roles else ()),
        frozenset(grant.hospital for grant in found if grant.role == MANAGER and grant.hospital),
        frozenset(grant.subject for grant in found if grant.role == OWNER and grant.subject),
    )


def grant(
    connection: Connection, role: str, by: int | None, *, account: int | None = None, group: str | None = None,
    hospital: str | None = None, subject: str | None = None, address: str = "",
) -> int:  # fmt: skip
    """Give a role to an account or to a group, and return the grant's number; UnknownError names what there is not."""
    if account is not None:
        _account(connection, account)
    at = _hospital(connection, hospital) if hospital else None
    made = insert(t.grants).values(
        account_id=account, group_name=group, role=role, hospital_id=at, subject=subject, granted_at=now(),
        granted_by=by,
    )  # fmt: skip
    number = int(connection.execute(made.returning(t.grants.c.id)).scalar_one())
    whom = f"account {account}" if account is not None else f"group {group}"
    about = "".join(f" {each}" for each in (hospital, subject) if each)
    log.add(connection, "granted", by, f"{role}{about}: {whom} (grant {number})", address)
    return number


def revoke(connection: Connection, number: int, by: int | None, address: str = "") -> None:
    """Take a grant away; UnknownError where none of that number holds."""
    c = t.grants.c
    ended = (
        update(t.grants).where(c.id == number, c.revoked_at.is_(None)).values(revoked_at=now(), revoked_by=by)
    )
    if not connection.execute(ended).rowcount:
        raise UnknownError(f"grant {number}")
    log.add(connection, "revoked", by, f"grant {number}", address)


def _account(connection: Connection, number: int) -> None:
    c = t.accounts.c
    if connection.execute(select(c.id).where(c.id == number, c.forgotten_at.is_(None))).first() is None:
        raise UnknownError(f"account {number}")


def _hospital(connection: Connection, key: str) -> int:
    found = connection.execute(select(t.hospitals.c.id).where(t.hospitals.c.key == key)).scalar()
    if found is None:
        raise UnknownError(f"hospital {key}")
    return int(found)
