"""The wall: its page, the slides that it asks for, and the screens that tell they are alive."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson
from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from callbacks.pages import asked_for
from callbacks.reading import of_language_alone, read_query
from callbacks.wall_slides import Made, Playlist, slides_for
from data_access.screens import Screens
from data_access.snapshot.live import Live
from data_access.snapshot.refresher import Refresher
from data_access.snapshot.store import Store
from layouts.wall import frame
from layouts.wall import screens as page_of_screens
from vocabulary import language
from vocabulary.language import _

PATH, DATA, ALIVE, SCREENS = "/vaeg", "/vaeg/tavler", "/vaeg/livstegn", "/skaerme"
MOST_BYTES = 8 * 1024
log = logging.getLogger(__name__)


def register(
    server: Flask,
    store: Store,
    live: Refresher[Live],
    screens: Screens,
    playlist: Playlist,
    version: str,
    address: Callable[[str], str],
    let_in: Callable[[], str] = str,
) -> None:
    """Register the wall's addresses. `version` is the application's, `address` that of a file under assets.

    `let_in` writes what whoever may let screens in sees of them.
    """
    views = _Wall(store, live, screens, playlist, version, address, let_in)
    server.add_url_rule(PATH, "page", views.page)
    server.add_url_rule(DATA, "slides", views.slides)
    server.add_url_rule(ALIVE, "alive", views.alive, methods=["POST"])
    server.add_url_rule(SCREENS, "seen", views.seen)


@dataclass(frozen=True)
class _Wall:
    store: Store
    live: Refresher[Live]
    screens: Screens
    playlist: Playlist
    version: str
    address: Callable[[str], str]
    let_in: Callable[[], str]
    made: Made = field(default_factory=Made)

    def page(self) -> Response:
        with language.speaking(asked_for(request.query_string.decode("utf-8", "replace"))):
            found = frame.document(self.version, self.playlist.seconds, self.address)
        return Response(found, mimetype="text/html")

    def slides(self) -> Response:
        query = read_query(request.query_string.decode("utf-8", "replace"))
        with language.speaking(language.named(query.get("sprog", "")) or language.DEFAULT):
            answer = slides_for(query, self.store, self.live, self.playlist, self.version, self.made)
        response = Response(
            orjson.dumps(answer, option=orjson.OPT_SERIALIZE_NUMPY), mimetype="application/json"
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    def alive(self) -> Response:
        request.max_content_length = MOST_BYTES
        try:
            told = request.get_json(silent=True)
        except RecursionError:
            told = None
        if not isinstance(told, dict):
            raise BadRequest(_("Et livstegn skal være et JSON-objekt."))
        try:
            self.screens.tell(told)
        except OSError as fault:
            # Nothing that a screen could do about; it goes on, and is listed as silent.
            log.warning("the sign of life could not be kept: %s", fault)
        return Response(status=204)

    def seen(self) -> Response:
        query = request.query_string.decode("utf-8", "replace")
        with language.speaking(asked_for(query)):
            told = of_language_alone(query)
            found = page_of_screens.document(
                self.screens.all(), self.version, self.address, told, self.let_in()
            )
        response = Response(found, mimetype="text/html")
        response.headers["Cache-Control"] = "no-store"
        return response
