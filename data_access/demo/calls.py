"""Calls to the two service desks: when, from where, how long they waited, and whether they were answered."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.demo import contrasts
from data_access.demo.calendar import (
    DAY,
    Bools,
    Days,
    Floats,
    Ints,
    Month,
    apportion,
    busyness,
    day_of,
    draw,
    is_working_day,
    pick,
    to_utc,
)
from data_access.demo.loads import LOG_GAP, load_ids
from data_access.demo.organisation import site_weights
from data_access.demo.reference import DESK_IDS

ANSWER_LIMIT = 300  # seconds
_LONGEST_WAIT = 3000


@dataclass(frozen=True)
class Level:
    """What a desk's month shall come out as: calls, and per cent abandoned and answered in time."""

    offered: int
    abandoned: float
    within_limit: float
    long_wait: float  # seconds beyond the limit, in the mean of those that waited longer


CIMT: Mapping[str, Level] = {
    "2014-01": Level(19_200, 8.4, 75.6, 260), "2014-02": Level(17_100, 7.6, 77.8, 230),
    "2014-03": Level(18_600, 8.7, 74.3, 265), "2014-04": Level(16_300, 7.9, 76.9, 240),
    "2014-05": Level(16_900, 8.1, 76.2, 245), "2014-06": Level(16_800, 7.7, 77.5, 235),
    "2014-07": Level(15_100, 6.9, 79.6, 210), "2014-08": Level(17_900, 8.2, 76.4, 245),
    "2014-09": Level(18_400, 6.9, 82.3, 215), "2014-10": Level(17_800, 6.4, 83.6, 200),
    "2014-11": Level(18_000, 6.7, 82.9, 205), "2014-12": Level(15_600, 5.6, 84.3, 185),
    "2015-01": Level(20_800, 8.9, 77.1, 270), "2015-02": Level(16_900, 6.3, 82.4, 205),
    "2015-03": Level(20_300, 11.6, 68.2, 390), "2015-04": Level(17_300, 10.6, 71.3, 350),
    "2015-05": Level(4_900, 8.3, 78.8, 255),
}  # fmt: skip
# Calls fall as published; that the desk gets better all the time is the demonstration's own.
CLINICAL: Mapping[str, Level] = {
    "2014-01": Level(4_310, 4.9, 84.6, 190), "2014-02": Level(4_250, 4.7, 85.3, 186),
    "2014-03": Level(4_340, 4.8, 85.1, 188), "2014-04": Level(4_210, 4.6, 86.4, 180),
    "2014-05": Level(4_280, 4.6, 87.2, 174), "2014-06": Level(4_260, 4.5, 87.9, 168),
    "2014-07": Level(4_200, 4.1, 89.6, 155), "2014-08": Level(4_270, 4.4, 89.1, 158),
    "2014-09": Level(4_370, 4.2, 90.3, 148), "2014-10": Level(4_300, 4.0, 91.5, 138),
    "2014-11": Level(4_330, 3.9, 92.2, 132), "2014-12": Level(4_220, 3.7, 93.6, 120),
    "2015-01": Level(4_100, 3.8, 93.2, 122), "2015-02": Level(3_800, 3.5, 94.4, 110),
    "2015-03": Level(3_500, 3.6, 94.9, 104), "2015-04": Level(3_200, 3.3, 95.8, 94),
    "2015-05": Level(790, 3.2, 96.1, 90),
}  # fmt: skip

_FIRST_HOUR = 5
_WORKDAY = np.array([2, 6, 70, 135, 145, 125, 100, 85, 85, 80, 65, 40, 18, 12, 10, 8, 6]) / 992
_OFF_DAY = np.array([3, 5, 30, 70, 95, 105, 95, 90, 85, 85, 80, 75, 60, 50, 40, 22, 10]) / 1000
_CLINICAL_HOURS = _WORKDAY * [0, 0, 0, *[1] * 8, *[0] * 6]
_CLINICAL_FRIDAY = _WORKDAY * [0, 0, 0, *[1] * 7, *[0] * 7]
_FRIDAY = 4
_OUTSIDE, _AFTER_CLOSING = 0.045, 0.65  # of the calls inside hours; of those outside on working days
_FREE_DAY = 0.35  # as many call the closed desk on a free day, for one on a working day
_FREE_FIRST, _FREE_HOURS = 7, 12


@dataclass(frozen=True)
class Calls:
    """Calls as columns, in the order in which they came; `queued` is in seconds of the wall clock."""

    desk: Ints
    site: Ints
    queued: Ints
    wait: Ints
    talk: Floats  # NaN where nobody answered
    answered: Bools


def generate(month: Month, desk: str, scale: int) -> Calls:
    """Return one desk's calls of a month; offered, answered and answered in time come out exactly."""
    rng = month.rng(f"calls {desk}")
    level = (CIMT if desk == "cimt" else CLINICAL)[month.key]
    # Nobody gets calls by the round hundred.
    near = level.offered // 120
    offered = (level.offered + int(rng.integers(-near, near + 1))) * scale
    queued, strain = _queue(rng, month.days, offered, desk)
    answered = ~pick(rng, round(offered * level.abandoned / 100), strain)
    late = np.zeros(offered, dtype=bool)
    late[answered] = _late(rng, strain[answered], level)
    wait = _waits(rng, level, late)
    wait[~answered] = _patience(rng, int((~answered).sum()), level)
    talk = np.clip(rng.lognormal(np.log(320), 0.6, offered).round(), 45, 1800)
    return Calls(
        desk=np.full(offered, DESK_IDS[desk]),
        site=_sites(rng, month, desk, late | ~answered),
        queued=queued,
        wait=wait,
        talk=np.where(answered, talk, np.nan),
        answered=answered,
    )


