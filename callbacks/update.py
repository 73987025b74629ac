"""Dash's update route, guarded and memoised before Dash sees it.

Stock Dash answers malformed bodies with 500. Here a body must ask for something the application has; a page
and a choice that have been answered before, for the same version of the data, are sent as they were, however the
address says them.
"""

from collections.abc import Sequence
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from callbacks import own_view, pages, refusals
from callbacks.memo import decompress
from callbacks.remembered import Remembered, compressed
from data_access.snapshot.store import Store
from layouts.parts.declarations import Page
from vocabulary import text
from vocabulary.addresses import full, own
from vocabulary.language import _

PATH = "/_dash-update-component"
MOST_BYTES = 64 * 1024
FIELDS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}


def register(
    server: Flask,
    known: dict[str, Any],
    page_output: str,
    shown: Sequence[Page],
    store: Store,
    answers: Remembered,
) -> None:
    """Guard the route. `known` is the application's callback map, `page_output` the output of a page of those `shown`.

    A page is answered here and not by Dash, which would look through each part of it again.
    """
    refusals.register(server)
    server.extensions["pejling.answers"] = answers  # for whoever serves it

    @server.before_request
    def guard() -> Response | None:
        if request.path != PATH or request.method != "POST":
            return None
        try:
            body = _body()
            _check(body, known)
            if body["output"] != page_output:
                return None  # something else of the application, which Dash answers
            path, search = _address(body["inputs"])
            if (page := own(path)) is None:
                raise BadRequest(_("Stien og udsnittet skal være en sides på {home}.", home=full("/")))
        except HTTPException as fault:
            return Response(f"{fault.description}\n", status=fault.code, mimetype="text/plain")
        snapshot = store.snapshot()
        if snapshot is None:
            return _sent(compressed(path + search, pages.empty(page, search, shown)))
        return own_view.chosen_in_page(_sent(answers.answer(page, search, snapshot)), page, search, shown)


def _sent(answer: bytes) -> Response:
    if request.accept_encodings["br"]:
        response = Response(answer, mimetype="application/json")
        response.headers["Content-Encoding"] = "br"
    else:
        response = Response(decompress(answer), mimetype="application/json")
    # As the guard wants it where people sign in: written once, it need not be written over for each of them.
    response.headers["Vary"] = "Accept-Encoding, Cookie"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _body() -> dict[str, Any]:
    # Said here as well as in the header: a body that is sent in pieces has no length in its header.
    request.max_content_length = MOST_BYTES
    try:
        body = request.get_json(silent=True)
    except RequestEntityTooLarge:
        most = text.number(MOST_BYTES // 1024)
        raise RequestEntityTooLarge(_("Forespørgslen må højst fylde {kb} KB.", kb=most)) from None
    except RecursionError:
        body = None
    if not isinstance(body, dict):
        raise BadRequest(_("Forespørgslen skal være et JSON-objekt."))
    return body


def _check(body: dict[str, Any], known: dict[str, Any]) -> None:
    """Refuse all that is not put as a page of ours puts it: Dash itself would answer it with 500."""
    output = body.get("output")
    asked = known.get(output) if isinstance(output, str) else None
    # What a script in the browser answers is known too, but has no function here.
    if asked is None or "callback" not in asked:
        raise BadRequest(_("Forespørgslen beder om noget, som Pejling ikke har."))
    several = isinstance(asked["output"], list)
    outputs = [each.to_dict() for each in asked["output"]] if several else asked["output"].to_dict()
    named = all(_places(body.get(part, [])) == _places(asked[part]) for part in ("inputs", "state"))
    changed = body.get("changedPropIds", [])
    listed = isinstance(changed, list) and all(isinstance(each, str) for each in changed)
    if not (body.keys() <= FIELDS and body.get("outputs") == outputs and named and listed):
        raise BadRequest(_("Forespørgslen er ikke stillet, som Pejlings egne sider stiller den."))


def _places(given: object) -> list[tuple[object, object]] | None:
    """Return the id and the property of each thing listed; None when that is not what is listed."""
    if not isinstance(given, list) or not all(isinstance(each, dict) for each in given):
        return None
    return [(each.get("id"), each.get("property")) for each in given]


def _address(inputs: list[dict[str, Any]]) -> tuple[str, str]:
    path, search = (each.get("value") for each in inputs)
    if not isinstance(path, str) or not isinstance(search, str | None) or not _is_text(path, search or ""):
        raise BadRequest(_("Stien og udsnittet skal være tekst."))
    return path, search or ""


def _is_text(*values: str) -> bool:
    """Say that the values can be written as UTF-8: JSON can spell halves of characters, which cannot."""
    try:
        "".join(values).encode()
    except UnicodeEncodeError:
        return False
    return True
