"""Making a note of a month: a form that is posted; a shift of level is kept only once its limits were shown."""

import logging
from urllib.parse import urlencode

from flask import Flask, Response, redirect, request

from callbacks import tongue, who
from callbacks.access import csrf
from callbacks.access.page import Write
from callbacks.words import DONE, figure_asked, not_kept, plain, role_of, with_status
from data_access.people.asked import PATIENCE_SECONDS, within
from data_access.people.notes import (
    LONGEST_NOTE,
    About,
    State,
    Version,
    versions,
    write,
)
from data_access.people.versioned import CannotReadError, SomebodyElseWroteError
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.owners import ASKED, NOTE, note_address
from layouts.words import form, level, note
from layouts.words.figures import Figure
from layouts.words.note import Filled
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _

log = logging.getLogger(__name__)


def register(server: Flask, store: Store, url: str, show: Write) -> None:
    """Register the form. `url` is that of the database whose role may write what people do; '' where there is none."""

    @server.get(NOTE, endpoint="notes.form")
    def asked() -> Response:
        if led := tongue.led():
            return led
        snapshot, figure = figure_asked(store, request.query_string.decode("utf-8", "replace"))
        try:
            found = _read(url, figure)
        except (CannotReadError, TimeoutError) as fault:
            log.warning("what was noted cannot be read: %s", fault)
            return with_status(503, show(NOTE, figure.name(snapshot), form.away(figure, snapshot)))
        told = _told(request.args.get(DONE, ""), found)
        filled = Filled.of(next(iter(found), None))
        return tongue.remembered(_Note(show, figure, snapshot, filled, found).shown(told=told))

    @server.post(NOTE, endpoint="notes.write")
    def posted() -> Response:
        csrf.check()
        address = urlencode([(each, request.form.get(each, "")) for each in ASKED])
        snapshot, figure = figure_asked(store, address)
        filled, does = _filled(), request.form.get(note.DOES, note.SEE)
        try:
            found = _read(url, figure)
        except (CannotReadError, TimeoutError) as fault:
            log.warning("what was noted cannot be read: %s", fault)
            return with_status(503, _Note(show, figure, snapshot, filled, []).shown(faults=[not_kept()]))
        return _Note(show, figure, snapshot, filled, found).answered(url, does)


class _Note:
    """A figure's note as it is being written: what stands in the form, and all that was written before."""

    def __init__(
        self, show: Write, figure: Figure, snapshot: Snapshot, filled: Filled, found: list[Version]
    ) -> None:
        self._show, self._figure, self._snapshot, self._filled, self._found = (
            show, figure, snapshot, filled, found,
        )  # fmt: skip
        self._newest = found[0] if found and found[0].stands else None

    def shown(
        self,
        told: list[str] | None = None,
        faults: list[str] | None = None,
        other: Version | None = None,
        then: bool | None = None,
    ) -> Response:
        """Show the form; with the limits as they are `then` to be, where that is given."""
        now = bool(self._newest and self._newest.level_shift)
        preview = None if then is None else level.preview(self._figure, self._snapshot, now=now, then=then)
        main = note.page(
            self._figure, self._snapshot, self._filled, csrf.field(), self._found, told or (), faults or (),
            other, preview,
        )  # fmt: skip
        return self._show(NOTE, note.heading(self._figure, self._snapshot), main)

    def answered(self, url: str, does: str) -> Response:
        """Show the limits, or keep the note, or say what is wrong with it."""
        if does == note.WITHDRAW and self._newest is None:
            return self._led(does)  # it is taken back already: the answer was lost, or another did it
        state: State = "withdrawn" if does == note.WITHDRAW else "published"
        faults = self._faults() if does == note.KEEP else []
        if faults:
            return with_status(422, self.shown(faults=faults))
        then = state == "published" and self._filled.level_shift
        now = bool(self._newest and self._newest.level_shift)
        of = f"{state}-{int(then)}"
        if does not in (note.KEEP, note.WITHDRAW) or (then != now and self._filled.shown != of):
            self._filled = Filled(self._filled.text, self._filled.level_shift, self._filled.seen, of)
            return self.shown(told=[] if does == note.SEE else [_see_first(state)], then=then)
        try:
            self._kept(url, state)
        except SomebodyElseWroteError as fault:
            self._filled = Filled(self._filled.text, self._filled.level_shift, fault.newest.number)
            return with_status(409, self.shown(other=fault.newest))
        except (CannotWriteError, TimeoutError) as fault:
            log.warning("a note was not written: %s", fault)
            return with_status(503, self.shown(faults=[not_kept()]))
        return self._led(does)

    def _faults(self) -> list[str]:
        if not self._filled.text:
            return [_("Skriv noten, før du gemmer den.")]
        if len(self._filled.text) > LONGEST_NOTE:
            return [_("{field} er længere end {n} tegn.", field=_("Noten"), n=text.number(LONGEST_NOTE))]
        return []

    def _kept(self, url: str, state: State) -> None:
        person, address = who.person(), who.address()
        filled = self._filled
        # What is taken back is told of as it stood.
        words, shifts = (filled.text, filled.level_shift)
        if state == "withdrawn" and self._newest:
            words, shifts = self._newest.text, self._newest.level_shift
        of, role = About(*self._figure.place[:5]), role_of(person, self._figure.page.key)
        within(
            PATIENCE_SECONDS,
            lambda: write(
                url, of, words, state, level_shift=shifts, seen=filled.seen, account=person.account, role=role,
                address=address,
            ),
        )  # fmt: skip

    def _led(self, does: str) -> Response:
        there = note_address(self._figure.place) + "&" + urlencode({DONE: does})
        return redirect(full(there), 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def _see_first(state: State) -> str:
    if state == "withdrawn":
        return _("Noten er ikke trukket tilbage endnu. Se, hvad det gør, og træk den så tilbage.")
    return _("Noten er ikke gemt endnu. Se, hvad den gør, og gem den så.")


def _told(done: str, found: list[Version]) -> list[str]:
    """Say what was done, where the address tells it and it is so."""
    stands = bool(found) and found[0].stands
    if done == note.KEEP and stands:
        return [_("Noten er gemt og står ved tallet om lidt.")]
    return [_("Noten er trukket tilbage.")] if done == note.WITHDRAW and found and not stands else []


def _read(url: str, figure: Figure) -> list[Version]:
    if not url:
        raise CannotReadError("no database to write to is set")
    found: list[Version] = within(PATIENCE_SECONDS, lambda: versions(url, About(*figure.place[:5])))
    return found


def _filled() -> Filled:
    """Return what was posted, as text: without what no reader sees, and cut where it is longer than any form sends."""
    seen = plain(request.form.get(note.SEEN, ""))
    return Filled(
        plain(request.form.get(note.TEXT, ""))[: LONGEST_NOTE + 1],
        request.form.get(note.SHIFT, "") == note.YES,
        int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
        plain(request.form.get(note.SHOWN, ""))[:20],
    )
