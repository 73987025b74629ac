"""What the law asks of a public body's pages, as far as a program can hold it: each address in one visit."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from layouts.said.accessibility import OTHER_PAGES
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
from tests.browser.record import Record
from tests.browser.sheets import wrong_on_paper

SIZES: dict[str, ViewportSize] = {
    "desktop": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
}
DRILLED = "/svartider?system=blodinfo-ii&maaned=2015-04"
# What can be asked of a page at once, and what cannot: two notices stand above it.
ASKED = (
    "/servicedesk?fra=2015-99&hospital=glostrup&desk=hogwarts&maaned=2015-03&hvorfor=svar-inden-5-minutter"
    "&sammenlign=sidste-aar"
)
ADDRESSES = [page.path for page in PAGES] + [DRILLED, ASKED]

PRINTED = [*ADDRESSES[: len(PAGES)], DRILLED]

# What is looked for at each of them, by how the page stands then.
LOOKS: dict[str, tuple[Callable[[Page], list[str]], ...]] = {
    "desktop": (unnamed_charts, disorder, unseen_stops),
    "desktop, light": (violations,),
    "desktop, dark": (pale_words,),
    "phone": (too_wide, crowded),
    "phone, English, dark": (violations, too_wide),
}
# Addresses that have a test of their own, what they are called, and what is looked for there.
OTHERS: dict[str, tuple[str, tuple[Callable[[Page], list[str]], ...]]] = {
    "/soeg?q=svar": (OTHER_PAGES["/soeg"], (disorder, unseen_stops, violations, pale_words, too_wide)),
    "/data/": (OTHER_PAGES["/data/"], (violations,)),
    "/rapport": (OTHER_PAGES["/rapport"], (disorder, unseen_stops, violations, pale_words, too_wide)),
    "/rapport/11": (OTHER_PAGES["/rapport/11"], (disorder, violations, pale_words, too_wide)),
    "/skaerme": (OTHER_PAGES["/skaerme"], (violations, too_wide)),
    "/vaeg": (OTHER_PAGES["/vaeg"], (violations,)),
}

pytestmark = pytest.mark.takes(180)
Open = Callable[..., Any]


def states() -> dict[str, list[str]]:
    """Return the states in which each look is made, by its name."""
    names = {state: [each.__name__ for each in looks] for state, looks in LOOKS.items()}
    looks = dict.fromkeys(name for made in names.values() for name in made)
    return {look: [state for state, made in names.items() if look in made] for look in looks}


def tried() -> dict[str, dict[str, object]]:
    """Return all addresses that are tried, with what each is called and the looks that it gets."""
    names = {page.path: page.name for page in PAGES}
    pages = {each: {"name": names[each.partition("?")[0]], "looks": list(states())} for each in ADDRESSES}
    others = {
        each: {"name": name, "looks": [look.__name__ for look in looks]}
        for each, (name, looks) in OTHERS.items()
    }
    return pages | others


@pytest.fixture(scope="module")
def record(request: pytest.FixtureRequest) -> Iterator[Record]:
    """Return what takes down what was passed; in the end it is written, where that is wished for."""
    made = Record()
    yield made
    if not request.session.testsfailed:
        made.write(tried(), states())


def turned(page: Page, theme: str) -> None:
    """Turn to the other theme, and wait until the page wears it."""
    page.click("#theme")
    expect(page.locator("html")).to_have_attribute("data-bs-theme", theme)


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
def test_a_page_is_for_everyone(address: str, regular: Open, record: Record) -> None:
    """Every look at an address is tried, and what is wrong is told of all of them."""
    visit, wrong = regular(), []

    def look(state: str) -> None:
        found = [(each, said) for each in LOOKS[state] for said in each(page)]
        wrong.extend(f"{address}, {state}, {each.__name__}: {said}" for each, said in found)

    page = visit.go(address)
    look("desktop")
    if address in PRINTED:
        wrong.extend(f"{address}, on paper: {said}" for said in wrong_on_paper(page))
    unfold(page)
    look("desktop, light")
    turned(page, "dark")
    look("desktop, dark")

    page.set_viewport_size(SIZES["phone"])
    page.reload()
    visit.settled()
    expect(page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    unfold(page)
    look("phone")
    with page.expect_navigation():
        page.click("#language")
    visit.settled(all_charts=False)  # axe looks at none, and they are as wide in every language
    expect(page.locator("html")).to_have_attribute("lang", "en")
    unfold(page)
    look("phone, English, dark")
    assert wrong == []
    record.passed(address, page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_list_of_data(theme: str, regular: Open, record: Record) -> None:
    visit = regular(color_scheme=theme)
    visit.page.goto(visit.server + "/data/")
    assert violations(visit.page) == []
    record.passed("/data/", visit.page)


def test_axe_finds_nothing_on_a_page_that_is_not_there(new_context: Open, server: Any) -> None:
    page = new_context().new_page()
    page.goto(server.url + "/findes-ikke")
    expect(page.locator("h1")).to_have_text("Siden findes ikke")
    assert violations(page) == []


@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing_on_the_list_of_screens(size: str, regular: Open, record: Record) -> None:
    visit = regular(viewport=SIZES[size])
    page = visit.page
    page.request.post(
        f"{visit.server}/vaeg/livstegn", data={"skaerm": "vagtrum", "tavle": "sager", "vindue": "1920x1080"}
    )
    page.goto(f"{visit.server}/skaerme")
    expect(page.locator("tbody tr")).not_to_have_count(0)
    assert violations(page) == []
    assert too_wide(page) == []
    record.passed("/skaerme", page)


def test_axe_finds_nothing_on_the_wall(regular: Open, record: Record) -> None:
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
    record.passed("/vaeg", page)


def test_the_page_of_what_was_found_is_for_everyone(regular: Open, record: Record) -> None:
    """It is no page of figures, and is looked at by itself: in both themes, and in English on a phone."""
    visit = regular()
    page = visit.page
    page.goto(f"{visit.server}/soeg?q=svar")
    wrong = [disorder(page), unseen_stops(page), violations(page)]
    turned(page, "dark")
    wrong.append(pale_words(page))
    page.set_viewport_size(SIZES["phone"])
    page.goto(f"{visit.server}/soeg?q=svra&sprog=en")
    wrong += [violations(page), too_wide(page)]
    assert [each for each in wrong if each] == []
    record.passed("/soeg?q=svar", page)


def test_the_report_is_for_everyone(regular: Open, record: Record) -> None:
    """An edition has no script of its own, and a hundred headings: it is looked at in both themes and on a phone."""
    visit = regular()
    page = visit.page
    wrong = {}
    for path in ("/rapport", "/rapport/11", "/rapport/11/siden-sidst", "/rapport/kontrol"):
        page.goto(f"{visit.server}{path}")
        wrong[path] = [*disorder(page), *violations(page)]
        if path in OTHERS:
            record.passed(path, page)
            turned(page, "dark")
            wrong[path] += pale_words(page)
            turned(page, "light")
        if path != "/rapport/11":  # it has the same stops as the others, many times
            wrong[path] += unseen_stops(page)
        page.set_viewport_size(SIZES["phone"])
        wrong[path] += too_wide(page)
        page.set_viewport_size(SIZES["desktop"])
    page.goto(f"{visit.server}/rapport?sprog=en")
    wrong["in English"] = violations(page)
    assert {path: said for path, said in wrong.items() if said} == {}


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
