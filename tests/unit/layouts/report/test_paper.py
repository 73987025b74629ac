"""Edition 11 on paper: what is printed is what was published, and a machine reads it as a person sees it."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import outloud
import page as validator
import pikepdf
import pymupdf
import pytest

from layouts.report.paper import embedded
from layouts.report.paper.pdf import pdf
from vocabulary import text
from vocabulary.canonical import told_by

FACTS = Path(__file__).parents[4] / "data_access/demo/facts"
A4, MM = (595, 842), 72 / 25.4
Document = dict[str, Any]
# What the second checker takes for faults, and is none: the heads of a table that repeat on the next page are said
# once, a table of few columns may have as many heads as figures, a figure may be described by numbers, and what must
# not be overlooked may stand first on several pages.
TAKEN = {"TAG-002", "TBL-010", "FIG-012", "PAG-001"}


@pytest.fixture(scope="module")
def opened(paper: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(paper)) as file:
        yield file


@pytest.fixture(scope="module")
def pages(paper: bytes) -> list[pymupdf.Page]:
    return list(pymupdf.open(stream=paper))


@pytest.fixture(scope="module")
def said(pages: list[pymupdf.Page]) -> str:
    return plain(" ".join(each.get_text() for each in pages))


def bare(words: str) -> str:
    """Return words without the spaces between them: a line's end may stand anywhere."""
    return "".join(words.replace("\u200b", "").split())


def plain(words: str) -> str:
    return " ".join(words.replace("\u200b", "").split())


