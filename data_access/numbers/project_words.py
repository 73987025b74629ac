"""What a project's report says in words: its light, its delay, its age, and where its light comes from."""

from data_access.numbers.tolerances import WEEKS_A_MONTH, WORST
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.status import Level

LEVELS: dict[str, Level] = {"green": "good", "yellow": "near", "red": "missed", "grey": "unknown"}
WORDS: dict[str, str] = {
    "green": N_("Grøn"),
    "yellow": N_("Gul"),
    "red": N_("Rød"),
    "grey": N_("Uden lys"),
}
UNKNOWN = N_("Kan ikke beregnes")


def light_word(light: str, status: str) -> str:
    """Return the word of a light, with the source's own where it says more."""
    if not status or status.casefold() in (light, WORDS[light].casefold()):
        return _(WORDS[light])
    return status if light == "grey" else f"{_(WORDS[light])} ({text.quoted(status)})"


def age_words(month: str, months: int) -> str:
    """Say of when a report is, and how many months old."""
    when = text.capital(text.month(month))
    if not months:
        return when
    return ngettext("{month}, {n} måned gammel", "{month}, {n} måneder gammel", months, month=when, n=months)


def weeks_words(delay: float | None) -> str:
    """Write a delay in weeks; one below nought is a lead."""
    if delay is None:
        return _("Ikke oplyst")
    size = text.number(abs(delay))
    if not text.rounded(delay):
        return _("Ingen")
    if delay < 0:
        return ngettext("{n} uge foran", "{n} uger foran", abs(delay), n=size)
    return ngettext("{n} uge", "{n} uger", delay, n=size)


def why_words(delay: float | None, overrun: float | None, *, is_judged: bool) -> str:
    """Say what a computed light comes from: delay (weeks) and overrun (a share of the budget)."""
    parts = []
    if delay is not None:
        parts.append(_late(delay))
    if overrun is not None:
        parts.append(over_words(overrun))
    if not parts:
        return _("Hverken forsinkelse eller økonomi er oplyst.")
    said = text.capital(text.listing(parts))
    return text.prose(said, "" if is_judged else _("Der mangler tolerancer at beregne lyset efter"))


def over_words(overrun: float | None) -> str:
    """Say how far a forecast lies above its budget; `overrun` is a share of it."""
    if overrun is None:
        return _("Ikke oplyst")
    over = text.quantity(100 * overrun, "%", 1)
    return _("{over} over budgettet", over=over) if overrun > 0 else _("inden for budgettet")


def _late(delay: float) -> str:
    months = text.number(delay / WEEKS_A_MONTH, 1)
    if delay < 0 and text.rounded(delay):
        return weeks_words(delay)
    if delay <= 0 or not text.rounded(delay / WEEKS_A_MONTH, 1):
        return _("ikke forsinket")
    return _("{months} måneder forsinket", months=months)


def disagrees_words(own: str, light: str) -> str:
    """Say which is worse, a project's own light or the computed one; '' where they agree or one is not there."""
    if "grey" in (own, light) or own == light:
        return ""
    if WORST.index(own) < WORST.index(light):
        return _("Projektet vurderer sig selv strengere end tallene.")
    return _("Tallene er værre end projektets egen vurdering.")
