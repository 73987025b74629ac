"""What every form of an editor does alike: who writes, how it is read and kept, and what is said where it was not."""

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, redirect, request

from callbacks import who
from callbacks.sent import plain, seen_of
from data_access.people.asked import PATIENCE_SECONDS, within
from data_access.people.versioned import CannotReadError
from data_access.people.writing import CannotWriteError
from layouts.parts.owners import WROTE
from layouts.words.filled import BOTH, CHOICE, OTHERS, SEEN, THEIRS
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _
from vocabulary.people import ADMINISTRATOR, EDITOR

DONE = "gjort"  # says in the address what was done, so that a page that is loaded anew does it no second time
MOST_DIGITS = 9
AWAY = (CannotReadError, CannotWriteError, TimeoutError)  # what a database that does not answer raises
Found = TypeVar("Found")
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class By:
    """By whom something is written: the account, as what, and from where."""

    account: int | None
    role: str
    address: str


def by() -> By:
    """Return who writes."""
    person = who.person()
    return By(person.account, EDITOR if EDITOR in person.roles else ADMINISTRATOR, who.address())


def asked(url: str, look: Callable[[], Found]) -> Found:
    """Return what is read; raises what is in AWAY where there is no database, or it does not answer in time."""
    if not url:
        raise CannotReadError("no database to write to is set")
    try:
        found: Found = within(PATIENCE_SECONDS, look)
    except TimeoutError as fault:
        raise CannotReadError(
            "the database did not answer in time"
        ) from fault  # nothing was to be written by it
    return found


def kept(url: str, write: Callable[[], Found]) -> Found:
    """Return what was written; raises what is in AWAY, and what writing itself raises."""
    if not url:
        raise CannotWriteError("no database to write to is set")
    found: Found = within(PATIENCE_SECONDS, write)
    return found


def given(name: str, otherwise: str = OTHERS) -> str:
    """Return what was sent in a field; where two have written, what was chosen for it.

    `otherwise` is whose holds where nothing was chosen, which a browser does not send: nothing is written over.
    """
    mine, theirs = request.form.get(name, ""), request.form.get(THEIRS + name)
    if theirs is None:
        return mine
    match request.form.get(CHOICE + name, otherwise):
        case chosen if chosen == OTHERS:
            return theirs
        case chosen if chosen == BOTH:
            return f"{theirs}\n\n{mine}"
        case _:
            return mine


def line(name: str, most: int) -> str:
    """Return a line that was sent, without signs that nobody sees; cut where it is longer than any form sends."""
    return plain(given(name))[: most + 1]


def paragraphs(name: str, most: int) -> str:
    """Return a text that was sent: its lines as they were written, without signs that nobody sees.

    It is cut where it is longer than the texts of two who wrote at once can be.
    """
    written = given(name, BOTH).replace("\r\n", "\n").replace("\r", "\n")
    seen = "".join(each if each == "\n" or unicodedata.category(each)[0] != "C" else " " for each in written)
    lines = "\n".join(each.rstrip() for each in seen.split("\n"))
    while "\n\n\n" in lines:
        lines = lines.replace("\n\n\n", "\n\n")
    return lines.strip()[: 2 * most + 2]


def number(name: str) -> int:
    """Return a number that was sent; 0 where it is none."""
    given = request.form.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0


def seen() -> int:
    """Return which version the form that was sent says that it follows."""
    return seen_of(request.form.get(SEEN, ""))


def led(path: str, done: str = "", **also: str) -> Response:
    """Lead to a page of ours, which says what was done; `also` is what more its address says."""
    told = urlencode({**({DONE: done} if done else {}), **also})
    there = full(path) + (f"{'&' if '?' in path else '?'}{told}" if told else "")
    return redirect(there, 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def writer(version: Any) -> str:
    """Return who wrote a version (it has a name and a role): by name where the account has one, else by role."""
    return version.name or (_(WROTE[version.role]) if version.role in WROTE else str(version.role))


def with_status(status: int, response: Response) -> Response:
    """Return the answer under a status."""
    response.status_code = status
    return response


def too_long(label: str, most: int) -> str:
    """Say that a field is longer than it may be."""
    return _("{field} er længere end {n} tegn.", field=label, n=text.number(most))
