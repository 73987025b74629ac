"""What a drawing shows, held against its figure and against the rows: every mark, its values, and where it stands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from data_access.snapshot.rows import Row
from tests.drawn import Drawn, Mark
from vocabulary import text

Figure = Mapping[str, Any]
PIXELS = 0.1
Shown = tuple[str, str, str]  # what kind of mark, and its two values


def bare(value: Any) -> str:
    """Return a value as it can be compared however it is written: a number, or a name without its folds."""
    try:
        return f"{float(value):.6f}"
    except ValueError:
        return "".join(str(value).replace("<br>", "").replace("<b>", "").replace("</b>", "").split())


def of_figure(figure: Figure) -> Counter[Shown]:
    """Return the marks that a figure asks for: its bars, and its points."""
    found: Counter[Shown] = Counter()
    for trace in figure["data"]:
        kind = "bar" if trace["type"] == "bar" else "point"
        if kind == "point" and "markers" not in trace["mode"]:
            continue
        if trace.get("marker", {}).get("color") == "rgba(0,0,0,0)":
            continue
        pairs = zip(trace["x"], trace["y"], strict=True)
        found.update((kind, bare(x), bare(y)) for x, y in pairs if x is not None and y is not None)
    return found


def of_drawing(drawn: Drawn) -> Counter[Shown]:
    """Return the marks of a drawing."""
    return Counter(
        (each.kind, bare(each.x), bare(each.y)) for each in drawn.marks if each.kind in ("bar", "point")
    )


def misplaced(figure: Figure, drawn: Drawn) -> list[str]:
    """Return the marks that do not stand where the axes, as they are written, have their values."""
    return [
        f"{mark.kind} {mark.x} {mark.y}: {at} and not {wanted}"
        for mark, at, wanted in (*_along_numbers(figure, drawn), *_along_names(figure, drawn))
        if abs(at - wanted) > PIXELS
    ]


def _along_numbers(figure: Figure, drawn: Drawn) -> Iterator[tuple[Mark, float, float]]:
    """Return each mark with its place along an axis of numbers, and the place that its figure has there."""
    lying = any(trace.get("orientation") == "h" for trace in figure["data"])
    for name in ("x", "y", "y2"):
        axis, letter = figure["layout"].get(f"{name[0]}axis{name[1:]}", {}), name[0]
        if axis.get("type") in ("category", "date") or ("ticktext" in axis and name == "y"):
            continue
        on = [
            each
            for each in drawn.marks
            if name in ("x", each.axis) and each.kind in ("bar", "point", "line", "band")
        ]
        if not on or any(
            not _is_number(part) for each in on for part in each.given[f"data-{letter}"].split("|")
        ):
            continue
        begin, step = drawn.scale(name)
        for mark in on:
            values = [float(part) for part in mark.given[f"data-{letter}"].split("|")]
            if mark.kind == "bar" and lying == (letter == "x"):
                size = mark["width"] if letter == "x" else mark["height"]
                yield mark, size, abs(values[0] * step)
                yield mark, *_foot(mark, letter, begin, step, figure, on)
            elif mark.kind == "point":
                yield mark, mark.centre[letter == "y"], begin + values[0] * step
            elif mark.kind == "line":
                places = [place[letter == "y"] for place in mark.places]
                for value in values:
                    wanted = begin + value * step
                    yield mark, min(places, key=lambda at, wanted=wanted: abs(at - wanted)), wanted  # type: ignore[misc]


def _foot(
    mark: Mark, letter: str, begin: float, step: float, figure: Figure, on: Sequence[Mark]
) -> tuple[float, float]:
    """Return where a bar begins and where it ought to: at nothing, at its base, or where the one below it ends."""
    value = mark.given[f"data-{letter}"]
    low = mark["x"] if letter == "x" else mark["y"] + mark["height"]
    high = mark["x"] + mark["width"] if letter == "x" else mark["y"]
    at = high if value.startswith("-") else low
    base = float(mark.given.get("data-base", 0))
    if figure["layout"].get("barmode") != "stack":
        return at, begin + base * step
    ends = [begin]
    for trace in figure["data"]:
        if trace.get("marker", {}).get("color") == "rgba(0,0,0,0)":
            ends += [begin + float(each) * step for each in trace[letter] if each is not None]
    ends += [each["x"] + each["width"] if letter == "x" else each["y"] for each in on if each is not mark]
    return at, min(ends, key=lambda end: abs(end - at))


def _along_names(figure: Figure, drawn: Drawn) -> Iterator[tuple[Mark, float, float]]:
    """Return each mark with its place along an axis of names or days, and the place where that is written."""
    for letter in "xy":
        axis = figure["layout"].get(f"{letter}axis", {})
        written = _written(axis, letter, drawn)
        several = sum(trace["type"] == "bar" for trace in figure["data"]) > 1
        grouped = several and figure["layout"].get("barmode", "group") == "group" and letter == "x"
        for mark in drawn.marks:
            if mark.kind == "point" or (mark.kind == "bar" and not grouped):
                name, at = bare(mark.given[f"data-{letter}"]), mark.centre[letter == "y"]
                if axis.get("type") == "date":
                    yield mark, at, _day(mark.given[f"data-{letter}"], written)
                elif name in written:
                    yield mark, at, written[name]


def _written(axis: Mapping[str, Any], letter: str, drawn: Drawn) -> dict[str, float]:
    """Return where the names of an axis are written, by what each is the name of."""
    if letter == "x" and "tickvals" in axis:
        columns = sorted({round(each.centre[0], 1) for each in drawn.axis("x")})
        return {bare(value): at for value, at in zip(axis["tickvals"], columns, strict=True)}
    if axis.get("type") != "category" and "tickvals" not in axis:
        return {}
    said = {
        bare(mark.given[f"data-{letter}"]) for mark in drawn.marks if "|" not in mark.given[f"data-{letter}"]
    }
    names = [bare(value) for value in axis.get("tickvals", axis.get("categoryarray", said))]
    labels = [bare(label) for label in axis.get("ticktext", names)]
    found: dict[str, float] = {}
    for at, words in _blocks([(each.centre[1], bare(each.said)) for each in drawn.axis(letter)]):
        for name, label in zip(names, labels, strict=True):
            if words == label or (words.endswith("…") and label.startswith(words[:-1])):
                found.setdefault(name, at)
    return found


def _blocks(lines: Sequence[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return lines that stand close below one another as one: the middle of all, and what they say together."""
    found: list[list[tuple[float, str]]] = []
    for at, said in sorted(lines):
        if found and at - found[-1][-1][0] < 16.5:
            found[-1].append((at, said))
        else:
            found.append([(at, said)])
    return [((each[0][0] + each[-1][0]) / 2, "".join(said for _at, said in each)) for each in found]


