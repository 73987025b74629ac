"""A page whose server goes away says so, and stops saying so when it is back."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect


def test_the_page_says_that_its_server_is_gone(own_server: Any, new_context: Callable[..., Any]) -> None:
    page = new_context().new_page()
    page.goto(own_server.url + "/servicedesk")
    expect(page.locator("h1")).to_have_text("Servicedesk")
    own_server.stop()
    line = page.locator("#live")
    expect(line).to_contain_text("Pejling kan ikke nås lige nu", timeout=30_000)
    expect(page.locator("#servicedesk-opkald-title")).to_be_visible()
    own_server.start()
    expect(line).to_be_hidden(timeout=30_000)
