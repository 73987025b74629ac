"""The log of who did what, when, and from where: only ever added to; what is too old is removed by a command.

It names people by their number. What is done with a page says which, and never what figures it showed.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from data_access.database import schema as t
from data_access.people.writing import now

LONGEST = 500
LEAST_DAYS = 180  # SQLite's triggers hold it too


class Entry(NamedTuple):
    """A line of the log; `at` is in UTC, and `name` as the account's is now."""

    id: int
    at: datetime
    account: int | None
    name: str
    act: str
    what: str
    address: str


def add(connection: Connection, act: str, account: int | None, what: str = "", address: str = "") -> None:
    """Write a line."""
    connection.execute(
        insert(t.access_log).values(
            at=now(), account_id=account, act=act, what=what[:LONGEST], address=address[:45]
        )
    )


def read(
    connection: Connection,
    *,
    account: int | None = None,
    act: str = "",
    since: datetime | None = None,
    most: int = 100,
) -> Iterator[Entry]:
    """Return the newest lines first: of an account, of a kind, since a time (UTC), and at most so many."""
    c = t.access_log.c
    asked = (
        select(c.id, c.at, c.account_id, func.coalesce(t.accounts.c.name, ""), c.act, c.what, c.address)
        .select_from(t.access_log.outerjoin(t.accounts, c.account_id == t.accounts.c.id))
        .order_by(c.id.desc())
        .limit(most)
    )
    if account is not None:
        asked = asked.where(c.account_id == account)
    if act:
        asked = asked.where(c.act == act)
    if since is not None:
        asked = asked.where(c.at >= since)
    for row in connection.execute(asked):
        yield Entry(*row)


def remove(connection: Connection, days: int) -> int:
    """Remove what is older than so many days, and write down that it was done; return how many lines it were."""
    before = now() - timedelta(days=max(days, LEAST_DAYS))
    removed = connection.execute(delete(t.access_log).where(t.access_log.c.at < before)).rowcount
    if removed:
        add(connection, "removed", None, f"{removed} lines before {before:%Y-%m-%d}")
    return int(removed)
