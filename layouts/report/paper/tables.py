"""The tables of an edition: what a panel froze, so that a page can hold it and a reader find what he looks for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from data_access.numbers.project_words import WORDS as LIGHTS
from layouts.report.paper.blocks import Block, Cell, Column, Points, Table
from layouts.report.paper.widths import fits
from vocabulary import text
from vocabulary.language import _
from vocabulary.text import NOTHING

Part = dict[str, Any]
EMPTY = ("", NOTHING)
USUAL = ("usual_low", "usual_high")
LONG = 28  # letters of a cell that is a text rather than a name, a word or a figure
TOLD = 160  # letters of what is read as a text of its own, rather than in a column
# Which columns of a table stand in the chapter, where the table has more than a page is wide: the rest is in the annex.
MAIN = {"projekter/liste": ("name", "word", "finding", "end_words")}
COMPUTED = (
    "computed_word"  # the light by the figures, which stands under the project's own where it is another
)
# What stands under the cell of another column, with its name, so that the texts have room to be read.
UNDER = {"delay_weeks": "end_words", "overrun": "end_words"}


def shown(part: Part) -> list[int]:
    """Return the places of the columns that say something: the first, and those that repeat nothing."""
    return [place for place in range(len(part["columns"])) if place == 0 or not _is_idle(part, place)]


def _is_idle(part: Part, place: int) -> bool:
    """Say that a column is empty, or says the same in each row of what the chapter has told once."""
    key, told = part["columns"][place]["key"], {row[place] for row in part["cells"]}
    if told <= set(EMPTY) or (key == "note" and part["notes"]) or _is_repeated(part, place):
        return True
    if len(told) > 1:
        return False
    if key == "age_months" and told == {"0"}:
        return True  # all reports are of the month itself
    # Between what a figure usually lies is said under its drawing; of what has no target none is missed.
    return (key in USUAL and bool(part["variation"])) or (key == "word" and set(part["levels"]) <= {"none"})


def _is_repeated(part: Part, place: int) -> bool:
    """Say that what a column remarks stands in place of a figure in each of its rows already."""
    if part["columns"][place]["kind"] != "word":
        return False
    rows = (row for row in part["cells"] if row[place] not in EMPTY)
    return all(text.small(row[place]) in (*row[:place], *row[place + 1 :]) for row in rows)


def marked(part: Part) -> int | None:
    """Return the place of the column that a row's light belongs to: its word, else the figure that was judged."""
    columns = part["columns"]
    for name, kind in (("word", ""), ("", "judged"), ("", "word")):
        for place, column in enumerate(columns):
            if name == column["key"] or kind == column["kind"]:
                return place
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


def plain(part: Part) -> list[Block]:
    """Return a part's rows as a table; texts that it has no room for stand under it, by the row that they are of."""
    chosen = shown(part)
    table = chosen_of(part, chosen)
    beside: list[int] = []
    for place in reversed(chosen[1:]):
        if _is_long(part, place, LONG if not fits(table) else TOLD):
            beside.insert(0, place)
            table = chosen_of(part, [each for each in chosen if each not in beside])
    return [table, *_under(part, beside)]


def chosen_of(part: Part, places: Sequence[int]) -> Table:
    """Return a part's rows as a table of some of its columns."""
    rows = [_cells(part, line, places) for line in range(len(part["cells"]))]
    return Table(part["title"], [_column(part, place) for place in places], rows)


def main_of(part: Part, places: Sequence[int]) -> Table:
    """Return a part's rows as a table of its main columns, with what belongs to a cell under it."""
    keys = [column["key"] for column in part["columns"]]
    rows = []
    for line, cells in enumerate(part["cells"]):
        found = []
        for place, plain_cell in zip(places, _cells(part, line, places), strict=True):
            below = [
                f"{heading(part['columns'][at])}: {cells[at]}"
                for at, key in enumerate(keys)
                if UNDER.get(key) == keys[place] and cells[at] not in EMPTY
            ]
            if keys[place] == "word" and COMPUTED in keys:
                below += _computed(cells[place], cells[keys.index(COMPUTED)])
            found.append(replace(plain_cell, text="\n".join([plain_cell.text, *below])))
        rows.append(found)
    return Table(part["title"], [_column(part, place) for place in places], rows)


def _computed(own: str, light: str) -> list[str]:
    """Return the light by the figures, where it is one and not the project's own."""
    is_another = light != own and light in {_(words) for words in LIGHTS.values()}
    return [_("beregnet: {light}", light=text.small(light))] if is_another else []


def _cells(part: Part, line: int, places: Sequence[int]) -> list[Cell]:
    light = marked(part)
    return [cell(part, line, place, light) for place in places]


def _column(part: Part, place: int) -> Column:
    column = part["columns"][place]
    return Column(heading(column), bool(column["is_number"]))


def _is_long(part: Part, place: int, most: int) -> bool:
    longest = max((len(row[place]) for row in part["cells"]), default=0)
    return not part["columns"][place]["is_number"] and longest > most


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
        Column(_("Nøgletal")),
        Column(_("Tal"), is_number=True),
        Column(_("Vurdering")),
        Column(_("På en måned")),
        Column(_("På et år")),
    ]
    rows = [
        [
            Cell(f"{each['name']}\n{each['subject']}"),
            Cell(each["shown"]),
            Cell(each["word"], "" if each["level"] == "none" else each["level"]),
            Cell(each["since_month"]),
            Cell(each["since_year"]),
        ]
        for each in headlines
    ]
    return Table(_("Alle nøgletal"), columns, rows, is_tight=True)
