"""Numbers that several parts of a page ask for are worked out once.

What was worked out lies with the snapshot and goes with it, so it can never be of other data. Of what a choice
gives only what was last used is kept; what holds whatever is chosen is kept for as long as the snapshot. The rows are
shared: whoever gets them must not change them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime
from functools import wraps
from operator import is_
from typing import Any, Protocol, TypeVar

import pandas as pd

MOST = 256


class Holder(Protocol):
    """Anything that can hold what was worked out from it."""

    @property
    def derived(self) -> OrderedDict[Any, Any]:
        """Return the results by function and filters, the last used last."""

    @property
    def facts(self) -> dict[Any, Any]:
        """Return the results by function and key that do not depend on a choice."""


class Frames(Holder, Protocol):
    """A holder that has frames by name."""

    @property
    def frames(self) -> Mapping[str, pd.DataFrame]:
        """Return the frames."""


class Dated(Frames, Protocol):
    """Frames as they were at a time, in a language."""

    @property
    def now(self) -> datetime:
        """Return the time."""

    @property
    def language(self) -> str:
        """Return the language of their texts."""


Of = TypeVar("Of", bound=Holder)
OfFrames = TypeVar("OfFrames", bound=Dated)
Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")


def once(numbers: Callable[[Of, Key], Result]) -> Callable[[Of, Key], Result]:
    """Make a function of snapshot and filters, or of what is asked with them, work each answer out once."""

    @wraps(numbers)
    def remembered(snapshot: Of, asked: Key) -> Result:
        key, derived = (numbers, asked), snapshot.derived
        found = derived.get(key)
        if found is None:
            found = numbers(snapshot, asked)
        # Taken out and put in again it is the last used, also where another thread has just forgotten it.
        derived.pop(key, None)
        derived[key] = found
        while len(derived) > MOST:
            derived.popitem(last=False)
        result: Result = found
        return result

    return remembered


def fact(numbers: Callable[[Of, Key], Result]) -> Callable[[Of, Key], Result]:
    """Make a function of snapshot and key, of which there are as many as the data have, work each answer out once."""

    @wraps(numbers)
    def remembered(snapshot: Of, key: Key) -> Result:
        place, facts = (numbers, key), snapshot.facts
        if place not in facts:
            facts[place] = numbers(snapshot, key)
        result: Result = facts[place]
        return result

    return remembered


def fact_of(
    *names: str,
) -> Callable[[Callable[[OfFrames, Key], Result]], Callable[[OfFrames, Key], Result]]:
    """Make a fact that some frames and the day alone decide outlive its snapshot, while these are the same.

    A load of something else gives another snapshot with the same frames of all that it did not move.
    """

    def of_frames(numbers: Callable[[OfFrames, Key], Result]) -> Callable[[OfFrames, Key], Result]:
        newest: dict[tuple[Key, str], tuple[date, list[pd.DataFrame | None], Result]] = {}

        @fact
        @wraps(numbers)
        def remembered(snapshot: OfFrames, key: Key) -> Result:
            day, frames = snapshot.now.date(), [snapshot.frames.get(name) for name in names]
            before = newest.get((key, snapshot.language))
            if before and before[0] == day and all(map(is_, before[1], frames)):
                return before[2]
            found = numbers(snapshot, key)
            newest[key, snapshot.language] = (day, frames, found)
            return found

        return remembered

    return of_frames