def facts(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def elements(within: pikepdf.Object) -> Iterator[pikepdf.Object]:
    held = within.get("/K", [])
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each
            yield from elements(each)


def kinds(opened: pikepdf.Pdf, *wanted: str) -> list[pikepdf.Object]:
    return [each for each in elements(opened.Root.StructTreeRoot) if str(each.S) in wanted]


# --- What stands in it ------------------------------------------------------------------------------------


def test_every_figure_that_was_published_stands_in_its_text(said: str) -> None:
    told = 0
    for fact in facts("published"):
        if fact["relation"] not in ("=", "mål", "nu/mål"):
            continue
        for figure in re.findall(r"\d+(?:\.\d+)?", fact["value"]):
            shown = [text.number(float(figure), places) for places in (0, 1, 2)]
            assert any(re.search(rf"(?<![\d.,]){re.escape(each)}(?![\d,])", said) for each in shown), fact
            told += 1
    assert told > 20


def test_every_response_time_and_every_project_stands_in_it(said: str, pages: list[pymupdf.Page]) -> None:
    rows = facts("response_times")
    systems = [name for name in rows[0] if name != "month"]
    (table,) = (
        words for words in map(plain, (each.get_text() for each in pages)) if "WWBakt 98,50 " in words
    )
    for system in systems:
        line = bare(table)[bare(table).index(bare(system)) :]
        for row in rows:
            figure = text.number(float(row[system]), 2)
            assert figure in line, (system, row["month"])
            assert figure in table.split(), "no figure is parted"
    for project in facts("projects"):
        assert project["project"] in said
        assert bare(project["finding"]) in bare(said)
        assert text.month(project["expected_end"]) in said


def test_each_cell_of_each_panel_is_printed_or_told_once(eleven: Document, said: str) -> None:
    whole = bare(said)
    for chapter in eleven["chapters"]:
        assert bare(chapter["title"]) in whole
        for part in chapter["parts"]:
            assert bare(part["title"]) in whole
            assert bare(part["sentence"]) in whole
            keys = [column["key"] for column in part["columns"]]
            # Notes of one month stand one by one.
            told = [place for place, key in enumerate(keys) if key != "note" or not part["notes"]]
            for row in part["cells"]:
                missing = [row[at] for at in told if bare(row[at]).removesuffix("%") not in whole]
                assert not missing, (part["key"], missing)
            assert all(bare("".join(note).partition(": ")[2]) in whole for note in part["notes"])


def test_each_red_figure_has_its_words_or_says_that_it_has_none(eleven: Document, said: str) -> None:
    red = [each for each in eleven["targets"] if each["level"] == "missed"]
    assert red
    for target in red:
        words = target["words"]
        answers = {each["key"]: each["answer"] for each in eleven["answers"]}
        told = (
            [words["cause"], words["action"], text.month(words["back_at"])]
            if words
            else [answers[f"red/{target['key']}"] or "Der er ikke givet en forklaring"]
        )
        place = said.index(f"{target['name']}: {plain(target['shown'])}, målet er")
        assert all(each in said[place : place + 900] for each in told), target["name"]
        assert target["counts"] in said


def test_each_page_has_its_number_its_meeting_and_room_for_a_stamp(pages: list[pymupdf.Page]) -> None:
    for number, each in enumerate(pages, start=1):
        assert (round(each.rect.width), round(each.rect.height)) == A4
        words = plain(each.get_text())
        assert f"Bilag 1 – Side {number} af {len(pages)}" in words
        for wanted in (
            "Punkt nr. 6 – Meddelelse",
            "Møde i Forretningsudvalget d. 09-06-2015",
            "Demonstration: ",
        ):
            assert wanted in words
        lowest = max(block[3] for block in each.get_text("blocks"))
        assert each.rect.height - lowest > 25 * MM, f"page {number}: the foot is not free"
        assert max(block[2] for block in each.get_text("blocks")) < each.rect.width - 15 * MM


def test_the_first_page_says_it_all_in_short_and_the_last_how_it_is_verified(
    eleven: Document, canonical: bytes, pages: list[pymupdf.Page]
) -> None:
    first = plain(pages[0].get_text())
    for sentence in eleven["first"]:
        assert plain(sentence["sentence"]) in first
    assert "Det indstilles, at" in first
    heads = [plain(each.get_text()).count("Nøgletal Tal Vurdering På en måned") for each in pages]
    assert sum(heads) > 1, "a table that goes on over pages has its heads on each"
    assert told_by(canonical) in plain(pages[-1].get_text()).replace(" ", "")


def test_a_chapters_heading_stands_on_the_page_of_its_first_panel(
    eleven: Document, pages: list[pymupdf.Page]
) -> None:
    texts = [plain(each.get_text()) for each in pages]
    for number, chapter in enumerate(eleven["chapters"], start=1):
        head = f"{number} {chapter['title']} "
        first = f"{number}.1 "
        places = [at for at, words in enumerate(texts) if head in words and at > 1]
        assert any(first in texts[at] for at in places), head


def test_a_drawing_stands_with_its_question_and_its_sentence(
    eleven: Document, pages: list[pymupdf.Page]
) -> None:
    texts = [bare(each.get_text()) for each in pages]
    chapters = [part for chapter in eleven["chapters"] for part in chapter["parts"]]
    drawn = [part for part in chapters if part["figure"] and part["cells"]]
    for number, part in enumerate(drawn):
        wanted = bare(part["title"]), bare(part["sentence"]), bare("Tallene står i tabel")
        assert any(all(each in words for each in wanted) for words in texts[2:]), (number, part["key"])


# --- How a machine reads it -------------------------------------------------------------------------------


def test_it_is_pdf_ua_and_pdf_a(paper: bytes) -> None:
    for profile in (validator.ValidationProfile.PDF_UA_1, validator.ValidationProfile.PDF_A_3A):
        found = validator.validate_pdf_bytes(paper, profile=profile)
        assert found.is_compliant, [(each.rule_id, each.message) for each in found.failures]
        assert found.rules.total > 100


@pytest.mark.takes(10)
def test_a_second_checker_finds_nothing_either(paper: bytes, tmp_path: Path) -> None:
    file = tmp_path / "edition.pdf"
    file.write_bytes(paper)
    found = outloud.check(str(file))
    assert found.error is None
    assert {each.rule for each in found.findings} <= TAKEN, [str(each) for each in found.findings]


def test_it_says_its_language_and_its_title(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "da"
    assert opened.Root.ViewerPreferences.DisplayDocTitle
    assert str(opened.docinfo.Title).startswith("11. afrapportering: ")


def test_headings_are_in_order_and_none_is_skipped(opened: pikepdf.Pdf) -> None:
    levels = [int(str(each.S)[2:]) for each in kinds(opened, "/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels.count(1) > 10


def test_tables_name_their_columns_and_rows(opened: pikepdf.Pdf) -> None:
    tables = kinds(opened, "/Table")
    assert len(tables) > 50
    for table in tables:
        rows = [each for each in elements(table) if str(each.S) == "/TR"]
        widths = set()
        for row in rows:
            cells = [each for each in row.K if str(each.S) in ("/TH", "/TD")]
            widths.add(len(cells))
            heads = [each for each in cells if str(each.S) == "/TH"]
            assert all(str(scope(each)) in ("/Row", "/Column") for each in heads)
            if len(heads) < len(cells) and len(rows) > 2:
                assert str(scope(cells[0])) == "/Row"
        assert len(widths) == 1


def scope(cell: pikepdf.Object) -> Any:
    held = cell.A if isinstance(cell.get("/A"), pikepdf.Array) else [cell.get("/A", {})]
    return next((each.get("/Scope") for each in held if each.get("/Scope") is not None), None)


def test_each_chart_says_what_its_panel_says(eleven: Document, opened: pikepdf.Pdf) -> None:
    wanted = [
        part["sentence"] for chapter in eleven["chapters"] for part in chapter["parts"] if part["figure"]
    ]
    assert [str(each.Alt) for each in kinds(opened, "/Figure")] == wanted


def test_all_that_is_drawn_is_tagged_or_marked_as_beside(opened: pikepdf.Pdf) -> None:
    shows = {"Tj", "TJ", "'", '"', "Do", "f", "F", "f*", "B", "S"}
    for number, each in enumerate(opened.pages, start=1):
        depth = 0
        for _operands, operator in pikepdf.parse_content_stream(each):
            name = str(operator)
            depth += {"BMC": 1, "BDC": 1, "EMC": -1}.get(name, 0)
            assert depth or name not in shows, f"page {number}: {name} stands outside the tags"
        assert str(each.get("/Tabs", "/S")) == "/S"


# --- The edition in it ------------------------------------------------------------------------------------


def test_the_edition_lies_in_it_and_is_read_out_again(paper: bytes, canonical: bytes) -> None:
    assert embedded.read(paper) == canonical


def test_it_is_the_same_each_time(eleven: Document, paper: bytes) -> None:
    assert pdf(eleven) == paper


def test_faces_are_within_it_and_ours_alone(opened: pikepdf.Pdf) -> None:
    names = {
        str(each.BaseFont)
        for each in opened.objects
        if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
    }
    assert names
    assert all("Inter" in name for name in names), names
