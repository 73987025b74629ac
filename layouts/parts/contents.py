"""The list of a page's sections, each a link to its heading: what is far down a phone is one choice away."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.declarations import Content
from layouts.parts.html import Component
from vocabulary.language import _

LEAST = 3  # sections, of which a list is of use where one is seen at a time
LONG = 5  # sections that are more than three screens, also where two stand side by side


def place(key: str) -> Component:
    """Return what an address points at with `#key`, also where no script runs: it stands first in a heading."""
    return html.Span(id=key, className="place")


def on_this_page(contents: Sequence[Content]) -> list[Component]:
    """Return the folded list of the sections; nothing where there are few."""
    if len(contents) < LEAST:
        return []
    links = [
        html.Li(html.A(each.panel.title(each.snapshot, each.filters), href=f"#{each.panel.key}"))
        for each in contents
    ]
    # On a phone the fold stands beside what is chosen, and has room for a word.
    words = [
        html.Span(_("På denne side"), className="wide-only"),
        html.Span(_("Afsnit"), className="narrow-only"),
    ]
    listed = html.Ul(links, id="contents", className="contents-list", **data(plain="yes"))
    fold = html.Details([html.Summary(words), listed], className="contents-fold")
    classes = "contents contents-long" if len(contents) >= LONG else "contents"
    return [html.Nav(fold, className=classes, **aria(label=_("På denne side")))]
