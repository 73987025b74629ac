"""The page where an editor begins a new edition: its number, and the month that its figures go to."""

from collections.abc import Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Wanted:
    """What was asked for: the key of a report, which stands first, and what was written in its form where that was
    refused, with why; `is_number` says that the number was."""

    report: str = ""
    number: str = ""
    month: str = ""
    faults: Sequence[str] = ()
    is_number: bool = False


def page(
    desks: Sequence[Desk], months: Sequence[str], token: Component, wanted: Wanted, faults: Sequence[str] = ()
) -> Component:
    """Return the page where a new edition is begun; `faults` are of no form."""
    ordered = sorted(desks, key=lambda each: each.report.key != wanted.report)
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
            *(
                _begin(each, months, token, wanted if each.report.key == wanted.report else Wanted())
                for each in ordered
            ),
            html.P(
                html.A(_("Til redaktørens side"), href=addresses.at(addresses.DESK)), className="words-more"
            ),
        ],
        className="page page-words",
    )


def _begin(desk: Desk, months: Sequence[str], token: Component, wanted: Wanted) -> Component:
    key = desk.report.key
    told = _told_of(desk)
    named = [(month, text.month(month) + (f" ({told[month]})" if month in told else "")) for month in months]
    # The newest, also where an edition tells of it: none goes back behind the one before.
    chosen = wanted.month if wanted.month in months else months[0] if months else ""
    # It holds more than any number has: a browser would cut what is longer to another number.
    number = line(
        NUMBER, _("Nummer"), wanted.number or str(desk.next_number), 40, place=f"{NUMBER}-{key}",
        is_wrong=wanted.is_number,
    )  # fmt: skip
    return html.Section(
        [
            html.H2(_(desk.report.title)),
            *box(wanted.faults, "alert"),
            *_begun(desk),
            html.Form(
                [
                    token,
                    hidden(REPORT, key),
                    number,
                    choice(MONTH, _("Tal til og med"), named, chosen, place=f"{MONTH}-{key}"),
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
