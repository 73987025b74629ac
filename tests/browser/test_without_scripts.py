"""Pejling where no script runs: every page is read, its lists sent, its tables opened, its links followed."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from layouts.parts.filterbar import CHOOSE
from tests.app.choices import PAGES
from tests.browser.looks import disorder, too_wide, violations

WISHED = {"fra": "2014-09", "til": "2015-01", "hospital": "glostrup"}
# A click that needs no script of the page's; what is then folded out must have a table or words that can be seen.
OPENED = """() => {
    const all = [...document.querySelectorAll('#main details')].filter((each) => each.offsetParent);
    all.forEach((each) => each.querySelector('summary').click());
    const seen = (each) => { const place = each.getBoundingClientRect(); return place.width > 0 && place.height > 0; };
    return all.filter((each) => !each.open || ![...each.children].slice(1).every(seen) || !each.innerText.trim())
        .map((each) => each.outerHTML.slice(0, 120));
}"""
# Each chart is away, and in its panel is a table of its figures.
UNTOLD = """() => [...document.querySelectorAll('.chart-box')].filter((each) => each.offsetParent ||
    ![...each.closest('section').querySelectorAll('table td')].some((cell) => /\\d/.test(cell.textContent)))
    .map((each) => each.id)"""
AWAY = "#theme, #copy-link, .filters-toggle, [data-picture]"

pytestmark = pytest.mark.takes(12)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        locale="da-DK", java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    yield context.new_page()
    context.close()


def wish(options: list[str], name: str) -> str:
    """Return what is chosen in a list: what is wished for where it is there, else the last."""
    return WISHED[name] if WISHED.get(name) in options else options[-1]


def sends_each_list(page: Page) -> None:
    """Set every list, send them, and hold that the answer is of what was chosen."""
    chosen = {}
    for each in page.locator(".filters select").all():
        name = str(each.get_attribute("name"))
        options = each.evaluate("(list) => [...list.options].map((each) => each.value)")
        if name != "organisation":  # of the other organisation not every hospital is one
            chosen[name] = wish(options, name)
            each.select_option(chosen[name])
    if not chosen:
        return
    page.click(".filters-send")
    there = urlsplit(page.url)
    assert CHOOSE not in parse_qs(there.query)
    given = {name: values[0] for name, values in parse_qs(there.query).items()}
    for name, value in chosen.items():
        assert given.get(name) == value or there.path.endswith(f"/{value}"), (page.url, name)
        expect(page.locator(f"#filter-{name}")).to_have_value(value)
    assert page.locator("#notices").inner_text() == ""


@pytest.mark.parametrize("declared", PAGES, ids=lambda each: each.key)
def test_a_page_is_read_and_asked_without_scripts(declared: Any, page: Page, server: Any) -> None:
    for spoken in ("da", "en"):
        page.goto(f"{server.url}{declared.path}?sprog={spoken}")
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("html").get_attribute("lang") == spoken
        assert re.search(r"\w.*\.$", page.locator("#summary").inner_text(), re.DOTALL)
        assert page.evaluate(UNTOLD) == []
        assert page.evaluate(OPENED) == []
        assert page.locator(AWAY).filter(visible=True).count() == 0
        assert disorder(page) + too_wide(page) == []
        assert page.locator("noscript").count() == 1
        sends_each_list(page)
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


@pytest.mark.parametrize(
    "address", ["/", "/servicedesk?hospital=glostrup", "/hospital/herlev", "/projekter?sprog=en"]
)
def test_axe_finds_nothing_where_scripts_are_kept_out(address: str, browser: Browser, server: Any) -> None:
    """The same page where a house keeps all scripts out: they are asked for, and do not come."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.route("**/*.js*", lambda route: route.abort())
    page.goto(server.url + address)
    page.evaluate(OPENED)
    assert violations(page) + too_wide(page) == []
    page.close()
