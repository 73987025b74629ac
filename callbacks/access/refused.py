"""What is said to whoever may not: why, and what he can do; as a page or a sentence, without figures."""

from collections.abc import Callable

import orjson
from flask import Response, request

from callbacks import shade, who
from callbacks.pages import around
from layouts.access import plain
from layouts.parts.plain import document
from layouts.parts.sayings import sayings
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.filters import NOTHING_CHOSEN
from vocabulary.language import _

SCRIPT = "soeg.js"
Address = Callable[[str], str]


def is_navigation() -> bool:
    """Say that a person goes to the address, and no script asks for it."""
    if request.method not in ("GET", "HEAD"):
        return False
    said = request.headers.get("Sec-Fetch-Mode")
    return said == "navigate" if said else "text/html" in request.headers.get("Accept", "")


def is_nobody(*, had: bool, leads: bool) -> str:
    """Say that one is not signed in, or no longer, and how one gets to be."""
    said = _("Du er ikke logget ind længere.") if had else _("Man skal være logget ind for at se det.")
    return text.prose(
        said,
        _("Log ind på {address}.", address=full(plain.SIGN_IN))
        if leads
        else _("Log ind igen, og åbn så siden på ny."),
    )


def nobody_signs_in() -> str:
    """Say that nobody signs in here, and so that nobody can write."""
    return _(
        "Her logger ingen ind, og derfor kan ingen skrive. Hvor man logger ind, kan ejere skrive om deres tal, "
        "redaktører udgive rapporten og administratorer give adgang."
    )


def screen_is_out() -> str:
    """Say on a screen that it has been shut out."""
    return _(
        "Skærmen er lukket ude. En administrator kan lukke den ind igen på {address}.",
        address=full("/skaerme"),
    )


def answer(status: int, said: str, address: Address, *, leads: bool = True) -> Response:
    """Refuse: with a page where a person goes to the address, and else with the sentence alone.

    `leads` says that one signs in here, and not with what stands in front.
    """
    if is_navigation():
        body = page(
            said,
            _("Ikke adgang"),
            plain.ways(is_known=who.person().account is not None, leads=leads),
            address,
        )
        response = Response(body, status=status, mimetype="text/html")
    else:
        response = Response(f"{said}\n", status=status, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-store"
    return response


def page(said: str, title: str, ways: list[tuple[str, str]], address: Address) -> str:
    """Return a page that says a sentence and links on, without any figure."""
    header, foot = around("/", NOTHING_CHOSEN, None, ())
    main = plain.page(title, said, ways)
    words = orjson.dumps(sayings()).decode()
    return document(title, header, main, foot, SCRIPT, words, address, shade.chosen())
