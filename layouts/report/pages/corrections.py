"""What the database tells differently today from what was printed: the substantial first on the page."""

from collections.abc import Sequence
from typing import Any

from data_access.numbers.editions import Edition
from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.language import _, ngettext

MOST_SHOWN = 100  # corrections: whoever loaded ten years anew has the rest in the figures themselves


def corrected_first(_edition: Edition, found: Sequence[Any]) -> list[Component]:
    """Say first that a light, a rank or a headline is another today, where one is."""
    turned = [each for each in found if each.is_substantial]
    if not turned:
        return []
    said = ngettext(
        "{n} sted i udgaven siger noget andet i dag.",
        "{n} steder i udgaven siger noget andet i dag.",
        len(turned),
        n=text.number(len(turned)),
    )
    turns = list(dict.fromkeys(turn for each in turned for turn in each.turns))
    link = html.A(_("Se, hvad der er rettet"), href="#rettet")
    return [
        html.Div(
            [html.P([html.Strong(said), " ", link]), html.Ul([html.Li(each) for each in turns[:5]])],
            className="notices report-notice report-substantial",
            role="note",
        )
    ]


def corrected_list(found: Sequence[Any]) -> list[Component]:
    """Return all that is corrected, the substantial first; nothing where nothing is."""
    if not found:
        return []
    items = [
        html.Li(
            [
                *([html.P(each.panel, className="report-of")] if each.panel else []),
                html.P(each.said),
                *([html.P(each.cause, className="report-of")] if each.cause else []),
                *([html.P(text.listing(list(each.turns)), className="report-none")] if each.turns else []),
            ],
            className="report-turned" if each.is_substantial else "",
        )
        for each in found[:MOST_SHOWN]
    ]
    rest = len(found) - MOST_SHOWN
    more = [html.P(_("Og {n} til.", n=text.number(rest)))] if rest > 0 else []
    return [
        html.Section(
            [
                html.H2(_("Rettet siden udgivelsen"), id="rettet"),
                html.P(
                    _("Sådan fortæller databasen det i dag. Det udgivne er uændret."), className="report-of"
                ),
                html.Ul(items, className="report-said"),
                *more,
            ],
            className="report-beside",
        )
    ]
