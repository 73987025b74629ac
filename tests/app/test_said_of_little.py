"""What is said of small databases: of what never came, of places that were not there, of holes, of no target."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.numbers.definitions import metrics
from data_access.snapshot.snapshot import Snapshot, read_snapshot
from layouts.pages import overview, response_times, servicedesk
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of, summed_up
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar import in_words
from layouts.parts.panels import said
from layouts.wall.slides import SLIDES
from tests.app.conftest import Held, Visitor
from tests.app.told import FILES, MONTH, House
from vocabulary.filters import Filters

YEAR = Filters("2014-05", "2015-04", desk="cimt")
Files = Mapping[str, Sequence[Mapping[str, Any]]]


def total(month: str, **more: Any) -> dict[str, Any]:
    return {
        "period": month, "desk": "cimt", "site": "Herlev", "offered": 100, "answered": 90, "within_limit": 80,
        "wait_seconds": 1800,
    } | more  # fmt: skip


def loaded(house: House, files: Files, gone: Sequence[Any] = ()) -> Snapshot:
    url = house.new(gone)
    for kind, rows in files.items():
        house.load(url, kind, rows)
    return read_snapshot(reader(url))


def page(key: str) -> Page:
    return next(each for each in PAGES if each.key == key)


def asked(snapshot: Snapshot, place: str, filters: Filters = MONTH) -> Content:
    """Return a panel answered, by its page and its key."""
    key, name = place.split("/")
    return answer(next(each for each in panels_of(page(key)) if each.key == name), snapshot, filters)


@pytest.fixture(scope="module")
def calls(house: House) -> Snapshot:
    """Return totals of calls of two months, with holes between them, and nothing else."""
    url = house.new()
    for month in ("2014-10", "2015-04"):
        house.load(url, "call-totals", [total(month)])
    return read_snapshot(reader(url))


def test_a_page_of_what_was_never_loaded_says_so_and_has_its_workbook(
    calls: Snapshot, visitor_of: Callable[[Any], Visitor]
) -> None:
    visitor = visitor_of(Held(calls))
    never = [each for each in PAGES if each.never_came(calls)]
    assert {"sager", "svartider", "projekter", "strategi"} <= {each.key for each in never}
    for each in PAGES:
        assert visitor.client.get(f"/data/{each.key}.xlsx").status_code == 200, each.key
    for each in never:
        assert summed_up(each, calls, YEAR) == "Der er ikke indlæst tal til denne side endnu."


def test_a_desk_without_calls_is_summed_up_by_its_cases(house: House) -> None:
    snapshot = loaded(house, {"cases": FILES["cases"]})
    words = summed_up(servicedesk.PAGE, snapshot, MONTH)
    assert words.startswith(
        "Der er ikke indlæst opkald til CIMT. Straksafklaring var 33,3\u00a0% i april 2015"
    )


def test_sources_have_names_and_those_that_never_came_are_not_spoken_of(
    calls: Snapshot, visitor_of: Callable[[Any], Visitor]
) -> None:
    text = visitor_of(Held(calls)).page("/").one(id_="sources").text()
    assert text.startswith("Telefonsystemet. Tal til og med 30. april 2015")
    assert "ikke indlæst" not in text
    names = metrics(calls, YEAR)
    assert "ServiceNow" in set(names["source"])
    assert not {"sager", "overvaagning", "udredning"} & set(names["source"])


def test_of_a_region_without_a_name_it_is_said_that_it_is_the_whole(calls: Snapshot) -> None:
    assert in_words(overview.PAGE, calls, YEAR).startswith("Hele regionen · ")


def test_the_overview_says_why_nothing_is_judged(house: House) -> None:
    limit = [(t.limits, {"subject": "call", "key": "answer"})]
    goals = [(t.targets, {"metric": metric}) for metric in ("answered_share", "average_wait")]
    snapshot = loaded(house, {"call-totals": [total("2015-04")]}, [*limit, *goals])
    words = summed_up(overview.PAGE, snapshot, MONTH)
    assert words == (
        "Ingen af tallene for april 2015 kan bedømmes: 3 uden mål og 1 uden en grænse at tælle efter."
    )
    (slide,) = SLIDES["overblik"][1](snapshot, MONTH, None)
    assert slide.sentence == words
    assert [row["value"] for row in slide.rows] == ["100", "20\u00a0sek.", "10"]


def test_the_lowest_system_is_no_furthest_from_a_target_that_is_not_there(house: House) -> None:
    told = {"samples": FILES["samples"]}
    assert response_times._furthest(loaded(house, told), MONTH) == "Mail, længst fra sit mål"
    without = loaded(house, told, [(t.targets, {"metric": "response_time"})])
    assert response_times._furthest(without, MONTH) == "Mail, den laveste"


def test_a_period_is_no_wider_than_its_figures(house: House, calls: Snapshot) -> None:
    assert said(asked(calls, "servicedesk/steder", YEAR)) == (
        "Alle opkald i 2 af månederne fra oktober 2014 til april 2015 kom fra Herlev Hospital."
    )
    one = loaded(house, {"call-totals": [total("2015-04")]})
    assert said(asked(one, "servicedesk/steder", YEAR)) == "Alle opkald i april 2015 kom fra Herlev Hospital."


def test_hours_are_of_the_months_that_calls_are_told_of_one_by_one(house: House) -> None:
    hours = next(panel for panel in servicedesk.PAGE.panels if panel.key == "ugedag-og-time")
    snapshot = loaded(house, {"call-totals": [total("2015-03")], "calls": FILES["calls"]})
    assert hours.shows(snapshot, YEAR)
    assert "opkald i april 2015" in said(asked(snapshot, "servicedesk/ugedag-og-time", YEAR))
    assert not hours.shows(loaded(house, {"call-totals": [total("2015-03")]}), YEAR)


def test_the_busiest_of_months_that_are_alike_is_not_one_of_them(calls: Snapshot) -> None:
    words = said(asked(calls, "servicedesk/opkald", YEAR))
    assert words.startswith("Der kom 100 opkald i hver måned. Ventetiden var 20\u00a0sek. i gennemsnit.")


@pytest.fixture(scope="module")
def merged(house: House) -> Snapshot:
    """Return a hospital whose only site went to another one in January 2015, with calls before and after."""
    url = house.new()
    with writer(url).begin() as connection:
        connection.execute(insert(t.hospitals), [{"id": 2, "key": "ny", "name": "Ny Hospital"}])
        move = {"site_id": 1, "hospital_id": 2, "valid_from": date(2015, 1, 1), "note": ""}
        connection.execute(insert(t.site_hospitals), [move])
    house.load(url, "call-totals", [total("2014-12"), total("2015-04")])
    house.load(url, "cases", FILES["cases"])
    house.load(url, "samples", FILES["samples"])
    return read_snapshot(reader(url))


@pytest.mark.parametrize(
    ("hospital", "first", "last"), [("herlev", "2015-01", "2015-04"), ("ny", "2014-09", "2014-12")]
)
def test_a_place_that_was_not_there_had_no_calls(
    hospital: str, first: str, last: str, merged: Snapshot
) -> None:
    filters = Filters(first, last, "then", hospital, desk="cimt")
    for key in ("servicedesk", "sager", "svartider"):
        words = summed_up(page(key), merged, filters)
        assert "Hospitalet fandtes ikke" in words, (key, words)
        for panel in panels_of(page(key)):
            if panel.varies:
                assert said(answer(panel, merged, filters)).startswith("Hospitalet fandtes ikke")


def test_figures_of_then_are_told_of_the_months_that_the_place_was_there(merged: Snapshot) -> None:
    filters = replace(YEAR, hospital="herlev", organisation="then")
    assert summed_up(servicedesk.PAGE, merged, filters).startswith(
        "Herlev Hospital: CIMT fik 100 opkald i december 2014"
    )
    assert said(asked(merged, "servicedesk/steder", filters)) == "Alle opkald i december 2014 kom fra Herlev."


def test_a_move_without_a_note_says_what_moved(merged: Snapshot) -> None:
    content = asked(merged, "servicedesk/opkald", replace(YEAR, hospital="ny"))
    assert [note.words for note in content.notes] == ["Herlev hører fra nu af til Ny Hospital."]
