"""Numbers that several parts of a page ask for are worked out once.

What was worked out lies with the snapshot and goes with it, so it can never be of other data; only the
newest are kept. The rows are shared: whoever gets them must not change them.
"""

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar

from vocabulary.filters import Filters

MOST = 256


class Holder(Protocol):
    """Anything that can hold what was worked out from it."""

    @property
    def derived(self) -> OrderedDict[Any, Any]:
        """Return the results by function and filters, the newest last."""


Of = TypeVar("Of", bound=Holder)
Result = TypeVar("Result")


def once(numbers: Callable[[Of, Filters], Result]) -> Callable[[Of, Filters], Result]:
    """Make a function of snapshot and filters work each answer out once."""

    @wraps(numbers)
    def remembered(snapshot: Of, filters: Filters) -> Result:
        key, derived = (numbers, filters), snapshot.derived
        found = derived.get(key)
        if found is None:
            found = derived[key] = numbers(snapshot, filters)
            while len(derived) > MOST:
                derived.popitem(last=False)
        result: Result = found
        return result

    return remembered
