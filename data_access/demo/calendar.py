"""The days that the demonstration covers, and how busy each is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property, lru_cache
from typing import Any

import holidays
import numpy as np
from numpy.typing import NDArray

from data_access.database.clock import DENMARK

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Times = NDArray[np.datetime64]

CLOCK = datetime.fromisoformat("2015-05-11T07:30")  # the wall clock in Denmark
# Whose events are played again as today's: a Monday like the clock's, before those that tell what is usual.
REPLAYED = date(2015, 2, 23)
FIRST, LAST = date(2014, 1, 1), date(2015, 5, 10)
DAY = 86_400  # seconds
SEED = 20150511

_EARLIEST_SECOND = 3 * 3600
_WEEKDAYS = np.array([1.2, 1.08, 1.03, 1.0, 0.92, 0.16, 0.13])
_HOLIDAY = 0.13
_QUIET = 0.2
# Weeks of leave, with the share of the contacts that are left; the first period that covers a day counts.
_LEAVE = (
    (date(2014, 1, 1), date(2014, 1, 3), 0.6),
    (date(2014, 2, 10), date(2014, 2, 21), 0.85),
    (date(2014, 4, 14), date(2014, 4, 16), 0.6),
    (date(2014, 6, 5), date(2014, 6, 5), 0.5),
    (date(2014, 7, 7), date(2014, 8, 1), 0.7),
    (date(2014, 10, 13), date(2014, 10, 17), 0.85),
    (date(2014, 12, 24), date(2014, 12, 24), 0.15),
    (date(2014, 12, 22), date(2015, 1, 2), 0.45),
    (date(2015, 2, 9), date(2015, 2, 20), 0.82),
    (date(2015, 3, 30), date(2015, 4, 1), 0.6),
)


@dataclass(frozen=True)
class Month:
    """A month, and those of its days that the demonstration covers."""

    year: int
    month: int

    @property
    def key(self) -> str:
        """Return the month as the database writes it."""
        return f"{self.year}-{self.month:02}"

    @property
    def first(self) -> date:
        """Return the month's first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Return the month's last day that is covered."""
        following = date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return min(following - timedelta(days=1), LAST)

    @cached_property
    def days(self) -> Days:
        """Return the days that are covered."""
        return np.arange(np.datetime64(self.first, "D"), np.datetime64(self.last, "D") + 1)

    def rng(self, subject: str) -> np.random.Generator:
        """Return the subject's own random numbers of the month: no subject moves another's."""
        return np.random.default_rng([SEED, self.year, self.month, *subject.encode()])


def months(first: str = "2014-01", last: str = "2015-05") -> list[Month]:
    """Return the months from first to last."""
    keys = np.arange(first, np.datetime64(last) + 1, dtype="datetime64[M]").tolist()
    return [Month(key.year, key.month) for key in keys]


@lru_cache(maxsize=1)
def public_holidays() -> dict[date, str]:
    """Return the Danish public holidays of the years that the demonstration covers, with their Danish names."""
    years = range(FIRST.year - 1, LAST.year + 2)
    return dict(sorted(holidays.country_holidays("DK", years=years, language="da").items()))


def is_working_day(days: Days) -> Bools:
    """Say of each day whether it is a weekday and no public holiday."""
    return np.is_busday(days, holidays=np.array(sorted(public_holidays()), dtype="datetime64[D]"))


def nearest_working_day(rng: np.random.Generator, days: Days) -> Days:
    """Return each day, or if little work is done on it, by chance the working day before or after."""
    quiet = [first for first, last, share in _LEAVE if first == last and share < _QUIET]
    free = np.array(sorted({*public_holidays(), *quiet}), dtype="datetime64[D]")
    before = np.busday_offset(days, 0, roll="backward", holidays=free)
    after = np.busday_offset(days, 0, roll="forward", holidays=free)
    return np.where(rng.random(len(days)) < 0.5, before, after)


def _leave(day: date) -> float:
    return next((share for first, last, share in _LEAVE if first <= day <= last), 1.0)


def busyness(days: Days) -> Floats:
    """Return how many contacts each day gets, relative to a common working day."""
    by_weekday = _WEEKDAYS[(days.astype(int) + 3) % 7]
    holiday = ~is_working_day(days) & (by_weekday > _HOLIDAY)
    weights = np.where(holiday, np.minimum(by_weekday, _HOLIDAY), by_weekday)
    return np.asarray(weights * [_leave(day) for day in days.tolist()])


@lru_cache(maxsize=1)
def _offsets() -> tuple[int, Ints]:
    """Return Denmark's offset from UTC, in seconds, at noon of every day from the one given first."""
    begin = np.datetime64(FIRST - timedelta(days=31), "D").astype(int)
    noons = (datetime.fromtimestamp((begin + n) * DAY + DAY // 2, UTC) for n in range(1000))
    seconds = [noon.astimezone(DENMARK).utcoffset() or timedelta() for noon in noons]
    return int(begin), np.array([int(offset.total_seconds()) for offset in seconds])


def to_utc(local: Ints) -> Times:
    """Turn seconds of the wall clock since 1970 into UTC; none may lie before 3 in the morning.

    From 3 o'clock the day's offset at noon holds, so nothing is ambiguous when the clock is changed.
    """
    days, seconds = np.divmod(local, DAY)
    if (seconds < _EARLIEST_SECOND).any():
        raise ValueError("a time before 3 in the morning")
    begin, offsets = _offsets()
    utc: Times = (local - offsets[days - begin]).astype("datetime64[s]")
    return utc


def day_of(local: Ints) -> Days:
    """Return the days of seconds of the wall clock."""
    return (local // DAY).astype("datetime64[D]")


def apportion(total: int, weights: Sequence[float] | NDArray[Any]) -> Ints:
    """Split a total into whole parts after the weights, by largest remainder."""
    shares = np.asarray(weights, dtype=float) * (total / np.sum(weights))
    parts: Ints = np.floor(shares).astype(np.int64)
    most_owed = np.argsort(parts - shares, kind="stable")
    parts[most_owed[: total - int(parts.sum())]] += 1
    return parts


def pick(rng: np.random.Generator, count: int, weights: Floats) -> Bools:
    """Mark exactly so many elements, the heavier the likelier."""
    chosen = np.zeros(len(weights), dtype=bool)
    waiting = rng.exponential(size=len(weights)) / weights
    chosen[np.argpartition(waiting, count - 1)[:count] if count else []] = True
    return chosen


def draw(rng: np.random.Generator, weights: Sequence[float] | Floats, size: int) -> Ints:
    """Draw positions in the list of weights."""
    heaped = np.cumsum(weights)
    places: Ints = np.searchsorted(heaped, rng.random(size) * heaped[-1], side="right")
    return places
