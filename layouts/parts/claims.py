"""What sentences say of rows: each is worked out here, and told as a `Claim` to who listens.

Whoever words an extreme, a count, a sum, a figure, a list or a period takes it from here, what is said of order and
of chance from `orders.py`, and what has come from `arrivals.py`.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any

from data_access.snapshot.rows import Row
from layouts.parts.claim import Claim, End, Months, Over, about, heard, places_of, printed, tell
from vocabulary import text

__all__ = ["MOST_NAMED", "Claim", "End", "about", "heard", "printed"]
ENDS: tuple[End, End] = ("least", "most")
MOST_NAMED = 3  # that tie, beyond which their number says more than their names


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
    tell(Claim(what, column, over, by, places_of(found, by), amount, places=places))
    return found


def _sum(rows: Sequence[Row], column: str) -> float:
    return sum(float(row[column]) for row in rows if not text.is_missing(row[column]))


def total(rows: Sequence[Row], column: str, over: Over = "whole", months: Months = None) -> float:
    """Return the sum of a column."""
    amount = _sum(rows, column)
    tell(Claim("sum", column, over, (), (), amount, months=months))
    return amount


def totals(rows: Sequence[Row], by: str, column: str, over: Over = "known") -> dict[Any, float]:
    """Return the sum of a column for each value of another, in the order in which these come first."""
    found = {}
    for place in dict.fromkeys(row[by] for row in rows):
        found[place] = _sum([row for row in rows if row[by] == place], column)
        tell(Claim("sum", column, over, (by,), ((place,),), found[place]))
    return found


def total_of(rows: Sequence[Row], by: str, column: str, since: str) -> float:
    """Return the sum of a column over rows that are all at one place: what has come since a month."""
    amount = _sum(rows, column)
    tell(Claim("sum", column, "known", (by,), places_of(rows[:1], (by,)), amount, values=(since,)))
    return amount


def share(rows: Sequence[Row], column: str, of: str, over: Over = "whole") -> float:
    """Return what the sum of a column is of that of another (0-100); there must be any of it."""
    amount = 100 * _sum(rows, column) / _sum(rows, of)
    tell(Claim("share", column, over, (), (), amount, of))
    return amount


def many(rows: Sequence[Row], column: str, over: Over = "known", months: Months = None) -> int:
    """Return how many rows there are, all of those with a figure in a column."""
    tell(Claim("rows", column, over, (), (), len(rows), months=months))
    return len(rows)


def many_of(rows: Sequence[Row], by: tuple[str, ...], place: tuple[object, ...]) -> list[Row]:
    """Return the rows that are at one place, and claim how many they are."""
    found = [row for row in rows if tuple(row[name] for name in by) == place]
    tell(Claim("rows", by[0], "known", by, (place,), len(found)))
    return found


def ends(rows: Sequence[Row], column: str, by: tuple[str, ...]) -> tuple[Any, Any]:
    """Return the first and the last of a column's values (ISO text), of rows that are all at one place."""
    found = min(row[column] for row in rows), max(row[column] for row in rows)
    tell(Claim("ends", column, "known", by, places_of(rows[:1], by), values=found))
    return found


def things(rows: Sequence[Row], column: str, over: Over = "known") -> int:
    """Return how many different values there are in a column."""
    amount = len({row[column] for row in rows})
    tell(Claim("things", column, over, (), (), amount))
    return amount


def count(
    rows: Sequence[Row], column: str, *values: object, over: Over = "judged", months: Months = None
) -> int:
    """Return how many of the rows have one of the values in a column."""
    found = sum(row[column] in values for row in rows)
    tell(Claim("count", column, over, (), (), found, values=values, months=months))
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
    tell(Claim("those", column, over, by, places_of(found, by), len(found), values=values, months=months))
    return found


def unlike(
    rows: Sequence[Row], column: str, *values: object, by: tuple[str, ...] = ("name",), over: Over = "known"
) -> list[Row]:
    """Return the rows that have none of the values in a column: what a sentence lists."""
    found = [row for row in rows if row[column] not in values]
    tell(Claim("unlike", column, over, by, places_of(found, by), len(found), values=values))
    return found


def again(rows: Sequence[Row], column: str, other: str, by: tuple[str, ...]) -> list[Row]:
    """Return the rows that have the same values in two columns as a row before them."""
    pairs = [(row[column], row[other]) for row in rows]
    found = [row for place, row in enumerate(rows) if pairs[place] in pairs[:place]]
    tell(Claim("again", column, "known", by, places_of(found, by), len(found), other))
    return found


