"""When a page can be read, and its charts stand: a first visit, again, after a choice; against files and a peer."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from benchmarks.browser import chromium
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, Goal, Rounds, at_most, verdict
from benchmarks.server import HOST, PEER, PEJLING, serving
from benchmarks.static_floor import floor, has_nginx
from benchmarks.weight import Wire

TIMER = Path(__file__).with_name("first_timer.js")
PATH = "/svartider"
TALL: ViewportSize = {"width": 1280, "height": 1400}  # all charts of the page are near it
LIST = "#filter-hospital"
SLOWER = 4  # times the CPU's own time
LINE = {"offline": False, "latency": 20, "downloadThroughput": 1_250_000, "uploadThroughput": 1_250_000}
QUIET_MS = 500
DRAWN = "() => window.firstTimer && firstTimer.stands()"
KILOBYTES = Goal("at most 700 kB", lambda kilobytes: kilobytes <= 700)
GOALS = {
    "first words with figures": at_most(1.3),
    "cold load": at_most(1.5),
    "reload": at_most(1.7),
    "choice, unseen": at_most(2),
    "choice, seen": at_most(1.6),
}


@dataclass
class Measured:
    """What was measured of one page, round by round, by what it is called."""

    milliseconds: dict[str, list[float]] = field(default_factory=dict)

    def add(self, what: str, value: float) -> None:
        """Keep what one round gave."""
        self.milliseconds.setdefault(what, []).append(value)


@dataclass(frozen=True)
class Visited:
    """A page to be measured: its address, and what chooses in it the value of a round."""

    url: str
    choose: str
    values: tuple[str, ...]

    def chosen(self, page: Page, place: int) -> float:
        """Choose, and return the milliseconds until the page is at rest."""
        script = self.choose % self.values[place % len(self.values)]
        return float(page.evaluate(f"firstTimer.chosen(() => {script})"))


def run(*, quick: bool) -> Iterator[Figure]:
    """Visit Pejling, the same page as files, and the peer by turns, each time in a profile of its own."""
    if not has_nginx():
        print("firstpaint is left out: nginx, which serves its floor, is not installed", file=sys.stderr)
        return
    url, rounds = database(1), 2 if quick else 5
    hospitals = tuple(snapshot(url).choices.hospitals["today"])
    with ExitStack() as stack:
        with serving(PEJLING, database=url, threads=4) as asked:
            # Another process is asked for what the files hold: of the one that is measured nobody has asked it.
            files = stack.enter_context(floor(asked, PATH, [f"?hospital={each}" for each in hospitals]))
        ours, peers = (
            stack.enter_context(serving(each, database=url, threads=4)) for each in (PEJLING, PEER)
        )
        browser = stack.enter_context(chromium())
        visited = (
            Visited(f"http://{HOST}:{ours.port}{PATH}", f"firstTimer.list('{LIST}', '%s')", hospitals),
            Visited(f"http://{HOST}:{files}/", "choose('%s')", tuple(map(str, range(len(hospitals))))),
            Visited(
                f"http://{HOST}:{peers.port}/", "dash_clientside.set_props('site', {value: '%s'})", hospitals
            ),
        )
        for each in visited:
            _warm(browser, each)
        yield from _figures("", _loads(browser, visited, rounds, is_slow=False))
        yield from _figures(" (4 × slower, 10 Mbit/s)", _loads(browser, visited, rounds, is_slow=True))
        yield from _figures("", _choices(browser, visited, min(len(hospitals), 3 * rounds)))
        yield from _weights(browser, visited)


def _loads(browser: Browser, visited: tuple[Visited, ...], rounds: int, *, is_slow: bool) -> list[Measured]:
    found = [Measured() for _each in visited]
    for _round in range(rounds):
        for each, measured in zip(visited, found, strict=True):
            context, page = _opened(browser, is_slow=is_slow)
            for what in ("cold load", "reload"):
                page.goto(each.url, wait_until="commit") if what == "cold load" else page.reload(
                    wait_until="commit"
                )
                page.wait_for_function(DRAWN, timeout=60_000)
                measured.add(what, float(page.evaluate("firstTimer.drawn")))
                named = "first words with figures" + (", again" if what == "reload" else "")
                measured.add(named, float(page.evaluate("firstTimer.first()")))
                page.wait_for_timeout(QUIET_MS)
            context.close()
    return found


def _choices(browser: Browser, visited: tuple[Visited, ...], count: int) -> list[Measured]:
    found = [Measured() for _each in visited]
    opened = [_opened(browser, is_slow=False) for _each in visited]
    for each, (_context, page) in zip(visited, opened, strict=True):
        page.goto(each.url)
        page.wait_for_function(DRAWN, timeout=60_000)
        page.wait_for_timeout(QUIET_MS)
    for what in ("choice, unseen", "choice, seen"):
        for place in range(count):
            for each, (_context, page), measured in zip(visited, opened, found, strict=True):
                measured.add(what, each.chosen(page, place))
    for context, _page in opened:
        context.close()
    return found


def _figures(how: str, found: list[Measured]) -> Iterator[Figure]:
    ours, files, peers = (each.milliseconds for each in found)
    for what, own in ours.items():
        goal = GOALS[what.removesuffix(", again")]
        yield Rounds(own, files[what]).figure(f"{what}{how}: {PATH}", "ms", goal)
        yield Rounds(own, peers[what]).figure(f"{what}{how}, against the peer", "ms")


def _weights(browser: Browser, visited: tuple[Visited, ...]) -> Iterator[Figure]:
    weighed = [_weighed(browser, each) for each in visited]
    requests, bytes_ = ([each[place] for each in weighed] for place in (0, 1))
    words = f"requests of a cold load: {PATH}, floor, peer {requests[2]:.0f}"
    yield Figure(words, f"{requests[0]:.0f}", f"{requests[1]:.0f}", goal=verdict(at_most(14), requests[0]))
    words = f"bytes of a cold load: {PATH}, floor, peer {bytes_[2]:,.0f} kB"
    yield Figure(words, f"{bytes_[0]:.0f} kB", f"{bytes_[1]:.0f} kB", goal=verdict(KILOBYTES, bytes_[0]))


def _weighed(browser: Browser, visited: Visited) -> tuple[int, float]:
    context, page = _opened(browser, is_slow=False)
    wire = Wire()
    wire.listen(context.new_cdp_session(page))
    page.goto(visited.url, wait_until="commit")
    page.wait_for_function(DRAWN, timeout=60_000)
    page.wait_for_timeout(QUIET_MS)
    context.close()
    return len(wire.sizes), sum(wire.sizes.values()) / 1000


def _warm(browser: Browser, visited: Visited) -> None:
    """Have everything asked for once, so that a server has packed and remembers what it sends."""
    context, page = _opened(browser, is_slow=False)
    page.goto(visited.url)
    page.wait_for_function(DRAWN, timeout=60_000)
    context.close()


def _opened(browser: Browser, *, is_slow: bool) -> tuple[BrowserContext, Page]:
    context = browser.new_context(viewport=TALL, locale="da-DK", reduced_motion="reduce")
    page = context.new_page()
    page.add_init_script(path=TIMER)
    if is_slow:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
    return context, page
