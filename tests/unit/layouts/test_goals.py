"""What is headlined is a list of targets, each counted once: by the page and by the wall alike."""

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from data_access.snapshot.snapshot import Snapshot
from layouts.pages import hospital, overview
from layouts.parts import panels
from layouts.parts.behind import Cause, Missed, since_words
from layouts.parts.declarations import Content, Headline
from layouts.parts.tiles import figure_words, goal_words
from layouts.wall import overview as summed_up
from layouts.wall.slides import SLIDES
from vocabulary.filters import Filters


def test_each_target_is_counted_once_and_the_worst_of_several_never(demo_snapshot: Snapshot) -> None:
    asked = demo_snapshot.choices.default()
    rows = overview.goals(demo_snapshot, asked)
    assert not rows.duplicated(["subject", "name"]).any()
    assert (len(rows), int((rows["level"] == "good").sum()), int(rows["is_thing"].sum())) == (13, 7, 10)
    assert overview.PAGE.summary(demo_snapshot, asked) == (
        "7 af 13 mål blev nået i april 2015. Målet blev ikke nået for „Svar inden for 5 minutter“, „Sager løst inden "
        "for fristen“ samt svartiden i Mail/kalender, Blodinfo II, EPM3 og Web 1000. Pr. 11. maj 2015 har 492 af "
        "1.038 åbne sager overskredet fristen."
    )


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            Missed("2015-03", 1, reached=True),
            "Nyt i marts 2015",
        ),  # no: „Kun i“, of what was missed in January too
        (Missed("2015-03", 2, reached=True), "Siden marts 2015"),
        (Missed("2014-01", 15, reached=False), "Mindst siden januar 2014"),
        (Missed("2015-03", 1, reached=False), "Marts 2015"),
        (Missed("", 0, reached=True), ""),
    ],
)
def test_since_when_a_target_is_missed(found: Missed, words: str) -> None:
    assert since_words(found) == words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (Cause("Mandag skiller sig ud.", is_telling=True, noted="Stigningen skyldes noget."), "Mandag skiller sig ud."),
        # no: „Stigningen skyldes en flytning“, as the reason of what was missed
        (Cause("Ingen.", is_telling=False, noted="Stigningen skyldes en flytning."),
         "Note: Stigningen skyldes en flytning."),
        (Cause("Ingen.", is_telling=False, noted=""), ""),
    ],
)  # fmt: skip
def test_what_is_told_where_there_is_room_for_one_thing(found: Cause, words: str) -> None:
    assert found.first == words


def test_the_wall_counts_the_same(demo_snapshot: Snapshot) -> None:
    asked = demo_snapshot.choices.default()
    (slide,) = SLIDES["overblik"][1](demo_snapshot, asked, None)
    assert (slide.figure, len(slide.rows)) == ("6 af 13", 6)


@pytest.mark.parametrize("hospital", ["bornholms", "glostrup"])
def test_of_a_hospital_only_its_own_are_counted(hospital: str, demo_snapshot: Snapshot) -> None:
    rows = overview.goals(demo_snapshot, replace(demo_snapshot.choices.default(), hospital=hospital))
    assert set(rows["level"]) <= {"good", "near", "missed"}


def test_a_month_under_way_is_said_to_be_no_end_yet(demo_snapshot: Snapshot) -> None:
    asked = replace(demo_snapshot.choices.default(), last="2015-05")
    assert (
        overview.PAGE.summary(demo_snapshot, asked)
        == "Maj 2015 er ikke slut; tallene kan ikke vurderes endnu."
    )


def test_what_is_counted_is_written_so_where_there_is_anything_to_count() -> None:
    counted, share = (
        Headline("x", "systems_within_sla", overview.goals, counted=each) for each in (True, False)
    )
    some = {"value": 60.0, "numerator": 6, "denominator": 10, "target": 80.0, "shown": "60,0 %"}
    none = some | dict.fromkeys(("value", "numerator", "denominator"), float("nan")) | {"shown": "–"}
    assert [figure_words(each, row) for each in (counted, share) for row in (some, none)] == [
        "6 af 10", "–", "60,0 %", "–",
    ]  # fmt: skip
    assert [goal_words(counted, row) for row in (some, none)] == ["8", ""]


def test_a_hospital_has_a_table_of_what_misses_its_target_where_anything_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = []
    for missed in ([], [1]):
        monkeypatch.setattr(hospital, "behind", lambda _snapshot, _filters, missed=missed: missed)
        for chosen in (None, "glostrup"):
            asked = Filters("2015-01", "2015-04", hospital=chosen)
            shown.append(bool(hospital.BEHIND.applies(cast("Snapshot", None), asked)))
    assert shown == [False, False, False, True]


def test_a_share_of_things_is_of_those_of_the_month_that_is_judged() -> None:
    rows = [
        {
            "month": f"2015-0{number}",
            "state": "whole" if number < 4 else "under_way",
            "denominator": 10 + number,
        }
        for number in range(1, 5)
    ]
    for month, told, of in ((None, rows, 13), ("2015-02", rows, 12), (None, rows[3:], None)):
        asked = SimpleNamespace(records=told, filters=Filters("2015-01", "2015-04", month=month))
        assert panels._counted_over(cast("Content", asked)) == of


def test_figures_are_named_together_where_they_are_all_of_several_of_a_subject() -> None:
    figures = [
        {"subject": subject, "name": name}
        for subject, name in (("A", "a1"), ("A", "a2"), ("B", "b1"), ("C", "c1"))
    ]
    said = [
        summed_up._which(rows, figures, "{names}", "{n} tal")
        for rows in (figures[:1], figures[:2], figures[2:3], figures, [figures[0], *figures[2:]])
    ]
    assert said == ["a1", "A", "b1", "A, b1 og c1", "a1, b1 og c1"]
