"""What came after an edition was read: which months were whole already then, and which loads have come since."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from data_access.database.clock import DENMARK, to_wall
from data_access.database.coverage import Coverage, coverage
from data_access.database.schema import WRITTEN
from data_access.database.versions import EDITIONS, LOADS, WORDS
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from vocabulary import language
from vocabulary.language import _
from vocabulary.months import first_day, last_day
from vocabulary.status import PERIOD_WORDS

Document = dict[str, Any]


@dataclass(frozen=True)
class Load:
    """A load that came after an edition was read, or was taken out since.

    `number` is as `pejling loads` has it, `source` its name, `at` Danish wall-clock time. Of one that was taken out its
    row is gone, and with it what file it was: `at` is known where it was its source's newest when the edition was read,
    else that it came `after` and `before` others. `is_written` says that a project's owner wrote it here: its `file` is
    an address.
    """

    number: int
    source: str
    file: str = ""
    mapping: str = ""
    at: datetime | None = None
    taken_out: bool = False
    is_written: bool = False
    after: datetime | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class Then:
    """An edition beside the snapshot of today: what was known when it was read."""

    document: Document
    snapshot: Snapshot

    def speaking(self) -> AbstractContextManager[None]:
        """Speak the edition's language: what is made again within is written as it was printed."""
        return language.speaking(language.named(self.document["language"]) or language.DEFAULT)

    @cached_property
    def not_whole(self) -> frozenset[str]:
        """Return the words, as the edition prints them, of months that are not whole."""
        with self.speaking():
            return frozenset(_(words) for words in PERIOD_WORDS.values() if words)

    @cached_property
    def read(self) -> datetime:
        """Return when the edition's figures were read: UTC without zone, as loads are dated."""
        at = datetime.fromisoformat(self.document["read"])
        return at.replace(tzinfo=DENMARK).astimezone(UTC).replace(tzinfo=None)

    @cached_property
    def _is_later(self) -> "pd.Series[bool]":
        """Say of each load whether it came since: the edition says which there were of its sources.

        A number can be given again to another load, where the last was taken out; where the clock stands, what is
        loaded is dated by another.
        """
        loads = self.snapshot.frames["loads"]
        after = pd.to_datetime(loads["loaded_at"], format="ISO8601") > self.read
        found = [self._came(*each) for each in zip(loads["source"], loads["load"], after, strict=True)]
        return pd.Series(found, loads.index, dtype=bool)

    def _came(self, source: str, number: int, is_after: bool) -> bool:
        had = self._had.get(source)
        if had is None:
            return is_after
        return number not in had or (is_after and not self.snapshot.clock_stands)

    @cached_property
    def _had(self) -> dict[str, set[int]]:
        """Return the numbers of the loads that the edition's sources had."""
        return {each["key"]: set(unpacked(each["loads"])) for each in self.document["sources"]}

    @cached_property
    def coverage(self) -> Coverage:
        """Return how complete the sources' days were then, by the loads that stand since; of one that was taken out
        nothing is known."""
        loads = self.snapshot.frames["loads"][~self._is_later]
        gaps, today = (
            self.snapshot.frames.get("load_gaps"),
            datetime.fromisoformat(self.document["read"]).date(),
        )
        return coverage(loads, today, self.snapshot.coverage.least, gaps)

    @cached_property
    def later(self) -> list[Row]:
        """Return the loads that came since, the newest first."""
        return records(self.snapshot.frames["loads"][self._is_later])[::-1]

    @cached_property
    def gone(self) -> dict[str, list[int]]:
        """Return the numbers of the loads that stood then and were taken out since, by their source."""
        standing = set(self.snapshot.frames["loads"]["load"])
        return {source: sorted(numbers - standing) for source, numbers in self._had.items()}

    def came(self, sources: Iterable[str], months: Sequence[str]) -> set[str]:
        """Return the months of which more has come since, of any of the sources: they were not whole when printed."""
        now = self.snapshot.coverage
        return {
            month
            for source in sources
            for month in months
            if self.coverage.month(source, month) != now.month(source, month)
            and self.coverage.month(source, month).state != "whole"
        }

    def loads(self, sources: Sequence[str], first: str, last: str) -> tuple[Load, ...]:
        """Return the loads of some sources that came since and tell of the months, and those that were taken out."""
        start, end = first_day(first).isoformat(), last_day(last).isoformat()
        names = self.snapshot.names("sources")
        came = [
            Load(
                int(row["load"]),
                names[row["source"]],
                row["file"],
                row["mapping"],
                to_wall(datetime.fromisoformat(row["loaded_at"])),
                is_written=row["kind"] == WRITTEN,
            )
            for row in self.later
            if row["source"] in sources and str(row["period_from"]) <= end and str(row["period_to"]) >= start
        ]
        gone = [
            self._taken_out(source, number, names.get(source, source))
            for source in sources
            for number in self.gone.get(source, ())
        ]
        return (*gone, *came)

    def _taken_out(self, source: str, number: int, name: str) -> Load:
        """Return what is known of a load of which no row is left: by the edition, and by those that stand around it."""
        told = next(each["loaded"] for each in self.document["sources"] if each["key"] == source)
        newest = datetime.fromisoformat(told) if told else None
        if number == max(self._had[source]):
            return Load(number, name, at=newest, taken_out=True)
        loads = self.snapshot.frames["loads"][~self._is_later]
        own = loads[loads["source"] == source].set_index("load")[
            "loaded_at"
        ]  # its numbers ascend as they came
        below, above = own[own.index < number], own[own.index > number]
        after = to_wall(datetime.fromisoformat(below.iloc[-1])) if len(below) else None
        before = to_wall(datetime.fromisoformat(above.iloc[0])) if len(above) else newest
        return Load(number, name, taken_out=True, after=after, before=before)

    @cached_property
    def is_unmoved(self) -> bool:
        """Return whether nothing that figures are made of is another than when it was printed: every load moves one."""
        versions = self.snapshot.versions
        now = {name: str(version) for name, version in versions.items() if " " not in name}
        names = {*now, *self.document["versions"]} - {EDITIONS, WORDS}
        return all(now.get(name) == self.document["versions"].get(name) for name in names)


def made_of(snapshot: Snapshot, until: str) -> frozenset[tuple[str, int]]:
    """Return the versions of all that the figures of months until one are made of."""
    return frozenset(
        (name, version)
        for name, version in snapshot.versions.items()
        if name not in (EDITIONS, WORDS, LOADS) and name.partition(" ")[2] <= until
    )


def packed(numbers: Iterable[int]) -> str:
    """Write whole numbers as ranges: `1-340,342`."""
    found: list[list[int]] = []
    for each in sorted(set(numbers)):
        if found and each == found[-1][1] + 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def unpacked(ranges: str) -> list[int]:
    """Return the numbers of ranges, as `packed` writes them."""
    found: list[int] = []
    for each in ranges.split(",") if ranges else ():
        first, _dash, last = each.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found
