"""A page asked for by its address carries its answer, and is not sent again where it has not moved."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import pytest
from werkzeug.http import http_date

from callbacks.memo import decompress
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from tests.app.choices import PAGES
from tests.app.conftest import Held, Tree
from tests.app.reading import Read
from tests.app.test_injection import HOSTILE

pytestmark = pytest.mark.takes(8)

LANGUAGES = ("", "?sprog=en")
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the figures be confirmed, however long ago they were read for these tests."""
    monkeypatch.setattr(Store, "age", lambda _self: 2.0)


@cache  # a page is read once for all that is held of it
def read(visitor: Any, address: str) -> Read:
    response = visitor.client.get(address)
    assert response.status_code == 200, (address, response.text)
    return Read(response.text)


def options(tree: Tree) -> list[tuple[str, str]]:
    """Return what the lists of a page offer."""
    return [
        (option["value"], option["label"]) for each in tree.all("Select") for option in each.prop("options")
    ]


def squeezed(words: str) -> str:
    return " ".join(words.split())


@every_page
@pytest.mark.parametrize("spoken", LANGUAGES)
def test_a_page_carries_its_answer(page: Any, spoken: str, visitor: Any) -> None:
    found, answer = read(visitor, page.path + spoken), visitor.answer(page.path, spoken)
    for place in ("header", "main", "foot"):
        tree = Tree(answer[place])
        lists = "".join(label for _value, label in options(tree))
        # The lists' words come in their places, so letters are compared and not their order.
        assert Counter(squeezed(found.said[place])) == Counter(squeezed(tree.text() + lists)), place
    main = Tree(answer["main"])
    assert found.title == answer["title"]
    (about,) = found.all("meta", name="description")
    assert about["content"] == main.all("P", class_="summary")[0].text()
    charts = [f"{each.prop('id')}" for each in main.all("Graph")]
    assert [each["id"] for each in found.all("div", **{"class": "dash-graph chart"})] == charts
    assert len(found.all("table")) == len(main.all("Table"))


@every_page
def test_dash_begins_with_what_stands_there(page: Any, visitor: Any) -> None:
    """Its layout is the answer, but for what Dash does not draw; the figures of its charts stand beside it."""
    found, answer = read(visitor, page.path), visitor.answer(page.path)
    places = {each["props"].get("id"): each for each in found.values["layout"]["props"]["children"]}
    for place in ("header", "main", "foot"):
        assert places[place]["props"]["children"] == drawn(answer[place])
    charts = {each.prop("id"): each for each in Tree(answer["main"]).all("Graph")}
    assert found.values["figures"] == {
        key: {**each.prop("figure"), "config": each.prop("config")} for key, each in charts.items()
    }
    assert found.values["dependencies"] == visitor.client.get("/_dash-dependencies").get_json()
    bare = visitor.client.get("/_dash-layout").get_json()["props"]["children"]
    assert [each["type"] for each in bare] == [each["type"] for each in places.values()]


def drawn(node: Any) -> Any:
    if isinstance(node, list):
        return [drawn(each) for each in node]
    if not isinstance(node, dict):
        return node
    if node["type"] == "Graph":
        place = {"id": node["props"]["id"], "className": "dash-graph chart", "style": node["props"]["style"]}
        return {"props": place, "type": "Div", "namespace": "dash_html_components"}
    props = {
        name: drawn(value) if name == "children" else value
        for name, value in node["props"].items()
        if name != "children" or "data-plain" not in node["props"]
    }
    return node | {"props": props}


def test_no_text_of_the_data_becomes_markup(snapshot: Snapshot, visitor_of: Callable[[Any], Any]) -> None:
    reports = snapshot.frames["project_reports"]
    hostile = (*HOSTILE, "</script><script>alert(1)</script>", "<!--", '" onload="alert(1)', "&lt;")
    findings = [hostile[place % len(hostile)] for place in range(len(reports))]
    names = snapshot.frames["projects"]
    called = names.assign(name=[f"{hostile[place % len(hostile)]} {place}" for place in range(len(names))])
    frames = {**snapshot.frames, "project_reports": reports.assign(finding=findings), "projects": called}
    visitor = visitor_of(Held(replace(snapshot, frames=frames)))
    page = read(visitor, "/projekter")
    for each in hostile:
        assert squeezed(each) in squeezed(page.said["main"])
    tags = {tag for tag, _given in page.elements}
    plain = {tag for tag, _given in read(visitor_of(Held(snapshot)), "/projekter").elements}
    assert tags == plain
    assert not [name for _tag, given in page.elements for name in given if name.startswith("on")]
    assert all(given.get("src") or given.get("type") == "application/json" for given in page.all("script"))


