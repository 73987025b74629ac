"""Which figures miss their target and have no words: of the region, of each system, hospital and project, by month."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from data_access.numbers import explanations, project_history, project_reports
from data_access.numbers.explanations import Place
from data_access.numbers.tabled import table_of
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import projects
from layouts.pages.headlines import goal_of, headline_of
from layouts.pages.subjects import SUBJECTS
from layouts.parts.behind import worst_first
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import figure_words, history
from layouts.words.figures import Figure
from vocabulary.filters import Filters
from vocabulary.months import month_of, shift

MONTHS = 6  # whole months, up to the newest: of what lies further back nobody remembers the cause


@dataclass(frozen=True)
class Lack:
    """A figure that has missed its target without a word on it: the months in which it has, the oldest first.

    `shown`, `goal` and the level's `word` are those of the newest of them; a project has a light and no goal.
    """

    figure: Figure
    months: tuple[str, ...]
    shown: str
    goal: str
    word: str
    size: tuple[int, float]


@once
def lacking(snapshot: Snapshot, filters: Filters) -> dict[str, list[Lack]]:
    """Return what lacks words in the months up to the last of `filters`, by page: the oldest and largest first."""
    found: dict[Place, list[tuple[Page, Headline, Row]]] = {}
    for page, headline, place, row in _missed(snapshot, filters):
        if explanations.at(snapshot, place) is None:
            found.setdefault(place._replace(month=""), []).append((page, headline, row))
    by_page: dict[str, list[Lack]] = {}
    for place, rows in found.items():
        page, headline, newest = max(rows, key=lambda each: each[2]["month"])
        months = tuple(sorted(row["month"] for _page, _headline, row in rows))
        of = headline_of(page, headline)
        size = (0, 0.0) if place.project else worst_first(of.metric, newest)
        figure = Figure(page, of, place._replace(month=months[-1]))
        goal = "" if place.project else goal_of(page, headline, newest)
        lack = Lack(figure, months, newest["shown"], goal, newest["word"], size)
        by_page.setdefault(page.key, []).append(lack)
    return {
        key: sorted(lacks, key=lambda each: (each.months[0], each.size)) for key, lacks in by_page.items()
    }


def period(snapshot: Snapshot, filters: Filters) -> tuple[str, str]:
    """Return the first and the last of the months that are asked about."""
    return max(shift(filters.last, 1 - MONTHS), snapshot.choices.first), filters.last


def _missed(snapshot: Snapshot, filters: Filters) -> Iterator[tuple[Page, Headline, Place, Row]]:
    """Return every row that misses its target, with what words on it are found by."""
    first, last = period(snapshot, filters)
    whole = Filters(first, last, "today", None, snapshot.choices.default().desk)
    for hospital in (None, *snapshot.choices.hospitals["today"]):
        asked = replace(whole, hospital=hospital)
        for page in SUBJECTS:
            for headline in page.given(snapshot):
                if headline.counted_elsewhere or (hospital and headline.regional):
                    continue
                if headline.shows(snapshot, asked):
                    yield from _of_headline(page, headline, snapshot, asked)
    yield from _of_projects(snapshot, first)


def _of_headline(
    page: Page, headline: Headline, snapshot: Snapshot, asked: Filters
) -> Iterable[tuple[Page, Headline, Place, Row]]:
    if headline.goals is None:
        rows = history(headline, snapshot, asked, asked.last).records
    else:
        rows = table_of(headline.goals, snapshot, asked).records
    metric = headline_of(page, headline).metric
    for row in rows:
        if row["level"] == "missed" and asked.first <= row["month"] <= asked.last:
            system = row["system"] if headline.goals else None
            place = explanations.place(metric, row["month"], asked, system=system, desk=headline.desk)
            shown = row["shown"] if headline.goals else figure_words(headline, row)
            yield page, headline, place, {**row, "shown": shown}


def _of_projects(snapshot: Snapshot, first: str) -> Iterator[tuple[Page, Headline, Place, Row]]:
    """Return the reports of projects that are red by their own word, until now: a report is whole when it comes."""
    current = month_of(snapshot.now.date())
    if not any(row["light"] == "red" for row in project_reports.reports(snapshot, None)):
        return
    for project in snapshot.names("projects"):
        asked = Filters(current, current, project=project)
        for row in project_history.history.table(snapshot, asked).records:
            if row["level"] == "missed" and first <= row["month"]:
                place = explanations.of_project(project, row["month"])
                yield projects.PAGE, projects.PAGE.overview[0], place, {**row, "shown": row["word"]}
