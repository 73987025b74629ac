"""What becomes of a choice whose answer is lost.

Until it is there, the old figures are marked as the old ones; lists, words, address, title and figures are of one
answer whenever the page is at rest; and what cannot be had is taken back and said. The pauses between the tries are
passed over by the page's own clock.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.looks import violations
from tests.browser.losses import FAULTS, NEVER, SIGN_IN, Line
from tests.browser.windows import PATIENCE, fetched, visitor

pytestmark = [pytest.mark.xdist_group("browser-lost"), pytest.mark.takes(45)]

QUESTION = re.compile(r"/_dash-update-component")
REGION, GLOSTRUP, BORNHOLM, CASES = (
    "/svartider",
    "/svartider?hospital=glostrup",
    "/svartider?hospital=bornholms",
    "/sager",
)
# All that says what the page is of, and its figures.
SAID = """() => ({
    busy: document.getElementById('main').getAttribute('aria-busy'),
    address: location.pathname + location.search, title: document.title,
    lists: [...document.querySelectorAll('.filters select')].map((each) => [each.name, each.value]),
    words: document.getElementById('filters-words').textContent,
    here: document.querySelector('.navigation [aria-current]').textContent,
    figures: [...document.querySelectorAll('.page-head, .tiles, .chips, .matrix, .panel-sentence')]
        .map((each) => each.innerText),
})"""
# Nothing is out, nothing is old, and nothing is told.
RESTS = """() => document.getElementById('main').getAttribute('aria-busy') === 'false'
    && !document.getElementById('main').hasAttribute('data-old') && !document.getElementById('asking').textContent"""
# A translator puts its own text in the place of the page's.
TRANSLATED = """() => {
    const drawn = document.getElementById('react-entry-point'), texts = [];
    const all = document.createTreeWalker(drawn, NodeFilter.SHOW_TEXT);
    while (all.nextNode()) texts.push(all.currentNode);
    texts.filter((each) => each.data.trim() && !each.parentElement.closest('svg, style')).forEach((each) => {
        const outer = document.createElement('font'), inner = document.createElement('font');
        inner.textContent = each.data.toUpperCase();
        outer.append(inner);
        each.replaceWith(outer);
    });
    document.documentElement.lang = 'en';
    document.documentElement.classList.add('translated-ltr');
}"""


class Visit(Line):
    """A page whose clock the test moves, and what its addresses say when nothing is lost."""

    def __init__(self, page: Page, server: str) -> None:
        super().__init__(page, QUESTION, step=4000)
        self.server = server
        self.line, self.main = page.locator("#asking"), page.locator("#main")
        self._known = {address: self._whole(address) for address in (REGION, GLOSTRUP, BORNHOLM, CASES)}

    def go(self, address: str) -> Page:
        """Load an address as a whole page, on a way without faults."""
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.goto(self.server + address)
        self.rests()
        return self.page

    def at(self, address: str) -> Page:
        """Return the page at an address: as the test before has left it, where it is there and rests, or loaded."""
        self.page.unroute_all(behavior="ignoreErrors")
        is_there = self.page.url == self.server + address and self.page.evaluate(RESTS)
        return self.page if is_there else self.go(address)

    def choose(self, hospital: str) -> None:
        self.page.focus("#filter-hospital")
        self.page.select_option("#filter-hospital", hospital)

    def is_lost(self) -> bool:
        return "is-lost" in (self.line.get_attribute("class") or "")

    def rests(self) -> None:
        """Wait until no answer is out."""
        expect(self.main).to_have_attribute("aria-busy", "false")
        expect(self.page.locator("#filters-words")).to_be_attached()

    def shows(self, address: str) -> None:
        """Wait until an address is shown; whenever the page is at rest, all that it says must be of its address."""
        expect(self.page.locator("#filters-words")).to_be_attached()
        deadline, is_shown = time.monotonic() + PATIENCE / 1000, False
        while not is_shown:
            assert time.monotonic() < deadline, "it is never shown"
            said = self.page.evaluate(SAID)
            if said.pop("busy") == "false" and said["address"] in self._known:
                assert said == self._known[said["address"]]
                is_shown = said["address"] == address
        expect(self.main).not_to_have_attribute("data-old", "")

    def waits(self, shown: str, wanted: str) -> None:
        """Hold that what is shown is marked as the old, in words too."""
        expect(self.main).to_have_attribute("data-old", "")
        expect(self.main).to_have_attribute("aria-busy", "true")
        words = self._known[shown]["words"]
        expect(self.line).to_contain_text(f"Henter tal for {wanted} … Det, du ser, er stadig {words}.")
        assert self.page.evaluate(SAID)["figures"] == self._known[shown]["figures"]

    def _whole(self, address: str) -> dict[str, Any]:
        found: dict[str, Any] = self.go(address).evaluate(SAID)
        assert (found["address"], found.pop("busy")) == (address, "false")
        return found


@pytest.fixture(scope="module")
def visit(browser: Browser, server: Any) -> Iterator[Visit]:
    context = visitor(browser, reduced_motion="reduce")
    yield Visit(context.new_page(), server.url)
    context.close()


@pytest.mark.parametrize("fault", FAULTS)
def test_a_choice_without_an_answer_is_said_and_taken_back(fault: str, visit: Visit) -> None:
    page = visit.at(REGION)
    visit.fails(fault)
    visit.choose("glostrup")
    visit.waits(REGION, "Glostrup Hospital")
    visit.passes(visit.is_lost)
    visit.shows(REGION)
    expect(visit.line).to_contain_text(
        "Tallene for Glostrup Hospital kunne ikke hentes. Siden viser stadig Hele"
    )
    visit.heal()
    page.click("text=Prøv igen")
    visit.shows(GLOSTRUP)
    expect(visit.line).to_be_empty()
    page.go_back()
    visit.shows(REGION)


def test_a_choice_is_answered_when_the_server_is_back(visit: Visit) -> None:
    page, asked = visit.at(REGION), []

    def at_last(route: Route) -> None:
        asked.append(route)
        list(FAULTS.values())[len(asked) % 3](route) if len(asked) < 4 else route.continue_()

    visit.answers(at_last)
    visit.choose("glostrup")
    visit.waits(REGION, "Glostrup Hospital")
    expect(visit.line).to_contain_text("bliver spurgt igen")
    visit.passes(lambda: len(asked) == 4, step=100)
    visit.shows(GLOSTRUP)
    expect(visit.line).to_be_empty()
    assert page.evaluate("document.activeElement.id") == "filter-hospital"
    page.go_back()
    visit.shows(REGION)


@pytest.mark.parametrize("instead", SIGN_IN)
def test_a_sign_in_instead_of_an_answer_is_named(instead: str, visit: Visit) -> None:
    page = visit.at(REGION)
    visit.answers(SIGN_IN[instead])
    visit.choose("glostrup")
    visit.passes(visit.is_lost)
    visit.shows(REGION)
    expect(visit.line).to_contain_text("Måske skal du logge ind igen")
    if instead == "a page":  # what is said is the same of all
        assert violations(page) == []
    visit.heal()
    with page.expect_event("load"):
        page.click("text=Indlæs siden igen")
    visit.shows(GLOSTRUP)


def test_an_answer_that_comes_at_once_is_not_announced(visit: Visit) -> None:
    page = visit.at(REGION)
    page.evaluate("""() => {
        window.said = '';
        const see = () => { window.said += document.getElementById('asking').textContent; };
        new MutationObserver(see).observe(document.getElementById('asking'), { childList: true });
    }""")
    visit.answers(lambda route: route.fulfill(response=fetched(route)))
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    try:
        visit.choose("glostrup")
        visit.passes(lambda: visit.main.get_attribute("aria-busy") == "false", step=1, most=280)
        visit.shows(GLOSTRUP)
        assert page.evaluate("window.said") == ""
    finally:
        page.clock.resume()


@pytest.mark.parametrize("order", [(2, 1, 0), (1, 2, 0)])
def test_the_last_choice_wins_whatever_order_answers_come_in(order: tuple[int, ...], visit: Visit) -> None:
    """The first is chosen again at last, and what it was answered at first is not taken for that."""
    visit.at(REGION)
    held: list[Route] = []
    visit.answers(held.append, at_once=False)
    for chosen, hospital in enumerate(("glostrup", "bornholms", "glostrup"), start=1):
        visit.choose(hospital)
        visit.passes(lambda: len(held) == chosen, step=10)  # noqa: B023
        expect(visit.main).to_have_attribute("aria-busy", "true")
        visit.passes(lambda: visit.main.get_attribute("data-old") is not None, step=10, most=20)
        assert visit.page.evaluate("getComputedStyle(document.querySelector('.panels')).opacity") == "0.45"
    for place in order:
        held[place].continue_()
        visit.page.wait_for_timeout(20)
    visit.shows(GLOSTRUP)
    visit.page.clock.run_for(60_000)
    visit.shows(GLOSTRUP)
    expect(visit.line).to_be_empty()


def test_an_answer_to_another_question_is_none(visit: Visit) -> None:
    page = visit.at(REGION)

    def mixed_up(route: Route) -> None:
        asked = (route.request.post_data or "").replace("glostrup", "bornholms")
        route.fulfill(response=fetched(route, post_data=asked))

    visit.answers(mixed_up)
    visit.choose("glostrup")
    visit.waits(REGION, "Glostrup Hospital")
    expect(page.locator("#filters-words")).not_to_contain_text("Bornholm")
    visit.heal()
    page.clock.run_for(1000)
    visit.shows(GLOSTRUP)


def test_who_goes_back_before_the_answer_stays_with_what_is_shown(visit: Visit) -> None:
    page = visit.at(REGION)
    visit.fails(NEVER)
    visit.choose("glostrup")
    visit.waits(REGION, "Glostrup Hospital")
    page.go_back()
    visit.shows(REGION)
    expect(visit.line).to_be_empty()
    visit.heal()
    page.go_forward()
    visit.shows(GLOSTRUP)


def test_a_way_back_that_is_lost_leaves_the_history_as_it_was(visit: Visit) -> None:
    page = visit.at(REGION)
    visit.choose("glostrup")
    visit.shows(GLOSTRUP)
    page.click(".navigation a:text('Sager')")
    page.wait_for_url("**/sager?hospital=glostrup")
    visit.rests()
    visit.fails("a server that is not ready")
    page.go_back()
    visit.passes(visit.is_lost)
    page.wait_for_url("**/sager?hospital=glostrup")
    expect(page.locator("h1")).to_contain_text("Sager")
    expect(visit.line).to_contain_text(
        "Tallene for siden Svartider kunne ikke hentes. Siden viser stadig Sager."
    )
    visit.heal()
    page.click("text=Luk")
    expect(visit.line).to_be_empty()
    page.go_back()
    visit.shows(GLOSTRUP)
    page.go_back()
    visit.shows(REGION)


@pytest.mark.parametrize("act", ["a link", "a cell", "a chart", "a reset"])
def test_what_is_clicked_is_taken_back_like_a_list(act: str, visit: Visit) -> None:
    at = GLOSTRUP if act == "a reset" else REGION
    page = visit.at(at)
    visit.fails("a proxy's page of an error")
    if act == "a chart":
        page.evaluate(
            "document.dispatchEvent(new CustomEvent('pejling:pick', { detail: { name: 'maaned', value: '2015-03' } }))"
        )
    else:
        page.click(
            {
                "a link": ".navigation a:text('Sager')",
                "a cell": "a.cell-inner >> nth=3",
                "a reset": "text=Nulstil",
            }[act]
        )
    expect(visit.main).to_have_attribute("data-old", "")
    visit.passes(visit.is_lost)
    visit.shows(at)
    expect(visit.line).to_contain_text("kunne ikke hentes")


def test_a_translated_page_follows_the_choice(visit: Visit) -> None:
    page = visit.at(REGION)
    page.evaluate(TRANSLATED)
    with page.expect_event("load"):
        visit.choose("glostrup")
    visit.shows(GLOSTRUP)
    page.evaluate(TRANSLATED)
    visit.fails("a network that is away")
    visit.choose("bornholms")
    visit.passes(visit.is_lost)
    page.wait_for_url(visit.server + GLOSTRUP)
    expect(page.locator("#filter-hospital")).to_have_value("glostrup")


def test_an_answer_that_cannot_be_drawn_is_loaded_as_a_whole_page(visit: Visit) -> None:
    page = visit.at(REGION)
    page.evaluate("dash_clientside.set_props = () => {}")
    with page.expect_event("load"):
        visit.choose("glostrup")
        expect(visit.main).to_have_attribute("data-old", "")
        page.clock.run_for(12_000)
    visit.shows(GLOSTRUP)


@pytest.mark.parametrize("what", ["all/pejling.js", "all/dash.js", "plotly", "pejling.css"])
def test_a_page_that_has_lost_a_file_can_be_read_and_comes_by_itself(what: str, visit: Visit) -> None:
    page, lost = visit.page, []
    page.unroute_all(behavior="ignoreErrors")

    def once(route: Route) -> None:
        lost.append(route)
        FAULTS["a proxy's page of an error"](route) if len(lost) < 3 else route.continue_()

    page.route(re.compile(what), once)
    page.goto(visit.server + GLOSTRUP)
    missing = page.locator("#missing")
    is_dash = "dash" in what
    expect(missing).to_contain_text("hvert valg indlæser siden forfra" if is_dash else "af sig selv")
    # What was asked for can be read, and each chart's table stands for it; what draws charts does not need Dash.
    expect(page.locator("#filters-words").first).to_contain_text("Glostrup Hospital")
    if is_dash:
        expect(page.locator(".chart-box").first).to_be_visible()
    elif "css" not in what:
        expect(page.locator(".chart-box").first).to_be_hidden()
    visit.passes(lambda: len(lost) >= 3, step=500)
    expect(missing).to_be_empty()
    visit.shows(GLOSTRUP)
