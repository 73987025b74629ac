"""Pejling below a path of its host: every address that it writes is below it too, and nothing else is answered."""

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from callbacks.access.csrf import SESSION
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.database import schema as t
from data_access.people.writing import writing
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from tests.app.access import GOES, form_of, signing_house
from tests.app.conftest import UPDATE, Held, question
from tests.app.reading import Read
from vocabulary import addresses

AT = "/it/pejling"
# How an address of ours begins, wherever it stands: in an attribute, in JSON, in a sentence.
OURS = {page.path for page in PAGES if page.path != "/"} | {
    "/assets", "/_dash", "/data", "/soeg", "/vaeg", "/skaerme", "/tilstand", "/was", "/healthz", "/tema",
    "/log-ind", "/log-ud", "/logget-ud", "/mig", "/adgang", "/ord", "/mangler", "/loefter", "/rapport",
}  # fmt: skip
ADDRESS = re.compile(rf"(?<![\w./:-])(?:{'|'.join(sorted(OURS))})\b|(?:href|action|src)=\"/(?!it/)")

pytestmark = pytest.mark.takes(5)


@pytest.fixture(scope="module")
def client(settings: Settings, snapshot: Snapshot) -> Any:
    """Return a browser that keeps cookies, of an application below the path."""
    own = replace(snapshot)  # what is known of it may hold addresses of another root
    server = create_app(replace(settings, path=AT), Held(own)).server  # type: ignore[arg-type]
    return server.test_client()


def got(client: Any, address: str, **more: Any) -> Any:
    response = client.get(address, **more)
    assert response.status_code == 200, (address, response.text)
    return response


