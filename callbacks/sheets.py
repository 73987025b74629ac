"""A page as an Excel workbook: a sheet a panel, and a first sheet that says what it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from data_access.database import clock
from data_access.numbers.naming import name_of
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import summed_up
from layouts.parts.cells import sheet_name, write_table, write_words
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar_words import in_words
from layouts.parts.freshness import freshness, sources_of
from layouts.parts.limits import words_of
from layouts.parts.page import demonstration_words, late
from layouts.parts.panels import said
from vocabulary import dated, text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS


@dataclass(frozen=True)
class Asked:
    """What a workbook is of: a page, for what was chosen, with its notices and the address that it is at."""

    page: Page
    snapshot: Snapshot
    filters: Filters
    notices: Sequence[str]
    link: str


def written(asked: Asked, contents: Sequence[Content]) -> bytes:
    """Return the workbook of what the panels answer, as the bytes of its file."""
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)  # noqa: S101 - a new workbook has one sheet
    about.title = _("Om")
    names = {about.title}
    _write_about(about, asked, contents)
    for content in contents:
        title = content.panel.title(content.snapshot, content.filters)
        write_table(
            book.create_sheet(sheet_name(title, names)),
            title,
            said(content),
            content.columns,
            content.records,
        )
    return dated.workbook(book, clock.to_utc(asked.snapshot.now))


def _write_about(sheet: Worksheet, asked: Asked, contents: Sequence[Content]) -> None:
    for row, (name, words) in enumerate(_about(asked, contents), start=1):
        write_words(sheet.cell(row, 1), name).font = Font(bold=True)
        cell = write_words(sheet.cell(row, 2), words)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if words == asked.link:
            cell.hyperlink = asked.link
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100


def _about(asked: Asked, contents: Sequence[Content]) -> Iterator[tuple[str, str]]:
    page, snapshot, filters = asked.page, asked.snapshot, asked.filters
    yield _("Side"), page.heading(snapshot, filters)
    yield _("Udsnit"), in_words(page, snapshot, filters)
    yield _("Opsummering"), summed_up(page, snapshot, filters)
    yield _("Link"), asked.link
    yield _("Hentet"), text.moment(snapshot.moment())
    for words in (demonstration_words(snapshot), *late(snapshot, contents), *asked.notices):
        if words:
            yield _("Bemærk"), words
    for source in sources_of(contents, snapshot):
        yield _("Kilde"), freshness(snapshot, source, absolute=True)
    for metric in dict.fromkeys(key for content in contents for key in content.metrics):
        definition = f"{METRICS[metric].definition} {words_of(METRICS[metric], snapshot)}"
        yield name_of(snapshot, metric, filters.narrowed.last), definition.strip()
