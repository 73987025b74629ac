"""What the law asks of a public body's pages, as far as a program can hold it."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page as Declared

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"desktop": {"width": 1440, "height": 900}, "phone": {"width": 390, "height": 844}}
DRILLED = "/svartider?system=blodinfo-ii&maaned=2015-04"
ASKED = "/servicedesk?hospital=glostrup&maaned=2015-03&hvorfor=svar-inden-5-minutter&sammenlign=sidste-aar"
ADDRESSES = [page.path for page in PAGES] + [DRILLED, ASKED, "/servicedesk?fra=2015-99&hospital=hogwarts"]

Open = Callable[..., Any]
every_address = pytest.mark.parametrize("address", ADDRESSES)


def violations(page: Page) -> list[str]:
    """Return what axe finds: the rule, and the first element that breaks it."""
    page.evaluate(AXE)
    found = page.evaluate("(tags) => axe.run(document, {runOnly: tags})", RULES)["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def unfold(page: Page) -> None:
    """Open every table, definition and list of downloads."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@every_address
def test_axe_finds_nothing(address: str, size: str, theme: str, window: Open) -> None:
    page = window(viewport=SIZES[size], color_scheme=theme).go(address)
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("declared", PAGES, ids=lambda page: page.key)
def test_axe_finds_nothing_in_english(declared: Declared, theme: str, window: Open) -> None:
    page = window(color_scheme=theme).go(f"{declared.path}?sprog=en")
    assert page.locator("html").get_attribute("lang") == "en"
    unfold(page)
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_list_of_data(theme: str, window: Open) -> None:
    visit = window(color_scheme=theme)
    visit.page.goto(visit.server + "/data/")
    assert violations(visit.page) == []


def test_axe_finds_nothing_on_a_page_that_is_not_there(new_context: Open, server: Any) -> None:
    page = new_context().new_page()
    page.goto(server.url + "/findes-ikke")
    expect(page.locator("h1")).to_have_text("Siden findes ikke")
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_list_of_screens(size: str, new_context: Open, server: Any) -> None:
    page = new_context(viewport=SIZES[size]).new_page()
    page.request.post(
        f"{server.url}/vaeg/livstegn", data={"skaerm": "vagtrum", "tavle": "sager", "vindue": "1920x1080"}
    )
    page.goto(f"{server.url}/skaerme")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_axe_finds_nothing_on_the_wall(new_context: Open, server: Any) -> None:
    page = new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce").new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{server.url}/vaeg?sekunder=3600")
    page.wait_for_function("() => window.pejlingWall.slides.length > 0")
    for _slide in range(page.evaluate("window.pejlingWall.slides.length")):
        assert violations(page) == []
        page.keyboard.press("ArrowRight")
    assert said == []  # the content policy, too, is kept


@every_address
def test_every_chart_has_a_name_and_a_description(address: str, window: Open) -> None:
    page = window().go(address)
    for box in page.locator(".chart-box").all():
        assert box.get_attribute("role") == "img"
        for attribute in ("aria-labelledby", "aria-describedby"):
            described = page.locator(f"#{box.get_attribute(attribute)}")
            assert described.inner_text().strip()


@every_address
def test_headings_are_in_order_and_ids_are_single(address: str, window: Open) -> None:
    page = window().go(address)
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((each) => +each.tagName[1])")
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id).filter(Boolean)")
    outside_charts = [each for each in ids if not each.startswith(("clip", "legend", "topdefs", "defs"))]
    assert len(outside_charts) == len(set(outside_charts))


@every_address
def test_nothing_is_wider_than_a_phone(address: str, window: Open) -> None:
    page = window(viewport=SIZES["phone"]).go(address)
    unfold(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES["phone"]["width"]


@every_address
def test_every_tab_stop_shows_its_focus(address: str, window: Open) -> None:
    page = window().go(address)
    page.keyboard.press("Tab")
    seen: set[str] = set()
    while True:
        stop = page.evaluate("""() => {
            const at = document.activeElement, style = getComputedStyle(at);
            if (at === document.body) return null;
            window.stops = window.stops || new Map();
            if (!window.stops.has(at)) window.stops.set(at, String(window.stops.size));
            return [window.stops.get(at), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                || style.boxShadow !== 'none', at.outerHTML.slice(0, 120)];
        }""")
        if stop is None or stop[0] in seen:
            break
        assert stop[1], f"no visible focus on {stop[2]}"
        seen.add(stop[0])
        page.keyboard.press("Tab")
    links = page.locator("#main a[href]:visible, #main select:visible, #main summary:visible").count()
    assert len(seen) >= links


@pytest.mark.parametrize("level", ["near", "missed", "unknown"])
def test_a_light_is_a_shape_and_a_word_too(level: str, window: Open) -> None:
    page = window().go("/svartider?til=2015-05")
    light = page.locator(f".mark-{level}").first
    assert light.inner_text().strip()
    shapes = {
        name: page.locator(f".mark-{name}").first.evaluate(
            "(mark) => { const s = getComputedStyle(mark);"
            " return [s.clipPath, s.borderRadius, s.borderWidth].join(); }"
        )
        for name in ("good", "near", "missed", "unknown")
    }
    assert len(set(shapes.values())) == 4
