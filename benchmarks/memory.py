"""How much memory two processes have that have shown every page."""

from collections.abc import Iterator

from benchmarks import asking
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, at_most, verdict
from benchmarks.server import PEJLING, serving
from layouts.pages.overview import PAGES

GOAL = at_most(220)
TURNS = 10  # connections, so that both processes have their part


def run(*, quick: bool) -> Iterator[Figure]:
    """Ask for every page with some choices, and see what the processes have."""
    url = database(1)
    data = snapshot(url)
    with serving(PEJLING, database=url, threads=4, workers=2) as served:
        for _turn in range(TURNS):
            connection = asking.connect(served.port)
            for page in PAGES:
                for query in asking.unseen(page, data, 2 if quick else 6):
                    asking.ask(connection, page.path, query)
            connection.close()
        found = served.mebibytes()
    yield Figure("memory of two processes (PSS)", f"{found:.0f} MiB", goal=verdict(GOAL, found))
