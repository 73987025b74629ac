"""Months as text, `2015-04`: they sort, join and travel in addresses as they are."""

import calendar
import re
from datetime import date
from functools import lru_cache

_FORM = re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Say that the text is a month of four digits, a hyphen and 01 to 12."""
    return _FORM.fullmatch(text) is not None and text >= "0001"


def month_of(day: date) -> str:
    """Return the month a day lies in."""
    return f"{day.year:04d}-{day.month:02d}"


@lru_cache(maxsize=20_000)
def shift(month: str, by: int) -> str:
    """Return the month so many months later (negative: earlier)."""
    count = int(month[:4]) * 12 + int(month[5:]) - 1 + by
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def span(first: str, last: str) -> list[str]:
    """Return all months from first to last, both included; none when last comes before first."""
    return list(_span(first, last))


@lru_cache(maxsize=5_000)
def _span(first: str, last: str) -> tuple[str, ...]:
    return tuple(shift(first, step) for step in range(distance(first, last) + 1))


def distance(first: str, last: str) -> int:
    """Return how many months later the last is than the first."""
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:]) - int(first[5:])


@lru_cache(maxsize=5_000)
def first_day(month: str) -> date:
    """Return the month's first day."""
    return date(int(month[:4]), int(month[5:]), 1)


def last_day(month: str) -> date:
    """Return the month's last day."""
    first = first_day(month)
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
