"""Signing in, signing out, and who one is."""

import logging
from collections.abc import Callable, Sequence
from urllib.parse import quote

from flask import Flask, Response, abort, redirect, request, session, url_for

from callbacks import own_view, who
from callbacks.access import cookies, csrf, refused, way
from callbacks.access.page import Write
from callbacks.access.provider import AwayError, ForgedError, Provider
from data_access.people.asked import CannotTellError
from data_access.people.people import People
from data_access.people.writing import CannotWriteError
from data_access.snapshot.store import Store
from layouts.access import me as page_of_me
from layouts.parts.declarations import Page
from vocabulary import language, text
from vocabulary.language import _

ME, SIGN_IN, ANSWERED, SIGN_OUT, OUT, ENDED = (
    "/mig", "/log-ind", "/log-ind/svar", "/log-ud", "/logget-ud", "/log-ud/udbyder",
)  # fmt: skip
Address = Callable[[str], str]
log = logging.getLogger(__name__)


def register(
    server: Flask,
    people: People | None,
    provider: Provider | None,
    store: Store,
    pages: Sequence[Page],
    write: Write,
    address: Address,
) -> None:
    """Register the addresses; there is no `provider` where one does not sign in here, and nobody where none does."""

    def said(status: int, words: str, title: str, ways: list[tuple[str, str]]) -> Response:
        response = Response(refused.page(words, title, ways, address), status=status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response

    def again(status: int, *words: str) -> Response:
        return said(status, text.prose(*words), _("Du er ikke logget ind"), [(_("Prøv igen"), SIGN_IN)])

    @server.get(SIGN_IN, endpoint="access.sign_in")
    def sign_in() -> Response:
        if provider is None:
            return said(404, _not_here(people), _("Log ind"), [(_("Til forsiden"), "/")])
        try:
            back = url_for("access.answered", _external=True)
            return provider.begin(back, way.own(request.args.get("til", "/")))
        except (AwayError, ForgedError) as fault:
            log.warning("nobody can sign in: %s", fault)
            return again(
                503, _("Det sted, hvor man logger ind, svarer ikke lige nu."), _("Prøv igen om lidt.")
            )

    @server.get(ANSWERED, endpoint="access.answered")
    def answered() -> Response:
        if provider is None or people is None:
            abort(404)
        try:
            told, then = provider.answered(request, session)
            secret = people.sign_in(told.named, told.session, who.address())
        except ForgedError as fault:
            log.warning("a sign-in did not hold: %s", fault)
            why = _("Der er gået for lang tid, eller svaret hører til et andet forsøg.")
            return again(400, _("Det lykkedes ikke at logge ind."), why)
        except AwayError as fault:
            log.warning("a sign-in was not finished: %s", fault)
            return again(
                503, _("Det sted, hvor man logger ind, svarer ikke lige nu."), _("Prøv igen om lidt.")
            )
        except CannotWriteError as fault:
            log.warning("a sign-in could not be written down: %s", fault)
            return again(
                503, _("Databasen kan ikke skrive ned, at du er logget ind."), _("Prøv igen om lidt.")
            )
        _drop_old(people)
        there = request.script_root + (way.own(then) if then != "/" else _own_view(people, secret))
        response = redirect(url_for("access.me", for_mange=1) if told.is_cut else there, 303)
        cookies.take(response, own_view.COOKIE)  # type: ignore[arg-type]  # one begins with one's own
        cookies.give(response, csrf.SESSION, secret)  # type: ignore[arg-type]  # Werkzeug's, of which Flask's is one
        response.headers["Cache-Control"] = "no-store"
        return response  # type: ignore[return-value]

    @server.post(SIGN_OUT, endpoint="access.sign_out")
    def sign_out() -> Response:
        csrf.check()
        secret, there = cookies.given(csrf.SESSION), url_for("access.out")
        if people and secret:
            try:
                people.sign_out(secret, who.address())
            except CannotWriteError as fault:
                # The browser forgets its number all the same, and the session ends by its age.
                log.warning("a sign-out could not be written down: %s", fault)
        if provider:
            there = provider.end_address(url_for("access.out", _external=True)) or there
        response = redirect(there, 303)
        cookies.take(response, csrf.SESSION)  # type: ignore[arg-type]
        response.headers["Clear-Site-Data"] = (
            '"cache"'  # nor does the button back show the figures to who comes next
        )
        return response  # type: ignore[return-value]

    @server.get(OUT, endpoint="access.out")
    def out() -> Response:
        ways = [(_("Log ind igen"), SIGN_IN)] if provider else []
        return said(200, _("Du er logget ud af Pejling."), _("Logget ud"), ways)

    @server.post(ENDED, endpoint="access.ended")
    def ended() -> Response:
        """Take the provider's word that somebody has signed out there (back-channel logout)."""
        if provider is None or people is None:
            abort(404)
        try:
            subject, of = provider.logged_out(request.form.get("logout_token", ""))
            people.ended_elsewhere(provider.issuer, subject, of, who.address())
        except ForgedError as fault:
            log.warning("a sign-out of the provider's did not hold: %s", fault)
            abort(400, _("Det siger udbyderen ikke."))
        except (AwayError, CannotWriteError) as fault:
            log.warning("a sign-out of the provider's was not done: %s", fault)
            abort(503, _("Det kan ikke gøres lige nu. Prøv igen om lidt."))
        return Response(status=200, headers={"Cache-Control": "no-store"})

    @server.get(ME, endpoint="access.me")
    def me() -> Response:
        form = csrf.field() if provider and who.person().account else None
        is_cut = "for_mange" in request.args
        snapshot = store.snapshot() if who.person().hospitals or who.person().subjects else None
        spoken = snapshot.speaking(language.current()) if snapshot else None
        hospitals, projects = (spoken.names(each) if spoken else {} for each in ("hospitals", "projects"))
        names = {page.key: _(page.name) for page in pages}
        body = page_of_me.page(
            who.person(),
            hospitals,
            projects,
            names,
            form,
            signs_in=people is not None,
            leads=bool(provider),
            is_cut=is_cut,
        )
        return write(ME, _("Mig"), body)


def _own_view(people: People, secret: str) -> str:
    """Return where one begins who came for nothing else: a manager of one hospital at its page."""
    try:
        person = people.by_session(secret, is_used=False)
    except CannotTellError:
        return "/"
    hospitals = sorted(person.hospitals) if person else []
    return f"/hospital/{quote(hospitals[0], safe='')}" if len(hospitals) == 1 else "/"


def _not_here(people: People | None) -> str:
    if people is None:
        return _("Man logger ikke ind her: alle, der kan nå Pejling, kan se tallene.")
    return _("Man logger ikke ind her, men hos den, der står foran Pejling.")


def _drop_old(people: People) -> None:
    """End the session that the browser had before: its number is never taken along into the new one."""
    before = cookies.given(csrf.SESSION)
    if before:
        try:
            people.sign_out(before, who.address())
        except CannotWriteError as fault:
            log.warning("the session before could not be ended: %s", fault)
