"""Finds the decimal mark of a column by its numbers: where one can only be read one way, all are read that way."""

import re

from data_access.imports.reading.cells import Cells


def _only(mark: str, other: str) -> re.Pattern[str]:
    """Return what only a number with that decimal mark looks like, as a line of many."""
    group = r"[ '\u00a0\u202f]"  # the blanks that a sheet puts between thousands, and before a per cent sign
    forms = (
        rf"\d*{mark}(?:\d{{1,2}}|\d{{4,}})",  # 1,5
        rf"(?:0\d*|\d{{4,}})?{mark}\d{{3}}",  # 0,123
        rf"\d{{1,3}}(?:{other}\d{{3}})+{mark}\d+",  # 1.234,5
        rf"\d{{1,3}}(?:{group}\d{{3}})+{mark}\d+",  # 1 234,567
        rf"[1-9]\d{{0,2}}(?:{other}\d{{3}}){{2,}}",  # 1.234.567
    )
    return re.compile(rf"^[+\-\u2212]?(?:{'|'.join(forms)})(?:[eE][+-]?\d+)?{group}?%?$", re.MULTILINE)


SELDOM = 0.01  # the share of a column's numbers up to which those with another mark are slips
_POINT, _COMMA = _only(r"\.", ","), _only(",", r"\.")


class Marks:
    """The decimal marks that a column's texts can only be read by, of those that have been seen."""

    def __init__(self) -> None:
        self.points = self.commas = 0

    def see(self, cells: Cells) -> bool:
        """Take in some of its cells, and say whether any of them has a mark."""
        words = "\n".join(cell for cell in cells if isinstance(cell, str) and ("," in cell or "." in cell))
        if words:
            self.points += len(_POINT.findall(words))
            self.commas += len(_COMMA.findall(words))
        return bool(words)

    def verdict(self) -> str:
        """Return the marks: '' where the texts do not tell, or both.

        A few that are written otherwise than all others are slips, and no mark of the column.
        """
        points, commas = self.points, self.commas
        if points and commas and not SELDOM * points < commas < points / SELDOM:
            return "." if points > commas else ","
        return ("." if points else "") + ("," if commas else "")


def decimal_of(cells: Cells) -> str:
    """Return the one decimal mark of a column's texts; '' where they do not tell, or contradict one another."""
    found = Marks()
    found.see(cells)
    marks = found.verdict()
    return marks if len(marks) == 1 else ""
