"""Seen from outside: is the process alive, has it figures that are fresh, what does it do; and a line a request."""

import logging
import re
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import orjson
from flask import Flask, Response, g, request

from data_access.database.versions import by_subject
from data_access.screens import Screens
from data_access.snapshot import measures
from data_access.snapshot.progress import Why
from data_access.snapshot.store import Store
from layouts.parts.declarations import Page
from layouts.parts.stills import PATH as FIGURES

ALIVE, READY, METRICS = "/healthz", "/readyz", "/metrics"
PATHS = (ALIVE, READY, METRICS)
REQUEST_ID = re.compile(r"[0-9A-Za-z._-]{8,64}")
# So long, at least, may the database be silent before a balancer should look elsewhere; the pages go on.
LEAST_PATIENCE = 60.0
ANY = "/*"  # whichever thing a page is of
COUNTED = ("GET", "HEAD", "POST", "OPTIONS")  # whatever else is sent is one thing
access = logging.getLogger("pejling.access")


def register(
    server: Flask,
    store: Store,
    screens: Screens,
    pages: Sequence[Page],
    others: Sequence[str],
    stale_seconds: float,
) -> None:
    """Register the addresses, and count and log every request; before all that may answer one by itself.

    `others` are paths told apart besides the pages'; `stale_seconds` is the age at which the pages speak of it.
    """
    watched = _Watched(store, screens, max(LEAST_PATIENCE, 2 * stale_seconds))
    server.add_url_rule(ALIVE, "health.alive", watched.alive)
    server.add_url_rule(READY, "health.ready", watched.ready)
    server.add_url_rule(METRICS, "health.counted", watched.counted)
    known = {page.path for page in pages} | set(others) | set(PATHS)
    requests = _Requests(known, {page.path for page in pages if page.things})
    server.before_request(requests.begin)
    server.after_request(requests.end)


@dataclass(frozen=True)
class _Watched:
    """What is told of the process; `patience` is how long the database may be silent."""

    store: Store
    screens: Screens
    patience: float

    def alive(self) -> Response:
        return _plain(b'{"alive":true}', 200)

    def ready(self) -> Response:
        snapshot, age = self.store.snapshot(), self.store.age()
        if snapshot is None:
            return _plain(orjson.dumps({"ready": False, "why": "no figures have been read yet"}), 503)
        found = {"ready": age <= self.patience, "version": snapshot.version, "age_seconds": round(age, 1)}
        if not found["ready"]:
            silent = "the database has not answered, or its schema is another than the program's"
            found["why"] = self.store.why().value if self.store.why() is not Why.SILENT else silent
        return _plain(orjson.dumps(found), 200 if found["ready"] else 503)

    def counted(self) -> Response:
        told = measures.written(lambda: _gauges(self.store, self.screens))
        return Response(told, mimetype="text/plain; version=0.0.4")


@dataclass(frozen=True)
class _Requests:
    """The requests as they are counted and logged: by the paths that are `known`, and those of pages of things."""

    known: set[str]
    of_things: set[str]

    def begin(self) -> None:
        g.began = time.perf_counter()
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex

    def end(self, response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        page = _page(request.path, self.known, self.of_things)
        response.headers["X-Request-ID"] = g.get("request_id", "")
        method = request.method if request.method in COUNTED else "other"
        with measures.quietly():
            measures.REQUESTS.labels(page, method, response.status_code).inc()
            measures.SECONDS.labels(page).observe(seconds)
        if access.isEnabledFor(logging.INFO):
            # Neither address nor query: a line names no visitor, and nothing that one chose.
            said = {
                "request": g.get("request_id", ""),
                "method": request.method,
                "path": page if page.endswith(ANY) else request.path[:200],
                "status": response.status_code,
                "ms": round(1000 * seconds, 1),
                "bytes": response.calculate_content_length(),
            }
            access.info("request", extra={"told": said})
        return response


def _page(path: str, known: set[str], of_things: set[str]) -> str:
    """Return what a path is counted as: few things, whatever is typed, and whichever thing a page is of."""
    if path in known:
        return path
    of = path.rpartition("/")[0]
    if of in of_things:
        return of + ANY
    if path.startswith(("/assets/", "/_dash-component-suites/")):
        return "file"
    if path.startswith(("/data/", FIGURES)):
        return "data"
    return "update" if path.startswith("/_dash") else "other"


def _plain(body: bytes, status: int) -> Response:
    response = Response(body, status=status, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def _gauges(store: Store, screens: Screens) -> Iterator[tuple[str, str, str, dict[str, float]]]:
    snapshot = store.snapshot()
    if snapshot is not None:
        yield (
            "pejling_data_age_seconds",
            "Since the database last confirmed the figures.",
            "",
            {"": store.age()},
        )
        yield (
            "pejling_data_version",
            "Another number whenever a subject of the data is another.",
            "subject",
            {subject: float(number) for subject, number in by_subject(snapshot.versions).items()},
        )
        # The snapshot is as old as its newest change; only a demonstration's clock stands still.
        now = snapshot.moment()
        loaded = {key: snapshot.last_load(key) for key in snapshot.names("sources")}
        yield (
            "pejling_source_age_seconds",
            "Since a source's newest load.",
            "source",
            {key: (now - at).total_seconds() for key, at in loaded.items() if at},
        )
    found = screens.all()
    silent = sum(screen.is_silent for screen in found)
    yield (
        "pejling_screens",
        "Wall screens, by whether they tell that they are alive.",
        "state",
        {
            "alive": float(len(found) - silent),
            "silent": float(silent),
        },
    )
