"""What every figure is, what it is judged by, and since when."""

from operator import itemgetter

from data_access.numbers.naming import name_of, source_name
from data_access.numbers.tabled import for_all_choices
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.snapshot.without import told
from vocabulary import text
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS, Metric
from vocabulary.months import month_of
from vocabulary.status import goal_places, goal_words

UNITS = {
    "%": N_("procent"),
    "antal": N_("antal"),
    "sekunder": N_("sekunder"),
    "årsværk": N_("årsværk"),
    "mio. kr.": N_("mio. kr."),
    "kr.": N_("kr."),
}
COLUMNS = [
    "metric", "name", "scope", "valid_from", "valid_to", "value", "tolerance", "unit", "target", "slack", "origin",
]  # fmt: skip
BETTER = {
    "up": N_("Højere er bedre"),
    "down": N_("Lavere er bedre"),
    "neither": N_("Hverken højere eller lavere er bedre"),
}


@for_all_choices
def metrics(snapshot: Snapshot) -> Table:
    """Every metric, in the order of the catalogue.

    Columns: key, name, unit, better, definition, target (words; the one for all, or that each has its own), source
    (name), owner, through (the last day with figures) and loaded (the time of the newest load), both ISO text.
    """
    sources = {row["key"]: row for row in frame_rows(snapshot, "sources")}
    rows = [_metric(metric, snapshot, sources.get(metric.source, {})) for metric in told(snapshot).values()]
    return Table.of_rows(rows, list(rows[0]))


def _metric(metric: Metric, snapshot: Snapshot, source: Row) -> Row:
    through, loaded = snapshot.coverage.through(metric.source), snapshot.last_load(metric.source)
    return {
        "key": metric.key,
        "name": name_of(snapshot, metric.key, month_of(snapshot.now.date())),
        "unit": _(UNITS[metric.unit]),
        "better": _(BETTER[metric.better]),
        "definition": metric.definition,
        "target": _target(metric, snapshot),
        "source": source_name(snapshot, metric.source),
        "owner": source.get("owner", ""),
        "through": through.isoformat() if through else None,
        "loaded": loaded.isoformat(timespec="minutes") if loaded else None,
    }


def _target(metric: Metric, snapshot: Snapshot) -> str:
    rows = targets_of(snapshot, metric.key)
    today = snapshot.now.date().isoformat()
    holds = [row for row in rows if text.is_missing(row["valid_to"]) or row["valid_to"] > today]
    values = sorted({float(row["value"]) for row in holds if not text.is_missing(row["value"])})
    if not values:
        return _("Intet mål")
    low, high = (goal_words(metric, each) for each in (values[0], values[-1]))
    return low if len(values) == 1 else _("Fra {low} til {high}", low=low, high=high)


@fact
def targets_of(snapshot: Snapshot, metric: str) -> list[Row]:
    """Return a metric's targets with the days between which each holds, as the frame `targets` has them."""
    rows = [row for row in frame_rows(snapshot, "targets") if row["metric"] == metric]
    return sorted(rows, key=itemgetter("scope", "valid_from"))


@for_all_choices
def targets(snapshot: Snapshot) -> Table:
    """Every target there has been.

    Columns: metric (key), name, scope (words), valid_from and valid_to (ISO text; none while it holds), value and
    tolerance (in the metric's unit; none: no target then), unit (words), target and slack (the two in words), origin.
    """
    found = [_period(row, snapshot) for key in told(snapshot) for row in targets_of(snapshot, key)]
    return Table.of_rows(found, COLUMNS)


def _period(row: Row, snapshot: Snapshot) -> Row:
    metric = METRICS[str(row["metric"])]
    value, tolerance = (float(str(row[name])) if row[name] == row[name] and row[name] is not None else None
                        for name in ("value", "tolerance"))  # fmt: skip
    until = row["valid_to"]
    # A share misses its target by percentage points.
    distance = "procentpoint" if metric.unit == "%" else metric.unit
    return {
        "metric": metric.key,
        "name": name_of(snapshot, metric.key, month_of(snapshot.now.date())),
        "scope": scope_words(str(row["scope"]), snapshot),
        "valid_from": str(row["valid_from"]),
        "valid_to": until if isinstance(until, str) else None,
        "value": value,
        "tolerance": None if value is None else tolerance,
        "unit": _(UNITS[metric.unit]),
        "target": _("Intet mål") if value is None else goal_words(metric, value),
        "slack": text.NOTHING
        if value is None
        else text.quantity(tolerance, distance, goal_places(metric, tolerance)),
        "origin": str(row["origin"]),
    }


def scope_words(scope: str, snapshot: Snapshot) -> str:
    """Return what a target is for: all, or the desk or system of that key."""
    if not scope:
        return _("Alle")
    return {**snapshot.names("systems"), **snapshot.names("desks")}.get(scope, scope)
