"""Writing what is said of a figure: a form that is posted, and what becomes of it, in words; the text is never lost."""

import logging
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlencode

import orjson
from flask import Flask, Response, abort, make_response, redirect, request

from callbacks import tongue, who
from callbacks.access import csrf
from callbacks.access.page import Write
from callbacks.reading import read_query
from data_access.numbers.explanations import on_the_wall
from data_access.people.asked import PATIENCE_SECONDS, within
from data_access.people.versioned import CannotReadError, SomebodyElseWroteError
from data_access.people.words import (
    LONGEST,
    MOST,
    About,
    State,
    Version,
    Words,
    versions,
    write,
)
from data_access.people.writing import CannotWriteError
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts import held
from layouts.parts.html import Component
from layouts.parts.owners import ASKED, FORM, LACKING, PROMISES, form_address, written_here
from layouts.parts.page import no_figures
from layouts.words import form, lacking, promises
from layouts.words.figures import Figure, figure_at
from layouts.words.form import Filled
from vocabulary import language, text
from vocabulary.addresses import full
from vocabulary.language import _
from vocabulary.months import is_month, last_day
from vocabulary.people import ADMINISTRATOR, EDITOR, OWNER, Person

DONE = "gjort"  # says in the address what was done, so that a page that is loaded anew does it no second time
STATES: Mapping[str, State] = {form.DRAFT: "draft", form.PUBLISH: "published", form.WITHDRAW: "withdrawn"}
BY_ITSELF = "application/json"  # what the script that saves drafts asks for
SCRIPT = "ord.js"  # saves drafts while one writes
log = logging.getLogger(__name__)


