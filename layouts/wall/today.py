"""The slides of I dag: how it goes right now, out of the events themselves."""

import math
from collections.abc import Iterator
from typing import Any

import pandas as pd

from data_access.numbers.call_hours import has_times
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.few import ALONE, is_few, least
from data_access.numbers.naming import name_of
from data_access.snapshot import live as happening
from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from layouts.wall.slide import Slide, round_above, row
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import month_of
from vocabulary.status import Level, Status, status

WEEKDAYS = {
    1: N_("mandage"),
    2: N_("tirsdage"),
    3: N_("onsdage"),
    4: N_("torsdage"),
    5: N_("fredage"),
    6: N_("lørdage"),
    7: N_("søndage"),
}
WORST_FIRST: tuple[Level, ...] = ("missed", "near", "unknown", "good", "none")


def slides(snapshot: Snapshot, filters: Filters, live: Live | None) -> Iterator[Slide]:
    """Return the slides: the day's course, and its response times; none where nothing is known of today.

    What a source has delivered nothing of today is left out: nothing told is not nothing happened.
    """
    if live is None:
        return
    if _is_told(snapshot, live, filters.desk):
        yield _calls(snapshot, live, filters.desk)
    elif tiles := _cases(live):
        yield Slide("i-dag", _title(live, is_demonstration=snapshot.demonstration), tiles=tiles)
    yield from _response_times(snapshot, live)


def _is_told(snapshot: Snapshot, live: Live, desk: str) -> bool:
    """Say that it is known how many calls a desk has had today: another desk's calls, or totals, do not tell it."""
    mine = len(live.calls) > 0 and bool((live.calls["desk"] == desk).any())
    return mine or ((len(live.calls) > 0 or live.is_told) and has_times(snapshot, desk))


def _calls(snapshot: Snapshot, live: Live, desk: str) -> Slide:
    so_far, last = _sums(live.calls, desk), _sums(live.last_hour, desk)
    level, share = _share(snapshot, live, desk, so_far)
    usual = happening.at_this_time(live, desk)
    return Slide(
        "i-dag",
        _title(live, is_demonstration=snapshot.demonstration),
        "none",
        text.number(so_far["offered"]),
        ngettext(
            "opkald til {desk}",
            "opkald til {desk}",
            int(so_far["offered"]),
            desk=snapshot.names("desks")[desk],
        ),
        sentence=_against(so_far["offered"], usual, live),
        tiles=[
            _tile(
                name_of(snapshot, "service_level", month_of(live.now.date())),
                share,
                level,
                _last_share(snapshot, live, desk, last),
            ),
            _tile(
                METRICS["average_wait"].name,
                text.duration(_mean(so_far)),
                "none",
                _("seneste time {wait}", wait=text.duration(_mean(last))),
            ),
            _tile(
                METRICS["abandoned"].name,
                text.number(so_far["offered"] - so_far["answered"]),
                "none",
                _("seneste time {n}", n=text.number(last["offered"] - last["answered"])),
            ),
            *_cases(live),
            *_slowest(snapshot, live),
        ],
        chart=_course(live, desk),
    )


def _cases(live: Live) -> list[dict[str, str]]:
    """Return the tiles of cases: opened and solved today, and those that are close to their limit.

    Before the first case of the day it is not known whether the source has told of the day; what is open is.
    """
    if not (live.opened or live.resolved):
        return list(_late(live)) if len(live.open_cases) else []
    solved = "" if live.resolved is None else _("løst {n}", n=text.number(live.resolved))
    opened = _tile(_("Sager oprettet"), text.number(live.opened), "none", solved)
    return [opened, *_late(live)]


def _title(live: Live, *, is_demonstration: bool) -> str:
    if is_demonstration:  # its today is another than that of the clock on the wall
        return _("I dag, {moment}", moment=text.moment(live.now))
    return text.capital(text.moment(live.now, live.now))


