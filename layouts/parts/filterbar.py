"""The bar of filters: what is chosen, in lists and in words, with a reset and a link to copy.

The lists carry the names of the address's parameters; `assets/address.js` writes the address when one is
changed. Nothing else holds the choice.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl

from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.attributes import aria, data, leading
from layouts.parts.contents import on_this_page
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar_lists import list_of
from layouts.parts.filterbar_words import also_chosen, comparing, in_words, picked
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.filters import (
    EVERYTHING,
    NOTHING_CHOSEN,
    Filters,
    to_query,
)
from vocabulary.language import _

# The parameter that says that a form was sent: its answer has the address that scripts would write.
CHOOSE = "valg"


def filterbar(
    page: Page, snapshot: Snapshot, filters: Filters, contents: Sequence[Content] = ()
) -> Component:
    """Return the bar with the lists that the page can use; a page that can use none has only the link to copy.

    It stays while the page is scrolled, and so the list of the page's sections stands in it.
    """
    shown = [list_of(name, page, snapshot, filters) for name in (*page.filters, *comparing(page))]
    said = in_words(page, snapshot, filters)
    words = html.P(said, id="filters-words", className="filters-words")
    return html.Section(
        [
            *([_toggle(page, snapshot, filters, said), _form(page, filters, shown)] if shown else []),
            html.Div(
                [words, *_actions(page, snapshot, filters), *_links(page, filters)], className="filters-state"
            ),
            html.Div(on_this_page(contents), id="on-this-page", className="on-this-page"),
            html.Ul(
                _chips(page, snapshot, filters),
                id="chips",
                className="chips",
                **data(plain="yes"),
                **aria(label=_("Valgt")),
            ),
        ],
        id="filterbar",
        className="filterbar" if shown else "filterbar filterbar-plain",
        **aria(label=_("Det viste udsnit")),
    )


def _toggle(page: Page, snapshot: Snapshot, filters: Filters, said: str) -> Component:
    # Folded it is all that is told of the choice, so the button says what else has been chosen too.
    also = "".join(f" · {each}" for each in also_chosen(page, snapshot, filters))
    return html.Button(
        [html.Span(_("Vælg:") + " ", className="visually-hidden"), said + also],
        type="button",
        id="filters-toggle",
        className="filters-toggle",
        **aria(expanded=False, controls="filters"),
        **data(toggle="filters"),
    )


def _form(page: Page, filters: Filters, lists: Sequence[Component]) -> Component:
    return html.Form(
        [
            html.Div(lists, id="filters", className="filters", role="group", **aria(label=_("Filtre"))),
            _without_scripts(page, filters),
        ],
        action=page.path,
        method="get",
        autoComplete="off",  # a list stands on what the page shows, and not on what a browser remembers
        className="filters-form",
    )


def _without_scripts(page: Page, filters: Filters) -> Component:
    """Return what makes the lists a form that is sent: the rest of the address, and a button."""
    kept = [
        html.Input(type="hidden", name=name, value=value)
        for name, value in parse_qsl(to_query(filters).removeprefix("?"))
        if name not in (*page.filters, *comparing(page))
    ]
    button = html.Button(_("Vis"), name=CHOOSE, value="1", type="submit", className="filters-send")
    return html.Span([*kept, button], id="filters-rest", className="unscripted", **data(plain="yes"))


def _chips(page: Page, snapshot: Snapshot, filters: Filters) -> list[Component]:
    """Return what has been picked by a click or a list, each with a cross that lets go of it."""
    return [
        html.Li(_chip(page, snapshot, filters.picking(name, None), f"{label}: {value}"))
        for name, (label, value) in picked(page, snapshot, filters).items()
    ]


def _chip(page: Page, snapshot: Snapshot, without: Filters, words: str) -> Component:
    href = page.at(without) + to_query(without, snapshot.choices)
    cross = html.Span("×", **aria(hidden=True))
    return html.A(
        [words, " ", cross],
        href=href,
        className="chip",
        **data(nav="stay"),
        **aria(label=_("{choice}. Fjern", choice=words)),
    )


def _actions(page: Page, snapshot: Snapshot, filters: Filters) -> list[Component]:
    of_all = replace(filters, in_path="")
    return [
        html.A(
            _("Nulstil"),
            href=page.at(filters) + to_query(NOTHING_CHOSEN),
            className="quiet-link",
            **data(nav="stay"),
        ),
        # It comes and goes with a hospital, and nothing beside it may move in the page's tree.
        html.Span(_of_region(page, snapshot, filters), id="of-region", **data(plain="yes")),
        html.A(
            _("Hent siden til Excel"),
            id="download-page",
            href=f"/data/{page.key}.xlsx{to_query(of_all)}",
            className="quiet-link",
            download="",
        ),
    ]


def _of_region(page: Page, snapshot: Snapshot, filters: Filters) -> list[Component]:
    """Return the link to the same for the whole region, where a hospital is chosen: the address says so outright."""
    if filters.hospital is None or "hospital" not in page.filters or page.in_path:
        return []
    query = to_query(replace(filters, hospital=None), snapshot.choices).removeprefix("?")
    return [
        html.A(
            _("Hele regionen"),
            href=f"{page.path}?hospital={EVERYTHING}{'&' if query else ''}{query}",
            className="quiet-link",
            **data(nav="stay"),
        )
    ]


def _links(page: Page, filters: Filters) -> list[Component]:
    """Return what copies the address: as it stands, and where there are months, the one that follows the newest."""
    whole = page.at(filters) + to_query(filters)
    if "til" not in page.filters:
        return [_copy("copy-link", _("Kopiér link"), whole, _("Linket er kopieret"))]
    newest = page.at(filters) + to_query(replace(filters, first="", last="", month=None))
    months = list(dict.fromkeys(text.month(each) for each in (filters.first, filters.last)))
    shown = months if "fra" in page.filters else months[-1:]
    these = _("disse måneder") if len(shown) > 1 else _("denne måned")
    return [
        html.Span(
            [
                _("Kopiér link til") + " ",
                _copy("copy-link", these, whole, _("Linket viser altid {months}", months=" – ".join(shown))),
                " " + _("eller") + " ",
                _copy("copy-newest", _("altid seneste måned"), newest, _("Linket følger de nyeste tal")),
            ],
            className="copies",
        )
    ]


def _copy(key: str, words: str, address: str, done: str) -> Component:
    return html.Button(
        words, id=key, type="button", className="quiet-link", **leading(copy=address), **data(done=done)
    )
