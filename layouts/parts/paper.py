"""What a page says on paper and not on the screen: what was chosen, how old the figures are, where they are from.

On the screen the lists, the links and the hints say it. `assets/print.css` shows it, `assets/print.js` completes it
with what only the browser knows: the whole address, and when it was printed.
"""

from collections.abc import Sequence

from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar_words import also_chosen, in_words
from layouts.parts.freshness import freshness, sources_of
from layouts.parts.html import Component
from layouts.parts.tables import mark
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.filters import Filters, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import WORDS, Level

KEY: tuple[Level, ...] = ("good", "near", "missed", "unknown")


def paper_head(page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    """Return what stands under the heading: the choice in words, the age of the figures, and the address."""
    chosen = " · ".join([in_words(page, snapshot, filters), *also_chosen(page, snapshot, filters)])
    read = _("Tallene er læst {moment}.", moment=text.moment(snapshot.now))
    lines = [
        html.P(chosen, className="paper-choice"),
        html.P([read, " ", html.Span(className="paper-printed")], className="paper-age"),
        html.P(full(page.at(filters) + to_query(filters)), className="paper-address"),
    ]
    return html.Div(lines, id="paper-head", className="paper paper-head", **data(plain="yes"))


def paper_foot(page: Page, snapshot: Snapshot, filters: Filters, contents: Sequence[Content]) -> Component:
    """Return what stands at the end: what the marks mean, and each source with its last day, by its date."""
    sources = _sources(page, snapshot, filters, contents)
    found = [html.Li(freshness(snapshot, source, absolute=True)) for source in sources]
    key = [
        html.Li([mark(level, _(WORDS[level])), html.Span(_(WORDS[level]), **aria(hidden=True))])
        for level in _levels(contents)
    ]
    parts: list[Component] = []
    if key:
        parts += [html.H2(_("Mærkerne"), className="foot-title"), html.Ul(key, className="paper-key")]
    if found:
        parts += [html.H2(_("Hvor tallene kommer fra"), className="foot-title"), html.Ul(found)]
    return html.Div(parts, id="paper-foot", className="paper paper-foot", **data(plain="yes"))


def _levels(contents: Sequence[Content]) -> list[Level]:
    """Return the levels that stand on the page by the words that they have everywhere; a project's light has others."""
    rows = [row for content in contents if {"level", "word"} <= set(content.table) for row in content.records]
    return [
        level
        for level in KEY
        if any(row["level"] == level and row["word"] == _(WORDS[level]) for row in rows)
    ]


def _sources(page: Page, snapshot: Snapshot, filters: Filters, contents: Sequence[Content]) -> list[str]:
    """Return the sources of the panels and the tiles, each once."""
    shown = [METRICS[each.metric].source for each in page.headlines if each.shows(snapshot, filters)]
    return list(dict.fromkeys([*sources_of(contents, snapshot), *shown]))
