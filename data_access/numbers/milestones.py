"""When a milestone is due and how it stands, in words: of a project, and of the strategy."""

from datetime import date

from vocabulary import text
from vocabulary.language import _


def state_word(state: str) -> str:
    """Return what the state of a milestone is called."""
    return {"done": _("Nået"), "planned": _("Planlagt"), "late": _("Frist passeret, ikke meldt nået")}[state]


def due_words(due: str, precision: str) -> str:
    """Write when something is due as precisely as it is known: a day, a month or a year."""
    day = date.fromisoformat(due)
    if precision == "year":
        return f"{day:%Y}"
    return text.month(due[:7]) if precision == "month" else text.day(day)
