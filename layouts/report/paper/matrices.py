"""Rows of several things over several months, or of each thing with each of another kind, as a matrix."""

from collections.abc import Iterator, Sequence
from typing import Any

from layouts.report.paper.blocks import Block, Cell, Column, Legend, Points, Table
from layouts.report.paper.tables import EMPTY, cell, heading, marked, shown
from vocabulary import text
from vocabulary.language import _

Part = dict[str, Any]
MOST_MONTHS = 12  # that a page is wide enough for
FEWEST_ROWS = 24  # fewer are read as they are


def is_matrix(part: Part) -> bool:
    """Say that a part's rows are of several things, each over several months, once a month."""
    places = _places(part)
    if places is None or len(part["cells"]) < FEWEST_ROWS:
        return False
    name, month = places
    pairs = [(row[name], row[month]) for row in part["rows"]]
    return len(set(pairs)) == len(pairs) and None not in {each for pair in pairs for each in pair}


def _places(part: Part) -> tuple[int, int] | None:
    kinds = [column["kind"] for column in part["columns"]]
    if kinds[:1] != ["text"] or kinds.count("month") != 1:
        return None
    return 0, kinds.index("month")


def matrix(part: Part) -> list[Block]:
    """Return the part's judged figure as a matrix, with what it should reach, and what its marks mean."""
    light = marked(part)
    judged = [place for place, column in enumerate(part["columns"]) if column["kind"] == "judged"]
    shown = judged[0] if judged else light
    if shown is None:
        return []
    target = next((place for place, column in enumerate(part["columns"]) if column["key"] == "target"), None)
    marks = _meanings(part, light)
    found = _tables(part, shown, target, has_lights=bool(marks))
    return [*([Legend(marks)] if marks else []), *found]


def others(part: Part) -> list[Block]:
    """Return the part's other figures, each as a matrix of its own, and its texts by thing and month: for the annex."""
    judged = next((place for place, column in enumerate(part["columns"]) if column["kind"] == "judged"), None)
    found: list[Block] = []
    for place, column in enumerate(part["columns"]):
        if column["is_number"] and place != judged and column["key"] != "target":
            found += _tables(part, place, None, has_lights=False)
    return [*found, *_texts(part)]


def is_crossed(part: Part) -> bool:
    """Say that a part's rows are of each thing of one kind with each of another, and tell one figure of both."""
    columns = part["columns"]
    if [column["kind"] for column in columns[:2]] != ["text", "text"] or len(part["cells"]) < FEWEST_ROWS:
        return False
    told = [place for place in shown(part) if place > 1]
    across, down = ({row[place] for row in part["rows"]} for place in (0, 1))
    pairs = {tuple(row[:2]) for row in part["rows"]}
    return (
        [columns[place]["is_number"] for place in told] == [True]
        and len(across) <= MOST_MONTHS
        and len(pairs) == len(part["rows"]) == len(across) * len(down)
    )


def crossed(part: Part) -> Table:
    """Return a part's one figure with the things of its first column across, and those of its second down."""
    place = next(place for place in shown(part) if place > 1)
    light = marked(part)
    lines = {tuple(row[:2]): line for line, row in enumerate(part["cells"])}
    across, down = (list(dict.fromkeys(row[at] for row in part["cells"])) for at in (0, 1))
    rows = [
        [Cell(thing), *(cell(part, lines[each, thing], place, light) for each in across)] for thing in down
    ]
    columns = [Column(part["columns"][1]["label"]), *(Column(each, is_number=True) for each in across)]
    return Table(f"{heading(part['columns'][place])}: {part['title']}", columns, rows, is_dense=True)


def _meanings(part: Part, light: int | None) -> list[tuple[str, str]]:
    """Return what the marks mean, in the words that stand at them."""
    if light is None:
        return []
    words: dict[str, str] = {}
    for level, row in zip(part["levels"], part["cells"], strict=True):
        if level != "none":
            words.setdefault(level, row[light])
    return [(level, words[level]) for level in ("good", "near", "missed", "unknown") if level in words]


def _tables(part: Part, place: int, target: int | None, *, has_lights: bool) -> list[Block]:
    name, month = _places(part) or (0, 1)
    months = sorted({row[month] for row in part["rows"]})
    spans = [months[at : at + MOST_MONTHS] for at in range(0, len(months), MOST_MONTHS)]
    return [_table(part, (name, month, place, target), span, has_lights=has_lights) for span in spans]


def _table(
    part: Part, places: tuple[int, int, int, int | None], months: Sequence[str], *, has_lights: bool
) -> Table:
    name, month, place, target = places
    lines = {(row[name], row[month]): line for line, row in enumerate(part["rows"])}
    column = part["columns"][place]
    unit = " (%)" if column["kind"] in ("judged", "percent") and _all_percent(part, place) else ""
    columns = [Column(part["columns"][name]["label"])]
    if target is not None:
        columns.append(Column(_("Mål") + unit, is_number=True))
    columns += [Column(_head(each), is_number=True) for each in months]
    rows = []
    for thing in dict.fromkeys(row[name] for row in part["rows"]):
        found = [lines.get((thing, each)) for each in months]
        row = [Cell(str(thing))]
        if target is not None:
            row.append(Cell(_aims(part, [each for each in found if each is not None], target)))
        row += [_cell(part, line, place, has_lights=has_lights) for line in found]
        rows.append(row)
    title = part["title"] if has_lights else f"{heading(column)}: {part['title']}"
    return Table(title, columns, rows, is_dense=True)


def _head(month: str) -> str:
    """Return what a column of a month is called: month and year under each other in all, not where one is narrow."""
    return f"{text.month_short(month).rpartition(' ')[0]}\n{month[:4]}"


def _all_percent(part: Part, place: int) -> bool:
    return all(row[place].endswith("%") or row[place] in EMPTY for row in part["cells"])


def _cell(part: Part, line: int | None, place: int, *, has_lights: bool) -> Cell:
    if line is None:
        return Cell(text.NOTHING)
    level = part["levels"][line] if has_lights else ""
    return Cell(_short(part["cells"][line][place]), "" if level == "none" else level)


def _aims(part: Part, lines: Sequence[int], target: int) -> str:
    """Return what a thing should reach in the months shown; another aim than the newest is told before it."""
    aims = dict.fromkeys(_short(part["cells"][line][target]) for line in lines)
    return " → ".join(aims) or text.NOTHING


def _short(cell: str) -> str:
    return cell.removesuffix("%").rstrip() if cell.endswith("%") else cell


def _texts(part: Part) -> Iterator[Block]:
    name, month = _places(part) or (0, 1)
    points = [
        (f"{row[name]}, {row[month]}, {text.small(heading(column))}", row[place])
        for place, column in enumerate(part["columns"])
        if column["kind"] == "text" and place != name
        for row in part["cells"]
        if row[place] not in EMPTY
    ]
    if points:
        yield Points(points)
