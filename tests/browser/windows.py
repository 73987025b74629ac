"""A server as it is run, a window that notes what it asks for and complains of, and a screen on a wall."""

import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import (
    APIResponse,
    Browser,
    BrowserContext,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
)

from tests.alone import alone
from tests.ports import free_port

PATIENCE = 60_000  # a page answers at once, but for a machine that does much else
expect.set_options(timeout=PATIENCE)
RETRIES = 3
LONGEST_START = 180  # seconds; on a machine that does much else
# Charts are drawn when they come near the window, or when all are asked for.
DRAWN = """(all) => {
    const isSeen = ({ top, bottom }) => bottom > 0 && top < innerHeight;
    if (all) document.dispatchEvent(new Event('pejling:all'));
    return !document.getElementById('first') && document.querySelector('.page h1')
        && [...document.querySelectorAll('.chart-box')].every((box) => box.querySelector('.main-svg .trace')
            || !all && !isSeen(box.getBoundingClientRect()))
        && document.fonts.status === 'loaded';
}"""


class Server:
    """Pejling as it is served, on a port of its own; it can be stopped and started again."""

    def __init__(self, database_url: str, state_dir: Path, path: str = "") -> None:
        self.path = path
        self.at(free_port())
        self._process: subprocess.Popen[str] | None = None
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PEJLING_")}
        self._env = kept | {
            "HOST": "127.0.0.1",
            "PEJLING_STATE_DIR": str(state_dir),
            "PEJLING_DATABASE_URL": database_url,
            "PEJLING_SIGN_IN": "open",
            "PEJLING_WORKERS": "1",
            "PEJLING_PATH": path or "/",
            "PEJLING_LOG_LEVEL": "warning",
        }

    def at(self, port: int) -> None:
        """Take a port: the one that it begins to listen on, or on which another process has it run."""
        self.port = port
        self.url = f"http://127.0.0.1:{port}{self.path}"

    def start(self) -> None:
        """Start it, and return when it has figures to show."""
        program = str(Path(sys.executable).with_name("pejling"))
        env = self._env | {"PORT": str(self.port)}
        self._process = subprocess.Popen([program, "serve"], env=env, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        started = next((line for line in self._process.stdout if self.url in line), None)
        assert started, "it has ended before it was ready"
        # Each question waits for the first figures, for some seconds, once somebody listens.
        deadline = time.monotonic() + LONGEST_START
        while not self._has_figures():
            assert self._process.poll() is None, "it has ended"
            assert time.monotonic() < deadline, "it has no figures"
            time.sleep(0.05)

    def stop(self) -> None:
        """End it, and return when nobody answers any more."""
        if self._process is None:
            return
        self._process.terminate()
        self._process.wait(30)
        assert self._process.stdout
        self._process.stdout.close()
        self._process = None

    def _has_figures(self) -> bool:
        try:
            with urlopen(f"{self.url}/tilstand", timeout=30) as answer:
                return b'"version":null' not in answer.read()
        except URLError:
            return False


@contextmanager
def joined(server: Server, folder: Path) -> Iterator[Server]:
    """Use a server together with the run's other processes: who needs it first starts it, and ends it as the last."""
    folder.mkdir(exist_ok=True)
    place = folder / "port"
    with (folder / "users").open("w") as users:
        with alone(place):
            fcntl.flock(users, fcntl.LOCK_SH)
            is_mine = not place.exists()
            if is_mine:
                server.start()
                place.write_text(str(server.port))
            server.at(int(place.read_text()))
        yield server
        if is_mine:
            fcntl.flock(users, fcntl.LOCK_EX)
            place.unlink()
            server.stop()


def visitor(browser: Browser, **wishes: Any) -> BrowserContext:
    """Return a visitor of their own, who has not been here before, and who waits for what is slow."""
    context = browser.new_context(**({"locale": "da-DK"} | wishes))
    context.set_default_timeout(PATIENCE)
    return context


def fetched(route: Route, **otherwise: Any) -> APIResponse:
    """Return what the server answers to a question that a test has taken.

    The server closes a connection on which nothing comes, and may do so just when something comes: who is a browser
    asks again, and so does this.
    """
    return route.fetch(max_retries=RETRIES, **otherwise)


@dataclass
class Window:
    """A window, with what it has asked for and what the browser has complained of."""

    page: Page
    server: str
    console: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda fault: self.console.append(str(fault)))
        self.page.on("request", self._asked)

    def forget(self) -> None:
        """Forget what was asked and said so far."""
        self.console.clear()
        self.elsewhere.clear()
        self.questions.clear()

    def go(self, address: str, *, all_charts: bool = True) -> Page:
        """Go to an address, and return when the page is there and its charts are drawn."""
        self.page.goto(self.server + address)
        return self.settled(all_charts=all_charts)

    def settled(self, *, all_charts: bool = True) -> Page:
        """Return the page when it is there and its charts are drawn: all, or those that are in the window."""
        self.page.wait_for_function(DRAWN, arg=all_charts)
        return self.page

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.elsewhere.append(request.url)
        if request.method == "POST":
            self.questions.append(request.url.removeprefix(self.server).partition("?")[0])


def send(button: Locator) -> None:
    """Press the button of a form that no script sends, and return when what it is answered with is there.

    A click returns when it is made: the page before it stands until the answer comes, and for a moment there is none.
    """
    with button.page.expect_navigation():
        button.click()


WALL = (1920, 1080)
Motion = Literal["reduce", "no-preference"]
# The figures are there, and with them the slides.
READY = (
    "() => window.pejlingWall && window.pejlingWall.slides.length > 0 && document.fonts.status === 'loaded'"
)


@dataclass
class Screen:
    """A screen on a wall: it has no visitor, and no errors but those that a test makes."""

    context: BrowserContext
    server: str
    elsewhere: list[str] = field(default_factory=list)

    def show(
        self, address: str, size: tuple[int, int] = WALL, server: str = "", motion: Motion = "no-preference"
    ) -> Page:
        """Open an address, of another server if one is named, and return when there are slides."""
        page = self.blank(size)
        page.emulate_media(reduced_motion=motion)
        page.goto((server or self.server) + address)
        page.wait_for_function(READY)
        return page

    def blank(self, size: tuple[int, int] = WALL) -> Page:
        """Return a screen that shows nothing yet."""
        page = self.context.new_page()
        page.set_viewport_size(ViewportSize(width=size[0], height=size[1]))
        page.on("request", self._asked)
        return page

    def clear(self) -> None:
        """Close what is open."""
        for page in self.context.pages:
            page.unroute_all(behavior="ignoreErrors")
            page.close()

    def _asked(self, request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.elsewhere.append(request.url)
