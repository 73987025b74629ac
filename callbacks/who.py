"""Who asks: set by the guard before anything is answered, and read by whatever depends on it."""

from flask import g

from vocabulary.people import NOBODY, Person


def person() -> Person:
    """Return whoever asks; nobody where the guard has not said."""
    found = g.get("person", NOBODY)
    return found if isinstance(found, Person) else NOBODY


def is_now(found: Person) -> None:
    """Remember who asks, for this request."""
    g.person = found


def address() -> str:
    """Return where the request came from, as the proxies that are believed say it."""
    return str(g.get("address", ""))
