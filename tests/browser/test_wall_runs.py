"""The wall as it runs for months: it goes on by itself, is mended by itself, and leaves nothing behind."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.windows import READY, Screen, Server

pytestmark = pytest.mark.takes(49)
# So many slides, some of them in each frame: a frame for each would be a wait for the screen.
CHANGE = """async (many) => { for (; many > 0; many -= 1) {
    window.pejlingWall.step(1);
    if (many % 8 === 0) await new Promise(requestAnimationFrame);
} }"""


def test_keys_pause_step_and_leave(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600")
    place: Callable[[], int] = lambda: page.evaluate("window.pejlingWall.place")  # noqa: E731
    page.keyboard.press("ArrowRight")
    assert place() == 1
    page.keyboard.press("ArrowLeft")
    assert place() == 0
    page.keyboard.press(" ")
    page.wait_for_function("() => document.getElementById('told').textContent.includes('pause')")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{screen.server}/")


def test_a_playlist_goes_on_by_itself(screen: Screen) -> None:
    page = screen.show("/vaeg?sider=projekter,svartider&sekunder=1")
    page.wait_for_function("() => window.pejlingWall.changes > 2")
    keys = page.evaluate("window.pejlingWall.slides.map((each) => each.key)")
    assert list(dict.fromkeys(keys)) == ["projekter", "svartider"]


def test_two_thousand_slides_leave_nothing_behind(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600&hver=1")
    devtools = page.context.new_cdp_session(page)

    def weigh() -> tuple[float, int]:
        page.wait_for_function("() => document.getAnimations().length === 0")
        devtools.send("HeapProfiler.collectGarbage")
        heap = devtools.send("Runtime.getHeapUsage")["usedSize"]
        return heap, page.evaluate("document.querySelectorAll('*').length")

    page.evaluate(CHANGE, 200)
    early_heap, early_nodes = weigh()
    page.evaluate(CHANGE, 1800)
    assert page.evaluate("window.pejlingWall.changes") >= 2000
    late_heap, late_nodes = weigh()
    assert late_heap < 1.1 * early_heap
    # Slides have more or fewer elements; it is their number over all slides that may not grow.
    assert late_nodes < early_nodes + 200


def test_a_server_without_figures_leaves_the_last_ones_and_they_age(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600&hver=0.5")
    shown = page.inner_text("#slide")
    none = {"app": page.evaluate("window.pejlingWall.version"), "version": None, "age": None, "slides": []}
    answer = none | {"notices": ["Pejling har ikke fået svar fra driftsdatabasen endnu."]}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(json=answer))
    page.wait_for_function("() => document.getElementById('told').textContent.includes('ikke fået svar')")
    assert page.inner_text("#slide") == shown
    assert page.inner_text("#age")
    page.unroute("**/vaeg/tavler*")


def test_a_proxy_that_answers_with_a_page_changes_nothing_on_the_screen(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600&hver=0.5")
    shown = page.inner_text("#slide")
    broken = {"content_type": "text/html", "body": "<h1>Fejl</h1>"}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(status=502, **broken))
    page.wait_for_function("() => window.pejlingWall.missed >= 2")
    assert page.inner_text("#slide") == shown
    page.unroute("**/vaeg/tavler*")
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(status=200, **broken))
    page.wait_for_function("() => window.pejlingWall.missed >= 4")
    assert page.inner_text("#slide") == shown
    page.unroute("**/vaeg/tavler*")
    page.wait_for_function("() => window.pejlingWall.missed === 0")


def test_another_version_of_the_program_is_loaded(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600&hver=0.5")
    page.evaluate("window.isTheOld = true")
    page.route(
        "**/vaeg/tavler*",
        lambda route: route.fulfill(
            json={"app": "another", "version": "1", "age": 0, "slides": [], "notices": []}
        ),
        times=1,
    )
    page.wait_for_function("() => window.isTheOld === undefined")
    page.wait_for_function(READY)


def test_a_page_that_cannot_be_had_is_not_loaded(screen: Screen) -> None:
    """A screen must never be left with a browser's page of an error, on which nothing would mend it."""
    page = screen.show("/vaeg?sekunder=3600&hver=0.5")
    page.evaluate("window.isTheOld = true")
    shown = page.inner_text("#slide")
    another = {"app": "another", "version": "1", "age": 0, "slides": [], "notices": []}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(json=another))
    for broken in ("**/vaeg?*", "**/assets/all/vaeg.js*"):
        page.route(
            broken, lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Fejl</h1>")
        )
        before = page.evaluate("window.pejlingWall.errors")
        page.wait_for_function("(before) => window.pejlingWall.errors > before + 1", arg=before)
        assert page.evaluate("window.isTheOld")
        assert page.inner_text("#slide") == shown
        page.unroute(broken)
    page.unroute("**/vaeg/tavler*")


def test_an_hour_without_a_network(new_context: Callable[..., BrowserContext], server: Server) -> None:
    # The clock and the network are those of all windows of a visitor.
    screen = Screen(new_context(reduced_motion="no-preference"), server.url)
    page = screen.blank()
    page.clock.install()
    page.goto(f"{server.url}/vaeg?sekunder=3600")
    page.wait_for_function(READY)
    age, late = page.locator("#age"), "() => document.getElementById('age').dataset.late"
    assert page.evaluate(late) == "good"
    assert age.inner_text() == "Tal til og med 10. maj"
    page.context.set_offline(True)
    while page.evaluate("window.pejlingWall.missed") < 2:
        page.clock.run_for(1000)
    assert page.evaluate(late) == "near"
    page.clock.fast_forward(11 * 60_000)
    assert page.evaluate(late) == "missed"
    assert age.inner_text() == "Hentet for 11 minutter siden"
    page.clock.fast_forward(50 * 60_000)
    assert age.inner_text() == "Hentet for 1 time siden"
    page.context.set_offline(False)
    for _tenth in range(300):  # thirty seconds of the page's, and no fewer for the server to answer in
        if page.evaluate(late) == "good":
            break
        page.clock.run_for(100)
        page.wait_for_timeout(50)
    assert page.evaluate(late) == "good"
    assert screen.elsewhere == []


def test_a_screen_tells_that_it_is_alive(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600&skaerm=vagtrum")
    told = "() => performance.getEntriesByName(location.origin + '/vaeg/livstegn').length > 0"
    page.wait_for_function(told)
    other = screen.blank()
    other.goto(f"{screen.server}/skaerme")
    row = other.inner_text("tr:has(th:text('vagtrum'))")
    assert "I gang" in row
    assert "1920x1080" in row


def test_nothing_moves_for_who_has_asked_for_that(screen: Screen) -> None:
    page = screen.show("/vaeg?sekunder=3600", motion="reduce")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.getAnimations().length") == 0
