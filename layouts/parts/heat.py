"""A heat table: counts of two dimensions, each cell its number on a ground that is darker the larger it is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tables import scrolling
from vocabulary import text

STEPS = 5


@dataclass(frozen=True)
class Heat:
    """How rows are laid out: the columns that go down, across and into the cells, and what is said there.

    `absent` gives the words of a cell that has no number to show ('' where it has), `is_total` says which are
    sums of others and have no ground. The grounds begin at nothing, or `from_least` at the least number, where it
    is the differences that matter.
    """

    caption: str
    thing: str
    down: str
    across: str
    value: str
    absent: Callable[[Row], str] = lambda _row: ""
    is_total: Callable[[Row], bool] = lambda _row: False
    from_least: bool = False
    decimals: int = 0


def heat(rows: Sequence[Row], form: Heat) -> Component:
    """Lay the rows out; the first row of a thing says where it stands."""
    across = list(dict.fromkeys(row[form.across] for row in rows))
    down = list(dict.fromkeys(row[form.down] for row in rows))
    cells = {(row[form.down], row[form.across]): row for row in rows}
    shown = [row for row in rows if not text.is_missing(row[form.value]) and not form.is_total(row)]
    values = [float(row[form.value]) for row in shown]
    ends = (min(values, default=0.0) if form.from_least else 0.0, max(values, default=0.0))
    heads = [html.Th(form.thing, scope="col"), *(html.Th(name, scope="col") for name in across)]
    body = [
        html.Tr(
            [html.Th(name, scope="row"), *(_cell(cells.get((name, other)), form, ends) for other in across)]
        )
        for name in down
    ]
    table = html.Table(
        [
            html.Caption(form.caption, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(body),
        ],
        className="heat",
    )
    return scrolling(table, form.caption)


def _cell(row: Row | None, form: Heat, ends: tuple[float, float]) -> Component:
    if row is None:
        return html.Td(text.NOTHING, className="heat-none")
    value, words = row[form.value], form.absent(row)
    if words and not (value and value > 0):
        return html.Td(words, className="heat-none")
    if form.is_total(row):
        return html.Td(text.number(value, form.decimals), className="heat-total")
    if text.is_missing(value):
        return html.Td(text.NOTHING, className="heat-none")
    return html.Td(text.number(value, form.decimals), className=f"heat-{_step(float(value), *ends)}")


def _step(value: float, low: float, high: float) -> int:
    """Return which of the grounds a number has between the two ends: 0 is the palest."""
    return min(int(STEPS * (value - low) / (high - low)), STEPS - 1) if high > low else 0
