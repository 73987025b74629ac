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
from layouts.pages import cases, overview, referrals, servicedesk
from layouts.pages import response_times as systems
from layouts.pages.headlines import subject_of
from layouts.parts import claims
from layouts.parts.behind import worst_first
from layouts.parts.changes import changes
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import figure_words, goal_words, series
from layouts.wall import today
from layouts.wall.causes import Behind, behind, first_words
from layouts.wall.slide import Slide, months_chart, reach, row
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.status import BEHIND, FEW, Level

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


def _overview(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
    rows, judged = (records(each(snapshot, filters)) for each in (overview.figures, overview.goals))
    if not judged:
        yield from _unjudged(snapshot, filters, rows)
        return
    with claims.about(overview.goals):
        of = claims.many(judged, "level")
        wrong = claims.unlike(judged, "level", "good")
        met = claims.count(judged, "level", "good", over="known")
    level: Level = wrong[0]["level"] if wrong else "good"
    known = behind(snapshot, filters)
    yield Slide(
        "overblik",
        ngettext("Dette mål er ikke nået", "Disse mål er ikke nået", len(wrong))
        if wrong
        else _("Alle mål er nået"),
        level,
        _("{met} af {of}", met=text.number(len(wrong) or of), of=text.number(of)),
        ngettext("mål er ikke nået", "mål er ikke nået", of)
        if wrong
        else ngettext("mål er nået", "mål er nået", of),
        sentence=_aside(rows, filters),
        others=_others(met, N_("{n} andet mål er nået"), N_("{n} andre mål er nået")) if wrong else "",
        reach=reach(snapshot, {METRICS[each["metric"]].source for each in rows}),
        rows=[_behind(each, known.get((each["subject"], each["name"])), filters) for each in wrong],
    )


def _behind(figure: Row, known: Behind | None, filters: Filters) -> dict[str, str]:
    """Return the row of a figure that does not reach its target, with its month where that is another."""
    of = [] if figure["month"] == filters.last else [text.month(figure["month"])]
    about = ", ".join([str(figure["subject"]), *of])
    goal = _("mål {goal}", goal=known.goal) if known and known.goal else ""
    return row(figure["level"], figure["name"], _reason(known), figure["shown"], about, goal)


def _others(many: int, one: str, several: str) -> str:
    """Say in one line how many are well; '' where none is. The words are marked."""
    return _(one if many == 1 else several, n=text.number(many)) if many else ""


def _aside(figures: list[Row], filters: Filters) -> str:
    """Say the month, which of its figures are not known, and which are of too few to judge."""
    with claims.about(overview.figures):
        unknown = claims.those(figures, "level", "unknown", by=())
        claims.count(figures, "word", _(FEW), over="known")
    few = [row for row in unknown if row["word"] == _(FEW)]
    told = (
        (
            [row for row in unknown if row not in few],
            N_("Ikke opgjort: {names}"),
            N_("{n} tal er ikke opgjort"),
        ),
        (few, N_("For få til at bedømme: {names}"), N_("{n} tal bygger på for få til at blive bedømt")),
    )
    month = text.capital(text.month(filters.last))
    said = [_which(rows, figures, named, counted) for rows, named, counted in told if rows]
    return text.prose(month, *said) if said else month


def _which(rows: list[Row], figures: list[Row], named: str, counted: str) -> str:
    """Name some of the figures, or their subject where they are all of it; of many say how many. Marked words."""
    subjects: dict[str, list[str]] = {}
    for each in rows:
        subjects.setdefault(str(each["subject"]), []).append(str(each["name"]))
    whole = {
        subject
        for subject, names in subjects.items()
        if len(names) == sum(each["subject"] == subject for each in figures)
    }
    names = [
        name
        for subject, own in subjects.items()
        for name in ([subject] if subject in whole and len(own) > 1 else own)
    ]
    if len(names) > claims.MOST_NAMED:
        return _(counted, n=text.number(len(rows)))
    return _(named, names=text.listing(names))


def _unjudged(snapshot: Snapshot, filters: Filters, rows: list[Row]) -> Iterator[Slide]:
    """Show the figures that there are where none of them is judged, and say why."""
    known = [each for each in rows if not text.is_missing(each["value"])]
    if known:
        yield Slide(
            "overblik",
            _("Nøgletal for {month}", month=text.month(filters.last)),
            sentence=overview.unjudged(snapshot, filters),
            reach=reach(snapshot, {METRICS[each["metric"]].source for each in known}),
            rows=[row("none", each["name"], _when(each, filters), each["shown"]) for each in known],
        )


def _when(figure: Row, filters: Filters) -> str:
    """Say what a figure is of and how it stands, and its month where that is another than the slide's."""
    word = figure["word"] if figure["month"] == filters.last else _in_month(figure)
    return text.prose(str(figure["subject"]), str(word))


def _in_month(figure: Row) -> str:
    month = text.capital(text.month(figure["month"]))
    return _("{month}: {word}", month=month, word=text.small(figure["word"]))


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
    return row(each["level"], each["name"], _reason(known), each["shown"], goal=goal)


def _reason(known: Behind | None) -> str:
    """Return what stands behind a figure, or that it is not known: a line that is missing says nothing."""
    return known.cause if known and known.cause else _("Årsagen kendes ikke")


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
        else _others(green, N_("{n} andet projekt er grønt"), N_("{n} andre projekter er grønne")),
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
    "overblik": (N_("Overblik"), _overview),
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
