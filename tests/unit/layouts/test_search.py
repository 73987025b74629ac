"""What is looked for is found, best first, by the order that the program says."""

import pytest

from layouts.search.entries import DEFINITION, FIGURE, KINDS, PAGE, PROJECT, SYSTEM, Entry
from layouts.search.matching import CONTAINS, EXPLAINED, SLIPPED, WORD_BEGINS, Found, Known, find


def entry(kind: str, name: str, about: str = "", *also: str) -> Entry:
    return Entry(kind, name, "et sted", "/et-sted", about=about, also=also, order=KINDS.index(kind))


ENTRIES = [
    entry(PAGE, "Svartider", "", "Response times"),
    entry(FIGURE, "Svar inden for 5 minutter"),
    entry(FIGURE, "Åbne sager", "", "Open cases"),
    entry(DEFINITION, "Besvarede opkald", "Opkald, som nogen tog, divideret med alle."),
    entry(SYSTEM, "Labka II", "Laboratoriesystem: bestilling af prøver"),
    entry(PROJECT, "RIS/PACS"),
    entry(PROJECT, "Omlægning af svartider"),
]
KNOWN = [Known.of(each) for each in ENTRIES]


def names(asked: str) -> list[str]:
    return [each.entry.name for each in find(KNOWN, asked)]


def the(asked: str) -> Found:
    (found,) = find(KNOWN, asked)
    return found


def test_best_first() -> None:
    """Begins with, a word begins with, has it, explains it; within each a page before a figure and so on."""
    assert names("svar") == [
        "Svartider", "Svar inden for 5 minutter", "Omlægning af svartider", "Besvarede opkald",
    ]  # fmt: skip
    assert [each.fit for each in find(KNOWN, "svar")] == [0, 0, WORD_BEGINS, CONTAINS]
    assert the("laboratorie").fit == EXPLAINED


@pytest.mark.parametrize(
    "asked", ["åbne", "aabne", "ÅBNE SAGER", "sager åbne", "  aabne   sag ", "open", "abne"]
)
def test_one_thing_by_many_spellings(asked: str) -> None:
    assert names(asked) == ["Åbne sager"]


@pytest.mark.parametrize("asked", ["ris/pacs", "ris pacs", "RISPACS", "rispac"])
def test_what_stands_between_words_need_not_be_written(asked: str) -> None:
    assert names(asked) == ["RIS/PACS"]


def test_another_name_is_told_when_it_was_found_by_it() -> None:
    assert the("response").by == "Response times"
    assert the("labka").by == ""


def test_a_slip_is_forgiven_where_nothing_else_is_found() -> None:
    assert names("labak") == ["Labka II"]
    assert the("labak").fit == SLIPPED
    assert names("svartidre") == ["Svartider", "Omlægning af svartider"]
    assert "Svartider" not in names("besvarede")  # is found as it stands
    assert names("svartixxr") == []


@pytest.mark.parametrize("asked", ["", " ", "?", "🙂", "\u0000", "__", "<>", "xyzzy"])
def test_nothing_is_nothing(asked: str) -> None:
    assert names(asked) == []


def test_every_word_must_fit_and_a_single_letter_begins_a_word() -> None:
    assert names("svar opkald") == ["Besvarede opkald"]
    assert names("svar xyzzy") == []
    assert names("i") == ["Svar inden for 5 minutter", "Labka II"]


def test_what_is_pasted_is_cut() -> None:
    assert names("labka " + 100_000 * "x") == []
    assert names(50 * "labka ") == ["Labka II"]
