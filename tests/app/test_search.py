"""What can be looked for leads to where it is, in both languages, whatever is asked."""

import json
from collections import defaultdict
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from callbacks.reading import read_query
from dashboard.app import create_app
from data_access.snapshot.progress import Why
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.accessibility import page_of
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, sentence
from layouts.parts.page import lay_out
from layouts.search.entries import entries
from layouts.search.matching import Known, find
from tests.app.conftest import Visitor
from tests.app.spoken import foreign
from tests.tried import examples
from vocabulary import language
from vocabulary.asked import parse
from vocabulary.language import LANGUAGES, Language

pytestmark = pytest.mark.takes(5)
any_text = st.text(st.characters(codec=None), max_size=120)


class Read(HTMLParser):
    """A page read: its elements, the addresses of what was found, and the words outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.found: list[str] = []
        self.values: list[str] = []
        self.words: list[str] = []
        self._inside: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if tag not in ("input", "meta", "link"):
            self._inside.append((tag, given.get("lang")))
        if given.get("class") == "found-name":
            self.found.append(str(given["href"]))
        if given.get("name") == "q":
            self.values.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside.pop()

    def handle_data(self, data: str) -> None:
        inner = {tag for tag, _lang in self._inside}
        marked = [lang for tag, lang in self._inside if lang and tag != "html"]
        if "script" not in inner and not marked:
            self.words.append(data)


def read(visitor: Any, query: str) -> Read:
    response = visitor.client.get(f"/soeg?{query}")
    assert response.status_code == 200
    assert response.mimetype == "text/html"
    return Read(response.text)


def suggested(visitor: Any, query: str) -> Any:
    response = visitor.client.get(f"/soeg/forslag?{query}")
    assert response.status_code == 200
    return response.get_json()


def test_the_page_and_the_suggestions_say_the_same(visitor: Any) -> None:
    page, told = read(visitor, "q=sag"), suggested(visitor, "q=sag")
    assert page.found[0] == told["results"][0]["address"] == "/sager"
    assert [each["address"] for each in told["results"]] == page.found[: len(told["results"])]
    assert told["words"].startswith(f"{len(told['results'])} af {len(page.found)} ")


def test_what_is_chosen_goes_along(visitor: Any) -> None:
    asked = "q=svartider&fra=2014-10&til=2015-01&hospital=glostrup"
    (first, *_rest) = read(visitor, asked).found
    assert first == "/svartider?fra=2014-10&til=2015-01&hospital=glostrup"
    assert read(visitor, "q=netvaerk&fra=2014-10&til=2015-01").found[0] == (
        "/projekter/netvaerksprogrammet?fra=2014-10&til=2015-01"
    )
    assert read(visitor, "q=herlev").found[0] == "/hospital/herlev-og-gentofte"
    told = suggested(visitor, "q=klinisk+servicedesk&sprog=en")["results"]
    assert told[0]["address"] == "/servicedesk?desk=klinisk&sprog=en"


def test_a_figure_leads_to_its_subjects_page_and_not_to_where_it_is_one_of_many(visitor: Any) -> None:
    results = suggested(visitor, "q=straksafklaring")["results"]
    figure = next(each for each in results if each["kind"] == "Nøgletal")
    assert figure["address"].startswith("/servicedesk")


@pytest.mark.parametrize(
    ("asked", "kind", "name"),
    [
        ("svartidr", "Side", "Svartider"),
        ("straksafklaring", "Nøgletal", "Straksafklaring"),
        ("hilleroed", "Hospital", "Hospitalerne i Nordsjælland"),
        ("blodinfo", "System", "Blodinfo II"),
        ("netvaerk", "Projekt", "Netværksprogrammet"),
        ("first-contact", "Nøgletal", "Straksafklaring"),
        ("servicenow", "Kilde", "ServiceNow"),
    ],
)
def test_each_kind_is_found(asked: str, kind: str, name: str, visitor: Any) -> None:
    best = suggested(visitor, f"q={quote(asked)}")["results"][0]
    assert (best["kind"], best["name"]) == (kind, name)


def test_each_leads_to_where_it_is(visitor: Any, snapshot: Snapshot) -> None:
    """Every page is there, and has the section that is pointed at; what is set on the way can be chosen there."""
    choices, wanted = snapshot.choices, defaultdict[str, set[str]](set)
    for each in entries(snapshot, PAGES):
        address = urlsplit(each.address(choices.default(), choices))
        wanted[address.path].add(address.fragment)
        assert parse(read_query(address.query), choices)[1] == []
        assert {name for name, _value in each.picks} <= set(read_query(address.query)) | {"desk"}
    links = [link for link in visitor.page("/definitioner").all("A") if link.prop("data-nav")]
    for address in [urlsplit(link.prop("href")) for link in links]:
        wanted[address.path].add(address.fragment)
    for path, fragments in wanted.items():
        said = json.dumps(visitor.page(path).node)
        assert "Siden findes ikke" not in said
        assert [each for each in fragments if each and f'-{each}-title"' not in said] == [], path


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_it_speaks_one_language(spoken: Language, visitor: Any) -> None:
    for asked in ("sag", "herlev", "xyzzy", ""):
        query = f"q={asked}&sprog={spoken}"
        own = [words for words in read(visitor, query).words if asked not in words or not asked]
        told = suggested(visitor, query)
        own += [
            told["words"],
            *(each[part] for each in told["results"] for part in ("name", "kind", "where")),
        ]
        assert foreign(own, spoken) == []


def test_nothing_that_may_be_withheld_has_a_name_here(snapshot: Snapshot) -> None:
    known = [Known.of(each) for each in entries(snapshot, PAGES)]
    for name in snapshot.frames["providers"]["name"]:
        assert name not in [each.entry.name for each in find(known, name)], name


def test_nothing_found_says_what_to_try(visitor: Any) -> None:
    page = read(visitor, "q=xyzzy")
    assert page.found == []
    said = " ".join(page.words)
    assert "Der er intet i Pejling, der hedder „xyzzy“." in said
    assert "Det kan du prøve" in said


@pytest.fixture(scope="module")
def usual(visitor: Any) -> set[str]:
    """Return the elements that there are, whether something is found or not."""
    return read(visitor, "q=sag").tags | read(visitor, "q=xyzzy").tags


@settings(max_examples=examples(50))
@example(asked='"><script>alert(1)</script>')
@example(asked="</title></script><img src=x onerror=alert(1)>")
@example(asked=5_000 * "å")
@example(asked="\ud800")
@given(asked=any_text)
def test_whatever_is_asked_is_answered_as_words(visitor: Any, usual: set[str], asked: str) -> None:
    query = f"q={quote(asked.encode('utf-8', 'surrogatepass'))}"
    page, told = read(visitor, query), suggested(visitor, query)
    assert page.tags <= usual
    assert page.values == [told["q"]]


class Empty:
    """A store that has never had figures."""

    def snapshot(self) -> None:
        return None

    def age(self) -> float:
        return 0.0

    def why(self) -> Why:
        return Why.SILENT


@pytest.fixture(scope="module")
def named(settings: Any) -> Visitor:
    """Return a visitor of a house that names whom to write to and its declaration, and has no figures yet."""
    told = replace(settings, contact="it-tal@example.org", was_url="https://was.digst.dk/example-org")
    return Visitor(create_app(told, Empty()).server.test_client())  # type: ignore[arg-type]


def test_without_figures_there_is_nothing_to_find_and_no_fault(named: Visitor) -> None:
    assert read(named, "q=svar").found == []
    assert suggested(named, "q=svar")["results"] == []
    assert suggested(named, "q=svar")["words"].startswith("Der er ingen tal endnu")


def test_the_address_of_the_law_leads_to_the_declaration(named: Visitor, visitor: Any) -> None:
    led = named.client.get("/was")
    assert (led.status_code, led.headers["Location"]) == (302, "https://was.digst.dk/example-org")
    none = visitor.client.get("/was")
    assert none.status_code == 404
    assert none.text.startswith("Der er ikke tilknyttet en erklæring om tilgængelighed endnu.")


def test_who_is_named_to_write_to_is_told(named: Visitor, visitor: Any, snapshot: Snapshot) -> None:
    """Also to whom no script runs for, who has the search too."""
    bare = named.client.get("/").text
    assert "it-tal@example.org" in bare.partition('<p class="needs">')[2].partition("</p>")[0]
    assert 'action="/soeg"' in bare
    said = visitor.page("/tilgaengelighed").text()
    assert "Der mangler endnu en at skrive til." in said
    assert "laves i statens WAS-værktøj og mangler endnu." in said
    for contact, link in (
        ("a@example.org", "mailto:a@example.org"),
        ("https://example.org/a", "https://example.org/a"),
    ):
        page = page_of(contact, "https://was.digst.dk/x")
        content = answer(page.panels[1], snapshot, snapshot.choices.default())
        shown = str(lay_out(page, snapshot, content.filters, ()))
        assert contact in sentence(content)
        assert f"'href': '{link}'" in shown


def test_a_definition_leads_to_every_panel_that_is_judged_by_its_figure(visitor: Any) -> None:
    links = [each.prop("href") for each in visitor.page("/definitioner", "?hospital=glostrup").all("A")]
    for there in (
        "/?",
        "/servicedesk?",
        "/servicedesk?hospital=glostrup#svar-inden-5-minutter",
        "/svartider?",
    ):
        assert any(link.startswith(there) for link in links), there


def test_the_request_leaves_no_language_behind(visitor: Any) -> None:
    read(visitor, "q=sag&sprog=en")
    assert language.current() == "da"
