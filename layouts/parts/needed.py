"""What it would have taken to reach a target, in things that a reader can picture; and when it was reached before."""

from dataclasses import replace

import pandas as pd

from data_access.numbers import needed, response_sites
from data_access.numbers.naming import limit_in
from data_access.numbers.tabled import Numbers, table_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims, orders
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import shift, span
from vocabulary.status import enough

LONGEST = 36  # months that are looked back over
# One and several of what would have had to go well.
THINGS = {
    "service_level": (
        N_("{n} opkald mere besvaret inden for {limit} havde været nok."),
        N_("{n} flere opkald besvaret inden for {limit} havde været nok."),
    ),
    "answered_share": (
        N_("{n} opkald mere besvaret havde været nok."),
        N_("{n} flere opkald besvaret havde været nok."),
    ),
    "first_contact_resolution": (
        N_("{n} sag mere løst ved første kontakt havde været nok."),
        N_("{n} flere sager løst ved første kontakt havde været nok."),
    ),
    "cases_within_limit": (
        N_("{n} sag mere løst inden for fristen havde været nok."),
        N_("{n} flere sager løst inden for fristen havde været nok."),
    ),
    "systems_within_sla": (
        N_("{n} system mere inden for sit mål havde været nok."),
        N_("{n} flere systemer inden for deres mål havde været nok."),
    ),
    "diagnosed_somatic": (
        N_("{n} forløb mere udredt til tiden havde været nok."),
        N_("{n} flere forløb udredt til tiden havde været nok."),
    ),
    "diagnosed_psychiatry": (
        N_("{n} forløb mere udredt til tiden havde været nok."),
        N_("{n} flere forløb udredt til tiden havde været nok."),
    ),
    "response_time": (
        N_("{n} langsom måling mindre havde været nok."),
        N_("{n} færre langsomme målinger havde været nok."),
    ),
}


def needed_words(metric: str, snapshot: Snapshot, filters: Filters, row: Row) -> str:
    """Say how much more it would have taken in the month of a row; '' where the target was met or it is not known."""
    if row["level"] not in ("near", "missed") or metric not in THINGS:
        return ""
    count = _count(metric, snapshot, filters, row)
    if not count:
        return ""
    one, several = THINGS[metric]
    limit = limit_in(snapshot, metric, row["month"]) if metric == "service_level" else ""
    return _(one if count == 1 else several, n=text.number(count), limit=limit)


def _count(metric: str, snapshot: Snapshot, filters: Filters, row: Row) -> int:
    target = enough(METRICS[metric], row["target"])
    if metric == "response_time":
        month = row["month"]
        asked = replace(filters, first=month, last=month, month=month)
        count = needed.more_samples(response_sites.cells_of(snapshot, asked), target)
        with claims.about(_cells, asked):
            orders.needed_samples(count, target)
        return count
    if text.is_missing(row.get("numerator")) or text.is_missing(row.get("denominator")):
        return 0
    count = needed.more(row["numerator"], row["denominator"], target)
    orders.needed(row, count, target)
    return count


def _cells(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return the samples of each cell of the chosen system's figure: limited and within_limit."""
    cells = response_sites.cells_of(snapshot, filters)
    return pd.DataFrame({name: cells[name] for name in ("limited", "within_limit")})


def reached_words(numbers: Numbers, snapshot: Snapshot, filters: Filters) -> str:
    """Say when the target of a figure was last reached, in the three years up to the month that is spoken of."""
    last = filters.month or filters.last
    first = max(snapshot.choices.first, shift(last, 1 - LONGEST))
    if first >= last:
        return ""
    asked = replace(filters, first=first, last=last)
    at, judged = needed.last_reached(table_of(numbers, snapshot, asked).records)
    if len(judged) < 2:
        return ""
    with claims.about(numbers, asked):
        orders.last_of(at, judged, "good")
    if at is not None:
        return _("Målet blev senest nået i {month}.", month=text.month(at))
    if len(judged) < len(span(judged[0], judged[-1])):
        return _(
            "Målet er ikke nået i nogen af de seneste {n} måneder, der kan bedømmes.",
            n=text.number(len(judged)),
        )
    return _("Målet er ikke nået i nogen af de seneste {n} måneder.", n=text.number(len(judged)))
