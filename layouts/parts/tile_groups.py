"""Tiles in groups: a page's own, and on the overview each subject's."""

from collections.abc import Sequence

from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.declarations import Headline, Page
from layouts.parts.html import Component
from layouts.parts.tiles import tile, words_tile
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _


def groups(pages: Sequence[Page], snapshot: Snapshot, filters: Filters) -> Component:
    """Return the tiles that the subjects give to the overview, a group each."""
    return html.Div([_subject(page, snapshot, filters) for page in pages], className="groups")


def _subject(page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    shown = [each for each in page.given(snapshot) if each.shows(snapshot, filters)]
    if shown:
        return group(_(page.name), page, shown, snapshot, filters)
    # A subject without monthly figures is there with its sentence.
    inner = html.Li(words_tile(page, snapshot, filters), id=f"tile-{page.key}-0")
    heading = html.H2(_(page.name), className="group-title")
    return html.Section([heading, html.Ul([inner], className="tiles")], className="group group-1")


def group(
    name: str, page: Page, headlines: Sequence[Headline], snapshot: Snapshot, filters: Filters
) -> Component:
    """Return some tiles of a page under the name of their group and the month that they are of."""
    tiles = [
        html.Li(tile(each, page, snapshot, filters), id=f"tile-{page.key}-{place}")
        for place, each in enumerate(headlines)
    ]
    month = html.Span(text.month(filters.last), id=f"group-{page.key}", className="group-month")
    return html.Section(
        [html.H2([name, " ", month], className="group-title"), html.Ul(tiles, className="tiles")],
        className=f"group group-{min(len(headlines), 4)}",
    )