def outside_hours(month: Month, scale: int) -> Calls:
    """Return the calls to the clinical desk before it opens, after it has closed and on free days; nobody answers."""
    rng = month.rng("calls outside hours")
    count = round(CLINICAL[month.key].offered * _OUTSIDE) * scale
    working = is_working_day(month.days)
    day = np.sort(draw(rng, np.where(working, 1.0, _FREE_DAY), count))
    friday = (month.days[day].astype(int) + 3) % 7 == _FRIDAY
    evening = rng.random(count) < _AFTER_CLOSING
    edge = np.where(evening, np.where(friday, 15, 16) + draw(rng, (60, 30, 10), count), 7)
    hour = np.where(working[day], edge, _FREE_FIRST + draw(rng, np.ones(_FREE_HOURS), count))
    queued = (month.days[day].astype(np.int64) * 24 + hour) * 3600 + rng.integers(0, 3600, count)
    return Calls(
        desk=np.full(count, DESK_IDS["klinisk"]),
        site=draw(rng, site_weights(("administration",)), count) + 1,
        queued=queued,
        wait=np.clip(rng.exponential(25, count), 3, 200).astype(np.int64),
        talk=np.full(count, np.nan),
        answered=np.zeros(count, dtype=bool),
    )


def _queue(rng: np.random.Generator, days: Days, offered: int, desk: str) -> tuple[Ints, Floats]:
    """Return when the calls came, in order, and how strained the desk was just then."""
    weights = busyness(days) * rng.lognormal(0, 0.05, len(days))
    if desk == "klinisk":
        weights *= is_working_day(days)
    per_day = apportion(offered, weights)
    profiles = _profiles(days, desk)
    of_hour = [apportion(n, p) for n, p in zip(per_day.tolist(), profiles, strict=True)]
    by_hour = np.concatenate(of_hour)
    every_hour = _FIRST_HOUR + np.arange(profiles.shape[1])
    hours = np.add.outer(days.astype(np.int64) * 24, every_hour).ravel() * 3600
    queued = np.sort(np.repeat(hours, by_hour) + rng.integers(0, 3600, offered))
    day_strain = np.repeat(rng.lognormal(0, 0.35, len(days)), per_day)
    hour_strain = (0.35 + profiles / profiles.max()) * contrasts.strain(days, every_hour)
    return queued, day_strain * np.repeat(hour_strain.ravel(), by_hour)


def _sites(rng: np.random.Generator, month: Month, desk: str, long: Bools) -> Ints:
    """Return where the calls came from: those that waited long from other places than the rest."""
    weights = site_weights(() if desk == "cimt" else ("administration",))
    of_long, of_others = contrasts.waiting_weights(month, weights, float(long.mean()))
    places = np.where(long, draw(rng, of_long, len(long)), draw(rng, of_others, len(long)))
    return places + 1


def _profiles(days: Days, desk: str) -> Floats:
    working = is_working_day(days)[:, None]
    if desk == "cimt":
        return np.where(working, _WORKDAY, _OFF_DAY)
    friday = ((days.astype(int) + 3) % 7 == _FRIDAY)[:, None]
    return np.where(friday, _CLINICAL_FRIDAY, _CLINICAL_HOURS)


def _late(rng: np.random.Generator, strain: Floats, level: Level) -> Bools:
    in_time = round(len(strain) * level.within_limit / 100)
    return pick(rng, len(strain) - in_time, strain**1.5)


def _waits(rng: np.random.Generator, level: Level, late: Bools) -> Ints:
    """Return waits on the right side of the limit: many short ones, and a long tail."""
    typical = 260 * (1 - level.within_limit / 100) + 25
    short = np.minimum(rng.exponential(typical, len(late)), rng.uniform(60, ANSWER_LIMIT, len(late)))
    long = ANSWER_LIMIT + 1 + rng.exponential(level.long_wait, len(late))
    waits: Ints = np.where(late, np.minimum(long, _LONGEST_WAIT), short).astype(np.int64)
    return waits


def _patience(rng: np.random.Generator, size: int, level: Level) -> Ints:
    """Return how long those waited who hung up: the longer the queue, the longer they held out."""
    held: Ints = np.clip(rng.exponential(level.long_wait * 0.6, size), 3, 1500).astype(np.int64)
    return held


def write(connection: Connection, calls: Calls) -> None:
    """Write calls as events, but for the days that the log lacks."""
    days = day_of(calls.queued)
    gap = np.array(LOG_GAP, dtype="datetime64[D]")
    kept = (days < gap[0]) | (days > gap[1])
    columns = {
        "load_id": load_ids("telefoni", days),
        "desk_id": calls.desk,
        "site_id": calls.site,
        "queued_at": to_utc(calls.queued),
        "day": days,
        "hour": calls.queued % DAY // 3600,
        "wait_seconds": calls.wait.astype(float),
        "talk_seconds": calls.talk,
        "answered": calls.answered,
    }
    insert_columns(connection, t.calls, {name: column[kept] for name, column in columns.items()})
