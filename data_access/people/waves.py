"""Questions that come while one is answered are asked together when it is: many who come at once are one question."""

from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Any

Found = Mapping[str, Any] | None


class _Wave:
    """Those who wait for the same answer; the first of them asks for all."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.turn = Lock()
        self.is_over = False
        self.found: Found = None


class Waves:
    """Asks of several keys at a time, one wave after the other; safe for threads."""

    def __init__(self) -> None:
        self._next = _Wave()
        self._joining, self._asking = Lock(), Lock()

    def of(self, key: str, ask: Callable[[Sequence[str]], Found]) -> Found:
        """Return what `ask` found of the keys of all who came with this one: asked after this one came."""
        with self._joining:
            wave = self._next
            wave.keys.append(key)
        with wave.turn:
            if not wave.is_over:
                with self._asking:
                    with self._joining:  # whoever comes now goes with the next
                        self._next = _Wave()
                    wave.found = ask(wave.keys)
                wave.is_over = True
        return wave.found
