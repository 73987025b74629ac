"""A page laid out: heading, the sentence that sums it up, notices, filters, tiles and panels."""

from collections.abc import Sequence
from dataclasses import replace

from data_access.numbers import sources
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import background, html
from layouts.parts.answers import answer, at_month, panels_of, summed_up
from layouts.parts.attributes import data
from layouts.parts.declarations import Content, Headline, Page
from layouts.parts.filterbar import filterbar
from layouts.parts.freshness import freshness, sources_of
from layouts.parts.html import Component
from layouts.parts.panels import panel
from layouts.parts.tiles import tile, words_tile
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, Filters, to_query
from vocabulary.language import _


def lay_out(
    page: Page, pages: Sequence[Page], snapshot: Snapshot, filters: Filters, notices: Sequence[str]
) -> Component:
    """Return the whole page, answered."""
    contents = [answer(each, snapshot, filters) for each in panels_of(page) if each.shows(snapshot, filters)]
    return html.Div(
        [
            html.Div(
                [
                    html.H1(page.heading(snapshot, filters)),
                    *page.lead(snapshot, filters),
                    html.P(summed_up(page, snapshot, filters), id="summary", className="summary"),
                    *background.mark(contents),
                    *_late(snapshot, contents),
                    *_demonstration(snapshot),
                ],
                id="page-head",
                className="page-head",
            ),
            filterbar(page, snapshot, filters),
            html.Div(_notices(notices), id="notices"),
            *_tiles(page, pages, snapshot, filters),
            html.Div([panel(page, content) for content in contents], id="panels", className="panels"),
            _freshness(snapshot, contents),
        ],
        className=f"page page-{page.key}",
        **data(version=snapshot.version),
    )


def late(snapshot: Snapshot, contents: Sequence[Content]) -> list[str]:
    """Say which of the sources of what is shown are late."""
    return sources.late(
        snapshot, list(dict.fromkeys(key for content in contents for key in content.panel.sources))
    )


def _late(snapshot: Snapshot, contents: Sequence[Content]) -> list[Component]:
    said = " ".join(late(snapshot, contents))
    return [html.P(said, className="late")] if said else []


def _demonstration(snapshot: Snapshot) -> list[Component]:
    words = demonstration_words(snapshot)
    if not words:
        return []
    parts: list[Component | str] = [
        html.Strong(_("Demonstrationsdata.")),
        " ",
        words.removeprefix(_("Demonstrationsdata.")).strip(),
    ]
    return [html.P(parts, className="demonstration")]


def demonstration_words(snapshot: Snapshot) -> str:
    """Say that the figures are a demonstration's; '' when they are not."""
    if not snapshot.demonstration:
        return ""
    about = _(
        "De offentliggjorte nøgletal er gengivet; resten er dannet, så det ligner. Uret står på {day}.",
        day=text.day(snapshot.now.date()),
    )
    ends = [snapshot.coverage.through(source) for source in snapshot.names("sources")]
    if any(end and end > snapshot.now.date() for end in ends):
        about += " " + _("Enkelte tal er fra en senere kilde og bærer dens år.")
    return _("Demonstrationsdata.") + " " + about


def _notices(notices: Sequence[str]) -> list[Component]:
    if not notices:
        return []
    lines = [html.P(notice) for notice in notices]
    return [html.Div(lines, className="notices", role="alert")]


def _tiles(page: Page, pages: Sequence[Page], snapshot: Snapshot, filters: Filters) -> list[Component]:
    if page.headlines:
        asked = at_month(filters)
        shown = [each for each in page.headlines if each.shows(snapshot, asked)]
        return [_group(_("Nøgletal"), page, shown, snapshot, asked)] if shown else []
    # The overview has no tiles of its own: it shows what the other pages give it.
    if page.path == "/":
        asked = replace(at_month(filters), month=None)
        subjects = [
            each
            for each in pages
            if each.panels
            and each.is_subject
            and each.has_data(snapshot, asked)
            and (each.overview or not background.is_background(each, snapshot, asked))
        ]
        return [html.Div([_subject(each, snapshot, asked) for each in subjects], className="groups")]
    return []


def _subject(page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    shown = [each for each in page.given(snapshot) if each.shows(snapshot, filters)]
    if shown:
        return _group(_(page.name), page, shown, snapshot, filters)
    # A subject without monthly figures is there with its sentence.
    inner = html.Li(words_tile(page, snapshot, filters), id=f"tile-{page.key}-0")
    heading = html.H2(_(page.name), className="group-title")
    return html.Section([heading, html.Ul([inner], className="tiles")], className="group group-1")


def _group(
    name: str, page: Page, headlines: Sequence[Headline], snapshot: Snapshot, filters: Filters
) -> Component:
    tiles = [
        html.Li(tile(each, page, snapshot, filters), id=f"tile-{page.key}-{place}")
        for place, each in enumerate(headlines)
    ]
    month = html.Span(text.month(filters.last), id=f"group-{page.key}", className="group-month")
    return html.Section(
        [html.H2([name, " ", month], className="group-title"), html.Ul(tiles, className="tiles")],
        className=f"group group-{min(len(headlines), 4)}",
    )


def _freshness(snapshot: Snapshot, contents: Sequence[Content]) -> Component:
    found = sources_of(contents, snapshot)
    if not found:
        return html.Section(id="sources")
    lines = [html.Li(freshness(snapshot, source)) for source in found]
    return html.Section(
        [html.H2(_("Hvor tallene kommer fra"), className="foot-title"), html.Ul(lines, id="sources")],
        className="freshness",
    )


def no_figures() -> Component:
    """Return what is shown while there is nothing to show: no snapshot has ever been read."""
    return html.Div(
        [
            html.H1(_("Der er ingen tal endnu")),
            html.P(
                _(
                    "Pejling har endnu ikke læst nogen tal i driftsdatabasen og har ingen tidligere at vise. Siden "
                    "prøver selv igen. Bliver det ved, så sig det til dem, der driver Pejling."
                ),
                className="summary",
            ),
        ],
        className="page",
        **data(version=""),
    )


def not_found() -> Component:
    """Return the page for an address that leads nowhere."""
    return html.Div(
        [
            html.H1(_("Siden findes ikke")),
            html.P(
                _("Adressen fører ikke til en side i Pejling. Vælg en side i menuen øverst."),
                className="summary",
            ),
            html.P(html.A(_("Gå til overblikket"), href="/" + to_query(NOTHING_CHOSEN), **data(nav="page"))),
        ],
        className="page",
    )
