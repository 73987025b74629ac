"""Every page answers whatever is asked of it: a notice where something cannot be used, never an error."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page
from vocabulary.filters import ORGANISATIONS

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)

USABLE = {
    "default": "",
    "one month": "?fra=2015-04&til=2015-04",
    "the month under way": "?fra=2015-05&til=2015-05",
    "all months": "?fra=2014-01&til=2015-05",
    "a short month long ago": "?fra=2014-02&til=2014-02",
    "only the first month": "?fra=2014-11",
    "only the last month": "?til=2014-11",
    "the other desk": "?desk=klinisk",
    "a cell": "?system=blodinfo-ii&maaned=2015-04",
    "a cell outside the period": "?fra=2015-01&til=2015-02&system=orbit&maaned=2014-10",
    "a cell of the month under way": "?maaned=2015-05",
    "everything": "?fra=2014-09&til=2015-04&hospital=herlev&organisation=datidens&desk=klinisk"
    "&system=orbit&maaned=2015-03",
    "what means everything": "?hospital=alle&system=alle",
    "unknown names": "?utm_source=x&self=1&tal=punktum",
    "empty values": "?fra=&til=&hospital=&system=",
    "only a question mark": "?",
    "the same twice": "?hospital=glostrup&hospital=glostrup",
}
UNUSABLE = {
    "no such month": "?fra=2015-99",
    "no month at all": "?til=i+g%C3%A5r",
    "a month of other digits": "?fra=%D9%A2%D9%A0%D9%A1%D9%A5-%D9%A0%D9%A1",
    "a month before the data": "?fra=1999-01",
    "a month after the data": "?til=2031-01",
    "the end before the beginning": "?fra=2015-04&til=2014-09",
    "no such hospital": "?hospital=hogwarts",
    "a hospital of then": "?hospital=gentofte",
    "no such organisation": "?organisation=i+morgen",
    "no such desk": "?desk=reception",
    "no such system": "?system=windows",
    "no such cell": "?maaned=2015-13",
    "10,000 characters": "?hospital=" + 10_000 * "x",
    "10,000 parameters": "?hospital=x&" + 10_000 * "a=1&",
    "control characters": "?hospital=%00%01%1b%7f&system=\x00\x07\r\n",
    "broken percents": "?hospital=%&system=%zz&desk=%e6%f8",
    "an element": "?hospital=<script>alert(1)</script>",
    "the first of two": "?hospital=hogwarts&hospital=glostrup",
}


@every_page
@pytest.mark.parametrize("search", USABLE.values(), ids=USABLE)
def test_what_can_be_used_is_answered_without_a_notice(page: Page, search: str, visitor: Any) -> None:
    main = visitor.page(page.path, search)
    assert main.one("H1").text() == page.title
    assert main.one(id_="summary").text()
    assert main.one(id_="notices").text() == ""


@every_page
@pytest.mark.parametrize("search", UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_answered_with_a_notice(page: Page, search: str, visitor: Any) -> None:
    main = visitor.page(page.path, search)
    notices = main.one(id_="notices").all("P")
    assert notices
    assert all(re.search(r"\w.*\.$", notice.text(), re.DOTALL) for notice in notices)
    assert len(main.one(id_="notices").text()) < 1000
    assert main.one(class_="notices").prop("role") == "alert"
    assert main.one("H1").text() == page.title


@every_page
@pytest.mark.parametrize("organisation", ORGANISATIONS)
def test_each_hospital_has_its_page(page: Page, organisation: str, visitor: Any, snapshot: Snapshot) -> None:
    for hospital, name in snapshot.choices.hospitals[ORGANISATIONS[organisation]].items():
        main = visitor.page(page.path, f"?hospital={hospital}&organisation={organisation}")
        assert main.one(id_="notices").text() == "", hospital
        if "hospital" in page.filters:
            assert name in main.one(id_="filters-words").text()


@every_page
@pytest.mark.parametrize("search", ["?fra=2015-05&til=2015-05", "?fra=2015-04&til=2015-04", ""])
def test_no_answer_shows_the_programs_own_words(page: Page, search: str, visitor: Any) -> None:
    words = visitor.page(page.path, search).text()
    assert not re.search(r"\b(nan|None|null|NaT|inf|Traceback|undefined)\b", words)


@every_page
def test_a_month_of_a_hospital_with_no_figures_says_what_to_change(
    page: Page, visitor_of: Callable[[Any], Any], snapshot: Snapshot
) -> None:
    nothing = {name: frame.iloc[:0] for name, frame in snapshot.frames.items() if "month" in frame}
    main = visitor_of(Held(with_frames(snapshot, nothing))).page(page.path)
    for panel in main.all("Section", class_="panel"):
        sentence = panel.all("P", class_="panel-sentence")[0].text()
        assert sentence
        if not panel.all("Graph") and not panel.all("Table"):
            assert "Vælg" in sentence


@every_page
def test_an_answer_is_remembered_until_the_data_change(
    page: Page, visitor_of: Callable[[Any], Any], snapshot: Snapshot
) -> None:
    store = Held(snapshot)
    visitor = visitor_of(store)
    first, again = visitor.ask(page.path), visitor.ask(page.path)
    assert first.data == again.data
    store.held = with_frames(snapshot, {name: changed_in(frame) for name, frame in snapshot.frames.items()})
    changed = visitor.ask(page.path)
    assert changed.status_code == 200
    assert changed.data != first.data
    store.held = snapshot
    assert visitor.ask(page.path).data == first.data


def with_frames(snapshot: Snapshot, frames: Mapping[str, Any]) -> Snapshot:
    """Return a newer snapshot with other frames."""
    versions = {subject: version + 1 for subject, version in snapshot.versions.items()}
    return Snapshot(dict(snapshot.frames) | frames, versions, snapshot.now, snapshot.demonstration)


def changed_in(frame: Any) -> Any:
    """Return a frame of facts with one site's alone, and one of names with other names."""
    if {"month", "site", "hospital"} <= set(frame):
        return frame[frame["site"] == frame["site"].iloc[0]]
    return frame.assign(name=frame["name"] + "*") if {"key", "name"} <= set(frame) else frame


