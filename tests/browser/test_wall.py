"""The wall as it hangs: readable from five metres, never cut off, and mended by itself."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from data_access.database.engine import writer
from data_access.demo.simulate import Simulation
from layouts.wall.slides import SLIDES
from tests.browser.conftest import Server

SIZES = {"wide": (1920, 1080), "large": (3840, 2160), "upright": (1080, 1920)}
READY = (
    "() => window.pejlingWall && window.pejlingWall.slides.length > 0 && document.fonts.status === 'loaded'"
)
# What has letters of its own: its place, its letters' height, and whether it is cut off.
LETTERS = """() => [...document.querySelectorAll('.wall *')].filter((each) =>
    [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())).map((each) => {
        const box = each.getBoundingClientRect(), slide = document.getElementById('slide');
        const place = slide.contains(each) ? slide.getBoundingClientRect() : { top: 0, bottom: innerHeight };
        return {
            text: each.textContent.trim().slice(0, 40), size: parseFloat(getComputedStyle(each).fontSize),
            figure: Boolean(each.closest('.wall-figure')),
            left: box.left, top: box.top, right: box.right, bottom: box.bottom,
            cut: each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1,
            inside: box.top >= place.top - 2 && box.bottom <= place.bottom + 2,
        };
    })"""
# So many slides, one a frame.
CHANGE = """async (many) => { for (; many > 0; many -= 1) {
    window.pejlingWall.step(1);
    await new Promise(requestAnimationFrame);
} }"""
# The slide has faded in, and whoever watches its size has been told.
STANDS = "() => document.getAnimations().length === 0"
LEAST_TEXT, LEAST_FIGURE = 0.022, 0.08


def opened(browser: Browser, address: str, size: tuple[int, int] = (1920, 1080), **more: Any) -> Page:
    page = browser.new_context(viewport={"width": size[0], "height": size[1]}, **more).new_page()
    page.goto(address)
    page.wait_for_function(READY)
    return page


@pytest.fixture(scope="module")
def today(demo_url: str) -> Iterator[Server]:
    """Return a server over a demonstration in which it has become half past ten."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.db"
        shutil.copy(demo_url.removeprefix("sqlite:///"), path)
        simulation = Simulation(writer(f"sqlite:///{path}"), seed=1)
        for _quarter in range(12):
            simulation.advance(900)
        running = Server(f"sqlite:///{path}", Path(folder))
        running.start()
        yield running
        running.stop()


@pytest.mark.parametrize("name", SIZES)
def test_every_slide_can_be_read_from_five_metres(browser: Browser, today: Server, name: str) -> None:
    width, height = SIZES[name]
    page = opened(browser, f"{today.url}/vaeg?sekunder=3600", (width, height))
    keys = set(page.evaluate("window.pejlingWall.slides.map((each) => each.key)"))
    assert keys == {*SLIDES, "i-dag-svartider"}
    for _slide in range(page.evaluate("window.pejlingWall.slides.length")):
        key = page.evaluate("window.pejlingWall.slides[window.pejlingWall.place].key")
        page.wait_for_function(STANDS)
        can_be_read(page, key, width, height)
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    page.context.close()


def can_be_read(page: Page, key: str, width: int, height: int) -> None:
    """Hold that all that stands on the screen is large enough, whole, in its place and upon nothing else."""
    letters = page.evaluate(LETTERS)
    for each in letters:
        assert each["size"] >= LEAST_TEXT * height, (key, each)
        assert not each["cut"], (key, each)
        assert each["inside"], (key, each)
        assert 0 <= each["left"] <= each["right"] <= width, (key, each)
        assert 0 <= each["top"] <= each["bottom"] <= height, (key, each)
    figures = [each for each in letters if each["figure"]]
    assert all(each["size"] >= LEAST_FIGURE * height for each in figures), key
    assert overlapping(letters) == [], key


