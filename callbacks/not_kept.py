"""What a form says where its text was not kept, or may not have been: what happened, what still holds, what to do."""

import logging
from typing import Any

from data_access.people.asked import PATIENCE_SECONDS
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _

log = logging.getLogger(__name__)


def not_kept(fault: Exception) -> str:
    """Say what became of what was written; a write that was not done in time may yet be."""
    log.warning("what was written was not kept: %s", str(fault) or type(fault).__name__)
    if isinstance(fault, TimeoutError):
        return text.prose(
            _(
                "Databasen svarede ikke inden for {n} sekunder, så det er uvist, om det blev gemt.",
                n=text.number(PATIENCE_SECONDS),
            ),
            _("Teksten står her endnu. Gem igen om lidt: blev den gemt, bliver den ikke gemt to gange."),
        )
    return text.prose(
        _("Det blev ikke gemt: databasen tager ikke imod lige nu."),
        _("Teksten står her endnu. Prøv igen om lidt."),
    )


def not_there(newest: Any, address: str) -> str:
    """Say that what a form was to follow is not there; `newest` is what stands, `address` where it is opened."""
    return does_not_fit(address) if newest else nothing_stands()


def does_not_fit(address: str) -> str:
    """Say that a form follows what has never been stored, while something else stands: nobody is to blame for that."""
    return text.prose(
        _("Det blev ikke gemt: formularen passer ikke til det, der er gemt i databasen."),
        _(
            "Din tekst står her endnu. Kopiér den, og åbn formularen igen på {address}.",
            address=full(address),
        ),
    )


def nothing_stands() -> str:
    """Say that nothing is there of what a form was to follow."""
    return _("Det, du rettede i, findes ikke mere. Din tekst står her endnu; gem den, så gemmes den som ny.")
