"""A page laid out: heading, the sentence that sums it up, notices, filters, tiles and panels."""

from collections.abc import Sequence

from data_access.numbers import sources
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import background, html
from layouts.parts.answers import answer, panels_of, summed_up
from layouts.parts.answers_run import at_month
from layouts.parts.attributes import data
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar import filterbar
from layouts.parts.freshness import freshness, sources_of
from layouts.parts.html import Component
from layouts.parts.panels import panel
from layouts.parts.paper import paper_foot, paper_head
from layouts.parts.tile_groups import group
from vocabulary import text
from vocabulary.filters import NOTHING_CHOSEN, Filters, to_query
from vocabulary.language import _


def lay_out(page: Page, snapshot: Snapshot, filters: Filters, notices: Sequence[str]) -> Component:
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
            filterbar(page, snapshot, filters, contents),
            paper_head(page, snapshot, filters),
            html.Div(told_of(notices), id="notices"),
            *_tiles(page, snapshot, filters),
            html.Div([panel(page, content) for content in contents], id="panels", className="panels"),
            _freshness(snapshot, contents),
            paper_foot(page, snapshot, filters, contents),
        ],
        className=f"page page-{page.key}",
        **data(version=snapshot.version),
    )


def late(snapshot: Snapshot, contents: Sequence[Content]) -> list[str]:
    """Say which of the sources of what is shown are late."""
    return sources.late(snapshot, list(dict.fromkeys(key for content in contents for key in content.sources)))


def _late(snapshot: Snapshot, contents: Sequence[Content]) -> list[Component]:
    said = " ".join(late(snapshot, contents))
    return [html.P(said, className="late")] if said else []


def _demonstration(snapshot: Snapshot) -> list[Component]:
    if not snapshot.demonstration:
        return []
    summary = html.Summary(
        [
            html.Strong(_("Demonstrationsdata.")),
            " ",
            _clock(snapshot),
            " ",
            html.Span(_("Mere"), className="if-shut"),
            html.Span(_("Mindre"), className="if-open"),
        ]
    )
    return [html.Details([summary, html.P(_made(snapshot))], className="demonstration print-too")]


def demonstration_words(snapshot: Snapshot) -> str:
    """Say that the figures are a demonstration's; '' when they are not."""
    if not snapshot.demonstration:
        return ""
    return " ".join([_("Demonstrationsdata."), _clock(snapshot), _made(snapshot)])


def _clock(snapshot: Snapshot) -> str:
    return _("Uret står på {day}.", day=text.day(snapshot.now.date()))


def _made(snapshot: Snapshot) -> str:
    about = _("De offentliggjorte nøgletal er gengivet; resten er dannet, så det ligner.")
    ends = [snapshot.coverage.through(source) for source in snapshot.names("sources")]
    if any(end and end > snapshot.now.date() for end in ends):
        about += " " + _("Enkelte tal er fra en senere kilde og bærer dens år.")
    return about


def told_of(notices: Sequence[str]) -> list[Component]:
    """Return the box that says what of an address could not be used; nothing where all could."""
    if not notices:
        return []
    lines = [html.P(notice) for notice in notices]
    return [html.Div(lines, className="notices", role="alert")]


def _tiles(page: Page, snapshot: Snapshot, filters: Filters) -> list[Component]:
    asked = at_month(filters)
    shown = [each for each in page.headlines if each.shows(snapshot, asked)]
    return [group(_("Nøgletal"), page, shown, snapshot, asked)] if shown else []


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


def not_found(beside: Page | None = None, said: Sequence[str] = (), query: str = "") -> Component:
    """Return the page for an address that leads nowhere.

    Where it names a thing that there is not, `said` tells it, and the page `beside` lists those that there are.
    """
    words = _("Adressen fører ikke til en side i Pejling. Vælg en side i menuen øverst.")
    if beside:
        words = text.prose(*said, _("Vælg et på listen."))
    listed = html.A(_(beside.name), href=beside.path + query, **data(nav="page")) if beside else None
    return html.Div(
        [
            html.H1(_("Siden findes ikke")),
            html.P(words, className="summary"),
            *([html.P(listed)] if listed else []),
            html.P(html.A(_("Gå til overblikket"), href="/" + to_query(NOTHING_CHOSEN), **data(nav="page"))),
        ],
        className="page",
    )
