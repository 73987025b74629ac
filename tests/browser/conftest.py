"""A real server and a real browser; every window holds that nothing came from elsewhere, and no errors."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1440, "height": 900}
DRAWN = """() => document.querySelector('.page h1')
    && [...document.querySelectorAll('.chart-box')].every((box) => box.querySelector('.main-svg .trace'))
    && document.fonts.status === 'loaded'"""


class Server:
    """Pejling as it is served, on a port of its own; it can be stopped and started again."""

    def __init__(self, database_url: str, state_dir: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._process: subprocess.Popen[str] | None = None
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PEJLING_")}
        self._env = kept | {
            "PORT": str(port),
            "HOST": "127.0.0.1",
            "PEJLING_STATE_DIR": str(state_dir),
            "PEJLING_DATABASE_URL": database_url,
            "PEJLING_WORKERS": "1",
            "PEJLING_LOG_LEVEL": "warning",
        }

    def start(self) -> None:
        """Start it, and return when it has figures to show."""
        program = str(Path(sys.executable).with_name("pejling"))
        self._process = subprocess.Popen([program, "serve"], env=self._env, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout
        started = next((line for line in self._process.stdout if self.url in line), None)
        assert started, "it has ended before it was ready"
        # Each of these waits for the first figures, for some seconds.
        assert any(self._has_figures() for _ in range(20)), "it has no figures"

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

    def go(self, address: str) -> Page:
        """Go to an address, and return when the page is there and its charts are drawn."""
        self.page.goto(self.server + address)
        return self.settled()

    def settled(self) -> Page:
        """Return the page when it is there and its charts are drawn."""
        self.page.wait_for_function(DRAWN)
        return self.page

    def _said(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.console.append(f"{message.type}: {message.text} {message.location.get('url', '')}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.server, "data:", "blob:")):
            self.elsewhere.append(request.url)
        if request.method == "POST":
            self.questions.append(request.url.removeprefix(self.server).partition("?")[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which(os.environ.get("PEJLING_CHROMIUM") or "chromium")
    assert program, "the browser tests need Chromium: name it in PEJLING_CHROMIUM"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(demo_url: str) -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder:
        running = Server(demo_url, Path(folder))
        running.start()
        yield running
        running.stop()


@pytest.fixture
def own_server(demo_url: str, tmp_path: Path) -> Iterator[Server]:
    """Return a server that a test may stop."""
    running = Server(demo_url, tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return what makes a visitor of their own, who has not been here before."""
    contexts: list[BrowserContext] = []

    def new(**wishes: Any) -> BrowserContext:
        common = {"viewport": DESKTOP, "locale": "da-DK", "reduced_motion": "reduce"}
        contexts.append(browser.new_context(**(common | wishes)))
        contexts[-1].set_default_timeout(60_000)
        return contexts[-1]

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def window(new_context: Callable[..., BrowserContext], server: Server) -> Iterator[Callable[..., Window]]:
    """Return what opens a window; in the end it holds that nothing was wrong in any of them."""
    windows: list[Window] = []

    def opened(context: BrowserContext | None = None, **wishes: Any) -> Window:
        windows.append(Window((context or new_context(**wishes)).new_page(), server.url))
        return windows[-1]

    yield opened
    assert [each.elsewhere for each in windows if each.elsewhere] == []
    assert [each.console for each in windows if each.console] == []
