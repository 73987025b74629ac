"""Natural variation in words and signs: is the newest change real, and can the target be expected to be met?"""

import math

from data_access.numbers.variation import (
    LEAST,
    STREAK,
    Assurance,
    Sign,
    Variation,
    places_of,
)
from data_access.numbers.xmr import Extreme, Limits
from layouts.parts import html
from layouts.parts.hints import hint
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import Metric

TINY = 1e-9
SIGNS: dict[Sign, str] = {
    "improving": N_("Bedre end sædvanligt"),
    "worsening": N_("Dårligere end sædvanligt"),
    "moved": N_("Anderledes end sædvanligt"),
    "usual": N_("Som sædvanligt"),
}
# What the icons of assurance say in a few words; `weigh` says it with the sign in a sentence.
OUTLOOKS: dict[Assurance, str] = {
    "meets": N_("Når målet, som det går nu"),
    "either": N_("Kan svinge til begge sider af målet"),
    "misses": N_("Når ikke målet, som det går nu"),
}
# By rule, and whether the figure lies high or rises.
REASONS = {
    ("outside", True): N_("det seneste tal er usædvanligt højt"),
    ("outside", False): N_("det seneste tal er usædvanligt lavt"),
    ("run", True): N_("tallet har ligget over sit gennemsnit i {run} måneder i træk"),
    ("run", False): N_("tallet har ligget under sit gennemsnit i {run} måneder i træk"),
    ("trend", True): N_("tallet er steget {run} måneder i træk"),
    ("trend", False): N_("tallet er faldet {run} måneder i træk"),
    ("near", True): N_("to af de seneste tre tal er usædvanligt høje"),
    ("near", False): N_("to af de seneste tre tal er usædvanligt lave"),
    ("", False): N_("det seneste tal ligger inden for de sædvanlige udsving"),
}
EXTREMES: dict[Extreme, str] = {
    "highest": N_(
        "det seneste tal er det højeste af de {n} hele måneder, men ikke højere, end tilfældige udsving kan gøre det"
    ),
    "lowest": N_(
        "det seneste tal er det laveste af de {n} hele måneder, men ikke lavere, end tilfældige udsving kan gøre det"
    ),
}
# Sign and target weighed in one sentence: what the one says must not stand against the other.
WEIGHED: dict[tuple[Sign, Assurance], str] = {
    ("improving", "meets"): N_("Som det går nu, bliver målet nået hver måned."),
    ("improving", "misses"): N_("Fremgangen er ikke nok: som det går nu, bliver målet ikke nået."),
    ("improving", "either"): N_("Som det går nu, bliver målet nået i nogle måneder og ikke i andre."),
    ("worsening", "meets"): N_("Bliver det ikke værre, bliver målet stadig nået hver måned."),
    ("worsening", "misses"): N_("Som det går nu, bliver målet ikke nået."),
    ("worsening", "either"): N_("Fortsætter det, bliver målet nået i færre måneder."),
    ("usual", "meets"): N_("Som det går nu, bliver målet nået hver måned."),
    ("usual", "misses"): N_("Som det går nu, bliver målet ikke nået."),
    ("usual", "either"): N_("Som det går nu, bliver målet nået i nogle måneder og ikke i andre."),
}
# … and where chance can bring the figure to either side of the target, but all its months, or none, have reached it.
NEVER: dict[Sign, str] = {
    "improving": N_("Målet er hidtil ikke nået, men er nu inden for det, tallet kan svinge til."),
    "usual": N_("Målet er hidtil ikke nået, men ligger inden for det, tallet kan svinge til."),
    "worsening": N_("Målet er hidtil ikke nået, og det går den forkerte vej."),
}
ALWAYS: dict[Sign, str] = {
    "improving": N_("Målet er hidtil nået hver måned, men tallet kan svinge til den forkerte side af det."),
    "usual": N_("Målet er hidtil nået hver måned, men tallet kan svinge til den forkerte side af det."),
}
# … and where it has come to lie on one side of the target for a while, as of late.
LATELY: dict[Sign, str] = {
    "improving": N_("Målet er nået i de seneste {n} måneder."),
    "usual": N_(
        "Målet er nået i de seneste {n} måneder, men tallet kan svinge til den forkerte side af det."
    ),
}
NOT_LATELY: dict[Sign, str] = {
    "worsening": N_("Målet er ikke nået i de seneste {n} måneder."),
    "usual": N_(
        "Målet er ikke nået i de seneste {n} måneder, men ligger inden for det, tallet kan svinge til."
    ),
}


