"""Finds how a file lies: which sheet, on its side or not, and with a month or a thing in each column."""

import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice

from data_access.imports.drafting.choose import chosen
from data_access.imports.drafting.column import Column, columns_of
from data_access.imports.faults import ImportFault
from data_access.imports.kinds.field import Kind
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.files import Opened
from data_access.imports.reading.table import Table, read_table
from data_access.imports.reading.unfold import PERIODS, period_places

_LOOKED_AT = 300  # rows
_MOST_SHEETS = 20
_TURNED = 500  # rows: a longer table does not lie on its side
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d){1,2}\b")
_ACROSS = 2  # columns: so many that are called a period are not a chance


def best_form(kind: Kind, file: Opened) -> FileForm:
    """Return the way of reading a file that gives most of what the kind must have."""
    forms = list(_forms(file))
    scores = [_score(kind, file, form) for form in forms]
    form = forms[scores.index(max(scores))]
    if _has_no_headings(file, form):
        return replace(form, header_row=0)
    return replace(form, unfold=_unfolding(kind, file, form))


def _forms(file: Opened) -> Iterator[FileForm]:
    """Return ways of reading a file, the plainest first."""
    with closing(read_table(file, FileForm())) as table:
        sheets, rows = table.sheets, sum(1 for _row in islice(table.rows, _TURNED))
    yield FileForm()
    if rows < _TURNED:
        yield FileForm(transposed=True)
    if len(sheets) > 1:
        for sheet in sheets[:_MOST_SHEETS]:
            yield FileForm(sheet=sheet)
            yield FileForm(sheet=sheet, transposed=True)


def _score(kind: Kind, file: Opened, form: FileForm) -> float:
    """Return how many of the kind's fields a way of reading gives; what must be there counts more."""
    try:
        with closing(read_table(file, form)) as table:
            columns = looked_at(table)
            across = len(period_places(table.headings)) >= _ACROSS and _has_period(kind)
    except ImportFault:
        return -1.0
    found = chosen(kind, columns)
    needed = [field.name for field in kind.fields if field.required]
    score = sum(2.0 if name in needed else 1.0 for name in found)
    # Months in the columns are the month and what is told of it.
    return score + (3.0 if across and not form.transposed else 0.0) - (0.5 if form.transposed else 0.0)


def _has_no_headings(file: Opened, form: FileForm) -> bool:
    """Say that what stands where the headings should is a row as the others: it has a day, as they have there."""
    with closing(read_table(file, form)) as table:
        columns = looked_at(table)
        is_dated = [bool(_DAY.match(heading)) for heading in table.headings]
    return any(is_dated) and all(
        column.time_form is not None for column, told in zip(columns, is_dated, strict=True) if told
    )


def looked_at(table: Table) -> list[Column]:
    """Return the columns of a table's first rows."""
    return columns_of(table.headings, [cells for _line, cells in islice(table.rows, _LOOKED_AT)])


def _has_period(kind: Kind) -> bool:
    return any(_is_period(kind, field.name) for field in kind.fields)


def _is_period(kind: Kind, name: str) -> bool:
    return kind.field(name).type in ("month", "period") or name == "year"


def _unfolding(kind: Kind, file: Opened, form: FileForm) -> str | tuple[str, ...]:
    """Return the columns that are to be rows: those of months, or of indicators."""
    with closing(read_table(file, form)) as table:
        columns, places = looked_at(table), period_places(table.headings)
    if len(places) >= _ACROSS and _has_period(kind):
        return PERIODS
    found = chosen(kind, columns)
    if kind.name != "indicators" or "indicator" in found or "period" not in found:
        return ""
    return _numbers(columns, [column.place for name, column in found.items() if name != "value"])


def _numbers(columns: Sequence[Column], taken: Sequence[int]) -> tuple[str, ...]:
    """Return the headings of the columns of numbers that are no field, if there are several."""
    names = [each.heading for each in columns if each.is_number and each.heading and each.place not in taken]
    return tuple(names) if len(names) > 1 else ()
