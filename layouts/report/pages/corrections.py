"""What the database tells differently today from what was printed: the substantial first on the page."""

from collections.abc import Sequence
from typing import Any

from layouts.parts import html
from layouts.parts.html import Component
from vocabulary import language, text
from vocabulary.language import _, ngettext

MOST_SHOWN = 100  # corrections: whoever loaded ten years anew has the rest in the figures themselves


def corrected_first(found: Sequence[Any], spoken: str) -> list[Component]:
    """Say first that a light, a rank or a headline is another today, where one is; `spoken` is the edition's language,
    in which it is told what."""
    turned = [each for each in found if each.is_substantial]
    if not turned:
        return []
    said = ngettext(
        "{n} sted i udgaven siger noget andet i dag.",
        "{n} steder i udgaven siger noget andet i dag.",
        len(found),
        n=text.number(len(found)),
    )
    turns = list(dict.fromkeys(turn for each in turned for turn in each.turns))
    link = html.A(_("Se, hvad der er rettet"), href="#rettet")
    return [
        html.Div(
            [
                html.P([html.Strong(said), " ", link]),
                html.Ul([html.Li(each) for each in turns[:5]], lang=spoken),
            ],
            className="notices report-notice report-substantial",
            role="note",
        )
    ]


def corrected_list(found: Sequence[Any], spoken: str) -> list[Component]:
    """Return all that is corrected, the substantial first; nothing where nothing is.

    What stood and what it is today are told in the edition's language, `spoken`, and so is all of their sentences.
    """
    if not found:
        return []
    with language.speaking(language.named(spoken) or language.DEFAULT):
        items = [_item(each) for each in found[:MOST_SHOWN]]
    rest = len(found) - MOST_SHOWN
    more = [html.P(_("Og {n} til.", n=text.number(rest)))] if rest > 0 else []
    return [
        html.Section(
            [
                html.H2(_("Rettet siden udgivelsen"), id="rettet"),
                html.P(
                    _("Sådan fortæller databasen det i dag. Det udgivne er uændret."), className="report-of"
                ),
                html.Ul(items, className="report-said", lang=spoken),
                *more,
            ],
            className="report-beside",
        )
    ]


def _item(of: Any) -> Component:
    return html.Li(
        [
            *([html.P(of.panel, className="report-of")] if of.panel else []),
            html.P(of.said),
            *([html.P(of.cause, className="report-of")] if of.cause else []),
            *([html.P(text.listing(list(of.turns)), className="report-none")] if of.turns else []),
        ],
        className="report-turned" if of.is_substantial else "",
    )
