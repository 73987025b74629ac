"""Where a request arrives: below the path that Pejling is served at, which no other part of it needs to know.

The proxy hands the whole path on. It is taken apart here as WSGI has it: what Pejling is below is `SCRIPT_NAME`. So
`request.path` and the routes are from our own root, and `url_for` and `request.script_root` know the rest.
"""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, abort, redirect, request
from werkzeug.wrappers import Response

from vocabulary import addresses
from vocabulary.language import _

OUTSIDE = "pejling.outside"


def register(server: Flask, path: str) -> None:
    """Answer what is below the path, '' for the host's own root, and refuse the rest; its slash need not be typed."""
    answer = server.wsgi_app
    server.config["SESSION_COOKIE_PATH"] = path or "/"

    def arrived(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        with addresses.below(path):
            if path:
                _enter(environ, path)
            return answer(environ, start)

    server.wsgi_app = arrived  # type: ignore[method-assign, assignment]

    @server.before_request
    def outside() -> Response | None:
        if OUTSIDE not in request.environ:
            return None
        if request.path == path:
            query = request.query_string.decode("latin-1")
            return redirect(addresses.full("/") + (f"?{query}" if query else ""), 308)
        return abort(
            404, _("Der er ingenting på den adresse. Pejling er på {home}.", home=addresses.full("/"))
        )


def _enter(environ: WSGIEnvironment, path: str) -> None:
    rest = addresses.own(environ["PATH_INFO"])
    if rest is None:
        environ[OUTSIDE] = "yes"
    else:
        environ["PATH_INFO"] = rest
    environ["SCRIPT_NAME"] = path
