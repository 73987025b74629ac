"""A table of sentences of all and of none, of two, of what ties, and of what has not come, on several pages.

`no:` tells what was said once and must not be said.
"""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages import pathways, referrals, servicedesk
from layouts.parts.answers import answer, sentence, summed_up
from layouts.parts.changes import difference_words
from layouts.parts.told import apiece, in_each, no_month, out_of, some, tied, told
from layouts.said import (
    cases,
    definitions,
    hospital,
    hospitals,
    league,
    open_cases,
    overview,
    project,
    projects,
    response_sites,
)
from tests.unit.layouts.saying import Rows, plain, said
from vocabulary.filters import Filters
from vocabulary.language import speaking

SPRING = Filters("2015-01", "2015-04", desk="cimt")


def of(rows: Rows, filters: Filters = SPRING) -> Any:
    """Return just what a sentence asks of a content, with rows by hand."""
    return SimpleNamespace(records=rows, table=Table.of(pd.DataFrame(rows)), filters=filters)


@pytest.mark.parametrize(
    ("n", "all_", "danish", "english"),
    [
        (5, 12, "5 af 12", "5 of 12"),
        (0, 12, "ingen af de 12", "none of the 12"),  # no: „0 af 12“
        (12, 12, "alle 12", "all 12"),  # no: „12 af 12“
        (2, 2, "begge", "both"),
        (0, 2, "ingen af de 2", "none of the 2"),
    ],
)
def test_so_many_of_several(n: int, all_: int, danish: str, english: str) -> None:
    assert out_of(n, all_) == danish
    with speaking("en"):
        assert out_of(n, all_) == english


def test_what_several_share_is_of_each() -> None:
    assert [apiece("5", "A"), apiece("5", "AB"), in_each("5", "A"), in_each("5", "AB")] == [
        "5", "5 hver", "5", "5 i hver",
    ]  # fmt: skip
    assert [some(0), some(3)] == ["ingen", "3"]


def test_as_many_are_named_as_can_be_read() -> None:
    rows = [{"called": name, "level": "missed", "value": 1.0} for name in "ABCDEFG"]
    assert said(hospital.behind, rows[:6]) == "6 mål blev ikke nået: „A“, „B“, „C“, „D“, „E“ og „F“."
    assert said(hospital.behind, rows) == "7 mål blev ikke nået."
    well = [
        {"name": name, "about": "", "what": overview.REACHED, "is_thing": name == "A"} for name in "ABCDE"
    ]
    assert overview._reached(well[:4], 4) == "4 mål er nået: „B“, „C“, „D“ og svartiden i A."
    assert overview._reached(well, 5) == "5 mål er nået, blandt andet „B“, „C“ og „D“."
    assert overview._reached([], 0) == ""
    assert tied("ABC", "{n} steder") == "A, B og C"
    assert tied("ABCD", "{n} steder") == "4 steder"


def test_where_no_target_was_changed_that_is_said() -> None:
    rows = [{"metric": metric, "name": metric, "scope": ""} for metric in ("calls", "cases")]
    assert said(definitions.targets, rows) == "Ingen mål er ændret, siden de blev sat."
    again = said(definitions.targets, [*rows, rows[0]])
    assert again.startswith("Målet er ændret for „calls“. ")


# --- What has not come ---------------------------------------------------------------------------------


def standing(*months: tuple[str, str, float]) -> Table:
    return Table.of(
        pd.DataFrame(
            [
                {"month": month, "value": 1.0, "state": state, "completeness": share, "word": ""}
                for month, state, share in months
            ]
        )
    )


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # no: „ikke hele“, of a month of which nothing has come.
        (standing(("2015-05", "under_way", 0.0)), "Tallene for maj 2015 er ikke kommet endnu."),
        (
            standing(("2015-05", "under_way", 0.9)),
            "Maj 2015 er ikke slut, så tallene kan ikke bedømmes endnu.",
        ),
        # no: „endnu“, of a month that is long over.
        (
            standing(("2014-06", "incomplete", 0.8)),
            "Tallene for juni 2014 er ikke hele, så de bliver ikke bedømt.",
        ),
        (standing(("2014-06", "missing", 0.0)), "Der er ingen tal i juni 2014."),
        (
            standing(("2014-06", "incomplete", 0.8), ("2014-07", "missing", 0.0)),
            "Ingen af de viste måneder er hele, så der er intet at bedømme.",
        ),
    ],
)
def test_why_there_is_no_month_to_speak_of(rows: Table, words: str) -> None:
    assert no_month(rows) == words


