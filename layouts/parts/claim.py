"""A claim: what a sentence says of rows, as a value beside it, so that it can be worked out again.

Who listens (`heard`) is told each as a `Claim`; nobody does but the tests, which hold every one against the rows. A
panel's sentence is held against the panel's own rows; where a claim is of others, it is said which numbers it is
`about`.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import Any, Literal

from data_access.snapshot.rows import Row
from vocabulary import text
from vocabulary.filters import Filters

End = Literal["most", "least"]
What = Literal[
    End, "count", "those", "unlike", "rows", "things", "often", "turned", "sum", "share", "value", "word", "change",
    "period", "ends", "again", "ranked", "first", "rising", "next", "last", "leading", "apart", "under", "paradox",
    "needed", "step", "balance", "rest", "mean", "against", "due", "cells", "lowest", "months", "span", "lacks",
    "come", "whole", "behind", "which", "usual",
]  # fmt: skip
# The rows that it is claimed of: whole months with a figure, those that are judged, all that have a figure, or of those
# only what is no sum of others.
Over = Literal["whole", "judged", "known", "parts"]
Of = Callable[..., Any] | None
Months = tuple[str, str] | None


@dataclass(frozen=True)
class Claim:
    """One claim: what, of which column, over which rows, where it holds (values of `by`), and how much it is.

    A count, what is listed, and what is so most often, is of the rows whose column is one of `values`, or with `unlike`
    of the others; `rows` is how many rows there are, and `things` how many different values, and
    `again` what stands more than once. A word is what
    stands in the column. A period is of the months `at`, first and last, and has no amount. A change is the column less
    that named `since`; with an `end` no other is as far that way. A share is the column's sum of that of `since`, in
    per cent, and a sum with a place is of its rows alone. What `orders.py` claims is told there. With `places`
    (decimals) figures are compared as they are printed. `of` is the numbers whose rows they are, where it is not the
    panel's own, and `asked` what they are asked for, where it is not what the page is; with `months` (first and last)
    only their rows.
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
    asked: Filters | None = None
    months: Months = None


_heard: ContextVar[list[Claim] | None] = ContextVar("heard", default=None)


_about: ContextVar[tuple[Of, Filters | None]] = ContextVar("about", default=(None, None))


@contextmanager
def about(numbers: Of, asked: Filters | None = None) -> Iterator[None]:
    """Say which numbers' rows is claimed of within, asked for this or else for what the page is."""
    token = _about.set((numbers, asked))
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


def is_heard() -> bool:
    """Say that somebody listens: what is worked out only to be claimed need not be, else."""
    return _heard.get() is not None


def tell(claim: Claim) -> None:
    """Tell a claim to who listens, with the numbers that it is about."""
    listener = _heard.get()
    if listener is not None:
        numbers, asked = _about.get()
        listener.append(replace(claim, of=numbers, asked=asked))


def printed(amount: float, places: int | None) -> float:
    """Return a figure as it is printed; as it is, where the decimals are not told."""
    return amount if places is None else text.rounded(amount, places)


def places_of(rows: Sequence[Row], by: tuple[str, ...]) -> tuple[tuple[object, ...], ...]:
    """Return where rows are: the values of some columns of each."""
    return tuple(tuple(row[name] for name in by) for row in rows)
