"""Answers kept as bytes, by what was asked and by the data's version; bounded in bytes.

Of pages this is the only memory. An answer of an older version is never asked for again, and falls out in time.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import NamedTuple

import brotli


class Kept(NamedTuple):
    """An answer as it is sent, and the address that it names as the one that it answers; of a page, its tag."""

    address: str
    answer: bytes


class Memo:
    """The least recently used answers go first when the bytes run out; safe for threads."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._held = 0
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Kept | None:
        """Return the answer to the key, if it is kept."""
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer; one that alone is larger than the memo is not kept."""
        if len(kept.answer) > self._most:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self._held += len(kept.answer) - (len(before.answer) if before else 0)
            self._answers[key] = kept
            while self._held > self._most:
                self._held -= len(self._answers.popitem(last=False)[1].answer)

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
