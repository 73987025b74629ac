"""What the sentences that sum a page up share: the month that they are about, and whether its target was met."""

from data_access.numbers.tabled import Numbers
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Rows, records
from layouts.parts import claims
from layouts.parts.answers_run import rows_of
from layouts.parts.sentences import verdict
from layouts.parts.told import days_words, no_month, told
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _


def spoken_of(
    numbers: Numbers, snapshot: Snapshot, filters: Filters, metric: str, *columns: str
) -> tuple[Row | None, str]:
    """Return the row of the month that a page is summed up by, or None; and why there is none.

    `metric` is what the numbers count, `columns` are those whose figures are said of the month.
    """
    rows = rows_of(numbers, snapshot, filters)
    found = told(rows, filters)
    with claims.about(numbers):
        if found is None:
            if "withheld" in rows and any(rows["withheld"]):
                return None, _("Alle antal er skjult.")
            return None, text.prose(no_month(rows, filters.month), _days(rows, snapshot, filters, metric))
        claims.values(found.named, *columns)
    return found.named, ""


def _days(rows: Rows, snapshot: Snapshot, filters: Filters, metric: str) -> str:
    """Say of which days there are no figures, where but one month is asked about, and it is not whole."""
    months = [row["month"] for row in records(rows) if row["state"] == "incomplete"]
    return days_words(snapshot, filters, metric, months[0]) if len(months) == len(rows) == 1 else ""


def verdict_of(numbers: Numbers, metric: str, snapshot: Snapshot, filters: Filters, subject: str = "") -> str:
    """Say whether the target of some numbers was met in the month that is spoken of; '' where none can be said."""
    with claims.about(numbers):
        return verdict(rows_of(numbers, snapshot, filters), metric, filters, subject)