def _day(written: str, places: Mapping[str, float]) -> float:
    days = [(date.fromisoformat(day).toordinal(), at) for day, at in places.items()]
    (first, begin), (last, end) = days[0], days[-1]
    return begin + (date.fromisoformat(written).toordinal() - first) * (end - begin) / (last - first)


def _is_number(part: str) -> bool:
    try:
        float(part)
    except ValueError:
        return False
    return True


def untold(figure: Figure, drawn: Drawn, rows: Sequence[Row]) -> list[str]:
    """Return the marks whose figures no row has that they are named by."""
    places = figure["layout"].get("yaxis", {})
    named = dict(zip(map(bare, places.get("tickvals", ())), places.get("ticktext", ()), strict=False))
    by_name: dict[str, list[Row]] = {}
    for row in rows:
        for key, value in row.items():
            if isinstance(value, str) and value:
                name = text.month(value) if key == "month" else value
                by_name.setdefault(bare(name), []).append(row)
    found = []
    for mark in drawn.marks:
        if mark.kind not in ("bar", "point"):
            continue
        lies = not _is_number(mark.y) or bare(mark.y) in named
        name, value = (mark.y, mark.x) if lies else (mark.x, mark.y)
        its = by_name.get(bare(named.get(bare(name), name)), [])
        if not any(_has(row, value, float(mark.given.get("data-base", 0))) for row in its):
            found.append(f"{name}: {value}")
    return found


def _has(row: Row, value: str, base: float) -> bool:
    if not _is_number(value):  # a day, of which the month or the year may be all that is known
        return any(str(each)[:4] == value[:4] for each in row.values())
    number = float(value) + base
    figures = [
        float(each) for each in row.values() if isinstance(each, int | float) and not text.is_missing(each)
    ]
    return any(abs(number - each / unit) < 0.001 for each in figures for unit in (1, 60))


def left_out(drawn: Drawn, rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """Return, of the column that lacks fewest of its figures in a drawing, those that it lacks there."""
    shown = [float(part) for mark in drawn.marks for part in (mark.x, mark.y) if _is_number(part)]
    lacking = []
    for column in columns:
        known = [float(row[column]) for row in rows if not text.is_missing(row[column])]
        gone = [
            each
            for each in known
            if not any(abs(each / unit - at) < 0.001 for at in shown for unit in (1, 60))
        ]
        lacking.append([f"{column}: {each}" for each in gone])
    return min(lacking, key=len, default=[])
