"""The page Søg: what was found, as links, each with its kind and where it leads."""

from collections.abc import Sequence

from layouts.parts import html
from layouts.parts.attributes import data
from layouts.parts.frame import MOST_ASKED, SEARCH
from layouts.parts.html import Component
from layouts.parts.page import told_of
from layouts.search.matching import Found
from vocabulary import language, text
from vocabulary.filters import NOTHING_CHOSEN, Choices, Filters, to_query
from vocabulary.language import LANGUAGES, _, ngettext

MOST_SHOWN = 50


def page(
    asked: str,
    found: Sequence[Found],
    filters: Filters,
    choices: Choices | None,
    kept: dict[str, str],
    notices: Sequence[str] = (),
) -> Component:
    """Return the page for what was asked; `kept` is what goes along of the address, by parameter."""
    said = words(asked, found, has_figures=choices is not None)
    return html.Div(
        [
            html.Div(
                [html.H1(_("Søg")), html.P(said, id="found", className="summary")],
                className="page-head",
            ),
            *told_of(notices),
            _form(asked, kept),
            *([_list(found[:MOST_SHOWN], filters, choices)] if found else [_tips(asked=bool(asked))]),
            _shortcut(),
        ],
        className="page page-search",
    )


def words(asked: str, found: Sequence[Found], *, has_figures: bool) -> str:
    """Say how much was found, or that nothing was, or that nothing can be as long as nothing is known."""
    if not has_figures:
        return no_figures()
    if not asked:
        return _("Find nøgletal, sider, afsnit, systemer, hospitaler, projekter og definitioner.")
    if not found:
        return _("Der er intet i Pejling, der hedder {asked}.", asked=text.quoted(asked))
    said = ngettext(
        "{n} resultat for {asked}.", "{n} resultater for {asked}.", len(found),
        n=text.number(len(found)), asked=text.quoted(asked),
    )  # fmt: skip
    if len(found) > MOST_SHOWN:
        said = text.prose(said, _("Her er de {n}, der passer bedst.", n=text.number(MOST_SHOWN)))
    return said


def no_figures() -> str:
    """Say why nothing can be found while no figures have ever been read."""
    return _("Der er ingen tal endnu, og derfor intet at finde. Prøv igen om lidt.")


def _form(asked: str, kept: dict[str, str]) -> Component:
    along = [html.Input(type="hidden", name=name, value=value) for name, value in kept.items()]
    field = html.Input(
        id="search-field", name="q", type="search", value=asked, maxlength=MOST_ASKED, autocomplete="off",
        autofocus=not asked, className="search-field form-control",
    )  # fmt: skip
    parts = [
        html.Label(_("Hvad leder du efter?"), htmlFor="search-field"),
        html.Div(
            [field, html.Button(_("Søg"), type="submit", className="search-button")], className="search-row"
        ),
        *along,
    ]
    return html.Form(parts, action=SEARCH, method="get", role="search", className="search-large")


def _list(found: Sequence[Found], filters: Filters, choices: Choices | None) -> Component:
    return html.Ol([html.Li(_item(each, filters, choices)) for each in found], className="found")


def _item(found: Found, filters: Filters, choices: Choices | None) -> list[Component]:
    entry = found.entry
    address = entry.address(filters, choices) if choices else entry.path + to_query(NOTHING_CHOSEN)
    return [
        html.A(entry.name, href=address, className="found-name"),
        html.Span(_(entry.kind), className="found-kind"),
        html.Span(_("fører til {place}", place=entry.where), className="found-where"),
        *([_otherwise(found.by)] if found.by else []),
    ]


def _otherwise(name: str) -> Component:
    """Say the other name that it was found by, which is mostly the one in the other language."""
    (other,) = (each for each in LANGUAGES if each != language.current())
    return html.Span([_("også kaldt"), " ", html.Span(name, lang=other)], className="found-by")


def _tips(*, asked: bool) -> Component:
    tips = [
        _("Prøv med færre eller kortere ord: „svar“ finder mere end „svartiderne“."),
        _("Et ord på mindst fire bogstaver må have én slåfejl. Æ, ø og å kan skrives ae, oe og aa."),
        _("Navne på personer, sager og private hospitaler er der ikke her."),
    ]
    links = [
        (_("Alle nøgletal og deres definitioner"), "/definitioner"),
        (_("Overblikket over, hvordan det går"), "/"),
        (_("Kilderne og hvornår de har leveret"), "/datakilder"),
    ]
    ways = [html.Li(html.A(words, href=path + to_query(NOTHING_CHOSEN))) for words, path in links]
    heading = _("Det kan du prøve") if asked else _("Sådan finder du det")
    return html.Section(
        [
            html.H2(heading),
            html.Ul([html.Li(tip) for tip in tips]),
            html.P(_("Eller begynd her:")),
            html.Ul(ways),
        ],
        className="tips",
    )


def _shortcut() -> Component:
    """Return what is said of the key, and the button that turns it off; a page without scripts has no such key."""
    said = _(
        "Tasten / går til søgefeltet fra enhver side, når du ikke skriver i et felt. Escape går tilbage."
    )
    button = html.Button(_("Slå tasten / fra"), id="shortcut", type="button", className="quiet-link")
    return html.Section(
        [html.H2(_("Tasten /")), html.P(said), html.P(button)], id="genvej", className="shortcut", hidden=True,
        **data(on=_("Slå tasten / til"), off=_("Slå tasten / fra")),
    )  # fmt: skip