def test_nothing_in_a_page_is_a_script_or_a_style_of_its_own(visitor: Any) -> None:
    response = visitor.client.get("/servicedesk")
    page = Read(response.text)
    assert all(given.get("src") or given.get("type") == "application/json" for given in page.all("script"))
    assert page.all("style") == []
    assert not [given for _tag, given in page.elements if "style" in given]
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy


@every_page
def test_a_page_that_has_not_moved_is_not_sent_again(page: Any, visitor: Any) -> None:
    first = visitor.client.get(page.path)
    assert first.headers["Cache-Control"] == "no-cache"
    tag = {"If-None-Match": first.headers["ETag"]}
    again = visitor.client.get(page.path, headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    # Another choice, another language and another page are others.
    for other in (f"{page.path}?fra=x", f"{page.path}?sprog=en", "/findes-ikke"):
        assert visitor.client.get(other, headers=tag).status_code != 304


# What can be had of the figures, each in its form.
OF_FIGURES = ["/sager", "/soeg?q=svar", "/data/sager/aabne.json", "/data/sager/aabne.csv", "/data/sager.xlsx"]


def moved(client: Any, address: str) -> datetime:
    """Return when an address says that it last moved; it does not say so in the second in which it did."""
    deadline = time.monotonic() + 60
    while (found := client.get(address).last_modified) is None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert isinstance(found, datetime)
    return found


@pytest.mark.parametrize("address", [*OF_FIGURES, "/data/"])
def test_who_has_it_by_its_tag_or_by_its_day_is_not_sent_it_again(address: str, visitor: Any) -> None:
    client = visitor.client
    at, first = moved(client, address), client.get(address)
    assert first.status_code == 200
    assert (first.headers["Cache-Control"], first.headers["ETag"][:3]) == ("no-cache", 'W/"')
    later, earlier = (http_date(at + timedelta(seconds=step)) for step in (0, -1))
    tag, other = first.headers["ETag"], 'W/"another"'
    for given, status in [
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": tag, "If-Modified-Since": earlier}, 304),
        ({"If-Modified-Since": later}, 304),
        ({"If-Modified-Since": earlier}, 200),
        ({"If-None-Match": other, "If-Modified-Since": later}, 200),
        ({"If-Modified-Since": "i går"}, 200),
        # Whoever is told from others may have been given another answer, which is as old.
        ({"If-Modified-Since": later, "Cookie": "a=b"}, 200),
    ]:
        again = client.get(address, headers=given)
        assert again.status_code == status, given
        assert again.headers["ETag"] == tag
        assert (bool(again.data), again.last_modified) == ((True, at) if status == 200 else (False, None))


def test_what_moved_with_the_figures_says_so(snapshot: Snapshot, visitor_of: Callable[[Any], Any]) -> None:
    store = Held(replace(snapshot, since=time.time() + 3600))
    client = visitor_of(store).client
    for address in OF_FIGURES:
        assert client.get(address).last_modified is None  # it may move again within the same second
        assert (
            client.get(address, headers={"If-Modified-Since": http_date(time.time() + 7200)}).status_code
            == 200
        )
    store.held = replace(snapshot, since=1.0)
    begun = moved(client, "/data/")
    assert {moved(client, address) for address in OF_FIGURES} == {
        begun
    }  # the program is newer than the figures


def test_where_the_clock_runs_an_hour_is_new_too(snapshot: Snapshot) -> None:
    """Ages are told in hours, and the version is another by the hour."""
    settings = snapshot.frames["settings"]
    running = replace(
        snapshot, frames={**snapshot.frames, "settings": settings[settings["key"] != "clock"]}, since=9.0
    )
    assert snapshot.dated == snapshot.since
    assert running.dated == pytest.approx(time.time() // 3600 * 3600, abs=3601)
    assert replace(running, since=time.time()).dated == pytest.approx(time.time(), abs=60)


def test_new_figures_are_another_page(snapshot: Snapshot, visitor_of: Callable[[Any], Any]) -> None:
    store = Held(snapshot)
    visitor = visitor_of(store)
    tag = visitor.client.get("/sager").headers["ETag"]
    store.take(snapshot, {})
    moved = visitor.client.get("/sager", headers={"If-None-Match": tag})
    assert moved.status_code == 200
    assert moved.headers["ETag"] != tag


@pytest.fixture
def old(snapshot: Snapshot, visitor_of: Callable[[Any], Any]) -> Iterator[Any]:
    """Return a visitor of figures that nobody has confirmed for ten minutes."""
    store = Held(snapshot)
    store.age = lambda: 600.0  # type: ignore[method-assign]
    return visitor_of(store)


def test_the_age_of_old_figures_is_told_in_the_page_and_not_kept(old: Any, visitor: Any) -> None:
    fresh = visitor.client.get("/sager")
    response = old.client.get("/sager", headers={"If-None-Match": fresh.headers["ETag"]})
    assert response.status_code == 200
    assert "Driftsdatabasen har ikke svaret i 10 minutter" in Read(response.text).said["live"]
    packed = old.client.get("/sager", headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert decompress(packed.data).decode() == response.text
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers


@pytest.mark.parametrize("how", ["br", "gzip", "identity"])
def test_a_page_is_the_same_however_it_is_packed(how: str, visitor: Any) -> None:
    response = visitor.client.get("/svartider", headers={"Accept-Encoding": how})
    assert response.headers.get("Content-Encoding", "identity") == how
    assert {"Accept-Encoding", "Cookie"} <= set(response.vary)


@pytest.mark.parametrize(
    ("address", "there"),
    [
        ("/svartider?til=2015-01&hospital=alle&desk=klinisk&valg=1", "/svartider?til=2015-01&desk=klinisk"),
        ("/sager?sprog=en&fra=2014-09&til=2015-01&valg=1", "/sager?fra=2014-09&til=2015-01&sprog=en"),
        ("/hospital?til=2015-02&hospital=herlev&valg=1", "/hospital/herlev?til=2015-02"),
        ("/hospital?til=2015-02&hospital=alle&valg=1", "/hospital?til=2015-02"),
        ("/projekter?projekt=../x%3Fy&valg=1", "/projekter/..%2Fx%3Fy"),
    ],
)  # fmt: skip
def test_a_form_leads_to_the_address_that_scripts_would_write(address: str, there: str, visitor: Any) -> None:
    response = visitor.client.get(address)
    assert (response.status_code, response.headers["Location"]) == (303, there)


@every_page
def test_the_lists_are_a_form_that_keeps_the_rest_of_the_address(page: Any, visitor: Any) -> None:
    if not page.filters:
        return
    asked = "?maaned=2015-02&desk=klinisk&sprog=en"
    found = read(visitor, page.path + asked)
    (form,) = found.all("form", **{"class": "filters-form"})
    assert (form["action"], form["method"]) == (
        re.sub(r"(?<=.)/[^/]+$", "", page.path) if page.things else page.path,
        "get",
    )
    sent = [each["name"] for each in [*found.all("select"), *found.all("input", type="hidden")]]
    assert {"maaned", "sprog", "desk"} <= set(sent)
    assert len(sent) == len(set(sent))


def test_a_language_that_was_chosen_is_led_to_and_forgotten(application: Any) -> None:
    client = application.server.test_client()
    assert client.get("/sager").headers.get("Set-Cookie") is None
    said = client.get("/sager?sprog=en").headers["Set-Cookie"]
    assert "pejling-language=en;" in said
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= {each.strip() for each in said.split(";")}
    for address, there in (
        ("/sager", "/sager?sprog=en"),
        ("/svartider?fra=2015-01", "/svartider?fra=2015-01&sprog=en"),
        ("/soeg?q=mail", "/soeg?q=mail&sprog=en"),
    ):
        led = client.get(address)
        assert (led.status_code, led.headers["Location"]) == (302, there)
    assert client.get("/findes-ikke").status_code == 404
    assert "pejling-language=;" in client.get("/sager?sprog=da").headers["Set-Cookie"]
    assert client.get("/sager").status_code == 200
    assert client.get("/sager?sprog=de").headers.get("Set-Cookie") is None
