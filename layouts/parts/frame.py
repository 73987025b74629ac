"""The frame around every page: name, navigation, language, theme, the line about the figures' age, and the foot.

What the frame says comes with the answer, because the bare frame is asked for without an address, and so
without a language.
"""

from collections.abc import Sequence

from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.declarations import Page
from layouts.parts.html import Component
from vocabulary import language
from vocabulary.filters import NOTHING_CHOSEN, Choices, Filters, carried, to_query
from vocabulary.language import LANGUAGES, Language, _

NAMES: dict[Language, str] = {"da": "Dansk", "en": "English"}
Frame = list[Component]
SEARCH, MOST_ASKED = "/soeg", 80
ME = "/mig"
REPORTS = "/rapport"
THEME = "/tema/"


def header(
    links: Component | None, other: Component, *, has_search: bool = True, has_me: bool = False
) -> Frame:
    """Return the header, with the links to the pages, the search, and the link to the other language.

    `has_me` says that one signs in here: the page that says who one is, is the same for all but for what it says. Where
    a window is narrow, the pages, the language and the theme stand behind the fold `menu`, which shows them as what
    follows it: so it works without scripts, and what is in no fold is never hidden where there is room.
    """
    return [
        html.A(_("Gå til indholdet"), href="#main", className="skip-link"),
        html.A(
            [html.Span(className="brand-mark"), "Pejling"],
            href="/" + to_query(NOTHING_CHOSEN),
            className="brand",
            **data(nav="page"),
            **aria(label=_("Pejling, forsiden")),
        ),
        html.Details(html.Summary(_("Menu")), id="menu", className="menu"),
        html.Nav(
            links, id="navigation", className="navigation", **data(plain="yes"), **aria(label=_("Sider"))
        ),
        *([_search()] if has_search else []),
        other,
        *([html.A(_("Mig"), href=ME + to_query(NOTHING_CHOSEN), className="me-link")] if has_me else []),
        html.Button(
            _("Mørkt tema"), id="theme", type="button", className="theme-switch", **aria(pressed=False)
        ),
        html.Span(_themes(), id="themes", className="unscripted", **data(plain="yes")),
    ]


def _themes() -> list[Component]:
    """Return the links that choose a theme where no script does, of which the one to the other theme is seen."""
    ways = (("moerkt", _("Mørkt tema"), "only-light"), ("lyst", _("Lyst tema"), "only-dark"))
    return [
        html.A(
            words,
            href=THEME + name + to_query(NOTHING_CHOSEN),
            rel="nofollow",
            className=f"theme-switch {seen}",
        )
        for name, words, seen in ways
    ]


def _search() -> Component:
    """Return the field to search with, and the way to the page that does it, which is all that a phone has room for."""
    page = html.A(
        html.Span(_("Søg i Pejling"), className="visually-hidden"),
        href=SEARCH + to_query(NOTHING_CHOSEN),
        className="search-link",
    )
    return html.Div([search_form(), page], id="search", className="search", **data(plain="yes"))


def search_form() -> Component:
    """Return the field to search with: a plain form, which is answered as a page.

    `assets/search.js` shows the first of the answer beforehand, and takes along what is chosen on the page.
    """
    field = html.Input(
        id="search-field",
        name="q",
        type="search",
        placeholder=_("Søg"),
        autocomplete="off",
        maxlength=MOST_ASKED,
        className="search-field",
    )
    label = html.Label(_("Søg i Pejling"), htmlFor="search-field", className="visually-hidden")
    return html.Form([label, field], action=SEARCH, method="get", role="search", className="search-form")


def foot(links: Component | None) -> Frame:
    """Return the foot: what Pejling is, and the ways to the pages about the figures and to the data."""
    return [
        html.P(_("Pejling viser, hvordan regionens it, medico og telefoni kører.")),
        *(
            [
                html.Nav(
                    links, id="about", className="about", **data(plain="yes"), **aria(label=_("Om tallene"))
                )
            ]
            if links
            else []
        ),
        html.P(
            [
                html.A(_("Rapporter"), href=REPORTS + to_query(NOTHING_CHOSEN)),
                html.A(_("Alle data som filer"), href="/data/" + to_query(NOTHING_CHOSEN)),
            ],
            className="foot-ways",
        ),
    ]


def switch(path: str, filters: Filters, choices: Choices | None) -> Component:
    """Return the link to the same choice in the other language; the page is loaded anew with it."""
    other = next(each for each in LANGUAGES if each != language.current())
    with language.speaking(other):
        query = to_query(filters, choices)
    if other == language.DEFAULT:
        # Said outright, so that the browser forgets that another was chosen.
        query += f"{'&' if query else '?'}sprog={other}"
    return html.A(
        NAMES[other],
        id="language",
        href=path + query,
        lang=other,
        hrefLang=other,
        className="language-switch",
    )


def navigation(
    pages: Sequence[Page], current: Page | None, filters: Filters, snapshot: Snapshot
) -> Component:
    """Return the links to the pages, which carry the period, the hospital and the organisation along."""
    query = to_query(carried(filters), snapshot.choices)
    at = current.path if current else None
    return html.Ul([html.Li(_link(page, query, here=page.path == at)) for page in pages])


def _link(page: Page, query: str, *, here: bool) -> Component:
    more = aria(current="page") if here else {}
    return html.A(_(page.name), href=page.path + query, **data(nav="page"), **more)
