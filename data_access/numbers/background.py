"""Background: figures of another time than the one that the pages speak of."""

from collections.abc import Iterable
from datetime import date

YEARS_BACK = 3
YEARS_AHEAD = 1  # next year's budget is news


def years(periods: Iterable[object], today: date) -> tuple[int, int] | None:
    """Return the first and the last year of periods that are all of another time; None where any is of today's.

    A period is a year, a month or a day (`2018`, `2005-08`, `2013-01-01`). It is of another time when it was over more
    than three years before today, or begins in the year after the next or later.
    """
    told = sorted({str(period) for period in periods})
    earliest, latest = (
        f"{today.year + years}{today.isoformat()[4:]}" for years in (-YEARS_BACK, YEARS_AHEAD)
    )
    if not told or not all(each < earliest[: len(each)] or each[:4] > latest[:4] for each in told):
        return None
    return int(told[0][:4]), int(told[-1][:4])
