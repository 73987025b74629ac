"""The editor's page: what is being written, what can be begun, what meetings wait for, and when editions come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.editions.published import Which
from data_access.numbers.editions import Edition, Said
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.report.declared import REPORTS, Report
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.article import ASKED
from layouts.report.pages.fields import hidden
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _

REPORT, NUMBER, REVISION, MONTH = "rapport", "nummer", "revision", "maaned"


@dataclass(frozen=True)
class Desk:
    """What an editor has to do with of a report: what was published (newest first), what is to come, what meetings wait
    for, the number of the next edition, what is corrected so much that a revision is asked for, and what is being
    written of it, each with its month."""

    report: Report
    published: Sequence[Edition]
    coming: Mapping[int, str]  # by number: when and to what it comes, in words
    waiting: Sequence[Said]
    next_number: int
    turned: Sequence[Edition]
    open: Sequence[tuple[Which, str]] = ()


def page(
    desks: Sequence[Desk],
    drafts: Sequence[tuple[Which, str]],
    token: Component,
    told: Sequence[str],
    faults: Sequence[str] = (),
    published: Which | None = None,
) -> Component:
    """Return the page; `drafts` are open ones, each with who saved it last and when; `published` was so just now."""
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("For redaktøren")),
                    html.P(
                        _("Her bliver rapportens udgaver skrevet, udgivet og fulgt op."), className="summary"
                    ),
                ],
                className="page-head",
            ),
            *box([*told, *_to(published)], "status"),
            *box(faults, "alert"),
            _drafts(drafts),
            *(_report(each, token) for each in desks),
            html.P(html.A(_("Alle udgaver"), href=addresses.at(addresses.LIST)), className="words-more"),
        ],
        className="page page-words page-desk",
    )


def _to(published: Which | None) -> list[Component]:
    """Lead to what was published just now."""
    if published is None:
        return []
    name = called(REPORTS[published.report], published)
    return [html.A(_("Gå til {name}", name=name), href=addresses.at(addresses.edition(published)))]


def _drafts(drafts: Sequence[tuple[Which, str]]) -> Component:
    items = [
        html.Li(
            [
                html.A(_name(which), href=addresses.at(addresses.draft(which))),
                html.Span(said, className="report-of"),
            ]
        )
        for which, said in drafts
    ]
    inner = html.Ul(items, className="report-said") if items else html.P(_("Ingen kladder er begyndt."))
    page = html.P(html.A(_("Begynd en ny udgave"), href=addresses.at(addresses.NEW)))
    return html.Section([html.H2(_("Kladder")), inner, page], className="report-list")


def _name(which: Which) -> str:
    report = REPORTS[which.report]
    return f"{called(report, which)}: {_(report.title)}"


def _report(desk: Desk, token: Component) -> Component:
    report = desk.report
    return html.Section(
        [html.H2(_(report.title)), *_turned(desk), *_waiting(desk), _coming(desk), *_published(desk, token)],
        className="report-list",
    )


def _turned(desk: Desk) -> list[Component]:
    """Ask for a revision where what was published is not so any more."""
    return [
        html.P(
            _(
                "Et lys, en rækkefølge eller et nøgletal i {name} er et andet i dag. Overvej en revision.",
                name=called(desk.report, which_of(each)),
            ),
            className="late",
        )
        for each in desk.turned
    ]


def _waiting(desk: Desk) -> list[Component]:
    if not desk.waiting:
        return []
    items = [
        html.Li(
            [
                html.A(
                    _("Svar: {kind} om nr. {number}", kind=_(ASKED[each.kind]), number=each.number),
                    href=addresses.at(addresses.meeting(each.report, each.number, each.place)),
                ),
                html.P(each.said),
            ]
        )
        for each in desk.waiting
    ]
    return [html.H3(_("Møder venter på svar")), html.Ul(items, className="report-said")]


def _coming(desk: Desk) -> Component:
    numbers = sorted({desk.next_number, *desk.coming})
    items = []
    for number in numbers:
        name = called(desk.report, Which(desk.report.key, number))
        words = (
            _("Ret, hvornår {name} kommer", name=name)
            if number in desk.coming
            else _("Skriv, hvornår {name} kommer", name=name)
        )
        link = html.A(words, href=addresses.at(addresses.release(desk.report.key, number)))
        said = [html.Span(desk.coming[number], className="report-of")] if number in desk.coming else []
        items.append(html.Li([link, *said]))
    return html.Ul(items)


def _published(desk: Desk, token: Component) -> list[Component]:
    """Return each published number with what can be done about it: a revision, and what its meeting said."""
    newest = {each.number: each for each in reversed(desk.published)}
    items = [
        html.Li(_of_number(desk.report, newest[number], token)) for number in sorted(newest, reverse=True)
    ]
    return [html.H3(_("Udgivet")), html.Ul(items, className="report-said")] if items else []


def _of_number(report: Report, edition: Edition, token: Component) -> list[Component]:
    which = which_of(edition)
    name = called(report, which)
    revise = html.Form(
        [
            token,
            hidden(REPORT, report.key),
            hidden(NUMBER, str(edition.number)),
            hidden(REVISION, str(edition.revision + 1)),
            html.Button(
                _("Begynd en revision"),
                type="submit",
                className="quiet-link",
                **aria(label=_("Begynd en revision af {name}", name=name)),
            ),
        ],
        action=addresses.at(addresses.NEW),
        method="post",
    )
    meeting = html.A(
        _("Skriv, hvad et møde sagde om {name}", name=name),
        href=addresses.at(addresses.meeting(report.key, edition.number, 0)),
        className="quiet-link",
    )
    return [
        html.P(
            [html.A(name, href=addresses.at(addresses.edition(which))), f", {text.day(edition.at.date())}"]
        ),
        html.Div([meeting, revise], className="words-buttons"),
    ]
