"""Paper: each page printed as Chromium prints it, with no grounds asked for, and looked at sheet by sheet."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from layouts.figures import theme
from tests.app.choices import PAGES
from tests.browser.sheets import cut_off, printed, split_charts, untold_months
from tests.browser.windows import DRAWN

pytestmark = pytest.mark.takes(15)
Open = Callable[..., Any]
LONGEST = "?fra=2014-01"  # to the newest whole month: more of them than a sheet is wide
CHARTS = "document.querySelectorAll('.chart-box').length"
GO = "(address) => document.dispatchEvent(new CustomEvent('pejling:go', { detail: { address, isPage: true } }))"
# Charts with several series of bars, of which more than one has no pattern.
UNTOLD_APART = """() => [...document.querySelectorAll('.paper-chart')].filter((chart) => {
    const swatches = [...chart.querySelectorAll('.legend .legendbar')].filter((each) => each.style.fill);
    return swatches.filter((each) => !each.style.fill.includes('url')).length > 1;
}).map((chart) => chart.closest('.panel').id)"""
MENUS = (
    "Nulstil",
    "Hent siden til Excel",
    "Kopiér link",
    "Vis som tabel",
    "Mørkt tema",
    "Sammenlign med",
    "Hent\n",
)


def turn_to(page: Page, address: str, title: str) -> None:
    """Go to another page as its link does, without loading all anew."""
    page.evaluate(GO, address)
    page.wait_for_function(f"() => document.title.startsWith({title!r}) && ({DRAWN})()")


def wrong_on_paper(page: Page, *, lying: bool = False) -> list[str]:
    """Print what is open, and return what is wrong on any sheet."""
    sheets = printed(page, lying=lying)
    wrong = cut_off(sheets) + split_charts(sheets, page.evaluate(CHARTS))
    return wrong + untold_months(page, sheets)


def test_every_page_is_whole_on_paper(regular: Open) -> None:
    """No chart is split, nothing is too wide for the sheet, and what a chart shows of each month is written."""
    visit, wrong = regular(), []
    page = visit.go("/tilgaengelighed")
    for each in PAGES:
        turn_to(page, each.path + LONGEST, each.title)
        wrong += [f"{each.path}: {said}" for said in wrong_on_paper(page)]
        if each.key in ("servicedesk", "hospital"):
            wrong += [f"{each.path}, lying: {said}" for said in wrong_on_paper(page, lying=True)]
    assert wrong == []
    # What was made for the paper is gone again.
    assert page.locator(".on-paper").count() == 0


def test_a_sheet_says_what_it_is_of_in_any_theme(regular: Open) -> None:
    visit = regular()
    page = visit.go("/svartider?fra=2014-09&system=ws&maaned=2015-03")
    light = printed(page)
    page.click("#theme")
    dark = printed(page)
    expected = (
        "Svartider i de kliniske systemer",
        "september 2014 – april 2015 · marts 2015 valgt",
        "Målet er ikke nået",
        "Svartidsmålingen. Tal til og med 10. maj 2015, indlæst 11. maj 2015 kl. ",
        "Tallene er læst 11. maj 2015 kl. ",
        "Udskrevet ",
        f"{visit.server}/svartider?fra=2014-09&til=2015-04",
    )
    assert [words for words in expected if not light.say(words)] == []
    assert [words for words in MENUS if light.say(words)] == []
    # Marks are painted though no grounds are asked for, and the other theme is printed in the same colours.
    colours = light.colours()
    assert {theme.LIGHT[level] for level in ("good", "near", "missed")} <= colours
    assert dark.colours() == colours
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"


def test_series_are_told_apart_without_colours(regular: Open) -> None:
    page = regular().go("/udredning")
    page.emulate_media(media="print")
    page.wait_for_selector(".paper-chart", state="attached")
    assert page.evaluate(UNTOLD_APART) == []
    page.emulate_media(media="null")
    page.wait_for_selector(".paper-chart", state="detached")
