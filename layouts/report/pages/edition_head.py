"""The head of an edition's page: what it is, of which months, for which meeting, and whether it is published."""

from datetime import date

from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.change import Document
from vocabulary import text
from vocabulary.language import _


def head(document: Document, *, is_draft: bool) -> Component:
    """Return the head, in the language of the edition."""
    through = _("Tal til og med {month}.", month=text.month(document["month"]))
    day = text.day(date.fromisoformat(document["published"]))
    published = _("Ikke udgivet.") if is_draft else _("Udgivet {day}.", day=day)
    return html.Div(
        [
            html.P([document["region"], *_agenda(document["agenda"])], className="report-kicker"),
            html.H1(
                [
                    *([html.Span(_("KLADDE"), className="report-draft"), " "] if is_draft else []),
                    html.Span(document["called"], className="report-called"),
                    " ",
                    document["title"],
                ]
            ),
            html.P(f"{through} {published}", className="summary"),
            *_reason(document),
            *_demonstration(document),
        ],
        className="page-head",
        lang=document["language"],
    )


def _agenda(agenda: dict[str, str]) -> list[str]:
    """Return the meeting that the edition is for, its day, its item and its annex, as far as they are told."""
    day = agenda.get("meeting_on", "")
    told = (
        agenda.get("meeting", ""),
        text.day(date.fromisoformat(day)) if day else "",
        agenda.get("item", ""),
        agenda.get("annex", ""),
    )
    return [f" · {each}" for each in told if each]


def _reason(document: Document) -> list[Component]:
    if not document["reason"]:
        return []
    said = _("Revision {n}. Grunden til den: {reason}", n=document["revision"], reason=document["reason"])
    return [html.P(said, className="late")]


def _demonstration(document: Document) -> list[Component]:
    if not document["demonstration"]:
        return []
    said = _("De offentliggjorte nøgletal er gengivet; resten er dannet, så det ligner.")
    return [html.P([html.Strong(_("Demonstrationsdata.")), " ", said], className="demonstration")]
