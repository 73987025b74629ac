"""What was decided of the months of a subject, and what that says of a sum over some of them.

What is shown of a month is decided once, and what is hidden then stays hidden. A sum over months is shown when it
can be put together out of months and quarters that are shown: so nobody learns from a sum, from two periods or
from two visits what the months and quarters do not tell.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from data_access.withholding.periods import LIST
from data_access.withholding.rectangles import Cells
from data_access.withholding.rule import Face, Withheld

Crossings = Sequence[Mapping[str, str]]
Sums = Mapping[Face, Cells]


@dataclass(frozen=True)
class Month:
    """What was decided of one month.

    `lines` are the lines that the sites were counted in, `apart` the keys by dimension that are counted by
    themselves, the largest first; `groups` are the lines of a hospital, by the organisation's place in their keys
    and the hospital: None where a line is only in part the hospital's.
    """

    withheld: Withheld
    lines: Mapping[str, str] = field(default_factory=dict)
    apart: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[tuple[str, str], Sequence[str] | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Decided:
    """The months that were decided on, and by quarter and year what has its sum shown though months hide it.

    That is cells by face, and lines by the face of their dimension and LIST.
    """

    months: Mapping[str, Month] = field(default_factory=dict)
    sums: Mapping[str, Sums] = field(default_factory=dict)
    marks: Mapping[str, str] = field(default_factory=dict)  # by period: tells the rows that it was decided by

    def hides(self, months: Iterable[str], crossings: Callable[[Month], Crossings | None]) -> bool:
        """Say that the sum over some months is hidden.

        `crossings` are the counts of a month that it is the sum of, as keys by dimension; None: it is no such sum.
        """
        wanted = {month for month in months if month in self.months}
        for month in sorted(wanted):
            found = crossings(self.months[month])
            if found is None:
                return True
            # The months of a quarter or a year with a sum are counted in the same lines.
            periods = [
                each for each in (quarter_of(month), year_of(month)) if wanted.issuperset(months_of(each))
            ]
            sums = [self.sums.get(each, {}) for each in periods]
            for each in found:
                if self.months[month].withheld.hides(each) and not any(shows(known, each) for known in sums):
                    return True
        return False


def shows(sums: Sums, chosen: Mapping[str, str]) -> bool:
    """Say that the sum of the chosen keys, by dimension, is shown; of one dimension it is that of a list's line."""
    keys = chosen if len(chosen) != 1 else {**chosen, LIST: LIST}
    face = next((face for face in sums if set(face) == set(keys)), None)
    return face is not None and (keys[face[0]], keys[face[1]]) in sums[face]


@cache
def quarter_of(month: str) -> str:
    """Return the quarter that a month lies in: `2015-K1`."""
    return f"{month[:4]}-K{(int(month[5:]) + 2) // 3}"


def year_of(month: str) -> str:
    """Return the year that a month lies in."""
    return month[:4]


@cache
def months_of(period: str) -> Sequence[str]:
    """Return the months of a quarter or a year."""
    if len(period) == 4:
        return [f"{period}-{number:02}" for number in range(1, 13)]
    return [f"{period[:4]}-{3 * int(period[-1]) - left:02}" for left in (2, 1, 0)]


def is_month(period: str) -> bool:
    """Say that a period is one month."""
    return "-" in period and "K" not in period
