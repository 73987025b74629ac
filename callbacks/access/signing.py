"""Signing in and signing out."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from flask import Flask, Response, abort, redirect, request, session, url_for

from callbacks import own_view, who
from callbacks.access import cookies, csrf, refused, way
from callbacks.access.provider import AwayError, ForgedError, Provider
from data_access.people.asked import CannotTellError
from data_access.people.people import People
from data_access.people.writing import CannotWriteError
from vocabulary import text
from vocabulary.language import _

SIGN_IN, ANSWERED = "/log-ind", "/log-ind/svar"
SIGN_OUT, OUT, ENDED = "/log-ud", "/logget-ud", "/log-ud/udbyder"
log = logging.getLogger(__name__)


def register(
    server: Flask, people: People | None, provider: Provider | None, address: Callable[[str], str]
) -> None:
    """Register the addresses; there is no `provider` where one does not sign in here, and nobody where none does."""
    views = _Signing(people, provider, address)
    server.add_url_rule(SIGN_IN, "access.sign_in", views.sign_in)
    server.add_url_rule(ANSWERED, "access.answered", views.answered)
    server.add_url_rule(SIGN_OUT, "access.sign_out", views.sign_out, methods=["POST"])
    server.add_url_rule(OUT, "access.out", views.out)
    server.add_url_rule(ENDED, "access.ended", views.ended, methods=["POST"])


@dataclass(frozen=True)
class _Signing:
    people: People | None
    provider: Provider | None
    address: Callable[[str], str]

    def sign_in(self) -> Response:
        if self.provider is None:
            return self._said(404, _not_here(self.people), _("Log ind"), [(_("Til forsiden"), "/")])
        try:
            back = url_for("access.answered", _external=True)
            return self.provider.begin(back, way.own(request.args.get("til", "/")))
        except (AwayError, ForgedError) as fault:
            log.warning("nobody can sign in: %s", fault)
            return self._away()

    def answered(self) -> Response:
        """Sign in whom the provider names, and lead to where he wanted to."""
        if self.provider is None or self.people is None:
            abort(404)
        try:
            told, then = self.provider.answered(request, session)
            secret = self.people.sign_in(told.named, told.session, who.address())
        except ForgedError as fault:
            log.warning("a sign-in did not hold: %s", fault)
            why = _("Der er gået for lang tid, eller svaret hører til et andet forsøg.")
            return self._again(400, _("Det lykkedes ikke at logge ind."), why)
        except AwayError as fault:
            log.warning("a sign-in was not finished: %s", fault)
            return self._away()
        except CannotWriteError as fault:
            log.warning("a sign-in could not be written down: %s", fault)
            return self._again(
                503, _("Databasen kan ikke skrive ned, at du er logget ind."), _("Prøv igen om lidt.")
            )
        _drop_old(self.people)
        there = request.script_root + (way.own(then) if then != "/" else _own_view(self.people, secret))
        response = redirect(url_for("access.me", for_mange=1) if told.is_cut else there, 303)
        cookies.take(response, own_view.COOKIE)  # type: ignore[arg-type]  # one begins with one's own
        cookies.give(response, csrf.SESSION, secret)  # type: ignore[arg-type]  # Werkzeug's, of which Flask's is one
        response.headers["Cache-Control"] = "no-store"
        return response  # type: ignore[return-value]

    def sign_out(self) -> Response:
        csrf.check()
        secret, there = cookies.given(csrf.SESSION), url_for("access.out")
        if self.people and secret:
            try:
                self.people.sign_out(secret, who.address())
            except CannotWriteError as fault:
                # The browser forgets its number all the same, and the session ends by its age.
                log.warning("a sign-out could not be written down: %s", fault)
        if self.provider:
            there = self.provider.end_address(url_for("access.out", _external=True)) or there
        response = redirect(there, 303)
        cookies.take(response, csrf.SESSION)  # type: ignore[arg-type]
        # Nor does the button back show the figures to who comes next.
        response.headers["Clear-Site-Data"] = '"cache"'
        return response  # type: ignore[return-value]

    def out(self) -> Response:
        ways = [(_("Log ind igen"), SIGN_IN)] if self.provider else []
        return self._said(200, _("Du er logget ud af Pejling."), _("Logget ud"), ways)

    def ended(self) -> Response:
        """Take the provider's word that somebody has signed out there (back-channel logout)."""
        if self.provider is None or self.people is None:
            abort(404)
        try:
            subject, of = self.provider.logged_out(request.form.get("logout_token", ""))
            self.people.ended_elsewhere(self.provider.issuer, subject, of, who.address())
        except ForgedError as fault:
            log.warning("a sign-out of the provider's did not hold: %s", fault)
            abort(400, _("Det siger udbyderen ikke."))
        except (AwayError, CannotWriteError) as fault:
            log.warning("a sign-out of the provider's was not done: %s", fault)
            abort(503, _("Det kan ikke gøres lige nu. Prøv igen om lidt."))
        return Response(status=200, headers={"Cache-Control": "no-store"})

    def _away(self) -> Response:
        away = _("Det sted, hvor man logger ind, svarer ikke lige nu.")
        return self._again(503, away, _("Prøv igen om lidt."))

    def _again(self, status: int, *words: str) -> Response:
        ways = [(_("Prøv igen"), SIGN_IN)]
        return self._said(status, text.prose(*words), _("Du er ikke logget ind"), ways)

    def _said(self, status: int, words: str, title: str, ways: list[tuple[str, str]]) -> Response:
        page = refused.page(words, title, ways, self.address)
        response = Response(page, status=status, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response


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