def strays(words: str) -> list[str]:
    """Return the addresses of ours that are not below the path."""
    assert AT + AT not in words
    return [
        words[max(at.start() - 40, 0) : at.end() + 20] for at in ADDRESS.finditer(words.replace(AT, " .", -1))
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_all_addresses_of_a_page_are_below_the_path(page: Any, client: Any) -> None:
    path, search = AT + page.path, "?hvorfor=ja&maaned=2015-01"
    whole = got(client, path + search).text
    assert strays(whole) == []
    found = Read(whole)
    assert {each["data-root"] for each in found.all("html")} == {AT}
    assert len(found.all("a")) > 10
    response = client.post(AT + UPDATE, json=question(path, search))
    assert strays(response.text) == []
    assert orjson.loads(response.data)["response"]["answer"]["data"]["address"] == path + search


@pytest.mark.parametrize(
    "address",
    ["/soeg?q=svar", "/soeg/forslag?q=svar", "/data/", "/vaeg", "/vaeg/tavler", "/skaerme", "/tilstand",
     "/projekter/findes-ikke", "/data/findes-ikke.xlsx", "/data/findes-ikke/x.csv", "/was",
     "/findes/ikke", "/data/sager/aabne.json",
     "/rapport", "/rapport/11", "/rapport/11/siden-sidst", "/rapport/kontrol", "/rapport/kalender.ics",
     "/rapport/feed.atom", "/rapport/99"],
)  # fmt: skip
def test_what_is_not_dashs_is_below_it_too(address: str, client: Any) -> None:
    response = client.get(AT + address)
    assert response.status_code in (200, 404)
    assert strays(response.text) == []
    if address.startswith("/data/findes-ikke"):
        assert f"Se listen på {AT}/data/." in response.text


def test_what_is_not_from_our_root_stays_as_it_is() -> None:
    with addresses.below(AT):
        assert addresses.full("/sager") == f"{AT}/sager"
        for address in ("#a", "?b=c", "https://example.org/", ""):
            assert addresses.full(address) == address
        assert [addresses.own(path) for path in (f"{AT}/sager", f"{AT}2/sager", "/sager")] == [
            "/sager",
            None,
            None,
        ]


def test_files_and_who_watches_are_below_it(client: Any) -> None:
    page = Read(got(client, f"{AT}/").text)
    files = [str(each["src"]) for each in page.all("script") if "src" in each]
    files += [address for each in page.all("script") for address in (each.get("data-run") or "").split()]
    files += [str(each["href"]) for each in page.all("link")]
    for address in [*files, f"{AT}/healthz", f"{AT}/readyz", f"{AT}/metrics"]:
        assert address.startswith(f"{AT}/")
        got(client, address, buffered=True)


def test_a_workbook_names_the_whole_address(client: Any) -> None:
    file = got(client, f"{AT}/data/sager.xlsx?hospital=glostrup", base_url="https://region.example.org")
    (about, *_sheets) = load_workbook(io.BytesIO(file.data)).worksheets
    links = [cell.hyperlink.target for row in about.iter_rows() for cell in row if cell.hyperlink]
    (link,) = links
    assert link.startswith(f"https://region.example.org{AT}/sager?")


def test_what_leads_on_leads_below_it(client: Any) -> None:
    for given, led in {
        AT: f"{AT}/",
        f"{AT}?fra=2014-09": f"{AT}/?fra=2014-09",
        f"{AT}/data": f"{AT}/data/",
        f"{AT}/hospital?hospital=glostrup&valg=1": f"{AT}/hospital/glostrup",
    }.items():
        response = client.get(given)
        assert response.status_code in (303, 308)
        assert response.headers["Location"].removeprefix("http://localhost") == led


def test_the_language_chosen_is_remembered_below_it_alone(client: Any) -> None:
    cookie = got(client, f"{AT}/sager?sprog=en").headers["Set-Cookie"]
    assert f"Path={AT};" in cookie
    assert client.get(f"{AT}/sager?fra=2014-09").headers["Location"] == f"{AT}/sager?fra=2014-09&sprog=en"
    assert f"Path={AT};" in got(client, f"{AT}/sager?sprog=da").headers["Set-Cookie"]
    assert client.get(f"{AT}/sager").status_code == 200


@pytest.mark.parametrize("address", ["/sager?sprog=en", "/tema/moerkt"])
def test_what_was_chosen_is_kept_for_a_year_below_it_and_sent_over_tls_alone(
    address: str, client: Any
) -> None:
    other = client.application.test_client()
    answer = other.get(AT + address, base_url="https://region.example.org")
    cookie = set(answer.headers["Set-Cookie"].split("; "))
    assert {f"Path={AT}", "Secure", "SameSite=Lax", "Max-Age=31536000"} <= cookie
    # The theme's is written by a script too.
    assert ("HttpOnly" in cookie) == ("sprog" in address)
    assert "Secure" not in other.get(AT + address).headers["Set-Cookie"]


def test_signing_in_and_out_lead_below_it(
    settings: Settings, snapshot: Snapshot, migrated_file: Callable[[Path], str], tmp_path: Path
) -> None:
    people = migrated_file(tmp_path / "people.db")
    house = signing_house(settings, replace(snapshot), people, path=AT)
    nobody, (boss, _number) = house.visitor(), house.signed_in("chef", "administrator")
    for way in ("/sager?fra=2014-09", "//ond.example/", "/\\ond.example"):
        led = nobody.get(AT + way, headers=GOES).headers["Location"]
        assert led.startswith(f"{AT}/log-ind?til=/"), way
    for address in ("/log-ind", "/log-ind/svar?state=x", "/logget-ud", "/mig", "/vaeg/ind?noegle=x"):
        assert strays(nobody.get(AT + address, headers=GOES).text) == [], address
    assert f"{AT}/log-ind" in nobody.get(f"{AT}/tilstand").text
    assert f"{AT}/skaerme" in nobody.get(f"{AT}/vaeg/ind?noegle=x").text
    for address in (
        "/mig",
        "/adgang",
        "/skaerme",
        "/mangler",
        "/loefter",
        "/rapport/redaktion",
        "/rapport/ny",
        "/rapport/udgivelse/status/12",
        "/rapport/moede/status/11/0",
        "/ord?tal=abandoned&maaned=2015-03",
    ):
        answer = boss.get(AT + address, headers=GOES)
        assert (answer.status_code, strays(answer.text)) == (200, []), address
    session = boss.get_cookie(SESSION)
    assert session
    boss.set_cookie(f"__Secure-{SESSION}", session.value, domain="localhost", secure=True)
    safely = boss.get(f"{AT}/mig", base_url="https://localhost")
    (form,) = safely.headers.getlist("Set-Cookie")
    assert form.startswith("__Secure-pejling-form=")
    assert {f"Path={AT}", "Secure", "HttpOnly", "SameSite=Lax"} <= set(form.split("; "))
    # And so does a manager's own view.
    key = next(iter(snapshot.choices.hospitals["today"]))
    with writing(people) as connection:
        connection.execute(insert(t.hospitals).values(key=key, name=key))
    manager, _number = house.signed_in("leder", "manager", hospital=key)
    assert manager.get(f"{AT}/sager").headers["Location"] == f"{AT}/sager?hospital={key}"
    whole = manager.get(f"{AT}/sager?hospital=alle")
    assert f"Path={AT}" in next(
        each for each in whole.headers.getlist("Set-Cookie") if "pejling-hospital" in each
    )
    out = boss.post(f"{AT}/log-ud", data={"formular": form_of(boss, f"{AT}/mig")})
    assert out.headers["Location"] == f"{AT}/logget-ud"
    assert f"Path={AT};" in out.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/", "/sager", "/it", "/it/pejlinger/", "/it/pejling2", "/healthz", UPDATE])
def test_nothing_is_answered_outside_it(path: str, client: Any) -> None:
    response = client.get(path, buffered=True)
    assert (response.status_code, response.mimetype) == (404, "text/plain")
    assert response.text == f"Der er ingenting på den adresse. Pejling er på {AT}/.\n"
    assert "Pejling is at" in client.get(f"{path}?sprog=en").text
    assert client.post(AT + UPDATE, json=question(path, "")).status_code == 400
