"""The way to a reason: an answer opens with the focus and closes, links land on their heading, and the bar stays out of
the way, for a mouse, for a keyboard alone, at 200 and 400 % zoom and in the reader's own colours.
"""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.takes(15)
Open = Callable[..., Any]
LEVEL, WHY = "servicedesk-svar-inden-5-minutter", "servicedesk-hvorfor-svar-inden-5-minutter"
ASK = f"#{LEVEL} .ask-why a"
# The heading with the focus stands below the bar, and at the top of what is left of the window.
LANDED = """(id) => {
    const at = document.getElementById(id), bar = document.querySelector('.filterbar').getBoundingClientRect();
    if (!at || document.activeElement !== at) return false;
    const top = at.getBoundingClientRect().top;
    return top >= Math.max(bar.bottom, 0) && top < innerHeight / 2;
}"""
# What of the window is taken by what stays while the page is scrolled.
STAYS = """() => [...document.querySelectorAll('body *')].filter((each) =>
        ['sticky', 'fixed'].includes(getComputedStyle(each).position) && each.offsetHeight)
    .map((each) => each.getBoundingClientRect()).filter((box) => box.bottom > 0 && box.top < innerHeight)
    .reduce((most, box) => Math.max(most, box.height * box.width / innerHeight / innerWidth), 0)"""
SETTLED = "() => document.querySelector('.filterbar').hasAttribute('data-folded') === %s"
# In the reader's own colours each of these must still be told from its neighbours.
TOLD_APART = """() => {
    const style = (at) => getComputedStyle(document.querySelector(at));
    return {
        current: style('.navigation a[aria-current]').borderBottomColor,
        others: [...document.querySelectorAll('.navigation a:not([aria-current])')]
            .map((each) => getComputedStyle(each).borderBottomColor),
        ground: style('body').backgroundColor,
        ink: style('body').color,
        lights: [...new Set(['good', 'near', 'missed'].map((each) => style('.mark-' + each).backgroundColor))],
        cell: style('.cell.is-open').outlineStyle,
        sign: style('.sign').backgroundColor,
        field: style('.search-field').textIndent,
    };
}"""


def tab_to(page: Page, what: str, most: int = 120) -> None:
    """Press the tab key until the focus is on something."""
    for _stop in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(what) => document.activeElement.matches(what)", what):
            return
    raise AssertionError(f"{what} is not reached")


