"""The cells of a panel's table beside the numbers of its download, and whether their words say the same."""

import csv
import io
import re
from typing import Any

from layouts.parts.declarations import Panel

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def table_cells(table: Any, _panel: Panel, asked: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return each cell's words with the number of the download."""
    columns, rows = asked["columns"], asked["rows"]
    assert [head.text() for head in table.one("Thead").all("Th")] == [column["label"] for column in columns]
    shown = table.one("Tbody").all("Tr")
    assert len(shown) == len(rows)
    return [
        (without_mark(cell), row[column["key"]])
        for line, row in zip(shown, rows, strict=True)
        for cell, column in zip(line.all("Th") + line.all("Td"), columns, strict=True)
    ]


def matrix_cells(table: Any, panel: Panel, asked: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return each cell's words with the number of the download; a row a thing, a column a month."""
    thing = panel.columns[0].key
    months = [month(head.prop("title")) for head in table.one("Thead").all("Abbr")]
    values = {(row[thing], row["month"]): row["value"] for row in asked["rows"]}
    assert {month for _, month in values} == set(months)
    pairs = []
    for line in table.one("Tbody").all("Tr"):
        named = line.one("Th").text()
        cells = line.all("Td")[1:]  # after the target
        if len(cells) == 1 < len(months):
            assert all(values[named, each] is None for each in months)
            continue
        pairs += [(without_mark(cell), values[named, each]) for cell, each in zip(cells, months, strict=True)]
    return pairs


def grid_cells(table: Any, panel: Panel, asked: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return each cell's words with the number of the download: the first column down, the second across."""
    down, across, value = (column["key"] for column in asked["columns"][:3])
    heads = [head.all("Abbr")[0].prop("title") if head.all("Abbr") else head.text()
             for head in table.one("Thead").all("Th")[1:]]  # fmt: skip
    names = [month(head) for head in heads]
    values = {(row[down], row[across]): row for row in asked["rows"]}
    assert {name for _, name in values} == set(names)
    pairs = []
    for line in table.one("Tbody").all("Tr"):
        named = line.one("Th").text()
        for cell, name in zip(line.all("Td"), names, strict=True):
            words, row = without_mark(cell), values[named, name]
            if words in ("Lukket", "skjult"):
                assert row[value] in (0, None)
            else:
                pairs.append((words, row[value]))
    return pairs


def without_mark(cell: Any) -> str:
    """Return a cell's words without the word of its light, which is for those who do not see it."""
    marks = "".join(mark.text() for mark in cell.all(class_="mark"))
    return cell.text().removeprefix(marks)


def says(words: str, value: Any) -> bool:
    """Say that the words are those of the value, to as many decimals as the words have."""
    if value is None:
        return words in ("–", "", "skjult")
    if isinstance(value, str):
        return words == value or (is_month(value) and month(words) == value) or is_date(value, words)
    counted = re.fullmatch(r"(\d+) af (\d+)", words.replace(".", ""))
    if counted:
        return int(counted[1]) == value or abs(100 * int(counted[1]) / int(counted[2]) - value) < 1e-6
    wait = re.fullmatch(r"(?:(\d+) min\.)? ?(?:(\d+) sek\.)?", words.replace("\u00a0", " "))
    if wait and words:
        return abs(60 * int(wait[1] or 0) + int(wait[2] or 0) - value) <= 0.5
    figure = words.replace("\u00a0", " ").replace("\u2212", "-").removesuffix(" %")
    decimals = len(figure.partition(",")[2])
    return abs(float(figure.replace(".", "").replace(",", ".")) - value) <= 0.5 / 10**decimals + 1e-6


def is_date(value: str, words: str) -> bool:
    """Say that `9. juni 2015` or `9. juni 2015 kl. 06.10` is the date or the time of the ISO text."""
    said = re.fullmatch(r"(\d+)\. (\w+ \d{4})(?: kl\. (\d\d)\.(\d\d))?", words)
    if not said:
        return False
    time = f"T{said[3]}:{said[4]}" if said[3] else ""
    return value == f"{month(said[2])}-{int(said[1]):02d}{time}"


def month(words: str) -> str:
    """Read `april 2015` as 2015-04; other words as they are."""
    name, _, year = words.partition(" ")
    return f"{year}-{MONTHS.index(name) + 1:02d}" if name in MONTHS else words


def is_month(value: str) -> bool:
    return re.fullmatch(r"\d{4}-\d\d", value) is not None


def read_csv(data: bytes, *, plain: bool = False, heads: list[str] | None = None) -> list[list[str]]:
    """Return the rows under the headings, which are held against those expected."""
    lines = io.StringIO(data.decode("utf-8" if plain else "utf-8-sig"), newline="")
    first, *rows = csv.reader(lines, delimiter="," if plain else ";")
    assert heads is None or first == heads
    return rows


def number(cell: str, *, plain: bool) -> float | None:
    assert not (plain and "," in cell)
    assert plain or "." not in cell
    return float(cell.replace(",", ".")) if cell else None


def text(cell: str) -> str | None:
    return cell or None
