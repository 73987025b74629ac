"""Workbooks and texts of every make end in what they say, or in one sentence: never in other numbers or a traceback."""

import csv
import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from data_access.database import schema as t
from data_access.imports import faults
from data_access.imports.faults import ImportFault
from tests.tried import examples
from tests.unit.data_access.imports.workbooks import Fault, Formula, Sheet, ods, strict, xls, xlsb

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(12)

HEAD = ["Dato", "Hospital", "Opkald", "Mistede", "Inden for grænsen", "Ventetid i alt"]
DAY = date(2015, 3, 2)


@pytest.fixture(autouse=True)
def no_surprises(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where a file is told of only because everything is caught."""

    def surprised(*_words: Any) -> None:
        raise AssertionError("nobody had thought of this")

    monkeypatch.setattr(faults.logger, "exception", surprised)


# --- Workbooks -----------------------------------------------------------------------------------------

# What a cell can be instead of its number, and whether its row can still be right.
SPOILT: dict[str, Any] = {
    "error": Fault(0x2A, "#N/A"), "formula": Formula(), "words": "ikke oplyst", "empty": None,
    "hash": "####", "share": "94 %",
}  # fmt: skip

OPTIONAL = (4, 5)  # the columns that may be empty
a_row = st.tuples(
    st.integers(0, 900), st.one_of(st.none(), st.sampled_from(sorted(SPOILT))), st.integers(2, 5)
)


def sheet_of(rows: Sequence[tuple[int, str | None, int]]) -> tuple[list[list[Any]], dict[str, int]]:
    """Return the rows of a sheet, and the calls that were offered on the days that are told rightly."""
    cells, right = [], {}
    for number, (offered, spoil, at) in enumerate(rows):
        day = DAY + timedelta(days=number)
        row: list[Any] = [day, "Herlev", offered + 10, 10, 0, 0]
        if spoil is not None:
            row[at] = SPOILT[spoil]
        if spoil is None or (spoil == "empty" and at in OPTIONAL):
            right[day.isoformat()] = offered + 10
        cells.append(row)
    return cells, right


def usual(sheets: Sequence[Sheet], made: dict[str, Any]) -> bytes:
    """Return an .xlsx by openpyxl, with all that sheets have besides their cells."""
    book: Any = Workbook()
    book.remove(book.active)
    book.epoch = CALENDAR_MAC_1904 if made["from_1904"] else book.epoch
    if made["chart"]:
        book.create_chartsheet("Diagram")
    for told in sheets:
        sheet = book.create_sheet(told.name)
        sheet.sheet_state = "hidden" if told.hidden else "visible"
        for line, row in enumerate(told.rows, start=1):
            for place, value in enumerate(row, start=1):
                cell = sheet.cell(line, place)
                cell.value = getattr(value, "words", "=1+1" if isinstance(value, Formula) else value)
                cell.data_type = "e" if isinstance(value, Fault) else cell.data_type
            for place in range(made["blanks"]):
                sheet.cell(line, 20 + place).font = Font(bold=True)
        if made["merged"] and not told.hidden and any(told.rows):
            sheet.insert_rows(1)
            sheet["A1"], sheet["C1"] = "Periode", "Antal"
            sheet.merge_cells("A1:B1")
            sheet.merge_cells("C1:F1")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


WRITERS: dict[str, Callable[[Sequence[Sheet], dict[str, Any]], bytes]] = {
    "xlsx": usual,
    "strict": lambda sheets, made: strict(usual(sheets, made)),
    "ods": lambda sheets, _made: ods(sheets),
    "xls": lambda sheets, made: xls(sheets, from_1904=made["from_1904"]),
    "xlsb": lambda sheets, made: xlsb(sheets, from_1904=made["from_1904"], stale=True),
}


@settings(max_examples=examples(30))
@given(
    kind=st.sampled_from(["xlsx", "xlsx", *WRITERS]),
    rows=st.lists(a_row, min_size=1, max_size=6),
    above=st.sampled_from([[], [["Udtræk 03-04-2015"]], [["Udtræk"], [], ["Kilde: telefoni"]]]),
    below=st.sampled_from([[], [["I alt", None, 99, 9, 9, 9]], [[], ["Kilde: tal er foreløbige"]]]),
    hidden=st.booleans(),
    empty=st.booleans(),
    made=st.fixed_dictionaries(
        {
            "chart": st.booleans(),
            "merged": st.booleans(),
            "from_1904": st.booleans(),
            "blanks": st.sampled_from([0, 30]),
        }
    ),
)
def test_a_workbook_of_any_make_says_what_it_says(
    database: Any,
    kind: str,
    rows: list[tuple[int, str | None, int]],
    above: list[list[Any]],
    below: list[list[Any]],
    hidden: bool,
    empty: bool,
    made: dict[str, Any],
) -> None:
    cells, right = sheet_of(rows)
    sheets = [Sheet("Rapport", [*above, HEAD, *cells, *below])]
    old = [[DAY, "Herlev", 1, 0, 0, 0]]
    sheets = [*([Sheet("gammel", [HEAD, *old], hidden=True)] if hidden else []), *sheets]
    sheets = [*([Sheet("tom", [[]])] if empty else []), *sheets]
    database.empty()
    content = WRITERS[kind](sheets, made)
    outcome = database.load(content, "call-totals-daily", "fil.bin", most_rejected=1.0)
    assert dict(database.rows(t.call_totals, "period", "offered")) == (right if not outcome.refused else {})
    assert outcome.rejects.rows == len(rows) - len(right) + sum(bool(row) for row in below)
    assert outcome.refused == (not right)


# --- Texts ---------------------------------------------------------------------------------------------

COLUMNS = ["id", "time", "system", "site", "action", "seconds"]


def written(number: float, mark: str, parted: str) -> str:
    """Write a number with a decimal mark, and its thousands parted by a mark."""
    return f"{number:,}".replace(",", "\0").replace(".", mark).replace("\0", parted)


@settings(max_examples=examples(60))
@given(
    numbers=st.lists(st.floats(0, 9999).map(lambda each: round(each, 2)), min_size=1, max_size=8),
    mark=st.sampled_from(",."),
    parted=st.sampled_from(["", " ", "\u00a0", "'"]),
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(
        ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252", "utf-32"]
    ),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    above=st.sampled_from(["", "Udtræk af svartider på Sjælland\n\n"]),
    trailing=st.booleans(),
)
def test_a_text_of_any_make_says_what_it_says(
    database: Any,
    numbers: list[float],
    mark: str,
    parted: str,
    delimiter: str,
    encoding: str,
    quoting: Any,
    ending: str,
    above: str,
    trailing: bool,
) -> None:
    file = io.StringIO()
    writing = csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending)
    end = [""] if trailing else []
    writing.writerow([*COLUMNS, *end])
    for n, number in enumerate(numbers):
        words = written(number, mark, parted)
        writing.writerow([f"læs{n}", f"2015-04-01 10:{n:02d}:00", "mail", "Herlev", "standard", words, *end])
    database.empty()
    content = (above.replace("\n", ending) + file.getvalue()).encode(encoding)
    outcome = database.load(content, "samples", most_rejected=1.0)
    assert not outcome.rejects.rows, outcome.rejects.reasons
    assert sorted(seconds for (seconds,) in database.rows(t.samples, "seconds")) == pytest.approx(
        sorted(numbers)
    )


HEADINGS, ROW = ";".join(COLUMNS) + "\n", "1;2015-04-01 10:00;mail;Herlev;standard;1,5\n"
noise = st.text(st.sampled_from("ab1;,\t|\"'\n\r \x00\ufeff=#.-:æ"), max_size=40)


@settings(max_examples=examples(80))
@given(
    parts=st.lists(st.one_of(noise, st.sampled_from([HEADINGS, ROW])), max_size=6),
    encoding=st.sampled_from(["utf-8", "utf-16", "windows-1252", "utf-16-le"]),
    cut=st.integers(0, 3),
)
def test_whatever_a_text_is_it_is_read_or_told_of(
    database: Any, parts: list[str], encoding: str, cut: int
) -> None:
    database.empty()
    content = "".join(parts).encode(encoding, "ignore")
    with suppress(ImportFault):
        outcome = database.load(content[: len(content) - cut], "samples", most_rejected=1.0)
        # A number that was cut short at the very end of a file is another, and nothing tells that it is.
        right = {1.5, 1.0} if cut else {1.5}
        assert {seconds for (seconds,) in database.rows(t.samples, "seconds")} <= right
        assert outcome.counts.new <= outcome.rows
