"""Every text of the demonstration that a reader can see has English words."""

import re

import pandas as pd
import pytest

from data_access.demo.facts import read_facts
from data_access.snapshot.snapshot import Snapshot
from vocabulary import language
from vocabulary.metrics import UNIT_WORDS

# Keys, months, days and times are no texts; units are known to the program, which translates them itself.
NO_TEXT = re.compile(r"[a-z0-9_:-]*|\d{4}(-\d\d(-\d\d(T[\d:]+)?)?)?|%")
DANISH = re.compile("[æøåÆØÅ]")
# Translations are what is looked for, decisions on what is withheld are read by no one, and what was published stays in
# the language that it was published in.
NOT_SHOWN = ("translations", "editions", "referrals_withheld", "pathways_withheld")


@pytest.fixture(scope="module")
def snapshot(demo_snapshot: Snapshot) -> Snapshot:
    return demo_snapshot


def texts(snapshot: Snapshot) -> set[str]:
    """Return the different texts of all frames that are not keys or dates."""
    found: set[str] = set()
    for name, frame in snapshot.frames.items():
        columns = frame.select_dtypes(["object", "string"]) if name not in NOT_SHOWN else frame[[]]
        found.update(each for column in columns for each in columns[column].dropna().unique())
    return {text for text in found if isinstance(text, str) and not NO_TEXT.fullmatch(text)} - set(UNIT_WORDS)


def test_every_text_has_its_translation_and_no_other(snapshot: Snapshot) -> None:
    assert texts(snapshot) == {row["original"] for row in read_facts("translations_en")}


def test_no_key_is_taken_for_a_text() -> None:
    """Whole cells are exchanged wherever they stand, so what is translated must never be a key."""
    assert not [
        row["original"] for row in read_facts("translations_en") if NO_TEXT.fullmatch(row["original"])
    ]


def test_no_english_words_are_danish(snapshot: Snapshot) -> None:
    """Names keep their letters; anything else with Danish letters was left as it was."""
    names = {"Hillerød", "Helsingør"}
    for row in read_facts("translations_en"):
        assert row["words"].strip()
        assert row["words"] in names or not DANISH.search(row["words"]), row


def test_the_snapshot_speaks_english(snapshot: Snapshot) -> None:
    with language.speaking("en"):
        english = snapshot.speaking("en")
        assert (
            english.choices.hospitals["today"]["hospitalerne-i-nordsjaelland"] == "Hospitals in North Zealand"
        )
        assert english.choices.programmes["regional"] == "Regional"
    assert (
        snapshot.choices.hospitals["today"]["hospitalerne-i-nordsjaelland"] == "Hospitalerne i Nordsjælland"
    )
    assert [len(frame) for frame in english.frames.values()] == [len(f) for f in snapshot.frames.values()]
    assert isinstance(english.frames["sites"], pd.DataFrame)
