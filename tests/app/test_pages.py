"""Every page answers whatever is asked of it: a notice where something cannot be used, never an error."""

import re
from collections.abc import Callable, Mapping
from itertools import cycle
from typing import Any

import pytest

from callbacks.pages import asked
from callbacks.reading import read_query
from data_access.snapshot import measures
from data_access.snapshot.progress import Why
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.filterbar_words import usable
from layouts.parts.owners import PROMISES
from tests.app.choices import PAGES, SAID_OTHERWISE, UNUSABLE, USABLE, pairs
from tests.app.conftest import Tree
from tests.app.spoken import foreign, read_words
from tests.patience import PATIENCE
from vocabulary.asked import parse
from vocabulary.filters import ORGANISATIONS, to_query
from vocabulary.language import DEFAULT

pytestmark = pytest.mark.takes(32)

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


@every_page
@pytest.mark.parametrize(("search", "plain"), SAID_OTHERWISE.values(), ids=SAID_OTHERWISE)
def test_what_says_the_same_is_the_same_choice(
    page: Page, search: str, plain: str, snapshot: Snapshot
) -> None:
    choices = choices_on(page, snapshot)
    found, notices = parse(read_query(search), choices)
    assert (found, notices) == (parse(read_query(plain), choices)[0], [])


def remembered(result: str) -> float:
    """Return how many answers were from memory (hit), or made (miss)."""
    return measures.REGISTRY.get_sample_value("pejling_memo_total", {"result": result}) or 0.0


# A page sees nothing of an address but the choice that was read out of it, so each need not be put to each.
@pytest.mark.parametrize(
    ("page", "search", "plain"),
    [(page, *said) for page, said in zip(PAGES, cycle(SAID_OTHERWISE.values()), strict=False)],
)
def test_what_says_the_same_is_one_answer_and_names_its_own_address(
    page: Page, search: str, plain: str, visitor: Any
) -> None:
    known = visitor.shown(page.path, plain)
    hits, made = remembered("hit"), remembered("miss")
    for path in {page.path, f"{page.path.rstrip('/')}/"}:
        answer = visitor.answer(path, search)
        assert answer.pop("address") == path + search
        assert answer == known
    assert remembered("miss") == made
    assert remembered("hit") > hits


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
def changed(snapshot: Snapshot) -> Snapshot:
    """Return a snapshot with other figures and other names."""
    return with_frames(snapshot, {name: changed_in(frame) for name, frame in snapshot.frames.items()})


@pytest.fixture(scope="module")
def of_nothing(visitor_of: Callable[[Any], Any], snapshot: Snapshot) -> Any:
    """Return a visitor of a house that has months of nothing."""
    emptied = {name: frame.iloc[:0] for name, frame in snapshot.frames.items() if "month" in frame}
    return visitor_of(Held(with_frames(snapshot, emptied)))


@every_page
def test_a_month_of_a_hospital_with_no_figures_says_what_to_change(page: Page, of_nothing: Any) -> None:
    main = of_nothing.page(page.path)
    for panel in main.all("Section", class_="panel"):
        sentence = panel.all("P", class_="panel-sentence")[0].text()
        assert sentence
        if not panel.all("Graph") and not panel.all("Table"):
            assert "Vælg" in sentence


@pytest.fixture(scope="module")
def store(snapshot: Snapshot) -> "Held":
    return Held(snapshot)


@pytest.fixture(scope="module")
def watching(visitor_of: Callable[[Any], Any], store: "Held") -> Any:
    """Return a visitor of a house whose data change."""
    return visitor_of(store)


@every_page
def test_an_answer_is_remembered_until_the_data_change(
    page: Page, watching: Any, store: "Held", snapshot: Snapshot, changed: Snapshot
) -> None:
    visitor, store.held = watching, snapshot
    first, again = visitor.ask(page.path), visitor.ask(page.path)
    assert first.data == again.data
    store.held = changed
    other = visitor.ask(page.path)
    assert other.status_code == 200
    assert other.data != first.data
    store.held = snapshot
    assert visitor.ask(page.path).data == first.data


def test_what_was_asked_for_is_in_memory_before_other_data_are_shown(
    visitor_of: Callable[[Any], Any], snapshot: Snapshot, changed: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("callbacks.ahead.MOST_SECONDS", PATIENCE)
    store = Held(snapshot)
    visitor, laid_out_anew = visitor_of(store), visitor_of(Held(changed))
    # In either language, with a notice and without.
    addresses = [("/definitioner", search) for search in ("", "?sprog=en", "?sprog=en&fra=x")]
    for address in addresses:
        visitor.ask(*address)
    store.before_shown(changed)
    store.held = changed
    made = remembered("miss")
    found = [visitor.ask(*address).data for address in addresses]
    assert remembered("miss") == made
    assert found == [laid_out_anew.ask(*address).data for address in addresses]


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


class Held:
    """A store that holds what it is given."""

    before_shown: Callable[[Snapshot], None]  # set by the application

    def __init__(self, held: Snapshot | None) -> None:
        self.held = held

    def snapshot(self) -> Snapshot | None:
        return self.held

    def age(self) -> float:
        return 0.0

    def why(self) -> Why:
        return Why.SILENT
