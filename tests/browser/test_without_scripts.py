"""Pejling where no script runs: every page is read, its lists sent, its tables opened, its links followed."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from layouts.parts.filterbar import CHOOSE
from tests.app.choices import PAGES
from tests.browser.conftest import DESKTOP
from tests.browser.looks import disorder, too_wide, violations
from tests.browser.windows import send, visitor

# A click that needs no script of the page's; what is then folded out must have a table or words that can be seen.
OPENED = """() => {
    const all = [...document.querySelectorAll('#main details')].filter((each) => each.offsetParent);
    all.forEach((each) => each.querySelector('summary').click());
    const seen = (each) => { const place = each.getBoundingClientRect(); return place.width > 0 && place.height > 0; };
    return all.filter((each) => !each.open || ![...each.children].slice(1).every(seen) || !each.innerText.trim())
        .map((each) => each.outerHTML.slice(0, 120));
}"""
# Each chart's own place is away, and in its panel is a table of its figures.
UNTOLD = """() => [...document.querySelectorAll('.chart-box')].filter((each) => each.firstElementChild.offsetParent ||
    ![...each.closest('section').querySelectorAll('table td')].some((cell) => /\\d/.test(cell.textContent)))
    .map((each) => each.id)"""
# The charts that are no picture, of those that are to be one.
UNSEEN = """async () => {
    const found = [];
    for (const box of document.querySelectorAll('.chart-box')) {
        const image = box.querySelector('noscript img');
        if (image) image.loading = 'eager';
        await image?.decode().catch(() => null);
        if (!image || !image.naturalWidth || image.getBoundingClientRect().width < 200) found.push(box.id);
    }
    return found;
}"""
# How light the page's ground is, from 0 to 1.
GROUND = """() => getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3)
    .reduce((sum, each) => sum + Number(each), 0) / 765"""
PHONE: ViewportSize = {"width": 390, "height": 844}
AWAY = "#theme, #copy-link, .filters-toggle, [data-picture]"

pytestmark = pytest.mark.takes(35)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a window in which no script runs."""
    context = visitor(browser, java_script_enabled=False, viewport=DESKTOP)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def kept_out(browser: Browser) -> Iterator[Page]:
    """Return a window of a house that keeps scripts out: they are asked for, and do not come. Here axe can run."""
    context = visitor(browser, viewport=DESKTOP, color_scheme="dark")
    context.route("**/*.js*", lambda route: route.abort())
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("declared", PAGES, ids=lambda each: each.key)
def test_a_page_is_read_without_scripts(declared: Any, page: Page, kept_out: Page, server: Any) -> None:
    """In both languages, in the theme that the machine prefers; what lists do is tried without a browser."""
    for spoken, at in (("da", page), ("en", kept_out)):
        at.goto(f"{server.url}{declared.path}?sprog={spoken}")
        expect(at.locator("h1")).to_be_visible()
        assert at.locator("html").get_attribute("lang") == spoken
        assert re.search(r"\w.*\.$", at.locator("#summary").inner_text(), re.DOTALL)
        # What is folded away is the same with scripts, and looked at there.
        assert (violations if at is kept_out else disorder)(at) == []
        assert at.evaluate(UNTOLD) == []
        assert at is kept_out or at.evaluate(UNSEEN) == []
        assert at.evaluate(OPENED) == []
        assert at.locator(AWAY).filter(visible=True).count() == 0
        expect(at.locator(".needs")).to_be_visible()
        assert (at.evaluate(GROUND) < 0.5) == (at is kept_out)
        assert too_wide(at) == []
    page.set_viewport_size(PHONE)
    assert too_wide(page) == []
    page.set_viewport_size(DESKTOP)
    for each in (page, kept_out):
        each.context.clear_cookies()


def test_an_address_points_at_its_panel_and_the_theme_that_is_chosen_stays(page: Page, server: Any) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{server.url}/servicedesk?hospital=glostrup")
    key = page.locator(".place").last.get_attribute("id")
    page.goto(f"{server.url}/servicedesk?hospital=glostrup#{key}")
    expect(page.locator(f"#servicedesk-{key}-title")).to_be_in_viewport()
    send(page.locator(".theme-switch.only-light"))
    assert page.url == f"{server.url}/servicedesk?hospital=glostrup"
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    assert page.evaluate(GROUND) < 0.5
    page.goto(f"{server.url}/soeg?q=mail")
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    page.goto(f"{server.url}/sager")
    send(page.locator(".theme-switch.only-dark"))
    assert page.evaluate(GROUND) > 0.5
    page.context.clear_cookies()


def test_the_menu_and_the_search_lead_on(page: Page, server: Any) -> None:
    page.goto(f"{server.url}/servicedesk?hospital=glostrup")
    page.click(".navigation a:text('Svartider')")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    page.focus("#search-field")
    page.keyboard.type("Mail")
    page.keyboard.press("Enter")
    expect(page.locator(".found li").first).to_be_visible()
    page.click(".found a >> nth=0")
    expect(page.locator("#summary")).to_be_visible()


def test_a_form_is_sent_by_its_button(page: Page, server: Any) -> None:
    page.goto(f"{server.url}/servicedesk?sprog=en")
    page.select_option("#filter-hospital", "glostrup")
    send(page.locator(".filters-send"))
    assert CHOOSE not in page.url
    assert {"hospital=glostrup", "sprog=en"} <= set(urlsplit(page.url).query.split("&"))
    expect(page.locator("#filter-hospital")).to_have_value("glostrup")
    page.context.clear_cookies()
