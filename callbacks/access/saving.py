"""What an administrator sends or asks for: it is done or it is not, and where it is not that is said in words."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import abort

from data_access.people.asked import CannotTellError
from data_access.people.people import People
from data_access.people.writing import CannotWriteError, writing
from vocabulary.language import _

MOST_DIGITS = 10
Found = TypeVar("Found")
log = logging.getLogger(__name__)


def number(given: str) -> int | None:
    """Read a row's number as a form sends it; None where it is none that a database could have."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < MOST_DIGITS else None


def looked(people: People, look: Callable[[Any], Found]) -> Found:
    """Return what is read of the people's database; refuse (503, in words) where it does not answer."""
    try:
        return people.looked(look)
    except CannotTellError:
        abort(503, _("Det kan ikke vises lige nu, for databasen svarer ikke. Prøv igen om lidt."))


@contextmanager
def saving(people: People) -> Iterator[Any]:
    """Open a transaction that holds when the block ends; refuse (503, in words) where the database does not take it."""
    try:
        with writing(people.url) as connection:
            yield connection
    except CannotWriteError as fault:
        log.warning("it could not be written: %s", fault)
        abort(
            503,
            _("Det er ikke gemt, for databasen kan ikke skrive lige nu. Gå tilbage, og prøv igen om lidt."),
        )
