"""What the law asks of a public body's pages, as far as a program can hold it: each address in one visit."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.app.choices import PAGES
from tests.browser.looks import (
    crowded,
    disorder,
    pale_words,
    too_wide,
    unfold,
    unnamed_charts,
    unseen_stops,
    violations,
)

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
DRILLED = "/svartider?system=blodinfo-ii&maaned=2015-04"
ASKED = "/servicedesk?hospital=glostrup&maaned=2015-03&hvorfor=svar-inden-5-minutter&sammenlign=sidste-aar"
ADDRESSES = [page.path for page in PAGES] + [DRILLED, ASKED, "/servicedesk?fra=2015-99&hospital=hogwarts"]

pytestmark = pytest.mark.takes(120)
Open = Callable[..., Any]


def turned(page: Page, theme: str) -> None:
    """Turn to the other theme, and wait until the page wears it."""
    page.click("#theme")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_for_everyone(address: str, regular: Open) -> None:
    """Every look at an address is tried, and what is wrong is told of all of them."""
    visit, wrong = regular(), []

    def look(state: str, *looks: Callable[[Page], list[str]]) -> None:
        wrong.extend(f"{address}, {state}, {each.__name__}: {said}" for each in looks for said in each(page))

    page = visit.go(address)
    look("desktop", unnamed_charts, disorder, unseen_stops)
    unfold(page)
    look("desktop, light", violations)
    turned(page, "dark")
    look("desktop, dark", pale_words)

    page.set_viewport_size(SIZES["phone"])
    page.reload()
    visit.settled()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    unfold(page)
    look("phone", too_wide, crowded)
    with page.expect_navigation():
        page.click("#language")
    visit.settled()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    unfold(page)
    look("phone, English, dark", violations, too_wide)
    assert wrong == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_list_of_data(theme: str, regular: Open) -> None:
    visit = regular(color_scheme=theme)
    visit.page.goto(visit.server + "/data/")
    assert violations(visit.page) == []


def test_axe_finds_nothing_on_a_page_that_is_not_there(new_context: Open, server: Any) -> None:
    page = new_context().new_page()
    page.goto(server.url + "/findes-ikke")
    expect(page.locator("h1")).to_have_text("Siden findes ikke")
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_list_of_screens(size: str, regular: Open) -> None:
    visit = regular(viewport=SIZES[size])
    page = visit.page
    page.request.post(
        f"{visit.server}/vaeg/livstegn", data={"skaerm": "vagtrum", "tavle": "sager", "vindue": "1920x1080"}
    )
    page.goto(f"{visit.server}/skaerme")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert violations(page) == []
    assert too_wide(page) == []


def test_axe_finds_nothing_on_the_wall(regular: Open) -> None:
    visit = regular(viewport={"width": 1920, "height": 1080})
    page = visit.page
    said: list[str] = []
    listen = lambda message: said.append(message.text)  # noqa: E731
    page.on("console", listen)
    page.goto(f"{visit.server}/vaeg?sekunder=3600")
    page.wait_for_function("() => window.pejlingWall.slides.length > 0")
    for _slide in range(page.evaluate("window.pejlingWall.slides.length")):
        assert violations(page) == []
        page.keyboard.press("ArrowRight")
    page.remove_listener("console", listen)
    assert said == []  # the content policy, too, is kept


def test_a_light_is_a_shape_and_a_word_too(regular: Open) -> None:
    page = regular().go("/svartider?til=2015-05")
    for level in ("near", "missed", "unknown"):
        assert page.locator(f".mark-{level}").first.inner_text().strip(), level
    shapes = {
        name: page.locator(f".mark-{name}").first.evaluate(
            "(mark) => { const s = getComputedStyle(mark);"
            " return [s.clipPath, s.borderRadius, s.borderWidth].join(); }"
        )
        for name in ("good", "near", "missed", "unknown")
    }
    assert len(set(shapes.values())) == 4
