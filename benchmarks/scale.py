"""What ten times the events cost a page: the snapshot has the same grain, so it should be nothing."""

import time
from collections.abc import Callable, Iterator
from functools import partial

from benchmarks import asking
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, at_most, take_turns
from callbacks.reading import read_query
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Page
from layouts.parts.page import lay_out
from vocabulary.asked import parse
from vocabulary.filters import Filters

GOAL = at_most(1.2)


def run(*, quick: bool) -> Iterator[Figure]:
    """Work out each page over the large database and over the demonstration itself."""
    times, rounds = (3, 5) if quick else (10, 15)
    large, small = database(times), database(1)
    of = f"{times} times the events"
    reading = take_turns(lambda: _read(large), lambda: _read(small), 2 if quick else 5)
    yield reading.figure(f"snapshot read in full, {of}", "ms")
    ours, floor = snapshot(large), snapshot(small)
    for page in PAGES:
        queries = [read_query(search) for search in asking.unseen(page, floor, 2 * (rounds + 1))]
        chosen = [parse(query, floor.choices)[0] for query in queries]
        # A choice is worked out once for each: what is kept of it is not what is timed.
        for place, (work, words) in enumerate(
            ((_answer, "panels' numbers"), (lay_out_page, "page laid out"))
        ):
            own = chosen[place::2]
            measured, other = (timed(work, page, data, own) for data in (ours, floor))
            # What a snapshot works out once and for all is not a page's own.
            measured()
            other()
            yield take_turns(measured, other, rounds).figure(f"{words}, {of}: {page.path}", "ms", GOAL, 1)


def _read(url: str) -> float:
    began = time.perf_counter()
    snapshot(url)
    return 1000 * (time.perf_counter() - began)


def timed(
    work: Callable[[Page, Snapshot, Filters], None], page: Page, data: Snapshot, chosen: list[Filters]
) -> Callable[[], float]:
    """Return what does the work for the next choice, and returns the milliseconds that it took."""
    left = iter(chosen)

    def once() -> float:
        run_it = partial(work, page, data, next(left))
        began = time.perf_counter()
        run_it()
        return 1000 * (time.perf_counter() - began)

    return once


def _answer(page: Page, data: Snapshot, filters: Filters) -> None:
    for panel in panels_of(page):
        if panel.when(filters):
            answer(panel, data, filters)


def lay_out_page(page: Page, data: Snapshot, filters: Filters) -> None:
    """Lay out a page, ready to be sent."""
    lay_out(page, data, filters, [])
