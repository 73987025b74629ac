"""The page Mangler: which figures miss their target and have no words, for each owner, and whose action is late."""

from collections.abc import Callable, Sequence

from data_access.numbers import explanations
from data_access.numbers.explanations import Promise
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.subjects import SUBJECTS
from layouts.parts import html
from layouts.parts.attributes import aria
from layouts.parts.declarations import Page
from layouts.parts.html import Component
from layouts.parts.promised import Outcome, outcome
from layouts.parts.tables import mark
from layouts.parts.writing import can_be_written, form_address
from layouts.words.figures import Figure, figure_of
from layouts.words.unexplained import MONTHS, Lack, lacking, period
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _

AnswersFor = Callable[[str], bool]  # whether whoever reads may write of a subject


def late(snapshot: Snapshot) -> list[tuple[Figure, Promise, Outcome]]:
    """Return the actions whose month is over without the figure being back, the oldest first."""
    today, found = snapshot.now.date(), []
    for promise in explanations.promises(snapshot, ""):
        figure = figure_of(snapshot, promise.said.place) if promise.stands else None
        if figure and promise.said.is_late(today):
            told = outcome(promise, figure.headline, snapshot, figure.filters(snapshot))
            if not told.kept:
                found.append((figure, promise, told))
    return sorted(found, key=lambda each: each[1].said.back_at)


def page(snapshot: Snapshot, filters: Filters, answers_for: AnswersFor) -> Component:
    """Return the page: what whoever reads it answers for first, which alone leads to the form."""
    found = lacking(snapshot, filters)
    pages = [each for each in SUBJECTS if each.key in found]
    pages.sort(key=lambda each: not any(answers_for(lack.figure.subject) for lack in found[each.key]))
    past = late(snapshot)
    first, last = (text.month(month) for month in period(snapshot, filters))
    said = _(
        "Tal, der ikke nåede deres mål, og som ingen har forklaret, fra {first} til {last}. Listen går {n} hele "
        "måneder tilbage; projekternes rapporter er med til og med i dag.",
        first=first,
        last=last,
        n=text.number(MONTHS),
    )
    none = _(
        "Alle tal, der ikke nåede deres mål fra {first} til {last}, er forklaret.", first=first, last=last
    )
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Forklaringer, der mangler")),
                    html.P(said if pages else none, className="summary"),
                ],
                className="page-head",
            ),
            *(_section(each, found[each.key], snapshot, answers_for) for each in pages),
            *([_late(past, snapshot)] if past else []),
        ],
        className="page page-words",
    )


def _section(page: Page, found: Sequence[Lack], snapshot: Snapshot, answers_for: AnswersFor) -> Component:
    """Return what a page's owner has not said: of the region's figures first, then of those of each hospital."""
    found = sorted(found, key=lambda each: not answers_for(each.figure.subject))
    of_hospitals = [each for each in found if each.figure.place.hospital]
    others = [each for each in found if not each.figure.place.hospital]
    folded = html.Details(
        [
            html.Summary(_("Hospitalernes egne tal ({n})", n=text.number(len(of_hospitals)))),
            _list(of_hospitals, snapshot, answers_for),
        ],
        className="words-history",
    )
    parts = [*([_list(others, snapshot, answers_for)] if others else []), *([folded] if of_hospitals else [])]
    return html.Section([html.H2(_(page.name)), *parts])


def _list(found: Sequence[Lack], snapshot: Snapshot, answers_for: AnswersFor) -> Component:
    return html.Ul([_item(each, snapshot, answers_for) for each in found], className="lacking")


def _item(lack: Lack, snapshot: Snapshot, answers_for: AnswersFor) -> Component:
    figure = lack.figure
    newest = {"month": text.capital(text.month(lack.months[-1])), "shown": lack.shown}
    stands = (
        _("{month}: {shown} (mål {goal})", goal=lack.goal, **newest)
        if lack.goal
        else _("{month}: {shown}", **newest)
    )
    name = [mark("missed", lack.word), " ", html.Strong(figure.name(snapshot))]
    return html.Li(
        [
            html.P(name, className="lacking-name"),
            html.P(stands),
            html.P(_months(lack, snapshot, answers_for), className="words-when"),
        ]
    )


def _months(lack: Lack, snapshot: Snapshot, answers_for: AnswersFor) -> list[Component | str]:
    """Name the months without words, the oldest first; each leads to where they are written, where he who reads can."""
    name, parts = lack.figure.name(snapshot), list[Component | str]()
    for month in lack.months:
        said = text.month(month)
        link: Component | str = said
        if can_be_written() and answers_for(lack.figure.subject):
            label = _("Skriv forklaringen på {name}, {month}", name=name, month=said)
            link = html.A(
                said, href=form_address(lack.figure.place._replace(month=month)), **aria(label=label)
            )
        parts += [" · ", link]
    return [_("Uden forklaring:"), " ", *parts[1:]]


def _late(found: Sequence[tuple[Figure, Promise, Outcome]], snapshot: Snapshot) -> Component:
    items = [
        html.Li(
            [
                html.P(
                    [
                        html.Strong(figure.name(snapshot)),
                        f", {text.month(figure.month)}: ",
                        promise.said.action or promise.said.cause,
                    ]
                ),
                html.P(told.words),
                html.P(html.A(_("Se tallet"), href=figure.address(snapshot))),
            ]
        )
        for figure, promise, told in found
    ]
    return html.Section(
        [html.H2(_("Handlinger, hvis dato er passeret")), html.Ul(items, className="lacking")]
    )
