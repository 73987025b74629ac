"""How wide the columns of a table are: each as wide as it wants where there is room, else no word is torn apart.

A column of figures, of months or of short words is never folded; one of texts takes what is left.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from layouts.figures.vector.letters import CUT
from layouts.figures.vector.letters import width as measured
from layouts.report.paper.blocks import Cell, Table
from layouts.report.paper.printable import BREAK

LINE = 176 / 25.4 * 72  # points: A4 between its margins
SIZE, DENSE = 8.5, 7.3  # points of type
STRIP, HEAD = 11.0, 8.0  # of a row of large figures, and of what they are called
INSET = {
    STRIP: 4.0 / 25.4 * 72,
    SIZE: 3.6 / 25.4 * 72,
    DENSE: 1.6 / 25.4 * 72,
}  # left and right of a cell, together
ROUNDED = 0.01  # points by which what shares the line may be more than it
SLACK = 1.08  # the bolder face is wider than what is measured
WIDEST = 230.0  # that a column wants to be
FIGURE = 24  # letters of a figure, which is never folded
TEXT = 40  # letters of a text, which is read in lines
# How many letters of a name or a word are not folded, and how many points a line of a text has at least: what comes
# first is better, and what the line has room for is taken.
TRIED = (
    (20, 220.0),
    (16, 220.0),
    (12, 220.0),
    (20, 150.0),
    (16, 150.0),
    (12, 150.0),
    (20, 96.0),
    (16, 96.0),
    (12, 96.0),
    (0, 0.0),
)
_DIGIT = re.compile(r"\d")


def width(words: str, size: float) -> float:
    """Return how wide words are, in points; figures stand below one another, so each is as wide as the widest."""
    return measured(_DIGIT.sub("0", words), size)


def widths(table: Table) -> list[float]:
    """Return the width of each column, in points; together they are never more than the line."""
    wanted = _wanted(table)
    alike = _alike(table, wanted)
    if sum(alike) <= LINE + ROUNDED:
        return alike
    if sum(wanted) <= LINE:
        return wanted
    tried = (_least(table, longest, read) for longest, read in TRIED)
    least = next((each for each in tried if sum(each) <= LINE), None)
    if least is None:
        least = _least(table, *TRIED[-1])
        return [each * LINE / sum(least) for each in least]
    room = [max(0.0, more - few) for more, few in zip(wanted, least, strict=True)]
    left = (LINE - sum(least)) / (sum(room) or 1.0)
    return [few + each * left for few, each in zip(least, room, strict=True)]


def _alike(table: Table, wide: Sequence[float]) -> list[float]:
    """Return widths with those of a matrix's months, whose headings have the year under them, all the same.

    They are as wide as the widest, or share what the line has for them, where no word is torn apart by it.
    """
    months = {place for place, each in enumerate(table.columns) if table.is_dense and "\n" in each.heading}
    if not months:
        return list(wide)
    room = (LINE - sum(each for place, each in enumerate(wide) if place not in months)) / len(months)
    least = max(_longest(each, DENSE) for place in months for each in _column(table, place)) + INSET[DENSE]
    share = max(least, min(room, max(wide[place] for place in months)))
    return [share if place in months else each for place, each in enumerate(wide)]


def fits(table: Table) -> bool:
    """Say that the line has room for the table without folding what is short."""
    return sum(_least(table, 20, 96.0)) <= LINE


def folded(table: Table, wide: Sequence[float]) -> Table:
    """Return the table with each word that is wider than its column marked where it may be broken; no figure is."""
    size = _size(table)
    room = [(each - INSET[size]) / _slack(table, place) for place, each in enumerate(wide)]
    columns = [
        replace(each, heading=_folded(each.heading, room[at] / _bold(table, at), _head(table)))
        for at, each in enumerate(table.columns)
    ]
    rows = [
        [
            each
            if table.columns[at].is_number and len(each.text) <= FIGURE
            else replace(each, text=_folded(each.text, room[at] - _mark(each, size), size))
            for at, each in enumerate(row)
        ]
        for row in table.rows
    ]
    return replace(table, columns=columns, rows=rows)


def broken(words: str, room: float, size: float) -> str:
    """Return words with each that is wider than the room, in points, marked where it may be broken."""
    return _folded(words, room / SLACK, size)


def cut(words: str, room: float, size: float) -> str:
    """Return words as long as they have room on one line, in points, with what says that there is more."""
    line = " ".join(words.split())
    if width(line, size) <= room:
        return line
    while line and width(line + CUT, size) > room:
        line = line[:-1]
    return line.rstrip() + CUT


def _folded(words: str, room: float, size: float) -> str:
    if "\n" in words:
        return "\n".join(_folded(line, room, size) for line in words.split("\n"))
    if width(words, size) <= room:
        return words
    return " ".join(
        word if width(word, size) <= room else _broken(word, room, size) for word in words.split(" ")
    )


def _broken(word: str, room: float, size: float) -> str:
    most = max(1, int(len(word) * room / width(word, size) * 0.9))
    bare = word.replace(BREAK, "")
    return BREAK.join(bare[at : at + most] for at in range(0, len(bare), most))


def _wanted(table: Table) -> list[float]:
    size = _size(table)
    found = []
    for place, column in enumerate(table.columns):
        cells = max((_whole(each, size) for each in _column(table, place)), default=0.0)
        words = [width(each, _head(table)) for each in column.heading.split()]
        # A heading of several words is read on two lines as well.
        head = max(max(words, default=0.0), sum(words) * (1.1 if table.is_strip else 0.6)) * _bold(
            table, place
        )
        found.append(min(max(cells, head), WIDEST) * _slack(table, place) + INSET[size])
    return found


def _least(table: Table, longest: int, read: float) -> list[float]:
    size = _size(table)
    found = []
    for place, column in enumerate(table.columns):
        kept = max(longest, FIGURE) if column.is_number else longest
        cells = (_unfolded(each, size, kept, read) for each in _column(table, place))
        words = (width(each, _head(table)) * _bold(table, place) for each in column.heading.split())
        found.append(min(max(chain(cells, words), default=0.0), WIDEST) * _slack(table, place) + INSET[size])
    return found


def _size(table: Table) -> float:
    return DENSE if table.is_dense else STRIP if table.is_strip else SIZE


def _slack(table: Table, place: int) -> float:
    """Return how much wider than measured a column is: in a matrix the first alone is bold."""
    return 1.01 if table.is_dense and place else SLACK


def _bold(table: Table, place: int) -> float:
    """Return how much wider than the column's cells its heading is, which is bold in every table."""
    return SLACK / _slack(table, place)


def _head(table: Table) -> float:
    return HEAD if table.is_strip else _size(table)


def _column(table: Table, place: int) -> Sequence[Cell]:
    return [row[place] for row in table.rows]


def _whole(cell: Cell, size: float) -> float:
    return max((width(line, size) for line in cell.text.split("\n")), default=0.0) + _mark(cell, size)


def _unfolded(cell: Cell, size: float, longest: int, read: float) -> float:
    if len(cell.text) <= longest:
        return _whole(cell, size)
    words = max((width(word, size) for word in cell.text.split()), default=0.0)
    return (
        max(words, min(_whole(cell, size), read)) + _mark(cell, size)
        if len(cell.text) > TEXT
        else words + _mark(cell, size)
    )


def _longest(cell: Cell, size: float) -> float:
    """Return how wide the longest word of a cell is, with the mark before it; a figure is never folded."""
    if _DIGIT.search(cell.text):
        return _whole(cell, size)
    return max((width(word, size) for word in cell.text.split()), default=0.0) + _mark(cell, size)


def _mark(cell: Cell, size: float) -> float:
    return (1.0 if size == DENSE else 1.25) * size if cell.level else 0.0
