"""The limits that a definition speaks of, in words: `Grænse: 5 minutter.`"""

from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import Metric

# What each limit is called, and the unit it is in.
LIMITS = {
    ("call", "answer"): (N_("Grænse"), "sekunder"),
    ("case", "critical"): (N_("Kritisk"), N_("døgn")),
    ("case", "high"): (N_("Høj"), N_("døgn")),
    ("case", "medium"): (N_("Medium"), N_("døgn")),
    ("case", "normal"): (N_("Normal"), N_("døgn")),
    ("project", "time_yellow"): (N_("Gul fra"), N_("måneder")),
    ("project", "time_red"): (N_("Rød over"), N_("måneder")),
    ("project", "cost_yellow"): (N_("Gul ved overskridelse over"), "andel"),
    ("project", "cost_red"): (N_("Rød ved overskridelse over"), "andel"),
    ("pathway", "somatic"): (N_("Frist"), N_("døgn")),
    ("pathway", "psychiatry"): (N_("Frist"), N_("døgn")),
    ("sample", "standard"): (N_("Grænse for almindelige handlinger"), "sekunder"),
    ("sample", "heavy"): (N_("Grænse for tunge handlinger"), "sekunder"),
}


def words_of(metric: Metric, snapshot: Snapshot) -> str:
    """Say the limits in force today that a metric's definition speaks of."""
    today = snapshot.now.date()
    found = [(key, snapshot.limit(*key, today)) for key in metric.limits]
    return " ".join(
        f"{_(LIMITS[key][0])}: {_amount(amount, LIMITS[key][1])}."
        for key, amount in found
        if amount is not None
    )


def _amount(amount: float, unit: str) -> str:
    if unit == "sekunder" and amount % 60 == 0:
        minutes = amount / 60
        return ngettext("{n} minut", "{n} minutter", minutes, n=text.number(minutes))
    if unit == "sekunder":
        return ngettext("{n} sekund", "{n} sekunder", amount, n=text.number(amount))
    if unit == "måneder":
        return ngettext("{n} måneds forsinkelse", "{n} måneders forsinkelse", amount, n=text.number(amount))
    if unit == "andel":
        return text.quantity(100 * amount, "%")
    return ngettext("{n} døgn", "{n} døgn", amount, n=text.number(amount))
