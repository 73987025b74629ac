"""An edition's page: the frozen document, and beside it what has come since: corrections, revisions, meetings' words.

What stands beside is set apart from what was published, and dated.
"""

from collections.abc import Sequence

from data_access.editions import forms
from data_access.numbers.editions import Edition
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.parts.plain import finished
from layouts.report.change import Document
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.article import article, contents
from layouts.report.pages.corrections import corrected_first, corrected_list
from layouts.report.pages.edition_beside import Beside, meeting, proof, revised
from layouts.report.pages.edition_head import head
from layouts.report.pages.tongues import published_in
from vocabulary import language
from vocabulary.language import _


def heading(document: Document) -> str:
    """Return what the edition is called and what it is an edition of."""
    return f"{document['called']}: {document['title']}"


def page(edition: Edition, document: Document, beside: Beside, frozen: str) -> Component:
    """Return the page of a published edition; `frozen` is the document as HTML (`article`), which never changes."""
    document = forms.read(document)
    spoken = document["language"]
    notices = [
        *published_in(spoken),
        *revised(edition, beside),
        *corrected_first(beside.corrections, spoken),
    ]
    side = [
        _files(edition, edits=beside.edits),
        _contents(document, has_said=bool(beside.said), has_corrections=bool(beside.corrections)),
    ]
    return _around(
        document,
        notices,
        side,
        [
            finished(frozen),
            *meeting(edition, beside),
            *corrected_list(beside.corrections, spoken),
            proof(edition, document),
        ],
    )


def preview(document: Document, notices: Sequence[Component], ways: Sequence[Component]) -> Component:
    """Return the page of an edition that is not published: the same, marked as a draft."""
    side = [html.Section([html.H2(_("Kladde")), *ways]), _contents(document)]
    with language.speaking(document["language"]):
        shown = article(document)
    return _around(document, notices, side, [shown], is_draft=True)


def _around(
    document: Document,
    notices: Sequence[Component],
    side: Sequence[Component],
    main: Sequence[Component],
    *,
    is_draft: bool = False,
) -> Component:
    with language.speaking(document["language"]):
        top = head(document, is_draft=is_draft)
    return html.Div(
        [
            top,
            *notices,
            html.Div(
                [
                    html.Aside(side, className="report-side", **aria(label=_("Om udgaven"))),
                    html.Div(main, className="report-main"),
                ],
                className="report-two",
            ),
        ],
        className="page page-report" + (" is-draft" if is_draft else ""),
    )


def _files(edition: Edition, *, edits: bool) -> Component:
    which = which_of(edition)
    told = {
        "pdf": _("til dagsordenen"),
        "xlsx": _("alle tabeller"),
        "docx": _("en kopi til at skrive i; den er ikke udgaven"),
        "json": _("udgaven selv, bid for bid"),
    }
    items = [
        html.Li(
            [
                html.A(
                    name,
                    href=addresses.at(addresses.file(which, suffix)),
                    **aria(label=_("Hent udgaven som {form}", form=name)),
                ),
                html.Span(told[suffix], className="report-of"),
            ]
        )
        for suffix, name in addresses.FILES.items()
    ]
    ways = [
        html.Li(html.A(_("Hvad er nyt siden sidst?"), href=addresses.at(addresses.since(which)))),
        html.Li(html.A(_("Alle udgaver"), href=addresses.at(addresses.LIST))),
        html.Li(html.A(_("Kontrollér en PDF"), href=addresses.at(addresses.CONTROL))),
        *([html.Li(html.A(_("For redaktøren"), href=addresses.at(addresses.DESK)))] if edits else []),
    ]
    return html.Section([html.H2(_("Hent udgaven")), html.Ul(items, className="report-files"), html.Ul(ways)])


def _contents(document: Document, *, has_said: bool = False, has_corrections: bool = False) -> Component:
    with language.speaking(document["language"]):
        found = contents(document)
    links = [html.Li(html.A(name, href=f"#{key}"), lang=document["language"]) for key, name in found]
    more = (
        (has_said, "moedet", _("Hvad møder har sagt")),
        (has_corrections, "rettet", _("Rettet siden udgivelsen")),
    )
    links += [html.Li(html.A(name, href=f"#{key}")) for there, key, name in more if there]
    return html.Nav(
        [html.H2(_("Indhold")), html.Ul(links)], className="report-contents", **aria(label=_("Indhold"))
    )
