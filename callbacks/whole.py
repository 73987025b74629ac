"""A page asked for by its address: it carries its answer, and one that has not moved is not sent again."""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import parse_qsl, quote, urlencode

from flask import Response, redirect, request

from callbacks import own_view, pages, shade, tongue
from callbacks.memo import compress, decompress
from callbacks.remembered import Bare, Remembered, Sent, sent_of
from callbacks.unmoved import Unmoved, is_held, mark
from data_access.snapshot.store import Store
from layouts.parts.declarations import Page
from layouts.parts.filterbar import CHOOSE
from layouts.parts.whole import LIVE
from vocabulary.addresses import full
from vocabulary.filters import EVERYTHING, PARAMETERS

Said = Callable[[], str]
MOST_AGED = 32  # pages, of some ten kB


def answering(
    store: Store, answers: Remembered, shown: Sequence[Page], bare: Bare, late: Said, moves: Unmoved
) -> Callable[[], Response]:
    """Return what answers the request for a page; `late` says how old the figures are, where that is told."""
    aged = _Aged()

    def page() -> Response:
        path, search = request.path, _search()
        snapshot = store.snapshot()
        if CHOOSE in request.args and (chosen := _chosen(path, shown)):
            there: Response = redirect(full(chosen), 303)  # type: ignore[assignment]  # Werkzeug's, of which Flask's is one
            return own_view.remembered(there, request.args)
        asked = pages.page_at(path, shown, snapshot)[0]
        is_page = asked is not None
        if led := own_view.led(asked, snapshot):
            return led
        if is_page and (led := tongue.led()):
            return led
        if snapshot is None:
            found = sent_of(pages.empty(path, search, shown), bare, shade.chosen())
        else:
            found = answers.page(path, search, snapshot, shade.chosen())
        if said := late():
            response = _encoded(aged.of(found, said))
            response.headers["Cache-Control"] = "no-store"
        elif is_page and is_held(found.tag, moves.at(snapshot)):
            response = mark(Response(status=304), found.tag, moves.at(snapshot))
        else:
            response = mark(_encoded(found.body), found.tag, moves.at(snapshot))
        if not is_page:
            response.status_code = 404
        response.vary.add("Accept-Encoding")
        return tongue.remembered(own_view.remembered(response, request.args))

    return page


def _search() -> str:
    query = request.query_string.decode("utf-8", "replace")
    return f"?{query}" if query else ""


def _encoded(body: bytes) -> Response:
    """Return the page, which is kept compressed, as the browser that asks for it can read it."""
    if not request.accept_encodings["br"]:
        return Response(decompress(body), mimetype="text/html")
    response = Response(body, mimetype="text/html")
    response.headers["Content-Encoding"] = "br"
    return response


class _Aged:
    """Pages that say how old their figures are, for whoever has no script to ask; the words change by themselves.

    The last of them are kept: a page is packed once for each age that is told, and not for each who asks.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], bytes] = {}

    def of(self, sent: Sent, late: str) -> bytes:
        """Return the page with what is said of its age, compressed."""
        key = (sent.tag, late)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= MOST_AGED:
                self._kept.clear()
            told = LIVE.replace('class="live"', 'class="live is-shown"').replace("><", f">{escape(late)}<")
            found = compress(decompress(sent.body).replace(LIVE.encode(), told.encode(), 1))
            self._kept[key] = found
        return found


def _chosen(path: str, shown: Sequence[Page]) -> str:
    """Return the address of what a form chose, as the scripts would have written it; '' where there is no such page."""
    page = next((each for each in shown if each.path == (path.rstrip("/") or "/")), None)
    if page is None:
        return ""
    given = {name: value for name, value in parse_qsl(_search()[1:]) if value and value != EVERYTHING}
    key = given.pop(page.in_path, "") if page.in_path else ""
    query = urlencode({name: given[name] for name in PARAMETERS if name in given})
    return page.path + (f"/{quote(key, safe='')}" if key else "") + (f"?{query}" if query else "")
