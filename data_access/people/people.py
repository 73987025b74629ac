"""The people of one database: who somebody is, by a session's secret, by a proxy's word, or by a screen's."""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from threading import Thread
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from data_access.database.engine import reader
from data_access.people import accounts, grants, log, sessions, wall_screens
from data_access.people.asked import PATIENCE_SECONDS, Asked, CannotTellError, within
from data_access.people.writing import CannotWriteError, writing
from vocabulary.people import Person

SEEN_SECONDS = 60.0  # at most, how exactly it is known when a session was last used
WRITE_SECONDS = 5.0
MOST_SEEN = 10_000
LENGTH = 43  # of a secret
BY_PROXY = "proxy"  # the issuer of whom a proxy names
Found = TypeVar("Found")
said = logging.getLogger(__name__)


class Named(NamedTuple):
    """Whom a proxy or a provider names."""

    issuer: str
    subject: str
    name: str
    mail: str
    groups: tuple[str, ...]


class People:
    """Who somebody is, by the database at an address whose role may write what people do."""

    def __init__(self, url: str, idle: timedelta, hours: float) -> None:
        self.url, self._idle, self._hours = url, idle, hours
        self._every = min(SEEN_SECONDS, idle.total_seconds() / 4)
        self._asked = Asked()
        self._seen: dict[str, float] = {}
        self._used: set[str] = set()  # sessions that were used, and of which that is not written yet

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that reads."""
        with reader(self.url).connect() as connection, connection.begin():
            yield connection

    def looked(self, look: Callable[[Connection], Found]) -> Found:
        """Return what is read of the database; raises CannotTellError where it is away, or does not answer soon."""

        def read() -> Found:
            with self.reading() as connection:
                return look(connection)

        try:
            found: Found = within(PATIENCE_SECONDS, read)
        except (SQLAlchemyError, TimeoutError) as fault:
            said.warning("it could not be read: %s", type(fault).__name__)
            raise CannotTellError from fault
        return found

    def by_session(self, secret: str, *, is_used: bool) -> Person | None:
        """Return whose session a secret is of; None where it holds no more. CannotTellError: the database is away.

        `is_used` says that a person asks, and not a page that is left open.
        """
        if len(secret) != LENGTH:
            return None
        hashed = sessions.hash_of(secret)
        found: Person | None = self._asked.of_many(hashed, self._of_sessions)
        if found and is_used:
            self._note(hashed)
        return found

    def by_proxy(self, named: Named, address: str) -> Person:
        """Return whom a proxy names, who is written down when he first comes."""
        found: Person = self._asked.of(named, lambda: self._of_proxy(named, address))
        return found

    def by_screen(self, secret: str) -> int | None:
        """Return the number of the screen whose secret it is; None where it has been shut out."""
        if len(secret) != LENGTH:
            return None
        hashed = sessions.hash_of(secret)
        found: int | None = self._asked.of(("screen", hashed), lambda: self._of_screen(hashed))
        return found

    def sign_in(self, named: Named, provider_session: str, address: str) -> str:
        """Begin a session of whom a provider names, and return its secret; raises CannotWriteError."""
        with writing(self.url) as connection:
            account = accounts.known(connection, *named[:4])
            log.add(connection, "signed_in", account, address=address)
            return sessions.start(connection, account, named.groups, self._hours, provider_session)

    def sign_out(self, secret: str, address: str) -> None:
        """End a session; raises CannotWriteError."""
        hashed = sessions.hash_of(secret)
        with writing(self.url) as connection:
            account = sessions.end(connection, hashed)
            if account is not None:
                log.add(connection, "signed_out", account, address=address)
        self._asked.forget(hashed)

    def ended_elsewhere(self, issuer: str, subject: str, provider_session: str, address: str) -> None:
        """End what the provider says has ended; raises CannotWriteError."""
        with writing(self.url) as connection:
            for account in sessions.end_of(connection, issuer, subject, provider_session):
                log.add(connection, "signed_out", account, "at the provider", address)
        self._asked.forget_all()

    def forget(self) -> None:
        """Ask the database anew of everybody: something of what they may has changed."""
        self._asked.forget_all()

    def note(self, act: str, account: int | None, what: str, address: str) -> None:
        """Write a line of the log; where the database does not take it, the program's own log has it."""
        try:
            within(PATIENCE_SECONDS, lambda: self._write_note(act, account, what, address))
        except (CannotWriteError, TimeoutError) as fault:
            said.warning("not written to the log of access (account %s %s %s): %s", account, act, what, fault)

    def refused(self, account: int, what: str, address: str) -> None:
        """Write down that somebody was refused; of the same, asked again and again, once a minute."""
        if self._is_due(f"refused {account} {what}", SEEN_SECONDS):
            self.note("refused", account, what, address)

    def _write_note(self, act: str, account: int | None, what: str, address: str) -> None:
        with writing(self.url) as connection:
            log.add(connection, act, account, what, address)

    def _of_sessions(self, hashed: Sequence[str]) -> dict[str, Person | None]:
        with self.reading() as connection:
            found = sessions.find(connection, hashed, self._idle)
            held = grants.all_of(connection) if found else []
        known = {
            key: grants.of_grants(held, each.account, each.name, each.groups) for key, each in found.items()
        }
        return {key: known.get(key) for key in hashed}

    def _of_proxy(self, named: Named, address: str) -> Person:
        """Read who it is; only whoever is new, is called otherwise than before, or was long away is written down."""
        key = f"proxy {named.subject}"
        is_new = self._is_due(key, self._idle.total_seconds())
        if not is_new:
            with self.reading() as connection:
                account = accounts.find(connection, *named[:4])
                if account is not None:
                    return grants.person(connection, account, named.name, named.groups)
        try:
            with writing(self.url) as connection:
                account = accounts.known(connection, *named[:4])
                if is_new:
                    log.add(connection, "signed_in", account, "by the proxy", address)
                return grants.person(connection, account, named.name, named.groups)
        except CannotWriteError:
            if is_new:  # it is still to be written down
                self._seen.pop(key, None)
            raise

    def _of_screen(self, hashed: str) -> int | None:
        with self.reading() as connection:
            return wall_screens.find(connection, hashed)

    def _note(self, hashed: str) -> None:
        """Write down that a session is used, now and then and beside the answer: it may be lost."""
        if self._is_due(hashed, self._every):
            self._used.add(hashed)
        if self._used and self._is_due("written", min(WRITE_SECONDS, self._every)):
            Thread(target=self._write_seen, daemon=True).start()

    def _is_due(self, what: str, seconds: float) -> bool:
        """Say that something was not noticed here for so long, and notice it."""
        now = time.monotonic()
        if len(self._seen) > MOST_SEEN:
            self._seen.clear()
        before = self._seen.get(what)
        if before is not None and now - before < seconds:
            return False
        self._seen[what] = now
        return True

    def _write_seen(self) -> None:
        """Write down all that were used, at once; who is used meanwhile is written the next time."""
        used, self._used = self._used, set()
        try:
            with writing(self.url) as connection:
                sessions.seen(connection, used)
        except CannotWriteError as fault:
            said.warning("that a session is used was not written down: %s", fault)
