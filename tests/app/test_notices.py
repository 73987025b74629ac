"""What of an address cannot be used is told in a notice, and a choice that can be used takes its place."""

import re
from typing import Any

import pytest

from callbacks.pages import asked
from callbacks.reading import read_query
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.owners import PROMISES
from tests.app.choices import PAGES, SAID_OTHERWISE, UNUSABLE
from vocabulary.asked import parse
from vocabulary.filters import to_query

pytestmark = pytest.mark.takes(10)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@every_page
@pytest.mark.parametrize(("search", "plain"), SAID_OTHERWISE.values(), ids=SAID_OTHERWISE)
def test_what_says_the_same_is_the_same_choice(
    page: Page, search: str, plain: str, snapshot: Snapshot
) -> None:
    choices = choices_on(page, snapshot)
    found, notices = parse(read_query(search), choices)
    assert (found, notices) == (parse(read_query(plain), choices)[0], [])


@every_page
@pytest.mark.parametrize("search", UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_gives_a_notice_and_a_choice_that_can(
    page: Page, search: str, snapshot: Snapshot
) -> None:
    choices = choices_on(page, snapshot)
    filters, notices = parse(read_query(search), choices)
    assert notices
    assert all(re.search(r"\w.*\.$", notice, re.DOTALL) for notice in notices)
    assert len("".join(notices)) < 1000
    assert parse(read_query(to_query(filters)), choices) == (filters, [])


# Every page says its notices in the same way: each is put to two, and each page gets three or more.
@pytest.mark.parametrize(
    ("page", "search"),
    [
        pytest.param(
            PAGES[(place + step) % len(PAGES)], search, id=f"{PAGES[(place + step) % len(PAGES)].key}-{name}"
        )
        for place, (name, search) in enumerate(UNUSABLE.items())
        for step in (0, 4)
        if not (
            PAGES[(place + step) % len(PAGES)].things and "hospital=" in search
        )  # which stands in the path
    ],
)
def test_what_cannot_be_used_is_answered_with_a_notice(page: Page, search: str, visitor: Any) -> None:
    main = visitor.page(page.path, search)
    notices = main.one(id_="notices").all("P")
    assert notices
    assert all(re.search(r"\w.*\.$", notice.text(), re.DOTALL) for notice in notices)
    assert len(main.one(id_="notices").text()) < 1000
    assert main.one(class_="notices").prop("role") == "alert"
    assert main.one("H1").text() == page.title


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/servicedesk?hopsital=glostrup", "Adressen har „hopsital“, som Pejling ikke kender."),
        ("/strategi?ydelse=intern-medicin", "„ydelse“ i adressen ændrer intet på denne side."),
        ("/sager?desk=cimt&desk=klinisk", "„desk“ står i adressen med flere værdier. Den første gælder."),
        ("/sager?maaned=2014-02", "Februar 2014 er valgt, men ligger uden for perioden"),
        ("/sager?hospital=glostrup&sammenlign=glostrup", "Et hospital kan ikke sammenlignes med sig selv."),
        ("/hospital/glostrup?hospital=bornholms", "Siden er om det, som stien nævner. „bornholms“"),
        ("/projekter?projekt=ekg", "har en side for sig: vælg på listen."),
        ("/projekter?projekt=guld", "Der er intet projekt, der hedder „guld“."),
        ("/projekter/guld", "Der er intet projekt, der hedder „guld“."),
        ("/hospital/hogwarts?sprog=en", "There is no hospital called “hogwarts”."),
        ("/soeg?q=svar&hospital=hogwarts", "Der er intet hospital, der hedder „hogwarts“."),
        (f"/soeg?q={'svar+' * 30}", "Der er kun ledt efter de første 80 tegn."),
        ("/data/?sprog=tysk", "Pejling taler ikke „tysk“."),
        ("/data/?fra=2014-09", "„fra“ i adressen ændrer intet på denne side."),
        ("/skaerme?sprog=tysk", "Pejling taler ikke „tysk“."),
        ("/data/sager/aabne.csv?desk=x", "Bemærk: Der er ingen servicedesk, der hedder „x“."),
        ("/data/sager/aabne.json?tal=komma", "Tal kan skrives med „punktum“, men ikke med „komma“."),
        ("/data/hospital/noegletal.json", "Tallene er for ét hospital ad gangen, og adressen nævner intet."),
    ],
)  # fmt: skip
def test_nothing_is_shown_in_the_place_of_something_else_without_a_word(
    address: str, said: str, visitor: Any
) -> None:
    path, _mark, query = address.partition("?")
    if path.startswith(("/data/", "/soeg", "/skaerme")):
        assert said in visitor.client.get(address).text
    else:
        assert said in visitor.page(path, query).text()


def test_a_program_finds_in_a_files_header_what_was_not_used(visitor: Any) -> None:
    plain = visitor.client.get("/data/sager/aabne.csv?tal=punktum")
    odd = visitor.client.get("/data/sager/aabne.csv?tal=punktum&hospital=hogwarts")
    assert odd.data == plain.data
    assert "hogwarts" in odd.headers["Pejling-Notices"]
    assert "Pejling-Notices" not in plain.headers


# What is no page of figures, and reads its own address.
BESIDE = ("/data/", "/soeg", "/skaerme", "/vaeg", "/rapport", PROMISES)


@pytest.fixture(scope="module")
def followed() -> set[tuple[str, ...]]:
    """Return the kinds of links that were followed: each has its path and the names of what it asks for."""
    return set()


@every_page
@pytest.mark.parametrize("search", ["", "?fra=2015-02&til=2015-03&hospital=glostrup&maaned=2015-03"])
def test_no_link_of_a_page_needs_a_notice(
    page: Page, search: str, visitor: Any, snapshot: Snapshot, followed: set[tuple[str, ...]]
) -> None:
    """Every link is read, and one of each kind is followed: those of a matrix differ in nothing but the cell."""
    links = {str(each.prop("href")) for each in visitor.page(page.path, search).all("A")}
    for path, _mark, query in {each.partition("#")[0].partition("?") for each in links if each[:1] == "/"}:
        if path.startswith(BESIDE):
            continue
        found = asked(path, query, snapshot, overview.PAGES)
        assert (bool(found.page), found.notices) == (True, ()), f"{path}?{query}"
        kind = (path, *sorted(read_query(query)))
        if kind not in followed:
            followed.add(kind)
            assert visitor.page(path, query).one(id_="notices").text() == "", f"{path}?{query}"
