"""What a form says where its text was not kept, or may not have been: what happened, what still holds, what to do."""

import logging

from data_access.people.asked import PATIENCE_SECONDS
from vocabulary import text
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


def nothing_stands() -> str:
    """Say that what a form was to follow is not there."""
    return _("Det, du rettede i, findes ikke mere. Din tekst står her endnu; gem den, så gemmes den som ny.")
