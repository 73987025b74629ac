"""How many times a second one process answers for a page, and how long a page takes when nobody asked before."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

import orjson

from benchmarks import asking, load
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, Rounds, at_least, take_turns
from benchmarks.server import ANSWER, BARE, PEJLING, serving
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page

GOAL = at_least(0.6)


def run(*, quick: bool) -> Iterator[Figure]:
    """Measure both, on a server with one thread."""
    url = database(1)
    with serving(PEJLING, database=url, threads=1) as served:
        yield from _warm(url, served.port, quick=quick)
        yield from _cold(url, served.port, quick=quick)


def _warm(url: str, port: int, *, quick: bool) -> Iterator[Figure]:
    """Ask for the lightest and the heaviest answer, against the same bytes from Flask alone."""
    connection = asking.connect(port)
    answers = {page.path: asking.ask(connection, page.path) for page in PAGES}
    connection.close()
    by_size = sorted(answers, key=lambda path: len(answers[path].body))
    for path in (by_size[0], by_size[-1]):
        rounds = _rounds(url, port, path, answers[path], quick=quick)
        size = f"{len(answers[path].body) / 1000:.1f} kB"
        yield rounds.figure(f"page data a second, warm: {path} ({size})", "req/s", GOAL)


def _rounds(url: str, port: int, path: str, answer: asking.Answer, *, quick: bool) -> Rounds:
    seconds, rounds = (1.0, 7) if quick else (1.5, 11)
    with _bare(url, answer) as floor:
        connection = asking.connect(floor)
        if asking.ask(connection, path) != answer:
            raise RuntimeError("the floor does not answer as Pejling does")
        connection.close()
        measured, other = (
            partial(load.from_outside, each, asking.raw_request(each, path), seconds)
            for each in (port, floor)
        )
        return take_turns(measured, other, rounds)


@contextmanager
def _bare(url: str, answer: asking.Answer) -> Iterator[int]:
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        Path(folder, "body").write_bytes(answer.body)
        Path(folder, "headers").write_bytes(orjson.dumps(answer.headers))
        with serving(BARE, database=url, threads=1, more={ANSWER: folder}) as served:
            yield served.port


def _cold(url: str, port: int, *, quick: bool) -> Iterator[Figure]:
    """Ask for each page with choices that nobody made before, against the same asked again."""
    data, rounds = snapshot(url), 5 if quick else 15
    connection = asking.connect(port)
    for page in PAGES:
        yield _first_and_again(connection, page, asking.unseen(page, data, rounds))
    connection.close()


def _first_and_again(connection: HTTPConnection, page: Page, queries: list[str]) -> Figure:
    turns = [iter(queries), iter(queries)]

    def once(turn: int) -> float:
        began = time.perf_counter()
        asking.ask(connection, page.path, next(turns[turn]))
        return 1000 * (time.perf_counter() - began)

    rounds = take_turns(lambda: once(0), lambda: once(1), len(queries))
    return rounds.figure(f"page data, cold: {page.path}", "ms", decimals=1)
