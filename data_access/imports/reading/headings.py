"""Finds the headings of a table, below whatever stands above them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from data_access.imports.faults import ImportFault
from data_access.imports.reading.cells import as_read
from data_access.imports.reading.line import Line

MARKS = (";", ",", "\t", "|")
HEADING_WITHIN = 40  # lines that a preamble above the headings may take


def find_headings(
    rows: Iterator[Line], at: int | None, names: Sequence[str], file: str
) -> tuple[int, tuple[str, ...], list[Line]]:
    """Return the headings' line, the headings, and the rows after them that were looked at.

    They are the row that is told, or the first that has most of the wanted names.
    """
    if at is not None:
        for line, cells in rows:
            if line >= at:
                return line, _named(cells), []
        raise ImportFault(f"{file} har ingen række {at}.", "Ret header_row i mappingen.")
    seen: list[Line] = []
    folded = {name.casefold() for name in names}
    for line, cells in islice(rows, HEADING_WITHIN):
        seen.append((line, cells))
        if folded and len(folded & {heading.casefold() for heading in _named(cells)}) * 2 > len(folded):
            return line, _named(cells), []
    if not seen:
        raise ImportFault(f"{file} har ingen rækker.", "Hent den igen.")
    if not folded:
        # Nobody says what they are called: the first row of texts that is about as wide as the widest.
        widest = max(len(_filled(cells)) for _line, cells in seen)
        at = next((at for at, each in enumerate(seen) if _looks_like_headings(each[1], widest)), 0)
        return seen[at][0], _named(seen[at][1]), seen[at + 1 :]
    first = max(seen, key=lambda each: len(folded & {heading.casefold() for heading in _named(each[1])}))
    _refuse_undivided(seen, folded, file)
    lacking = [name for name in names if name.casefold() not in {h.casefold() for h in _named(first[1])}]
    raise ImportFault(
        f"{file} har ikke de kolonner, som mappingen læser; den mangler {', '.join(lacking[:6])}.",
        f"Øverst i filen står: {', '.join(_named(first[1])[:12])}. Er det den rigtige fil og mapping?",
    )


def _refuse_undivided(seen: Sequence[Line], folded: set[str], file: str) -> None:
    """Tell of a table whose rows stand in one column each, as a sheet has them that opened a text in the wrong way."""
    for _line, cells in seen:
        filled = _filled(cells)
        if len(filled) != 1 or not isinstance(filled[0], str):
            continue
        for mark in MARKS:
            names = {as_read(word).strip('"').casefold() for word in filled[0].split(mark)}
            if len(names) > 1 and len(folded & names) * 2 > len(folded):
                raise ImportFault(
                    f"{file} har alle kolonner i én, med „{mark}“ imellem.".replace("\t", "tabulator"),
                    "Del den i Excel under Data, Tekst til kolonner, og gem den; eller hent den igen.",
                )


def _looks_like_headings(cells: Sequence[Any], widest: int) -> bool:
    filled = _filled(cells)
    # A sheet with a period in each column has years or dates among its headings.
    texts = [isinstance(cell, str) for cell in filled]
    are_headings = all(texts) or (texts and texts[0] and all(map(_is_heading, filled)))
    return len(filled) >= max(1, 0.7 * widest) and bool(are_headings)


def _is_heading(cell: Any) -> bool:
    return isinstance(cell, str | date) or (isinstance(cell, int) and 1990 <= cell <= 2100)


def _filled(cells: Sequence[Any]) -> list[Any]:
    return [cell for cell in cells if cell not in (None, "")]


def _named(cells: Sequence[Any]) -> tuple[str, ...]:
    words = [as_read(re.sub(r"\s+", " ", str(cell))) if cell is not None else "" for cell in cells]
    return tuple(word.encode("utf-8", "replace").decode() for word in words)
