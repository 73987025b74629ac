"""Dash's update route, guarded and memoised before Dash sees it.

Stock Dash answers malformed bodies with 500. Here a body must ask for something the application has; a page
that has been answered before, for the same version of the data, is sent as it was.
"""

from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from callbacks.memo import Memo, compress
from data_access.store import Store

PATH = "/_dash-update-component"
MOST_BYTES = 64 * 1024
Key = tuple[str, str, str]


def register(server: Flask, known: dict[str, Any], page_output: str, store: Store, memo: Memo) -> None:
    """Guard the route. `known` is the application's callback map, `page_output` the output of a page."""

    @server.before_request
    def guard() -> Response | None:
        if request.path != PATH or request.method != "POST":
            return None
        try:
            body = _body()
            key = _page_key(body, known, page_output, store)
        except HTTPException as fault:
            return Response(f"{fault.description}\n", status=fault.code, mimetype="text/plain")
        if key is None:
            return None
        found = memo.get(key)
        if found is None:
            g.page_key = key
            return None
        return _sent(found)

    @server.after_request
    def keep(response: Response) -> Response:
        key: Key | None = g.pop("page_key", None)
        if key is None or response.status_code != 200:
            return response
        answer = compress(response.get_data())
        memo.put(key, answer)
        return _sent(answer)


def _sent(answer: bytes) -> Response:
    if request.accept_encodings["br"]:
        response = Response(answer, mimetype="application/json")
        response.headers["Content-Encoding"] = "br"
    else:
        import brotli

        response = Response(brotli.decompress(answer), mimetype="application/json")
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-store"
    return response


def _body() -> dict[str, Any]:
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge(f"Forespørgslen må højst fylde {MOST_BYTES // 1024} KB.")
    body = request.get_json(silent=True)
    if not isinstance(body, dict):
        raise BadRequest("Forespørgslen skal være et JSON-objekt.")
    return body


def _page_key(body: dict[str, Any], known: dict[str, Any], page_output: str, store: Store) -> Key | None:
    """Return the key of a page's answer; None when something else of the application is asked for."""
    output = body.get("output")
    if not isinstance(output, str) or output not in known:
        raise BadRequest("Forespørgslen beder om noget, som Pejling ikke har.")
    if output != page_output:
        return None
    path, search = _address(body.get("inputs"))
    snapshot = store.snapshot()
    return (path, search, snapshot.version) if snapshot else None


def _address(inputs: object) -> tuple[str, str]:
    if not isinstance(inputs, list) or len(inputs) != 2:
        raise BadRequest("En side spørges der efter med en sti og et udsnit.")
    values = [each.get("value") if isinstance(each, dict) else None for each in inputs]
    path, search = values
    if not isinstance(path, str) or not isinstance(search, str | None):
        raise BadRequest("Stien og udsnittet skal være tekst.")
    return path, search or ""