def test_a_keyboard_alone_goes_from_the_header_to_a_reason_and_a_table(regular: Open) -> None:
    visit = regular()
    page = visit.go("/sager", all_charts=False)
    page.keyboard.press("Tab")
    tab_to(page, ".navigation a:nth-child(1)")
    page.keyboard.press("/")
    page.keyboard.type("servicedesk")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Servicedesk")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Servicedesk")
    visit.settled(all_charts=False)

    tab_to(page, "#filter-til")
    page.keyboard.press("ArrowDown")  # the month before
    expect(page.locator("#filters-words")).to_contain_text("marts 2015")
    visit.settled(all_charts=False)
    tab_to(page, ASK)
    page.keyboard.press("Enter")
    page.wait_for_function(LANDED, arg=f"{WHY}-title")
    page.keyboard.press("Tab")
    expect(page.locator(f"#{WHY}-close")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#{WHY}")).to_have_count(0)
    page.wait_for_function("(ask) => document.activeElement.matches(ask)", arg=ASK)
    expect(page.locator(ASK)).to_be_in_viewport()
    assert "hvorfor" not in page.url
    assert "maaned" not in page.url

    tab_to(page, "summary")
    assert page.evaluate("document.activeElement.innerText") == "Vis som tabel"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.innerText") == "Skjul tabel"
    told = page.context.new_cdp_session(page)
    root = told.send("DOM.getDocument")["root"]["nodeId"]
    named = told.send("Accessibility.queryAXTree", {"nodeId": root, "accessibleName": "Skjul tabel"})["nodes"]
    states = {each["name"]: each["value"]["value"] for each in named[0]["properties"]}
    assert states["expanded"] is True
    page.keyboard.press("Tab")
    expect(page.locator(f"#{LEVEL}-table .scrolling")).to_be_focused()


def test_an_address_lands_on_its_heading_and_stays_there(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?hvorfor=svar-inden-5-minutter", all_charts=False)
    page.wait_for_function(LANDED, arg=f"{WHY}-title")
    # What comes late above it moves it away, and it comes back; what the reader does decides from then on.
    page.evaluate("document.querySelector('.tiles').style.paddingTop = '500px'")
    page.wait_for_function(LANDED, arg=f"{WHY}-title")
    page.click(f"#{WHY}-close")
    page.wait_for_function("(ask) => document.activeElement.matches(ask)", arg=ASK)

    page.click(".contents-fold summary")
    page.click(".contents-list a[href='#steder']")
    page.wait_for_function(LANDED, arg="servicedesk-steder-title")
    expect(page.locator(".contents-fold")).not_to_have_attribute("open", "")
    page.goto(visit.server + "/sager#findes-ikke-%")
    expect(page.locator("#asking")).to_contain_text("et afsnit, der ikke er på siden")


def test_the_bar_folds_to_what_is_chosen_and_lets_go_where_there_is_no_room(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?hospital=glostrup&sammenlign=sidste-aar")
    toggle, whole = page.locator("#filters-toggle"), page.evaluate("document.documentElement.scrollHeight")
    expect(toggle).to_be_hidden()
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function(SETTLED % "true")
    expect(page.locator("#filter-til")).to_be_hidden()
    expect(toggle).to_contain_text("Glostrup Hospital · maj 2014 – april 2015")
    expect(toggle).to_contain_text("Sammenlignet med: samme måneder året før")
    assert page.evaluate("document.documentElement.scrollHeight") == whole
    assert page.evaluate(STAYS) < 0.07
    toggle.click()
    page.select_option("#filter-til", "2015-02")
    expect(toggle).to_contain_text("februar 2015")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.focus("#filter-til")
    page.keyboard.press("Escape")
    expect(toggle).to_be_focused()
    expect(page.locator("#filter-til")).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function(SETTLED % "false")
    expect(page.locator("#filter-fra")).to_be_focused()

    page.set_viewport_size({"width": 720, "height": 450})  # 200 % of 1440 x 900
    page.evaluate("scrollTo(0, 900)")
    page.wait_for_function(SETTLED % "true")
    expect(toggle).to_be_in_viewport()
    assert page.evaluate(STAYS) < 0.15
    page.set_viewport_size({"width": 360, "height": 225})  # 400 %
    page.wait_for_function(SETTLED % "false")
    assert page.evaluate(STAYS) < 0.2
    page.goto(visit.server + "/svartider#findes-ikke")
    visit.settled().locator(".matrix").scroll_into_view_if_needed()
    expect(page.locator("#asking")).to_contain_text("afsnit")
    assert page.evaluate(STAYS) <= 0.201
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("document.querySelector('.matrix').closest('.scrolling').scrollLeft > 0")
    page.evaluate("document.querySelector('.matrix').scrollIntoView({ block: 'center' })")
    for head in ("System", "Mål", "apr. 15"):
        expect(page.locator(".matrix thead th", has_text=head)).to_be_in_viewport(ratio=0.9)


def test_in_the_readers_own_colours_what_is_chosen_is_told_apart(regular: Open) -> None:
    visit = regular(color_scheme="dark")
    visit.page.emulate_media(forced_colors="active")
    try:
        visit.go("/svartider?system=blodinfo-ii&maaned=2015-04", all_charts=False)
        found = visit.page.evaluate(TOLD_APART)
    finally:
        visit.page.emulate_media(forced_colors="none")
    assert set(found["others"]) == {found["ground"]}
    assert found["current"] != found["ground"]
    assert found["lights"] == [found["ink"]]  # and by their shapes
    assert found["cell"] == "solid"
    assert found["sign"] == found["ink"]
    assert found["field"] == "100px"