def _sums(rows: pd.DataFrame, desk: str) -> dict[str, float]:
    mine = rows[rows["desk"] == desk] if len(rows) else rows
    return {name: float(mine[name].sum()) if len(mine) else 0.0 for name in happening.COUNTS}


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


def _tile(name: str, value: str, level: str, note: str) -> dict[str, str]:
    return {"name": name, "value": value, "level": level, "note": note}


def _late(live: Live) -> Iterator[dict[str, str]]:
    """Return the tile of the cases that are close to their limit; none where no case has one."""
    if len(live.open_cases) and live.open_cases["limit_days"].isna().all():
        return
    soon, passed = happening.soon_too_late(live)
    yield _tile(
        _("Sager med frist inden 4 timer"),
        text.number(soon),
        "missed" if passed else "near" if soon else "good",
        _("{n} har passeret fristen", n=text.number(passed)),
    )


def _systems(snapshot: Snapshot, live: Live) -> list[tuple[dict[str, Any], Status]]:
    """Return the systems of the last hour with how they stand, the worst first, and of those alike the slowest."""
    judged = [(each, _judged(snapshot, live, each)) for each in happening.slowest(live)]
    return sorted(judged, key=lambda pair: (WORST_FIRST.index(pair[1].level), pair[0]["value"]))


def _judged(snapshot: Snapshot, live: Live, system: dict[str, Any]) -> Status:
    today, metric = live.now.date(), METRICS["response_time"]
    target = snapshot.target(metric.key, system["system"], month_of(today))
    behind = (system["hits"], system["tries"], target.value if target else None)
    return status(metric, system["value"], target, few=is_few(snapshot, metric.key, today, *behind))


def _slowest(snapshot: Snapshot, live: Live) -> Iterator[dict[str, str]]:
    """Return the tile of the system that is furthest below its target; none where too little was measured to say."""
    names, sites = snapshot.names("systems"), snapshot.names("sites")
    for each, how in _systems(snapshot, live)[:1]:
        if how.level == "unknown":
            return
        yield _tile(
            _(
                "Hurtige handlinger den seneste time: {system}",
                system=names.get(each["system"], each["system"]),
            ),
            how.shown,
            how.level,
            _("lavest: {site}", site=sites.get(each["site"], each["site"])) if _stands_out(each) else "",
        )


def _response_times(snapshot: Snapshot, live: Live) -> Iterator[Slide]:
    """Return the slide of every system's response times in the last hour, and where each is worst."""
    names, sites, judged = snapshot.names("systems"), snapshot.names("sites"), _systems(snapshot, live)
    if not judged:
        return
    levels = [how.level for _each, how in judged if how.level in ("missed", "near", "good")]
    yield Slide(
        "i-dag-svartider",
        _("Svartider den seneste time"),
        levels[0] if levels else "none",
        *_how_many(levels.count("good"), len(levels), judged),
        rows=[
            row(
                how.level,
                names.get(each["system"], each["system"]),
                _slow(each) if how.level == "unknown" else _where_worst(each, sites),
                how.shown,
            )
            for each, how in judged
        ],
    )


def _how_many(met: int, of: int, judged: list[tuple[dict[str, Any], Status]]) -> tuple[str, str]:
    """Say how many systems meet their target; where too little was measured to judge any, how much of it was slow."""
    if of > met and of < len(judged):
        # Of a few only what is bad can be told from chance: of these alone it would seem that none is good.
        said = ngettext("system er under sit mål", "systemer er under deres mål", of - met)
        return _("{met} af {of}", met=text.number(of - met), of=text.number(len(judged))), said
    if of:
        said = ngettext("system når sit mål", "systemer når deres mål", met)
        return _("{met} af {of}", met=text.number(met), of=text.number(of)), said
    tries = sum(each["tries"] for each, _how in judged)
    slow = tries - sum(each["hits"] for each, _how in judged)
    said = ngettext("måling var langsom", "målinger var langsomme", slow)
    return _("{met} af {of}", met=text.number(slow), of=text.number(tries)), said


