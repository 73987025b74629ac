"""Answers to addresses: as they were kept, whatever spelling of an address asks for them, or laid out and kept."""

import threading
from collections.abc import Sequence

import orjson

from callbacks import pages
from callbacks.ahead import Address, Ahead
from callbacks.memo import Kept, Memo, compress, decompress
from data_access.snapshot import measures
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page

MOST_READ, LONGEST_READ = 2048, 512  # addresses whose reading is remembered, and characters of one


class Remembered:
    """The answers of the pages `shown`, in a memory of this process."""

    def __init__(self, shown: Sequence[Page], memo: Memo) -> None:
        self._shown, self._memo = shown, memo
        self._reading: dict[tuple[Address, str], pages.Asked] = {}
        self._ahead = Ahead(self._asked, self._lay_out_unless_kept)
        # The versions, this and the one before, of which a page has been laid out; and who lays out the first.
        self._begun: tuple[str, ...] = ()
        self._beginning = threading.Lock()

    def answer(self, path: str, search: str, snapshot: Snapshot) -> bytes:
        """Return the answer to an address, compressed."""
        address, written = (path, search), path + search
        key = self._asked(address, snapshot)
        if len(written) <= LONGEST_READ:
            self._ahead.asked(address)
        kept = self._memo.get(key)
        with measures.quietly():
            measures.MEMO.labels("hit" if kept is not None else "miss").inc()
        if kept is None:
            kept = self._lay_out(key, address, snapshot)
        return kept.answer if kept.address == written else _named(kept, written)

    def expect(self, path: str) -> None:
        """Count a page as asked for, though nobody has yet: it is laid out before the first data are shown."""
        self._ahead.asked((path, ""))

    def lay_out_ahead(self, snapshot: Snapshot) -> None:
        """Lay out of data that are about to be shown what was asked for most lately."""
        self._ahead.lay_out(snapshot)

    def _asked(self, address: Address, snapshot: Snapshot) -> pages.Asked:
        """Read an address, or remember how it was read: a page that is remembered costs little more than that."""
        place = (address, snapshot.version)
        found = self._reading.get(place)
        if found is None:
            found = pages.asked(*address, snapshot, self._shown)
            if len("".join(address)) <= LONGEST_READ:
                if len(self._reading) >= MOST_READ:
                    self._reading.clear()
                self._reading[place] = found
        return found

    def _lay_out(self, key: pages.Asked, address: Address, snapshot: Snapshot) -> Kept:
        """Lay a page out and keep it; the first of new data alone.

        It works out what all pages of them share, so whoever comes meanwhile waits for that instead of doing it beside.
        """
        if snapshot.version not in self._begun:
            with self._beginning:
                if snapshot.version not in self._begun:
                    kept = self._laid_out(key, address, snapshot)
                    self._begun = (snapshot.version, *self._begun[:1])
                    return kept
        return self._laid_out(key, address, snapshot)

    def _laid_out(self, key: pages.Asked, address: Address, snapshot: Snapshot) -> Kept:
        written = "".join(address)
        kept = Kept(written, compressed(written, pages.answered(key, snapshot, self._shown)))
        self._memo.put(key, kept)
        return kept

    def _lay_out_unless_kept(self, key: pages.Asked, address: Address, snapshot: Snapshot) -> None:
        if self._memo.get(key) is None:
            self._lay_out(key, address, snapshot)


def compressed(address: str, answer: pages.Answer) -> bytes:
    """Return an answer as Dash's script reads it, compressed; its address comes first."""
    named = {"address": address, **answer}
    whole = {"multi": True, "response": {"answer": {"data": named}}}
    return compress(orjson.dumps(whole, option=orjson.OPT_SERIALIZE_NUMPY))


def _named(kept: Kept, address: str) -> bytes:
    """Return a kept answer under another address that asks for the same: it is never taken for another's."""
    before, after = (_head(each) for each in (kept.address, address))
    return compress(after + decompress(kept.answer)[len(before) :])


def _head(address: str) -> bytes:
    """Return how an answer begins, up to and with its address."""
    whole = {"multi": True, "response": {"answer": {"data": {"address": address}}}}
    return orjson.dumps(whole)[: -len("}}}}")]
