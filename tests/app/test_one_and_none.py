"""What is said where there is one of a thing, or none: it is not the largest, nor several, and none is not untold."""

from dataclasses import replace

from sqlalchemy import insert

from data_access.database import schema as t
from data_access.database.engine import reader, writer
from data_access.snapshot.live import read_live
from data_access.snapshot.reading import read_snapshot
from layouts.pages.overview import PAGES
from layouts.parts.answers import answer, panels_of, summed_up
from layouts.parts.panels import said
from layouts.said import response_times
from layouts.wall.today import slides
from tests.app.little import SOLVED, YEAR, asked, case, loaded, page, referral, total
from tests.app.told import FILES, LIMITS, MONTH, House


def test_the_lowest_system_is_no_furthest_from_a_target_that_is_not_there(house: House) -> None:
    def told(*gone: str, seconds: str = "1,5") -> str:
        url = house.new([(t.targets, {"metric": metric}) for metric in gone])
        more = [row | {"system": "lab", "seconds": seconds} for row in FILES["samples"]]
        with writer(url).begin() as connection:
            lab = {"id": 2, "key": "lab", "name": "Lab", "measured": True, "position": 2}
            connection.execute(insert(t.systems), [lab])
        house.load(url, "samples", [*FILES["samples"], *more])
        return response_times.furthest(read_snapshot(reader(url)), MONTH)

    assert told() == "Mail, længst fra sit mål"
    assert told("response_time") == "Mail, den laveste"
    assert response_times.furthest(loaded(house, {"samples": FILES["samples"]}), MONTH) == "Mail"


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


def test_where_there_is_but_one_it_is_not_the_largest_and_there_is_no_rest(house: House) -> None:
    snapshot = loaded(house, {"referrals": [referral("2015-03"), referral("2015-04")]})
    for place, words in {
        "aftale": "Alle kom på regionens egne aftaler med private samarbejdshospitaler i april 2015.",
        "ydelse": "Alle behandlinger gjaldt Ydelse A. Talt i april 2015.",
        "hospital": "Alle behandlinger var fra Herlev Hospital. Talt i april 2015.",
        "privathospital": "Alle behandlinger var hos Klinik A. Talt i april 2015.",
        "hospital-og-ydelse": "Alt er Ydelse A fra Herlev Hospital: 12 behandlinger. Talt i april 2015.",
    }.items():
        assert said(asked(snapshot, f"omvisitering/{place}")) == words


def test_none_referred_is_said_in_words(house: House) -> None:
    other = {"site": "Gentofte", "hospital": "Gentofte Hospital", "valid_from": "1900-01-01"}
    rows = [referral("2014-04"), *(referral(month, site="Gentofte") for month in ("2014-04", "2015-04"))]
    snapshot = loaded(house, {"sites": [other], "referrals": rows})
    assert summed_up(page("omvisitering"), snapshot, replace(MONTH, hospital="herlev")) == (
        "Herlev Hospital: Ingen behandlinger blev omvisiteret til privathospitaler i april 2015. "
        "I samme måned året før var der 12."
    )


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


def test_a_response_time_says_over_how_many_samples_it_is(house: House) -> None:
    gone = [(t.limits, {"subject": "sample", "key": "standard"})]
    snapshot = loaded(house, {"samples": FILES["samples"]}, gone)
    assert said(asked(snapshot, "svartider/udvikling")).endswith("Opgjort på 2 af 4 målinger.")
    assert (
        summed_up(page("svartider"), snapshot, MONTH) == "Svartiden overholdt ikke målet i Mail i april 2015."
    )


def test_nothing_to_count_is_said_of_the_months_that_came(house: House) -> None:
    portal = [case("1", channel="portal"), case("2", channel="portal", **SOLVED)]
    snapshot = loaded(house, {"cases": portal})
    october = replace(MONTH, first="2014-10", last="2014-10", month=None)
    words = said(asked(snapshot, "servicedesk/straksafklaring", october))
    assert words == "Der er intet at tælle i oktober 2014. Vælg noget andet øverst, eller nulstil."


def test_the_same_as_the_year_before_is_not_more(house: House) -> None:
    snapshot = loaded(house, {"referrals": [referral("2014-04"), referral("2015-04")]})
    assert ", lige så mange som i samme måned året før." in summed_up(page("omvisitering"), snapshot, MONTH)


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


def test_cases_that_are_late_are_told_of_before_the_first_case_of_the_day(house: House) -> None:
    url = house.new()
    house.load(url, "cases", FILES["cases"])
    with reader(url).connect() as connection:
        live = replace(read_live(connection), is_told=True)
    (slide,) = slides(read_snapshot(reader(url)), MONTH, live)
    assert (live.opened, live.resolved) == (0, 0)
    late = [(each["name"], each["value"]) for each in slide.tiles if "frist" in each["name"].lower()]
    assert late == [("Åbne sager over fristen", "2"), ("Frist udløber inden 4 timer", "0")]