@pytest.mark.parametrize("name", SIZES)
def test_a_list_that_has_no_room_is_shown_in_parts(browser: Browser, server: Any, name: str) -> None:
    words = "Leverandøren er forsinket med den aftalte rettelse, og ibrugtagningen flyttes til efter sommerferien. "
    rows = [
        {
            "level": "missed",
            "name": f"Projekt {place} på Nordsjællands Hospital",
            "words": place % 4 * words,
            "value": "Rød",
        }
        for place in range(23)
    ]

    def longer(route: Route) -> None:
        told = route.fetch().json()
        told["slides"] = [slide | {"rows": rows} for slide in told["slides"]]
        route.fulfill(json=told)

    width, height = SIZES[name]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.route("**/vaeg/tavler*", longer)
    page.goto(f"{server.url}/vaeg?sider=projekter,noter&sekunder=3600")
    page.wait_for_function(READY)
    shown: dict[str, list[str]] = {"projekter": [], "noter": []}
    for _slide in range(page.evaluate("window.pejlingWall.slides.length")):
        page.wait_for_function(STANDS)
        key = page.evaluate("window.pejlingWall.slides[window.pejlingWall.place].key")
        shown[key] += page.locator(".wall-name").all_inner_texts()
        can_be_read(page, key, width, height)
        page.keyboard.press("ArrowRight")
    names = [row["name"] for row in rows]
    assert shown == {"projekter": names, "noter": names}
    page.context.close()


