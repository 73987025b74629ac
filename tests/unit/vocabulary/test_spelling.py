"""Names are compared in one spelling, and one slip is forgiven."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.spelling import SHORTEST_SLIP, Spelt, folded, is_slip

LETTERS = st.text("abcdeæøå", min_size=SHORTEST_SLIP, max_size=9).map(folded)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Måned", "maaned"),
        ("Ærø", "AEROE"),
        ("Aarsværk", "årsvaerk"),
        ("a\u030arsværk", "årsværk"),  # an å of two characters
        ("Hillerød", "hilleroed"),
        ("Malmö", "malmø"),
        ("Citröen", "CITROEEN"),
        ("café", "cafe"),
        ("STRASSE", "straße"),
    ],
)
def test_two_spellings_of_one_word(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_what_stands_between_words_says_nothing() -> None:
    assert Spelt.of(" RIS/PACS – (ny)").words == ("ris", "pacs", "ny")
    assert Spelt.of("RIS/PACS").joined == "rispacs"
    assert Spelt.of("?!… _").words == ()


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("servisedesk", "servicedesk"),  # another letter
        ("svartidr", "svartider"),  # one fewer
        ("svarttider", "svartider"),  # one more
        ("svratider", "svartider"),  # two changed places
        ("xvartider", "svartider"),  # the first
        ("svartidex", "svartider"),  # the last
        ("sagerr", "sager"),  # one after the last
        ("servise", "servicedesk"),  # while the rest is still to be written
    ],
)
def test_one_slip_is_forgiven(asked: str, word: str) -> None:
    assert is_slip(asked, word)


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ("sla", "slag"),
        ("servixxdesk", "servicedesk"),
        ("sagerrr", "sager"),
        ("opkald", "svartider"),
        ("abcd", ""),
    ],
)
def test_two_are_not_nor_one_in_a_short_word(asked: str, word: str) -> None:
    assert not is_slip(asked, word)


@given(word=LETTERS, data=st.data())
def test_any_one_letter_may_be_wrong(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("abcxyz"))
    other, more = word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]
    assert is_slip(other, word)
    assert is_slip(more, word)
    fewer = word[:at] + word[at + 1 :]
    assert len(fewer) < SHORTEST_SLIP or is_slip(fewer, word)
