"""What a visitor meets who reads English: the switch, the memory of it, and the words that scripts say."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.takes(18)
Open = Callable[..., Any]


def lang(page: Page) -> str:
    return str(page.evaluate("document.documentElement.lang"))


def test_english_is_chosen_remembered_and_forgotten(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?fra=2014-10&til=2015-01", all_charts=False)
    page.click("#language")
    expect(page.locator("#theme")).to_have_text("Dark theme")
    visit.settled(all_charts=False)
    assert page.url.endswith("/servicedesk?fra=2014-10&til=2015-01&sprog=en")
    assert lang(page) == "en"

    # An address without a language is replaced by the same in English, whole.
    visit.go("/svartider?fra=2015-01#matrix", all_charts=False)
    assert page.url.endswith("/svartider?fra=2015-01&sprog=en#matrix")
    expect(page.locator("h1")).to_have_text("Response times of the clinical systems")
    page.click(".brand")
    expect(page.locator("h1")).to_contain_text("How IT")
    assert page.url.endswith("/?sprog=en")

    page.click("#language")
    expect(page.locator("#theme")).to_have_text("Mørkt tema")
    assert lang(page) == "da"
    visit.go("/", all_charts=False)
    assert lang(page) == "da"
    assert "sprog" not in page.url


def test_a_choice_keeps_the_language_and_the_order_of_the_address(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?sprog=en", all_charts=False)
    page.select_option("#filter-til", "2015-01")
    expect(page.locator("#filters-words")).to_contain_text("January 2015")
    visit.settled(all_charts=False)
    assert page.url.endswith("/servicedesk?til=2015-01&sprog=en")
    expect(page.locator("#language")).to_have_attribute("href", re.compile("til=2015-01&sprog=da$"))
    page.click("text=Reset")
    expect(page.locator("#filters-words")).to_contain_text("April 2015")
    assert page.url.endswith("/servicedesk?sprog=en")


def test_a_language_that_is_not_spoken_is_not_remembered(regular: Open) -> None:
    visit = regular()
    page = visit.go("/?sprog=de", all_charts=False)
    expect(page.locator("#notices")).to_contain_text("Pejling taler ikke „de“")
    visit.go("/", all_charts=False)
    assert "sprog" not in page.url


@pytest.mark.parametrize(
    ("spoken", "said"), [("da", "Pejling kan ikke nås lige nu"), ("en", "Pejling cannot be reached")]
)
def test_the_line_about_age_speaks_too(spoken: str, said: str, regular: Open) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body="not at all")

    visit = regular()
    visit.page.route("**/tilstand*", fail)
    page = visit.go(f"/?sprog={spoken}", all_charts=False)
    expect(page.locator("#live")).to_contain_text(said)


def test_the_axes_of_a_chart_are_written_in_english(regular: Open) -> None:
    page = regular().go("/servicedesk?sprog=en")
    ticks = page.locator("#servicedesk-opkald-graph .ytick text").all_text_contents()
    assert any(re.fullmatch(r"\d+,\d{3}", each) for each in ticks), ticks
    months = page.locator("#servicedesk-opkald-graph .xtick text").all_text_contents()
    assert "Oct" in months
