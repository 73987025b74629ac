"""The response times of the last hour: the system furthest below its target, and each system's worst place."""

from collections.abc import Iterator
from typing import Any

from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.few import ALONE, is_few
from data_access.snapshot import live as happening
from data_access.snapshot.live import Live
from data_access.snapshot.snapshot import Snapshot
from layouts.wall.slide import Slide, row, tile
from vocabulary import text
from vocabulary.language import _, ngettext
from vocabulary.metrics import METRICS
from vocabulary.months import month_of
from vocabulary.status import Level, Status, status

WORST_FIRST: tuple[Level, ...] = ("missed", "near", "unknown", "good", "none")


def slowest(snapshot: Snapshot, live: Live) -> Iterator[dict[str, str]]:
    """Return the tile of the system that is furthest below its target; none where too little was measured to say."""
    names, sites = snapshot.names("systems"), snapshot.names("sites")
    for each, how in _systems(snapshot, live)[:1]:
        if how.level == "unknown":
            return
        yield tile(
            _(
                "Hurtige handlinger den seneste time: {system}",
                system=names.get(each["system"], each["system"]),
            ),
            how.shown,
            how.level,
            _("lavest: {site}", site=sites.get(each["site"], each["site"])) if _stands_out(each) else "",
        )


def response_times(snapshot: Snapshot, live: Live) -> Iterator[Slide]:
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


def _systems(snapshot: Snapshot, live: Live) -> list[tuple[dict[str, Any], Status]]:
    """Return the systems of the last hour with how they stand, the worst first, and of those alike the slowest."""
    judged = [(each, _judged(snapshot, live, each)) for each in happening.slowest(live)]
    return sorted(judged, key=lambda pair: (WORST_FIRST.index(pair[1].level), pair[0]["value"]))


def _judged(snapshot: Snapshot, live: Live, system: dict[str, Any]) -> Status:
    today, metric = live.now.date(), METRICS["response_time"]
    target = snapshot.target(metric.key, system["system"], month_of(today))
    behind = (system["hits"], system["tries"], target.value if target else None)
    return status(metric, system["value"], target, few=is_few(snapshot, metric.key, today, *behind))


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
