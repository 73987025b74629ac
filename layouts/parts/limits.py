"""The limits that a definition speaks of, in words: `Grænse: 5 minutter.`"""

from data_access.numbers.naming import LIMITS, amount_words
from data_access.snapshot.snapshot import Snapshot
from vocabulary.language import _
from vocabulary.metrics import Metric


def words_of(metric: Metric, snapshot: Snapshot) -> str:
    """Say the limits in force today that a metric's definition speaks of."""
    today = snapshot.now.date()
    found = [(key, snapshot.limit(*key, today)) for key in metric.limits]
    return " ".join(
        f"{_(LIMITS[key][0])}: {amount_words(amount, LIMITS[key][1])}."
        for key, amount in found
        if amount is not None
    )
