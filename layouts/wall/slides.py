"""The slides of the wall: one message each, as plain values that the screen's script draws.

Their figures are those of the pages' headlines and panels; only the arrangement is the wall's own.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from data_access.numbers import notes, project_reports, projects, response_times
from data_access.numbers.naming import name_of
from data_access.numbers.workdays import longer
from data_access.snapshot.live import Live
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import cases, referrals, servicedesk
from layouts.pages import response_times as systems
from layouts.pages.headlines import subject_of
from layouts.parts import claims
from layouts.parts.behind import worst_first
from layouts.parts.changes import changes
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import figure_words, goal_words, series
from layouts.wall import overview as summed_up
from layouts.wall import today
from layouts.wall.causes import Behind, behind, first_words
from layouts.wall.overview import others, reason
from layouts.wall.slide import Slide, months_chart, reach, row
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.status import BEHIND, Level

LIGHTS = ("red", "yellow")


Build = Callable[[Snapshot, Filters, Live | None], Iterator[Slide]]


def _headline(key: str, page: Page, headline: Headline) -> Build:
    def build(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
        rows = series(headline, snapshot, filters)
        if not all(text.is_missing(each["value"]) for each in rows):
            yield _of(key, page, snapshot, filters, headline, rows)

    return build


def _service_level(snapshot: Snapshot, filters: Filters, live: Live | None) -> Iterator[Slide]:
    """Show the share answered in time at the first desk that has calls."""
    of_desks = servicedesk.PAGE.given(snapshot)
    for headline in of_desks:
        if headline.metric == "service_level" and headline.shows(snapshot, filters):
            yield from _headline("servicedesk", servicedesk.PAGE, headline)(snapshot, filters, live)
            return


def _of(
    key: str, page: Page, snapshot: Snapshot, filters: Filters, headline: Headline, rows: Sequence[Row]
) -> Slide:
    last, metric = rows[-1], METRICS[headline.metric]
    goal = "" if text.is_missing(last["target"]) else goal_words(headline, last)
    name = name_of(snapshot, metric.key, last["month"])
    place = (subject_of(page, headline, snapshot, filters), name_of(snapshot, metric.key, filters.last))
    known = behind(snapshot, filters).get(place)
    return Slide(
        key,
        name,
        last["level"],
        figure_words(headline, last),
        "" if last["level"] == "none" else last["word"],
        _("mål {goal}", goal=goal) if goal else "",
        _(
            "{month}. {changes}",
            month=text.capital(text.month(last["month"])),
            changes=changes(headline, rows, longer(snapshot))[0],
        ),
        known.cause if known else "",
        reach=reach(snapshot, [metric.source]),
        chart=months_chart(rows, metric.unit),
    )


def _systems(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
    headline = systems.PAGE.overview[0]
    months = series(headline, snapshot, filters)
    rows = response_times.matrix(snapshot, filters)
    rows = rows[(rows["month"] == months[-1]["month"]) & rows["value"].notna()]
    if rows.empty:
        return
    found = _of("svartider", systems.PAGE, snapshot, filters, headline, months)
    with claims.about(response_times.matrix):
        month = months[-1]["month"]
        claims.change(records(rows), "value", "target", "least", places=2, months=(month, month))
    subject, known = subject_of(systems.PAGE, headline, snapshot, filters), behind(snapshot, filters)
    # The figure itself says how many are well; those that are listed need no word beside their light.
    wrong = [each for each in records(rows) if each["level"] in BEHIND]
    wrong.sort(key=lambda each: worst_first("response_time", each))
    listed = [_system(each, known.get((subject, each["name"]))) for each in wrong]
    yield replace(found, rows=listed, chart=None if listed else found.chart, goal="", cause="")


def _system(each: Row, known: Behind | None) -> dict[str, str]:
    goal = _("mål {goal}", goal=known.goal) if known and known.goal else ""
    return row(each["level"], each["name"], reason(known), each["shown"], goal=goal)


def _projects(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
    rows = projects.latest.table(snapshot, filters).records
    if not rows:
        return
    with claims.about(projects.latest):
        trouble = claims.those(rows, "light", *LIGHTS)
        green = claims.count(rows, "light", "green", over="known")
    are_all_green = green == len(rows)
    level: Level = trouble[0]["level"] if trouble else "good" if are_all_green else "unknown"
    untold = len(rows) - green - len(trouble)
    month = text.capital(text.month(project_reports.as_of(snapshot, filters)))
    yield Slide(
        "projekter",
        _("Alle projekter er grønne") if are_all_green else _("Projekter, der ikke er grønne"),
        level,
        _("{met} af {of}", met=text.number(len(rows) - green or green), of=text.number(len(rows))),
        ngettext("projekt er grønt", "projekter er grønne", len(rows))
        if are_all_green
        else ngettext("projekt er ikke grønt", "projekter er ikke grønne", len(rows)),
        sentence=ngettext(
            "{month}. {n} har ikke meldt et lys.", "{month}. {n} har ikke meldt et lys.", untold, month=month,
            n=text.number(untold),
        )
        if untold
        else month,
        others=""
        if are_all_green
        else others(green, N_("{n} andet projekt er grønt"), N_("{n} andre projekter er grønne")),
        reach=reach(snapshot, [METRICS["projects_on_track"].source]),
        rows=[row(each["level"], each["name"], _lacks(each), each["word"]) for each in trouble],
    )  # fmt: skip


def _lacks(project: Row) -> str:
    """Say what a project lacks: its delay, or else its own finding."""
    if not text.is_missing(project["delay_weeks"]) and project["delay_weeks"] > 0:
        return _("{delay} forsinket", delay=project["delay_words"])
    return first_words(str(project["finding"]))


def _notes(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
    found = notes.of_month(snapshot, filters.last)
    if found:
        yield Slide(
            "noter",
            _("Noter til {month}", month=text.month(filters.last)),
            rows=[row("none", name, words, "") for name, words in found],
        )


# In the order of `names.SLIDES`, which settings know them by.
SLIDES: Mapping[str, tuple[str, Build]] = {
    "overblik": (N_("Overblik"), summed_up.slides),
    "i-dag": (N_("I dag"), today.slides),
    "servicedesk": (N_("Servicedesk"), _service_level),
    "sager": (N_("Sager"), _headline("sager", cases.PAGE, cases.PAGE.overview[0])),
    "svartider": (N_("Svartider"), _systems),
    "projekter": (N_("Projekter"), _projects),
    "omvisitering": (
        N_("Omvisitering"),
        _headline("omvisitering", referrals.PAGE, referrals.PAGE.overview[0]),
    ),
    "noter": (N_("Noter"), _notes),
}
