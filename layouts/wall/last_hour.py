"""The response times of the last hour: the system furthest below its target, and each system's worst place."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pandas as pd

from data_access.numbers import live as happening
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.few import ALONE, is_few
from data_access.snapshot.live import Live
from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.told import tied
from layouts.wall import happened
from layouts.wall.slide import Slide, row
from vocabulary import text
from vocabulary.language import N_, _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import month_of
from vocabulary.status import Level, Status, goal_words, short_of, status

Judged = list[tuple[dict[str, Any], Status]]
JUDGED: tuple[Level, ...] = ("missed", "near", "good")
WRONG: tuple[Level, ...] = ("missed", "near")
WORST_FIRST: tuple[Level, ...] = ("missed", "near", "unknown", "good", "none")


def until(live: Live) -> str:
    """Say until which time of day the figures of today go."""
    return _("Tal til kl. {time}", time=text.time_of_day(live.now))


def response_times(snapshot: Snapshot, live: Live) -> Iterator[Slide]:
    """Return the slide of every system's response times in the last hour, and where each is worst."""
    names, sites, judged = snapshot.names("systems"), snapshot.names("sites"), _systems(snapshot, live)
    if not judged:
        return
    for each, _how in judged:
        happened.measured(each)
    known = [how.level for _each, how in judged if how.level in JUDGED]
    yield Slide(
        "i-dag-svartider",
        _("Svartider den seneste time"),
        known[0] if known else "none",
        *_how_many(snapshot, live, judged),
        others=_others(snapshot, live, judged),
        reach=until(live),
        rows=[
            _row(each, how, str(names.get(each["system"], each["system"])), sites)
            for each, how in judged
            if how.level in WRONG
        ],
    )


def _systems(snapshot: Snapshot, live: Live) -> Judged:
    """Return the systems of the last hour with how they stand, the worst first, and of those alike the furthest off."""
    judged = [(each, _judged(snapshot, live, each)) for each in happening.slowest(live)]
    return sorted(judged, key=lambda pair: (WORST_FIRST.index(pair[1].level), _place(*pair)))


def _place(system: dict[str, Any], how: Status) -> float:
    """Return what sorts a system among those of its level: how far it is from its target, or its share."""
    if how.target is None:
        return float(system["value"])
    return -short_of(METRICS["response_time"], system["value"], how.target)


def _judged(snapshot: Snapshot, live: Live, system: dict[str, Any]) -> Status:
    today, metric = live.now.date(), METRICS["response_time"]
    target = snapshot.target(metric.key, system["system"], month_of(today))
    behind = (system["hits"], system["tries"], target.value if target else None)
    return status(metric, system["value"], target, few=is_few(snapshot, metric.key, today, *behind))


def _how_many(snapshot: Snapshot, live: Live, judged: Judged) -> tuple[str, str]:
    """Say how many systems are below their target, or that none is.

    Where too little was measured to judge any, say how much of it was slow.
    """
    missed, of = (_count(snapshot, live, *levels) for levels in (WRONG, JUDGED))
    if not of:
        slow, tries = happened.measured_together([each for each, _how in judged])
        said = N_("måling var langsom"), N_("målinger var langsom"), N_("målinger var langsomme")
        return _of(slow, tries, *said)
    # Of a few only what is bad can be told from chance, so the others are not said to be well.
    if missed:
        said = (
            N_("system er under sit mål"),
            N_("systemer er under sit mål"),
            N_("systemer er under deres mål"),
        )
        return _of(missed, len(judged), *said)
    return _of(
        of, len(judged), N_("system når sit mål"), N_("systemer når sit mål"), N_("systemer når deres mål")
    )


def _others(snapshot: Snapshot, live: Live, judged: Judged) -> str:
    """Say in one line how many of the systems that are not listed are well, and of how many too little is known."""
    met, few = (_count(snapshot, live, level) for level in ("good", "unknown"))
    are_listed = any(how.level in WRONG for _each, how in judged)
    if few == len(judged):
        return _("For få målinger til at bedømme systemerne hver for sig")
    well = ngettext(
        "{n} andet system når sit mål", "{n} andre systemer når deres mål", met, n=text.number(met)
    )
    unsure = ngettext(
        "{n} har for få målinger til at blive bedømt",
        "{n} har for få målinger til at blive bedømt",
        few,
        n=text.number(few),
    )
    return text.prose(*([well] if met and are_listed else []), *([unsure] if few else []))


def levels(snapshot: Snapshot, live: Live) -> pd.DataFrame:
    """Return how each system of the last hour stands, as one column: also of those that are not listed."""
    return pd.DataFrame({"level": [how.level for _each, how in _systems(snapshot, live)]})


def _count(snapshot: Snapshot, live: Live, *wanted: Level) -> int:
    with claims.about(partial(levels, snapshot)):
        return claims.count(records(levels(snapshot, live)), "level", *wanted, over="known")


def _of(some: int, of: int, *said: str) -> tuple[str, str]:
    """Return how many of how many, and the words (marked) that go with one of one, one of several, and the others."""
    words = said[0] if of == 1 else said[1] if some == 1 else said[2]
    return _("{met} af {of}", met=text.number(some), of=text.number(of)), _(words)


def _row(system: dict[str, Any], how: Status, name: str, sites: dict[str, str]) -> dict[str, Any]:
    """Return a system's row: its share and where that is worst; where it is nowhere, how many of few were slow.

    The share is the mean of the places: beside the counts of all of them it would look wrong.
    """
    lowest, metric = _lowest(system), METRICS["response_time"]
    goal = "" if how.target is None else goal_words(metric, how.target)
    if system["site_value"] < system["value"] and not lowest:
        words, counts = _slow(system)
        return row(how.level, name, words, counts, goal=goal and _("mål {goal} hurtige", goal=goal))
    words = _("ens alle steder")
    if lowest:
        site, value = _named(lowest, sites), text.quantity(system["site_value"], metric.unit, metric.decimals)
        words = _("lavest: {site}, {value}", site=site, value=value)
    return row(how.level, name, words, how.shown, goal=goal and _("mål {goal}", goal=goal))


def _lowest(system: dict[str, Any]) -> list[str]:
    """Return the lowest sites, all that are printed alike, of those that lie below the others by more than chance.

    And by more than one slow action; none where chance may have made each of them so.
    """
    places, metric = system["places"], METRICS["response_time"]
    low = text.rounded(system["site_value"], metric.decimals)
    alike = [each for each in places if text.rounded(each["site_value"], metric.decimals) == low]
    found = [each["site"] for each in alike if _stands_out(each, system)]
    happened.lowest(system, found, alike=len(alike) == len(places))
    return found


def _named(keys: list[str], sites: dict[str, str]) -> str:
    return tied([sites.get(key, key) for key in keys], N_("{n} steder"))


def _stands_out(place: dict[str, Any], system: dict[str, Any]) -> bool:
    hits, tries = place["site_hits"], place["site_tries"]
    chance = below_rest([hits], [tries], [system["hits"]], [system["tries"]])[0]
    return bool(tries - hits > ALONE and chance < ALARMS / system["sites"])


def _slow(system: dict[str, Any]) -> tuple[str, str]:
    """Say how many of the actions were slow: `langsom`, `1 af 13`."""
    slow = int(system["tries"] - system["hits"])
    counts = _("{met} af {of}", met=text.number(slow), of=text.number(system["tries"]))
    return ngettext("langsom handling", "langsomme handlinger", slow), counts
