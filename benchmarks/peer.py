"""What a page of another making costs: Dash as it comes, with four charts and a table, memoised."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from http.client import HTTPConnection

import orjson

from benchmarks import asking, load
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, at_least, take_turns
from benchmarks.server import HOST, PEER, PEJLING, Served, serving
from layouts.pages.overview import PAGES

GOAL = at_least(1)
PATH = "/servicedesk"  # the page of ours that shows the same days, and much else


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask both for what is remembered, and for what nobody has asked for; see what memory they have."""
    url, wanted = database(1), 8 if quick else 24
    ours = [asking.body(PATH, search) for search in _queries(url, wanted)]
    theirs = [_body(*choice) for choice in _choices(url, wanted)]
    both = partial(serving, database=url, threads=4, workers=2)
    with both(PEJLING) as pejling, both(PEER) as peer:
        costs = [_cost(served, bodies) for served, bodies in ((pejling, ours), (peer, theirs))]
        yield Figure(f"CPU of a page, unseen: {PATH} and the peer's", *(f"{cost:.0f} ms" for cost in costs))
        for served, bodies in ((pejling, ours), (peer, theirs)):
            for _turn in range(4):  # so that both processes remember it
                _cost(served, bodies[:1])
        measured, floor = (
            partial(load.from_outside, served.port, asking.raw(served.port, bodies[0]), 1.5)
            for served, bodies in ((pejling, ours), (peer, theirs))
        )
        rounds = take_turns(measured, floor, 3 if quick else 7)
        yield rounds.figure("pages a second, remembered, against the peer", "req/s", GOAL)
        held = [served.mebibytes() for served in (pejling, peer)]
        words = "memory of two processes (PSS) that have shown one page, and the peer's"
        yield Figure(words, *(f"{each:.0f} MiB" for each in held))


def _cost(served: Served, bodies: Sequence[bytes]) -> float:
    """Return the CPU of an answer in ms."""
    connection = HTTPConnection(HOST, served.port, timeout=60)
    before = served.cpu_seconds()
    for body in bodies:
        connection.request("POST", asking.PATH, body, asking.HEADERS)
        response = connection.getresponse()
        response.read()
        if response.status != 200:
            raise RuntimeError(f"answered with {response.status}")
    connection.close()
    return 1000 * (served.cpu_seconds() - before) / len(bodies)


def _queries(url: str, count: int) -> list[str]:
    page = next(each for each in PAGES if each.path == PATH)
    return asking.unseen(page, snapshot(url), count)


def _choices(url: str, count: int) -> list[tuple[str, str]]:
    """Return sites and last months that have calls."""
    path = url.removeprefix("sqlite:///")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT sites.key, substr(day, 1, 7) AS month FROM daily_calls "
            "JOIN sites ON sites.id = site_id ORDER BY month DESC, 1 LIMIT ?",
            (count,),
        ).fetchall()
    return [(str(site), str(month)) for site, month in rows]


def _body(site: str, last: str) -> bytes:
    values = {"site": site, "last": last}
    return orjson.dumps(
        {
            "output": "page.children",
            "outputs": {"id": "page", "property": "children"},
            "inputs": [{"id": name, "property": "value", "value": value} for name, value in values.items()],
            "changedPropIds": ["site.value"],
            "parsedChangedPropsIds": ["site.value"],
        }
    )