def test_months_are_whole_ones_where_one_at_the_edge_is_not() -> None:
    rows = standing(
        ("2015-01", "incomplete", 0.8), ("2015-02", "whole", 1), ("2015-03", "whole", 1), ("2015-04", "under_way", 0.5)
    )  # fmt: skip
    found = told(rows, SPRING, "value")
    assert found is not None
    assert (found.is_gapless, found.is_all) == (True, False)  # no: „7 af 10 måneder“ of twelve


def test_the_days_that_a_month_lacks_are_named(demo_snapshot: Snapshot) -> None:
    june = Filters("2014-06", "2014-06", desk="cimt")
    assert summed_up(servicedesk.PAGE, demo_snapshot, june) == (
        "Tallene for juni 2014 er ikke hele, så de bliver ikke bedømt. Der mangler tal for 18.-22. juni 2014."
    )
    may = replace(june, first="2015-05", last="2015-05")
    for page in (referrals.PAGE, pathways.PAGE):
        assert summed_up(page, demo_snapshot, may) == "Tallene for maj 2015 er ikke kommet endnu."


# --- Of the pages --------------------------------------------------------------------------------------


def levels(*words: str) -> Rows:
    return [{"goal_level": word, "is_told": True, "standing": "", "called": word} for word in words]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (levels("good", "good", "good"), "Alle 3 mål blev nået i maj 2015."),  # no: „3 af 3 mål“
        (levels("good", "good"), "Begge mål blev nået i maj 2015."),
        (levels("good", "missed", "near"), "1 af 3 mål blev nået i maj 2015."),
        (levels("missed", "missed", "near"), "Ingen af de 3 mål blev nået i maj 2015."),
        (levels("good"), "Det eneste mål blev nået i maj 2015."),
        (levels("near"), "Det eneste mål blev ikke nået i maj 2015."),
    ],
)
def test_the_targets_of_a_hospital(rows: Rows, words: str) -> None:
    assert hospital._targets(rows, "maj 2015") == words


@pytest.mark.parametrize(
    ("better", "alike", "worse", "words"),
    [
        # no: „er ingen bedre …, ingen dårligere, og 15 adskiller sig ikke“
        (
            0, 15, 0,
            "Ingen af de 15 tal, som hospitalerne kan sammenlignes på, adskiller sig fra resten af regionens.",
        ),
        (
            0, 1, 0,
            "Det ene tal, som hospitalerne kan sammenlignes på, adskiller sig ikke fra resten af regionens.",
        ),
        (
            2, 12, 0,
            "Af 14 tal, som hospitalerne kan sammenlignes på, er 2 bedre end resten af regionens, ingen dårligere, og "
            "12 adskiller sig ikke.",
        ),
    ],
)  # fmt: skip
def test_how_a_hospital_stands(better: int, alike: int, worse: int, words: str) -> None:
    counts = {"better": better, "alike": alike, "worse": worse}
    assert league._standings(sum(counts.values()), counts) == words


def test_the_hospitals_with_most_outside_their_targets_have_so_many_each() -> None:
    rows = [{"name": name, "level": "missed"} for name in ("A", "A", "B", "B", "C")]
    assert hospitals._most_missed(rows) == "A og B har flest mål, der ikke blev nået (2 hver)."  # no: „(2)“
    assert hospitals._most_missed(rows[1:]) == "B har flest mål, der ikke blev nået (2)."


@pytest.mark.parametrize(
    ("of_each", "words"),
    [
        # no: „Intet tal er dårligere end resten“ over four red rows, and not a word of the region
        ([("good", "")] * 9 + [("missed", "both")] * 4,
         "De 4 mål, der ikke blev nået, nåede regionen som helhed heller ikke."),
        ([("good", ""), ("near", "both")], "Målet, der ikke blev nået, nåede regionen som helhed heller ikke."),
        ([("good", ""), ("near", "both"), ("missed", "alone")],
         "1 af de 2 mål, der ikke blev nået, nåede regionen som helhed heller ikke."),
        ([("near", "both"), ("missed", "both")], "Regionen som helhed nåede dem heller ikke."),
        ([("near", "both"), ("missed", "alone")], "1 af dem nåede regionen som helhed heller ikke."),
        ([("good", ""), ("missed", "alone")], ""),
        ([("good", ""), ("none", "")], ""),
    ],
)  # fmt: skip
def test_what_the_region_missed_too(of_each: list[tuple[str, str]], words: str) -> None:
    rows = [{"goal_level": level, "with_region": beside} for level, beside in of_each]
    assert hospital._of_region(rows) == words


