"""What is said of small databases: of what never came, of places that were not there, of holes, of no target."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder
from sqlalchemy import insert

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.numbers.definitions import metrics
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview, servicedesk
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of, summed_up
from layouts.parts.filterbar_words import in_words
from layouts.parts.opening import in_words as in_hours
from layouts.parts.panels import said
from layouts.parts.remarks import cautions
from layouts.wall.slides import SLIDES
from tests.app.conftest import Held, Tree, Visitor
from tests.app.little import YEAR, asked, loaded, page, total
from tests.app.told import FILES, MONTH, House
from vocabulary.filters import Filters


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


def test_a_period_is_no_wider_than_its_figures(house: House, calls: Snapshot) -> None:
    assert said(asked(calls, "servicedesk/steder", YEAR)) == (
        "Alle opkald i de 2 måneder med tal fra oktober 2014 til april 2015 kom fra Herlev Hospital."
    )
    one = loaded(house, {"call-totals": [total("2015-04")]})
    assert said(asked(one, "servicedesk/steder", YEAR)) == "Alle opkald i april 2015 kom fra Herlev Hospital."


def test_hours_are_of_the_months_that_calls_are_told_of_one_by_one(house: House) -> None:
    hours = next(panel for panel in servicedesk.PAGE.panels if panel.key == "ugedag-og-time")
    snapshot = loaded(house, {"call-totals": [total("2015-03")], "calls": FILES["calls"]})
    assert hours.shows(snapshot, YEAR)
    assert "opkald om dagen i april 2015 (5 dage" in said(asked(snapshot, "servicedesk/ugedag-og-time", YEAR))
    assert not hours.shows(loaded(house, {"call-totals": [total("2015-03")]}), YEAR)


def test_the_busiest_of_months_that_are_alike_is_not_one_of_them(calls: Snapshot) -> None:
    words = said(asked(calls, "servicedesk/opkald", YEAR))
    assert words.startswith("Der kom 100 opkald i hver hel måned. Ventetiden var 20\u00a0sek. i gennemsnit.")


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


def test_a_subject_without_monthly_figures_has_what_it_has(house: House) -> None:
    indicator = {
        "indicator": "Tal A",
        "subject": "andet",
        "unit": "kr.",
        "period": "2013-10",
        "scope": "",
        "value": 9,
    }
    snapshot = loaded(house, {"call-totals": [total("2015-04")], "indicators": [indicator]})
    strategy = page("strategi")
    assert summed_up(strategy, snapshot, MONTH) == "Der er tal for Tal A."
    assert [panel.key for panel in strategy.panels if panel.shows(snapshot, MONTH)] == ["andre-noegletal"]
    content = asked(snapshot, "strategi/andre-noegletal")
    assert content.rows["period"].tolist() == ["oktober 2013"]
    assert "Ingen af dem er fra den valgte periode" in said(content)


def test_staff_by_origin_alone_stands_alone(house: House) -> None:
    snapshot = loaded(
        house, {"staffing-origins": [{"year": 2015, "origin": "Afdeling A", "fte": 10, "note": ""}]}
    )
    platform = page("sundhedsplatformen")
    assert (
        summed_up(platform, snapshot, MONTH) == "10\u00a0årsværk er opgjort efter, hvor de kom fra, i 2015."
    )
    assert [panel.key for panel in platform.panels if panel.shows(snapshot, MONTH)] == ["oprindelse"]
    assert said(asked(snapshot, "sundhedsplatformen/oprindelse")) == "Fra Afdeling A kom 10\u00a0årsværk."
    assert "måned for måned" in summed_up(overview.PAGE, snapshot, MONTH)


def test_background_is_told_in_files_too(house: House) -> None:
    old = {"year": 2009, "origin": "Afdeling A", "fte": 10, "note": ""}
    content = asked(loaded(house, {"staffing-origins": [old]}), "sundhedsplatformen/oprindelse")
    assert (content.columns[-1].label, set(content.rows["background"])) == ("Baggrund", {"tal fra 2009"})


@pytest.mark.parametrize("desk", ["cimt", "klinisk"])
def test_the_overview_has_the_desks_that_there_are(desk: str, house: House) -> None:
    snapshot = loaded(house, {"call-totals": [total("2015-04", desk=desk)]})
    rows = overview.figures(snapshot, replace(MONTH, desk=desk))
    assert rows["metric"].tolist() == ["calls", "average_wait", "abandoned", "service_level"]
    assert set(rows["subject"]) == {snapshot.names("desks")[desk]}
    (slide,) = SLIDES["servicedesk"][1](snapshot, MONTH, None)
    assert slide.figure == "88,9\u00a0%"


def test_where_some_months_have_no_figures_that_is_said_once(calls: Snapshot) -> None:
    content = asked(calls, "servicedesk/opkald", YEAR)
    words = [Tree(json.loads(json.dumps(each, cls=PlotlyJSONEncoder))).text() for each in cautions(content)]
    assert words == ["Der er ingen tal i 10 af månederne fra maj 2014 til marts 2015."]


def test_sources_without_a_due_date_cannot_be_said_to_have_delivered_all(calls: Snapshot) -> None:
    words = "Ingen kilde har en frist at levere efter, så det kan ikke siges, om noget mangler."
    assert summed_up(page("datakilder"), calls, YEAR) == words
    for key in ("nu", "kalender"):
        assert said(asked(calls, f"datakilder/{key}", YEAR)) == words


def test_hours_are_closed_on_holidays_only_where_there_are_holidays(house: House) -> None:
    url = house.new()
    house.load(url, "call-totals", FILES["call-totals"])
    snapshot = read_snapshot(reader(url))
    assert in_hours(snapshot, "klinisk") == "Åbent mandag-søndag kl. 8-16."
    with writer(url).begin() as connection:
        connection.execute(insert(t.public_holidays), [{"day": date(2015, 12, 25), "name": "Juledag"}])
    closed = read_snapshot(reader(url))
    assert in_hours(closed, "klinisk") == "Åbent mandag-søndag kl. 8-16; lukket på helligdage."


def test_figures_of_the_whole_region_are_there_whatever_hospital_was(snapshot: Snapshot) -> None:
    filters = Filters("2014-05", "2015-04", "then", "herlev-og-gentofte", desk="cimt")
    assert asked(snapshot, "strategi/oppetid-samlet", filters).rows["value"].notna().any()
    rows = overview.figures(snapshot, filters).set_index("metric")
    assert rows.loc["uptime", "value"] > 0
    assert rows.loc["cases_within_limit", "word"] == "Hospitalet fandtes ikke"


def test_the_choice_in_words_names_the_month_that_is_picked(house: House) -> None:
    snapshot = loaded(house, {"call-totals": [total("2015-03"), total("2015-04")]})
    march = Filters("2015-03", "2015-04", desk="cimt", month="2015-03")
    assert in_words(overview.PAGE, snapshot, march) == "Hele regionen · marts 2015"
    assert in_words(page("servicedesk"), snapshot, march).endswith("CIMT · marts 2015 valgt")
