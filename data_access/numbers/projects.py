"""Projects: what each last reported, beside the light that follows from it, and its milestones."""

from collections.abc import Mapping

from data_access.numbers.milestones import due_words, state_word
from data_access.numbers.project_reports import as_of, asked_for, newest
from data_access.numbers.project_words import (
    LEVELS,
    UNKNOWN,
    WORDS,
    age_words,
    disagrees_words,
    light_word,
    over_words,
    weeks_words,
    why_words,
)
from data_access.numbers.tabled import Tabled
from data_access.numbers.tolerances import WORST, Tolerances, computed, tolerances
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import last_day, span

COLUMNS = (
    "project", "name", "programme", "programme_name", "purpose", "month", "light", "level", "word", "finding",
    "phase", "expected_end", "end_words", "delay_weeks", "delay_words", "overrun", "overrun_words", "computed",
    "computed_level", "computed_word", "both", "why", "disagrees", "age_months", "age", "next_milestone",
    "reported_at", "is_written",
)  # fmt: skip
_TIMELINE = ("name", "what", "due", "due_words", "end", "state", "state_word")


@Tabled
@once
def latest(snapshot: Snapshot, filters: Filters) -> Table:
    """Each project's newest report up to the month asked for, the worst light first.

    Columns: project, name, programme, programme_name, purpose, month, light, level, word, finding, phase,
    expected_end (ISO), end_words, delay_weeks, delay_words, overrun (per cent of the budget), overrun_words, computed,
    computed_level, computed_word, both (own and computed light: `green/red`), why, disagrees (words, '' where the
    lights agree), age_months (from the month of the report to the one asked for: when it was loaded says nothing of how
    old it is), age (words), next_milestone, reported_at (UTC, ISO text) and is_written (flag: by the project's owner,
    here, and not in a file).
    """
    until, since = as_of(snapshot, filters), asked_for(snapshot, filters)
    limits = tolerances(snapshot, min(last_day(until), snapshot.now.date()))
    programmes = snapshot.names("project_programmes")
    rows = newest(snapshot, filters.programme, until)
    mine = [row for row in rows if filters.project in (None, row["project"])]
    found = [judged(row, limits, since, programmes) for row in mine]
    shown = [row for row in found if not filters.light or row["light"] == filters.light]
    order = {light: place for place, light in enumerate((*WORST, "grey"))}
    return Table.of_rows(sorted(shown, key=lambda row: (order[row["light"]], row["name"])), COLUMNS)


def judged(row: Row, limits: Tolerances | None, until: str, programmes: Mapping[str, str]) -> Row:
    """Return a report with what it says in words and the light that its numbers give: the columns of `latest`."""
    delay, budget, forecast = (
        number(row[name]) for name in ("delay_weeks", "budget_mio_dkk", "forecast_mio_dkk")
    )
    overrun = (forecast - budget) / budget if budget and forecast is not None else None
    light, own = computed(delay, overrun, limits), str(row["light"])
    age = len(span(str(row["month"]), until)) - 1
    end = row["expected_end"] if isinstance(row["expected_end"], str) else None
    return {
        **row,
        "programme_name": programmes.get(str(row["programme"]), _("Ikke oplyst")),
        "level": LEVELS[own],
        "word": light_word(own, str(row["status_word"])),
        "end_words": text.month(end[:7]) if end else text.NOTHING,
        "delay_words": weeks_words(delay),
        "overrun": None if overrun is None else 100 * overrun,
        "overrun_words": over_words(overrun),
        "both": f"{own}/{light}",
        "computed": light,
        "computed_level": LEVELS[light],
        "computed_word": _(UNKNOWN) if light == "grey" else _(WORDS[light]),
        "why": why_words(delay, overrun, is_judged=limits is not None),
        "disagrees": disagrees_words(own, light),
        "age_months": age,
        "age": age_words(str(row["month"]), age),
    }


def number(value: object) -> float | None:
    """Return a figure of a report; None where it is not told."""
    return None if value is None or text.is_missing(value) else float(str(value))


@Tabled
@once
def timeline(snapshot: Snapshot, filters: Filters) -> Table:
    """Expected ends and dated milestones of the projects shown.

    Columns: name, what, due (ISO: the last day it can mean), due_words, end (flag: the project's expected end),
    state (done, planned, late), state_word.
    """
    shown, today = latest.table(snapshot, filters), snapshot.now.date().isoformat()
    names = dict(zip(shown["project"], shown["name"], strict=True))
    milestones = [
        (
            names[row["project"]],
            row["what"],
            row["due"],
            due_words(row["due"], row["due_precision"]),
            False,
            row["state"],
        )
        for row in frame_rows(snapshot, "project_milestones")
        if row["project"] in names
    ]
    ends = [
        (row["name"], _("Forventet slut"), row["expected_end"], row["end_words"], True, "planned")
        for row in shown.records
        if isinstance(row["expected_end"], str)
    ]
    found = []
    for name, what, due, words, end, state in [*milestones, *ends]:
        now = "late" if state != "done" and due < today else state
        found.append(dict(zip(_TIMELINE, (name, what, due, words, end, now, state_word(now)), strict=True)))
    order = {name: place for place, name in enumerate(shown["name"])}
    return Table.of_rows(sorted(found, key=lambda row: (order[row["name"]], row["due"])), _TIMELINE)
