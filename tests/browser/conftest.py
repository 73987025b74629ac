"""A real server and a real browser; every window holds that nothing came from elsewhere, and no errors."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from scripts.chromium import launch
from tests.browser.windows import Screen, Server, Window, joined, visitor

DESKTOP: ViewportSize = {"width": 1440, "height": 900}
COMMON: dict[str, Any] = {"viewport": DESKTOP, "reduced_motion": "reduce"}
Theme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def state_dir(run_folder: Path) -> Path:
    """Return the folder in which all servers of the run keep what one has read and packed, and the others take it."""
    return run_folder / "served"


@pytest.fixture(scope="session")
def server(demo_url: str, state_dir: Path) -> Iterator[Server]:
    """Return the server of the run, which no test may stop."""
    with joined(Server(demo_url, state_dir), state_dir) as running:
        yield running


@pytest.fixture
def own_server(demo_url: str, state_dir: Path) -> Iterator[Server]:
    """Return a server that a test may stop."""
    running = Server(demo_url, state_dir)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Return what makes a visitor of their own, who has not been here before."""
    contexts: list[BrowserContext] = []

    def new(**wishes: Any) -> BrowserContext:
        contexts.append(visitor(browser, **(COMMON | wishes)))
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


@pytest.fixture(scope="session")
def kept_window(browser: Browser, server: Server) -> Iterator[Window]:
    """Return the one window of the regular visitor: scripts and fonts are read once, not in every test."""
    context = visitor(browser, **COMMON)
    yield Window(context.new_page(), server.url)
    context.close()


@pytest.fixture
def regular(kept_window: Window) -> Iterator[Callable[..., Window]]:
    """Return what gives the window of one who has been here before, and whose choices were forgotten.

    In the end it holds that nothing was wrong in it.
    """
    page = kept_window.page

    def ready(viewport: ViewportSize = DESKTOP, color_scheme: Theme = "light") -> Window:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=color_scheme)
        page.mouse.move(0, 0)
        kept_window.forget()
        return kept_window

    yield ready
    elsewhere, console = list(kept_window.elsewhere), list(kept_window.console)
    page.unroute_all(behavior="ignoreErrors")
    if page.url.startswith(kept_window.server):
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.context.clear_cookies()
    page.goto(
        f"{kept_window.server}/healthz"
    )  # a blank page would be another process, that knows no script yet
    assert elsewhere == []
    assert console == []


@pytest.fixture(scope="session")
def kept_screen(browser: Browser, server: Server) -> Iterator[Screen]:
    """Return the screen that has its scripts and fonts, and moves."""
    context = visitor(browser, locale="en-US")  # it speaks Danish whatever the machine does
    yield Screen(context, server.url)
    context.close()


@pytest.fixture
def screen(kept_screen: Screen) -> Iterator[Screen]:
    """Return a screen that is blank; in the end it holds that nothing came from elsewhere."""
    yield kept_screen
    kept_screen.clear()
    asked, kept_screen.elsewhere = kept_screen.elsewhere, []
    assert asked == []