@pytest.mark.parametrize(
    ("alike", "words"),
    [
        ([True, False, None], "var ens i 1 af 2 måneder."),
        ([False] * 12, "var ens i ingen af de 12 måneder."),  # no: „0 af 12“
        ([True] * 12, "var ens i alle 12 måneder."),
        ([True], "var ens i den ene måned, hvor begge er kendt."),
        ([False, None], "var ikke ens i den ene måned, hvor begge er kendt."),
    ],
)
def test_how_often_the_lights_of_a_project_agree(alike: list[bool | None], words: str) -> None:
    rows = [{"is_alike": each} for each in alike]
    assert project.lights(of(rows)) == f"Projektets eget lys og det beregnede {words}"


def test_what_a_project_has_moved_is_a_sentence() -> None:
    rows = [
        {"what": "Fasen", "before": "", "now": "Udvikling", "moved": True, "since": "2015-04"},
        {"what": "Forsinkelsen", "before": "10 uger", "now": "14 uger", "moved": True, "since": "2015-04"},
    ]
    # no: „fase er nu udvikling“
    assert project.changed(of(rows)) == (
        "Siden rapporten fra april 2015: fasen er nu: udvikling; forsinkelsen gik fra 10 uger til 14 uger."
    )


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("rhel-omlaegning", "Grønt efter projektets egen vurdering; tallene giver intet lys."),
        ("netvaerksprogrammet", "Grønt efter projektets egen vurdering, men rødt efter tallene."),
        ("ekg", "Rødt, både efter projektets egen vurdering og efter tallene."),
    ],
)
def test_both_lights_of_a_project(place: str, words: str, demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), project=place)
    assert project.summary(demo_snapshot, asked).startswith(words)


def test_before_the_first_report_no_project_had_reported(demo_snapshot: Snapshot) -> None:
    # no: „svarer til det, der er valgt“, where nothing but a month is chosen
    words = projects.summary(demo_snapshot, Filters("2014-01", "2014-01"))
    assert words == "Ingen projekter havde meldt noget i januar 2014."


def test_one_other_site_is_the_other_site() -> None:
    found = [{"part": "Herlev", "value": 61.25, "rest": 70.83}]
    assert plain(response_sites._apart(found, 2)) == "Herlev (61,25 % mod 70,83 % det andet sted)"
    assert plain(response_sites._apart(found, 3)) == "Herlev (61,25 % mod 70,83 % de andre steder)"


@pytest.mark.parametrize(
    ("opened", "resolved", "words"),
    [
        (5, 3, "Der blev oprettet 5 sager og løst 3 i maj 2015"),
        (1, 0, "Der blev oprettet 1 sag og løst ingen i maj 2015"),
        (0, 3, "Der blev ikke oprettet nogen sager i maj 2015, men løst 3"),
        (0, 0, "Der blev hverken oprettet eller løst sager i maj 2015"),  # no: „oprettet 0 sager“
    ],
)
def test_cases_that_came_and_went(opened: int, resolved: int, words: str) -> None:
    assert cases._moved(opened, resolved, "i maj 2015") == words


def test_no_open_case_is_none() -> None:
    assert open_cases.open_words(0, "0", "2015-05") == "Ingen sager var åbne ved udgangen af maj 2015."


# --- Differences ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "value", "other", "decimals", "words"),
    [
        # What a reader gets who subtracts the printed figures: 70,8 from 82,4.
        ("%", 70.84, 82.36, 1, "11,6 procentpoint lavere"),
        ("%", 80.04, 80.01, 1, ""),
        ("sekunder", 59.6, 90.4, 0, "30 sek. kortere"),
        ("sekunder", 150, 90, 0, "1 min. længere"),  # no: „1 min. 0 sek.“
        ("antal", 20, 17, 0, "3 flere"),
        ("antal", 240, 200, 0, "20 % flere"),
    ],
)
def test_a_difference_is_that_of_the_printed_figures(
    unit: str, value: float, other: float, decimals: int, words: str
) -> None:
    assert plain(difference_words(unit, value, other, decimals)) == words


def test_how_many_more_another_hospital_has_is_not_said(demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), hospital="rigshospitalet", compare="bornholms")
    volumes, answered = (
        next(each for each in servicedesk.PAGE.panels if each.key == key) for key in ("opkald", "besvarede")
    )
    assert plain(sentence(answer(volumes, demo_snapshot, asked))).endswith("opkald 3.379 mod 332.")
    assert plain(sentence(answer(answered, demo_snapshot, asked))).endswith(
        "89,9 % mod 94,0 % (4,1 procentpoint lavere)."
    )
    before = replace(asked, compare="sidste-aar")
    assert "flere)" in plain(sentence(answer(volumes, demo_snapshot, before)))
