"""The snapshot: everything the pages show, of one moment, immutable, swapped as a whole."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pandas as pd

from data_access.database import clock
from data_access.database.coverage import Coverage, coverage
from data_access.database.versions import Versions
from data_access.snapshot.choices import choices, desks_told, names_of
from data_access.snapshot.frames import SO_FAR
from data_access.snapshot.once import fact, fact_of
from data_access.snapshot.organisation import Organisation
from data_access.snapshot.periods import Periods
from data_access.snapshot.translations import translated
from vocabulary import language, text
from vocabulary.filters import Choices
from vocabulary.language import Language
from vocabulary.months import first_day
from vocabulary.status import Target


@dataclass(frozen=True)
class Snapshot:
    """Tidy frames by name, the version of each subject, and the Danish wall-clock time they were read at."""

    frames: Mapping[str, pd.DataFrame]
    versions: Versions
    now: datetime
    demonstration: bool = False
    language: Language = language.DEFAULT
    # When (epoch seconds) these figures took the place of others.
    since: float = field(default_factory=time.time, compare=False)
    derived: OrderedDict[Any, Any] = field(init=False, default_factory=OrderedDict, compare=False, repr=False)
    facts: dict[Any, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> str:
        """Return what tells this snapshot's answers from another's: all versions, and the hour that ages count to."""
        return f"{self.moment():%Y%m%d%H}-{self._fingerprint}"

    @property
    def dated(self) -> float:
        """Return when (epoch seconds) its version became what it is: the figures are new, or another hour has begun."""
        return self.since if self.clock_stands else max(self.since, time.time() // 3600 * 3600)

    @cached_property
    def _fingerprint(self) -> str:
        numbers = ",".join(f"{subject}={self.versions[subject]}" for subject in sorted(self.versions))
        return hashlib.sha256(numbers.encode()).hexdigest()[:12]

    def moment(self) -> datetime:
        """Return the Danish wall-clock time right now, which ages count to; a demonstration's own clock stands."""
        return self.now if self.clock_stands else clock.wall()

    def stood_at(self) -> datetime | None:
        """Return when (UTC, without zone) what is written now is told to be: where the clock stands, it is its time.

        None is the time as it is, which passes.
        """
        return clock.to_utc(self.now) if self.clock_stands else None

    def time_of_day(self) -> datetime:
        """Return the Danish wall-clock time that a screen shows: `moment`, but that of a day that is played again runs.

        The date of such a demonstration stands still, and its time of day is the one on the wall (`clock.passing`).
        """
        if self.clock_stands and clock.REPLAYED in set(self.frames["settings"]["key"]):
            return datetime.combine(self.now.date(), clock.wall().time())
        return self.moment()

    @cached_property
    def clock_stands(self) -> bool:
        """Return whether the time is that of a demonstration, which does not pass."""
        settings = self.frames.get("settings")
        return settings is None or "clock" in set(settings["key"])  # a part of a snapshot is of one moment

    @cached_property
    def organisation(self) -> Organisation:
        """Return the hospitals and their sites."""
        return Organisation(
            self.names("sites"),
            self.names("hospitals"),
            self.frames["memberships"],
            self.now.date().isoformat(),
        )

    @cached_property
    def region(self) -> str:
        """Return the name of the region that the hospitals belong to today."""
        rows = Periods(self.frames["regions"], "hospital").all_on(self.now.date())
        present = self.organisation.hospitals_today()
        return text.listing(list(dict.fromkeys(row["name"] for row in rows if row["hospital"] in present)))

    @cached_property
    def coverage(self) -> Coverage:
        """Return how complete each source's days are."""
        return _coverage(self, "")

    @cached_property
    def choices(self) -> Choices:
        """Return what a reader can choose from."""
        return choices(self.frames, self.organisation, self.now.date())

    def has_desk(self, source: str, desk: str) -> bool:
        """Say that a source has ever told of a desk."""
        return desk in self._desks[source]

    @cached_property
    def _desks(self) -> dict[str, set[str]]:
        return desks_told(self.frames)

    def speaking(self, spoken: Language) -> "Snapshot":
        """Return the snapshot with its texts in a language; a text that has no translation stays as it is.

        The translations are rows of the database, as the texts themselves are.
        """
        if spoken == self.language:
            return self
        if spoken not in self._spoken:
            other = replace(self, frames=translated(self.frames, spoken), language=spoken)
            other._spoken[self.language] = self
            self._spoken[spoken] = other
        return self._spoken[spoken]

    @cached_property
    def _spoken(self) -> dict[Language, "Snapshot"]:
        return {}

    @cached_property
    def so_far(self) -> "Snapshot":
        """Return the snapshot of the month under way and the one before, of both only the days that are over."""
        parts = {
            name.removesuffix(SO_FAR): rows for name, rows in self.frames.items() if name.endswith(SO_FAR)
        }
        return replace(self, frames={**self.frames, **parts})

    def names(self, frame: str) -> dict[str, str]:
        """Return the names of a frame of named things, by key; whoever gets them must not change them."""
        return _names(self, frame)

    def target(self, metric: str, scope: str, month: str) -> Target | None:
        """Return the target in force on the month's first day: the scope's own, else the one for all."""
        return self.targets_by_month(metric, scope)[month]

    def targets_by_month(self, metric: str, scope: str) -> Mapping[str, Target | None]:
        """Return the target in force on the first day of any month; one is found when it is first asked for."""
        return _targets(self, (metric, scope))

    def limit(self, subject: str, key: str, day: date) -> float | None:
        """Return the limit in force on a day, in its own unit; None when there is none."""
        return _limit(self, (subject, key, day))

    @cached_property
    def targets(self) -> Periods:
        """Return the targets by metric and scope."""
        return Periods(self.frames["targets"], "metric", "scope")

    @cached_property
    def limits(self) -> Periods:
        """Return the limits by subject and key."""
        return Periods(self.frames["limits"], "subject", "key")

    def last_load(self, source: str) -> datetime | None:
        """Return the Danish wall-clock time of a source's newest load; None when it has none."""
        return self._last_loads.get(source)

    @cached_property
    def _last_loads(self) -> dict[str, datetime]:
        newest = self.frames["loads"].groupby("source")["loaded_at"].max()
        times = zip(newest.index, newest, strict=True)
        return {str(source): clock.to_wall(datetime.fromisoformat(time)) for source, time in times}


