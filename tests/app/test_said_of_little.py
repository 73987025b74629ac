"""What is said of small databases: of what never came, of places that were not there, of holes, of no target."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from plotly.utils import PlotlyJSONEncoder
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
from layouts.parts.opening import in_words as in_hours
from layouts.parts.panels import said
from layouts.parts.remarks import cautions
from layouts.wall.slides import SLIDES
from tests.app.conftest import Held, Tree, Visitor
from tests.app.told import FILES, LIMITS, MONTH, House
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
    def told(*gone: str, seconds: str = "1,5") -> str:
        url = house.new([(t.targets, {"metric": metric}) for metric in gone])
        more = [row | {"system": "lab", "seconds": seconds} for row in FILES["samples"]]
        with writer(url).begin() as connection:
            lab = {"id": 2, "key": "lab", "name": "Lab", "measured": True, "position": 2}
            connection.execute(insert(t.systems), [lab])
        house.load(url, "samples", [*FILES["samples"], *more])
        return response_times._furthest(read_snapshot(reader(url)), MONTH)

    assert told() == "Mail, længst fra sit mål"
    assert told("response_time") == "Mail, den laveste"
    assert response_times._furthest(loaded(house, {"samples": FILES["samples"]}), MONTH) == "Mail"


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
    assert "opkald i april 2015" in said(asked(snapshot, "servicedesk/ugedag-og-time", YEAR))
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


PATHWAYS = [
    {
        "month": month,
        "field": "somatic",
        "site": "Herlev",
        "expected": 100,
        "arrived": 100,
        "within_limit": 80,
    }
    for month in ("2015-03", "2015-04")
]


def test_what_is_known_of_pathways_without_a_limit_is_shown(house: House) -> None:
    gone = [(t.limits, {"subject": "pathway", "key": "somatic"})]
    snapshot = loaded(house, {"pathways": PATHWAYS}, gone)
    rows = asked(snapshot, "udredning/antal-somatik").rows
    assert rows[["denominator", "expected", "arrived_share"]].to_numpy().tolist() == [[100, 100, 100]]
    assert rows[["numerator", "late", "value"]].isna().to_numpy().all()
    assert said(asked(snapshot, "udredning/antal-somatik")) == (
        "For april 2015 er 100 forløb indberettet. Alle ventede forløb er indberettet. Der er ingen frist, så der er "
        "intet at tælle efter."
    )
    assert asked(snapshot, "udredning/hospitaler").rows["arrived_share"].tolist() == [100]
    assert said(asked(snapshot, "udredning/hospitaler")).startswith("Der er ingen frist")


def test_pathways_that_are_all_reported_are_read_without_reservation(house: House) -> None:
    words = summed_up(page("udredning"), loaded(house, {"pathways": PATHWAYS}), MONTH)
    assert words == "80,0\u00a0% af de somatiske forløb blev udredt inden for 30 dage i april 2015."
    lacking = loaded(house, {"pathways": [PATHWAYS[1] | {"arrived": 90}]})
    assert "ikke alle forløb er indberettet" in summed_up(page("udredning"), lacking, MONTH)


def test_a_month_of_which_a_field_tells_nothing_is_missing_and_not_incomplete(house: House) -> None:
    psychiatry = PATHWAYS[0] | {"field": "psychiatry"}
    content = asked(loaded(house, {"pathways": [*PATHWAYS, psychiatry]}), "udredning/psykiatri", YEAR)
    assert content.rows.set_index("month")["word"][["2015-03", "2015-04"]].tolist() == [
        "Målet er ikke nået",
        "Ingen tal endnu",
    ]


def case(number: str, **more: str) -> dict[str, str]:
    return {
        "number": number, "desk": "cimt", "site": "Herlev", "channel": "telephone", "priority": "medium",
        "kind": "incident", "opened_at": "2014-10-01 09:00", "resolved_at": "", "first_contact": "nej",
    } | more  # fmt: skip


SOLVED = {"opened_at": "2014-10-31 09:00", "resolved_at": "2014-10-31 10:00"}


def test_ages_end_where_the_source_does(house: House) -> None:
    snapshot = loaded(house, {"cases": [case("1"), case("2", **SOLVED)]})
    assert said(asked(snapshot, "sager/alder")) == (
        "1 sag er ikke meldt løst, uanset hvilken periode der er valgt. Kildens tal går til og med 31. oktober 2014. "
        "1 har overskredet fristen, og 1 er ældre end 30 døgn."
    )
    news = case("2", opened_at="2015-05-10 09:00", resolved_at="2015-05-10 10:00")
    going = loaded(house, {"cases": [case("1"), news]})
    assert said(asked(going, "sager/alder")).startswith("1 sag er åben 11. maj 2015")


def test_of_no_open_case_there_is_no_share_and_without_a_limit_none_is_late(house: House) -> None:
    solved = {"cases": [case("2", **SOLVED)]}
    rows = asked(loaded(house, solved), "sager/alder").rows
    assert rows["share"].isna().all()
    assert rows["late"].tolist() == [0] * len(rows)
    gone = [(t.limits, {"subject": one, "key": key}) for one, key in LIMITS if one == "case"]
    assert asked(loaded(house, solved, gone), "sager/alder").rows["late"].isna().all()


def test_ages_that_are_not_told_are_said_not_to_be(house: House) -> None:
    url = house.new()
    house.load(url, "cases", [case("1")], without=["resolved_at"])
    content = asked(read_snapshot(reader(url)), "sager/alder")
    assert said(content) == "Kilden fortæller ikke, om sagerne er løst."
    assert content.rows[["open", "late", "share"]].isna().to_numpy().all()


def test_one_case_is_not_several(house: House) -> None:
    snapshot = loaded(house, {"cases": [case("1"), case("2", **SOLVED)]})
    october = replace(MONTH, first="2014-10", last="2014-10", month=None)
    for key in ("sager", "servicedesk"):
        words = [said(answer(panel, snapshot, october)) for panel in panels_of(page(key))]
        assert not [
            each for each in (*words, summed_up(page(key), snapshot, october)) if " 1 sager" in f" {each}"
        ]
    assert "1 var åben ved månedens udgang" in summed_up(page("sager"), snapshot, october)
    assert said(asked(snapshot, "sager/aabne", october)).startswith(
        "1 sag var åben ved udgangen af oktober 2014"
    )
    assert (
        said(asked(snapshot, "servicedesk/kanaler", october))
        == "Alle henvendelser kom på telefon i oktober 2014."
    )


def referral(month: str, **more: Any) -> dict[str, Any]:
    return {"month": month, "site": "Herlev", "service": "Ydelse A", "provider": "Klinik A", "agreement": "own",
            "treatments": 12} | more  # fmt: skip


def test_where_there_is_but_one_it_is_not_the_largest_and_there_is_no_rest(house: House) -> None:
    snapshot = loaded(house, {"referrals": [referral("2015-03"), referral("2015-04")]})
    for place, words in {
        "aftale": "Alle kom på regionens egne aftaler med private samarbejdshospitaler i april 2015.",
        "ydelse": "Alle behandlinger gjaldt Ydelse A.",
        "hospital": "Alle behandlinger var fra Herlev Hospital.",
        "privathospital": "Alle behandlinger var hos Klinik A.",
        "hospital-og-ydelse": "Alt er fra Herlev Hospital: 12 behandlinger, Ydelse A.",
    }.items():
        assert said(asked(snapshot, f"omvisitering/{place}")) == words


def test_no_two_columns_of_a_table_have_one_name() -> None:
    for each in PAGES:
        for panel in panels_of(each):
            labels = [column.label for column in panel.columns]
            assert len(set(labels)) == len(labels), (panel.key, labels)


def test_a_light_that_lacks_tolerances_says_so(house: House) -> None:
    gone = [(t.limits, {"subject": "project", "key": key}) for one, key in LIMITS if one == "project"]
    row = asked(loaded(house, {"projects": FILES["projects"]}, gone), "projekter/liste").rows.iloc[0]
    assert row["computed_word"] == "Kan ikke beregnes"
    assert "Der mangler tolerancer" in row["why"]


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


def test_a_response_time_says_over_how_many_samples_it_is(house: House) -> None:
    gone = [(t.limits, {"subject": "sample", "key": "standard"})]
    snapshot = loaded(house, {"samples": FILES["samples"]}, gone)
    assert said(asked(snapshot, "svartider/udvikling")).endswith("Opgjort på 2 af 4 målinger.")
    assert (
        summed_up(page("svartider"), snapshot, MONTH) == "Svartiden overholdt ikke målet i Mail i april 2015."
    )


def test_where_some_months_have_no_figures_that_is_said_once(calls: Snapshot) -> None:
    content = asked(calls, "servicedesk/opkald", YEAR)
    words = [Tree(json.loads(json.dumps(each, cls=PlotlyJSONEncoder))).text() for each in cautions(content)]
    assert words == ["Der er ingen tal i 10 af månederne fra maj 2014 til marts 2015."]


def test_nothing_to_count_is_said_of_the_months_that_came(house: House) -> None:
    portal = [case("1", channel="portal"), case("2", channel="portal", **SOLVED)]
    snapshot = loaded(house, {"cases": portal})
    october = replace(MONTH, first="2014-10", last="2014-10", month=None)
    words = said(asked(snapshot, "servicedesk/straksafklaring", october))
    assert words == "Der er intet at tælle i oktober 2014. Vælg noget andet øverst, eller nulstil."


def test_the_same_as_the_year_before_is_not_more(house: House) -> None:
    snapshot = loaded(house, {"referrals": [referral("2014-04"), referral("2015-04")]})
    assert "Det er det samme som i samme måned året før." in summed_up(page("omvisitering"), snapshot, MONTH)


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


def test_what_a_project_does_not_tell_is_said(house: House) -> None:
    url = house.new()
    house.load(url, "projects", FILES["projects"], without=["expected_end"])
    snapshot = read_snapshot(reader(url))
    assert said(asked(snapshot, "projekter/tidslinje")).startswith("Ingen af projekterne har oplyst")
    assert said(asked(snapshot, "projekter/liste")).startswith("Rapporten er fra april 2015.")


def test_a_project_changes_light_against_its_own_report_before(house: House) -> None:
    first = FILES["projects"][0]
    rows = [
        first | {"month": "2015-01", "light": "red"},
        first | {"project": "Projekt B", "month": "2015-03"},
        first | {"month": "2015-04", "light": "green"},
    ]
    assert (
        said(asked(loaded(house, {"projects": rows}), "projekter/lys"))
        == "I april 2015 skiftede Projekt A lys."
    )


def test_figures_of_the_whole_region_are_there_whatever_hospital_was(snapshot: Snapshot) -> None:
    filters = Filters("2014-05", "2015-04", "then", "herlev-og-gentofte", desk="cimt")
    assert asked(snapshot, "strategi/oppetid-samlet", filters).rows["value"].notna().any()
    rows = overview.figures(snapshot, filters).set_index("metric")
    assert rows.loc["uptime", "value"] > 0
    assert rows.loc["cases_within_limit", "word"] == "Hospitalet fandtes ikke"


def test_the_uptime_of_one_system_in_one_month_is_not_the_lowest(house: House) -> None:
    uptime = {"indicator": "uptime", "subject": "andet", "unit": "%", "period": "2015-04", "value": "99,5"}
    one = loaded(house, {"indicators": [uptime | {"scope": "mail"}]})
    assert said(asked(one, "strategi/oppetid")) == "Mail var oppe 99,50\u00a0% af tiden i april 2015."
    assert summed_up(page("strategi"), one, MONTH).startswith("Oppetid var 99,50\u00a0% i april 2015")


def test_nobody_answered_is_not_untold_and_nobody_called_is_from_nowhere(house: House) -> None:
    nothing = {"answered": 0, "within_limit": 0, "wait_seconds": 0}
    lost = loaded(house, {"call-totals": [total("2015-04", **nothing)]})
    assert said(asked(lost, "servicedesk/opkald")).startswith("Der kom 100 opkald. Ingen fik svar.")
    silent = loaded(house, {"call-totals": [total("2015-04", offered=0, **nothing)]})
    for key in ("opkald", "steder"):
        assert said(asked(silent, f"servicedesk/{key}")) == "Ingen ringede i april 2015."
