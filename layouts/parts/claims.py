"""What a sentence claims, told beside it as a value, so that it can be worked out again.

Whoever words an extreme, a count, a sum, a figure, a list or a period takes it from here. Who listens (`heard`) is told
each as a `Claim`; nobody does but the tests, which hold every one against the rows. A panel's sentence is held against
the panel's own rows; the sentence that sums a page up says which numbers each of its claims is `about`.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Literal

from data_access.snapshot.rows import Row
from vocabulary import text

End = Literal["most", "least"]
What = Literal[End, "count", "those", "often", "turned", "sum", "value", "word", "change", "period"]
ENDS: tuple[End, End] = ("least", "most")
# The rows that it is claimed of: whole months with a figure, those that are judged, all that have a figure, or of those
# only what is no sum of others.
Over = Literal["whole", "judged", "known", "parts"]
Of = Callable[..., Any] | None
Months = tuple[str, str] | None
MOST_NAMED = 3  # that tie, beyond which their number says more than their names


@dataclass(frozen=True)
class Claim:
    """One claim: what, of which column, over which rows, where it holds (values of `by`), and how much it is.

    A count, what is listed, and what is so most often, is of the rows whose column is one of `values`; a word is what
    stands in the column. A period is of the months `at`, first and last, and has no amount. A change is the column less
    that named `since`; with an `end` no other is as far that way. With `places` (decimals) figures are compared as they
    are printed. `of` is the numbers whose rows they are, where it is not the panel's own; with `months` (first and
    last) only their rows.
    """

    what: What
    column: str
    over: Over
    by: tuple[str, ...]
    at: tuple[tuple[object, ...], ...]
    amount: float = 0.0
    since: str = ""
    end: End | None = None
    values: tuple[object, ...] = ()
    places: int | None = None
    of: Of = None
    months: Months = None


_heard: ContextVar[list[Claim] | None] = ContextVar("heard", default=None)


_about: ContextVar[Of] = ContextVar("about", default=None)


@contextmanager
def about(numbers: Callable[..., Any]) -> Iterator[None]:
    """Say that what is claimed within is claimed of the rows of these numbers."""
    token = _about.set(numbers)
    try:
        yield
    finally:
        _about.reset(token)


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
        listener.append(replace(claim, of=_about.get()))


def printed(amount: float, places: int | None) -> float:
    """Return a figure as it is printed; as it is, where the decimals are not told."""
    return amount if places is None else text.rounded(amount, places)


def extreme(
    rows: Sequence[Row],
    column: str,
    what: End,
    over: Over = "whole",
    by: tuple[str, ...] = ("month",),
    places: int | None = None,
) -> list[Row]:
    """Return all rows that have the highest figure of a column, or the lowest: several where they tie.

    With `places` those tie that are printed alike.
    """
    known = [row for row in rows if not text.is_missing(row[column])]
    if not known:
        return []
    pick = max if what == "most" else min
    amount = pick(printed(float(row[column]), places) for row in known)
    found = [row for row in known if printed(float(row[column]), places) == amount]
    _tell(Claim(what, column, over, by, _places(found, by), amount, places=places))
    return found


def total(rows: Sequence[Row], column: str, over: Over = "whole", months: Months = None) -> float:
    """Return the sum of a column."""
    amount = sum(float(row[column]) for row in rows if not text.is_missing(row[column]))
    _tell(Claim("sum", column, over, (), (), amount, months=months))
    return amount


def count(
    rows: Sequence[Row], column: str, *values: object, over: Over = "judged", months: Months = None
) -> int:
    """Return how many of the rows have one of the values in a column."""
    found = sum(row[column] in values for row in rows)
    _tell(Claim("count", column, over, (), (), found, values=values, months=months))
    return found


def those(
    rows: Sequence[Row],
    column: str,
    *values: object,
    over: Over = "known",
    by: tuple[str, ...] = ("name",),
    months: Months = None,
) -> list[Row]:
    """Return the rows that have one of the values in a column: what a sentence lists."""
    found = [row for row in rows if row[column] in values]
    _tell(Claim("those", column, over, by, _places(found, by), len(found), values=values, months=months))
    return found


def often(rows: Sequence[Row], by: str, column: str, *values: object) -> tuple[list[Any], int]:
    """Return the things (a column) that most of the judged rows with one of the values are of, and how many those are.

    All that tie are returned. There must be such a row.
    """
    counts = Counter(row[by] for row in rows if row[column] in values)
    times = max(counts.values())
    found = [thing for thing, many in counts.items() if many == times]
    _tell(Claim("often", column, "judged", (by,), tuple((each,) for each in found), times, values=values))
    return found, times


def turned(rows: Sequence[Row], by: str, column: str) -> list[Any]:
    """Return the things whose row of the newest month has another word in a column than their own row before it."""
    last, words = max(row["month"] for row in rows), dict[Any, list[object]]()
    for row in sorted(rows, key=itemgetter("month")):
        words.setdefault(row[by], []).append(row[column])
    newest = {row[by] for row in rows if row["month"] == last}
    things = dict.fromkeys(row[by] for row in rows)
    found = [thing for thing in things if thing in newest and len(set(words[thing][-2:])) > 1]
    _tell(Claim("turned", column, "known", (by,), tuple((each,) for each in found), len(found)))
    return found


def value(row: Row, column: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return a row's own figure; of what is missing nothing is claimed."""
    if text.is_missing(row[column]):
        return float("nan")
    amount = float(row[column])
    _tell(Claim("value", column, "known", by, _places([row], by), amount))
    return amount


def values(row: Row, *columns: str, by: tuple[str, ...] = ("month",)) -> None:
    """Claim a row's own figures, those of them that there are."""
    for column in columns:
        value(row, column, by)


def less(row: Row, column: str, other: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return how much larger a row's one figure is than its other; of what is missing nothing is claimed."""
    amount = float(row[column]) - float(row[other])
    if amount == amount:
        _tell(Claim("change", column, "known", by, _places([row], by), amount, other))
    return amount


def word(row: Row, column: str, by: tuple[str, ...] = ("month",)) -> str:
    """Return what stands in a row's column, where that is a word."""
    found = str(row[column])
    _tell(Claim("word", column, "known", by, _places([row], by), values=(found,)))
    return found


def change(
    rows: Sequence[Row],
    column: str,
    since: str,
    end: End,
    by: tuple[str, ...] = ("name",),
    places: int | None = None,
    months: Months = None,
) -> list[Row]:
    """Return the rows that have risen most, or fallen, of all that have both figures: several where they tie."""
    both = [row for row in rows if not text.is_missing(row[column]) and not text.is_missing(row[since])]
    if not both:
        return []
    steps = [printed(float(row[column]) - float(row[since]), places) for row in both]
    amount = (max if end == "most" else min)(steps)
    found = [row for row, step in zip(both, steps, strict=True) if step == amount]
    claim = Claim("change", column, "known", by, _places(found, by), amount, since, end)
    _tell(replace(claim, places=places, months=months))
    return found


def period(rows: Sequence[Row], column: str, over: Over = "whole") -> None:
    """Claim that the months that have a figure in a column go from the first row's to the last's."""
    _tell(Claim("period", column, over, ("month",), _places((rows[0], rows[-1]), ("month",))))


def _places(rows: Sequence[Row], by: tuple[str, ...]) -> tuple[tuple[object, ...], ...]:
    return tuple(tuple(row[name] for name in by) for row in rows)
