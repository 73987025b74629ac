"""One mechanism for every form of words: it is asked for, saved, weighed against another's, and never loses a text."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, make_response, redirect, request

from callbacks import tongue, who
from callbacks.access import csrf
from callbacks.access.page import Write
from callbacks.form import Form, Signed, V
from callbacks.not_kept import not_kept, not_there
from callbacks.sent import sent
from data_access.numbers.explanations import on_the_wall
from data_access.people.asked import PATIENCE_SECONDS, within
from data_access.people.versioned import CannotReadError, NothingStandsError, SomebodyElseWroteError
from data_access.people.writing import CannotWriteError
from layouts.words.filled import (
    DISCARD,
    DOES,
    JOIN,
    WITHDRAW,
    Filled,
    Shown,
)
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _
from vocabulary.people import ADMINISTRATOR, EDITOR, OWNER, Person

DONE = "gjort"  # says in the address what was done, so that a page that is loaded anew does it no second time
BY_ITSELF = "application/json"  # what the script that saves drafts asks for
log = logging.getLogger(__name__)


Open = Callable[[str], Form[Any]]  # the form that an address's query names; refuses in words what names none


def register(
    server: Flask, path: str, name: str, url: str, asked_by: Sequence[str], open_: Open, show: Write
) -> None:
    """Register a form: it is asked for by GET and sent by POST to the same path.

    `name` begins its endpoints' names; `url` is that of the database whose role may write what people do, '' where
    there is none; `asked_by` are the parameters of its address.
    """

    @server.get(path, endpoint=f"{name}.form")
    def asked() -> Response:
        if led := tongue.led():
            return led
        form = open_(request.query_string.decode("utf-8", "replace"))
        try:
            found = _read(form, url)
        except CannotReadError as fault:
            log.warning("what was written cannot be read: %s", fault)
            return _with_status(503, show(path, form.title(), form.away()))
        told = form.told(request.args.get(DONE, ""), found) or _of_draft(form, found)
        shown = Shown(form.filled(found), found, [told] if told else [])
        return tongue.remembered(_Answer(form, show, shown).page())

    @server.post(path, endpoint=f"{name}.write")
    def posted() -> Response:
        csrf.check()
        form = open_(urlencode([(each, request.form.get(each, "")) for each in asked_by]))
        answer = _Answer(form, show, Shown(sent(form.fields, form.extra)))
        try:
            return answer.to(request.form.get(DOES, ""), url)
        except SomebodyElseWroteError as fault:
            return answer.after(fault.newest)
        except NothingStandsError as fault:
            return answer.anew(fault.newest)
        except (CannotReadError, CannotWriteError, TimeoutError) as fault:
            return answer.with_faults(503, not_kept(fault))


class _Answer(Generic[V]):
    """What becomes of a form that was sent: a page, or a word to the script that saves drafts."""

    def __init__(self, form: Form[V], show: Write, shown: Shown[V]) -> None:
        self._form, self._show, self._shown = form, show, shown

    def page(self, status: int = 200) -> Response:
        """Return the form as a page."""
        main = self._form.page(self._shown, csrf.field())
        return _with_status(status, self._show(self._form.path, self._form.title(), main))

    def to(self, does: str, url: str) -> Response:
        """Do what was asked; raises what reading and writing do."""
        form, filled = self._form, self._shown.filled
        if does == JOIN:
            said = _("Sat sammen. Læs det igennem, og gem det så.")
            self._shown = replace(self._shown, told=[said])
            return self.page()
        found = _read(form, url)
        self._shown = replace(self._shown, found=found)
        if looked := form.looked(filled, found, does):
            self._shown = looked
            return self.page(422 if looked.faults else 200)
        state = form.states.get(does) or form.states[form.otherwise]
        if does in (WITHDRAW, DISCARD):
            if does == WITHDRAW and not _stands(found):
                return self._led(does)  # it is taken back already: the answer was lost, or another did it
            # What is taken back is told of as it stood.
            filled = form.standing(found).following(filled.seen)
        elif faults := form.faults(filled, is_draft=state == "draft"):
            return self.with_faults(422, *faults)
        kept = _write(form, url, filled, state)
        if request.accept_mimetypes.best == BY_ITSELF:
            said = _("Kladden er gemt kl. {time}.", time=text.time_of_day(on_the_wall(kept.at)))
            return _json(200, said, kept.number)
        return self._led(does if does in form.states else form.otherwise)

    def with_faults(self, status: int, *faults: str) -> Response:
        """Say what is wrong; what was written stands in the form."""
        if request.accept_mimetypes.best == BY_ITSELF:
            return _json(status, text.prose(*faults), self._shown.filled.seen)
        self._shown = replace(self._shown, faults=faults)
        return self.page(status)

    def anew(self, newest: V | None) -> Response:
        """Say that what was seen is not there; where nothing is, what is saved next is the first."""
        if newest is None:
            self._shown = replace(self._shown, filled=self._shown.filled.following(0))
        return self.with_faults(409, not_there(newest, self._form.address()))

    def after(self, newest: V) -> Response:
        """Show what another wrote meanwhile, so that one can choose; what is saved next follows that."""
        filled = self._shown.filled
        if request.accept_mimetypes.best == BY_ITSELF:
            said = _("En anden har skrevet imens. Gem kladden for at se begge.")
            return _json(409, said, filled.seen)
        mine = Filled({name: filled[name] for name in filled.values if name not in self._form.extra})
        self._shown = replace(self._shown, filled=mine.following(newest.number), other=newest)
        return self.page(409)

    def _led(self, does: str) -> Response:
        address = self._form.address()
        there = f"{address}{'&' if '?' in address else '?'}{urlencode({DONE: does})}"
        return redirect(full(there), 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def _stands(found: Sequence[Any]) -> bool:
    return next((each.state for each in found if each.state != "draft"), "") == "published"


def _read(form: Form[V], url: str) -> list[V]:
    if not url:
        raise CannotReadError("no database to write to is set")
    try:
        found: list[V] = within(PATIENCE_SECONDS, lambda: form.versions(url))
    except TimeoutError as fault:
        raise CannotReadError(
            "the database did not answer in time"
        ) from fault  # nothing was to be written by it
    return found


def _write(form: Form[V], url: str, filled: Filled, state: str) -> V:
    person = who.person()
    by = Signed(person.account, role_of(person, form.subject), who.address())
    kept: V = within(PATIENCE_SECONDS, lambda: form.write(url, filled, state, by))
    return kept


def role_of(person: Person, subject: str) -> str:
    """Return as what somebody writes of a subject."""
    if person.owns(subject):
        return OWNER
    return EDITOR if EDITOR in person.roles else ADMINISTRATOR


def _of_draft(form: Form[V], found: Sequence[V]) -> str:
    """Say that what stands in the form is a draft; '' where it is not."""
    if not form.is_draft(found):
        return ""
    return _("Det, der står her, er en kladde fra {when}. Den er ikke udgivet.",
             when=text.moment(on_the_wall(found[0].at)))  # fmt: skip


def _with_status(status: int, response: Response) -> Response:
    response.status_code = status
    return response


def _json(status: int, said: str, seen: int) -> Response:
    response = make_response(orjson.dumps({"said": said, "seen": seen}), status)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "no-store"
    return response
