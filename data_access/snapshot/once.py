"""Numbers that several parts of a page ask for are worked out once.

What was worked out lies with the snapshot and goes with it, so it can never be of other data. Of what a choice
gives only what was last used is kept; what holds whatever is chosen is kept for as long as the snapshot. The rows are
shared: whoever gets them must not change them.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import wraps
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


Of = TypeVar("Of", bound=Holder)
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
