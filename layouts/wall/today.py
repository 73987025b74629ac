"""The slides of I dag: how it goes right now, out of the events themselves."""

from collections.abc import Iterator

from data_access.numbers import live as happening
from data_access.numbers.call_hours import has_times
from data_access.numbers.few import least
from data_access.numbers.naming import name_of
from data_access.snapshot import desk_told, streams_told
from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from layouts.wall import happened
from layouts.wall.course import against, course
from layouts.wall.last_hour import response_times, until
from layouts.wall.slide import Slide, tile
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import month_of
from vocabulary.status import Level, status


def slides(snapshot: Snapshot, filters: Filters, live: Live | None) -> Iterator[Slide]:
    """Return the slides: the day's course, and its response times; none where nothing is known of today.

    What a source has delivered nothing of today is left out: nothing told is not nothing happened.
    """
    if live is None:
        return
    if _is_told(snapshot, live, filters.desk):
        yield _calls(snapshot, live, filters.desk)
    elif tiles := _cases(snapshot, live):
        yield Slide("i-dag", _("I dag"), tiles=tiles, reach=until(live))
    yield from response_times(snapshot, live)


def _is_told(snapshot: Snapshot, live: Live, desk: str) -> bool:
    """Say that it is known how many calls a desk has had today: another desk's calls, or totals, do not tell it."""
    mine = len(live.calls) > 0 and bool((live.calls["desk"] == desk).any())
    if streams_told.are_several(snapshot, desk_told.SOURCE):  # what has come today may be another's
        return mine
    return mine or ((len(live.calls) > 0 or live.is_told) and has_times(snapshot, desk))


def _calls(snapshot: Snapshot, live: Live, desk: str) -> Slide:
    so_far, last = happened.sums(live, "calls", desk), happened.sums(live, "last_hour", desk)
    level, share = _share(snapshot, live, desk, so_far)
    usual = happening.at_this_time(live, desk)
    return Slide(
        "i-dag",
        _("I dag"),
        "none",
        text.number(so_far["offered"]),
        ngettext(
            "opkald til {desk}",
            "opkald til {desk}",
            int(so_far["offered"]),
            desk=snapshot.names("desks")[desk],
        ),
        sentence=against(so_far["offered"], usual, live, desk),
        tiles=[
            tile(
                name_of(snapshot, "service_level", month_of(live.now.date())),
                share,
                level,
                _last_share(snapshot, live, desk, last),
            ),
            tile(
                METRICS["average_wait"].name,
                text.duration(_mean(so_far)),
                "none",
                _("seneste time {wait}", wait=text.duration(_mean(last))),
            ),
            tile(
                METRICS["abandoned"].name,
                text.number(so_far["offered"] - so_far["answered"]),
                "none",
                _("seneste time {n}", n=text.number(last["offered"] - last["answered"])),
            ),
            *_cases(snapshot, live),
        ],
        chart=course(live, desk),
        reach=until(live),
    )


def _cases(snapshot: Snapshot, live: Live) -> list[dict[str, str]]:
    """Return the tiles of cases: opened and solved today, and those past or close to their limit.

    Before the first case of the day it is not known whether the source has told of the day; what is open is.
    """
    if not (live.opened or live.resolved):
        return list(_late(snapshot, live)) if len(live.open_cases) else []
    happened.counts(live)
    solved = "" if live.resolved is None else _("løst {n}", n=text.number(live.resolved))
    opened = tile(_("Sager oprettet"), text.number(live.opened), "none", solved)
    return [opened, *_late(snapshot, live)]


def _mean(sums: dict[str, float]) -> float | None:
    return sums["wait_seconds"] / sums["waits"] if sums["waits"] else None


def _share(snapshot: Snapshot, live: Live, desk: str, sums: dict[str, float]) -> tuple[Level, str]:
    """Return how the service level stands, and in words; unknown where there is no limit or too few calls."""
    today, metric = live.now.date(), METRICS["service_level"]
    hits, tries = sums["within_limit"], sums["limited"]
    if (
        snapshot.limit("call", "answer", today) is None
        or not tries
        or tries < least(snapshot, metric.key, today)
    ):
        return "unknown", text.NOTHING
    target = snapshot.target(metric.key, desk, month_of(today))
    found = status(metric, 100 * hits / tries, target)
    return found.level, found.shown


def _last_share(snapshot: Snapshot, live: Live, desk: str, last: dict[str, float]) -> str:
    shown = _share(snapshot, live, desk, last)[1]
    return (
        _("seneste time {share}", share=shown)
        if shown != text.NOTHING
        else _("for få opkald den seneste time")
    )


def _late(snapshot: Snapshot, live: Live) -> Iterator[dict[str, str]]:
    """Return the tiles of the cases that have passed their limit, and of those that soon will.

    None where no case has a limit.
    """
    if len(live.open_cases) and live.open_cases["limit_days"].isna().all():
        return
    soon, passed = happening.soon_too_late(live)
    happened.due(live, soon, passed)
    # Nothing is red or green without a target to be held against.
    month = month_of(live.now.date())
    target = snapshot.target("cases_past_limit", "", month)
    level = status(METRICS["cases_past_limit"], passed, target).level
    yield tile(_("Åbne sager over fristen"), text.number(passed), level, "")
    yield tile(_("Frist udløber inden 4 timer"), text.number(soon), "none", "")
