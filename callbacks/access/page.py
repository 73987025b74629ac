"""Pages that are rendered here whole, each time they are asked for: they are one person's, and nobody keeps them."""

from collections.abc import Callable, Sequence

import orjson
from flask import Response

from callbacks import shade, who
from callbacks.pages import Shown, around, has_me
from data_access.snapshot.store import Store
from layouts.parts.declarations import Page
from layouts.parts.html import Component
from layouts.parts.plain import document
from layouts.parts.sayings import sayings
from vocabulary import language
from vocabulary.filters import NOTHING_CHOSEN
from vocabulary.people import READER

SCRIPT = "soeg.js"
Write = Callable[[str, str, Component], Response]


def writer(
    store: Store,
    pages: Callable[[], Sequence[Page]],
    address: Callable[[str], str],
    script: str = SCRIPT,
    styles: Sequence[str] = (),
) -> Write:
    """Return what writes a page of a path, a title and what stands on it; who may not read has no links to figures.

    `pages` are those that whoever asks may see; `script` is the file of ours that it runs, `styles` those
    that it wears besides the stylesheet of all pages.
    """

    def write(path: str, title: str, main: Component) -> Response:
        snapshot = store.snapshot() if who.person().may(READER) else None
        spoken = snapshot.speaking(language.current()) if snapshot else None
        shown = pages()
        header, foot = around(
            path, NOTHING_CHOSEN, spoken, shown if spoken else Shown.of((), signs_in=has_me(shown))
        )
        words = orjson.dumps(sayings()).decode()
        response = Response(
            document(title, header, main, foot, script, words, address, shade.chosen(), styles),
            mimetype="text/html",
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    return write
