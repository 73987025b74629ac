"""What was made of documents that never change: the last of it is kept."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The last things that were made, by what they are of; safe for threads, of which two may make the same."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key, or make it."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        found = make()
        with self._lock:
            self._made[key] = found
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return found
