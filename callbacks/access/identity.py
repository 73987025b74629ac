"""The three ways to know who asks: nobody does, by a session, or by a proxy's word."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from flask import abort, request

from callbacks.access import cookies, csrf, origin
from data_access.people.people import BY_PROXY, Named, People
from vocabulary.language import _
from vocabulary.people import ANYBODY, NOBODY, Person

SCREEN = "pejling-screen"  # the cookie of a wall screen


class Known(NamedTuple):
    """Who asks: a person, or a screen by its number; `had` says what has ended: a session or a screen."""

    person: Person
    screen: int | None = None
    had: str = ""


class Identity(Protocol):
    """Tells who asks; `is_used` says that a person does, and not a page by itself."""

    @property
    def people(self) -> People | None:
        """Who may come in; None where everybody may."""
        ...

    def known(self, address: str, *, is_used: bool) -> Known:
        """Say who asks; raises CannotTellError where the database does not tell."""
        ...


def refuse_pretenders() -> None:
    """Refuse (400) whoever says himself what a proxy alone may say."""
    if origin.is_said():
        abort(400, _("Forespørgslen siger selv, hvem der spørger. Det tror Pejling ikke på."))


@dataclass(frozen=True)
class Open:
    """Nobody signs in: whoever reaches Pejling may read."""

    people: People | None = None

    def known(self, address: str, *, is_used: bool) -> Known:
        """Say that anybody asks."""
        refuse_pretenders()
        return Known(ANYBODY)


@dataclass(frozen=True)
class BySession:
    """A provider has signed people in, and a cookie tells their session."""

    people: People

    def known(self, address: str, *, is_used: bool) -> Known:
        """Say whose session the cookie tells of."""
        refuse_pretenders()
        secret = cookies.given(csrf.SESSION)
        person = self.people.by_session(secret, is_used=is_used) if secret else None
        if person:
            return Known(person)
        return _screen(self.people, had="session" if secret else "")


@dataclass(frozen=True)
class ByProxy:
    """A proxy in front has signed people in; it is known by where it asks from and by a secret."""

    people: People
    secret: str
    proxies: Collection[str]

    def known(self, address: str, *, is_used: bool) -> Known:
        """Say whom the proxy names; refuse (400) whoever is not the proxy and names somebody."""
        if not origin.is_said():
            return _screen(self.people)
        sent = request.headers.get(origin.SECRET, "")
        is_proxy = hmac.compare_digest(sent.encode(), self.secret.encode())
        if origin.peer() not in self.proxies or not is_proxy:
            refuse_pretenders()
        subject = origin.said(origin.USER)
        if not subject:
            return _screen(self.people)
        # A header that was sent twice is put together so, and is marked where the server can tell.
        if "," in subject or not subject.isprintable() or origin.TWICE in request.headers:
            refuse_pretenders()
        groups = tuple(each.strip() for each in origin.said(origin.GROUPS).split(";") if each.strip())
        named = Named(BY_PROXY, subject, origin.said(origin.NAME), origin.said(origin.MAIL), groups)
        return Known(self.people.by_proxy(named, address))


def _screen(people: People, had: str = "") -> Known:
    secret = cookies.given(SCREEN)
    number = people.by_screen(secret) if secret else None
    return Known(NOBODY, number, had or ("screen" if secret and number is None else ""))
