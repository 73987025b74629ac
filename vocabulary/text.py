"""How Pejling writes numbers, months, dates and names: in the language spoken, by Babel's rules."""

import math
import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from babel.dates import format_date, get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from vocabulary import language
from vocabulary.language import _, ngettext
from vocabulary.months import first_day

NOTHING = "–"
MINUS = "\u2212"  # as charts' axes have it; locales name the hyphen, which is shorter than a plus and breaks a line
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


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with so many decimals: `1.234,5`; a missing one as a dash."""
    if value is None or is_missing(value):
        return NOTHING
    return _number(value, decimals, language.locale())


@lru_cache(maxsize=4_000)
def _number(value: float, decimals: int, locale: str) -> str:
    return f"{rounded(value, decimals):,.{decimals}f}".translate(_marks(locale))


@cache
def _marks(locale: str) -> dict[int, str]:
    """Return how a locale writes the marks in a number; Babel itself takes ten times as long over each."""
    symbols = {
        ",": get_group_symbol(locale),
        ".": get_decimal_symbol(locale),
        "-": MINUS,
    }
    return str.maketrans(symbols)


def rounded(value: float, decimals: int = 0) -> float:
    """Round half up, away from zero, as readers do; Babel and Python round half to even."""
    size = math.floor(abs(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals
    return math.copysign(size, value) if size else 0.0


def difference(value: float, other: float, decimals: int = 0) -> float:
    """Return how much larger a figure is than another, both as they are printed: what a reader who subtracts gets."""
    return rounded(rounded(value, decimals) - rounded(other, decimals), decimals)


def duration(seconds: float | None, decimals: int = 0) -> str:
    """Write a wait as `45 sek.`, `2 min.` or `2 min. 45 sek.`; a missing one as a dash."""
    if seconds is None or is_missing(seconds):
        return NOTHING
    minutes, rest = divmod(rounded(seconds, decimals), 60)
    left = number(rest, decimals) + SPACE + _("sek.")
    if not minutes:
        return left
    whole = number(minutes) + SPACE + _("min.")
    return f"{whole} {left}" if rest else whole


def places(value: float | None) -> int:
    """Return the decimals a target is written with: none when it is a whole number, else two."""
    return 0 if value is None or is_missing(value) or float(value).is_integer() else 2


def signed(value: float, decimals: int = 0) -> str:
    """Write a number with its sign, `+1,2` or `−0,3`; of what is printed as nothing there is none."""
    return ("+" if rounded(value, decimals) > 0 else "") + number(value, decimals)


def quantity(value: float | None, unit: str, decimals: int = 0) -> str:
    """Write a figure with its unit: `87,4 %`, `2 min. 45 sek.`, `4.120`."""
    if unit == "sekunder":
        return duration(value, decimals)
    written = number(value, decimals)
    return written if written == NOTHING else written + suffix(unit)


def suffix(unit: str) -> str:
    """Return what follows a figure in its unit: a space and `%` in Danish, `%` alone in English."""
    if unit in ("antal", ""):
        return ""
    return "%" if unit == "%" and language.current() == "en" else f"{SPACE}{_(unit)}"


def month(value: str) -> str:
    """Write a month as in a sentence: `april 2015`."""
    return _date(first_day(value), "MMMM y", language.locale())


def month_short(value: str) -> str:
    """Write a month as in a column head: `apr. 15`."""
    return _date(first_day(value), "MMM yy", language.locale())


def day(value: date) -> str:
    """Write a date: `9. juni 2015`."""
    return _date(value, "d. MMMM y" if language.current() == "da" else "d MMMM y", language.locale())


def day_of_year(value: date, now: date) -> str:
    """Write a date without its year where that is the one it is now: `9. juni`."""
    if value.year != now.year:
        return day(value)
    return _date(value, "d. MMMM" if language.current() == "da" else "d MMMM", language.locale())


def stretches(days: Sequence[date]) -> list[str]:
    """Write days in order, those that follow one another together: `18.-22. juni 2014`, `24. juni 2014`."""
    found: list[list[date]] = []
    for each in days:
        if found and each - found[-1][-1] == timedelta(days=1):
            found[-1].append(each)
        else:
            found.append([each])
    return [_stretch(several[0], several[-1]) for several in found]


def _stretch(first: date, last: date) -> str:
    if first == last:
        return day(first)
    if (first.year, first.month) != (last.year, last.month):
        return _("{first} til {last}", first=day(first), last=day(last))
    return f"{first.day}.-{day(last)}" if language.current() == "da" else f"{first.day}–{day(last)}"


@lru_cache(maxsize=4_000)
def _date(value: date, form: str, locale: str) -> str:
    return format_date(value, form, locale=locale)


def moment(value: datetime, now: datetime | None = None) -> str:
    """Write when something was: `i dag kl. 06.10`, `i går kl. 23.10`, `9. juni 2015 kl. 06.10`.

    Without `now` it is always the date: for what is read later.
    """
    days = (now.date() - value.date()).days if now else -1
    named = {0: _("i dag"), 1: _("i går")}.get(days, day(value.date()))
    return _("{day} kl. {time}", day=named, time=time_of_day(value))


def time_of_day(value: datetime) -> str:
    """Write a time: `06.10`."""
    return f"{value:%H.%M}" if language.current() == "da" else f"{value:%H:%M}"


def age(seconds: float) -> str:
    """Write an age in words: `12 sekunder`, `1 minut`, `3 timer`, `2 dage`."""
    if seconds < 60:
        return ngettext("{n} sekund", "{n} sekunder", int(seconds), n=int(seconds))
    if seconds < 3600:
        return ngettext("{n} minut", "{n} minutter", seconds // 60, n=int(seconds // 60))
    if seconds < 86400:
        return ngettext("{n} time", "{n} timer", seconds // 3600, n=int(seconds // 3600))
    return ngettext("{n} dag", "{n} dage", seconds // 86400, n=int(seconds // 86400))


def listing(names: Sequence[str]) -> str:
    """Join names as sentences do: `A, B og C`; names that are lists themselves are kept apart: `A og B samt C`."""
    if len(names) < 2:
        return "".join(names)
    *first, last = names
    bare = [each for each in names if each[:1] not in ("„", "“")]  # what is quoted is apart already
    if any(", " in each for each in first if each in bare):
        return _("{several}; samt {last}", several="; ".join(first), last=last)
    if any(word in each for each in bare for word in (", ", " og ", " and ")):
        return _("{several} samt {last}", several=", ".join(first), last=last)
    return _("{several} og {last}", several=", ".join(first), last=last)


def prose(*sentences: str) -> str:
    """Join sentences, each closed by one full stop, also after an abbreviation: `… 2 sek. Målet …`."""
    return " ".join(f"{each.rstrip('. ')}." for each in sentences if each)


def quoted(name: str) -> str:
    """Write a name in quotation marks: `„Svartid“`."""
    return _("„{name}“", name=name)


def separators() -> str:
    """Return the decimal mark and the mark between thousands, as plotly wants them."""
    return ",." if language.current() == "da" else ".,"


def weekday(name: str) -> str:
    """Write a weekday as within a sentence: `mandag` in Danish, `Monday` in English."""
    return name.lower() if language.current() == "da" else name


@cache
def _english_names() -> frozenset[str]:
    """Return the English words for months and weekdays, which are names."""
    found = (get_month_names("wide", locale="en_GB"), get_day_names("wide", locale="en_GB"))
    return frozenset(name for names in found for name in names.values())


def capital(sentence: str) -> str:
    """Return the sentence with a capital first letter."""
    return sentence[:1].upper() + sentence[1:]


def small(sentence: str) -> str:
    """Return the sentence with a small first letter.

    One that begins with an abbreviation (`LAN`), or has another capital further on, is or has a name, and keeps it; so
    does one that begins with a month or a weekday in English.
    """
    words = sentence.split()
    is_name = any(word[:1].isupper() for word in words[1:]) or sentence[1:2].isupper()
    is_name = is_name or (language.current() == "en" and words[:1] != [] and words[0] in _english_names())
    return sentence if is_name else sentence[:1].lower() + sentence[1:]
