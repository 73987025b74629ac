"""What sentences say of order and of chance, told as claims like those of `claims.py`.

Which come first, which stand out, what is next, what it would have taken.
"""

from collections.abc import Sequence

from data_access.numbers.xmr import Limits
from data_access.snapshot.rows import Row
from layouts.parts.claim import Claim, Months, Over, places_of, tell
from vocabulary import text


def ranked(rows: Sequence[Row], column: str, by: tuple[str, ...] = ("name",), over: Over = "known") -> None:
    """Claim that no other has as much as these, which are named the largest first.

    What is many put together stands last, and is no one of them.
    """
    if rows:
        tell(Claim("ranked", column, over, by, places_of(rows, by), len(rows)))


def first(rows: Sequence[Row], column: str, *values: object) -> None:
    """Claim that the rows that have one of the values in a column stand before all others."""
    tell(Claim("first", column, "known", (), (), len(rows), values=values))


def rising(column: str, months: Months) -> None:
    """Claim that rows stand with the lowest figure first, by those of some months."""
    tell(Claim("rising", column, "known", (), (), months=months))


def coming(rows: Sequence[Row], column: str, since: str, by: tuple[str, ...] = ("name", "what")) -> list[Row]:
    """Return what is planned from a day on, and claim which of it comes first: all that are due together."""
    ahead = [row for row in rows if row["state"] == "planned" and row[column] >= since]
    soonest = [row for row in ahead if row[column] == min(each[column] for each in ahead)]
    if soonest:
        tell(Claim("next", column, "known", by, places_of(soonest, by), since=since, values=("planned",)))
    return ahead


def last_of(at: str | None, judged: Sequence[str], *values: object) -> None:
    """Claim which judged month is the newest with one of the values as its level; of how many none has, where none."""
    places = () if at is None else ((at,),)
    tell(Claim("last", "level", "judged", ("month",), places, 0 if at else len(judged), values=values))


def leading(rows: Sequence[Row], column: str, behind: str, least: float, by: tuple[str, ...]) -> None:
    """Claim that these are the highest and what only chance may have set below it.

    None are where fewer than `least` are behind the highest.
    """
    most = float(rows[0][column]) if rows else 0.0
    tell(Claim("leading", column, "known", by, places_of(rows, by), most, behind, values=(least,)))


def apart(
    rows: Sequence[Row],
    hits: str,
    tries: str,
    by: tuple[str, ...],
    target: float | None = None,
    *,
    every: bool = False,
) -> None:
    """Claim that these lie below the rest of their dimension by more than chance, and no others do.

    Against a target they give enough of what is missing, too, and each of its dimension the most, or are `all` that do.
    """
    goal = () if target is None else (target, "all") if every else (target,)
    tell(Claim("apart", hits, "known", by, places_of(rows, by), len(rows), tries, values=goal))


def under(rows: Sequence[Row], column: str, target: float, by: tuple[str, ...]) -> None:
    """Claim which figures lie under a target, of the dimensions that these rows are of."""
    found = [row for row in rows if row[column] < target]
    dimensions = tuple(dict.fromkeys(row["dimension"] for row in rows))
    tell(Claim("under", column, "known", by, places_of(found, by), target, values=dimensions))


def paradox(row: Row, rate: str, weight: str, by: tuple[str, ...]) -> None:
    """Claim that every part of a dimension became better and the whole worse, and that this one's weight made it so."""
    tell(Claim("paradox", rate, "known", by, places_of([row], by), since=weight))


def needed_samples(count: int, target: float) -> None:
    """Claim the same of slow samples that would have had to be fast, for the mean over cells."""
    tell(Claim("needed", "within_limit", "known", (), ((),), count, "limited", values=(target,)))


def needed(row: Row, count: int, target: float) -> None:
    """Claim that so many more would have reached a target (0-100), and one fewer would not."""
    tell(
        Claim(
            "needed",
            "numerator",
            "known",
            ("month",),
            ((row["month"],),),
            count,
            "denominator",
            values=(target,),
        )
    )


def step(
    now: Row,
    before: Row,
    column: str,
    places: int,
    by: tuple[str, ...] = ("month",),
    times: float = 1.0,
) -> float:
    """Return how much larger a figure is in one row than in another, both as they are printed (`places` decimals).

    Where the one month has so many `times` the days of the other, it is how much more it is than the other's would be
    with as many.
    """
    if times != 1:
        amount = float(now[column]) - float(before[column]) * times
        tell(Claim("step", column, "known", by, places_of((now, before), by), amount, "day", values=(times,)))
        return amount
    amount = text.difference(float(now[column]), float(before[column]), places)
    tell(Claim("step", column, "known", by, places_of((now, before), by), amount, places=places))
    return amount


def usual(limits: Limits, months: tuple[str, str], places: int, is_outside: bool | None = None) -> None:
    """Claim the mean and the limits of what a figure usually is, over its whole months from one to another.

    Where it is told, that of the last of them lies outside the limits, as they are printed, or does not.
    """
    at = tuple((month,) for month in months)
    values = (limits.low, limits.high, is_outside)
    tell(
        Claim(
            "usual",
            "value",
            "whole",
            ("month",),
            at,
            limits.mean,
            values=values,
            places=places,
            months=months,
        )
    )
