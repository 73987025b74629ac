"""A page asked for by its address: it carries its answer, and one that has not moved is not sent again."""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from flask import Response, redirect, request

from callbacks import pages, shade, tongue
from callbacks.memo import decompress
from callbacks.remembered import Bare, Remembered, Sent, sent_of
from data_access.snapshot.store import Store
from layouts.parts.declarations import Page
from layouts.parts.filterbar import CHOOSE
from layouts.parts.whole import LIVE
from vocabulary.filters import EVERYTHING, PARAMETERS

Said = Callable[[], str]


def answering(
    store: Store, answers: Remembered, shown: Sequence[Page], bare: Bare, late: Said
) -> Callable[[], Response]:
    """Return what answers the request for a page; `late` says how old the figures are, where that is told."""

    def page() -> Response:
        path, search = request.path, _search()
        snapshot = store.snapshot()
        if CHOOSE in request.args and (chosen := _chosen(path, shown)):
            return redirect(chosen, 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one
        is_page = pages.page_at(path, shown, snapshot)[0] is not None
        if is_page and (led := tongue.led()):
            return led
        if snapshot is None:
            found = sent_of(pages.empty(path, search, shown), bare, shade.chosen())
        else:
            found = answers.page(path, search, snapshot, shade.chosen())
        return tongue.remembered(_response(found, 200 if is_page else 404, late()))

    return page


def _search() -> str:
    query = request.query_string.decode("utf-8", "replace")
    return f"?{query}" if query else ""


def _response(sent: Sent, status: int, late: str) -> Response:
    response = Response(mimetype="text/html", status=status)
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = "no-cache"
    if late:
        # How old the figures are is told in the page too, for whoever has no script to ask; it changes by itself.
        told = LIVE.replace('class="live"', 'class="live is-shown"').replace("><", f">{escape(late)}<")
        response.data = decompress(sent.body).replace(LIVE.encode(), told.encode(), 1)
        response.headers["Cache-Control"] = "no-store"
        return response
    response.set_etag(sent.tag, weak=True)
    if status == 200 and request.if_none_match.contains_weak(sent.tag):
        response.status_code = 304
    elif request.accept_encodings["br"]:
        response.data = sent.body
        response.headers["Content-Encoding"] = "br"
    else:
        response.data = decompress(sent.body)
    return response


def _chosen(path: str, shown: Sequence[Page]) -> str:
    """Return the address of what a form chose, as the scripts would have written it; '' where there is no such page."""
    page = next((each for each in shown if each.path == (path.rstrip("/") or "/")), None)
    if page is None:
        return ""
    given = {name: value for name, value in parse_qsl(_search()[1:]) if value and value != EVERYTHING}
    key = given.pop(page.in_path, "") if page.in_path else ""
    query = urlencode({name: given[name] for name in PARAMETERS if name in given})
    return page.path + (f"/{quote(key, safe='')}" if key else "") + (f"?{query}" if query else "")
