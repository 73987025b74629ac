"""Frozen rows as tables: as they were printed, with a light beside what was judged, or a month a column."""

from typing import Any

from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.tables import mark, scrolling
from vocabulary import text
from vocabulary.language import _
from vocabulary.status import WORDS, Level

Frozen = dict[str, Any]
# What stands above a table already, in whole sentences.
SAID_ABOVE = ("note", "explanation")
NAMED_BY_LIGHT = ("value", "word")  # columns in which a light has its place


def table(part: Frozen) -> Component:
    """Return the rows of a part as a table whose columns and rows have headings."""
    return by_month(part) if is_by_month(part) else _plain(part)


def is_by_month(part: Frozen) -> bool:
    """Say that a part tells of several things in the same months, a row each."""
    kinds = [(each["key"], each["kind"]) for each in part["columns"][:3]]
    return len(kinds) > 2 and kinds[:2] == [("name", "text"), ("month", "month")] and kinds[2][0] == "value"


def by_month(part: Frozen) -> Component:
    """Return a table of things down and months across, each with its light."""
    months = list(dict.fromkeys(row[1] for row in part["rows"]))
    goals, cells = _things(part)
    has_goals = any(goals.values())
    goal = [html.Th(_("Mål"), scope="col", className="number")] if has_goals else []
    heads = [
        html.Th(html.Abbr(text.month_short(month), title=text.month(month)), scope="col", className="number")
        for month in months
    ]
    body = [
        html.Tr(
            [
                html.Th(name, scope="row"),
                *([html.Td(goals[name], className="number")] if has_goals else []),
                *(of.get(month, html.Td(text.NOTHING, className="number")) for month in months),
            ]
        )
        for name, of in cells.items()
    ]
    first = html.Th([part["columns"][0]["label"], *([" (%)"] if _is_share(part) else [])], scope="col")
    return _whole(part, [first, *goal, *heads], body, "report-months")


def _things(part: Frozen) -> tuple[dict[str, str], dict[str, dict[str, Component]]]:
    """Return the newest goal of each thing ('' where none is told), and its cell of each month."""
    at = next((place for place, each in enumerate(part["columns"]) if each["key"] == "target"), None)
    word = next((place for place, each in enumerate(part["columns"]) if each["key"] == "word"), 2)
    goals: dict[str, str] = {}
    cells: dict[str, dict[str, Component]] = {}
    for row, written, level in zip(part["rows"], part["cells"], part["levels"], strict=True):
        goals[row[0]] = _bare(written[at], part) if at is not None else ""
        cells.setdefault(row[0], {})[row[1]] = html.Td(
            _lit(_bare(written[2], part), level, written[word]), className=f"number level-{level}"
        )
    return goals, cells


def _is_share(part: Frozen) -> bool:
    return bool(part["columns"][2]["heading"].endswith("(%)"))


def _bare(written: str, part: Frozen) -> str:
    """Return a figure without its unit, which stands once above the table, so that twelve months have room."""
    return written.removesuffix("\xa0%") if _is_share(part) else written


def _plain(part: Frozen) -> Component:
    columns = part["columns"]
    shown = [
        place
        for place, column in enumerate(columns)
        if not (column["key"] in SAID_ABOVE or all(not row[place] for row in part["cells"])) or place == 0
    ]
    heads = [
        html.Th(columns[place]["label"], scope="col", className=_align(columns[place])) for place in shown
    ]
    lit = _column_of_light(part, shown)
    body = [
        html.Tr(
            [
                html.Th(cells[0], scope="row", className="when" if columns[0]["kind"] == "month" else ""),
                *(
                    html.Td(
                        _lit(cells[place], level, "") if place == lit else cells[place],
                        className=_align(columns[place]),
                    )
                    for place in shown[1:]
                ),
            ]
        )
        for cells, level in zip(part["cells"], part["levels"], strict=True)
    ]
    return _whole(part, heads, body, "")


def _column_of_light(part: Frozen, shown: list[int]) -> int | None:
    """Return the column beside whose words the light stands: that which was judged, or that which says the light."""
    columns = part["columns"]
    judged = (place for place in shown if columns[place]["kind"] == "judged")
    named = (place for place in shown if columns[place]["key"] in NAMED_BY_LIGHT)
    return next(judged, next(named, None))


def _whole(part: Frozen, heads: list[Component], body: list[Component], also: str) -> Component:
    caption = html.Caption(part["title"], className="visually-hidden")
    rows = html.Table(
        [caption, html.Thead(html.Tr(heads)), html.Tbody(body)], className=f"table figures {also}".strip()
    )
    return scrolling(rows, _("Tabel: {name}", name=part["title"]))


def _lit(written: str, level: Level, word: str) -> list[Component | str]:
    """Return what is written, with its light before it, unless it has none."""
    if level == "none":
        return [written]
    return [mark(level, word if word and word != written else _(WORDS[level])), written]


def _align(column: Frozen) -> str:
    return "number" if column["is_number"] else "when" if column["kind"] in ("day", "moment") else ""
