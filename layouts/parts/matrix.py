"""The matrix: things down, months across, and every cell a link that opens what lies behind it."""

from collections.abc import Callable, Sequence

from data_access.snapshot.rows import Row
from layouts.parts import html
from layouts.parts.attributes import aria, data
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_places

Link = Callable[[Row], str]


def matrix(
    rows: Sequence[Row],
    *,
    caption: str,
    thing: str,
    name: str,
    metric: str,
    link: Link | None = None,
    chosen: tuple[str, str] | None = None,
) -> Component:
    """Lay rows of name, month, target, level, word and shown out as a matrix.

    `name` is the column that names the things, `metric` the key of what is shown of them; `link` gives a cell's
    address; `chosen` is the name and the month of the cell that is open. A thing with `measured` false
    says so across its row.
    """
    months = list(dict.fromkeys(row["month"] for row in rows))
    things: dict[str, list[Row]] = {}
    for row in rows:
        things.setdefault(row[name], []).append(row)
    heads = [_head(thing), _head(_("Mål"), "goal"), *(_month(month) for month in months)]
    # One precision down the column, and the same as where a thing of it stands alone.
    places = max((goal_places(METRICS[metric], row["target"]) for row in rows), default=0)
    body = [_row(named, cells, places, link, chosen) for named, cells in things.items()]
    table = html.Table(
        [
            html.Caption(caption, className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(body),
        ],
        className="matrix",
    )
    return scrolling(table, _("Tabel: {name}", name=caption))


def _head(words: str, classes: str = "") -> Component:
    return html.Th(words, scope="col", className=classes)


def _month(month: str) -> Component:
    short, said = text.month_short(month), text.month(month)
    return html.Th(html.Abbr(short, title=said), scope="col")


def _row(
    named: str, cells: Sequence[Row], places: int, link: Link | None, chosen: tuple[str, str] | None
) -> Component:
    goals = [row["target"] for row in cells if not text.is_missing(row["target"])]
    goal = text.quantity(goals[-1], "%", places) if goals else text.NOTHING
    head = html.Th(named, scope="row")
    if not cells[0].get("measured", True):
        said = html.Td(_("Bliver ikke målt"), colSpan=len(cells), className="not-measured")
        return html.Tr([head, html.Td(text.NOTHING, className="goal"), said])
    tds = [_cell(row, named, link, is_open=(named, row["month"]) == chosen) for row in cells]
    return html.Tr([head, html.Td(goal, className="goal"), *tds])


def _cell(row: Row, named: str, link: Link | None, *, is_open: bool) -> Component:
    level = row["level"]
    figure = row["shown"].removesuffix(text.suffix("%"))
    inner: list[Component | str] = [mark(level, row["word"]), figure]
    classes = f"cell level-{level}" + (" is-open" if is_open else "")
    if link is None or text.is_missing(row["value"]):
        return html.Td(html.Span(inner, className="cell-inner"), className=classes)
    said = _(
        "{thing}, {month}: {figure}, {word}. Vis årsagen.",
        thing=named,
        month=text.month(row["month"]),
        figure=row["shown"],
        word=row["word"].lower(),
    )
    more = aria(current=True) if is_open else {}
    opened = html.A(
        inner, href=link(row), className="cell-inner", **aria(label=said), **data(nav="stay"), **more
    )
    return html.Td(opened, className=classes)
