"""How Pejling writes numbers, months, dates and names: in Danish, by Babel's rules."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

from dashboard.months import first_day

LOCALE = "da_DK"
NOTHING = "–"
SPACE = "\u00a0"  # keeps a figure and its unit on one line


def slug(name: str) -> str:
    """Turn a Danish name into the form it has in addresses: `Rødovre Hospital` -> `roedovre`."""
    lowered = name.lower().removesuffix(" hospital")
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        lowered = lowered.replace(letter, plain)
    return re.sub(r"[^a-z0-9]+", "-", lowered).strip("-")


def is_missing(value: object) -> bool:
    """Say that there is no figure: None or not-a-number."""
    return value is None or (isinstance(value, float) and math.isnan(value))


@lru_cache(maxsize=20_000)
def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with so many decimals: `1.234,5`; a missing one as a dash."""
    if value is None or is_missing(value):
        return NOTHING
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(rounded(value, decimals), form, locale=LOCALE)


def rounded(value: float, decimals: int = 0) -> float:
    """Round half up, away from zero, as readers do; Babel and Python round half to even."""
    size = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return math.copysign(size, value) if size else 0.0


def duration(seconds: float | None, decimals: int = 0) -> str:
    """Write a wait as `45 sek.` or `2 min. 45 sek.`; a missing one as a dash."""
    if seconds is None or is_missing(seconds):
        return NOTHING
    minutes, rest = divmod(rounded(seconds, decimals), 60)
    left = f"{number(rest, decimals)}{SPACE}sek."
    return f"{number(minutes)}{SPACE}min. {left}" if minutes else left


def places(value: float | None) -> int:
    """Return the decimals a target is written with: none when it is a whole number, else two."""
    return 0 if value is None or is_missing(value) or float(value).is_integer() else 2


def quantity(value: float | None, unit: str, decimals: int = 0) -> str:
    """Write a figure with its unit: `87,4 %`, `2 min. 45 sek.`, `4.120`."""
    if unit == "sekunder":
        return duration(value, decimals)
    written = number(value, decimals)
    if unit == "antal" or written == NOTHING:
        return written
    return f"{written}{SPACE}{unit}"


@lru_cache(maxsize=2_000)
def month(value: str) -> str:
    """Write a month as in a sentence: `april 2015`."""
    return format_date(first_day(value), "MMMM y", locale=LOCALE)


@lru_cache(maxsize=2_000)
def month_short(value: str) -> str:
    """Write a month as in a column head: `apr. 15`."""
    return format_date(first_day(value), "MMM yy", locale=LOCALE)


@lru_cache(maxsize=2_000)
def day(value: date) -> str:
    """Write a date: `9. juni 2015`."""
    return format_date(value, "d. MMMM y", locale=LOCALE)


def moment(value: datetime, now: datetime) -> str:
    """Write when something was: `i dag kl. 06.10`, `i går kl. 23.10`, `9. juni 2015 kl. 06.10`."""
    days = (now.date() - value.date()).days
    named = {0: "i dag", 1: "i går"}.get(days, day(value.date()))
    return f"{named} kl. {value:%H.%M}"


def age(seconds: float) -> str:
    """Write an age in words: `12 sekunder`, `1 minut`, `3 timer`, `2 dage`."""
    for size, one, many in (
        (86400, "dag", "dage"),
        (3600, "time", "timer"),
        (60, "minut", "minutter"),
    ):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {one if count == 1 else many}"
    return f"{int(seconds)} {'sekund' if int(seconds) == 1 else 'sekunder'}"


def listing(names: Sequence[str]) -> str:
    """Join names as Danish does: `A, B og C`."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} og {names[-1]}"


def prose(*sentences: str) -> str:
    """Join sentences, each closed by one full stop, also after an abbreviation: `… 2 sek. Målet …`."""
    return " ".join(f"{each.rstrip('. ')}." for each in sentences if each)


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]
