"""Answers to addresses: as they were kept, whatever spelling of an address asks for them, or laid out and kept.

An answer is kept in two forms: as Dash's script reads it, and as the page that carries it.
"""

import hashlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import orjson

from callbacks import pages
from callbacks.ahead import Address, Ahead
from callbacks.memo import Kept, Memo, compress, decompress
from data_access.snapshot import measures
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from layouts.parts.stills import Stills
from layouts.parts.writing import written_here
from vocabulary import language
from vocabulary.addresses import full
from vocabulary.filters import to_query

MOST_READ, LONGEST_READ = 2048, 512  # addresses whose reading is remembered, and characters of one


# Writes the page that carries an answer, in the language spoken and in the theme that was chosen, with its pictures.
Bare = Callable[[pages.Answer, str, Stills | None], str]
WHOLE = "page"  # beside what is asked, the place of the page that carries its answer


class Sent(NamedTuple):
    """A page, compressed, and what tells its content from another's."""

    body: bytes
    tag: str


def sent_of(answer: pages.Answer, bare: Bare, theme: str = "", stills: Stills | None = None) -> Sent:
    """Return the page that carries an answer; `stills` are the pictures of its charts."""
    body = compress(bare(answer, theme, stills).encode())
    return Sent(body, hashlib.sha256(body).hexdigest()[:16])


class Remembered:
    """The answers of the pages `shown`, in a memory of this process; `bare` writes the page around one.

    Where people sign in (`can_write`), what lacks its owner's words says so.
    """

    def __init__(self, shown: Sequence[Page], memo: Memo, bare: Bare, *, can_write: bool = False) -> None:
        self._shown, self._memo, self.bare, self._can_write = shown, memo, bare, can_write
        self._reading: dict[tuple[Address, str], pages.Asked] = {}
        self._ahead = Ahead(self._asked, self._lay_out_unless_kept)
        # The versions, this and the one before, of which a page has been laid out; and who lays out the first.
        self._begun: tuple[str, ...] = ()
        self._beginning = threading.Lock()

    def answer(self, path: str, search: str, snapshot: Snapshot) -> bytes:
        """Return the answer to an address, compressed."""
        address, written = (path, search), full(path + search)
        key = self._noticed(address, snapshot)
        kept = self._memo.get(key)
        _count(is_kept=kept is not None)
        if kept is None:
            kept = self._lay_out(key, address, snapshot)
        return kept.answer if kept.address == written else _named(kept, written)

    def page(self, path: str, search: str, snapshot: Snapshot, theme: str = "") -> Sent:
        """Return the page that carries the answer to an address, in the theme that was chosen."""
        address = (path, search)
        key = self._noticed(address, snapshot)
        kept = self._memo.get((WHOLE + theme, key))
        _count(is_kept=kept is not None)
        if kept is None:
            kept = self._lay_out_page(key, snapshot, theme)
        return Sent(kept.answer, kept.address)

    def expect(self, path: str) -> None:
        """Count a page as asked for, though nobody has yet: it is laid out before the first data are shown."""
        self._ahead.asked((path, ""))

    def lay_out_ahead(self, snapshot: Snapshot) -> None:
        """Lay out of data that are about to be shown what was asked for most lately."""
        self._ahead.lay_out(snapshot)

    def _noticed(self, address: Address, snapshot: Snapshot) -> pages.Asked:
        """Read an address that a visitor asks for."""
        if len("".join(address)) <= LONGEST_READ:
            self._ahead.asked(address)
        return self._asked(address, snapshot)

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
        """Lay a page out and keep it."""
        return self._first_alone(snapshot, lambda: self._laid_out(key, address, snapshot))

    def _first_alone(self, snapshot: Snapshot, lay_out: Callable[[], Kept]) -> Kept:
        """Lay a page out; the first of new data alone.

        It works out what all pages of them share, so whoever comes meanwhile waits for that instead of doing it beside.
        """
        if snapshot.version not in self._begun:
            with self._beginning:
                if snapshot.version not in self._begun:
                    kept = lay_out()
                    self._begun = (snapshot.version, *self._begun[:1])
                    return kept
        return lay_out()

    def _laid_out(self, key: pages.Asked, address: Address, snapshot: Snapshot) -> Kept:
        written = full("".join(address))
        kept = Kept(written, compressed(written, self._answered(key, snapshot)))
        self._memo.put(key, kept)
        return kept

    def _answered(self, key: pages.Asked, snapshot: Snapshot) -> pages.Answer:
        with written_here(here=self._can_write):
            return pages.answered(key, snapshot, self._shown)

    def _lay_out_page(self, key: pages.Asked, snapshot: Snapshot, theme: str = "") -> Kept:
        """Lay out the page that carries an answer, and keep it."""
        return self._first_alone(snapshot, lambda: self._laid_out_page(key, snapshot, theme))

    def _laid_out_page(self, key: pages.Asked, snapshot: Snapshot, theme: str) -> Kept:
        """Write the page around its answer, of which Dash's form may be in memory already."""
        known = self._memo.get(key)
        if known is not None:
            answer = orjson.loads(decompress(known.answer))["response"]["answer"]["data"]
        else:
            answer = self._answered(key, snapshot)
        with language.speaking(key.language):
            stills = Stills(key.page, to_query(replace(key.filters, in_path="")))
            sent = sent_of(answer, self.bare, theme, stills)
        kept = Kept(sent.tag, sent.body)
        self._memo.put((WHOLE + theme, key), kept)
        return kept

    def _lay_out_unless_kept(self, key: pages.Asked, address: Address, snapshot: Snapshot) -> None:
        """Keep both forms of an answer: which of them is asked for first is not known."""
        if self._memo.get(key) is None:
            self._lay_out(key, address, snapshot)
        if self._memo.get((WHOLE, key)) is None:
            self._lay_out_page(key, snapshot)


def _count(*, is_kept: bool) -> None:
    with measures.quietly():
        measures.MEMO.labels("hit" if is_kept else "miss").inc()


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
