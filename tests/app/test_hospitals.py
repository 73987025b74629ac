"""A hospital's page has what the other pages have of it, beside the region, in an order that chance does not make."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.rows import records
from data_access.snapshot.snapshot import Snapshot
from layouts.figures import theme
from layouts.pages import hospital as one
from layouts.pages import hospital_figures, overview, trouble
from layouts.pages.subjects import SUBJECTS
from layouts.parts import among_run
from layouts.parts.answers import answer
from layouts.parts.layers import layered
from layouts.parts.tiles import series
from vocabulary.filters import Filters

HERE = "hospitalerne-i-nordsjaelland"


def chosen(snapshot: Snapshot, hospital: str | None = HERE, **more: Any) -> Filters:
    return replace(snapshot.choices.default(), hospital=hospital, **more)


def test_each_figure_is_the_one_of_its_tile_for_the_hospital_and_the_region(snapshot: Snapshot) -> None:
    filters = chosen(snapshot, last="2015-03")
    rows = {row["ref"]: row for row in records(hospital_figures.figures(snapshot, filters))}
    told = 0
    for of in among_run.figures(SUBJECTS, snapshot):
        asked = replace(filters, desk=of.headline.desk or filters.desk)
        row = rows.get(f"{of.page.key}/{of.headline.key}/{of.headline.desk or ''}/")
        if of.things or row is None:
            continue
        told += 1
        for place, value in ((HERE, row["value"]), (None, row["region"])):
            tile = series(of.headline, snapshot, replace(asked, hospital=place))[-1]
            assert (tile["month"], tile["value"]) == (row["month"], value)
    assert told > 10


def test_a_hospitals_targets_are_those_of_the_overview_each_once(snapshot: Snapshot) -> None:
    for hospital in snapshot.choices.hospitals["today"]:
        filters = chosen(snapshot, hospital)
        own = [
            (row["called"], row["goal_level"])
            for row in records(hospital_figures.figures(snapshot, filters))
            if row["goal_level"] in ("good", "near", "missed")
        ]
        goals = [(row["name"], row["level"]) for row in overview.goals.table(snapshot, filters).records]
        assert sorted(own) == sorted(goals)
        # What was missed stands in one order, and the table of all hospitals counts the same.
        missed = [each for each in goals if each[1] != "good"]
        assert [
            (row["called"], row["level"]) for row in records(hospital_figures.behind(snapshot, filters))
        ] == missed
        assert own[: len(missed)] == missed
        told = ("since_words", "cause", "noted")
        lags = trouble.figures.table(snapshot, filters).records
        assert [
            tuple(row[name] for name in told) for row in records(hospital_figures.behind(snapshot, filters))
        ] == [tuple(row[name] for name in told) for row in lags if row["level"] != "none"]
        named = snapshot.choices.hospitals["today"][hospital]
        of_all = [
            row
            for row in records(hospital_figures.goals(snapshot, chosen(snapshot, None)))
            if row["name"] == named
        ]
        assert sorted((row["called"], row["level"]) for row in of_all) == sorted(own)


def test_what_sums_up_targets_has_its_light_and_is_said_to_be_none(snapshot: Snapshot, visitor: Any) -> None:
    main = visitor.page("/hospital/herlev-og-gentofte")
    row = next(
        each
        for each in main.one("Table", class_="scores").one("Tbody").all("Tr")
        if "Systemer inden for" in each.text()
    )
    assert row.one(class_="mark").prop("title") == "Målet er ikke nået"
    assert (
        "„Systemer inden for svartidsmålet“ samler systemernes mål, som tæller hver for sig." in main.text()
    )
    assert (
        main.one(id_="summary")
        .text()
        .startswith(
            "9 af 13 mål blev nået i april 2015. De 4 mål, der ikke blev nået, nåede regionen som helhed heller ikke."
        )
    )
    # The open cases are of now, whichever month is chosen.
    late = visitor.page("/hospital/herlev-og-gentofte", "?til=2015-03").one(
        id_="hospital-over-fristen-system"
    )
    assert "sager er åbne 11. maj 2015, uanset hvilken periode der er valgt." in late.text()


def test_no_figure_that_is_hidden_is_shown_or_compared(snapshot: Snapshot) -> None:
    settings = snapshot.frames["settings"]
    strict = pd.DataFrame([{"key": "withhold_below", "value": "300"}])
    frames = {
        "settings": pd.concat([settings[settings["key"] != "withhold_below"], strict], ignore_index=True),
        "referrals_withheld": snapshot.frames["referrals_withheld"].iloc[:0],
    }
    hiding = replace(snapshot, frames={**snapshot.frames, **frames})
    rows = [
        row
        for hospital in snapshot.choices.hospitals["today"]
        for row in records(hospital_figures.figures(hiding, chosen(hiding, hospital, last="2015-03")))
    ]
    hidden = [row for row in rows if row["withheld"]]
    assert hidden
    assert {(row["value"] == row["value"], row["figure"], row["standing"]) for row in hidden} == {
        (False, "–", "")
    }


def test_what_lags_comes_first_with_its_cause_and_the_way_to_the_answer(
    visitor: Any, snapshot: Snapshot
) -> None:
    main = visitor.page(f"/hospital/{HERE}")
    lags = main.one(id_="hospital-bagud").one(class_="lags").all("Li")
    assert len(lags) == len(visitor.json("hospital", "bagud", f"?hospital={HERE}")["rows"])
    links = [link.prop("href") for lag in lags for link in lag.all("A")]
    assert links
    for link in links:
        path, _, rest = link.partition("?")
        search, _, place = rest.partition("#")
        assert f"hospital={HERE}" in search
        page = visitor.page(path, f"?{search}")
        assert [each for each in page.all("H2") if str(each.prop("id")).endswith(f"-{place}-title")]
    calls = next(lag for lag in lags if "Svar inden for" in lag.text())
    assert "Mindst siden januar 2014" in calls.text()
    # What is written of the whole region is no cause of what one hospital did; what is of its own site is.
    assert not [lag.text() for lag in lags if "sygdom" in lag.text()]
    causes = [lag.one(class_="lag-cause").text() for lag in lags]
    assert [each for each in causes if "skiller sig" in each]
    assert [each for each in causes if "Frederikssund" in each]


def test_those_that_chance_may_have_set_apart_share_their_places(snapshot: Snapshot) -> None:
    rows = records(hospital_figures.league(snapshot, chosen(snapshot)))
    answered = [row for row in rows if row["called"].startswith("Svar inden for")]
    assert [row["standing"] for row in answered] == ["better"] * 3 + ["alike"] * 5 + ["worse"] * 2
    alike = [row for row in answered if row["standing"] == "alike"]
    assert {row["place"] for row in alike} == {"nr. 4-8 af 10"}
    assert [row["name"] for row in alike] == sorted(row["name"] for row in alike)
    for row in rows:
        if row["is_own"]:
            inside = row["low"] <= 100 * row["hits"] / row["tries"] <= row["high"]
            assert inside == (row["standing"] == "alike")


def test_a_hospital_that_was_merged_away_has_its_last_month_and_the_way_to_its_heir(visitor: Any) -> None:
    main = visitor.page("/hospital/gentofte")
    lead = main.one(class_="lead-heir")
    assert lead.text().startswith("Gentofte Hospital findes ikke mere.")
    assert "til og med april 2015" in lead.text()
    assert lead.text().endswith("I dag hører det til Herlev og Gentofte Hospital.")
    assert lead.one("A").prop("href") == "/hospital/herlev-og-gentofte"
    assert "i april 2015" in main.one(id_="summary").text()
    assert main.one(id_="notices").text() == ""
    assert "i april 2015" in visitor.page("/hospital/gentofte", "?til=2015-05").one(id_="summary").text()
    assert "i januar 2015" in visitor.page("/hospital/gentofte", "?til=2015-01").one(id_="summary").text()


def test_the_hospital_stands_in_the_path_and_not_in_the_query(visitor: Any) -> None:
    main = visitor.page("/hospital/glostrup", "?til=2015-02&hospital=herlev")
    assert main.one("H1").text() == "Glostrup Hospital"
    assert (
        main.one(id_="copy-link").prop("data-copy") == "/hospital/glostrup?fra=2014-03&til=2015-02&desk=cimt"
    )
    assert main.one(id_="download-page").prop("href") == (
        "/data/hospital.xlsx?fra=2014-03&til=2015-02&hospital=glostrup&desk=cimt"
    )
    (listed,) = [each for each in main.all(class_="filter") if each.prop("data-path")]
    assert listed.prop("data-path") == "/hospital"
    assert "&hospital=glostrup" in main.one(id_="hospital-noegletal-downloads").all("A")[0].prop("href")


def test_the_table_of_all_leads_to_each(visitor: Any, snapshot: Snapshot) -> None:
    table = visitor.page("/hospital").one(class_="standings")
    links = [link.prop("href") for link in table.all("A")]
    assert links == [f"/hospital/{key}" for key in snapshot.choices.hospitals["today"]]
    former = visitor.page("/hospital").one(class_="former").all("A")
    assert [link.prop("href") for link in former] == ["/hospital/herlev", "/hospital/gentofte"]


@pytest.mark.parametrize(
    ("compare", "against"), [("glostrup", "Glostrup Hospital"), ("sidste-aar", "samme måned året før")]
)
def test_compared_with_says_its_numbers_in_the_colour_of_what_is_compared(
    compare: str, against: str, snapshot: Snapshot
) -> None:
    filters = chosen(snapshot, "hvidovre", compare=compare)
    panel = next(each for page in SUBJECTS for each in page.panels if each.key == "opkald")
    content = answer(panel, snapshot, filters)
    (row,) = (row for row in content.records if row["month"] == "2015-04")
    assert row["compared"] > 0
    figure = layered(panel.figure(content), content)  # type: ignore[misc]
    (line,) = (trace for trace in figure["data"] if trace.get("name") == content.against)
    assert line["line"]["color"] == theme.SERIES[0]
    assert line["line"]["dash"] == "dash"
    rows = records(hospital_figures.figures(snapshot, filters))
    assert all(row["against"] for row in rows)
    said = answer(one.FIGURES, snapshot, filters)
    assert f"Sammenlignet med {against} er" in one.FIGURES.sentence(said)


def test_what_a_hospital_was_not_told_of_is_said(snapshot: Snapshot) -> None:
    frame = snapshot.frames["cases"]
    at_bornholm = frame["site"] == "bornholm"
    untold = frame.assign(
        **{name: frame[name].mask(at_bornholm, 0) for name in ("first_contact", "first_contact_told")}
    )
    whole = replace(snapshot, frames={**snapshot.frames, "cases": untold})
    filters = chosen(whole, "bornholms")
    content = answer(one.FIGURES, whole, filters)
    assert "Der er ingen tal for „Straksafklaring“." in one.FIGURES.sentence(content)
    (row,) = (row for row in content.records if row["called"] == "Straksafklaring")
    assert (row["word"], row["standing"]) == ("Ikke oplyst", "")
