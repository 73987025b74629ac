"""Nothing that a page is made of is fetched from anywhere but the server itself."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from layouts.parts.declarations import Page
from tests.app.choices import PAGES

ASSETS = Path(__file__).parents[2] / "assets"
OURS = sorted(path for path in ASSETS.glob("*.*") if path.suffix in (".js", ".css", ".svg"))
STYLES = sorted(ASSETS.rglob("*.css"))
ELSEWHERE = re.compile(r"^\s*([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
LOADING = {"src", "href", "srcset", "action", "formaction", "poster", "data", "xlink:href", "background"}
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


class Loads(HTMLParser):
    """Collects what a page loads or leads to, and its language."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.language = ""
        self.scripts: dict[str, str] = {}
        self._script = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.addresses += [value for name, value in attrs if name in LOADING and value]
        self._script = given.get("id") or "" if tag == "script" else ""
        if tag == "html":
            self.language = given.get("lang") or ""

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[self._script] = self.scripts.get(self._script, "") + data


@pytest.mark.parametrize("address", [*(page.path for page in PAGES), "/data/", "/findes-ikke"])
def test_a_page_is_danish_and_loads_from_here(address: str, visitor: Any) -> None:
    page = Loads(visitor.client.get(address).text)
    assert page.language == "da"
    assert page.addresses
    assert not [each for each in page.addresses if ELSEWHERE.match(each)]


@every_page
def test_an_answer_leads_nowhere_else(page: Page, visitor: Any) -> None:
    answer = visitor.ask(page.path, "?maaned=2015-04&system=blodinfo-ii").get_json()
    addresses = list(values_of(answer, LOADING))
    assert addresses
    assert not [each for each in addresses if ELSEWHERE.match(each)]
    servers = list(values_of(answer, {"plotlyServerURL", "topojsonURL", "mapboxAccessToken", "source"}))
    assert not [each for each in servers if ELSEWHERE.match(str(each))]


def values_of(node: Any, names: set[str]) -> Any:
    """Yield the text of every property that has one of the names."""
    if isinstance(node, list):
        for each in node:
            yield from values_of(each, names)
    if isinstance(node, dict):
        for name, value in node.items():
            if name in names and isinstance(value, str):
                yield value
            yield from values_of(value, names)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_loads_from_here(path: Path) -> None:
    style = path.read_text(encoding="utf-8")
    assert "@import" not in style
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", style)
    assert not [each for each in addresses if ELSEWHERE.match(each)]


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_files_name_no_other_place(path: Path) -> None:
    named = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", path.read_text(encoding="utf-8"))
    assert [each for each in named if each != "http://www.w3.org"] == []


def test_dashs_own_tools_that_look_for_newer_versions_are_off(visitor: Any) -> None:
    config = json.loads(Loads(visitor.client.get("/").text).scripts["_dash-config"])
    assert config["ui"] is False
    assert config["serve_locally"] is True
    assert not config.get("hot_reload")


@pytest.mark.parametrize("kind", ["src", "href"])
def test_everything_a_page_loads_is_there(kind: str, visitor: Any) -> None:
    source = visitor.client.get("/").text
    addresses = re.findall(rf'<(?:script|link)[^>]* {kind}="([^"]+)"', source)
    assert addresses
    for address in addresses:
        answer = visitor.client.get(address, buffered=True)
        assert answer.status_code == 200, address
        assert "max-age" in answer.headers["Cache-Control"], address
