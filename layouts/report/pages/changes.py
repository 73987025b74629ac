"""What is new in an edition since the one before it, and what of it was corrected since it was published."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from data_access.numbers.editions import Edition
from layouts.parts import html
from layouts.parts.html import Component
from layouts.report.pages import addresses
from layouts.report.pages.addresses import which_of
from layouts.report.pages.corrections import corrected_list
from layouts.report.pages.tongues import published_in
from vocabulary import text
from vocabulary.language import _, ngettext

Document = dict[str, Any]


@dataclass(frozen=True)
class Revised:
    """The edition that a revision revises, what changed from it, and the figures that are printed otherwise."""

    edition: Edition
    document: Document
    changes: Sequence[Any]
    figures: Sequence[str]


def page(
    edition: Edition,
    document: Document,
    before: tuple[Edition, Document] | None,
    changes: Sequence[Any],
    kinds: Mapping[Any, str],
    corrections: Sequence[Any],
    revised: Revised | None = None,
) -> Component:
    """Return the page; `before` is the edition before, `kinds` what each kind of change is called, in order.

    Of a revision it first tells what differs from the edition that it revises.
    """
    back = html.A(_("Til udgaven"), href=addresses.at(addresses.edition(which_of(edition))))
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Siden sidst: {name}", name=document["called"])),
                    html.P(_said(before, changes), className="summary"),
                    html.P(back),
                    *published_in(document["language"]),
                ],
                className="page-head",
            ),
            *(_revised(document, revised, kinds) if revised else []),
            *([_other(before)] if before else []),
            html.Div(_groups(changes, kinds), lang=document["language"]),
            *(
                corrected_list(corrections, document["language"])
                or [html.P(_("Intet af det udgivne er rettet siden."), id="rettet")]
            ),
        ],
        className="page page-report page-since",
    )


def _said(before: tuple[Edition, Document] | None, changes: Sequence[Any]) -> str:
    if before is None:
        return _("Det er den første udgave, så der er ingen at sammenligne med.")
    name = before[1]["called"]
    if not changes:
        return _("Intet har ændret sig siden {name}.", name=name)
    return ngettext(
        "{n} ting har ændret sig siden {name}.", "{n} ting har ændret sig siden {name}.", len(changes),
        n=text.number(len(changes)), name=name,
    )  # fmt: skip


def _revised(document: Document, revised: Revised, kinds: Mapping[Any, str]) -> list[Component]:
    """Say what differs from the edition that is revised, apart from what is new since the edition before."""
    name = revised.document["called"]
    link = html.A(_("Se {name}", name=name), href=addresses.at(addresses.edition(which_of(revised.edition))))
    reason = _("Derfor er den rettet: {reason}", reason=document["reason"])
    nothing = _("Tal, mål, løfter, projekter og indhold er de samme i de to.")
    figures = html.Section(
        [
            html.H3(_("Tal, der er trykt anderledes")),
            html.Ul([html.Li(each) for each in revised.figures], className="report-said"),
        ]
    )
    found = [*_groups(revised.changes, kinds, html.H3), *([figures] if revised.figures else [])]
    return [
        html.Section(
            [
                html.H2(_("Det, der er rettet i forhold til {name}", name=name), id="revideret"),
                html.P([reason, " ", link]),
                html.Div(found, lang=document["language"]) if found else html.P(nothing),
            ],
            className="report-beside report-revised",
        )
    ]


def _other(before: tuple[Edition, Document]) -> Component:
    edition, document = before
    said = _(
        "Sammenlignet med {name}, tal til og med {month}.",
        name=document["called"],
        month=text.month(edition.month),
    )
    link = html.A(_("Se den"), href=addresses.at(addresses.edition(which_of(edition))))
    return html.P([said, " ", link])


def _groups(
    changes: Sequence[Any], kinds: Mapping[Any, str], heading: Callable[..., Component] = html.H2
) -> list[Component]:
    order = {kind: place for place, kind in enumerate(kinds)}
    ordered = sorted(changes, key=lambda each: order.get(each.kind, len(order)))
    return [
        html.Section(
            [
                heading(_(kinds.get(kind, kind))),
                html.Ul([html.Li(each.said) for each in found], className="report-said"),
            ],
            className="report-beside" if heading is html.H2 else "",
        )
        for kind, found in groupby(ordered, key=lambda each: each.kind)
    ]
