"""A wall whose answers are lost, each in its way: the last good slides stand and grow old, and it mends itself."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.losses import FAULTS, SIGN_IN
from tests.browser.windows import visitor

pytestmark = [pytest.mark.xdist_group("browser-lost"), pytest.mark.takes(9)]

SLIDES = "**/vaeg/tavler*"
READY = "() => window.pejlingWall && window.pejlingWall.slides.length > 0"
GOOD, NEAR = "good", "near"
AWAY, ELSEWHERE = "kan ikke nås", "skal skærmen logges ind igen"


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Any) -> Iterator[Page]:
    context = visitor(browser, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{server.url}/vaeg?sekunder=3600")
    page.wait_for_function(READY)
    yield page
    context.close()


def passes(page: Page, until: Callable[[], bool]) -> None:
    """Let the wall's time pass until something is so."""
    for _second in range(120):
        if until():
            return
        page.clock.run_for(1000)
    raise AssertionError(page.locator("body").inner_text())


def misses(page: Page, instead: Callable[[Route], Any], told: str) -> None:
    """Answer in another way than with slides, hold that nothing changes but what is told, and that it heals."""
    shown, age = page.inner_text("#slide"), page.locator("#age")
    missed: Callable[[], int] = lambda: page.evaluate("window.pejlingWall.missed")  # noqa: E731
    page.route(SLIDES, instead)
    passes(page, lambda: missed() >= 2)
    expect(page.locator("#told")).to_contain_text(told)
    expect(age).to_have_attribute("data-late", NEAR)
    assert page.inner_text("#slide") == shown
    page.evaluate("window.pejlingWall.step(1)")
    page.evaluate("window.pejlingWall.step(-1)")
    assert page.inner_text("#slide") == shown
    heals(page)
    expect(age).to_have_attribute("data-late", GOOD)
    expect(page.locator("#told")).not_to_contain_text(told)
    assert page.inner_text("#slide") == shown


def heals(page: Page) -> None:
    """Let the server answer again, and pass the time until it is asked; for its answer there is time enough."""
    asked: list[Route] = []

    def at_last(route: Route) -> None:
        asked.append(route)
        route.continue_()

    page.unroute_all(behavior="ignoreErrors")
    page.route(SLIDES, at_last)
    passes(page, lambda: bool(asked))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_leaves_the_last_slides_and_their_age(fault: str, wall: Page) -> None:
    misses(wall, FAULTS[fault], AWAY)


@pytest.mark.parametrize("instead", SIGN_IN)
def test_a_sign_in_instead_of_slides_is_told(instead: str, wall: Page) -> None:
    misses(wall, SIGN_IN[instead], ELSEWHERE)


@pytest.mark.parametrize("broken", ["a slide without rows", "a chart that cannot be drawn", "no notices"])
def test_slides_that_cannot_be_drawn_are_not_taken(broken: str, wall: Page) -> None:
    def spoilt(route: Route) -> None:
        told = route.fetch().json()
        if broken == "no notices":
            del told["notices"]
        elif broken == "a slide without rows":
            del told["slides"][-1]["rows"]
        else:
            told["slides"] = [slide | {"chart": {"kind": "months"}} for slide in told["slides"]]
        route.fulfill(json=told)

    misses(wall, spoilt, AWAY)


def test_one_question_is_out_at_a_time(wall: Page) -> None:
    asked: list[Route] = []
    wall.route(SLIDES, lambda route: asked.append(route))
    passes(wall, lambda: len(asked) == 1)
    wall.clock.run_for(5000)
    assert len(asked) == 1
    heals(wall)
    expect(wall.locator("#age")).to_have_attribute("data-late", GOOD)
