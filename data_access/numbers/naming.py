"""What a figure is called: one that counts by a limit has the limit in force in its name."""

from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import first_day
from vocabulary.sources import SOURCES

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

# What is no name, though it stands among names: the rest of the places, and what a source does not tell.
_NO_NAMES = (N_("Steder uden hospital"), N_("Små steder samlet"), N_("Ikke oplyst"))


def within(name: str) -> str:
    """Write what stands in a list of names as within a sentence: what is no name begins with a small letter."""
    return text.small(name) if name in {_(each) for each in _NO_NAMES} else name


def source_name(snapshot: Snapshot, key: str) -> str:
    """Return what a source is called: by the database, else by the program."""
    return snapshot.names("sources").get(key) or _(SOURCES.get(key, key))


def name_of(snapshot: Snapshot, metric: str, month: str) -> str:
    """Return what a figure is called in a month: `Svar inden for 5 minutter`, where that was the limit."""
    found = METRICS[metric]
    limit = limit_in(snapshot, metric, month) if found.danish_pattern else ""
    return _(found.danish_pattern, limit=limit) if limit else found.name


def limit_in(snapshot: Snapshot, metric: str, month: str) -> str:
    """Return the limit in words that was in force for a figure of one limit on a month's first day; '' without."""
    (key,) = METRICS[metric].limits
    amount = snapshot.limit(*key, first_day(month))
    return "" if amount is None else amount_words(amount, LIMITS[key][1])


def amount_words(amount: float, unit: str) -> str:
    """Write a limit in words: `5 minutter`, `3 døgn`, `10 %`."""
    places = text.places(amount)
    if unit == "sekunder" and amount and amount % 60 == 0:
        minutes = amount / 60
        return ngettext("{n} minut", "{n} minutter", minutes, n=text.number(minutes))
    if unit == "sekunder":
        return ngettext("{n} sekund", "{n} sekunder", amount, n=text.number(amount, places))
    if unit == "måneder":
        return ngettext(
            "{n} måneds forsinkelse", "{n} måneders forsinkelse", amount, n=text.number(amount, places)
        )
    if unit == "andel":
        percent = round(100 * amount, 6)
        return text.quantity(percent, "%", text.places(percent))
    return ngettext("{n} døgn", "{n} døgn", amount, n=text.number(amount, places))
