"""The open cases that are past their limit: a figure of now, and of no month that is over."""

from datetime import datetime, timedelta

from data_access.numbers import open_cases
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import month_of
from vocabulary.status import status

METRIC = "cases_past_limit"
COLUMNS = ("metric", "month", "day", "value", "of", "old", "target", "level", "word")


@Tabled
def now(snapshot: Snapshot, filters: Filters) -> Table:
    """How many of the cases that are open now are past their limit: one row, or none where that cannot be said.

    Kept for the minute that it counts to, and nothing where a month is chosen that the newest whole one has come after.

    Columns: metric, month and day (up to which is counted, ISO text), value, of (the open cases that have a limit), old
    (of those past it: open for more than the longest of `AGES`, in days), target, level and word.
    """
    if not _is_of_now(snapshot, filters):
        return Table({name: [] for name in COLUMNS})
    until = open_cases.counted_until(snapshot).replace(second=0, microsecond=0)
    return _until(snapshot, (filters, until))


@once
def _until(snapshot: Snapshot, asked: tuple[Filters, datetime]) -> Table:
    filters, until = asked
    ages = open_cases.ages.table(snapshot, filters)
    late = [each for each in ages["late"] if not text.is_missing(each)]
    if not late or not sum(ages["limited"]):
        return Table({name: [] for name in COLUMNS})
    day = (until - timedelta(seconds=1)).date()
    month = month_of(day)
    judged = status(METRICS[METRIC], sum(late), snapshot.target(METRIC, "", month))
    row = {
        "metric": METRIC,
        "month": month,
        "day": day.isoformat(),
        "value": float(sum(late)),
        "of": float(sum(ages["limited"])),
        "old": float(ages["late"][-1]),
        "target": float("nan") if judged.target is None else judged.target,
        "level": judged.level,
        "word": judged.word,
    }
    return Table.of_rows([row], COLUMNS)


def _is_of_now(snapshot: Snapshot, filters: Filters) -> bool:
    """Say that what is spoken of is the newest month, and that there are cases of the hospital chosen today."""
    source = METRICS[METRIC].source
    return (
        filters.last >= snapshot.choices.default().last
        and snapshot.coverage.through(source) is not None
        and open_cases.is_there(snapshot, filters)
    )
