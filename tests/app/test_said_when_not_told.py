"""What is said where something is not told, is not in force or does not exist: words of their own, and never 0."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, update

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.imports.faults import ImportFault
from data_access.imports.mapping.reader import read_mapping
from data_access.numbers import case_limits, indicators, projects, resources
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import overview, servicedesk
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Content
from layouts.parts.panels import said
from tests.app.conftest import Held
from tests.app.told import FILES, MONTH, House, is_told
from vocabulary.filters import LAST_YEAR, Filters

QUARTER = Filters("2015-01", "2015-04", desk="cimt")


def asked(snapshot: Snapshot, place: str, filters: Filters = MONTH) -> Content:
    """Return a panel answered, by its page and its key."""
    key, name = place.split("/")
    page = next(each for each in PAGES if each.key == key)
    return answer(next(each for each in panels_of(page) if each.key == name), snapshot, filters)


def loaded(
    house: House, *files: tuple[str, Sequence[Mapping[str, Any]]], gone: Sequence[Any] = ()
) -> Snapshot:
    url = house.new(gone)
    for kind, rows in files:
        house.load(url, kind, rows)
    return read_snapshot(reader(url))


def case(number: str, **more: str) -> dict[str, str]:
    return {
        "number": number, "desk": "cimt", "site": "Herlev", "channel": "portal", "priority": "critical",
        "kind": "incident", "opened_at": "2015-04-01 09:00", "resolved_at": "2015-04-02 09:00", "first_contact": "nej",
    } | more  # fmt: skip


TWO = [case("1"), case("2", opened_at="2015-04-30 09:00", resolved_at="2015-04-30 19:00")]
TOTALS = [{
    "period": "2015-04", "desk": "cimt", "site": "Herlev", "offered": 100, "answered": 90, "within_limit": 80,
    "wait_seconds": 1800}]  # fmt: skip


def no_limit(subject: str, *keys: str) -> list[Any]:
    return [(t.limits, {"subject": subject, "key": key}) for key in keys]


def test_a_priority_without_a_limit_has_no_share(house: House) -> None:
    snapshot = loaded(house, ("cases", TWO), gone=no_limit("case", "critical"))
    assert not any(is_told(each) for each in asked(snapshot, "sager/opdelt").rows["within_share"])
    assert said(asked(snapshot, "sager/opdelt")) == "Der er ingen frist, så der er intet at tælle efter."
    assert (
        said(asked(snapshot, "sager/kritikalitet")) == "Der er ingen frist, så der er intet at tælle efter."
    )
    row = case_limits.within_limit(snapshot, MONTH).iloc[0]
    assert (row["shown"], row["word"], row["level"]) == ("–", "Der er ingen frist", "unknown")


def test_a_share_is_counted_over_what_is_told_and_says_so(house: House) -> None:
    url = house.new()
    house.load(url, "cases", TWO)
    house.load(url, "cases", [case("3", priority="medium")], without=["first_contact"])
    snapshot = read_snapshot(reader(url))
    content = asked(snapshot, "sager/inden-for-fristen")
    assert content.rows[["numerator", "denominator"]].iloc[0].tolist() == [2, 2]
    assert "Opgjort på 2 af 3 sager." in said(content)
    assert [each.label for each in content.columns[-2:]] == ["Opgjort på", "Af i alt"]
    parts = asked(snapshot, "sager/opdelt").rows
    assert parts[parts["dimension"] == "Løser"]["part"].tolist() == ["Ikke oplyst"]


def test_one_answer_to_a_month_that_did_not_come(house: House) -> None:
    rows = [case("1", opened_at="2015-02-01 09:00", resolved_at="2015-02-02 09:00"),
            case("2", opened_at="2015-02-28 09:00", resolved_at="2015-04-02 09:00")]  # fmt: skip
    snapshot = loaded(house, ("cases", rows), ("call-totals", TOTALS))
    within = asked(snapshot, "sager/inden-for-fristen")
    assert not any(
        is_told(each) for name in ("value", "numerator", "denominator") for each in within.rows[name]
    )
    assert asked(snapshot, "sager/opdelt").rows.empty
    assert asked(snapshot, "sager/til-og-afgang").rows["opened"].isna().all()


def test_the_limit_in_force_is_in_the_name(house: House) -> None:
    url = house.new()
    with writer(url).begin() as connection:
        connection.execute(update(t.limits).where(t.limits.c.subject == "call").values(amount=20))
    house.load(url, "call-totals", TOTALS)
    snapshot = read_snapshot(reader(url))
    assert "Svar inden for 20 sekunder" in overview.figures(snapshot, MONTH)["name"].tolist()
    panel = servicedesk.SERVICE_LEVEL
    assert panel.title(snapshot, MONTH) == "Bliver telefonen taget inden for 20 sekunder?"
    assert said(answer(panel, snapshot, MONTH)).startswith("Svar inden for 20 sekunder var 88,9\u00a0%")
    assert asked(snapshot, "servicedesk/steder").columns[-1].label == "Svar inden for 20 sekunder"


def test_calls_without_a_limit_are_within_none(house: House) -> None:
    snapshot = loaded(house, ("call-totals", TOTALS), gone=no_limit("call", "answer"))
    assert asked(snapshot, "servicedesk/steder").rows["service_level"].isna().all()
    assert "inden for" not in servicedesk.PAGE.summary(snapshot, MONTH)
    assert said(asked(snapshot, "servicedesk/svar-inden-5-minutter")) == (
        "Der er ingen grænse, så der er intet at tælle efter."
    )


def test_totals_do_not_tell_what_came_out_of_hours(house: House) -> None:
    snapshot = loaded(house, ("call-totals", [TOTALS[0] | {"desk": "klinisk"}]))
    content = asked(snapshot, "servicedesk/uden-for-aabningstid", replace(MONTH, desk="klinisk"))
    assert said(content) == "Kilden fortæller ikke, om opkaldene kom inden for åbningstiden."


def test_what_is_not_there_has_no_tile(house: House) -> None:
    rows = overview.figures(loaded(house, ("call-totals", TOTALS)), MONTH)
    assert set(rows["subject"]) == {"CIMT"}
    assert not {"cases_within_limit", "uptime", "response_time", "treatments"} & set(rows["metric"])


def test_a_known_nothing_is_a_number(house: House) -> None:
    snapshot = loaded(house, ("cases", TWO))
    assert said(asked(snapshot, "sager/aabne")).startswith("Ingen sager var åbne ved udgangen af april 2015.")
    assert said(asked(snapshot, "sager/alder")).startswith("Ingen sager var åbne ved udgangen af ")


def test_a_programme_nobody_told_is_none(house: House) -> None:
    snapshot = loaded(house, ("projects", [{"project": "A", "month": "2015-04", "light": "green"}]))
    assert projects.latest(snapshot, MONTH)["programme_name"].tolist() == ["Ikke oplyst"]
    assert projects.latest(snapshot, replace(MONTH, programme="regional")).empty


def test_two_panels_say_the_same_of_projects_without_tolerances(house: House) -> None:
    gone = no_limit("project", "time_yellow", "time_red", "cost_yellow", "cost_red")
    snapshot = loaded(
        house, ("projects", [{"project": "A", "month": "2015-04", "light": "green"}]), gone=gone
    )
    rows = overview.figures(snapshot, MONTH)
    assert rows["shown"].tolist() == ["1 af 1"]
    page = next(each for each in PAGES if each.key == "projekter")
    assert page.summary(snapshot, MONTH) == "A er grønt."


def test_reports_of_long_ago_are_of_their_own_month(house: House) -> None:
    report = {"project": "Projekt A", "programme": "regional", "purpose": "Formål", "month": "2013-03",
              "light": "green", "finding": "Kører", "delay_weeks": 0}  # fmt: skip
    snapshot = loaded(house, ("projects", [report]), ("call-totals", TOTALS))
    (row,) = overview.figures(snapshot, MONTH).query("metric == 'projects_on_track'").to_dict("records")
    assert (row["month"], row["shown"]) == ("2013-03", "1 af 1")
    (project,) = projects.latest(snapshot, MONTH).to_dict("records")
    assert project["age_months"] == 25
    said_of = {place: said(asked(snapshot, f"projekter/{place}")) for place in ("antal", "lys")}
    assert "Grønne projekter: 1 af 1 i marts 2013." in said_of["antal"]
    assert "Projekterne har kun meldt lys i marts 2013." in said_of["lys"]


def test_hours_without_their_column_are_not_closed_days() -> None:
    mapping = 'kind = "opening-hours"\n' + "".join(
        f'[fields.{name}]\ncolumn = "{name}"\n' for name in ("desk", "weekday", "valid_from")
    )
    with pytest.raises(ImportFault, match="opens, closes"):
        read_mapping(mapping, "prøve")


@pytest.mark.parametrize(
    "place",
    [
        "sager/alder",
        "sager/opdelt",
        "projekter/antal",
        "omvisitering/hospital-og-ydelse",
        "sager/kritikalitet",
    ],
)
def test_files_of_what_was_never_loaded_have_no_figures(place: str, house: House) -> None:
    content = asked(loaded(house, ("call-totals", TOTALS)), place)
    figures = [each.key for each in content.columns if each.is_number and each.key != "limit"]
    assert not any(is_told(each) for name in figures if name != "target" for each in content.rows[name])


def test_files_of_what_is_not_told_have_no_figures(house: House, visitor_of: Callable[[Any], Any]) -> None:
    url = house.new()
    house.load(url, "cases", FILES["cases"], without=("first_contact", "resolved_at", "handler"))
    client = visitor_of(Held(read_snapshot(reader(url)))).client
    for panel, columns in {
        "servicedesk/straksafklaring": ("value", "numerator", "denominator"),
        "sager/inden-for-fristen": ("value", "numerator", "denominator"),
        "sager/til-og-afgang": ("resolved", "backlog"),
        "sager/loeses-af": ("first", "second", "first_share", "second_share"),
    }.items():
        rows = client.get(f"/data/{panel}.json?fra=2015-04&til=2015-04").get_json()["rows"]
        assert rows
        found = [row[column] for row in rows for column in columns if column in row]
        assert found
        assert not any(map(is_told, found)), panel


def test_a_panel_of_what_was_never_loaded_is_left_out_of_a_page_that_has_others(house: House) -> None:
    snapshot = loaded(house, ("cases", TWO))
    shown = {panel.key for panel in servicedesk.PAGE.panels if panel.shows(snapshot, MONTH)}
    assert "straksafklaring" in shown
    assert not shown & {"opkald", "svar-inden-5-minutter", "steder", "ventetid-ugedag-og-time"}


def test_origins_that_are_more_than_all_do_not_agree(house: House) -> None:
    snapshot = loaded(
        house,
        ("staffing", [{"year": 2015, "area": "Drift", "function": "Support", "fte": 10}]),
        ("staffing-origins", [{"year": 2015, "origin": "Afdeling A", "fte": "12,5"}]),
    )
    assert resources.origins(snapshot, MONTH)["fte"].tolist() == [12.5, 12.5, 10.0]
    assert "De to opgørelser stemmer ikke overens" in said(asked(snapshot, "sundhedsplatformen/oprindelse"))


def test_indicators_know_what_they_are_of(house: House) -> None:
    places = (("2015-01", "Nord"), ("2015-01", "Syd"), ("2015-04", "Nord"), ("2015", ""))
    rows = [{"indicator": "Tal A", "period": period, "scope": scope, "value": 90} for period, scope in places]
    snapshot = loaded(house, ("indicators", rows))
    assert indicators.key_figures(snapshot, MONTH).empty
    found = indicators.other_figures(snapshot, MONTH)
    assert found[["scope", "period"]].to_numpy().tolist() == [
        ["Hele regionen", "2015"],
        ["Nord", "april 2015"],
    ]
    assert len(indicators.other_figures(snapshot, QUARTER)) == 4


@pytest.mark.parametrize("kind", ["referrals", "pathways"])
def test_the_months_of_every_subject_can_be_chosen(kind: str, house: House) -> None:
    told: dict[str, dict[str, Any]] = {
        "referrals": {
            "site": "Herlev",
            "service": "A",
            "provider": "B",
            "agreement": "own",
            "treatments": 12,
        },
        "pathways": {
            "field": "somatic",
            "site": "Herlev",
            "expected": 100,
            "arrived": 100,
            "within_limit": 90,
        },
    }
    months = ("2014-11", "2015-02")
    choices = loaded(house, (kind, [{"month": month} | told[kind] for month in months])).choices
    assert (choices.first, choices.last) == months


def test_months_before_a_place_existed_are_compared_with_nothing(snapshot: Snapshot) -> None:
    filters = Filters("2015-04", "2015-05", "then", "herlev-og-gentofte", desk="cimt", compare=LAST_YEAR)
    content = asked(snapshot, "servicedesk/opkald", filters)
    assert content.rows["compared"].isna().all()
    assert content.variation is not None
    assert not content.variation.known


def test_a_file_that_does_not_tell_when_cases_were_solved_leaves_what_is_known(house: House) -> None:
    url = house.new()
    house.load(url, "cases", TWO)
    house.load(url, "cases", [case("1", priority="high"), case("3")], without=["resolved_at"])
    with reader(url).connect() as connection:
        columns = (
            t.cases.c.number,
            t.cases.c.priority,
            t.cases.c.resolved_told,
            t.cases.c.resolved_day.is_not(None),
        )
        rows = [tuple(row) for row in connection.execute(select(*columns).order_by(t.cases.c.number))]
    assert rows == [("1", "high", True, 1), ("2", "critical", True, 1), ("3", "critical", False, 0)]
    snapshot = read_snapshot(reader(url))
    assert said(asked(snapshot, "sager/aabne")).startswith("Ingen sager var åbne")
