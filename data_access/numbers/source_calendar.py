"""The sources' calendar: of every month and night what was due, whether it came, and what was loaded."""

from dataclasses import dataclass, field
from datetime import datetime

from data_access.numbers import absent
from data_access.numbers.deliveries import (
    Delivery,
    State,
    deliveries,
    loads_of,
    source_of,
    sources_of,
    together,
    wall,
)
from data_access.numbers.sources import LEVELS, WORDS, is_regular, iso_time, month_shown
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import first_day, last_day, month_of, span


@Tabled
@once
def calendar(snapshot: Snapshot, filters: Filters) -> Table:
    """Every source in every month: when its figures of the month were due, and whether they came.

    Columns: key, name, month, due and loaded (ISO text), state, level, value (the word), completeness (0-100), rows,
    rejected. A source without a rhythm has a state only where it was loaded.
    """
    months = span(filters.first, filters.last)
    rows = [
        _month(snapshot, (str(source["key"]), month)) for source in sources_of(snapshot) for month in months
    ]
    return Table.of_rows(rows, _CALENDAR)


_CALENDAR = (
    "key", "name", "month", "due", "loaded", "state", "level", "value", "completeness", "rows", "rejected",
)  # fmt: skip


@fact
def _month(snapshot: Snapshot, which: tuple[str, str]) -> Row:
    source, month = source_of(snapshot, which[0]), which[1]
    mine, regular = _loaded(snapshot, which[0]).get(month, _Loaded()), is_regular(source)
    found = deliveries(snapshot, source, [month])
    times = [each.loaded for each in found if each.loaded] or ([] if regular else mine.times)
    state: State = together(found) if regular else "arrived" if times else "none"
    covered = snapshot.coverage.month(source["key"], month).completeness
    covered *= absent.share(snapshot, str(source["key"]), first_day(month), last_day(month))
    return {
        "key": source["key"],
        "name": source["name"],
        "month": month,
        "due": found[-1].owed.due.isoformat() if found else None,
        "loaded": iso_time(max(times)) if times else None,
        "state": state,
        "level": LEVELS[state],
        "value": _(WORDS[state]),
        "completeness": 100 * covered if found and mine.times else float("nan"),
        "rows": mine.rows if mine.times else float("nan"),
        "rejected": mine.rejected if mine.times else float("nan"),
    }


@dataclass
class _Loaded:
    """What was loaded of a month: rows, those that were rejected, and when each load was made (Danish time)."""

    rows: float = 0.0
    rejected: float = 0.0
    times: list[datetime] = field(default_factory=list)


@fact
def _loaded(snapshot: Snapshot, key: str) -> dict[str, _Loaded]:
    """Return what was loaded of each month: of one that a load's period touches, or that it was made in.

    The latter of a source without a rhythm, which owes nothing of any month.
    """
    source = source_of(snapshot, key)
    found: dict[str, _Loaded] = {}
    names = ("period_from", "period_to", "loaded_at", "row_count", "rejected")
    loads, regular = loads_of(snapshot, source), is_regular(source)
    for first, last, at, rows, rejected in zip(*(loads[name].tolist() for name in names), strict=True):
        made = wall(at)
        for month in span(first[:7], last[:7]) if regular else [month_of(made.date())]:
            each = found.setdefault(month, _Loaded())
            each.rows += rows
            each.rejected += rejected
            each.times.append(made)
    return found


@Tabled
@once
def days(snapshot: Snapshot, filters: Filters) -> Table:
    """Each day of the picked month, else of the last one, of each source that delivers every night.

    Columns: key, name, day and loaded (ISO text), state, level, value (the word).
    """
    month = month_shown(filters)
    daily = [source for source in sources_of(snapshot) if source["rhythm"] == "daily"]
    rows = [_day(source, each) for source in daily for each in deliveries(snapshot, source, [month])]
    return Table.of_rows(rows, ("key", "name", "day", "value", "loaded", "state", "level"))


def _day(source: Row, found: Delivery) -> Row:
    return {
        "key": source["key"],
        "name": source["name"],
        "day": found.owed.first.isoformat(),
        "value": _(WORDS[found.state]),
        "loaded": iso_time(found.loaded) if found.loaded else None,
        "state": found.state,
        "level": LEVELS[found.state],
    }
