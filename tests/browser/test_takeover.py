"""Dash takes the place of what was read, and nothing moves and nothing is lost; a new version takes nothing either."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.windows import fetched

Open = Callable[..., Any]
WHERE = """() => ({ focus: document.activeElement.id, down: Math.round(scrollY),
    open: [...document.querySelectorAll('details')].map((each) => each.open),
    typed: document.getElementById('search-field').value,
    scrolled: [...document.querySelectorAll('.scrolling')].map((each) => Math.round(each.scrollLeft)),
    shown: document.querySelector('#panels').innerText })"""
TAKEN = "() => !document.getElementById('first')"

pytestmark = pytest.mark.takes(16)


@pytest.fixture
def held(regular: Open) -> Any:
    """Return what opens a page whose Dash does not come before it is let."""

    def opened(address: str, **wishes: Any) -> tuple[Page, Callable[[], None]]:
        visit, waiting = regular(**wishes), []
        visit.page.route("**/all/dash.js*", lambda route: waiting.append(route))
        visit.page.goto(visit.server + address, wait_until="commit")
        expect(visit.page.locator("#foot a").last).to_be_visible()

        def let() -> None:
            route: Route = waiting[0]
            route.continue_()
            visit.page.wait_for_function(TAKEN)

        return visit.page, let

    return opened


@pytest.mark.parametrize("focus", ["filter-hospital", "search-field", "theme"])
def test_where_the_reader_is_is_kept(focus: str, held: Any) -> None:
    page, let = held("/svartider?sprog=en", viewport={"width": 1000, "height": 700})
    # A click would scroll there, and the bar would fold away from the focus that is put on it.
    page.locator(".panel-row details").nth(1).evaluate("(table) => { table.open = true; }")
    page.evaluate("document.querySelector('.scrolling').scrollLeft = 40")
    page.fill("#search-field", "mail")
    page.focus(f"#{focus}")
    page.evaluate("document.querySelector('.chart').scrollIntoView()")
    # Charts do not wait for Dash, and are not drawn again when it comes.
    expect(page.locator(".main-svg .trace").first).to_be_attached()
    page.evaluate("document.querySelector('.js-plotly-plot').before = true")
    before = page.evaluate(WHERE)
    assert before["focus"] == focus
    let()
    assert page.evaluate(WHERE) == before
    assert page.evaluate("document.querySelector('.js-plotly-plot').before")


def test_a_choice_made_before_dash_is_there_is_answered(held: Any) -> None:
    page, _let = held("/svartider")
    page.select_option("#filter-hospital", "glostrup")
    page.wait_for_url("**/svartider?hospital=glostrup", wait_until="commit")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")


def test_what_is_folded_on_a_phone_stays_as_it_was_left(held: Any) -> None:
    page, let = held("/servicedesk", viewport={"width": 390, "height": 844})
    page.click("#filters-toggle")
    expect(page.locator("#filter-til")).to_be_visible()
    let()
    expect(page.locator("#filter-til")).to_be_visible()
    expect(page.locator("#filters-toggle")).to_have_attribute("aria-expanded", "true")
    page.click("#filters-toggle")
    expect(page.locator("#filter-til")).to_be_hidden()


def test_a_new_version_is_told_and_taken_when_nothing_is_lost(regular: Open) -> None:
    visit = regular()

    def newer(route: Route) -> None:
        state = fetched(route).json()
        route.fulfill(json=state | {"program": "another"})

    visit.page.route("**/tilstand*", newer)
    page = visit.go("/sager", all_charts=False)
    page.locator(".panel-row summary").first.click()
    expect(page.locator("#live")).to_contain_text("Pejling er kommet i en ny udgave.")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_timeout(300)
    expect(page.locator("#live")).to_contain_text("Indlæs siden igen")  # for a table is open
    page.locator(".panel-row summary").first.click()
    page.locator(".panel-row summary").first.evaluate("(at) => at.blur()")
    with page.expect_event("load"):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    visit.settled(all_charts=False)
    # It is as it was, and says so: it is not loaded over and over.
    expect(page.locator("#live")).to_contain_text("Pejling er kommet i en ny udgave.")