def test_before_there_are_any_figures_the_page_says_so(visitor_of: Callable[[Any], Any]) -> None:
    visitor = visitor_of(Held(None))
    main = visitor.page("/servicedesk")
    assert main.one("H1").text() == "Der er ingen tal endnu"
    assert visitor.client.get("/data/servicedesk/opkald.csv").status_code == 503
    assert visitor.client.get("/tilstand").get_json()["stale"] is True


@pytest.mark.parametrize("path", ["/findes-ikke", "/servicedesk/2015", "/%00", "/æøå", "/Servicedesk"])
def test_an_address_that_leads_nowhere_says_so(path: str, visitor: Any) -> None:
    page = visitor.client.get(path)
    assert page.status_code == 404
    assert '<html lang="da"' in page.text
    main = visitor.page("/findes-ikke")
    assert main.one("H1").text() == "Siden findes ikke"
    assert main.one("A").prop("href") == "/"


@every_page
@pytest.mark.parametrize("end", ["", "/"])
def test_each_page_has_its_title_and_its_place_in_the_navigation(page: Page, end: str, visitor: Any) -> None:
    assert visitor.answer(page.path + end)["title"] == f"{page.title} – Pejling"
    frame = visitor.frame(page.path + end)
    links = frame["header"].one(id_="navigation").all("A")
    about = frame["foot"].one(class_="about").all("A")
    chosen = [each.text() for each in (about if page.in_foot else links) if each.prop("aria-current")]
    assert chosen == [page.name]
    assert len(links) + len(about) == len(PAGES)


class Held:
    """A store that holds what it is given."""

    def __init__(self, held: Snapshot | None) -> None:
        self.held = held

    def snapshot(self) -> Snapshot | None:
        return self.held

    def age(self) -> float:
        return 0.0
