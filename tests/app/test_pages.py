"""Every page answers what can be asked of it, in its own words, and what leads nowhere says so."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from callbacks.reading import read_query
from dashboard.files import MADE, TOGETHER
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.parts.declarations import Page
from layouts.parts.filterbar_words import usable
from tests.app.choices import PAGES, USABLE, pairs
from tests.app.conftest import Held, Tree
from tests.app.spoken import foreign, read_words
from vocabulary.asked import parse
from vocabulary.filters import ORGANISATIONS
from vocabulary.language import DEFAULT

pytestmark = pytest.mark.takes(24)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)


@pytest.mark.wide
@pytest.mark.parametrize(("page", "search"), pairs(USABLE))
def test_what_can_be_used_is_answered_without_a_notice(
    page: Page, search: str, visitor: Any, snapshot: Snapshot
) -> None:
    """But where a page has no use for it, or a month is picked that the figures month by month do not show.

    All of it is Danish.
    """
    answer = visitor.answer(page.path, f"?{search}" if search else "")
    assert foreign(read_words(answer, DEFAULT), DEFAULT) == []
    main = Tree(answer["main"])
    assert main.one("H1").text() == page.title
    assert main.one(id_="summary").text()
    query = {
        name: value for name, value in read_query(search).items() if name != page.in_path or not page.things
    }
    filters = parse(page.asked(snapshot, query), snapshot.choices)[0]
    is_outside = bool(filters.month) and not filters.first <= str(filters.month) <= filters.last
    notices = [each.text() for each in main.one(id_="notices").all("P")]
    notices = [each for each in notices if "som stien nævner" not in each]
    assert [each for each in notices if "på denne side" not in each and "uden for perioden" not in each] == []
    assert len(notices) == (not query.keys() <= usable(page)) + is_outside


EVERY_HOSPITAL = ("/", "/servicedesk", "/omvisitering")


@pytest.mark.wide
@every_page
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_each_hospital_has_its_page(page: Page, organisation: str, visitor: Any, snapshot: Snapshot) -> None:
    hospitals = list(snapshot.choices.hospitals[ORGANISATIONS[organisation]].items())
    if page.path not in EVERY_HOSPITAL or organisation != "dagens":
        # Its rows are chosen in one place for all pages, and carried along where nothing is about it.
        hospitals = [hospitals[0], hospitals[-1]]
    for hospital, name in hospitals:
        main = visitor.page(page.path, f"?hospital={hospital}&organisation={organisation}")
        # A page of one thing has it in its path, and says that another in its query does not count.
        assert page.things or main.one(id_="notices").text() == "", hospital
        if "hospital" in page.filters and page.in_path != "hospital":
            assert name in main.one(id_="filters-words").text()


@every_page
@pytest.mark.parametrize("search", ["?fra=2015-05&til=2015-05", "?fra=2015-04&til=2015-04", ""])
def test_no_answer_shows_the_programs_own_words(page: Page, search: str, visitor: Any) -> None:
    main = visitor.page(page.path, search)
    words = main.text()
    # A fold that shows says that it hides, once it is open.
    folds = [each.text() for each in main.all("Summary") if "Vis" in each.text()]
    assert [each for each in folds if "Skjul" not in each] == []
    assert not re.search(r"\b(nan|None|null|NaT|inf|Traceback|undefined)\b", words)


@pytest.fixture(scope="module")
def of_nothing(visitor_of: Callable[[Any], Any], snapshot: Snapshot) -> Any:
    """Return a visitor of a house that has months of nothing."""
    emptied = {name: frame.iloc[:0] for name, frame in snapshot.frames.items() if "month" in frame}
    store = Held(snapshot)
    store.take(snapshot, emptied)
    return visitor_of(store)


@every_page
def test_a_month_of_a_hospital_with_no_figures_says_what_to_change(page: Page, of_nothing: Any) -> None:
    main = of_nothing.page(page.path)
    for panel in main.all("Section", class_="panel"):
        sentence = panel.all("P", class_="panel-sentence")[0].text()
        assert sentence
        if not panel.all("Graph") and not panel.all("Table"):
            assert "Vælg" in sentence


def test_before_there_are_any_figures_the_page_says_so(visitor_of: Callable[[Any], Any]) -> None:
    visitor = visitor_of(Held(None))
    main = visitor.page("/servicedesk")
    assert main.one("H1").text() == "Der er ingen tal endnu"
    assert visitor.client.get("/data/servicedesk/opkald.csv").status_code == 503
    assert visitor.client.get("/tilstand").get_json()["stale"] is True


@pytest.mark.parametrize(
    "path",
    [
        "/findes-ikke",
        "/servicedesk/2015",
        "/%00",
        "/æøå",
        "/Servicedesk",
        "/hospital/hogwarts",
        "/hospital/Herlev",
        "/hospital/herlev/mere",
    ],
)
def test_an_address_that_leads_nowhere_says_so(path: str, visitor: Any) -> None:
    page = visitor.client.get(path)
    assert page.status_code == 404
    assert '<html lang="da"' in page.text
    main = visitor.page(path)
    assert main.one("H1").text() == "Siden findes ikke"
    assert main.all("A")[-1].prop("href") == "/"


@every_page
@pytest.mark.parametrize("end", ["", "/"])
def test_each_page_has_its_title_and_its_place_in_the_navigation(page: Page, end: str, visitor: Any) -> None:
    answer = visitor.answer(page.path + end)
    assert answer["title"] == f"{page.title} – Pejling"
    frame = {place: Tree(answer[place]) for place in ("header", "foot")}
    links = frame["header"].one(id_="navigation").all("A")
    about = frame["foot"].one(class_="about").all("A")
    chosen = [each.text() for each in (about if page.in_foot else links) if each.prop("aria-current")]
    listed = (
        page
        if page.things is None
        else next(
            each for each in overview.PAGES if each.things is None and page.path.startswith(f"{each.path}/")
        )
    )
    assert chosen == [listed.name]
    assert len(links) + len(about) == sum(each.things is None for each in PAGES)


# Addresses that no rule names whole, and what stands for the parts of those that do.
UNNAMED = (
    *(f"/assets/{TOGETHER}/{name}" for name in (*MADE, "findes-ikke.js")),
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/os/path.js",
    "/findes-ikke",
)
KNOWN = {"page": "servicedesk", "panel": "opkald", "report": "status", "number": "12", "revision": "1"}
LAID_OUT = {"/", "/soeg", "/vaeg/tavler"}  # which take long, and are first in other files


def test_whatever_a_worker_is_asked_first_it_answers(
    visitor_of: Callable[[Any], Any], snapshot: Snapshot
) -> None:
    """Which worker is asked is chance, so none may need that a page was asked for before."""

    def first(path: str) -> Any:
        return visitor_of(Held(snapshot)).client.get(path)

    rules = visitor_of(Held(snapshot)).client.application.url_map.iter_rules()
    named = [
        re.sub(r"<(?:[^<>]*:)?([a-z_]+)>", lambda found: KNOWN.get(found[1], "x"), each.rule)
        for each in rules
        if "GET" in each.methods
    ]
    # Of each room one of a kind: an application is made for each.
    kinds = {(each.split("/")[1], Path(each).suffix): each for each in named}
    for path in sorted({*kinds.values(), *UNNAMED} - LAID_OUT):
        assert first(path).status_code < 500, path
    whole = first(f"/assets/{TOGETHER}/dash.js")
    assert (whole.status_code, whole.mimetype) == (200, "text/javascript")
    assert b"dash_html_components" in whole.data