def register(server: Flask, store: Store, url: str, show: Write) -> None:
    """Register the form and the lists.

    `url` is that of the database whose role may write what people do; '' where there is none.
    """

    @server.get(LACKING, endpoint="words.lacking")
    def what_lacks() -> Response:
        return _listed(
            LACKING,
            _("Forklaringer, der mangler"),
            lambda told: lacking.page(told, told.choices.default()),
        )

    @server.get(PROMISES, endpoint="words.promises")
    def what_was_promised() -> Response:
        return _listed(PROMISES, _("Løfter"), promises.page)

    def _listed(path: str, title: str, of: Callable[[Snapshot], Component]) -> Response:
        if led := tongue.led():
            return led
        snapshot = store.snapshot()
        with written_here(here=bool(url)):
            main = of(snapshot.speaking(language.current())) if snapshot else no_figures()
        return tongue.remembered(show(path, title, main))

    @server.get(FORM, endpoint="words.form")
    def asked() -> Response:
        if led := tongue.led():
            return led
        snapshot, figure = figure_asked(store, request.query_string.decode("utf-8", "replace"))
        try:
            found = _read(url, figure)
        except (CannotReadError, TimeoutError) as fault:
            log.warning("what was written cannot be read: %s", fault)
            return with_status(503, show(FORM, figure.name(snapshot), form.away(figure, snapshot)))
        told = _told(request.args.get(DONE, ""), found)
        return tongue.remembered(
            _shown(show, figure, snapshot, Filled.of(next(iter(found), None)), found, told)
        )

    @server.post(FORM, endpoint="words.write")
    def posted() -> Response:
        csrf.check()
        snapshot, figure = figure_asked(
            store, urlencode([(each, request.form.get(each, "")) for each in ASKED])
        )
        filled, state = _filled(), STATES.get(request.form.get(form.DOES, form.DRAFT), "draft")
        words, faults = _words(filled, snapshot, is_draft=state == "draft")
        again = _Again(show, figure, snapshot, filled)
        if faults:
            return again.with_faults(422, *faults)
        try:
            kept = _write(url, figure, words, state, filled.seen)
        except SomebodyElseWroteError as fault:
            return again.after(fault.newest)
        except (CannotWriteError, TimeoutError) as fault:
            log.warning("words were not written: %s", fault)
            return again.with_faults(503, not_kept())
        if request.accept_mimetypes.best == BY_ITSELF:
            said = _("Kladden er gemt kl. {time}.", time=text.time_of_day(on_the_wall(kept.at)))
            return _json(200, said, kept.number)
        there = form_address(figure.place) + "&" + urlencode({DONE: request.form.get(form.DOES, form.DRAFT)})
        return redirect(full(there), 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


class _Again:
    """The form once more, with what was written in it: as a page, or in a word to the script that saves drafts."""

    def __init__(self, show: Write, figure: Figure, snapshot: Snapshot, filled: Filled) -> None:
        self._show, self._figure, self._snapshot, self._filled = show, figure, snapshot, filled

    def with_faults(self, status: int, *faults: str) -> Response:
        """Say what is wrong."""
        if request.accept_mimetypes.best == BY_ITSELF:
            return _json(status, text.prose(*faults), self._filled.seen)
        return with_status(
            status, _shown(self._show, self._figure, self._snapshot, self._filled, [], [], faults)
        )

    def after(self, newest: Version) -> Response:
        """Show what another wrote meanwhile, so that one can choose; what is saved next follows that."""
        if request.accept_mimetypes.best == BY_ITSELF:
            said = _("En anden har skrevet imens. Gem kladden for at se begge.")
            return _json(409, said, self._filled.seen)
        filled = Filled(**(vars(self._filled) | {"seen": newest.number}))
        return with_status(409, _shown(self._show, self._figure, self._snapshot, filled, [], [], [], newest))


def figure_asked(store: Store, search: str) -> tuple[Snapshot, Figure]:
    """Return the figure that is asked about, for whoever may write of it; 404, 403 and 503 in words."""
    snapshot = store.snapshot()
    if snapshot is None:
        abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
    snapshot = snapshot.speaking(language.current())
    figure = figure_at(snapshot, read_query(search))
    if figure is None:
        abort(
            404, _("Adressen nævner intet tal, som der kan skrives om. Gå til tallet, og følg linket derfra.")
        )
    if not who.person().answers_for(figure.page.key):
        abort(
            403,
            _("Du ejer ikke tallene på siden {page}, og kan ikke skrive om dem.", page=_(figure.page.name)),
        )
    return snapshot, figure


def _shown(
    show: Write, figure: Figure, snapshot: Snapshot, filled: Filled, found: list[Version],
    told: list[str], faults: tuple[str, ...] | list[str] = (), other: Version | None = None,
) -> Response:  # fmt: skip
    main = form.page(figure, snapshot, filled, csrf.field(), found, told, faults, other)
    return show(FORM, figure.name(snapshot), main)


def with_status(status: int, response: Response) -> Response:
    """Return the answer under a status."""
    response.status_code = status
    return response


def _json(status: int, said: str, seen: int) -> Response:
    response = make_response(orjson.dumps({"said": said, "seen": seen}), status)
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(done: str, found: list[Version]) -> list[str]:
    """Say what was done, where the address tells it and it is so."""
    state = STATES.get(done)
    if not found or found[0].state != state:
        return []
    return [
        {
            "draft": _("Kladden er gemt. Andre ser den først, når den er udgivet."),
            "published": _("Forklaringen er udgivet og står ved tallet om lidt."),
            "withdrawn": _("Forklaringen er trukket tilbage."),
        }[state]
    ]


def not_kept() -> str:
    """Say that nothing was kept, and what to do."""
    return text.prose(
        _("Det blev ikke gemt: databasen tager ikke imod lige nu."),
        _("Teksten står her endnu. Prøv igen om lidt."),
    )


def _read(url: str, figure: Figure) -> list[Version]:
    if not url:
        raise CannotReadError("no database to write to is set")
    found: list[Version] = within(PATIENCE_SECONDS, lambda: versions(url, About(*figure.place)))
    return found


def _write(url: str, figure: Figure, words: Words, state: State, seen: int) -> Version:
    if not url:
        raise CannotWriteError("no database to write to is set")
    person, address = who.person(), who.address()
    role = role_of(person, figure.page.key)
    kept: Version = within(
        PATIENCE_SECONDS,
        lambda: write(
            url,
            About(*figure.place),
            words,
            state,
            seen=seen,
            account=person.account,
            role=role,
            address=address,
        ),
    )
    return kept


def role_of(person: Person, subject: str) -> str:
    """Return as what somebody writes of a subject."""
    if OWNER in person.roles and subject in person.subjects:
        return OWNER
    return EDITOR if EDITOR in person.roles else ADMINISTRATOR


def _filled() -> Filled:
    """Return what was posted, as text: without what no reader sees, and cut where it is longer than any form sends."""

    def given(name: str, most: int) -> str:
        return plain(request.form.get(name, ""))[: most + 1]

    seen = given(form.SEEN, 9)
    return Filled(
        given(form.CAUSE, LONGEST["cause"]),
        given(form.ACTION, LONGEST["action"]),
        given(form.RESPONSIBLE, LONGEST["responsible"]),
        given(form.BACK, 7),
        given(form.PROMISED, 20),
        given(form.TIED, 120),
        int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 10 else 0,
    )


def plain(written: str) -> str:
    """Return a text on one line, without signs that nobody sees."""
    seen = (each if unicodedata.category(each)[0] != "C" else " " for each in written)
    return " ".join("".join(seen).split())


def _words(filled: Filled, snapshot: Snapshot, *, is_draft: bool) -> tuple[Words, list[str]]:
    """Return what was written, and what is wrong with it."""
    faults = []
    for label, said, most in (
        (_("Årsag"), filled.cause, LONGEST["cause"]),
        (_("Handling"), filled.action, LONGEST["action"]),
        (_("Ansvar"), filled.responsible, LONGEST["responsible"]),
    ):
        if len(said) > most:
            faults.append(_("{field} er længere end {n} tegn.", field=label, n=text.number(most)))
    back, promised = _back(filled.back_at), figure_of(filled.promised)
    if filled.back_at and back is None:
        faults.append(_("Måneden for, hvornår det er tilbage på målet, findes ikke."))
    if filled.promised and promised is None:
        faults.append(
            _("Det lovede tal er ikke et tal. Skriv det som {example}.", example=text.number(78.5, 1))
        )
    if promised is not None and back is None:
        faults.append(_("Et lovet tal skal have en måned, som det gælder."))
    if filled.tied_to and filled.tied_to not in dict(held.choices(snapshot)):
        faults.append(_("Det, som årsagen er bundet til, måles ikke her."))
    if not is_draft and not filled.cause:
        faults.append(_("Skriv, hvad årsagen er, før du udgiver."))
    return Words(filled.cause, filled.action, filled.responsible, back, promised, filled.tied_to), faults


def _back(month: str) -> date | None:
    return last_day(month) if is_month(month) and "1900" < month < "2200" else None


def figure_of(written: str) -> float | None:
    """Return a figure as people write it in the language spoken (`1.234,5`, `78,5 %`); None where it is none."""
    said = written.removesuffix("%").strip().replace(" ", "").replace("\xa0", "")
    decimal, thousand = (re.escape(each) for each in tuple(text.separators()))
    if re.fullmatch(rf"-?\d{{1,3}}({thousand}\d{{3}})+({decimal}\d+)?", said, re.ASCII):
        said = re.sub(thousand, "", said)
    elif not re.fullmatch(r"-?\d+([.,]\d+)?", said, re.ASCII):
        return None
    found = float(said.replace(",", "."))
    return found if abs(found) <= MOST else None
