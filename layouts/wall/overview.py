"""The slides that sum all subjects up: what is behind its target, and what cannot be judged."""

from collections.abc import Iterator

from data_access.snapshot.live import Live
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.parts import claims
from layouts.wall.causes import Behind, behind
from layouts.wall.slide import Slide, reach, row
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.status import FEW, Level


def slides(snapshot: Snapshot, filters: Filters, _live: Live | None) -> Iterator[Slide]:
    """Give the slides of all targets: those that were not met, or why none can be judged."""
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
        others=others(met, N_("{n} andet mål er nået"), N_("{n} andre mål er nået")) if wrong else "",
        reach=reach(snapshot, {METRICS[each["metric"]].source for each in rows}),
        rows=[_behind(each, known.get((each["subject"], each["name"])), filters) for each in wrong],
    )


def _behind(figure: Row, known: Behind | None, filters: Filters) -> dict[str, str]:
    """Return the row of a figure that does not reach its target, with its month where that is another."""
    of = [] if figure["month"] == filters.last else [text.month(figure["month"])]
    about = ", ".join([str(figure["subject"]), *of])
    goal = _("mål {goal}", goal=known.goal) if known and known.goal else ""
    return row(figure["level"], figure["name"], reason(known), figure["shown"], about, goal)


def others(many: int, one: str, several: str) -> str:
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


def reason(known: Behind | None) -> str:
    """Return what stands behind a figure, or that it is not known: a line that is missing says nothing."""
    return known.cause if known and known.cause else _("Årsagen kendes ikke")
