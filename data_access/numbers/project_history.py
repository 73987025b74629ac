"""One project through its reports: its lights, how it has drifted, and what the newest says beside the one before."""

from data_access.numbers.project_lights import MONTHS_SHOWN
from data_access.numbers.project_reports import as_of, reports
from data_access.numbers.project_words import LEVELS
from data_access.numbers.projects import COLUMNS, judged, number
from data_access.numbers.tabled import Tabled
from data_access.numbers.tolerances import WEEKS_A_MONTH, Tolerances, computed, tolerances
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import last_day, shift, span

OWN, COMPUTED = N_("Projektets eget lys"), N_("Beregnet af tallene")
_EDGES = ("late_from", "late_to", "over_from", "over_to")
_MORE = ("budget_mio_dkk", "forecast_mio_dkk", "delay_level", "cost_level", *_EDGES)
# What is held against the report before, as the subject of a sentence, and the column that has its words.
TOLD = {
    N_("Projektets eget lys"): "word",
    N_("Det beregnede lys"): "computed_word",
    N_("Forsinkelsen"): "delay_words",
    N_("Økonomien"): "overrun_words",
    N_("Det forventede sluttidspunkt"): "end_words",
    N_("Fasen"): "phase",
    N_("Den næste milepæl"): "next_milestone",
}


@Tabled
@once
def history(snapshot: Snapshot, filters: Filters) -> Table:
    """The chosen project's reports until the one asked for, the oldest first; none where no project is chosen.

    Columns: those of `projects.latest`, each as it stood then; budget_mio_dkk, forecast_mio_dkk, delay_level and
    cost_level (of the light that each of the two gives alone), late_from and over_from (weeks and per cent from which
    it is yellow), late_to and over_to (above which it is red); missing without tolerances.
    """
    until = as_of(snapshot, filters)
    rows = [
        row for row in reports(snapshot, None) if row["project"] == filters.project and row["month"] <= until
    ]
    programmes, found = snapshot.names("project_programmes"), []
    for place, row in enumerate(rows, start=1):
        # The newest is judged as the list judges it.
        then = until if place == len(rows) else row["month"]
        limits = tolerances(snapshot, min(last_day(then), snapshot.now.date()))
        report = judged(row, limits, row["month"], programmes)
        overrun = None if report["overrun"] is None else report["overrun"] / 100
        alone = {
            "delay_level": LEVELS[computed(number(report["delay_weeks"]), None, limits)],
            "cost_level": LEVELS[computed(None, overrun, limits)],
        }
        found.append(report | alone | _edges(limits))
    return Table.of_rows(found, (*COLUMNS, *_MORE))


def _edges(limits: Tolerances | None) -> dict[str, float]:
    """Return from when a project is yellow and above what it is red: weeks of delay, and per cent above the budget."""
    if limits is None:
        return dict.fromkeys(_EDGES, float("nan"))
    return {
        "late_from": limits.time_yellow * WEEKS_A_MONTH,
        "late_to": limits.time_red * WEEKS_A_MONTH,
        "over_from": 100 * limits.cost_yellow,
        "over_to": 100 * limits.cost_red,
    }


@Tabled
@once
def lights(snapshot: Snapshot, filters: Filters) -> Table:
    """The chosen project's own light and the one that its numbers give, by month.

    Columns: name (whose light), month, light, level, value (the word; a dash where there is no report), is_alike (flag
    of the project's own: it is of the colour of the computed one; missing where one of them has none).
    """
    rows, found = history.table(snapshot, filters).records, []
    by_month = {row["month"]: row for row in rows}
    months = span(shift(rows[-1]["month"], 1 - MONTHS_SHOWN), rows[-1]["month"]) if rows else []
    for name, light, level, word in (
        (OWN, "light", "level", "word"),
        (COMPUTED, "computed", "computed_level", "computed_word"),
    ):
        for month in months:
            row = by_month.get(month)
            said = (row[light], row[level], row[word]) if row else (None, "none", text.NOTHING)
            alike = _is_alike(row) if row and name == OWN else None
            found.append(dict(zip(_LIGHTS, (_(name), month, *said, alike), strict=True)))
    return Table.of_rows(found, _LIGHTS)


def _is_alike(row: Row) -> bool | None:
    return None if "grey" in (row["light"], row["computed"]) else bool(row["light"] == row["computed"])


_LIGHTS = ("name", "month", "light", "level", "value", "is_alike")
_CHANGED = ("what", "before", "now", "moved", "moved_word", "since")


@Tabled
@once
def changed(snapshot: Snapshot, filters: Filters) -> Table:
    """What the chosen project's newest report says beside the one before it.

    Columns: what, before and now (words; '' where nothing is told), moved (flag), moved_word, since (month of the
    report before; '' where there is none).
    """
    rows, found = history.table(snapshot, filters).records, []
    before = rows[-2] if len(rows) > 1 else None
    for name, column in TOLD.items() if rows else ():
        was, now = str(before[column]) if before else "", str(rows[-1][column])
        moved = before is not None and was != now
        word = _("Ændret") if moved else _("Uændret") if before else ""
        since = before["month"] if before else ""
        found.append(dict(zip(_CHANGED, (_(name), was, now, moved, word, since), strict=True)))
    return Table.of_rows(found, _CHANGED)
