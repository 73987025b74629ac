"""Projects: what each last reported, beside the light that follows from it, its milestones, its lights over time."""

from collections.abc import Mapping

import pandas as pd

from data_access.database.coverage import Covered
from data_access.numbers.milestones import due_words, state_word
from data_access.numbers.series import share
from data_access.numbers.tabled import Tabled
from data_access.numbers.tolerances import WEEKS_A_MONTH, WORST, Tolerances, computed, tolerances
from data_access.snapshot.once import fact, once
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.months import last_day, month_of, shift, span
from vocabulary.status import Level

LEVELS: dict[str, Level] = {"green": "good", "yellow": "near", "red": "missed", "grey": "unknown"}
WORDS: dict[str, str] = {
    "green": N_("Grøn"),
    "yellow": N_("Gul"),
    "red": N_("Rød"),
    "grey": N_("Uden lys"),
}
UNKNOWN = N_("Kan ikke beregnes")
MONTHS_SHOWN = 12


def asked_for(snapshot: Snapshot, filters: Filters) -> str:
    """Return the month that reports are asked of, from which their age counts: the picked one, else the last chosen.

    A report is whole when it comes: until the newest whole month means until now.
    """
    current = month_of(snapshot.now.date())
    until = filters.month or filters.last
    return until if filters.month or until < snapshot.choices.default().last else current


def as_of(snapshot: Snapshot, filters: Filters) -> str:
    """Return the month up to which reports count, everywhere: the newest report's until the month asked for."""
    until = asked_for(snapshot, filters)
    return max((month for month in _months(snapshot) if month <= until), default=until)


def _months(snapshot: Snapshot) -> set[str]:
    """Return the months that any project has reported in."""
    return set(snapshot.frames["project_reports"]["month"])