def _where_worst(system: dict[str, Any], sites: dict[str, str]) -> str:
    if system["site_value"] >= system["value"]:
        return _("ens alle steder")
    if not _stands_out(system):
        return _slow(system)
    metric = METRICS["response_time"]
    return _(
        "lavest: {site}, {value}",
        site=sites.get(system["site"], system["site"]),
        value=text.quantity(system["site_value"], metric.unit, metric.decimals),
    )


def _stands_out(system: dict[str, Any]) -> bool:
    """Say that the lowest site lies below the others by more than chance, and by more than one slow action."""
    hits, tries = system["site_hits"], system["site_tries"]
    chance = below_rest([hits], [tries], [system["hits"]], [system["tries"]])[0]
    return bool(tries - hits > ALONE and chance < ALARMS / system["sites"])


def _slow(system: dict[str, Any]) -> str:
    """Say how many of the actions were slow: `1 af 13 langsom`."""
    slow = system["tries"] - system["hits"]
    if not slow:
        return _("ingen af {of} langsomme", of=text.number(system["tries"]))
    return ngettext(
        "{n} af {of} langsom",
        "{n} af {of} langsomme",
        slow,
        n=text.number(slow),
        of=text.number(system["tries"]),
    )


def _against(calls: float, usual: dict[str, float] | None, live: Live) -> str:
    if usual is None:
        return ""
    # Between two hours the usual is no whole number, but calls are: what is beyond it is so in print too.
    low, high = math.floor(usual["low"]), math.ceil(usual["high"])
    if not (calls or high):  # at night nobody calls, and that is no news
        return ""
    weekday = _(WEEKDAYS[live.now.isoweekday()])
    said = {"middle": text.number(usual["middle"]), "low": text.number(low), "high": text.number(high)}
    usually = _(
        "På denne tid havde de seneste {weekday} typisk {middle}, fra {low} til {high}.",
        weekday=weekday,
        **said,
    )
    if calls > high:
        return _("Flere end sædvanligt. {usually}", usually=usually)
    if calls < low:
        return _("Færre end sædvanligt. {usually}", usually=usually)
    return usually


def _by_hour(calls: pd.DataFrame) -> "pd.Series[float]":
    """Return the calls by the end of each hour; none by any where nobody has called."""
    offered = calls.set_index("hour")["offered"] if len(calls) else pd.Series(dtype="float64")
    return offered.reindex(range(24)).fillna(0).cumsum()


def _course(live: Live, desk: str) -> dict[str, Any] | None:
    """Return the calls by the end of each hour, beside what is usual."""
    course = happening.usual_course(live, desk)
    mine = live.calls[live.calls["desk"] == desk] if len(live.calls) else live.calls
    by_hour = _by_hour(mine) if len(mine) or live.is_told else None
    if by_hour is None and course.empty:
        return None
    # The hour that runs is not over: its calls stand at `now`, not at its end.
    today = [
        float(by_hour.iloc[hour]) if by_hour is not None and hour < live.now.hour else None
        for hour in range(24)
    ]
    so_far = float(by_hour.iloc[live.now.hour]) if by_hour is not None else None
    highest = round_above(
        max([value or 0 for value in [*today, so_far]] + (course["high"].tolist() if len(course) else []))
    )
    return {
        "kind": "course",
        "labels": [str(hour + 1) for hour in range(24)],
        "values": today,
        "middle": course["middle"].tolist(),
        "low": course["low"].tolist(),
        "high": course["high"].tolist(),
        "highest": highest,
        "ticks": [{"at": highest * part, "words": text.number(highest * part)} for part in (0, 0.5, 1)],
        "now": live.now.hour + live.now.minute / 60,
        "soFar": so_far,
    }
