"""The page before an edition is published: what becomes frozen, or what must be done first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from data_access.editions.published import Which
from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.drafted_fields import SEEN
from layouts.report.pages.fields import button, hidden, naming
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _

Document = dict[str, Any]

PRINT = "aftryk"  # the field that says which figures were looked at


@dataclass(frozen=True)
class Lack:
    """What must be done, and the id of the field where that is ('': there is none).

    `quoted` is what the edition itself says of it, and `about` what stands for ABOUT in `said`: in its own language.
    """

    said: str
    place: str = ""
    quoted: str = ""
    about: str = ""


def page(
    which: Which,
    document: Document,
    lacks: Sequence[Lack],
    faults: Sequence[str],
    sent: tuple[Component, int, str],
) -> Component:
    """Return the page; `lacks` is what must be done first, `sent` the token, the version seen, and the figures' sum."""
    ways = [
        (_("Se den, som den bliver"), addresses.draft(which, addresses.PREVIEW)),
        (_("Som PDF"), addresses.draft(which, "kladde.pdf")),
        (_("Tilbage til kladden"), addresses.draft(which)),
    ]
    links = [html.Li(html.A(words, href=addresses.at(path))) for words, path in ways]
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Udgiv {name}", name=called(REPORTS[which.report], which))),
                    html.P(_summary(document), className="summary"),
                ],
                className="page-head",
            ),
            *box(faults, "alert"),
            html.Ul(links, className="ways"),
            _first(which, document["language"], lacks) if lacks else _frozen(which, document, sent),
        ],
        className="page page-words page-confirmed",
    )


def _summary(document: Document) -> str:
    return _("Tal til og med {month}.", month=text.month(document["month"]))


def _first(which: Which, language: str, lacks: Sequence[Lack]) -> Component:
    there = addresses.at(addresses.draft(which))
    return html.Section(
        [
            html.H2(_("Det skal være på plads først")),
            html.Ul(
                [
                    html.Li(html.A(said, href=f"{there}#{quote(each.place)}") if each.place else said)
                    for each in lacks
                    for said in [_said(each, language)]
                ],
                className="report-said",
            ),
        ],
        className="report-beside",
    )


def _said(lack: Lack, language: str) -> list[Any]:
    quoted = [html.Span(lack.quoted, lang=language), " "] if lack.quoted else []
    return [*quoted, *(naming(lack.said, lack.about, language) if lack.about else [lack.said])]


def _frozen(which: Which, document: Document, sent: tuple[Component, int, str]) -> Component:
    token, seen, print_ = sent
    parts = sum(len(chapter["parts"]) for chapter in document["chapters"])
    unexplained = sum(not each["answer"] for each in document["answers"])
    told = [
        _(
            "Alle tal, sætninger, mål, definitioner og ejernes ord i {n} figurer og tabeller, som de er nu.",
            n=text.number(parts),
        ),
        _("Forord, indstilling og dine tekster til kapitlerne."),
        _("Hvor gamle kilderne er, og hvad der er foreløbigt."),
        *(
            [_("{n} steder står der, at der ikke er givet en forklaring.", n=text.number(unexplained))]
            if unexplained
            else []
        ),
    ]
    said = _(
        "Når udgaven er udgivet, kan ingen ændre eller slette den, heller ikke du. En fejl bliver til en revision, og "
        "begge bliver stående."
    )
    form = html.Form(
        [
            token,
            hidden(SEEN, str(seen)),
            hidden(PRINT, print_),
            html.Div(button(_("Udgiv nu"), "udgiv", is_first=True), className="words-buttons"),
        ],
        action=addresses.at(addresses.draft(which, addresses.PUBLISH)),
        method="post",
    )
    return html.Section(
        [
            html.H2(_("Det bliver frosset")),
            html.Ul([html.Li(each) for each in told], className="report-said"),
            html.P(html.Strong(said)),
            form,
        ],
        className="report-beside",
    )
