"""What the newest year of staff and money, or the newest period of an indicator, lacks that an older one had.

A row of these is not summed with others over time: the newest is shown. So where two mappings each tell a part, and one
of them has told of a year that the other has not, what is shown is a part of it. What is absent in a year that its own
mapping has told of was none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot

Told = tuple[str, str, str]  # a source, its kind and the mapping


@dataclass(frozen=True)
class Behind:
    """A period (as it is kept) of which figures lack, and the names of what they would be of, in order."""

    period: str
    names: tuple[str, ...]


def of_year(snapshot: Snapshot, frame: str, named: str, kinds: tuple[str | None, ...] = ()) -> Behind:
    """Return what the newest year of a frame lacks, by its column of names; of some kinds (None: not told), or all."""
    return _of_year(snapshot, (frame, named, kinds))


@fact
def _of_year(snapshot: Snapshot, asked: tuple[str, str, tuple[str | None, ...]]) -> Behind:
    frame, named, kinds = asked
    rows = [row for row in frame_rows(snapshot, frame) if not kinds or _told(row["kind"]) in kinds]
    newest = max((int(row["year"]) for row in rows), default=0)
    loads = _loads(snapshot, frame)
    tellers: dict[Any, list[Row]] = {}
    for row in rows:
        tellers.setdefault(loads.mapping(row), []).append(row)
    current = {who for who in tellers if loads.told_of(who, newest)}
    here = {row[named] for row in rows if row["year"] == newest}
    found: dict[str, None] = {}
    for who in tellers.keys() - current:
        last = max(row["year"] for row in tellers[who])
        beside = {row[named] for each in current for row in tellers[each] if row["year"] == last}
        # Of what another tells a part of too, the newest year has that part alone.
        own = (row[named] for row in tellers[who] if row["year"] == last)
        found |= dict.fromkeys(name for name in own if name not in here or name in beside)
    return Behind(str(newest), tuple(sorted(found)))


def _told(kind: Any) -> str | None:
    return kind if isinstance(kind, str) else None


@dataclass(frozen=True)
class _Loads:
    """Which mapping each load (its number) is of, and the periods (ISO text) that each mapping's loads cover."""

    mappings: Mapping[int, Told]
    periods: Mapping[Told, Sequence[tuple[str, str]]]

    def mapping(self, row: Row) -> Told:
        return self.mappings[int(row["load"])]

    def told_of(self, who: Told, year: int) -> bool:
        begin, end = f"{year}-01-01", f"{year}-12-31"
        return any(first <= end and last >= begin for first, last in self.periods[who])


@fact
def _loads(snapshot: Snapshot, frame: str) -> _Loads:
    """Return the loads of a frame's rows, and those of the same mappings."""
    loads = snapshot.frames["loads"]
    own = {int(load) for load in snapshot.frames[frame]["load"]}
    columns = ("load", "source", "kind", "mapping", "period_from", "period_to")
    rows = list(zip(*(loads[name].tolist() for name in columns), strict=True))
    mappings = {int(load): (source, kind, mapping) for load, source, kind, mapping, *_ in rows if load in own}
    periods: dict[Told, list[tuple[str, str]]] = {each: [] for each in mappings.values()}
    for _load, source, kind, mapping, *period in rows:
        if (source, kind, mapping) in periods:
            periods[source, kind, mapping].append((period[0], period[1]))
    return _Loads(mappings, periods)


def of_scopes(rows: list[Row]) -> Behind:
    """Return the scopes that rows of an indicator have an older value of, and none of the newest period."""
    newest = max((str(row["period"]) for row in rows), default="")
    here = {row["scope"] for row in rows if row["period"] == newest}
    return Behind(newest, tuple(sorted({row["scope"] for row in rows} - here)))