def _months_of(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the months that any project of the chosen programme has reported in: in the others there is no news."""
    return _months_of_programme(snapshot, filters.programme)


@fact
def _months_of_programme(snapshot: Snapshot, programme: str | None) -> set[str]:
    return set(_reports_of(snapshot, programme)["month"])


def _named(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    named = snapshot.frames["projects"].rename(columns={"key": "project"})
    return named[named["programme"] == filters.programme] if filters.programme else named


def _reports(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Return every report with its project's name, programme and purpose, the oldest first within a project."""
    return _reports_of(snapshot, filters.programme)


@fact
def _reports_of(snapshot: Snapshot, programme: str | None) -> pd.DataFrame:
    named = _named(snapshot, Filters("", "", programme=programme))
    rows = named.merge(snapshot.frames["project_reports"], on="project", sort=False)
    return rows.sort_values(["project", "month"], kind="stable", ignore_index=True)


@once
def latest(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each project's newest report up to the month asked for, the worst light first.

    Columns: project, name, programme, programme_name, purpose, month, light, level, word, finding, phase,
    expected_end (ISO), end_words, delay_weeks, delay_words, overrun (per cent of the budget), computed,
    computed_level, computed_word, why, disagrees (words, '' where the lights agree), age_months (from the month of
    the report to the one asked for: when it was loaded says nothing of how old it is), age (words), next_milestone.
    """
    rows = _reports(snapshot, filters)
    until = as_of(snapshot, filters)
    rows = rows[rows["month"] <= until].groupby("project", sort=False).tail(1)
    limits = tolerances(snapshot, min(last_day(until), snapshot.now.date()))
    since = asked_for(snapshot, filters)
    programmes = snapshot.names("project_programmes")
    found = [_judged(row, limits, since, programmes) for row in records(rows)]
    order = {light: place for place, light in enumerate((*WORST, "grey"))}
    table = pd.DataFrame(found, columns=COLUMNS)
    if filters.light:
        table = table[table["light"] == filters.light]
    return table.sort_values(
        ["light", "name"],
        key=lambda each: each.map(order) if each.name == "light" else each,
        ignore_index=True,
    )


COLUMNS = (
    "project", "name", "programme", "programme_name", "purpose", "month", "light", "level", "word", "finding",
    "phase", "expected_end", "end_words", "delay_weeks", "delay_words", "overrun", "computed", "computed_level",
    "computed_word", "why", "disagrees", "age_months", "age", "next_milestone",
)  # fmt: skip


def _judged(row: Row, limits: Tolerances | None, until: str, programmes: Mapping[str, str]) -> Row:
    delay, budget, forecast = (
        _number(row[name]) for name in ("delay_weeks", "budget_mio_dkk", "forecast_mio_dkk")
    )
    overrun = (forecast - budget) / budget if budget and forecast is not None else None
    light, own = computed(delay, overrun, limits), str(row["light"])
    age = len(span(str(row["month"]), until)) - 1
    end = row["expected_end"] if isinstance(row["expected_end"], str) else None
    return {
        **row,
        "programme_name": programmes.get(str(row["programme"]), _("Ikke oplyst")),
        "level": LEVELS[own],
        "word": _word(own, str(row["status_word"])),
        "end_words": text.month(end[:7]) if end else text.NOTHING,
        "delay_words": _weeks(delay),
        "overrun": None if overrun is None else 100 * overrun,
        "computed": light,
        "computed_level": LEVELS[light],
        "computed_word": _(UNKNOWN) if light == "grey" else _(WORDS[light]),
        "why": _why(delay, overrun, is_judged=limits is not None),
        "disagrees": _disagrees(own, light),
        "age_months": age,
        "age": _age(str(row["month"]), age),
    }


def _word(light: str, status: str) -> str:
    """Return the word of a light, with the source's own where it says more."""
    if not status or status.casefold() in (light, WORDS[light].casefold()):
        return _(WORDS[light])
    return status if light == "grey" else f"{_(WORDS[light])} ({text.quoted(status)})"


def _number(value: object) -> float | None:
    return None if value is None or text.is_missing(value) else float(str(value))


def _age(month: str, months: int) -> str:
    when = text.capital(text.month(month))
    if not months:
        return when
    return ngettext("{month}, {n} måned gammel", "{month}, {n} måneder gammel", months, month=when, n=months)


def _weeks(delay: float | None) -> str:
    """Write a delay in weeks; one below nought is a lead."""
    if delay is None:
        return _("Ikke oplyst")
    size = text.number(abs(delay))
    if not text.rounded(delay):
        return _("Ingen")
    if delay < 0:
        return ngettext("{n} uge foran", "{n} uger foran", abs(delay), n=size)
    return ngettext("{n} uge", "{n} uger", delay, n=size)


def _why(delay: float | None, overrun: float | None, *, is_judged: bool) -> str:
    parts = []
    if delay is not None:
        parts.append(_late(delay))
    if overrun is not None:
        over = text.quantity(100 * overrun, "%", 1)
        parts.append(_("{over} over budgettet", over=over) if overrun > 0 else _("inden for budgettet"))
    if not parts:
        return _("Hverken forsinkelse eller økonomi er oplyst.")
    said = text.capital(text.listing(parts))
    return text.prose(said, "" if is_judged else _("Der mangler tolerancer at beregne lyset efter"))


def _late(delay: float) -> str:
    months = text.number(delay / WEEKS_A_MONTH, 1)
    if delay < 0 and text.rounded(delay):
        return _weeks(delay)
    if delay <= 0 or not text.rounded(delay / WEEKS_A_MONTH, 1):
        return _("ikke forsinket")
    return _("{months} måneder forsinket", months=months)


def _disagrees(own: str, light: str) -> str:
    if "grey" in (own, light) or own == light:
        return ""
    if WORST.index(own) < WORST.index(light):
        return _("Projektet vurderer sig selv strengere end tallene.")
    return _("Tallene er værre end projektets egen vurdering.")


@once
def lights(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Each project's light in each of the twelve months until the one asked for.

    Columns: name, month, light, level, value (the word; a dash before the first report).
    """
    rows, until = _reports(snapshot, filters), as_of(snapshot, filters)
    months, shown = span(shift(until, 1 - MONTHS_SHOWN), until), _shown(snapshot, filters)
    given = {(row["project"], row["month"]): row["light"] for row in records(rows)}
    named, found = _named(snapshot, filters), []
    for key, name in named[named["project"].isin(shown)][["project", "name"]].itertuples(index=False):
        for month in months:
            light = given.get((key, month))
            level = LEVELS[light] if light else "none"
            found.append((name, month, light, level, _(WORDS[light]) if light else text.NOTHING))
    return pd.DataFrame(found, columns=["name", "month", "light", "level", "value"])


def _shown(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the projects whose newest light is the one asked for; all of them where none is."""
    if not filters.light:
        return list(_named(snapshot, filters)["project"])
    return list(latest(snapshot, filters)["project"])


def _counts(snapshot: Snapshot, filters: Filters, months: list[str]) -> pd.DataFrame:
    """Count the lights of each month, every project by its newest report until then; of no report there is no count."""
    if _reports(snapshot, filters).empty:
        return pd.DataFrame({name: [] for name in ("month", "all", *WORDS)})
    counted = _counted(snapshot, filters, months)
    rows = [{"month": month} | counted.get(month, {}) for month in months]
    return pd.DataFrame(rows, columns=["month", "all", *WORDS])


def _counted(snapshot: Snapshot, filters: Filters, months: list[str]) -> dict[str, dict[str, int]]:
    """Return how many projects there are in each month, and of each light."""
    rows, shown = _reports(snapshot, filters), set(_shown(snapshot, filters))
    columns = (rows[name].tolist() for name in ("project", "month", "light"))
    reports = [each for each in zip(*columns, strict=True) if each[0] in shown]
    counts = {}
    # In a month without any report there was nothing to count, which is not none and not what was before.
    for month in (each for each in months if each in _months_of(snapshot, filters)):
        newest = list({project: light for project, made, light in reports if made <= month}.values())
        if newest:
            counts[month] = {"all": len(newest)} | {light: newest.count(light) for light in WORDS}
    return counts


@Tabled
@once
def on_track(snapshot: Snapshot, filters: Filters) -> Table:
    """Share of the projects whose newest report is green, by month, as `share` returns it."""
    months, reported = span(filters.first, filters.last), _months_of(snapshot, filters)
    counted = _counted(snapshot, filters, months)
    sums = {name: [counted.get(month, {}).get(name, 0) for month in months] for name in ("green", "all")}
    # A report is whole when it comes, also in a month under way; a month without any has no news.
    covered = [Covered("whole", 1.0) if month in reported else Covered("missing", 0.0) for month in months]
    return share(snapshot, "projects_on_track", "", months, sums, "green", "all", covered=covered)


@once
def by_light(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The lights of the twelve months until the one asked for. Columns: month, green, yellow, red, grey, all."""
    until = as_of(snapshot, filters)
    return _counts(snapshot, filters, span(shift(until, 1 - MONTHS_SHOWN), until))


@once
def timeline(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Expected ends and dated milestones of the projects shown.

    Columns: name, what, due (ISO: the last day it can mean), due_words, end (flag: the project's expected end),
    state (done, planned, late), state_word.
    """
    shown, today = latest(snapshot, filters), snapshot.now.date().isoformat()
    names = dict(zip(shown["project"], shown["name"], strict=True))
    rows = snapshot.frames["project_milestones"]
    milestones = [
        (
            names[row["project"]],
            row["what"],
            row["due"],
            due_words(row["due"], row["due_precision"]),
            False,
            row["state"],
        )
        for row in records(rows[rows["project"].isin(list(names))])
    ]
    ends = [
        (row["name"], _("Forventet slut"), row["expected_end"], row["end_words"], True, "planned")
        for row in records(shown)
        if isinstance(row["expected_end"], str)
    ]
    found = []
    for name, what, due, words, end, state in [*milestones, *ends]:
        now = "late" if state != "done" and due < today else state
        found.append((name, what, due, words, end, now, state_word(now)))
    columns = ["name", "what", "due", "due_words", "end", "state", "state_word"]
    order = {name: place for place, name in enumerate(shown["name"])}
    table = pd.DataFrame(found, columns=columns)
    return table.sort_values(["name", "due"], key=lambda each: each.map(order) if each.name == "name" else each,
                             ignore_index=True)  # fmt: skip
