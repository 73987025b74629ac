"""Dash's update route, guarded and memoised before Dash sees it.

Stock Dash answers malformed bodies with 500. Here a body must ask for something the application has; a page
that has been answered before, for the same version of the data, is sent as it was.
"""

from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, HTTPException, RequestEntityTooLarge

from callbacks import refusals
from callbacks.memo import Memo, compress, decompress
from data_access.snapshot import measures
from data_access.snapshot.store import Store
from vocabulary import text
from vocabulary.language import _

PATH = "/_dash-update-component"
MOST_BYTES = 64 * 1024
FIELDS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
Key = tuple[str, str, str]


def register(server: Flask, known: dict[str, Any], page_output: str, store: Store, memo: Memo) -> None:
    """Guard the route. `known` is the application's callback map, `page_output` the output of a page."""
    refusals.register(server)

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
        with measures.quietly():
            measures.MEMO.labels("hit" if found is not None else "miss").inc()
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
        response = Response(decompress(answer), mimetype="application/json")
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "no-store"
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


def _page_key(body: dict[str, Any], known: dict[str, Any], page_output: str, store: Store) -> Key | None:
    """Return the key of a page's answer; None when something else of the application is asked for."""
    _check(body, known)
    if body["output"] != page_output:
        return None
    path, search = _address(body["inputs"])
    snapshot = store.snapshot()
    return (path, search, snapshot.version) if snapshot else None


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