def often(
    rows: Sequence[Row], by: str, column: str, *values: object, over: Over = "judged"
) -> tuple[list[Any], int]:
    """Return the things (a column) that most of the rows with one of the values are of, and how many those are.

    All that tie are returned. There must be such a row.
    """
    counts = Counter(row[by] for row in rows if row[column] in values)
    times = max(counts.values())
    found = [thing for thing, many in counts.items() if many == times]
    tell(Claim("often", column, over, (by,), tuple((each,) for each in found), times, values=values))
    return found, times


def turned(rows: Sequence[Row], by: str, column: str) -> list[Any]:
    """Return the things whose row of the newest month has another word in a column than their own row before it."""
    last, words = max(row["month"] for row in rows), dict[Any, list[object]]()
    for row in sorted(rows, key=itemgetter("month")):
        words.setdefault(row[by], []).append(row[column])
    newest = {row[by] for row in rows if row["month"] == last}
    things = dict.fromkeys(row[by] for row in rows)
    found = [thing for thing in things if thing in newest and len(set(words[thing][-2:])) > 1]
    tell(Claim("turned", column, "known", (by,), tuple((each,) for each in found), len(found)))
    return found


def value(row: Row, column: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return a row's own figure; of what is missing nothing is claimed."""
    if text.is_missing(row[column]):
        return float("nan")
    amount = float(row[column])
    tell(Claim("value", column, "known", by, places_of([row], by), amount))
    return amount


def values(row: Row, *columns: str, by: tuple[str, ...] = ("month",)) -> None:
    """Claim a row's own figures, those of them that there are."""
    for column in columns:
        value(row, column, by)


def balance(row: Row, column: str, came: str, went: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return what a count was at the beginning of a row's month: at its end, less what came, and with what went."""
    amount = float(row[column]) - float(row[came]) + float(row[went])
    tell(Claim("balance", column, "known", by, places_of([row], by), amount, came, values=(went,)))
    return amount


def rest(row: Row, column: str, by: tuple[str, ...] = ("name",)) -> float:
    """Return what a share (0-100) leaves for all others."""
    amount = 100 - float(row[column])
    tell(Claim("rest", column, "known", by, places_of([row], by), amount))
    return amount


def less(row: Row, column: str, other: str, by: tuple[str, ...] = ("month",)) -> float:
    """Return how much larger a row's one figure is than its other; of what is missing nothing is claimed."""
    amount = float(row[column]) - float(row[other])
    if amount == amount:
        tell(Claim("change", column, "known", by, places_of([row], by), amount, other))
    return amount


def which(row: Row, column: str, other: str, by: tuple[str, ...] = ("month",)) -> int:
    """Return whether a row's one figure is larger than its other (1), smaller (-1), or as large (0)."""
    step = float(row[column]) - float(row[other])
    sign = (step > 0) - (step < 0)
    tell(Claim("which", column, "known", by, places_of([row], by), sign, other))
    return sign


def word(row: Row, column: str, by: tuple[str, ...] = ("month",)) -> str:
    """Return what stands in a row's column, where that is a word."""
    found = str(row[column])
    tell(Claim("word", column, "known", by, places_of([row], by), values=(found,)))
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
    claim = Claim("change", column, "known", by, places_of(found, by), amount, since, end)
    tell(replace(claim, places=places, months=months))
    return found


def period(rows: Sequence[Row], column: str, over: Over = "whole") -> None:
    """Claim that the months that have a figure in a column go from the first row's to the last's."""
    tell(Claim("period", column, over, ("month",), places_of((rows[0], rows[-1]), ("month",))))


def months(rows: Sequence[Row], column: str, *values: object, among: Months = None) -> list[str]:
    """Return the months of the rows that have one of the values in a column, each once and in order.

    Of what is withheld nothing is said: its rows are none of them.
    """
    mine = [row for row in rows if row[column] in values and not row.get("withheld")]
    found = sorted({str(row["month"]) for row in mine})
    places = tuple((each,) for each in found)
    tell(Claim("months", column, "known", ("month",), places, len(found), values=values, months=among))
    return found


def span_of(rows: Sequence[Row], column: str) -> tuple[float, float]:
    """Return the least and the most of what rows of several months have of a share (0-1), in per cent."""
    found = [100 * float(row[column]) for row in rows]
    low, high = min(found), max(found)
    tell(Claim("span", column, "known", ("month",), places_of(rows, ("month",)), low, values=(low, high)))
    return low, high
