"""What is open says that its server has gone away, and stops saying so when it is back: a page, and the wall."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.windows import Screen, Server, Window

pytestmark = pytest.mark.takes(25)
LATE = "(late) => document.getElementById('age').dataset.late === late"


def test_a_page_and_the_wall_say_that_their_server_is_gone(
    own_server: Server, new_context: Callable[..., BrowserContext], screen: Screen
) -> None:
    page = Window(new_context().new_page(), own_server.url).go("/servicedesk")
    expect(page.locator("h1")).to_have_text("Servicedesk")
    wall = screen.show("/vaeg?sekunder=3600&hver=0.5", server=own_server.url)
    shown = wall.inner_text("#slide")
    own_server.stop()

    line = page.locator("#live")
    expect(line).to_contain_text("Pejling kan ikke nås lige nu")
    expect(page.locator("#servicedesk-opkald-title")).to_be_visible()
    wall.wait_for_function(LATE, arg="near")
    assert "kan ikke nås" in wall.inner_text("#told")
    assert wall.inner_text("#slide") == shown

    own_server.start()
    expect(line).to_be_hidden()
    wall.wait_for_function(LATE, arg="good")
    assert "kan ikke nås" not in wall.inner_text("#told")
