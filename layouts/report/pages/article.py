"""The frozen document as it is read: nothing stands here but what was published, in the language it was written in."""

from datetime import date, datetime
from typing import Any

from data_access.editions import forms
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.promised import kept_words
from layouts.report.pages.figures import no_explanation, section
from layouts.report.pages.parts import part
from vocabulary import text
from vocabulary.language import N_, _

Document = dict[str, Any]
FIRST = {
    "well": N_("Det går godt"),
    "not": N_("Det går ikke godt"),
    "why": N_("Hvorfor"),
    "done": N_("Det bliver der gjort"),
    "new": N_("Nyt siden sidst"),
}
ASKED = {"question": N_("Spørgsmål"), "request": N_("Ønske"), "decision": N_("Beslutning")}
DEFINITIONS, SOURCES, RESERVATIONS = "definitioner", "kilder", "forbehold"


def article(document: Document) -> Component:
    """Return the document, of whatever form it is."""
    document = forms.read(document)
    return html.Article(
        [
            *_first(document),
            *_written("indstilling", _("Indstilling"), document["recommendation"]),
            *_written("forord", _("Forord"), document["foreword"]),
            *_asked(document["asked"]),
            *_promises(document["promises"]),
            *(_chapter(number, each, document) for number, each in enumerate(document["chapters"], 1)),
            *_reservations(document["answers"]),
            *_definitions(document["definitions"]),
            *_sources(document),
        ],
        lang=document["language"],
        className="report",
    )


def contents(document: Document) -> list[tuple[str, str]]:
    """Return the sections of the document: where each stands, and what it is called."""
    document = forms.read(document)
    chapters = [
        (chapter["key"], f"{n}. {chapter['title']}") for n, chapter in enumerate(document["chapters"], 1)
    ]
    also = (
        (document["answers"], RESERVATIONS, _("Forbehold")),
        (document["definitions"], DEFINITIONS, _("Definitioner")),
        (document["sources"], SOURCES, _("Kilder")),
    )
    return [*chapters, *((key, name) for there, key, name in also if there)]


def paragraphs(written: str) -> list[Component]:
    """Return what a person wrote as paragraphs: an empty line parts them, a line break is one."""
    found = [each.strip() for each in written.replace("\r\n", "\n").split("\n\n")]
    return [html.P(each, className="as-written") for each in found if each]


def _first(document: Document) -> list[Component]:
    rows = [
        html.Div([html.Dt(_(FIRST.get(each["about"]) or str(each["about"]))), html.Dd(each["sentence"])])
        for each in document.get("first", ())
        if each["sentence"]
    ]
    return [html.Dl(rows, className="report-first")] if rows else []


def _written(key: str, title: str, written: str) -> list[Component]:
    return [html.Section([html.H2(title, id=key), *paragraphs(written)])] if written.strip() else []


def _asked(asked: list[Document]) -> list[Component]:
    """Return what meetings asked for, and has not been answered yet."""
    if not asked:
        return []
    items = [
        html.Li(
            _(
                "{kind} om nr. {number}, {day}: {said}",
                kind=_(ASKED.get(each["kind"]) or str(each["kind"])),
                number=each["number"],
                day=text.day(date.fromisoformat(each["said_on"])),
                said=each["said"],
            )
        )
        for each in asked
    ]
    return [
        html.Section(
            [html.H2(_("Det har møder bedt om"), id="bedt-om"), html.Ul(items, className="report-asked")]
        )
    ]


def _promises(found: list[Document]) -> list[Component]:
    """Return what was promised for the time since the edition before, and what became of it."""
    if not found:
        return []
    items = [
        html.Li([html.Strong(f"{kept_words(each['kept'])}. "), f"{each['name']}: {each['said']}"])
        for each in found
    ]
    return [
        html.Section(
            [html.H2(_("Hvad der blev lovet"), id="loefter"), html.Ul(items, className="report-asked")]
        )
    ]


def _chapter(number: int, chapter: Document, document: Document) -> Component:
    return html.Section(
        [
            html.H2(f"{number}. {chapter['title']}", id=chapter["key"]),
            *paragraphs(chapter["words"]),
            *(section(document) if chapter["headlines"] else []),
            *(part(each, chapter["key"]) for each in chapter["parts"]),
        ],
        className="report-chapter",
    )


def _reservations(answers: list[Document]) -> list[Component]:
    """Return what lacked when it was published, and what its editor said of it; of figures it stands with them."""
    if not answers:
        return []
    told = [
        html.Li(
            [
                html.Strong(each["about"]),
                html.P(each["said"]),
                html.P(each["answer"] or no_explanation(), className="" if each["answer"] else "report-none"),
            ]
        )
        for each in answers
    ]
    return [html.Section([html.H2(_("Forbehold"), id=RESERVATIONS), html.Ul(told, className="report-lacks")])]


def _definitions(definitions: list[Document]) -> list[Component]:
    if not definitions:
        return []
    rows = [html.Div([html.Dt(each["name"]), html.Dd(each["definition"])]) for each in definitions]
    return [
        html.Section([html.H2(_("Definitioner"), id=DEFINITIONS), html.Dl(rows, className="report-defined")])
    ]


def _sources(document: Document) -> list[Component]:
    if not document["sources"]:
        return []
    read = _("Tallene blev læst {moment}.", moment=text.moment(datetime.fromisoformat(document["read"])))
    rows = [html.Li(each["words"]) for each in document["sources"]]
    return [
        html.Section(
            [html.H2(_("Kilder"), id=SOURCES), html.P(read), html.Ul(rows, className="report-sources")]
        )
    ]
