"""A wall whose answers are lost, each in its way: the last good slides stand and grow old, and it mends itself."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.losses import FAULTS, SIGN_IN, Line
from tests.browser.windows import fetched, visitor

pytestmark = [pytest.mark.xdist_group("browser-lost"), pytest.mark.takes(9)]

SLIDES = "**/vaeg/tavler*"
READY = "() => window.pejlingWall && window.pejlingWall.slides.length > 0"
GOOD, NEAR = "good", "near"
AWAY, ELSEWHERE = "kan ikke nås", "skal skærmen logges ind igen"


@pytest.fixture(scope="module")
def wall(browser: Browser, server: Any) -> Iterator[Line]:
    context = visitor(browser, reduced_motion="reduce")
    line = Line(context.new_page(), SLIDES, step=1000)
    line.page.goto(f"{server.url}/vaeg?sekunder=3600")
    line.page.wait_for_function(READY)
    yield line
    context.close()


def misses(wall: Line, told: str) -> None:
    """Hold that nothing changes but what is told while there are no slides in the answers, and that it heals."""
    page, age = wall.page, wall.page.locator("#age")
    shown = page.inner_text("#slide")
    wall.passes(lambda: page.evaluate("window.pejlingWall.missed") >= 2)
    expect(page.locator("#told")).to_contain_text(told)
    expect(age).to_have_attribute("data-late", NEAR)
    assert page.inner_text("#slide") == shown
    page.evaluate("window.pejlingWall.step(1)")
    page.evaluate("window.pejlingWall.step(-1)")
    assert page.inner_text("#slide") == shown
    heals(wall)
    expect(page.locator("#told")).not_to_contain_text(told)
    assert page.inner_text("#slide") == shown


def heals(wall: Line) -> None:
    """Let the server answer again, and pass the time until it is asked."""
    asked: list[Route] = []

    def at_last(route: Route) -> None:
        asked.append(route)
        route.continue_()

    wall.page.unroute_all(behavior="ignoreErrors")
    wall.answers(at_last)
    wall.passes(lambda: bool(asked))
    expect(wall.page.locator("#age")).to_have_attribute("data-late", GOOD)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_lost_answer_leaves_the_last_slides_and_their_age(fault: str, wall: Line) -> None:
    wall.fails(fault)
    misses(wall, AWAY)


@pytest.mark.parametrize("instead", SIGN_IN)
def test_a_sign_in_instead_of_slides_is_told(instead: str, wall: Line) -> None:
    wall.answers(SIGN_IN[instead])
    misses(wall, ELSEWHERE)


@pytest.mark.parametrize("broken", ["a slide without rows", "a chart that cannot be drawn", "no notices"])
def test_slides_that_cannot_be_drawn_are_not_taken(broken: str, wall: Line) -> None:
    def spoilt(route: Route) -> None:
        told = fetched(route).json()
        if broken == "no notices":
            del told["notices"]
        elif broken == "a slide without rows":
            del told["slides"][-1]["rows"]
        else:
            told["slides"] = [slide | {"chart": {"kind": "months"}} for slide in told["slides"]]
        route.fulfill(json=told)

    wall.answers(spoilt)
    misses(wall, AWAY)


def test_one_question_is_out_at_a_time(wall: Line) -> None:
    asked: list[Route] = []
    wall.answers(asked.append, at_once=False)
    wall.passes(lambda: len(asked) == 1)
    wall.page.clock.run_for(5000)
    assert len(asked) == 1
    heals(wall)
