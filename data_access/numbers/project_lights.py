"""Projects' lights over time: each project's by month, how many are green, and how many of each light."""

from data_access.database.coverage import Covered
from data_access.numbers.project_reports import as_of, months_of, named, reports
from data_access.numbers.project_words import LEVELS, WORDS
from data_access.numbers.projects import latest
from data_access.numbers.series import share
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import shift, span

MONTHS_SHOWN = 12


@Tabled
@once
def lights(snapshot: Snapshot, filters: Filters) -> Table:
    """Each project's light in each of the twelve months until the one asked for.

    Columns: name, month, light, level, value (the word; a dash before the first report).
    """
    until, shown = as_of(snapshot, filters), _shown(snapshot, filters)
    months = span(shift(until, 1 - MONTHS_SHOWN), until)
    given = {(row["project"], row["month"]): row["light"] for row in reports(snapshot, filters.programme)}
    found = []
    for project in (each for each in named(snapshot, filters.programme) if each["project"] in shown):
        for month in months:
            light = given.get((project["project"], month))
            level, word = (LEVELS[light], _(WORDS[light])) if light else ("none", text.NOTHING)
            found.append(
                {"name": project["name"], "month": month, "light": light, "level": level, "value": word}
            )
    return Table.of_rows(found, ("name", "month", "light", "level", "value"))


def _shown(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the projects whose newest light is the one asked for; all of them where none is."""
    if not filters.light:
        return {row["project"] for row in named(snapshot, filters.programme)}
    return set(latest.table(snapshot, filters)["project"])


def _counted(snapshot: Snapshot, filters: Filters, months: list[str]) -> dict[str, dict[str, int]]:
    """Return how many projects there are in each month, and of each light."""
    shown, news = _shown(snapshot, filters), months_of(snapshot, filters.programme)
    mine = [row for row in reports(snapshot, filters.programme) if row["project"] in shown]
    counts = {}
    # In a month without any report there was nothing to count, which is not none and not what was before.
    for month in (each for each in months if each in news):
        newest = list({row["project"]: row["light"] for row in mine if row["month"] <= month}.values())
        if newest:
            counts[month] = {"all": len(newest)} | {light: newest.count(light) for light in WORDS}
    return counts


@Tabled
@once
def on_track(snapshot: Snapshot, filters: Filters) -> Table:
    """Share of the projects whose newest report is green, by month, as `share` returns it."""
    months, reported = span(filters.first, filters.last), months_of(snapshot, filters.programme)
    counted = _counted(snapshot, filters, months)
    sums = {name: [counted.get(month, {}).get(name, 0) for month in months] for name in ("green", "all")}
    # A report is whole when it comes, also in a month under way; a month without any has no news.
    covered = [Covered("whole", 1.0) if month in reported else Covered("missing", 0.0) for month in months]
    return share(snapshot, "projects_on_track", "", months, sums, "green", "all", covered=covered)


@Tabled
@once
def by_light(snapshot: Snapshot, filters: Filters) -> Table:
    """The lights of the twelve months until the one asked for. Columns: month, green, yellow, red, grey, all.

    Every project counts by its newest report until then; of no report there is no count.
    """
    until, columns = as_of(snapshot, filters), ("all", *WORDS)
    months = span(shift(until, 1 - MONTHS_SHOWN), until) if reports(snapshot, filters.programme) else []
    counted = _counted(snapshot, filters, months)
    return Table(
        {
            "month": months,
            **{
                name: [counted.get(month, {}).get(name, float("nan")) for month in months] for name in columns
            },
        }
    )
