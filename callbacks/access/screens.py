"""Screens of the wall where one signs in: let in and shut out by an administrator, each with a link of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, abort, redirect, request, url_for

from callbacks import who
from callbacks.access import cookies, csrf, refused
from callbacks.access.identity import SCREEN
from callbacks.access.page import Write
from callbacks.access.saving import looked, number, saving
from data_access.people import wall_screens
from data_access.people.asked import CannotTellError
from data_access.people.people import People
from layouts.access import screens as laid_out
from layouts.parts.plain import written
from vocabulary.language import _
from vocabulary.people import ADMINISTRATOR

LET_IN, MAKE, CLOSE, LIST = "/vaeg/ind", "/skaerme/luk-ind", "/skaerme/luk-ude", "/skaerme"
KEY = "noegle"  # what the secret is called in the link


def register(server: Flask, people: People | None, write: Write, address: Callable[[str], str]) -> None:
    """Register the addresses; where nobody signs in every screen is let in."""
    views = _Screens(people, write, address)
    server.add_url_rule(LET_IN, "access.let_in", views.let_in)
    server.add_url_rule(MAKE, "access.screen", views.make, methods=["POST"])
    server.add_url_rule(CLOSE, "access.close_screen", views.close, methods=["POST"])


@dataclass(frozen=True)
class _Screens:
    people: People | None
    write: Write
    address: Callable[[str], str]

    def let_in(self) -> Response:
        """Give a screen its cookie for its secret, and lead it to the wall; the secret leaves the address."""
        secret = request.args.get(KEY, "")
        kept = {name: value for name, value in request.args.items() if name != KEY}
        response = redirect(f"{url_for('page')}?{urlencode(kept)}", 303)
        if self.people:
            try:
                is_let_in = self.people.by_screen(secret) is not None
            except CannotTellError:
                abort(
                    503,
                    _("Skærmen kan ikke lukkes ind lige nu, for databasen svarer ikke. Prøv igen om lidt."),
                )
            if not is_let_in:
                return refused.answer(403, refused.screen_is_out(), self.address)
            cookies.give(response, SCREEN, secret, cookies.YEAR)  # type: ignore[arg-type]
        response.headers["Cache-Control"] = "no-store"
        return response  # type: ignore[return-value]  # Werkzeug's, of which Flask's is one

    def make(self) -> Response:
        csrf.check()
        given = "".join(each if each.isprintable() else " " for each in request.form.get("navn", ""))
        name = " ".join(given.split())[: wall_screens.LONGEST]
        if self.people is None or not name:
            abort(400, _("Skriv, hvad skærmen hedder. Gå tilbage, og prøv igen."))
        with saving(self.people) as connection:
            secret = wall_screens.make(connection, name, who.person().account, who.address())
        link = url_for("access.let_in", **{KEY: secret, "skaerm": name}, _external=True)
        return self.write(LIST, _("Skærmen er lukket ind"), laid_out.made(name, link))

    def close(self) -> Response:
        csrf.check()
        closed = number(request.form.get("nr", ""))
        if self.people is None or closed is None:
            abort(400, _("Der er ingen skærm med det nummer."))
        with saving(self.people) as connection:
            is_known = wall_screens.revoke(connection, closed, who.person().account, who.address())
        if not is_known:
            abort(404, _("Der er ingen skærm med det nummer."))
        self.people.forget()
        return redirect(url_for("seen"), 303)  # type: ignore[return-value]


def section(people: People | None) -> Callable[[], str]:
    """Return what writes, for an administrator, the screens that are let in and the form that lets one in."""

    def written_section() -> str:
        if people is None or not who.person().may(ADMINISTRATOR):
            return ""
        found = looked(people, wall_screens.all_of)
        return written(laid_out.section(found, csrf.field()))

    return written_section


def renew(response: Response) -> None:
    """Have a screen keep its cookie for another year: it is renewed each time that the wall is loaded."""
    cookies.give(response, SCREEN, cookies.given(SCREEN), cookies.YEAR)
