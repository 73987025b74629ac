"""An edition as a Word document, for whoever must write in it: a copy, which says that it is no longer the edition."""

import io
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as Letter
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as Grid
from docx.table import _Cell as Box  # what its rows give, which has no public name

from data_access.editions import forms
from layouts.figures import theme
from layouts.report.paper.blocks import (
    Block,
    Cell,
    Chart,
    Composed,
    Facts,
    Heading,
    Legend,
    Notice,
    Pointer,
    Points,
    Table,
    Words,
)
from layouts.report.paper.composed import composed, demonstration
from layouts.report.paper.pdf import pictures
from vocabulary import dated, language, text
from vocabulary.language import _
from vocabulary.status import MARKS

Document = dict[str, Any]
WIDE = Mm(170)
LOCALES = {"da": "da-DK", "en": "en-GB"}
# What XML cannot hold, and what turns or hides what follows it.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_TEXT = {"good": "good", "near": "near", "missed": "missed", "unknown": "unknown"}


def written(document: Document) -> bytes:
    """Return the document as the bytes of its file, in the language spoken now."""
    document = forms.read(document)
    whole = composed(document)
    letter = docx.Document()
    _set_up(letter, whole, document)
    _first_page(letter, whole, document)
    blocks = [*whole.first, *whole.blocks]
    drawn = iter(pictures([each for each in blocks if isinstance(each, Chart)]))
    for block in blocks:
        if isinstance(block, Chart):
            _picture(letter, block, next(drawn))
        else:
            _WRITTEN[type(block)](letter, block)
    file = io.BytesIO()
    letter.save(file)
    return dated.packed(file.getvalue(), datetime.fromisoformat(document["published"]))


def is_no_edition(document: Document) -> str:
    """Say that what is read is a copy, and where the edition is."""
    day = text.day(datetime.fromisoformat(document["published"]).date())
    said = _(
        "Kopi til redigering. Dette er ikke længere {called}: udgaven er PDF-filen, der blev udgivet {day}.",
        called=document["called"],
        day=day,
    )
    return _plain(said)


def _set_up(letter: Letter, whole: Composed, document: Document) -> None:
    told = letter.core_properties
    told.title, told.author = _plain(f"{whole.title}: {whole.name}")[:250], _plain(whole.region)[:250]
    told.language = LOCALES[language.current()]
    told.created = told.modified = datetime.fromisoformat(document["published"])
    told.comments = is_no_edition(document)[:250]
    section = letter.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(25), Mm(32)
    normal = letter.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), LOCALES[language.current()])
    normal.element.get_or_add_rPr().append(spoken)
    for level in (1, 2, 3):
        letter.styles[f"Heading {level}"].font.color.rgb = _colour("ink")
    section.header.paragraphs[0].text = is_no_edition(document)
    foot = " – ".join(each for each in (_plain(whole.left), *map(_plain, whole.foot)) if each)
    section.footer.paragraphs[0].text = foot


def _first_page(letter: Letter, whole: Composed, document: Document) -> None:
    letter.add_paragraph(_plain(whole.region))
    letter.add_heading(_plain(whole.title), 0)
    letter.add_paragraph(_plain(whole.name))
    for line in whole.about:
        letter.add_paragraph(_plain(line))
    letter.add_paragraph().add_run(is_no_edition(document)).bold = True
    if document["demonstration"]:
        letter.add_paragraph().add_run(demonstration(document)).bold = True


# --- Blocks -----------------------------------------------------------------------------------------------


def _heading(letter: Letter, it: Heading) -> None:
    added = letter.add_heading(_plain(f"{it.number} {it.text}".strip()), it.level)
    added.paragraph_format.page_break_before = it.starts_page


def _words(letter: Letter, it: Words) -> None:
    for each in it.texts:
        letter.add_paragraph(_plain(each))


