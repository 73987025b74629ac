"""Cells that say nothing whatever they are read as: errors of a sheet, formulas without a value, broken letters."""

import re
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from data_access.imports.reading.cells import Cells, Unworked, is_text

FORMULA = "er en formel, som ingen har regnet ud: åbn filen i Excel, gem den, og indlæs den igen"
_ERROR = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|GETTING_DATA"
    r"|I/T|REFERENCE!|VÆRDI!|DIVISION/0!|NAVN\?|NUL!|OVERLØB!|BEREGN!|##+)",
    re.IGNORECASE,
)
_BROKEN = re.compile("[\x00\ud800-\udfff]")
# 1,20150E+11 and 1.2015E11: what a sheet makes of a long number; 7e12 can be an identity of its own.
_ROUNDED = re.compile(r"[+-]?(?:\d(?:[.,]\d+)?[eE]\+\d+|\d[.,]\d+[eE]\d+)")
# A sheet keeps 15 digits of a number, and writes 0 for those after them.
_LONG, _FILLED = re.compile(r"\d{16,40}"), re.compile(r"\d{15}0+")


def spoilt(cells: Cells, named: Collection[str] = ()) -> Mapping[int, str]:
    """Return the places of cells that say nothing, with what is wrong (Danish).

    `named` are words (case folded) that the mapping itself gives a meaning.
    """
    if is_text(cells):
        joined = "\n".join(filter(None, cells))
        if "#" not in joined and not _BROKEN.search(joined):
            return {}
    found = {place: _wrong(cell) for place, cell in enumerate(cells) if cell is not None}
    return {
        place: reason
        for place, reason in found.items()
        if reason and not (isinstance(cells[place], str) and cells[place].casefold() in named)
    }


def _wrong(cell: Any) -> str:
    if isinstance(cell, Unworked):
        return FORMULA
    if not isinstance(cell, str):
        return ""
    if _ERROR.fullmatch(cell):
        return "er en fejl i regnearket"
    return "har et bogstav, der er gået i stykker" if _BROKEN.search(cell) else ""


def rounded(words: Cells) -> Mapping[int, str]:
    """Return the places of identities (texts) that a sheet has rounded: several things have become one."""
    found = [place for place, word in enumerate(words) if word and _ROUNDED.fullmatch(word)]
    long = [place for place, word in enumerate(words) if word and _LONG.fullmatch(word)]
    # By chance one in ten ends in 0, and not one after the other.
    if len(long) > 2 and all(_FILLED.fullmatch(words[place]) for place in long):
        found += long
    return dict.fromkeys(
        found, "er afrundet af et regneark og er ingen nøgle: hent filen igen med kolonnen som tekst"
    )


def places(found: Mapping[int, str], count: int) -> "np.ndarray[Any, Any]":
    """Mark the places among so many."""
    marked = np.zeros(count, dtype=bool)
    marked[list(found)] = True
    return marked
