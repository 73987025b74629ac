"""What is counted of the service itself, for those who watch it from outside: Prometheus's counters and clocks.

The processes of a server count together when PROMETHEUS_MULTIPROC_DIR names a folder that they share.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import orjson
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

log = logging.getLogger(__name__)
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5)
# Counted in a registry of our own: prometheus_client's has figures about the interpreter, which nobody asked for.
REGISTRY = CollectorRegistry()
REQUESTS = Counter("pejling_requests", "Requests answered.", ["page", "method", "status"], registry=REGISTRY)
SECONDS = Histogram(
    "pejling_request_seconds", "How long an answer took.", ["page"], buckets=BUCKETS, registry=REGISTRY
)
MEMO = Counter("pejling_memo", "Pages that were remembered, and not.", ["result"], registry=REGISTRY)
READS = Histogram(
    "pejling_database_read_seconds",
    "How long the database took to answer a refresh.",
    buckets=BUCKETS,
    registry=REGISTRY,
)


# All that tells one figure from another: what it is, its family's name and words, its own name, and its labels.
Figure = tuple[str, str, str, str, tuple[tuple[str, str], ...]]
ENDED = "ended.json"  # the file of what those counted that have ended


def fold(pid: int, folder: Path) -> None:
    """Add what a process that has ended has counted to what all that ended before it have.

    Each process counts in files of its own; without this a server that renews its processes for months would have
    ever more of them to read at each question.
    """
    own = sorted(folder.glob(f"*_{pid}.db"))
    if not own:
        return
    total = _added(_of_the_ended(folder), _counted(own))
    # Written beside and put in its place whole: somebody may be reading meanwhile.
    fresh = folder / "ended.part"
    fresh.write_bytes(orjson.dumps([[*figure, count] for figure, count in total.items()]))
    fresh.replace(folder / ENDED)
    for file in own:
        file.unlink()


def _counted(files: Iterable[Path]) -> dict[Figure, float]:
    """Return what stands in the files that processes count in."""
    merged: Iterable[Metric] = MultiProcessCollector.merge([str(file) for file in files])  # type: ignore[no-untyped-call]
    return {
        (family.type, family.name, family.documentation, each.name, tuple(each.labels.items())): each.value
        for family in merged
        for each in family.samples
    }


def _of_the_ended(folder: Path) -> dict[Figure, float]:
    file = folder / ENDED
    rows = orjson.loads(file.read_bytes()) if file.exists() else []
    return {
        (kind, family, about, name, tuple((label, value) for label, value in labels)): count
        for kind, family, about, name, labels, count in rows
    }


def _added(some: dict[Figure, float], more: dict[Figure, float]) -> dict[Figure, float]:
    # Buckets of a histogram hold those below them, and such sums can be added too.
    return some | {figure: some.get(figure, 0.0) + count for figure, count in more.items()}


@contextmanager
def quietly() -> Iterator[None]:
    """Count, or else log that it could not be: a visitor's answer never hangs on it."""
    try:
        yield
    except Exception as fault:
        log.warning("it could not be counted: %s", fault)


class Gauges(Protocol):
    """What is true right now: names with a sentence and figures by label."""

    def __call__(self) -> Iterable[tuple[str, str, str, dict[str, float]]]:
        """Return each gauge's name, what it says, its label ('' for none), and its figures by the label's value."""


class _Now(Collector):
    def __init__(self, gauges: Gauges) -> None:
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        """Return the gauges as Prometheus takes them."""
        for name, about, label, figures in self._gauges():
            family = GaugeMetricFamily(name, about, labels=[label] if label else [])
            for key, value in figures.items():
                family.add_metric([key] if label else [], value)
            yield family


class _Together(Collector):
    """What all processes have counted, those that run and those that have ended."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def collect(self) -> Iterator[Metric]:
        """Return the counts as Prometheus takes them."""
        families: dict[str, Metric] = {}
        counts = _added(_of_the_ended(self._folder), _counted(self._folder.glob("*.db")))
        for (kind, family, about, name, labels), count in counts.items():
            families.setdefault(family, Metric(family, about, kind)).add_sample(name, dict(labels), count)
        yield from families.values()


def written(gauges: Gauges) -> bytes:
    """Return all that is counted in Prometheus's text format."""
    now = CollectorRegistry()
    now.register(_Now(gauges))
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder:
        return generate_latest(REGISTRY) + generate_latest(now)
    together = CollectorRegistry()
    together.register(_Together(Path(folder)))
    try:
        counted = generate_latest(together)
    except FileNotFoundError:  # a process ended meanwhile, and its counts have moved
        counted = generate_latest(together)
    return counted + generate_latest(now)
