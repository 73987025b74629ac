"""A page as an Excel workbook: a sheet a panel, and a first sheet that says what it is."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from callbacks.export import FORMULA
from data_access.numbers.naming import name_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import summed_up
from layouts.parts.columns import Column
from layouts.parts.declarations import Content, Page
from layouts.parts.filterbar_words import in_words
from layouts.parts.freshness import freshness, sources_of
from layouts.parts.limits import words_of
from layouts.parts.page import demonstration_words, late
from layouts.parts.panels import said
from vocabulary import language, text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import first_day

AnyCell = Cell | MergedCell
SECONDS_A_DAY = 86_400
LONGEST_NAME, WIDEST = 31, 60
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
# What a spreadsheet cannot hold: control characters, which no text of ours has.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_HEAD = PatternFill("solid", fgColor="FFE9ECF0")
# The language of month names, by Windows' number for it.
_LOCALES = {"da": "[$-406]", "en": "[$-809]"}
_DATES = {
    "month": ("mmmm yyyy", "mmmm yyyy"),
    "day": (r"d\. mmmm yyyy", "d mmmm yyyy"),
    "moment": (r"d\. mmmm yyyy hh\.mm", "d mmmm yyyy hh:mm"),
}


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
        _write_panel(book.create_sheet(_sheet_name(title, names)), title, content)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that no other sheet has, without what Excel forbids: numbered, because it must be cut short."""
    plain = f"{len(taken)} {_FORBIDDEN.sub('', title).strip(chr(39) + ' ')}"
    name = plain if len(plain) <= LONGEST_NAME else plain[:LONGEST_NAME].rpartition(" ")[0]
    taken.add(name)
    return name


def _write_about(sheet: Worksheet, asked: Asked, contents: Sequence[Content]) -> None:
    for row, (name, words) in enumerate(_about(asked, contents), start=1):
        _text(sheet.cell(row, 1), name).font = Font(bold=True)
        cell = _text(sheet.cell(row, 2), words)
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


def _write_panel(sheet: Worksheet, title: str, content: Content) -> None:
    """Write the panel: its title and its sentence, the headings, and the rows under them."""
    _text(sheet.cell(1, 1), title).font = Font(bold=True, size=14)
    _text(sheet.cell(2, 1), said(content))
    for place, column in enumerate(content.columns, start=1):
        cell = _text(sheet.cell(4, place), column.label if _is_typed(column) else column.heading)
        cell.font, cell.fill = Font(bold=True), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for line, row in enumerate(content.records, start=5):
        for place, column in enumerate(content.columns, start=1):
            _write_cell(sheet.cell(line, place), column, row)
    sheet.freeze_panes = "B5"
    for place, column in enumerate(content.columns, start=1):
        longest = max((len(str(row[column.key])) for row in content.records), default=0)
        # A date that is wider than its column is shown as a row of crosses.
        wanted = 14 if column.is_number else {"day": 20, "moment": 26}.get(column.kind, longest + 2)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(wanted, 14), WIDEST)


def _is_typed(column: Column) -> bool:
    """Say that the cells' own format shows the unit."""
    return column.kind in ("percent", "goal", "seconds") or (column.kind == "judged" and column.unit is None)


def _write_cell(cell: AnyCell, column: Column, row: Row) -> None:
    value = row[column.key]
    if text.is_missing(value):
        return
    if not column.is_number and column.kind not in _DATES:
        _text(cell, str(value))
        return
    cell.value, cell.number_format = typed(column, value)


def typed(column: Column, value: Any) -> tuple[date | float | int, str]:
    """Return a figure or date as Excel holds it, with the format that shows it as the page does."""
    if column.kind in _DATES:
        return _date(column, value), _date_format(column)
    figure = float(value)
    whole = figure.is_integer()
    match column.kind:
        case "count":
            return (int(figure) if whole else figure), "#,##0"
        case "percent" | "goal":
            return figure / 100, _percent(column.decimals)
        case "judged" if column.unit is None:
            return figure / 100, _percent(max(column.decimals, 1))
        case "seconds":
            return figure / SECONDS_A_DAY, "[m]:ss"
        case "points":
            return figure, "0." + "0" * max(column.decimals, 2)
        case _:
            return (int(figure) if whole else figure), "#,##0" if whole else "#,##0.00"


def _date(column: Column, value: str) -> date:
    match column.kind:
        case "month":
            return first_day(value)
        case "day":
            return date.fromisoformat(value)
        case _:
            return datetime.fromisoformat(value)


def _date_format(column: Column) -> str:
    spoken = language.current()
    danish, english = _DATES[column.kind]
    return _LOCALES[spoken] + (danish if spoken == "da" else english)


def _percent(decimals: int) -> str:
    return f"0.{'0' * decimals}%" if decimals else "0%"


def _text(cell: AnyCell, words: str) -> AnyCell:
    """Write words as words: a cell that begins like a formula must never become one, not by editing it either."""
    cell.value = _CONTROL.sub("", words)
    cell.data_type = "s"
    cell.quotePrefix = words.lstrip().startswith(FORMULA)
    return cell
