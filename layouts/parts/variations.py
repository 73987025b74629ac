"""Natural variation in words and signs: is the newest change real, and can the target be expected to be met?"""

from dash import html
from dash.development.base_component import Component

from data_access.numbers.variation import LEAST, RUN, Assurance, Sign, Variation
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import Metric

SIGNS: dict[Sign, str] = {
    "improving": N_("Reel bedring"),
    "worsening": N_("Reel forværring"),
    "moved": N_("Reel ændring"),
    "usual": N_("Sædvanlig variation"),
}
# By rule, and whether the figure lies high or rises.
REASONS = {
    ("outside", True): N_("det seneste tal ligger over det sædvanlige"),
    ("outside", False): N_("det seneste tal ligger under det sædvanlige"),
    ("run", True): N_("tallet har ligget over sit gennemsnit i {run} måneder i træk"),
    ("run", False): N_("tallet har ligget under sit gennemsnit i {run} måneder i træk"),
    ("trend", True): N_("tallet er steget i {run} måneder i træk"),
    ("trend", False): N_("tallet er faldet i {run} måneder i træk"),
    ("near", True): N_("to af de seneste tre tal ligger højt i det sædvanlige"),
    ("near", False): N_("to af de seneste tre tal ligger lavt i det sædvanlige"),
    ("", False): N_("det seneste tal ligner de foregående"),
}
ASSURANCES: dict[Assurance, str] = {
    "meets": N_("Målet kan ventes nået hver måned"),
    "misses": N_("Målet kan ikke ventes nået, som det går nu"),
    "either": N_("Målet kan ventes nået nogle måneder og andre ikke"),
}


def variation(found: Variation, metric: Metric, name: str) -> Component:
    """Return the line of signs and words under a panel's sentence; `name` is what the figure is called."""
    if found.unsteady:
        return html.P(_unsteady(name), className="variation")
    if found.limits is None:
        return html.P(_too_few(found), className="variation")
    parts = [_signed(found.sign, _("{sign}: {reason}.", sign=_(SIGNS[found.sign]), reason=_reason(found)))]
    if found.assurance:
        parts.append(_signed(found.assurance, _(ASSURANCES[found.assurance]) + "."))
    low, high = (_written(each, metric) for each in (found.limits.low, found.limits.high))
    limits = _("{name}: sædvanligvis fra {low} til {high}.", name=name, low=low, high=high)
    return html.P([*parts, html.Span(limits)], className="variation")


def _signed(sign: str, words: str) -> Component:
    return html.Span([html.Span(className=f"sign sign-{sign}"), words], className="signed")


def _reason(found: Variation) -> str:
    reason = REASONS[found.rule, found.rising]
    # Seven points that all lie higher than the one before them are six rises.
    return _(reason, run=RUN - 1 if found.rule == "trend" else RUN) if "{run}" in reason else _(reason)


def _unsteady(name: str) -> str:
    return _(
        "{name} har ikke svinget om ét niveau, så det kan ikke siges, hvad der er sædvanligt. En note kan mærke, "
        "hvornår niveauet skiftede.",
        name=name,
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
    return text.quantity(
        value, metric.unit, max(metric.decimals, 1) if metric.unit == "%" else metric.decimals
    )
