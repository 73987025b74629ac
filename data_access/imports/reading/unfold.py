"""Makes rows of columns: of a sheet with a month in each column, one row a month."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from data_access.imports.faults import ImportFault
from data_access.imports.reading.line import SWALLOWED, Amiss, Line, Spread, close
from data_access.imports.reading.periods import periods

# The columns that a table gets for those that became rows: the heading that a cell stood under, and the cell.
HEADING, CELL = "overskrift", "værdi"
UNFOLDED = (HEADING, CELL)
PERIODS = "periods"


def period_places(headings: Sequence[str]) -> list[int]:
    """Return the places of the columns whose heading is a year, a month or a day."""
    words = np.empty(len(headings), dtype=object)
    words[:] = [heading or None for heading in headings]
    found, bad = periods(words, (), "")
    return [at for at in range(len(headings)) if not bad[at] and found.iloc[at] is not None]


def unfolded(
    headings: Sequence[str], rows: Iterator[Line], told: str | Sequence[str], file: str
) -> tuple[tuple[str, ...], Iterator[Line]]:
    """Return the headings and rows of a table with each of the told columns as a row of its own.

    An empty cell is no row. A row that is wider than the headings, or that has swallowed others, stays as it is.
    """
    if told == PERIODS:
        places = period_places(headings)
        if not places:
            raise ImportFault(
                f"{file} har ingen kolonner, hvis overskrift er en periode.",
                f"Ret unfold under [file] i mappingen. Filen har: {', '.join(headings)}.",
            )
    else:
        lacking = [name for name in told if name not in headings]
        if lacking:
            raise ImportFault(
                f"{file} har ingen kolonne, der hedder „{lacking[0]}“ (unfold).",
                f"Den har: {', '.join(headings)}. Ret mappingen eller filen.",
            )
        places = [headings.index(name) for name in told]
    kept = [at for at in range(len(headings)) if at not in places]
    names = tuple(headings[at].removesuffix(" 00:00:00") for at in places)
    return (*(headings[at] for at in kept), *UNFOLDED), _rows(
        rows, headings, kept, list(zip(places, names, strict=True))
    )


def _rows(
    rows: Iterator[Line], headings: Sequence[str], kept: Sequence[int], told: Sequence[tuple[int, str]]
) -> Iterator[Line]:
    try:
        for line, cells in rows:
            if amiss := _amiss(line, cells, headings):
                yield from amiss
                continue
            stays = [cells[at] if at < len(cells) else None for at in kept]
            for at, name in told:
                cell = cells[at] if at < len(cells) else None
                if cell is not None and not (isinstance(cell, str) and not cell.strip()):
                    yield line, [*stays, name, cell]
    finally:
        close(rows)


def _amiss(line: int, cells: list[Any], headings: Sequence[str]) -> list[Line]:
    """Return what is told of a row whose cells do not stand under their headings: nothing where they do."""
    width = len(headings)
    if isinstance(cells, Spread):
        lines = cells.as_lines()
        if any(len(each) == width for each in lines[1:]):
            at = next(place for place, cell in enumerate(cells) if len(cell.splitlines()) > 1)
            told = [cells.delimiter.join(each) for each in lines if each != [""]]
            column = [*headings, *[""] * len(cells)][at]
            return [(line + n, _told([words], SWALLOWED, column)) for n, words in enumerate(told)]
    if any(cell not in ("", None) for cell in cells[width:]):
        reason = f"rækken har flere end {width} kolonner"
        return [(line, _told(cells, reason, f"kolonne {width + 1}"))]
    return []


def _told(cells: list[Any], reason: str, column: str) -> Amiss:
    found = Amiss(cells)
    found.reason, found.column = reason, column
    return found
