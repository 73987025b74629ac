"""An edition's page: the frozen document, and beside it what has come since: corrections, revisions, meetings' words.

What stands beside is set apart from what was published, and dated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from data_access.editions import forms
from data_access.editions.published import Which
from data_access.numbers.editions import Edition, Said
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.parts.plain import finished
from layouts.report.pages import addresses
from layouts.report.pages.article import ASKED, article, contents
from layouts.report.pages.corrections import corrected_first, corrected_list
from layouts.report.pages.tongues import published_in
from vocabulary import language, text
from vocabulary.language import _, ngettext

Document = dict[str, Any]


@dataclass(frozen=True)
class Beside:
    """What stands beside a frozen edition: all revisions of its number, the newest first, what meetings said, and what
    is corrected since it was read; `edits` says that people sign in here, and so that there are editors."""

    revisions: Sequence[Edition]
    said: Sequence[Said]
    corrections: Sequence[Any] = ()
    edits: bool = False


def which_of(edition: Edition) -> Which:
    """Return which edition it is."""
    return Which(edition.report, edition.number, edition.revision)


def heading(document: Document) -> str:
    """Return what the edition is called and what it is an edition of."""
    return f"{document['called']}: {document['title']}"


def page(edition: Edition, document: Document, beside: Beside, frozen: str) -> Component:
    """Return the page of a published edition; `frozen` is the document as HTML (`article`), which never changes."""
    document = forms.read(document)
    spoken = document["language"]
    notices = [
        *published_in(spoken),
        *_revised(edition, beside),
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
            *_meeting(edition, beside),
            *corrected_list(beside.corrections, spoken),
            _proof(edition, document),
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
        head = _head(document, is_draft=is_draft)
    return html.Div(
        [
            head,
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


def _head(document: Document, *, is_draft: bool) -> Component:
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


def _revised(edition: Edition, beside: Beside) -> list[Component]:
    """Say that the edition was revised after this, and why."""
    later = [each for each in beside.revisions if each.revision > edition.revision]
    if not later:
        return []
    newest = later[0]
    link = html.A(
        _("Gå til revision {n}", n=newest.revision), href=addresses.at(addresses.edition(which_of(newest)))
    )
    said = _("Udgaven er revideret {day}: {reason}", day=text.day(newest.at.date()), reason=newest.reason)
    return [html.Div(html.P([said, " ", link]), className="notices report-notice", role="note")]


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


def _meeting(edition: Edition, beside: Beside) -> list[Component]:
    """Return what meetings decided, asked and wished, beside the frozen part, each dated."""
    own = [each for each in beside.said if each.number == edition.number]
    if not own:
        return []
    return [
        html.Section(
            [
                html.H2(_("Hvad møder har sagt om udgaven"), id="moedet"),
                html.P(
                    _("Det er skrevet til af redaktøren og er ikke en del af det udgivne."),
                    className="report-of",
                ),
                html.Ul([html.Li(_said(each)) for each in own], className="report-said"),
            ],
            className="report-beside",
        )
    ]


def _said(said: Said) -> list[Component]:
    answered = html.P([html.Strong(_("Svar:")), " ", said.answer]) if said.answer else None
    waits = said.kind != "decision" and not said.answer
    return [
        html.P(
            [html.Span(_(ASKED[said.kind]), className="found-kind"), " ", text.day(said.said_on)],
            className="words-when",
        ),
        html.P(said.said, className="as-written"),
        *([answered] if answered else []),
        *(
            [html.P(_("Ikke besvaret endnu. Det står i den næste udgave."), className="report-none")]
            if waits
            else []
        ),
    ]


def _proof(edition: Edition, document: Document) -> Component:
    """Say how the edition is known again."""
    said = _(
        "Udgaven er frosset: den ændres aldrig, heller ikke når tallene bliver det. Den kendes på sin SHA-256."
    )
    count = sum(len(chapter["parts"]) for chapter in document["chapters"])
    told = ngettext("{n} figur eller tabel", "{n} figurer og tabeller", count, n=text.number(count))
    facts = (
        (_("Udgivet"), text.moment(edition.at)),
        (_("Indhold"), told),
        (_("Form"), str(document["form"])),
        ("SHA-256", edition.sha256),
    )
    rows = [each for name, words in facts for each in (html.Dt(name), html.Dd(words))]
    return html.Section(
        [
            html.H2(_("Sådan kendes udgaven"), id="bevis"),
            html.P(said),
            html.Dl(rows, className="facts report-proof"),
        ],
        className="report-beside",
    )
