"""Files packed once: quickly when they are first asked for, and as small as they get when nobody waits for it.

What was packed lies in the state folder, by what is in it: the next start, and every other process, finds it there.
"""

import gzip
import hashlib
import os
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import brotli

BEST, QUICK = (
    11,
    9,
)  # four seconds of CPU for all that a page loads, against a fifth of one, for a twelfth fewer bytes
KEPT_SECONDS = 30 * 86_400.0
PACK: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda content: bytes(brotli.compress(content, quality=BEST)),
    "gzip": lambda content: gzip.compress(content, 9, mtime=0),
}


class Packed:
    """What files are packed as, in memory and in a folder; safe for threads and for several processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._best: dict[str, bytes] = {}
        self._quick: dict[str, tuple[bytes, bytes]] = {}  # the file, and how it is sent until there is better
        self._lock = threading.Lock()
        self.expected: Sequence[
            Callable[[], bytes]
        ] = ()  # makes what is packed though nobody has asked for it yet

    def of(self, content: bytes, how: str) -> bytes:
        """Return a file packed in one way (`br`, `gzip`), as small as it has been made so far."""
        key = f"{hashlib.sha256(content).hexdigest()[:24]}.{how}"
        with self._lock:
            found = self._best.get(key) or self._kept(key)
            if found is None and how == "gzip":
                found = self._best[key] = PACK[how](content)
            if found is not None:
                self._quick.pop(key, None)
                return found
            if key not in self._quick:
                self._quick[key] = (content, bytes(brotli.compress(content, quality=QUICK)))
            return self._quick[key][1]

    def _kept(self, key: str) -> bytes | None:
        try:
            found = (self._folder / key).read_bytes()
        except OSError:
            return None
        self._best[key] = found
        return found

    def pack(self) -> None:
        """Make what is asked for as small as it gets, and keep it; remove what nobody has asked for in a month."""
        for make in self.expected:
            self.of(make(), "br")
        for key, (content, _sent) in list(self._quick.items()):
            if self._kept(key) is None:
                self._best[key] = PACK["br"](content)
                self._write(key, self._best[key])
            with self._lock:
                self._quick.pop(key, None)
        self._clear()

    def _write(self, key: str, packed: bytes) -> None:
        beside = self._folder / f"{key}.{os.getpid()}"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(packed)
            beside.replace(self._folder / key)
        except OSError:  # it is kept in memory
            beside.unlink(missing_ok=True)

    def _clear(self) -> None:
        try:
            for path in self._folder.iterdir():
                if path.name not in self._best and time.time() - path.stat().st_mtime > KEPT_SECONDS:
                    path.unlink()
        except OSError:
            return
