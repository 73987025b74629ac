"""A page that says a sentence and links on."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.frame import ME
from layouts.parts.html import Component
from vocabulary.filters import NOTHING_CHOSEN, to_query
from vocabulary.language import _

Way = tuple[str, str]  # what a link is called, and where it leads: an address from our own root
SIGN_IN = "/log-ind"


def page(title: str, said: str, ways: Sequence[Way]) -> Component:
    """Return the page."""
    links = [html.Li(html.A(words, href=path)) for words, path in ways]
    return html.Div(
        [
            html.Div([html.H1(title), html.P(said, className="summary")], className="page-head"),
            *([html.Ul(links, className="ways")] if links else []),
        ],
        className="page page-access",
    )


def ways(*, is_known: bool, leads: bool) -> list[Way]:
    """Return what one can do who has been refused."""
    query = to_query(NOTHING_CHOSEN)
    if is_known:
        return [(_("Hvem er jeg logget ind som?"), ME + query)]
    return [(_("Log ind"), SIGN_IN + query)] if leads else []