def _points(letter: Letter, it: Points) -> None:
    for number, (about, words) in enumerate(it.points, start=1):
        added = letter.add_paragraph(style=None if it.is_numbered else "List Bullet")
        if it.is_numbered:
            added.add_run(f"{number}. ")
        if about:
            added.add_run(_plain(f"{about}: ")).bold = True
        added.add_run(_plain(words))


def _notice(letter: Letter, it: Notice) -> None:
    letter.add_paragraph().add_run(_plain(it.title)).bold = True
    for each in it.texts:
        letter.add_paragraph(_plain(each), style="Intense Quote")


def _legend(letter: Letter, it: Legend) -> None:
    added = letter.add_paragraph()
    for level, words in it.rows:
        _light(added, Cell(words, level))
        added.add_run("    ")


def _pointer(letter: Letter, it: Pointer) -> None:
    # Pages are another matter where somebody writes: the number of the table is what leads there.
    letter.add_paragraph(_plain(re.sub(r",[^,]*\{page\}", "", it.text)))


def _facts(letter: Letter, it: Facts) -> None:
    if it.title:
        letter.add_heading(_plain(it.title), 3)
    grid = _grid(letter, len(it.rows), 2)
    for box, (name, cell) in zip(_rows(grid), it.rows, strict=True):
        _fill(box[0], Cell(name), bold=True)
        _fill(box[1], cell)


def _table(letter: Letter, it: Table) -> None:
    grid = _grid(letter, len(it.rows) + 1, len(it.columns))
    head, *rows = _rows(grid)
    for box, column in zip(head, it.columns, strict=True):
        _fill(box, Cell(column.heading), bold=True)
    for boxes, row in zip(rows, it.rows, strict=True):
        for place, (box, cell) in enumerate(zip(boxes, row, strict=True)):
            _fill(box, cell, bold=place == 0, size=7.0 if it.is_dense else 9.0)
    _repeat(grid)


def _picture(letter: Letter, it: Chart, content: bytes) -> None:
    added = letter.add_picture(io.BytesIO(content), width=WIDE)
    told = added._inline.docPr  # the library has no other way to the words beside a picture
    told.set("descr", _plain(it.described))
    told.set("title", _plain(it.title))


_WRITTEN: dict[type[Block], Callable[[Letter, Any], None]] = {
    Heading: _heading, Words: _words, Points: _points, Notice: _notice, Legend: _legend, Pointer: _pointer,
    Facts: _facts, Table: _table,
}  # fmt: skip


# --- Parts of blocks --------------------------------------------------------------------------------------


def _grid(letter: Letter, rows: int, columns: int) -> Grid:
    grid: Grid = letter.add_table(rows=rows, cols=columns)
    grid.style = "Table Grid"
    grid.autofit = True
    letter.add_paragraph()
    return grid


def _rows(grid: Grid) -> Iterator[tuple[Box, ...]]:
    # A row finds its own cells; each look-up of one in the grid would walk through the whole of it.
    return (row.cells for row in grid.rows)


def _repeat(grid: Grid) -> None:
    """Have the headings stand on each page, and no row be parted."""
    # The library does neither, and has no public name for the element of a row, which does.
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(box: Box, cell: Cell, *, bold: bool = False, size: float = 9.0) -> None:
    added = box.paragraphs[0]
    added.paragraph_format.space_after = Pt(0)
    for run in _light(added, cell):
        run.font.size = Pt(size)
        run.bold = bold or run.bold


def _light(added: Any, cell: Cell) -> list[Any]:
    """Write words, with the mark and the colour of their light."""
    mark = f"{MARKS[cell.level]} " if cell.level in _TEXT else ""  # type: ignore[index]
    run = added.add_run(_plain(f"{mark}{cell.text}"))
    if mark:
        run.font.color.rgb = _colour(cell.level)
    return [run]


def _colour(name: str) -> RGBColor:
    return RGBColor.from_string(theme.LIGHT[name].removeprefix("#").upper())


def _plain(words: str) -> str:
    return _UNSEEN.sub("", words)
