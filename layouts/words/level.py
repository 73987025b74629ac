"""What a shift of level does to what is usual of a figure: its natural limits with it and without."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_access.numbers import notes, variation
from data_access.numbers.variation import LEAST
from data_access.numbers.xmr import Limits
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, html, orders
from layouts.parts.answers_run import of_region
from layouts.parts.attributes import aria
from layouts.parts.html import Component
from layouts.parts.tables import scrolling
from layouts.parts.tiles import history
from layouts.words.figures import Figure
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import shift


@dataclass(frozen=True)
class Usual:
    """The limits of the month before a shift of level and of its own month; None where they cannot be told."""

    until: Limits | None
    since: Limits | None


def usual(figure: Figure, snapshot: Snapshot, *, shifts: bool) -> Usual:
    """Return a figure's limits around its month, with the level shifting there or not.

    Every other shift stands, but not what the note that is being written says now.
    """
    metric, month = METRICS[figure.metric], figure.month
    headline, asked = figure.headline, figure.filters(snapshot)
    last = max(month, snapshot.choices.default().last)
    rows = history(headline, snapshot, asked, last)
    rows = rows.part(bisect_left(rows["month"], snapshot.choices.first))
    asked = replace(asked, desk=headline.desk or asked.desk)
    others = notes.shifts(snapshot, asked, (figure.metric,), rows, besides=figure.place[:5])
    levels = sorted({*others, *([month] if shifts else [])})
    found = variation.limits_by_month(rows, "value", levels, metric)
    asked = replace(asked, first=shift(last, 1 - variation.LONGEST), last=last, month=None)
    of_what = of_region(asked) if headline.regional else asked
    with claims.about(headline.numbers, of_what):
        for each in (shift(month, -1), month):
            if limits := found.get(each):
                orders.usual(limits, _stretch(each, levels, rows["month"]), variation.places_of(metric))
    return Usual(found.get(shift(month, -1)), found.get(month))


def _stretch(month: str, levels: Sequence[str], months: Sequence[str]) -> tuple[str, str]:
    """Return the first and the last month of the level that a month is of."""
    later = [each for each in levels if each > month]
    return max([each for each in levels if each <= month] or months[:1]), shift(
        later[0], -1
    ) if later else months[-1]


def preview(figure: Figure, snapshot: Snapshot, *, now: bool, then: bool) -> Component:
    """Say and show the limits as they are `now` that the level shifts or not, and as they are `then` to be."""
    before, after = (usual(figure, snapshot, shifts=each) for each in (now, then))
    metric, month = METRICS[figure.metric], figure.month
    head = html.Thead(
        html.Tr(
            [
                html.Td(""),
                html.Th(_("Sædvanligt nu"), scope="col"),
                html.Th(_("Sædvanligt bagefter"), scope="col"),
            ]
        )
    )
    rows = [
        html.Tr([html.Th(name, scope="row"), *(html.Td(_span(each, metric)) for each in pair)])
        for name, pair in (
            (_("Til og med {month}", month=text.month(shift(month, -1))), (before.until, after.until)),
            (_("Fra {month}", month=text.month(month)), (before.since, after.since)),
        )
    ]
    caption = _("Grænserne for det sædvanlige, nu og bagefter")
    table = html.Table(
        [html.Caption(caption, className="visually-hidden"), head, html.Tbody(rows)],
        className="table figures",
    )
    return html.Section(
        [
            html.H2(_("Det sker der med grænserne"), id="graenser"),
            html.P(sentence(before, after, metric, month)),
            scrolling(table, caption),
        ],
        className="words-other",
        **aria(labelledby="graenser"),
    )


def sentence(before: Usual, after: Usual, metric: Metric, month: str) -> str:
    """Say what becomes of the limits."""
    until, since = ((_span(before.until, metric), _span(after.until, metric)),
                    (_span(before.since, metric), _span(after.since, metric)))  # fmt: skip
    if until[0] == until[1] and since[0] == since[1]:
        return _("Grænserne for det sædvanlige bliver de samme.")
    if after.since is None and after.until is None:
        return _(
            "Hverken før eller fra {month} kan det sædvanlige siges: der skal {least} hele måneder på ét niveau til.",
            month=text.month(month),
            least=text.number(LEAST),
        )
    said = []
    if after.since is None:
        said.append(
            _(
                "Fra {month} kan det sædvanlige ikke siges: der skal {least} hele måneder på ét niveau til.",
                month=text.month(month),
                least=text.number(LEAST),
            )
        )
    elif since[0] != since[1]:
        said.append(_("Fra {month} er det sædvanlige {usual}.", month=text.month(month), usual=since[1]))
    if until[0] != until[1]:
        earlier = text.month(shift(month, -1))
        if after.until is None:
            said.append(_("Til og med {month} kan det ikke siges.", month=earlier))
        else:
            said.append(_("Til og med {month} er det {usual}.", month=earlier, usual=until[1]))
    return text.prose(*said)


def _span(limits: Limits | None, metric: Metric) -> str:
    """Write limits as they are printed; that they cannot be told, where they cannot."""
    if limits is None:
        return _("kan ikke siges")
    places = variation.places_of(metric)
    low, high = text.number(limits.low, places), text.quantity(limits.high, metric.unit, places)
    return _("fra {low} til {high}", low=low, high=high)
