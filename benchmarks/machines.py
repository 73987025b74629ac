"""What a second machine brings: two groups of processes that share nothing but the database, each on a core of its own.

A group is a machine's: its own master, processes, memory and state folder. The clients take their part of both cores.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from benchmarks import asking
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, Rounds, at_least, at_most, verdict
from benchmarks.server import CORE, PEJLING, STATEMENTS, Served, serving
from layouts.pages.overview import PAGES

TWICE, NO_MORE = at_least(1.8), at_most(1.2)
PATH, CLIENTS, EACH = "/svartider", 4, 4  # of a group: clients, and what each of them asks for
WATCHED_SECONDS, REFRESH_SECONDS = 8.0, "0.5"
Group = tuple[Served, Path]


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask one group, then both at once, for what nobody has asked for; and count the statements of each."""
    cores = sorted(os.sched_getaffinity(0))[:2]
    if len(cores) < 2:
        yield Figure("pages a second of two groups of processes", "there is one core", goal="not measured")
        return
    url, rounds = database(1), 2 if quick else 4
    page = next(each for each in PAGES if each.path == PATH)
    queries = asking.unseen(page, snapshot(url), (2 * rounds + 1) * CLIENTS * EACH)
    batches = [queries[place :: 2 * rounds + 1] for place in range(2 * rounds + 1)]
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder, ExitStack() as stack:
        groups: list[Group] = []
        for core in cores:
            told = Path(folder, f"statements-{core}")
            more = {CORE: str(core), STATEMENTS: str(told), "PEJLING_REFRESH_SECONDS": REFRESH_SECONDS}
            context = serving(PEJLING, database=url, threads=4, workers=2, more=more)
            groups.append((stack.enter_context(context), told))
        _rate(groups, batches.pop())  # whatever the program does once
        both, one = zip(
            *((_rate(groups, batches.pop()), _rate(groups[:1], batches.pop())) for _round in range(rounds)),
            strict=True,
        )
        told = ("pages a second", "pages/s", TWICE), ("pages a second of a core's CPU", "pages/s", TWICE)
        for place, (what, unit, goal) in enumerate(told):
            rates = Rounds([each[place] for each in both], [each[place] for each in one])
            yield rates.figure(f"{what}, unseen, of two groups against one: {PATH}", unit, goal, 1)
        yield from _statements(groups)


def _rate(groups: Sequence[Group], queries: Sequence[str]) -> tuple[float, float]:
    """Return the pages a second that groups answer, each with clients of its own who all ask for the same.

    And those in a second of CPU of the core that had most to do: what else the machine does takes nothing of that.
    """
    began = time.perf_counter()
    before = [served.cpu_seconds() for served, _told in groups]
    with ThreadPoolExecutor(CLIENTS * len(groups)) as clients:
        asked = [
            clients.submit(_client, served.port, queries[place::CLIENTS])
            for served, _told in groups
            for place in range(CLIENTS)
        ]
        for each in asked:
            each.result()
    taken = time.perf_counter() - began
    used = [served.cpu_seconds() - then for (served, _told), then in zip(groups, before, strict=True)]
    pages = len(groups) * len(queries)
    return pages / taken, pages / max(used)


def _client(port: int, queries: Sequence[str]) -> None:
    connection = asking.connect(port)
    for query in queries:
        asking.ask(connection, PATH, query)
    connection.close()


def _statements(groups: Sequence[Group]) -> Iterator[Figure]:
    """Count what the database is asked while nobody visits, and while every client does."""
    idle = _counted(groups)
    with ThreadPoolExecutor(CLIENTS * len(groups)) as clients:
        until = time.monotonic() + WATCHED_SECONDS
        for served, _told in groups:
            for _visitor in range(CLIENTS):
                clients.submit(_visit, served.port, until)
        busy = _counted(groups)
    names = ("one group", "two groups")
    for name, quiet, visited in zip(names, (idle[0], sum(idle)), (busy[0], sum(busy)), strict=True):
        ratio = visited / quiet
        yield Figure(
            f"statements a second, visited against not: {name}",
            f"{visited:.1f}",
            f"{quiet:.1f}",
            f"{ratio:.2f}",
            goal=verdict(NO_MORE, ratio),
        )


def _visit(port: int, until: float) -> None:
    connection = asking.connect(port)
    while time.monotonic() < until:
        for page in PAGES:
            asking.ask(connection, page.path)
    connection.close()


def _counted(groups: Sequence[Group]) -> list[float]:
    """Return the statements a second of each group, over some seconds."""
    before = [told.stat().st_size for _served, told in groups]
    time.sleep(WATCHED_SECONDS)
    after = [told.stat().st_size for _served, told in groups]
    return [(now - then) / WATCHED_SECONDS for then, now in zip(before, after, strict=True)]
