"""The limits that a definition speaks of, in words: `Grænse: 5 minutter.`"""

from data_access.numbers.few import least
from data_access.numbers.naming import LIMITS, amount_words
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import Metric


def words_of(metric: Metric, snapshot: Snapshot) -> str:
    """Say the limits in force today that a metric's definition speaks of."""
    today = snapshot.now.date()
    found = [(key, snapshot.limit(*key, today)) for key in metric.limits]
    said = [
        f"{_(LIMITS[key][0])}: {amount_words(amount, LIMITS[key][1])}."
        for key, amount in found
        if amount is not None
    ]
    return " ".join([*said, *_few(metric, snapshot)])


def _few(metric: Metric, snapshot: Snapshot) -> list[str]:
    """Say below how many the figure is not judged."""
    enough = least(snapshot, metric.key, snapshot.now.date())
    if not enough or metric.unit != "%":
        return []
    return [
        _(
            "Med færre end {n} bliver tallet ikke bedømt, medmindre det ligger længere fra målet, end "
            "tilfældige udsving kan gøre det.",
            n=text.number(enough),
        )
    ]
