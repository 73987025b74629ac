"""What happens when a visitor acts: filters, drill-down, back and forward, links, theme, phone."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from layouts.parts.declarations import Page as Declared
from tests.app.choices import PAGES

PHONE = {"width": 390, "height": 844}
CELL = 'a.cell-inner[aria-label^="Blodinfo II, april 2015"]'
CAUSE = "#svartider-aarsag-title"
every_page = pytest.mark.parametrize("declared", PAGES, ids=lambda page: page.key)
# How far what is read has moved since the page came, by the measure that browsers have for it.
MOVED = """() => new Promise((resolve) => {
    let sum = 0;
    const seen = new PerformanceObserver((list) => list.getEntries().forEach((each) => {
        if (!each.hadRecentInput) sum += each.value;
    }));
    seen.observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 40);
})"""
# Where Dash has drawn something else than what the page came with.
OTHERWISE = """async () => {
    const sent = await (await fetch(location.href)).text();
    const before = new DOMParser().parseFromString(sent, 'text/html').getElementById('first');
    const own = (each) => [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join('');
    const told = (each) => [each.tagName, each.id, each.getAttribute('class') || '', own(each), each.value || '',
        ...each.getAttributeNames().filter((name) => !/^(style|class|id|data-placed|value|selected)$/.test(name)).sort()
            .map((name) => `${name}=${each.getAttribute(name)}`)].join('|');
    const isSame = (each) => !each.closest('.dash-graph, #theme, option[hidden], noscript');
    const all = (root) => [...root.querySelectorAll('#header, #main, #foot')].flatMap((place) =>
        [...place.querySelectorAll('*')].filter(isSame).map(told));
    const [was, is] = [all(before), all(document.querySelector('.shell'))];
    return was.flatMap((each, place) => each === is[place] ? [] : [[each, is[place]]]).slice(0, 3);
}"""

pytestmark = pytest.mark.takes(70)
Open = Callable[..., Any]


def focused(page: Page) -> str:
    """Return the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def chosen(page: Page) -> dict[str, str]:
    """Return what the lists of the filter bar stand on."""
    lists = page.locator(".filters select").all()
    return {each.get_attribute("name") or "": each.input_value() for each in lists}


@every_page
def test_a_page_comes_in_one_answer_and_keeps_focus_and_charts_in_the_next(
    declared: Declared, regular: Open
) -> None:
    """On the way the first stop of the tab key skips to the page."""
    visit = regular()
    page = visit.go(declared.path)
    expect(page).to_have_title(f"{declared.title} – Pejling")
    # A page of one thing is found by the page that lists them.
    lists = [each.name for each in PAGES if each.path != "/" and declared.path.startswith(f"{each.path}/")]
    current = page.locator(".navigation a[aria-current=page], .about a[aria-current=page]")
    expect(current).to_have_text(lists[0] if lists else declared.name)
    assert visit.questions == []  # for the answer came with the page
    assert page.evaluate(MOVED) <= 0.02
    assert page.evaluate(OTHERWISE) == []

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#main') !== null")
    if "til" in declared.filters:
        redraws_in_one_answer_and_keeps_focus_and_charts(visit)


def redraws_in_one_answer_and_keeps_focus_and_charts(visit: Any) -> None:
    page = visit.page
    words = page.locator("#filters-words").inner_text()
    page.evaluate("document.querySelectorAll('.js-plotly-plot').forEach((box) => { box.before = true; })")
    visit.questions.clear()
    page.focus("#filter-til")
    page.select_option("#filter-til", "2015-01")
    expect(page.locator("#filters-words")).not_to_have_text(words)
    visit.settled()
    assert page.url.endswith("til=2015-01")
    assert focused(page) == "filter-til"
    assert chosen(page)["til"] == "2015-01"
    # A chart that has nothing left to show may go; no other is drawn anew.
    assert page.evaluate("[...document.querySelectorAll('.js-plotly-plot')].every((box) => box.before)")
    assert visit.questions == ["/_dash-update-component"]


def test_a_chart_follows_the_filter(regular: Open) -> None:
    page = regular().go("/servicedesk")
    months = "document.querySelector('#servicedesk-opkald-graph .js-plotly-plot').data[0].x.join()"
    page.select_option("#filter-fra", "2015-03")
    page.wait_for_function(f"() => {months} === 'marts 2015,april 2015'")
    expect(page.locator("#servicedesk-opkald-sentence")).to_contain_text("marts 2015")


def test_a_choice_is_carried_to_the_next_page_which_is_asked_for_beforehand_and_once(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk?hospital=glostrup&desk=klinisk", all_charts=False)
    link = page.locator(".navigation a:text('Svartider')")
    for again in (False, True):
        with nullcontext() if again else page.expect_response("**/_dash-update-component*"):
            link.hover()
        page.hover("h1")
    link.click()
    expect(page.locator("h1")).to_contain_text("Svartider")
    assert chosen(page)["hospital"] == "glostrup"
    assert focused(page) == "main"
    page.select_option("#filter-hospital", "alle")
    expect(page.locator("#filters-words")).to_contain_text("Hele Region Hovedstaden")
    assert visit.questions == ["/_dash-update-component"] * 2  # the page, and the filter
    # Who pays for what is sent is sent nothing that was not asked for.
    page.evaluate(
        "Object.defineProperty(navigator, 'connection', { value: { saveData: true }, configurable: true })"
    )
    page.hover(".navigation a:text('Sager')")
    page.wait_for_timeout(300)
    page.evaluate("delete navigator.connection")
    assert len(visit.questions) == 2


def cause_is_open(page: Page) -> None:
    """Wait until the cause has the focus, and hold what it says."""
    page.wait_for_function("() => document.activeElement.id === 'svartider-aarsag-title'")
    expect(page.locator(CAUSE)).to_contain_text("Blodinfo II i april 2015")
    expect(page.locator(CAUSE)).to_be_in_viewport()
    expect(page.locator("#svartider-aarsag-sentence")).to_contain_text(
        "Det, der skiller sig ud, er Frederikssund"
    )
    expect(page.locator(CELL)).to_have_attribute("aria-current", "true")


def test_a_cell_opens_its_cause_by_mouse(regular: Open) -> None:
    visit = regular()
    visit.go("/svartider", all_charts=False).click(CELL)
    cause_is_open(visit.settled(all_charts=False))


def test_a_cell_opens_its_cause_by_keyboard(regular: Open) -> None:
    visit = regular()
    page = visit.go("/svartider", all_charts=False)
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("(cell) => document.activeElement.matches(cell)", CELL):
            break
    page.keyboard.press("Enter")
    cause_is_open(visit.settled(all_charts=False))
    page.keyboard.press("Escape")
    expect(page.locator(CAUSE)).to_have_count(0)
    page.wait_for_function("(cell) => document.activeElement.matches(cell)", arg=CELL)
    expect(page.locator(CELL)).to_be_in_viewport()
    assert "maaned" not in page.url


def test_another_cell_takes_the_place_of_the_first(regular: Open) -> None:
    visit = regular()
    page = visit.go("/svartider?system=blodinfo-ii&maaned=2015-04#aarsag", all_charts=False)
    cause_is_open(page)
    page.click('a.cell-inner[aria-label^="Mail/kalender, december 2014"]')
    expect(page.locator(CAUSE)).to_contain_text("Mail/kalender i december 2014")
    page.wait_for_function("() => document.activeElement.id === 'svartider-aarsag-title'")


def test_back_and_forward_restore_page_and_lists(regular: Open) -> None:
    visit = regular()
    page = visit.go("/servicedesk", all_charts=False)
    first = chosen(page)
    page.select_option("#filter-hospital", "glostrup")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    page.click(".navigation a:text('Svartider')")
    expect(page.locator("h1")).to_contain_text("Svartider")
    page.click(CELL)
    expect(page.locator(CAUSE)).to_be_visible()

    page.go_back()
    expect(page.locator(CAUSE)).to_be_hidden()
    page.go_back()
    expect(page.locator("h1")).to_have_text("Servicedesk")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    assert chosen(page)["hospital"] == "glostrup"
    page.go_back()
    expect(page.locator("#filters-words")).to_contain_text("Hele Region Hovedstaden")
    assert chosen(page) == first

    page.go_forward()
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("Svartider")
    assert chosen(page)["hospital"] == "glostrup"
    page.go_forward()
    expect(page.locator(CAUSE)).to_contain_text("Blodinfo II i april 2015")
    visit.settled(all_charts=False)


def test_a_copied_link_shows_the_same_to_another(
    window: Open, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context(permissions=["clipboard-read", "clipboard-write"])
    page = window(context).go("/servicedesk", all_charts=False)
    page.select_option("#filter-fra", "2014-09")
    page.select_option("#filter-hospital", "glostrup")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital · september 2014")
    page.click("#copy-newest")
    expect(page.locator("#copy-newest")).to_have_text("Linket følger de nyeste tal")
    follows = page.evaluate("navigator.clipboard.readText()")
    assert follows.endswith("/servicedesk?hospital=glostrup&desk=cimt")
    page.click("#copy-link")
    told = "Linket viser altid september 2014 – april 2015"
    expect(page.locator("#copy-link")).to_have_text(told)
    expect(page.locator("#copy-newest")).to_have_text("altid seneste måned")
    link = page.evaluate("navigator.clipboard.readText()")
    other = window()
    pasted = other.go(link.removeprefix(other.server), all_charts=False)
    assert chosen(pasted) == chosen(page)
    assert pasted.locator("#main").inner_text() == page.locator("#main").inner_text().replace(
        told, "disse måneder"
    )


def test_the_choice_can_be_reset(regular: Open) -> None:
    page = regular().go("/servicedesk", all_charts=False)
    first = chosen(page)
    page.go_forward()
    page.select_option("#filter-desk", "klinisk")
    page.select_option("#filter-fra", "2014-03")
    expect(page.locator("#filters-words")).to_contain_text("marts 2014")
    page.click("text=Nulstil")
    expect(page.locator("#filters-words")).not_to_contain_text("marts 2014")
    assert chosen(page) == first
    assert page.url.endswith("/servicedesk")


def background(page: Page, colour: str) -> None:
    """Wait until every chart is drawn on a colour; those that are far away are asked for."""
    page.wait_for_function(
        """(colour) => document.dispatchEvent(new Event('pejling:all'))
            && [...document.querySelectorAll('.js-plotly-plot .main-svg:first-child')]
                .every((svg) => getComputedStyle(svg).backgroundColor === colour)""",
        arg=colour,
    )


# The charts that are seen in a colour when the theme has just been switched.
STILL_SEEN = """(colour) => {
    document.getElementById('theme').click();
    return [...document.querySelectorAll('.js-plotly-plot .main-svg:first-child')]
        .map((svg) => getComputedStyle(svg))
        .filter((style) => style.backgroundColor === colour && style.visibility !== 'hidden');
}"""
AS_WIDE = """() => [...document.querySelectorAll('.js-plotly-plot')].every((box) =>
    box.querySelector('.main-svg').clientWidth === box.parentElement.clientWidth
        && getComputedStyle(box).visibility === 'visible')"""


def test_the_theme_is_switched_and_remembered(regular: Open) -> None:
    light, dark = "rgb(255, 255, 255)", "rgb(18, 23, 29)"
    visit = regular(color_scheme="light")
    page = visit.go("/servicedesk")
    background(page, light)
    # What is far away follows when nothing else is done, and is not seen before: it would flash at whoever jumps to it.
    assert page.evaluate(STILL_SEEN, light) == []
    page.wait_for_function(AS_WIDE)
    background(page, dark)
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_function(AS_WIDE)
    page.set_viewport_size({"width": 1440, "height": 900})
    page.wait_for_function(AS_WIDE)
    expect(page.locator("#theme")).to_have_text("Lyst tema")
    expect(page.locator("#theme")).to_have_attribute("aria-pressed", "true")
    page.reload()
    background(visit.settled(), dark)
    page.select_option("#filter-fra", "2015-01")
    expect(page.locator("#filters-words")).to_contain_text("januar 2015")
    background(page, dark)
    page.click("#theme")
    background(page, light)


def test_the_theme_of_the_machine_is_the_first(regular: Open) -> None:
    page = regular(color_scheme="dark").go("/svartider")
    background(page, "rgb(18, 23, 29)")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(11, 15, 20)"


# One bar makes them all: one that has the most lists, one of few, and one with a list of its own.
@pytest.mark.parametrize(
    "declared",
    [page for page in PAGES if page.key in ("servicedesk", "sager", "omvisitering")],
    ids=lambda page: page.key,
)
def test_a_phone_folds_the_filters_behind_a_button(declared: Declared, regular: Open) -> None:
    page = regular(viewport=PHONE).go(declared.path, all_charts=False)
    toggle = page.locator("#filters-toggle")
    expect(page.locator("#filters")).to_be_hidden()
    expect(toggle).to_contain_text("Hele Region Hovedstaden")
    toggle.click()
    expect(page.locator("#filter-til")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    page.select_option("#filter-til", "2015-02")
    expect(toggle).to_contain_text("februar 2015")
    expect(page.locator("#filter-til")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.click()
    expect(page.locator("#filters")).to_be_hidden()


def test_the_overview_is_read_in_one_screen_and_on_a_phone_in_two(regular: Open) -> None:
    ends = """() => ['.lags .lag', '.summary-table tr'].map((each) => {
        const last = [...document.querySelectorAll(each)].filter((at) => at.offsetParent).pop();
        return last.getBoundingClientRect().bottom + scrollY;
    })"""
    page = regular(viewport=PHONE).go("/", all_charts=False)
    assert max(page.evaluate(ends)) <= 2 * PHONE["height"]
    link = page.locator(".navigation a:text('Svartider')")
    expect(link).to_be_hidden()
    page.click(".menu summary")
    link.click()
    expect(page.locator("h1")).to_contain_text("Svartider")
    expect(link).to_be_hidden()
    expect(page.locator("#main")).to_be_focused()
    page = regular().go("/", all_charts=False)
    assert max(page.evaluate(ends)) <= 1.05 * 900  # the last row may end at the edge


@pytest.mark.parametrize(
    ("address", "chart", "figure"),
    [
        ("/servicedesk", "#servicedesk-svar-inden-5-minutter-graph", r"71,\d"),
        ("/svartider?system=blodinfo-ii", "#svartider-udvikling-graph", "95,08"),
    ],
)
def test_a_tooltip_is_danish(address: str, chart: str, figure: str, regular: Open) -> None:
    page = regular().go(address)
    box = page.locator(f"{chart} .js-plotly-plot")
    box.scroll_into_view_if_needed()
    place = box.evaluate("""(box) => {
        const place = box.getBoundingClientRect(), all = box._fullLayout;
        const last = all.xaxis._categories.indexOf('april 2015');
        return [place.left + all.xaxis._offset + all.xaxis.l2p(last),
                place.top + all.yaxis._offset + all.yaxis._length / 2];
    }""")
    page.mouse.move(place[0] - 3, place[1] - 3)
    page.mouse.move(*place)
    tooltip = page.locator(f"{chart} .hoverlayer")
    expect(tooltip).to_contain_text("april 2015")
    expect(tooltip).to_contain_text(re.compile(figure + r"\D*%"))
