"""The list of reports: what was published of each, when the next comes, and the ways to follow it."""

from collections.abc import Callable, Sequence

from data_access.editions.published import Which
from data_access.numbers.editions import Edition, Release, editions, releases
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.report.declared import REPORTS, Report
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from vocabulary import text
from vocabulary.language import _

Hides = Callable[[Edition], bool]  # whether an edition is not for whoever asks


def page(snapshot: Snapshot, hides: Hides, *, edits: bool) -> Component:
    """Return the page; `edits` says that people sign in here, and so that there are editors."""
    said = _(
        "Hver afrapportering står her, som den blev udgivet, og ændres aldrig. En fejl bliver til en revision."
    )
    ways = [
        (_("Kontrollér en PDF: er den uændret?"), addresses.CONTROL),
        (_("Kalender med udgivelser (.ics)"), addresses.CALENDAR),
        (_("Nyheder om udgaver (Atom)"), addresses.FEED),
        *([(_("For redaktøren"), addresses.DESK)] if edits else []),
    ]
    links = [html.Li(html.A(words, href=addresses.at(path))) for words, path in ways]
    return html.Div(
        [
            html.Div([html.H1(_("Rapporter")), html.P(said, className="summary")], className="page-head"),
            html.Ul(links, className="ways"),
            *(_report(report, snapshot, hides) for report in REPORTS.values()),
        ],
        className="page page-reports",
    )


def _report(report: Report, snapshot: Snapshot, hides: Hides) -> Component:
    found = editions(snapshot, report.key)
    inner = _list(report, found, hides) if found else html.P(_("Ingen udgaver er udgivet endnu."))
    return html.Section(
        [html.H2(_(report.title), id=report.key), *_coming(report, releases(snapshot, report.key)), inner],
        className="report-list",
    )


def _coming(report: Report, found: Sequence[Release]) -> list[Component]:
    """Say when the next editions come, and to which meeting."""
    return [html.P(release_words(report, each), className="report-coming") for each in found]


def release_words(report: Report, release: Release) -> str:
    """Say when an edition comes, and to which meeting."""
    name = called(report, Which(report.key, release.number))
    day = text.day(release.due_on)
    if not release.meeting:
        return _("{name} kommer {day}.", name=name, day=day)
    if release.meeting_on is None:
        return _("{name} kommer {day}. Den er til: {meeting}.", name=name, day=day, meeting=release.meeting)
    return _(
        "{name} kommer {day}. Den er til: {meeting}, {meeting_day}.",
        name=name, day=day, meeting=release.meeting, meeting_day=text.day(release.meeting_on),
    )  # fmt: skip


def _list(report: Report, found: Sequence[Edition], hides: Hides) -> Component:
    newest = {each.number: each.revision for each in reversed(found)}
    items = [html.Li(_edition(report, each, newest[each.number], is_hidden=hides(each))) for each in found]
    return html.Ul(items, className="report-editions")


def _edition(report: Report, edition: Edition, newest: int, *, is_hidden: bool) -> list[Component]:
    which = which_of(edition)
    link = html.A(called(report, which), href=addresses.at(addresses.edition(which)))
    more = _more(edition, newest, is_hidden=is_hidden)
    return [
        html.Div([link, *([html.Span(more, className="report-of")] if more else [])]),
        html.Span(_("Tal til og med {month}", month=text.month(edition.month))),
        html.Span(_("Udgivet {day}", day=text.day(edition.at.date()))),
        html.Span([] if is_hidden else _files(report, which)),
    ]


def _more(edition: Edition, newest: int, *, is_hidden: bool) -> str:
    if is_hidden:
        return _("Kun for dem, der må se tal om patienters behandling.")
    if edition.revision < newest:
        return _("Der er en senere revision.")
    return edition.reason


def _files(report: Report, which: Which) -> list[Component | str]:
    links: list[Component | str] = []
    for suffix in ("pdf", "xlsx"):
        name = addresses.FILES[suffix]
        told = _("{name} som {form}", name=called(report, which), form=name)
        if links:
            links.append(" · ")
        links.append(html.A(name, href=addresses.at(addresses.file(which, suffix)), **aria(label=told)))
    return links
