"""What is counted of the service itself, for those who watch it from outside: Prometheus's counters and clocks.

The processes of a server count together when PROMETHEUS_MULTIPROC_DIR names a folder that they share.
"""

import logging
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.mmap_dict import MmapedDict
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


def fold(pid: int, folder: Path) -> None:
    """Add what a process that has ended has counted to what all that ended before it have.

    Each process counts in files of its own; without this a server that renews its processes for months would have
    ever more of them to read at each question.
    """
    files: Any = MmapedDict  # it has no types
    for kind in ("counter", "histogram"):
        own, ended = folder / f"{kind}_{pid}.db", folder / f"{kind}_0.db"
        if not own.exists():
            continue
        # Written beside and put in its place whole: somebody may be reading meanwhile.
        fresh = folder / "sum.part"
        fresh.unlink(missing_ok=True)
        if ended.exists():
            shutil.copy(ended, fresh)
        total = files(str(fresh))
        for key, count, *_rest in files.read_all_values_from_file(str(own)):
            total.write_value(key, total.read_value(key)[0] + count, 0.0)
        total.close()
        fresh.replace(ended)
        own.unlink()


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


def written(gauges: Gauges) -> bytes:
    """Return all that is counted in Prometheus's text format."""
    now = CollectorRegistry()
    now.register(_Now(gauges))
    if not os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        return generate_latest(REGISTRY) + generate_latest(now)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    try:
        counted = generate_latest(together)
    except FileNotFoundError:  # a process ended meanwhile, and its counts have moved
        counted = generate_latest(together)
    return counted + generate_latest(now)
