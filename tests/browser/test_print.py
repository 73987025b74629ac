"""Paper: what is printed as Chromium prints it, with no grounds asked for.

That each page is whole on it is held where each page is visited: test_accessibility.py.
"""

from collections.abc import Callable
from typing import Any

import pytest

from layouts.figures import theme
from tests.browser.sheets import printed, wrong_on_paper

pytestmark = pytest.mark.takes(6)
Open = Callable[..., Any]
LONGEST = "?fra=2014-01"  # to the newest whole month: more of them than a sheet is wide
# Of each chart with several series of bars, how many series there are, and how many of those have no pattern.
SERIES = """() => [...document.querySelectorAll('.paper-chart')].map((chart) => {
    const firsts = [...chart.querySelectorAll('.barlayer .trace')].map((trace) => trace.querySelector('.point path'));
    const fills = firsts.filter(Boolean).map((bar) => getComputedStyle(bar).fill);
    return [fills.length, fills.filter((fill) => !fill.includes('url')).length];
}).filter(([series]) => series > 1)"""
MENUS = (
    "Nulstil",
    "Hent siden til Excel",
    "Kopiér link",
    "Vis som tabel",
    "Mørkt tema",
    "Sammenlign med",
    "Hent\n",
)


@pytest.mark.parametrize("address", [f"/svartider{LONGEST}", "/hospital"])
def test_a_wide_table_is_whole_on_either_sheet(address: str, regular: Open) -> None:
    """Upright it is parted, and lying it is parted otherwise, or whole; afterwards all is as it was."""
    page = regular().go(address)
    assert wrong_on_paper(page) == []
    assert wrong_on_paper(page, lying=True) == []
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
    page = regular().go("/servicedesk")
    page.emulate_media(media="print")
    page.wait_for_selector(".paper-chart", state="attached")
    series = page.evaluate(SERIES)
    assert series
    assert [plain for _all, plain in series if plain > 1] == []
    page.emulate_media(media="null")
    page.wait_for_selector(".paper-chart", state="detached")