def overlapping(letters: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return the texts of which two stand on one another."""
    found = []
    for place, one in enumerate(letters):
        for other in letters[place + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > 2 and down > 0.35 * min(one["size"], other["size"]):
                found.append((one["text"], other["text"]))
    return found


def test_keys_pause_step_and_leave(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600")
    place: Callable[[], int] = lambda: page.evaluate("window.pejlingWall.place")  # noqa: E731
    page.keyboard.press("ArrowRight")
    assert place() == 1
    page.keyboard.press("ArrowLeft")
    assert place() == 0
    page.keyboard.press(" ")
    page.wait_for_function("() => document.getElementById('told').textContent.includes('pause')")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{server.url}/")
    page.context.close()


def test_a_playlist_goes_on_by_itself(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sider=projekter,svartider&sekunder=1")
    page.wait_for_function("() => window.pejlingWall.changes > 2")
    keys = page.evaluate("window.pejlingWall.slides.map((each) => each.key)")
    assert list(dict.fromkeys(keys)) == ["projekter", "svartider"]
    page.context.close()


def test_two_thousand_slides_leave_nothing_behind(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&hver=1")
    devtools = page.context.new_cdp_session(page)

    def weigh() -> tuple[float, int]:
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
    page.context.close()


def test_it_says_how_old_the_figures_are_and_mends_itself(browser: Browser, own_server: Any) -> None:
    page = opened(browser, f"{own_server.url}/vaeg?sekunder=3600&hver=0.5")
    shown = page.inner_text("#slide")
    own_server.stop()
    page.wait_for_function("() => document.getElementById('age').dataset.late === 'near'", timeout=30_000)
    assert "kan ikke nås" in page.inner_text("#told")
    assert page.inner_text("#slide") == shown
    own_server.start()
    page.wait_for_function("() => document.getElementById('age').dataset.late === 'good'", timeout=30_000)
    assert "kan ikke nås" not in page.inner_text("#told")
    page.context.close()


def test_a_server_without_figures_leaves_the_last_ones_and_they_age(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&hver=0.5")
    shown = page.inner_text("#slide")
    none = {"app": page.evaluate("window.pejlingWall.version"), "version": None, "age": None, "slides": []}
    answer = none | {"notices": ["Pejling har ikke fået svar fra driftsdatabasen endnu."]}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(json=answer))
    page.wait_for_function("() => document.getElementById('told').textContent.includes('ikke fået svar')")
    assert page.inner_text("#slide") == shown
    assert page.inner_text("#age")
    page.unroute("**/vaeg/tavler*")
    page.context.close()


def test_nothing_is_cut_off_when_the_foot_says_more(browser: Browser, today: Server) -> None:
    width, height = SIZES["upright"]
    page = opened(browser, f"{today.url}/vaeg?sekunder=3600&hver=0.5", (width, height))
    page.route("**/vaeg/tavler*", lambda route: route.abort())
    page.wait_for_function("() => document.getElementById('told').textContent.includes('kan ikke nås')")
    for _slide in range(page.evaluate("window.pejlingWall.slides.length")):
        page.wait_for_function(STANDS)
        can_be_read(
            page, page.evaluate("window.pejlingWall.slides[window.pejlingWall.place].key"), width, height
        )
        page.keyboard.press("ArrowRight")
    page.unroute("**/vaeg/tavler*")
    page.context.close()


def test_a_proxy_that_answers_with_a_page_changes_nothing_on_the_screen(
    browser: Browser, server: Any
) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&hver=0.5")
    shown = page.inner_text("#slide")
    broken = {"content_type": "text/html", "body": "<h1>Fejl</h1>"}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(status=502, **broken))
    page.wait_for_function("() => window.pejlingWall.missed >= 2")
    assert page.inner_text("#slide") == shown
    page.unroute("**/vaeg/tavler*")
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(status=200, **broken))
    page.wait_for_function("() => window.pejlingWall.missed >= 4", timeout=30_000)
    assert page.inner_text("#slide") == shown
    page.unroute("**/vaeg/tavler*")
    page.wait_for_function("() => window.pejlingWall.missed === 0", timeout=30_000)
    page.context.close()


def test_another_version_of_the_program_is_loaded(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&hver=0.5")
    page.evaluate("window.isTheOld = true")
    page.route(
        "**/vaeg/tavler*",
        lambda route: route.fulfill(
            json={"app": "another", "version": "1", "age": 0, "slides": [], "notices": []}
        ),
        times=1,
    )
    page.wait_for_function("() => window.isTheOld === undefined", timeout=20_000)
    page.wait_for_function(READY)
    page.context.close()


def test_a_page_that_cannot_be_had_is_not_loaded(browser: Browser, server: Any) -> None:
    """A screen must never be left with a browser's page of an error, on which nothing would mend it."""
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&hver=0.5")
    page.evaluate("window.isTheOld = true")
    shown = page.inner_text("#slide")
    another = {"app": "another", "version": "1", "age": 0, "slides": [], "notices": []}
    page.route("**/vaeg/tavler*", lambda route: route.fulfill(json=another))
    for broken in ("**/vaeg?*", "**/assets/wall.js*"):
        page.route(
            broken, lambda route: route.fulfill(status=502, content_type="text/html", body="<h1>Fejl</h1>")
        )
        before = page.evaluate("window.pejlingWall.errors")
        page.wait_for_function(
            "(before) => window.pejlingWall.errors > before + 1", arg=before, timeout=30_000
        )
        assert page.evaluate("window.isTheOld")
        assert page.inner_text("#slide") == shown
        page.unroute(broken)
    page.unroute("**/vaeg/tavler*")
    page.context.close()


def test_an_hour_without_a_network(browser: Browser, server: Any) -> None:
    page = browser.new_context(viewport={"width": 1920, "height": 1080}).new_page()
    page.clock.install()
    page.goto(f"{server.url}/vaeg?sekunder=3600")
    page.wait_for_function(READY)
    age, late = page.locator("#age"), "() => document.getElementById('age').dataset.late"
    assert page.evaluate(late) == "good"
    page.context.set_offline(True)
    while page.evaluate("window.pejlingWall.missed") < 2:
        page.clock.run_for(1000)
    assert page.evaluate(late) == "near"
    page.clock.fast_forward(11 * 60_000)
    assert page.evaluate(late) == "missed"
    assert age.inner_text() == "Tallene er 11 minutter gamle"
    page.clock.fast_forward(50 * 60_000)
    assert age.inner_text() == "Tallene er 1 time gamle"
    page.context.set_offline(False)
    for _tenth in range(300):  # thirty seconds of the page's, and no fewer for the server to answer in
        if page.evaluate(late) == "good":
            break
        page.clock.run_for(100)
        page.wait_for_timeout(50)
    assert page.evaluate(late) == "good"
    page.context.close()


def test_a_screen_tells_that_it_is_alive(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600&skaerm=vagtrum")
    told = "() => performance.getEntriesByName(location.origin + '/vaeg/livstegn').length > 0"
    page.wait_for_function(told)
    other = browser.new_page()
    other.goto(f"{server.url}/skaerme")
    row = other.inner_text("tr:has(th:text('vagtrum'))")
    assert "I gang" in row
    assert "1920x1080" in row
    other.close()
    page.context.close()


def test_new_events_show_within_a_quarter_of_a_minute(
    browser: Browser, demo_url: str, tmp_path: Path
) -> None:
    path = tmp_path / "demo.db"
    shutil.copy(demo_url.removeprefix("sqlite:///"), path)
    simulation = Simulation(writer(f"sqlite:///{path}"), seed=1)
    simulation.advance(3600)
    running = Server(f"sqlite:///{path}", tmp_path)
    running.start()
    page = opened(browser, f"{running.url}/vaeg?sider=i-dag&sekunder=3600")
    before = page.inner_text(".wall-figure")
    simulation.advance(3600)
    changed = "(before) => document.querySelector('.wall-figure').innerText !== before"
    page.wait_for_function(changed, arg=before, timeout=15_000)
    page.context.close()
    running.stop()


def test_nothing_moves_for_who_has_asked_for_that(browser: Browser, server: Any) -> None:
    page = opened(browser, f"{server.url}/vaeg?sekunder=3600", reduced_motion="reduce")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.getAnimations().length") == 0
    page.context.close()