@fact
def _names(snapshot: Snapshot, frame: str) -> dict[str, str]:
    return names_of(snapshot.frames[frame])


class _Targets(dict[str, Target | None]):
    """The targets of a metric and scope by month."""

    def __init__(self, held: Periods, metric: str, scope: str) -> None:
        super().__init__()
        self._held, self._metric, self._scope = held, metric, scope

    def __missing__(self, month: str) -> Target | None:
        on = first_day(month)
        row = self._held.on(on, self._metric, self._scope) or self._held.on(on, self._metric, "")
        found = None if row is None or pd.isna(row["value"]) else Target(row["value"], row["tolerance"])
        self[month] = found
        return found


@fact
def _targets(snapshot: Snapshot, of: tuple[str, str]) -> _Targets:
    return _Targets(snapshot.targets, *of)


@fact_of("loads", "load_gaps", "limits")
def _coverage(snapshot: Snapshot, _key: str) -> Coverage:
    today = snapshot.now.date()
    least = snapshot.limit("source", "completeness", today)
    enough = least if least is not None else 1.0
    return coverage(snapshot.frames["loads"], today, enough, snapshot.frames.get("load_gaps"))


@fact
def _limit(snapshot: Snapshot, asked: tuple[str, str, date]) -> float | None:
    subject, key, day = asked
    row = snapshot.limits.on(day, subject, key)
    return None if row is None or pd.isna(row["amount"]) else float(row["amount"])
