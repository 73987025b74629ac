"""The page where an editor begins a new edition: its number, and the month that its figures go to."""

from collections.abc import Sequence

from data_access.editions.published import Which
from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.made import called
from layouts.report.pages import addresses
from layouts.report.pages.desk import MONTH, NUMBER, REPORT, Desk
from layouts.report.pages.fields import button, choice, hidden, line
from layouts.words.frame import box
from vocabulary import text
from vocabulary.language import _


def page(
    desks: Sequence[Desk], months: Sequence[str], token: Component, chosen: str, faults: Sequence[str] = ()
) -> Component:
    """Return the page where a new edition is begun; `chosen` is the key of the report that is asked about first."""
    ordered = sorted(desks, key=lambda each: each.report.key != chosen)
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Begynd en ny udgave")),
                    html.P(_("Vælg måneden. Nummeret er det næste."), className="summary"),
                ],
                className="page-head",
            ),
            *box(faults, "alert"),
            *(_begin(each, months, token) for each in ordered),
            html.P(
                html.A(_("Til redaktørens side"), href=addresses.at(addresses.DESK)), className="words-more"
            ),
        ],
        className="page page-words",
    )


def _begin(desk: Desk, months: Sequence[str], token: Component) -> Component:
    key = desk.report.key
    told = _told_of(desk)
    named = [(month, text.month(month) + (f" ({told[month]})" if month in told else "")) for month in months]
    newest = next((month for month in months if month not in told), months[0] if months else "")
    # It holds more than any number has: a browser would cut what is longer to another number.
    number = line(NUMBER, _("Nummer"), str(desk.next_number), 40, place=f"{NUMBER}-{key}")
    return html.Section(
        [
            html.H2(_(desk.report.title)),
            *_begun(desk),
            html.Form(
                [
                    token,
                    hidden(REPORT, key),
                    number,
                    choice(MONTH, _("Tal til og med"), named, newest, place=f"{MONTH}-{key}"),
                    html.Div(button(_("Begynd kladden"), "ny", is_first=True), className="words-buttons"),
                ],
                action=addresses.at(addresses.NEW),
                method="post",
                className="words-form",
            ),
        ]
    )


def _told_of(desk: Desk) -> dict[str, str]:
    """Return by its month which edition tells of it, or is being written of it."""
    published = {each.month: called(desk.report, Which(each.report, each.number)) for each in desk.published}
    return {
        month: _("{name} er en kladde", name=called(desk.report, which)) for which, month in desk.open
    } | published


def _begun(desk: Desk) -> list[Component]:
    """Lead to what is being written already, which else would be begun once more."""
    return [
        html.P(
            [
                _("Der er allerede en kladde:"),
                " ",
                html.A(called(desk.report, which), href=addresses.at(addresses.draft(which))),
                f", {text.month(month)}.",
            ],
            className="report-coming",
        )
        for which, month in desk.open
    ]
