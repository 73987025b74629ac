"""A promise looked at again: what was promised for which month, and what the figure was then."""

from dataclasses import dataclass, replace

from data_access.numbers import project_history, response_sites
from data_access.numbers.explanations import Place, Promise
from data_access.numbers.tabled import table_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.answers_run import of_region, rows_of
from layouts.parts.declarations import Headline, Page
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_words, meets


@dataclass(frozen=True)
class Outcome:
    """What became of a promise: in words, and whether it was kept; None: it cannot be told, or not yet."""

    words: str
    kept: bool | None


def headline_of(page: Page, snapshot: Snapshot, metric: str, desk: str = "") -> Headline | None:
    """Return the figure of a page that is of a metric, and of a desk where it is held to one."""
    found = (*page.headlines, *page.given(snapshot))
    return next((each for each in found if each.metric == metric and each.desk in (None, desk)), None)


def asked_of(of: Place, filters: Filters, month: str) -> Filters:
    """Return what a figure is asked for to be that which words are of, in another month."""
    asked = Filters(
        month, month, filters.organisation, of.hospital or None, of.desk or filters.desk, of.system or None
    )
    return replace(asked, project=of.project or None, month=month if of.site or of.project else None)


def row_of_place(
    headline: Headline | None, of: Place, snapshot: Snapshot, filters: Filters, month: str
) -> Row | None:
    """Return the figure that words are of, in a month: whole and known, with what it is held against; else None."""
    asked = asked_of(of, filters, month)
    if of.project:
        return _of_project(snapshot, asked)
    if of.site:
        rows = [
            row
            for row in response_sites.months_by_site.table(snapshot, asked).records
            if row["key"] == of.site
        ]
    elif headline is None:
        return None
    elif headline.regional:
        rows = table_of(headline.numbers, snapshot, of_region(asked)).records
    else:
        rows = rows_of(headline.numbers, snapshot, asked).records
    found = next((row for row in rows if row["month"] == month), None)
    known = found and found["state"] == "whole" and not text.is_missing(found["value"])
    return found if known else None


def _of_project(snapshot: Snapshot, asked: Filters) -> Row | None:
    """Return a project's report of a month as a figure that has no number: its own light."""
    rows = project_history.history.table(snapshot, asked).records
    found = next((row for row in rows if row["month"] == asked.month), None)
    return found and {**found, "shown": found["word"], "value": float("nan"), "target": float("nan")}


def outcome(promise: Promise, headline: Headline | None, snapshot: Snapshot, filters: Filters) -> Outcome:
    """Say what was promised and what became of it."""
    said = promise.said
    metric, due = METRICS[said.metric], said.back_at
    made = text.month(promise.made)
    if said.promised is None:
        words = _("Lovet i {made}: tilbage på målet i {due}.", made=made, due=text.month(due))
    else:
        figure = goal_words(metric, said.promised)
        words = _(
            "Lovet i {made}: tilbage på {figure} i {due}.", made=made, figure=figure, due=text.month(due)
        )
    if not promise.stands:
        return Outcome(text.prose(words, _changed(promise)), None)
    row = row_of_place(headline, said.place, snapshot, filters, due)
    if row is None:
        late = _("Tallet for {due} er ikke gjort op.", due=text.month(due))
        return Outcome(text.prose(words, late) if said.is_late(snapshot.now.date()) else words, None)
    asked = asked_of(said.place, filters, due)
    if said.project:
        with claims.about(project_history.history, asked):
            light = claims.word(row, "word")
        return Outcome(
            text.prose(words, _("Blev {figure}.", figure=text.small(light))), row["level"] == "good"
        )
    if said.site:
        with claims.about(response_sites.months_by_site, asked):
            value = claims.value(row, "value", ("month", "key"))
    elif headline:
        with claims.about(headline.numbers, asked):
            value = claims.value(row, "value")
    goal = row["target"] if said.promised is None else said.promised
    kept = None if text.is_missing(goal) else meets(metric, value, float(goal))
    return Outcome(text.prose(words, _("Det blev {figure}.", figure=row["shown"])), kept)


def _changed(promise: Promise) -> str:
    if not promise.instead:
        return _("Løftet er trukket tilbage.")
    return _("Siden lovet til {month}.", month=text.month(promise.instead))


def kept_words(kept: bool | None) -> str:
    """Say in a word or two whether a promise was kept."""
    return {True: _("Holdt"), False: _("Ikke holdt"), None: _("Ikke gjort op")}[kept]