def variation(found: Variation, metric: Metric, name: str, of: float | None = None) -> Component:
    """Return the line of signs and words under a panel's sentence; `name` is what the figure is called.

    Of a share of things that are counted, `of` is how many there are.
    """
    if found.limits is None:
        return html.P(words(found), className="variation")
    parts = [_signed(found.sign, words(found))]
    if weighed := weigh(found):
        parts.append(_signed(found.assurance, weighed))
    return html.P([*parts, html.Span(usual(found.limits, metric, name, of))], className="variation")


def usual(limits: Limits, metric: Metric, name: str, of: float | None = None) -> str:
    """Say between what a figure usually lies: of things that are counted, as so many of all."""
    if of:
        fewest, most = math.ceil(limits.low * of / 100 - TINY), math.floor(limits.high * of / 100 + TINY)
        said = {"low": text.number(fewest), "high": text.number(most), "of": text.number(of)}
        if fewest < most:
            return _("{name}: sædvanligvis fra {low} til {high} af {of}.", name=name, **said)
    low, high = (_written(each, metric) for each in (limits.low, limits.high))
    if low == high:
        return _("{name}: sædvanligvis {low}.", name=name, low=low)
    return _("{name}: sædvanligvis fra {low} til {high}.", name=name, low=low, high=high)


def icon(found: Variation | None) -> list[Component]:
    """Return the sign of a tile, with its reason for those who point at it or hear it; none where none is known."""
    if found is None or found.limits is None:
        return []
    said = words(found)
    hidden = html.Span(said, className="visually-hidden")
    return [html.Span([hidden], className=f"sign sign-{found.sign}", title=said)]


def words(found: Variation) -> str:
    """Say whether the newest figure is a real change, and by what rule; or why that cannot be said."""
    if found.unsteady:
        return _unsteady()
    if found.limits is None:
        return _too_few(found)
    return _("{sign}: {reason}.", sign=_(SIGNS[found.sign]), reason=_reason(found))


def weigh(found: Variation) -> str:
    """Say whether the target can be expected to be met, in words that go with the sign; '' without a target."""
    weighed = WEIGHED.get((found.sign, found.assurance))
    if found.assurance == "either" and found.so_far:
        weighed = (ALWAYS if found.so_far == "always" else NEVER).get(found.sign, weighed)
    elif found.assurance == "either" and abs(found.streak) >= STREAK:
        weighed = (LATELY if found.streak > 0 else NOT_LATELY).get(found.sign, weighed)
    return _(weighed, n=abs(found.streak)) if weighed else ""


def _signed(sign: str, words: str) -> Component:
    return html.Span([html.Span(className=f"sign sign-{sign}"), words], className="signed")


def _reason(found: Variation) -> str:
    if not found.rule and found.extreme:
        return _(EXTREMES[found.extreme], n=text.number(found.points))
    reason = REASONS[found.rule, found.rising]
    return _(reason, run=found.length) if found.length else _(reason)


def _unsteady() -> str:
    return text.prose(
        _("Tallets niveau har flyttet sig undervejs, så der er ikke et normalt niveau at sammenligne med."),
        hint(_("En note kan mærke, hvornår niveauet skiftede.")),
    )


def _too_few(found: Variation) -> str:
    if not found.points:
        return _("Der er ingen hele måneder at vise udsving for.")
    if found.shifted:
        return ngettext(
            "Niveauet skiftede i {month}. Der er {n} hel måned siden da; der skal {least} til at skelne en reel "
            "ændring fra tilfældige udsving.",
            "Niveauet skiftede i {month}. Der er {n} hele måneder siden da; der skal {least} til at skelne en reel "
            "ændring fra tilfældige udsving.",
            found.points,
            n=found.points,
            month=text.month(found.shifted),
            least=LEAST,
        )
    return ngettext(
        "Der er tal for {n} hel måned; der skal {least} til at skelne en reel ændring fra tilfældige udsving.",
        "Der er tal for {n} hele måneder; der skal {least} til at skelne en reel ændring fra tilfældige udsving.",
        found.points,
        n=found.points,
        least=LEAST,
    )


def _written(value: float, metric: Metric) -> str:
    return text.quantity(value, metric.unit, places_of(metric))
