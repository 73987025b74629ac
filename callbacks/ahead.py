"""Pages laid out before they are asked for: of data that are about to be shown, what visitors have asked for lately.

So a load, or the hour that ages count to, costs no visitor. It is done by whoever brings the data, in each process for
its own memory, and there is nothing to do where nobody has asked.
"""

import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from data_access.snapshot.snapshot import Snapshot

REMEMBERED = 128  # requests
LATELY_SECONDS = 3600.0
MOST_PAGES = 12
# New data are held back no longer than this and the page under way; no more CPU is taken either.
MOST_SECONDS = 2.0
Key = TypeVar("Key", bound=Hashable)
Address = tuple[str, str]  # path and search
log = logging.getLogger(__name__)


class Ahead(Generic[Key]):
    """What was asked for lately, and how it comes into memory for other data.

    `read` says what an address asks for of a snapshot; `keep` lays it out and keeps it, unless it is kept already.
    """

    def __init__(
        self,
        read: Callable[[Address, Snapshot], Key],
        keep: Callable[[Key, Address, Snapshot], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read, self._keep, self._clock = read, keep, clock
        self._asked: deque[tuple[float, Address]] = deque(maxlen=REMEMBERED)
        self._laid_out = ""

    def asked(self, address: Address) -> None:
        """Remember that a visitor has asked for an address."""
        self._asked.append((self._clock(), address))

    def lay_out(self, snapshot: Snapshot) -> None:
        """Lay out what was asked for most, once for each version of the data; a page that fails is left out."""
        version, began = snapshot.version, self._clock()
        if version == self._laid_out:
            return
        self._laid_out = version
        for key, address in self._most_asked(snapshot, began - LATELY_SECONDS):
            if self._clock() - began >= MOST_SECONDS:
                return
            try:
                self._keep(key, address, snapshot)
            except Exception:  # whoever asks for it is told as ever; the data are shown
                log.exception("a page could not be laid out ahead: %s", "".join(address))

    def _most_asked(self, snapshot: Snapshot, since: float) -> list[tuple[Key, Address]]:
        """Return what is asked for most under the new data, each with its newest address.

        Addresses are read anew: what they leave open, such as the newest month, moves with the data.
        """
        times = Counter(address for at, address in self._asked.copy() if at >= since)
        asked, addresses = Counter[Key](), dict[Key, Address]()
        for address, count in times.items():
            try:
                key = self._read(address, snapshot)
            except Exception:
                log.exception("an address could not be read ahead: %s", "".join(address))
                continue
            asked[key] += count
            addresses[key] = address
        return [(key, addresses[key]) for key, _count in asked.most_common(MOST_PAGES)]
