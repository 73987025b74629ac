"""Answers kept as bytes, by what was asked and by the data's version; bounded in bytes.

This is the only cache. An answer of an older version is never asked for again, and falls out in time.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable

import brotli


class Memo:
    """The least recently used answers go first when the bytes run out; safe for threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._answers: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> bytes | None:
        """Return the answer to the key, if it is kept."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, answer: bytes) -> None:
        """Keep an answer; one that alone is larger than the memo is not kept."""
        if len(answer) > self._most:
            return
        with self._lock:
            self._held += len(answer) - len(self._answers.pop(key, b""))
            self._answers[key] = answer
            while self._held > self._most:
                self._held -= len(self._answers.popitem(last=False)[1])

    @property
    def held(self) -> int:
        """Return the bytes of all answers kept."""
        return self._held


def compress(answer: bytes) -> bytes:
    """Return the answer as brotli: kept answers are sent many times, so it is done once."""
    return bytes(brotli.compress(answer, quality=5))


def decompress(kept: bytes) -> bytes:
    """Return the answer as it was, for the rare browser that cannot read brotli."""
    return bytes(brotli.decompress(kept))
