"""What stands beside a frozen edition, dated: its revision, what meetings said, and how it is known again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from data_access.numbers.editions import Edition, Said
from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.change import Document
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.article import ASKED
from vocabulary import text
from vocabulary.language import _, ngettext


@dataclass(frozen=True)
class Beside:
    """What stands beside a frozen edition: all revisions of its number, the newest first, what meetings said, and what
    is corrected since it was read; `edits` says that people sign in here, and so that there are editors."""

    revisions: Sequence[Edition]
    said: Sequence[Said]
    corrections: Sequence[Any] = ()
    edits: bool = False


def revised(edition: Edition, beside: Beside) -> list[Component]:
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


def meeting(edition: Edition, beside: Beside) -> list[Component]:
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


def proof(edition: Edition, document: Document) -> Component:
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
