"""Screens tell that they are alive; whatever they say, nothing but a screen is kept."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.screens import MOST_SCREENS, SILENT_AFTER, Screen, Screens


def test_a_screen_is_known_by_its_name_and_newest_sign_of_life(tmp_path: Path) -> None:
    screens = Screens(tmp_path / "screens")
    assert screens.all() == []
    screens.tell({"skaerm": "vagtrum", "tavle": "overblik", "vindue": "1920x1080", "fejl": 2, "alder": 3.5})
    screens.tell({"skaerm": "vagtrum", "tavle": "sager"})
    screens.tell({"skaerm": "Auditorium"})
    assert [(each.name, each.slide) for each in screens.all()] == [("Auditorium", ""), ("vagtrum", "sager")]
    assert not screens.all()[1].is_silent


def test_a_screen_is_silent_after_five_minutes() -> None:
    assert Screen("x", time.time() - SILENT_AFTER - 1).is_silent
    assert not Screen("x", time.time() - SILENT_AFTER + 5).is_silent


def test_a_broken_file_hides_no_other_screen(tmp_path: Path) -> None:
    screens = Screens(tmp_path)
    screens.tell({"skaerm": "vagtrum"})
    (tmp_path / "brudt.json").write_text("{")
    (tmp_path / "andet.json").write_text('{"name": "x"}')
    assert [each.name for each in screens.all()] == ["vagtrum"]


def test_there_is_an_end_to_how_many_are_kept(tmp_path: Path) -> None:
    screens = Screens(tmp_path)
    for number in range(MOST_SCREENS + 5):
        screens.tell({"skaerm": f"s{number}"})
    kept = [each.name for each in screens.all()]
    assert (len(kept), "s0" in kept, f"s{MOST_SCREENS}" in kept) == (MOST_SCREENS, True, False), (
        "none makes room"
    )
    screens.tell({"skaerm": "s0", "tavle": "sager"})
    assert next(each for each in screens.all() if each.name == "s0").slide == "sager"


def test_where_there_are_too_many_a_silent_one_makes_room(tmp_path: Path) -> None:
    screens = Screens(tmp_path)
    for number in range(MOST_SCREENS):
        screens.tell({"skaerm": f"s{number}"})
    long_ago = time.time() - SILENT_AFTER - 60
    os.utime(next(tmp_path.glob("*.json")), (long_ago, long_ago))
    screens.tell({"skaerm": "vagtrum"})
    assert len(screens.all()) == MOST_SCREENS
    assert "vagtrum" in [each.name for each in screens.all()]


def test_what_was_not_heard_of_for_a_month_is_forgotten_and_the_rest_is_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screens, now = Screens(tmp_path), time.time()
    for name, days in (("Vagtrum", 29), ("auditorium", 0), ("Kantine", 31)):
        monkeypatch.setattr(time, "time", lambda days=days: now - 86_400 * days)
        screens.tell({"skaerm": name, "fejl": 10**12})
    monkeypatch.setattr(time, "time", lambda: now)
    assert [(each.name, each.errors) for each in screens.all()] == [("auditorium", 10**9), ("Vagtrum", 10**9)]
    assert len(list(tmp_path.glob("*.json"))) == 2


def test_a_name_may_be_of_letters_that_take_many_bytes(tmp_path: Path) -> None:
    screens = Screens(tmp_path)
    screens.tell({"skaerm": 60 * "\U00020000"})
    assert [each.name for each in screens.all()] == [40 * "\U00020000"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=5,
)


@given(
    told=st.dictionaries(st.sampled_from(["skaerm", "tavle", "version", "vindue", "fejl", "alder"]), ANYTHING)
)
def test_whatever_is_told_a_screen_is_kept_within_the_folder(
    told: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("told") / "screens"
    screens = Screens(folder)
    screens.tell(told)
    assert len(screens.all()) == 1
    assert [path.parent for path in folder.rglob("*")] == [folder]
