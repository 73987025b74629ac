"""The language of a request: spoken from its first step to its last, refusals too."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask

from callbacks.pages import asked_for
from vocabulary import language


def register(server: Flask) -> None:
    """Answer each request in the language that its query asks for."""
    answer = server.wsgi_app

    def spoken(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with language.speaking(asked_for(environ.get("QUERY_STRING", ""))):
            return answer(environ, start)

    server.wsgi_app = spoken  # type: ignore[method-assign, assignment]
