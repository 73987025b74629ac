"""Search by keyboard alone: gone to with a slash, gone through with arrows, left with Escape; and without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.looks import pale_words, violations

pytestmark = pytest.mark.takes(10)
Open = Callable[..., Any]
FIELD, OPTION, TOLD = "#search-field", "#search-list [role=option]", "#search-told"
ACTIVE = "document.activeElement.id"


def test_search_by_keyboard_alone(regular: Open) -> None:
    visit = regular()
    page: Page = visit.go("/servicedesk?hospital=glostrup", all_charts=False)
    page.focus("#filter-til")
    page.keyboard.press("/")
    assert page.evaluate(ACTIVE) == "filter-til"  # where a key means something else
    page.focus(".quiet-link")
    page.keyboard.press("/")
    assert page.evaluate(ACTIVE) == "search-field"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.quiet-link')")

    page.keyboard.press("/")
    page.keyboard.type("svartidr")
    expect(page.locator(OPTION).first).to_contain_text("Svartider")
    expect(page.locator(TOLD)).to_contain_text("Pil ned vælger")
    assert page.locator(FIELD).get_attribute("aria-expanded") == "true"
    assert violations(page) == []
    page.click("#theme")
    page.click(FIELD)
    expect(page.locator(OPTION)).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    assert pale_words(page) == []
    chosen = page.locator(FIELD).get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    expect(page.locator(OPTION)).to_have_count(0)
    assert page.evaluate(ACTIVE) == "search-field"

    page.keyboard.press("ArrowUp")  # asks again
    expect(page.locator(OPTION)).not_to_have_count(0)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Svartider")
    visit.settled(all_charts=False)
    assert page.url.endswith("/svartider?hospital=glostrup")
    assert page.evaluate(ACTIVE) == "main"

    # Enter without a choice asks for the page; a choice of the page goes along.
    page.keyboard.press("/")
    page.keyboard.type("netværk")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?hospital=glostrup&q=netv%C3%A6rk")
    expect(page.locator(".found-name").first).to_have_text("Netværksprogrammet")


def test_the_key_can_be_turned_off_and_on(regular: Open) -> None:
    visit = regular()
    page: Page = visit.page
    page.goto(f"{visit.server}/soeg?q=sag")
    page.click("#shortcut")
    page.keyboard.press("/")
    assert page.evaluate(ACTIVE) == "shortcut"
    expect(page.locator("#shortcut")).to_have_text("Slå tasten / til")
    page.reload()
    page.keyboard.press("/")
    assert page.evaluate(ACTIVE) == ""
    page.click("#shortcut")
    page.keyboard.press("/")
    assert page.evaluate(ACTIVE) == "search-field"


def test_a_phone_and_a_visitor_without_scripts_have_the_page(window: Open) -> None:
    phone = window(viewport={"width": 390, "height": 844})
    page: Page = phone.go("/definitioner", all_charts=False)
    assert not page.locator(FIELD).is_visible()
    page.click(".search-link")
    page.wait_for_url("**/soeg")
    assert page.evaluate(ACTIVE) == "search-field"  # there is nothing else to do

    plain: Page = window(java_script_enabled=False).page
    plain.goto(f"{phone.server}/svartider")
    plain.fill("input[name=q]", "mars")
    plain.keyboard.press("Enter")
    plain.wait_for_url("**/soeg?q=mars")
    expect(plain.locator(".found-name")).to_have_text("MARS")
    expect(plain.locator("#shortcut")).not_to_be_visible()
