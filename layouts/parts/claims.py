"""What a sentence claims of its panel's rows, as values beside its words: so that all of it can be worked out again.

Whoever words an extreme, a count, a sum, a figure or a period takes it from here. Who listens (`heard`) is told each as
a `Claim`; nobody does but the tests, which hold every one against the rows.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Literal

from data_access.snapshot.rows import Row
from vocabulary import text

End = Literal["most", "least"]
What = Literal[End, "count", "sum", "value", "change", "period"]
ENDS: tuple[End, End] = ("least", "most")
# The rows that it is claimed of: whole months with a figure, those that are judged, all that have a figure, or of those
# only what is no sum of others.
Over = Literal["whole", "judged", "known", "parts"]


@dataclass(frozen=True)
class Claim:
    """One claim: what, of which column, over which rows, where it holds (values of `by`), and how much it is.

    A count is of the rows whose column is one of `at`; a period is of the months `at`, first and last, and has no
    amount. A change is the column less that named `since`; with an `end` no other is as far that way.
    """

    what: What
    column: str
    over: Over
    by: tuple[str, ...]
    at: tuple[tuple[object, ...], ...]
    amount: float = 0.0
    since: str = ""
    end: End | None = None


_heard: ContextVar[list[Claim] | None] = ContextVar("heard", default=None)


@contextmanager
def heard() -> Iterator[list[Claim]]:
    """Return the list to which every claim is added that is made within."""
    claims: list[Claim] = []
    token = _heard.set(claims)
    try:
        yield claims
    finally:
        _heard.reset(token)


def _tell(claim: Claim) -> None:
    listener = _heard.get()
    if listener is not None:
        listener.append(claim)


def extreme(
    rows: Sequence[Row],
    column: str,
    what: End,
    over: Over = "whole",
    by: tuple[str, ...] = ("month",),
) -> list[Row]:
    """Return all rows that have the highest figure of a column, or the lowest: several where they tie."""
    known = [row for row in rows if not text.is_missing(row[column])]
    if not known:
        return []
    pick = max if what == "most" else min
    amount = pick(float(row[column]) for row in known)
    found = [row for row in known if float(row[column]) == amount]
    _tell(Claim(what, column, over, by, _places(found, by), amount))
    return found


def total(rows: Sequence[Row], column: str, over: Over = "whole") -> float:
    """Return the sum of a column."""
    amount = sum(float(row[column]) for row in rows if not text.is_missing(row[column]))
    _tell(Claim("sum", column, over, (), (), amount))
    return amount


def count(rows: Sequence[Row], column: str, *values: object, over: Over = "judged") -> int:
    """Return how many of the rows have one of the values in a column."""
    found = sum(row[column] in values for row in rows)
    _tell(Claim("count", column, over, (), tuple((value,) for value in values), found))
    return found


def value(row: Row, column: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return a row's own figure."""
    amount = float(row[column])
    _tell(Claim("value", column, "known", by, _places([row], by), amount))
    return amount


def change(
    row: Row, column: str, since: str, end: End, amount: float, by: tuple[str, ...] = ("name",)
) -> None:
    """Claim that of all rows with both figures none has risen as much, or fallen."""
    _tell(Claim("change", column, "known", by, _places([row], by), amount, since, end))


def period(rows: Sequence[Row], column: str, over: Over = "whole") -> None:
    """Claim that the months that have a figure in a column go from the first row's to the last's."""
    _tell(Claim("period", column, over, ("month",), _places((rows[0], rows[-1]), ("month",))))


def _places(rows: Sequence[Row], by: tuple[str, ...]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(row[name] for name in by) for row in rows)
