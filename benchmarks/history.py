"""What years of history cost: a full reading, what is read after a load, and a page."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import asking
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, at_most, take_turns, verdict
from benchmarks.scale import lay_out_page, timed
from benchmarks.years import database_of
from callbacks.reading import read_query
from data_access.database.engine import reader
from data_access.imports.kinds.catalogue import kind_of
from data_access.imports.load import load_file
from data_access.imports.mapping.templates import mapping_of
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from vocabulary.asked import parse

FULL, AFTER_A_LOAD, FRAMES, PAGE = at_most(3000), at_most(300), at_most(40), at_most(1.1)
YEARS = (5, 10)


def run(*, quick: bool) -> Iterator[Figure]:
    """Compare five and ten years with the demonstration's sixteen months."""
    small = database(1)
    for years in YEARS[-1:] if quick else YEARS:
        large, of = database_of(years), f"{years} years"
        reading = take_turns(
            lambda url=large: _cpu(lambda: snapshot(url)), lambda: _cpu(lambda: snapshot(small)), 3
        )
        longest = max(reading.measured)
        yield reading.figure(f"CPU of a full reading, {of}", "ms", FULL, value=longest)
        ours, floor = snapshot(large), snapshot(small)
        yield _after_a_load(large, ours, of)
        held = _megabytes(ours)
        yield Figure(f"frames in memory, {of}", f"{held:.0f} MB", goal=verdict(FRAMES, held))
        yield from _pages(ours, floor, of, rounds=5 if quick else 11)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _after_a_load(url: str, before: Snapshot, of: str) -> Figure:
    """Load a budget line that was not there, and read what moved."""
    kind = kind_of("budget")
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        path = Path(folder, "budget.csv")
        line = f"2015;Benchmark;{time.time_ns()};;1;\n"
        path.write_text("year;category;item;kind;mio_dkk;note\n" + line, "utf-8")
        outcome = load_file(url, path, mapping_of(kind))
    if outcome.load is None:
        raise RuntimeError(f"the budget line was not loaded: {outcome.rejects.examples}")
    engine = reader(url)
    cost = _cpu(lambda: read_snapshot(engine, before))
    engine.dispose()
    return Figure(
        f"CPU of reading after one budget line, {of}", f"{cost:.0f} ms", goal=verdict(AFTER_A_LOAD, cost)
    )


def _megabytes(data: Snapshot) -> float:
    """Return what the frames hold: each text once, as they have it."""
    held = sum(int(frame.memory_usage(deep=False).sum()) for frame in data.frames.values())
    texts = {each for frame in data.frames.values() for column in frame.select_dtypes(["str", "object"])
             for each in frame[column].unique() if isinstance(each, str)}  # fmt: skip
    return (held + sum(map(sys.getsizeof, texts))) / 1e6


def _pages(ours: Snapshot, floor: Snapshot, of: str, rounds: int) -> Iterator[Figure]:
    for page in PAGES:
        queries = [read_query(search) for search in asking.unseen(page, floor, rounds + 1)]
        chosen = [parse(query, floor.choices)[0] for query in queries]
        measured, other = (timed(lay_out_page, page, data, chosen) for data in (ours, floor))
        # What a snapshot works out once and for all is not a page's own.
        measured()
        other()
        yield take_turns(measured, other, rounds).figure(f"page laid out, {of}: {page.path}", "ms", PAGE, 1)
