"""Response-time samples, so drawn that each month's published figure comes out."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from sqlalchemy import Connection

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.demo import contrasts
from data_access.demo.calendar import DAY, Bools, Floats, Ints, Month, to_utc
from data_access.demo.facts import read_facts
from data_access.demo.loads import load_ids
from data_access.demo.organisation import CLINICAL_SITES, ids_of
from data_access.demo.reference import ACTION_CLASSES, MEASURED, SLA, SYSTEM_IDS
from vocabulary.text import slug

THRESHOLDS = np.array([3.0, 15.0])
_TYPICAL = np.array([0.9, 6.0])  # seconds
_FIRST_HOUR, _HOURS = 6, 14
_CELLS = len(CLINICAL_SITES) * len(ACTION_CLASSES)
_PER_DAY, _PER_DAY_BEFORE, _DENSE_FROM = 14, 4, "2014-09"
_FEWEST_DAYS = 27.5  # worth of samples in a cell, when some are left out to meet the figure
_MARGIN = 0.0008  # percentage points above the target, where the published figure is the target

# The one site behind the fall of one system, with its failures in the days around the turn of the month.
_FALL_SYSTEM, _FALL_SITE = "blodinfo-ii", "frederikssund"
_FALL_DAYS = {"2015-03": slice(-5, None), "2015-04": slice(0, 19)}
_MOST_ELSEWHERE = 2  # failures of a site and action class in each of those months: too few to miss the target


@lru_cache(maxsize=1)
def published() -> Mapping[str, Mapping[str, float]]:
    """Return the published figures: month, then system."""
    return {
        row["month"]: {slug(k): float(v) for k, v in row.items() if k != "month"}
        for row in read_facts("response_times")
    }


def figures(month: Month) -> dict[str, float]:
    """Return the month's figure of each measured system: published, or near its neighbour's."""
    known = published()
    if month.key in known:
        return dict(known[month.key])
    if month.key > max(known):
        return {**known[max(known)], "blodinfo-ii": 99.5}
    rng = month.rng("figures")
    near = known[min(known)].items()
    return {s: float(np.clip(v + rng.normal(0, 0.08 * (100 - v)), 50, 100)) for s, v in near}


def per_day(month: Month, scale: int) -> int:
    """Return how many samples a day are taken of each system, site and action class."""
    return scale * (_PER_DAY if month.key >= _DENSE_FROM else _PER_DAY_BEFORE)


def failures(figure: float, sla: float, full: int, rate: int) -> tuple[int, int]:
    """Return how many of a cell's samples are kept, and how many fail in all cells, to give the figure.

    The number of samples is lowered until the share fits: with a given number, only every hundredth of a
    percentage point or so can be met, and a figure equal to its target must not fall below it.
    """
    if figure >= 100:
        return full, 0
    goal = figure + _MARGIN if round(figure, 2) == sla else figure
    fewest = min(full, int(_FEWEST_DAYS * rate))
    samples = np.arange(full, fewest - 1, -1)
    failing = np.rint((100 - goal) / 100 * _CELLS * samples)
    misses = np.abs(100 - 100 * failing / (_CELLS * samples) - goal)
    best = int(np.argmax(misses <= max(misses.min(), _MARGIN / 2)))
    return int(samples[best]), int(failing[best])


def write(connection: Connection, month: Month, scale: int) -> None:
    """Write a month's samples of all systems, day by day."""
    rng = month.rng("samples")
    rate = per_day(month, scale)
    systems = [_system(rng, month, key, rate) for key in MEASURED]
    kept = np.stack([system[0] for system in systems], axis=2)  # days, samples, systems, cells
    failed = np.stack([system[1] for system in systems], axis=2)[kept]
    day, slot, system, cell = np.nonzero(kept)
    action_class = cell % len(ACTION_CLASSES)
    start = month.days.astype(np.int64)[day] * DAY + _FIRST_HOUR * 3600
    local = start + ((slot + rng.random(len(slot))) * (_HOURS * 3600 / rate)).astype(np.int64)
    columns = {
        "load_id": load_ids("overvaagning", month.days)[day],
        "system_id": np.array([SYSTEM_IDS[key] for key in MEASURED])[system],
        "site_id": ids_of(CLINICAL_SITES)[cell // len(ACTION_CLASSES)],
        "action_class_id": action_class + 1,
        "taken_at": to_utc(local),
        "day": month.days[day],
        "seconds": _seconds(rng, action_class, failed),
    }
    insert_columns(connection, t.samples, columns)


def _system(rng: np.random.Generator, month: Month, system: str, rate: int) -> tuple[Bools, Bools]:
    """Return which samples of one system are taken and which fail: days x samples a day x cells."""
    full = rate * len(month.days)
    samples, failing = failures(figures(month)[system], SLA[system], full, rate)
    lot = rng.random((full, _CELLS))
    kept = _lowest(lot, np.full(_CELLS, samples))
    if system == _FALL_SYSTEM and month.key in _FALL_DAYS:
        by_cell, urgency = _fall(rng, month, failing, rate)
    else:
        by_cell, urgency = _spread(rng, month, failing, samples, rate, contrasts.SLOWER.get(system, {}))
    lot = rng.exponential(size=(full, _CELLS)) / urgency
    lot[~kept] = np.inf
    shape = (len(month.days), rate, _CELLS)
    return kept.reshape(shape), _lowest(lot, by_cell).reshape(shape)


def _lowest(lot: Floats, counts: Ints) -> Bools:
    """Mark, in each column, as many of the lowest values as its count says."""
    ranks = np.argsort(np.argsort(lot, axis=0), axis=0)
    return np.asarray(ranks < counts)


def _spread(
    rng: np.random.Generator,
    month: Month,
    failing: int,
    samples: int,
    rate: int,
    slower: Mapping[str, float],
) -> tuple[Ints, Floats]:
    """Spread failures over all cells, some of which are slower, and over days, some of which are worse."""
    of_sites = np.repeat(contrasts.by_site(slower, CLINICAL_SITES), len(ACTION_CLASSES))
    weights = rng.uniform(0.4, 1.6, _CELLS) * of_sites
    by_cell = np.minimum(rng.multinomial(failing, weights / weights.sum()), samples)
    by_cell[np.argmin(by_cell)] += failing - by_cell.sum()
    days = rng.lognormal(0, 0.5, (len(month.days), _CELLS))
    hours = 1 + 0.8 * np.exp(-(((np.arange(rate) / rate - 0.25) * 5) ** 2))
    return by_cell, (days[:, None, :] * hours[:, None]).reshape(-1, _CELLS)


def _fall(rng: np.random.Generator, month: Month, failing: int, rate: int) -> tuple[Ints, Floats]:
    """Let one site fail on consecutive days, and all others hardly ever."""
    classes = len(ACTION_CLASSES)
    by_site = rng.integers(0, _MOST_ELSEWHERE + 1, (len(CLINICAL_SITES), classes)) * (rate // _PER_DAY)
    site = CLINICAL_SITES.index(_FALL_SITE)
    by_site[site] = 0
    left = failing - int(by_site.sum())
    by_site[site] = [left - left // classes, left // classes]
    urgency = np.ones((len(month.days), rate, _CELLS))
    urgency[_FALL_DAYS[month.key], :, site * classes : (site + 1) * classes] = 1e6
    return by_site.ravel(), urgency.reshape(-1, _CELLS)


def _seconds(rng: np.random.Generator, action_class: Ints, failed: Bools) -> Floats:
    """Return times on the right side of the threshold, in hundredths of a second."""
    threshold = THRESHOLDS[action_class]
    quick = _TYPICAL[action_class] * rng.lognormal(0, 0.4, len(failed))
    quick = np.minimum(quick, threshold * rng.uniform(0.7, 1, len(failed)))
    slow = threshold * (1.01 + rng.exponential(0.6, len(failed)))
    seconds: Floats = np.where(failed, slow, quick).round(2)
    return seconds
