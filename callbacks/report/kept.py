"""What was made of documents that never change: the last of it is kept, and each is made by one at a time."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

SECONDS = 60.0  # that one who asks waits for another who makes the same, before he makes it himself
Made = TypeVar("Made")


class Kept(Generic[Made]):
    """The last things that were made, by what they are of; safe for threads.

    Those who ask for one that is being made wait for it: of what takes seconds to make, a meeting that opens it at once
    makes one.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, Made] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key, or make it."""
        if (found := self._held(key)) is not None:
            return found
        with self._lock:
            turn = self._making.setdefault(key, threading.Lock())
        is_ours = turn.acquire(timeout=SECONDS)
        try:
            if (found := self._held(key)) is not None:
                return found
            return self._keep(key, make())
        finally:
            with self._lock:
                self._making.pop(key, None)
            if is_ours:
                turn.release()

    def _held(self, key: Hashable) -> Made | None:
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def _keep(self, key: Hashable, found: Made) -> Made:
        with self._lock:
            self._made[key] = found
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        return found
