"""Forms that only our own pages can send: a token beside what is written, made of what the browser alone has.

It is bound to the browser and to its session: the token of another, or of before one signed in, is none.
"""

import hashlib
import hmac
import secrets

from flask import Flask, Response, abort, g, request

from callbacks.access import cookies
from callbacks.access.way import taken_apart
from layouts.parts import html
from layouts.parts.html import Component
from vocabulary.language import _

FIELD = "formular"  # the name of the hidden field
COOKIE, SESSION = "pejling-form", "pejling-session"


def token_for() -> str:
    """Return the token that the forms of this answer carry; the browser is given its half with the answer."""
    half = cookies.given(COOKIE) or g.get("form_half")
    if not half:
        half = g.form_half = secrets.token_urlsafe(32)
    return _token(half)


def field() -> Component:
    """Return the hidden field that carries the token."""
    return html.Input(type="hidden", name=FIELD, value=token_for())


def check() -> None:
    """Refuse (403, in words) what was not sent by a form of ours that this browser was given."""
    half, sent = cookies.given(COOKIE), request.form.get(FIELD, "")
    if not (half and _is_from_here() and hmac.compare_digest(_token(half).encode(), sent.encode())):
        abort(
            403,
            _(
                "Formularen er ikke sendt, eller den er for gammel. Gå tilbage, hent siden igen, og send den så."
            ),
        )


def register(server: Flask) -> None:
    """Give the browser its half with the answer that has the first form."""

    @server.after_request
    def given(response: Response) -> Response:
        if "form_half" in g:
            cookies.give(response, COOKIE, g.form_half)
            response.headers["Cache-Control"] = "no-store"
        return response


def _token(half: str) -> str:
    of = f"{half} {cookies.given(SESSION)}"
    return hmac.new(of.encode(), b"pejling form", hashlib.sha256).hexdigest()


def _is_from_here() -> bool:
    """Say that the browser names no other place as the one that the form stands on."""
    origin, site = request.headers.get("Origin", ""), request.headers.get("Sec-Fetch-Site", "same-origin")
    return site in ("same-origin", "none") and (not origin or taken_apart(origin).netloc == request.host)
