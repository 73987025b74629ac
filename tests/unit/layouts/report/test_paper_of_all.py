"""Paper of what nobody expects: words that hurt, letters that no face has, an edition of nothing, one of too much."""

import io
import json
import re
from copy import deepcopy
from typing import Any

import docx
import page as validator
import pymupdf
import pytest
from openpyxl import load_workbook

from layouts.report import copies
from layouts.report.paper import embedded, press
from layouts.report.paper import pdf as printing
from layouts.report.paper.pdf import PaperError, pdf
from layouts.report.paper.printable import BREAK, printable
from vocabulary.canonical import written

Document = dict[str, Any]
LONG = "Donaudampfschiffahrtsgesellschaft" * 9
HOSTILE = (
    '#panic("x") $x$ <label> @ref *b* _i_ `c` \\ "q" [y] {z} {page} // /* =1+1 <script>alert(1)</script> &amp; %s '
    "\u202e\u2066\x00\x07\u200d 😀 漢字 مرحبا z\u0300\u0301\u0302\u0303\u0304 Łódź Ωmega Жук \ud800 " + LONG
)

pytestmark = pytest.mark.takes(12)
MONTH = re.compile(r"\d{4}-\d\d")
# What a document says in the program's own words, and by which its figures are found.
OURS = {
    "form", "report", "number", "revision", "month", "published", "read", "language", "key", "kind", "page", "panel",
    "query", "metric", "metrics", "sources", "source", "level", "levels", "figure", "versions", "back_at", "promised",
    "said_on", "through", "loaded", "meeting_on", "is_number", "decimals", "about_key", "unit", "columns",
}  # fmt: skip


def spoilt(value: Any, name: str = "") -> Any:
    """Return a document in which every word that a person may have written, or a name, is hostile."""
    if name in OURS:
        return value
    if isinstance(value, dict):
        return {key: spoilt(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [spoilt(each, name) for each in value]
    return HOSTILE if isinstance(value, str) and value and not MONTH.fullmatch(value) else value


@pytest.fixture(scope="module")
def hostile(eleven: Document) -> Document:
    """Return a document of three chapters in which every word is hostile."""
    kept = deepcopy(eleven)
    kept["chapters"] = [
        each for each in kept["chapters"] if each["key"] in ("noegletal", "svartider", "projekter")
    ]
    for chapter in kept["chapters"]:
        for part in chapter["parts"]:
            part["rows"], part["cells"], part["levels"] = (
                part["rows"][:3],
                part["cells"][:3],
                part["levels"][:3],
            )
    kept["revision"], kept["reason"], kept["asked"] = (
        1,
        "x",
        [{"number": 10, "kind": "question", "said_on": "2015-03-02", "said": "x"}],
    )
    return dict(spoilt(kept))


def text_of(content: bytes) -> str:
    return " ".join(" ".join(each.get_text().split()) for each in pymupdf.open(stream=content))


def test_hostile_words_are_printed_as_words(hostile: Document) -> None:
    content = pdf(hostile)
    assert embedded.read(content) == written(hostile)
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        found = validator.validate_pdf_bytes(content, profile=profile)
        assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]
    said = text_of(content)
    assert '#panic("x")' in said
    assert "[U+1F600]" in said
    assert "Łódź" in said
    assert not {"\u202e", "\u2066", "\x00", "\x07"} & set(said)
    for each in pymupdf.open(stream=content):
        right = max((word[2] for word in each.get_text("words")), default=0)
        assert right < each.rect.width - 12 / 25.4 * 72, f"page {each.number + 1} runs over its edge"
        lowest = max(word[3] for word in each.get_text("words"))
        assert each.rect.height - lowest > 25 / 25.4 * 72, f"page {each.number + 1} runs over its foot"


def test_hostile_words_stay_words_in_the_copies(hostile: Document) -> None:
    book = load_workbook(io.BytesIO(copies.workbook(hostile)))
    for sheet in book:
        assert len(sheet.title) <= 31
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    told = docx.Document(io.BytesIO(copies.docx(hostile)))
    assert any('#panic("x")' in each.text for each in told.paragraphs)


@pytest.fixture
def empty(eleven: Document) -> Document:
    """Return an edition of nothing: a document with each list empty and each text ''."""
    nothing = {list: [], dict: {}, str: ""}
    kept = ("report", "called", "title", "month", "published", "read", "language", "region")
    found = {
        name: value if name in kept else nothing.get(type(value), value) for name, value in eleven.items()
    }
    return {name: value for name, value in found.items() if name != "first"} | {"demonstration": False}


def test_an_edition_of_nothing_is_an_edition(empty: Document) -> None:
    content = pdf(empty)
    assert embedded.read(content) == written(empty)
    said = text_of(content)
    assert "Side 1 af" in said
    assert "Demonstration" not in said
    assert load_workbook(io.BytesIO(copies.workbook(empty))).sheetnames[0] == "Om"
    assert copies.docx(empty).startswith(b"PK")


def test_words_longer_than_a_page_go_on_over_the_next(empty: Document) -> None:
    target = {
        "key": "a/2015-04", "page": "p", "subject": "S", "name": "Tal", "metric": "a", "month": "2015-04", "value": 1,
        "target": 2, "shown": "1", "goal": "2", "counts": "", "level": "missed", "word": "Målet er ikke nået",
        "words": {"about": "", "month": "2015-04", "cause": "lang årsag " * 1500 + "slut", "action": "", "by": "nogen",
                  "responsible": "", "back_at": "", "promised": None},
        "shown_cause": "", "noted": "",
    }  # fmt: skip
    chapter = {"key": "k", "title": "K", "words": "", "headlines": True, "of_patients": False, "parts": []}
    content = pdf(empty | {"targets": [target], "chapters": [chapter]})
    assert "slut" in text_of(content)
    assert text_of(content).count("årsag") == 1500


def test_what_cannot_be_printed_says_why(monkeypatch: pytest.MonkeyPatch, empty: Document) -> None:
    asked = json.loads(printing.ordered(empty))
    asked["inputs"]["edition"] = "{}"
    with pytest.raises(PaperError, match="the press ended with 1"):
        printing._pressed(json.dumps(asked).encode())
    monkeypatch.setattr(printing, "SECONDS", 0.01)
    with pytest.raises(PaperError, match="not done within"):
        pdf(empty)
    assert press.SECONDS < 90


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Målet er nået", "Målet er nået"),
        ("a\x00b\tc", "a b c"),
        ("a\u202eb\u200d\ufeffc", "abc"),
        ("e\u0301", "é"),
        ("😀😀!", "[U+1F600 U+1F600]!"),
        ("a\u2028b", "a\nb"),
        ("a\u3000b", "a b"),
        ("x" * 31, f"{'x' * 15}{BREAK}{'x' * 15}{BREAK}x"),
        ("\ud800", "[U+D800]"),
    ],
)
def test_text_is_printed_as_it_can_be(words: str, wanted: str) -> None:
    assert printable(words) == wanted
