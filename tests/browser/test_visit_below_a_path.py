"""Pejling below a path of a host that has other things too, behind the shipped nginx: one visit through all of it."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import COMMON
from tests.browser.windows import READY, RETRIES, Server, Window, visitor
from tests.nginx import nginx

AT = "/pejling"
PANEL = "#servicedesk-svar-inden-5-minutter"

pytestmark = pytest.mark.takes(20)


@pytest.fixture(scope="module")
def behind(demo_url: str, state_dir: Path) -> Iterator[Server]:
    running = Server(demo_url, state_dir, AT)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def host(behind: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the host that Pejling is below a path of."""
    with nginx("nginx_path.conf", behind.port, tmp_path_factory.mktemp("proxy")) as port:
        yield f"https://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = visitor(browser, **COMMON, ignore_https_errors=True)
    yield made
    made.close()


@pytest.fixture
def visit(context: BrowserContext, host: str) -> Iterator[Window]:
    """Return a window; in the end nothing was asked of the host outside the path, and nothing was complained of."""
    window = Window(context.new_page(), host + AT)
    yield window
    assert window.elsewhere == []
    assert window.console == []


def asked(context: BrowserContext, address: str) -> Any:
    return context.request.get(address, max_redirects=0, fail_on_status_code=False, max_retries=RETRIES)


def test_a_visit_stays_below_the_path(visit: Window, host: str, tmp_path: Path) -> None:
    page = visit.go("/servicedesk")
    page.select_option("#filter-hospital", "glostrup")
    page.wait_for_url(f"{host}{AT}/servicedesk?hospital=glostrup")
    expect(page.locator("#filters-words")).to_contain_text("Glostrup Hospital")
    visit.settled()
    page.locator(".ask-why a").first.click()
    page.wait_for_url(f"{host}{AT}/servicedesk?hospital=glostrup&*hvorfor=*")
    expect(page.locator("button[data-close]")).to_be_visible()
    page.click("button[data-close]")
    expect(page.locator("button[data-close]")).to_have_count(0)
    visit.settled()

    page.evaluate("scrollTo(0, 0)")  # where the bar is whole
    with page.expect_download() as waiting:
        page.click("#download-page")
    waiting.value.save_as(tmp_path / "page.xlsx")
    about = load_workbook(io.BytesIO((tmp_path / "page.xlsx").read_bytes())).worksheets[0]
    links = [cell.hyperlink.target for row in about.iter_rows() for cell in row if cell.hyperlink]
    # nginx names the host as the region's users do: without its port here, and with https.
    assert [link.partition("?")[0] for link in links] == [f"https://127.0.0.1{AT}/servicedesk"]
    page.locator(f"{PANEL} summary:text('Hent')").click()
    with page.expect_download() as waiting:
        page.locator(f"{PANEL} a:text('JSON')").click()
    assert waiting.value.url.startswith(f"{host}{AT}/data/servicedesk/")
    with page.expect_download():  # with its letters, which are a file of ours
        page.click(f"{PANEL} [data-picture=svg]")

    page.focus("#theme")
    page.keyboard.press("/")
    page.keyboard.type("svartider")
    expect(page.locator("#search-list [role=option]").first).to_contain_text("Svartider")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{host}{AT}/soeg?hospital=glostrup&q=svartider")
    page.locator(".found a").first.click()
    page.wait_for_url(f"{host}{AT}/svartider?hospital=glostrup*")
    visit.settled()
    assert visit.questions == ["/_dash-update-component"] * 3  # the filter, the reason, and away from it


def test_what_is_chosen_is_remembered_below_the_path(
    visit: Window, context: BrowserContext, host: str
) -> None:
    page = visit.go("/sager")
    page.click("#theme")
    page.click("#language")
    page.wait_for_url(f"{host}{AT}/sager?sprog=en")
    visit.settled()
    page.goto(f"{host}{AT}/projekter")
    assert page.url == f"{host}{AT}/projekter?sprog=en"
    assert page.locator("html").get_attribute("data-bs-theme") == "dark"
    visit.settled()
    assert {cookie["path"] for cookie in context.cookies()} == {AT}
    page.click("#language")
    page.wait_for_url(f"{host}{AT}/projekter?sprog=da")
    visit.settled()
    page.goto(f"{host}{AT}/data/")
    expect(page.locator("a", has_text="CSV").first).to_be_visible()
    page.goto(f"{host}{AT}/vaeg?skaerm=forhallen&sider=servicedesk")
    page.wait_for_function(READY)
    page.goto(f"{host}{AT}/skaerme")
    expect(page.get_by_role("rowheader", name="forhallen")).to_be_visible()
    page.goto(f"{host}{AT}/vaeg")
    page.keyboard.press("Escape")
    page.wait_for_url(f"{host}{AT}/")
    visit.settled()


def test_the_host_has_its_other_addresses_and_the_path_its_own(
    context: BrowserContext, host: str, behind: Server
) -> None:
    assert asked(context, f"{host}/sager").status == 404  # the host's own: it has no such page
    led = asked(context, f"{host}{AT}")
    assert (led.status, led.headers["location"].endswith(f"{AT}/")) == (301, True)
    assert asked(context, f"{host}{AT}/readyz").json()["ready"] is True  # from the machine itself
    behind.stop()
    away = asked(context, f"{host}{AT}/sager")
    assert (away.status, away.headers["cache-control"]) == (502, "no-store")
    assert "Pejling kan ikke nås lige nu" in away.text()
