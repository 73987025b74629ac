"""Paper: each page printed as Chromium prints it, with no grounds asked for, and looked at sheet by sheet."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from layouts.figures import theme
from tests.app.choices import PAGES
from tests.browser.sheets import cut_off, printed, split_charts, untold_months
from tests.browser.windows import DRAWN

pytestmark = pytest.mark.takes(15)
Open = Callable[..., Any]
ALL = "?fra=2014-01&til=2015-05"  # more months than a sheet is wide
CHARTS = "document.querySelectorAll('.chart-box').length"
GO = "(address) => document.dispatchEvent(new CustomEvent('pejling:go', { detail: { address, isPage: true } }))"


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
    visit, wrong = regular(), []
    page = visit.go(f"/{ALL}")
    for each in PAGES:
        title = each.title
        turn_to(page, each.path + ALL, title)
        wrong += [f"{each.path}: {said}" for said in wrong_on_paper(page)]
    assert wrong == []
