"""The ways to lose an answer, and what comes in its place where one has to sign in."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Route

Answer = Callable[[Route], Any]
FAULTS: dict[str, Answer] = {
    "a proxy's page of an error": lambda route: route.fulfill(
        status=502, content_type="text/html", body="<h1>Fejl</h1>"
    ),
    "a server that is not ready": lambda route: route.fulfill(status=503, body="vent"),
    "a network that is away": lambda route: route.abort(),
    "an answer that never comes": lambda _route: None,
    "half an answer": lambda route: route.fulfill(
        content_type="application/json", body='{"multi": true, "response": {"answer"'
    ),
    "no answer at all": lambda route: route.fulfill(json={"multi": True, "response": {}}),
}
SIGN_IN: dict[str, Answer] = {
    "a page": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Log ind</h1>"),
    "another address": lambda route: route.fulfill(status=302, headers={"Location": "https://log.ind/"}),
    "a refusal": lambda route: route.fulfill(status=401, body="nej"),
}
