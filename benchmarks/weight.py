"""What a cold load of each page weighs, in bytes and in requests, against a stock Dash page with one chart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession

from benchmarks.browser import SIZE, chromium
from benchmarks.databases import database
from benchmarks.result import Figure, Goal, Rounds, at_most
from benchmarks.server import HOST, PEJLING, STOCK, serving
from layouts.pages.overview import PAGES

DRAWN = "[...document.querySelectorAll('.js-plotly-plot')].every(each => each.querySelector('.main-svg'))"
# A page without a chart is there once it has its figures as tiles or tables.
READY = f"() => document.querySelector('.js-plotly-plot, .tile, main table') && {DRAWN}"
QUIET_MS = 700
MEGABYTE = Goal("below 1.00 MB", lambda megabytes: megabytes < 1)


@dataclass
class Wire:
    """What came over the wire, by address: bytes with their headers, as they were sent.

    An address asked for again counts once: a slow machine gives a page more time to ask how old its figures are.
    """

    sizes: dict[str, float] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)

    def listen(self, session: CDPSession) -> None:
        """Hear of everything that is asked for, as if nothing had been kept."""
        session.on("Network.requestWillBeSent", self.ask)
        session.on("Network.loadingFinished", self.finish)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def ask(self, event: dict[str, Any]) -> None:
        """Note what is asked for."""
        if event["request"]["url"].startswith("http"):
            self.asked[event["requestId"]] = event["request"]["url"]

    def finish(self, event: dict[str, Any]) -> None:
        """Note how much of it came."""
        if event["requestId"] in self.asked:
            self.sizes[self.asked[event["requestId"]]] = event["encodedDataLength"]


@dataclass(frozen=True)
class _Load:
    megabytes: float
    requests: float
    milliseconds: float


def run(*, quick: bool) -> Iterator[Figure]:
    """Load every page and the stock page in turns, each in a browser profile of its own."""
    url = database(1)
    count = 2 if quick else 5
    with (
        serving(PEJLING, database=url, threads=4) as pejling,
        serving(STOCK, database=url, threads=4) as stock,
        chromium() as browser,
    ):
        for page in PAGES:
            own, other = (f"http://{HOST}:{pejling.port}{page.path}", f"http://{HOST}:{stock.port}/")
            _load(browser, own)  # the first load compresses files that later ones find compressed
            loads = [(_load(browser, own), _load(browser, other)) for _ in range(count)]
            yield from _figures(page.path, loads)


def _figures(path: str, loads: list[tuple[_Load, _Load]]) -> Iterator[Figure]:
    for name, unit, decimals, key, goal in (
        ("bytes", "MB", 2, "megabytes", MEGABYTE),
        ("requests", "requests", 0, "requests", at_most(1)),
        ("time to charts", "ms", 0, "milliseconds", None),
    ):
        own, stock = ([float(getattr(load[place], key)) for load in loads] for place in (0, 1))
        value = median(own) if key == "megabytes" else None
        yield Rounds(own, stock).figure(f"cold load, {name}: {path}", unit, goal, decimals, value)


def _load(browser: Browser, url: str) -> _Load:
    context = browser.new_context(viewport=SIZE)
    try:
        page, wire = context.new_page(), Wire()
        wire.listen(context.new_cdp_session(page))
        page.goto(url, wait_until="commit")
        page.wait_for_function(READY, polling=20, timeout=60_000)
        ready = float(page.evaluate("performance.now()"))
        page.wait_for_timeout(QUIET_MS)
        return _Load(sum(wire.sizes.values()) / 1e6, len(wire.sizes), ready)
    finally:
        context.close()
