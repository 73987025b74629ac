"""Signing in at a real provider: roles from its groups, out again from either side, and what an open page says."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect
from sqlalchemy import insert

from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.people import asked, grants
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from tests.browser.looks import violations
from tests.browser.windows import READY, send
from tests.signing import SignedIn, signed_in

pytestmark = pytest.mark.takes(19)


@pytest.fixture(scope="module")
def house(
    demo_url: str,
    demo_snapshot: Snapshot,
    migrated_file: Callable[[Path], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[SignedIn]:
    folder = tmp_path_factory.mktemp("signed-in")
    people = migrated_file(folder / "people.db")
    with writing(people) as connection:
        grants.grant(connection, "reader", None, group="pejling-laesere")
        grants.grant(connection, "administrator", None, group="pejling-drift")
        connection.execute(insert(t.sources).values(key="projekter", name="Projekter"))
        connection.execute(insert(t.projects).values(key="ekg", name="EKG"))
    env = {
        "PEJLING_STATE_DIR": str(folder),
        "PEJLING_DATABASE_URL": demo_url,
        "PEJLING_STALE_SECONDS": "86400",
    }
    settings = Settings.from_env(env)
    store = Store(lambda _previous, _progress: demo_snapshot, folder / "snapshot", every=3600)
    store.start()
    before, asked.FRESH_SECONDS = asked.FRESH_SECONDS, 0.5  # a test does not wait for half a minute
    with signed_in(settings, store, people) as found:
        yield found
    asked.FRESH_SECONDS = before
    store.stop()


def test_one_signs_in_with_the_groups_roles_and_comes_to_what_one_came_for(house: SignedIn) -> None:
    reader = house.visitor()
    found = house.sign_in(reader, "laeser", "/servicedesk?fra=2014-09")
    assert (found.status_code, found.url) == (200, f"{house.url}/servicedesk?fra=2014-09")
    assert "Du er logget ind som Læser." in reader.get(f"{house.url}/mig").text
    assert "administrator" in house.sign_in(house.visitor(), "administrator").text
    nobody = house.sign_in(house.visitor(), "ingen", "/servicedesk")
    assert (nobody.status_code, "ikke fået adgang" in nobody.text) == (403, True)


def test_a_code_that_was_used_signs_nobody_in(house: SignedIn) -> None:
    visitor = house.visitor()
    asked_for = visitor.get(f"{house.url}/log-ind")
    there = visitor.get(f"{asked_for.url}/laeser", allow_redirects=False)
    while not (back := there.headers["Location"]).startswith(house.url):
        there = visitor.get(back if back.startswith("http") else house.provider + back, allow_redirects=False)
    thief = house.visitor()  # who has seen the address, and has no question of his own
    stolen = thief.get(back)
    assert (stolen.status_code, "Prøv igen" in stolen.text) == (400, True)
    assert visitor.get(back).status_code == 200
    assert visitor.get(back).status_code == 400
    assert house.state(thief) == 401


def test_signing_out_at_the_provider_ends_the_session_here(house: SignedIn) -> None:
    reader = house.visitor()
    house.sign_in(reader, "laeser")
    page = reader.get(f"{house.provider}/session/end").text
    xsrf = page.partition('name="xsrf" value="')[2].partition('"')[0]
    reader.post(f"{house.provider}/session/end/confirm", data={"xsrf": xsrf, "logout": "yes"}, timeout=60)
    deadline = time.monotonic() + 60
    while house.state(reader) != 401:
        assert time.monotonic() < deadline, "the provider's word was not taken"
        time.sleep(0.1)


def test_an_open_page_says_that_one_is_signed_out_and_leads_back(
    house: SignedIn, new_context: Callable[..., BrowserContext]
) -> None:
    context = new_context()
    page = context.new_page()
    page.goto(f"{house.url}/servicedesk?fra=2014-09")
    page.get_by_role("link", name="Læser").click()
    expect(page.locator("h1")).to_have_text("Servicedesk")
    assert page.url == f"{house.url}/servicedesk?fra=2014-09"

    house.people.ended_elsewhere(house.provider, "laeser", "", "")
    line = page.locator("#live")
    expect(line).to_contain_text("Du er ikke logget ind længere")
    expect(page.locator("h1")).to_have_text("Servicedesk")  # what stands there stays
    line.get_by_role("button").click()  # the provider knows the visitor still
    expect(page).to_have_url(f"{house.url}/servicedesk?fra=2014-09")
    expect(line).to_be_hidden()

    page.goto(f"{house.url}/mig")
    send(page.get_by_role("button", name="Log ud"))
    page.get_by_role("button", name="Log ud").click()  # at the provider, which asks
    expect(page.locator("h1")).to_have_text("Logget ud")
    page.goto(f"{house.url}/servicedesk")
    expect(page.locator("h1")).to_have_text("Hvem er du?")


def test_an_administrator_lets_a_screen_in_and_shuts_it_out(
    house: SignedIn, new_context: Callable[..., BrowserContext]
) -> None:
    page = new_context().new_page()
    page.goto(f"{house.url}/adgang")
    page.get_by_role("link", name="Administrator").click()
    expect(page.locator("h1")).to_have_text("Hvem må hvad")
    assert violations(page) == []
    page.goto(f"{house.url}/skaerme")
    assert violations(page) == []
    page.get_by_label("Hvad hedder skærmen?").fill("Vagtrum")
    page.get_by_role("button", name="Luk den ind").click()
    link = page.locator(".access-link").inner_text()
    assert violations(page) == []

    wall = new_context().new_page()
    wall.goto(f"{link}&sekunder=3600&hver=0.5&sider=sager")
    wall.wait_for_function(READY)
    assert "noegle" not in wall.url
    page.goto(f"{house.url}/skaerme")
    page.get_by_role("button", name="Luk ude: Vagtrum").click()
    expect(wall.locator("#slide")).to_have_text(
        "Skærmen er lukket ude. En administrator kan lukke den ind igen på /skaerme."
    )
    page.goto(f"{house.url}/mig")
    assert violations(page) == []

    # He may write of every figure: what he writes is a draft by itself, and all men's by the button.
    page.clock.install()
    page.goto(f"{house.url}/ord?tal=cases_within_limit&maaned=2015-04&desk=cimt")
    page.get_by_label("Hvad er årsagen?").fill("Mange nye sager")
    page.clock.fast_forward(5_000)
    expect(page.locator("#gemt")).to_contain_text("Kladden er gemt")
    page.get_by_label("Hvad gør vi?").fill("Flere løser sager")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.locator(".notices")).to_contain_text("Forklaringen er udgivet")
    assert violations(page) == []
    page.get_by_role("link", name="Skriv en note om måneden").click()
    page.get_by_label("Hvad skal man vide om april 2015?").fill("Nyt sagssystem")
    page.get_by_label("Er niveauet et andet fra da af?").select_option("ja")
    page.get_by_role("button", name="Gem noten").click()
    expect(page.locator("#graenser")).to_have_text("Det sker der med grænserne")
    assert violations(page) == []
    page.get_by_role("button", name="Gem noten").click()
    expect(page.locator(".notices")).to_contain_text("Noten er gemt")
    for path in ("/mangler", "/loefter"):
        page.goto(f"{house.url}{path}")
        for summary in page.locator("main summary").all():
            summary.click()
        assert violations(page) == []

    # A project is reported of; another tab has reported meanwhile, and both are put together by keyboard alone.
    page.goto(f"{house.url}/projekter/ekg")
    page.get_by_role("link", name="Skriv projektets rapport").click()
    expect(page.locator("h1")).to_have_text("Projektrapport: EKG, maj 2015")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_label("Hvordan går det?").fill("Det første")
    other.get_by_role("button", name="Gem kladde").click()
    expect(other.locator(".notices")).to_contain_text("Kladden er gemt.")
    other.close()
    page.get_by_label("Hvordan går det?").fill("Det andet")
    page.get_by_role("button", name="Udgiv").click()
    expect(page.locator("#den-anden")).to_contain_text("Det første")
    assert violations(page) == []
    page.locator("#valg-status-min").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#valg-status-begge")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Hvordan går det?")).to_have_value("Det første. Det andet.")
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Vis det beregnede lys").click()
    expect(page.locator(".notices")).to_contain_text("Tallene i formularen giver: rød.")
    assert violations(page) == []
    page.get_by_role("button", name="Udgiv").click()
    expect(page.locator(".notices")).to_contain_text("Rapporten er udgivet")
    assert violations(page) == []

    # An edition is begun, put in order and looked at by keyboard alone.
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{house.url}/rapport/ny")
    assert violations(page) == []
    page.get_by_label("Nummer").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Kladde: 12. afrapportering")
    assert violations(page) == []
    page.get_by_label("Flyt 2. CIMT Servicedesk ned").focus()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("aria-label", "Flyt 3. CIMT Servicedesk ned")
    page.get_by_label("Forord").focus()
    page.keyboard.type("Et ord")
    page.get_by_label("Bilag").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".notices")).to_contain_text("Kladden er gemt.")
    expect(page.get_by_label("Forord")).to_have_value("Et ord")
    page.set_viewport_size({"width": 390, "height": 844})
    for path in (
        "kladde/status/12",
        "kladde/status/12/udgiv",
        "redaktion",
        "udgivelse/status/12",
        "moede/status/11/0",
    ):
        page.goto(f"{house.url}/rapport/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
        assert violations(page) == [], path


def test_a_provider_that_is_away_is_a_plain_page(house: SignedIn) -> None:
    """The last of the tests: nobody can sign in any more."""
    reader = house.visitor()
    house.sign_in(reader, "laeser")
    question = house.visitor()
    asked_for = question.get(f"{house.url}/log-ind", allow_redirects=False).headers["Location"]
    state = asked_for.partition("state=")[2].partition("&")[0]
    house.process.kill()
    house.process.wait(10)
    found = question.get(f"{house.url}/log-ind/svar?code=c&state={state}")
    assert (found.status_code, "svarer ikke lige nu" in found.text) == (503, True)
    assert house.state(reader) == 200  # who is signed in, is
