"""What it costs when everybody asks for what nobody has asked for: eight clients, each with choices of its own."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median

from benchmarks import asking
from benchmarks.databases import database, snapshot
from benchmarks.memory import TURNS
from benchmarks.result import Figure, Rounds, at_least, at_most, verdict
from benchmarks.server import PEJLING, Served, serving
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page

CLIENTS = 8
MOST_CPU, LEAST_RATE, LONGEST_WAIT = at_most(60), at_least(60), at_most(150)


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask two processes for each page with choices that nobody made before, and for the same again."""
    url, rounds, each = database(1), 2 if quick else 4, 2
    data = snapshot(url)
    with serving(PEJLING, database=url, threads=4, workers=2) as served:
        # A page of one thing has its key in the path.
        for page in (each for each in PAGES if not each.things):
            # Whatever each process does once is no page's own: so many connections that both have their part.
            for _turn in range(TURNS):
                connection = asking.connect(served.port)
                asking.ask(connection, page.path)
                connection.close()
            queries = asking.unseen(page, data, rounds * each * CLIENTS)
            yield from _page(served, page, [queries[place::rounds] for place in range(rounds)])


def _page(served: Served, page: Page, batches: Sequence[Sequence[str]]) -> Iterator[Figure]:
    rates, again, waits, asked = [], [], [], 0
    cpu = 0.0
    for queries in batches:
        before = served.cpu_seconds()
        rate, waited = _all_at_once(served.port, page, queries)
        cpu += served.cpu_seconds() - before
        asked += len(queries)
        rates.append(rate)
        waits += waited
        again.append(_all_at_once(served.port, page, queries)[0])
    cost = 1000 * cpu / asked
    yield Figure(f"CPU of a page, unseen: {page.path}", f"{cost:.0f} ms", goal=verdict(MOST_CPU, cost))
    rounds = Rounds(rates, again)
    what = f"pages a second, unseen, {CLIENTS} clients: {page.path}"
    yield rounds.figure(what, "pages/s", LEAST_RATE, 1, median(rates))
    wait = 1000 * median(waits)
    yield Figure(f"median wait, unseen: {page.path}", f"{wait:.0f} ms", goal=verdict(LONGEST_WAIT, wait))


def _all_at_once(port: int, page: Page, queries: Sequence[str]) -> tuple[float, list[float]]:
    """Let each client ask its own, one after another; return the pages a second and the wait of each (seconds)."""
    began = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        own = [(port, page, queries[place::CLIENTS]) for place in range(CLIENTS)]
        waits = [wait for waited in clients.map(_client, *zip(*own, strict=True)) for wait in waited]
    return len(queries) / (time.perf_counter() - began), waits


def _client(port: int, page: Page, queries: Sequence[str]) -> list[float]:
    connection, waits = asking.connect(port), []
    for query in queries:
        began = time.perf_counter()
        asking.ask(connection, page.path, query)
        waits.append(time.perf_counter() - began)
    connection.close()
    return waits
