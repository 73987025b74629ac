"""The tables of an edition: what a panel froze, laid out so that a page can hold it and a reader find what he looks for."""

from collections.abc import Sequence
from typing import Any

from layouts.report.paper.blocks import Block, Cell, Column, Points, Table
from vocabulary import text
from vocabulary.language import _
from vocabulary.text import NOTHING

Part = dict[str, Any]
EMPTY = ("", NOTHING)
LONG = 28  # letters of a cell that is a text rather than a name, a word or a figure
ROOM = 112  # letters that a line of a table has room for, columns and all
EDGES = 3  # letters that the space between two columns takes
# Which columns of a table stand in the chapter, where the table has more than a page is wide: the rest is in the annex.
MAIN = {"projekter/liste": ("name", "word", "finding", "end_words", "delay_weeks", "overrun")}


def shown(part: Part) -> list[int]:
    """Return the places of the columns that say something: the first, and those with anything in any row."""
    cells = part["cells"]
    return [
        place
        for place in range(len(part["columns"]))
        if place == 0 or any(row[place] not in EMPTY for row in cells)
    ]


def marked(part: Part) -> int | None:
    """Return the place of the column that a row's light belongs to: its word, else the figure that was judged."""
    columns = part["columns"]
    for tells in (
        lambda c: c["key"] == "word",
        lambda c: c["kind"] == "judged",
        lambda c: c["kind"] == "word",
    ):
        found = next((place for place, column in enumerate(columns) if tells(column)), None)
        if found is not None:
            return found
    return None


def cell(part: Part, line: int, place: int, light: int | None) -> Cell:
    """Return a cell of a part, with the row's light where it is the one that has it."""
    level = part["levels"][line] if place == light else ""
    return Cell(part["cells"][line][place], "" if level == "none" else level)


def heading(column: dict[str, Any]) -> str:
    """Return a column's heading: the cells have their units with them, but where they are plain numbers."""
    return str(
        column["label"]
        if column["kind"] in ("percent", "goal", "judged", "seconds", "points")
        else column["heading"]
    )


def width_of(part: Part, place: int) -> int:
    """Return how many letters wide a column wants to be: of its cells, and of the longest word of its heading."""
    longest = max((len(row[place]) for row in part["cells"]), default=0)
    word = max((len(each) for each in heading(part["columns"][place]).split()), default=0)
    return max(min(longest, LONG), word)


def plain(part: Part, places: Sequence[int] | None = None) -> list[Block]:
    """Return a part's rows as a table; texts that it has no room for stand under it, by the row that they are of."""
    chosen = list(shown(part) if places is None else places)
    beside = _beside(part, chosen)
    kept = [place for place in chosen if place not in beside]
    light = marked(part)
    columns = [_column(part, place) for place in kept]
    rows = [[cell(part, line, place, light) for place in kept] for line in range(len(part["cells"]))]
    return [Table(part["title"], columns, rows), *_under(part, beside)]


def _column(part: Part, place: int) -> Column:
    column = part["columns"][place]
    longest = max((len(row[place]) for row in part["cells"]), default=0)
    return Column(heading(column), bool(column["is_number"]), longest > LONG)


def _beside(part: Part, chosen: Sequence[int]) -> list[int]:
    """Return the columns of long texts that must leave the table, the last first, until the others have room."""
    wanted = sum(width_of(part, place) + EDGES for place in chosen)
    beside: list[int] = []
    for place in reversed(chosen[1:]):
        if wanted <= ROOM:
            break
        if not part["columns"][place]["is_number"] and _column(part, place).is_long:
            beside.insert(0, place)
            wanted -= width_of(part, place) + EDGES
    return beside


def _under(part: Part, places: Sequence[int]) -> list[Block]:
    points = [
        (f"{row[0]}, {text.small(heading(part['columns'][place]))}", row[place])
        for place in places
        for row in part["cells"]
        if row[place] not in EMPTY
    ]
    return [Points(points)] if points else []


def headline_table(headlines: Sequence[dict[str, Any]]) -> Table:
    """Return all headline figures: each with its light, and how it has moved."""
    columns = [
        Column(_("Nøgletal"), is_long=True),
        Column(_("Område")),
        Column(_("Tal"), is_number=True),
        Column(_("Bedømmelse")),
        Column(_("Mod måneden før"), is_long=True),
        Column(_("Mod året før"), is_long=True),
    ]
    rows = [
        [
            Cell(each["name"]),
            Cell(each["subject"]),
            Cell(each["shown"]),
            Cell(each["word"], "" if each["level"] == "none" else each["level"]),
            Cell(each["since_month"]),
            Cell(each["since_year"]),
        ]
        for each in headlines
    ]
    return Table(_("Alle nøgletal"), columns, rows)
