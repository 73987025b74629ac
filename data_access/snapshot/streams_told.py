"""What each stream of a source's loads tells of: things (desks, systems or fields) at sites, and on which days.

A file of one desk says nothing of another that has a file, or a mapping, of its own (`database/streams.py`). Where all
of a source is one stream, what its loads cover is told of everything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from data_access.database.coverage import coverage
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot

# Loads of things one by one, of which no row is none; and those that count them up, where the mapping says that it is.
Loads = Literal["events", "counted", "every"]
COUNTED = ("call-totals", "pathways")
EVERYTHING = 0  # the stream of loads that tell of all that their source does
Pair = tuple[str, str]  # a thing and a site
_NO_PLACES = pd.DataFrame(columns=["stream", "thing", "site", "row_count"])


@dataclass(frozen=True)
class _Stream:
    number: int
    things: frozenset[str]
    sites: frozenset[str]

    def tells_of(self, thing: str | None, site: str | None) -> bool:
        return (thing is None or thing in self.things) and (site is None or site in self.sites)


def are_several(snapshot: Snapshot, source: str) -> bool:
    """Say that a source's things one by one come by several streams, so that not every load tells of everything."""
    return _are_several(snapshot, source)


@fact
def _are_several(snapshot: Snapshot, source: str) -> bool:
    return len(_numbers(snapshot, (source, "events"))) > 1


def days(
    snapshot: Snapshot, source: str, loads: Loads, thing: str | None = None, site: str | None = None
) -> Mapping[date, float]:
    """Return the days, with their completeness (0-1), of which a thing at a site would be told if there were any."""
    return _days(snapshot, (source, loads, thing, site))


def pairs(snapshot: Snapshot, source: str, loads: Loads) -> frozenset[Pair]:
    """Return the things and sites that a source's streams have told of."""
    rows = places(snapshot, (source, loads))
    return frozenset(zip(rows["thing"].tolist(), rows["site"].tolist(), strict=True))


def tellers(snapshot: Snapshot, source: str, thing: str) -> int:
    """Return how many streams tell of a thing, of whatever places; none where each load tells of everything."""
    return _tellers(snapshot, (source, thing))


@fact
def _tellers(snapshot: Snapshot, of: tuple[str, str]) -> int:
    source, thing = of
    return sum(each.tells_of(thing, None) for each in _streams(snapshot, (source, "every")))


@fact
def _days(snapshot: Snapshot, asked: tuple[str, Loads, str | None, str | None]) -> Mapping[date, float]:
    source, loads, thing, site = asked
    numbers = {each.number for each in _streams(snapshot, (source, loads)) if each.tells_of(thing, site)}
    if loads == "events":
        numbers.add(EVERYTHING)
    return _covered(snapshot, (source, loads, frozenset(numbers & _numbers(snapshot, (source, loads)))))


@fact
def _covered(snapshot: Snapshot, asked: tuple[str, Loads, frozenset[int]]) -> Mapping[date, float]:
    """Return the days, with their completeness, that the loads of some streams cover."""
    source, loads, numbers = asked
    mine = _loads(snapshot, (source, loads))
    mine = mine[mine["stream"].isin(list(numbers))]
    gaps = snapshot.frames.get("load_gaps")
    found = coverage(mine, snapshot.now.date(), snapshot.coverage.least, gaps)
    return {day: completeness for (_source, day), completeness in found.days.items() if completeness > 0}


@fact
def _streams(snapshot: Snapshot, asked: tuple[str, Loads]) -> list[_Stream]:
    rows = places(snapshot, asked)
    return [
        _Stream(int(number), frozenset(mine["thing"]), frozenset(mine["site"]))
        for number, mine in ((each, rows[rows["stream"] == each]) for each in set(rows["stream"].tolist()))
    ]


@fact
def places(snapshot: Snapshot, asked: tuple[str, Loads]) -> pd.DataFrame:
    """Return what the streams of a source (by its key, and which of its loads) tell of: a thing and a site a row."""
    rows = snapshot.frames.get("stream_places", _NO_PLACES)
    mine: pd.DataFrame = rows[rows["stream"].isin(list(_numbers(snapshot, asked)))]
    return mine


@fact
def _numbers(snapshot: Snapshot, asked: tuple[str, Loads]) -> frozenset[int]:
    return frozenset(map(int, _loads(snapshot, asked)["stream"]))


@fact
def _loads(snapshot: Snapshot, asked: tuple[str, Loads]) -> pd.DataFrame:
    source, which = asked
    loads = snapshot.frames["loads"]
    loads = loads[loads["source"] == source]
    if "stream" not in loads:  # as whoever only asks what came has them
        loads = loads.assign(stream=EVERYTHING, kind="", tells_none=True)
    is_counted = loads["kind"].isin(COUNTED)
    of_each = {"events": ~is_counted, "counted": is_counted & loads["tells_none"].astype(bool)}
    mine: pd.DataFrame = loads[of_each[which]] if which in of_each else loads
    return mine
