"""A page's workbook says the same numbers as the page, its CSV and its JSON, as numbers and dates."""

import io
from datetime import datetime, time, timedelta
from typing import Any

import openpyxl
import pytest

from callbacks.workbook import MIMETYPE
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import choices_on, panels_of
from layouts.parts.declarations import Page
from tests.app.choices import PAGES, data_query
from tests.dated import of_one_time
from vocabulary.asked import parse

pytestmark = pytest.mark.takes(11)

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
QUERIES = (
    "?fra=2014-09&til=2015-05&system=blodinfo-ii&maaned=2015-03&desk=hogwarts",
    "?hospital=glostrup&desk=klinisk&organisation=datidens&maaned=2015-02",
    "?sprog=en",
)


_books: dict[tuple[str, str], Any] = {}  # a page's workbook is made once for all that is held of it


def book(visitor: Any, page: Page, search: str) -> Any:
    if (page.key, search) not in _books:
        _books[page.key, search] = _loaded(visitor, page, search)
    return _books[page.key, search]


def _loaded(visitor: Any, page: Page, search: str) -> Any:
    answer = visitor.client.get(f"/data/{page.key}.xlsx{data_query(page, search)}")
    assert answer.status_code == 200
    assert answer.mimetype == MIMETYPE
    assert of_one_time(answer.data) == "2015-05-11"
    return openpyxl.load_workbook(io.BytesIO(answer.data))


@pytest.mark.wide
@every_page
@pytest.mark.parametrize("search", QUERIES)
def test_every_sheet_has_its_panels_rows(page: Page, search: str, visitor: Any, snapshot: Snapshot) -> None:
    query = dict(part.split("=") for part in reversed(data_query(page, search)[1:].split("&")))
    filters, _ = parse(query, choices_on(page, snapshot))
    panels = [panel for panel in panels_of(page) if panel.shows(snapshot, filters)]
    _about, *sheets = book(visitor, page, search)
    assert len(sheets) == len(panels)
    for sheet, panel in zip(sheets, panels, strict=True):
        asked = visitor.json(page.key, panel.key, data_query(page, search))
        assert sheet["A1"].value == asked["title"]
        rows = list(sheet.iter_rows(min_row=5, max_col=len(asked["columns"])))
        assert len(rows) == len(asked["rows"])
        for line, row in zip(rows, asked["rows"], strict=True):
            for cell, column in zip(line, asked["columns"], strict=True):
                assert same(cell, column, row[column["key"]]), (panel.key, column, cell.value, row)


def same(cell: Any, column: dict[str, str], value: Any) -> bool:
    """Say that a cell holds the value of the JSON, as its kind asks for."""
    if value is None:
        return cell.value is None
    kind = column["kind"]
    if kind == "month":
        return cell.value == datetime.fromisoformat(f"{value}-01") and "mmmm" in cell.number_format
    if kind in ("day", "moment"):
        assert cell.is_date
        assert "mmmm yyyy" in cell.number_format
        return cell.value == datetime.fromisoformat(value)
    if kind in ("text", "word"):
        return cell.value == value and cell.data_type == "s"
    if cell.number_format == "[m]:ss":
        assert kind == "seconds"
        return abs(seconds_of(cell.value) - value) < 1e-3
    assert cell.data_type == "n"
    if "%" in cell.number_format:
        return abs(100 * cell.value - value) < 1e-5
    # The natural limits of a count lie between counts.
    assert kind != "count" or isinstance(cell.value, int) or column["key"].startswith("usual")
    return abs(cell.value - value) < 1e-5


def seconds_of(read: Any) -> float:
    """Return the seconds of a duration as it is read back: a number of days, a time of day, or a span."""
    if isinstance(read, time):
        return read.hour * 3600 + read.minute * 60 + read.second + read.microsecond / 1e6
    return read.total_seconds() if isinstance(read, timedelta) else 86_400 * read


@every_page
def test_the_first_sheet_says_what_the_workbook_is(page: Page, visitor: Any) -> None:
    about = book(visitor, page, QUERIES[0]).worksheets[0]
    said = [(name, words) for name, words in about.iter_rows(values_only=True)]
    assert ("Side", page.title) in said
    links = [words for name, words in said if name == "Link"]
    assert links[0].startswith(f"http://localhost{page.path}?fra=2014-09&til=2015-05")
    assert any(name == "Bemærk" and "hogwarts" in words for name, words in said)
    assert any(name == "Bemærk" and words.startswith("Demonstrationsdata.") for name, words in said)
    assert not any(
        "i dag" in words or "i går" in words for name, words in said if name in ("Kilde", "Hentet")
    )
    for panel in page.panels:
        assert all(any(name == "Kilde" for name, _ in said) for _ in panel.sources)


def test_the_link_says_its_period_also_where_it_is_the_default(visitor: Any) -> None:
    about = book(visitor, PAGES[2], "").worksheets[0]
    (link,) = [words for name, words in about.iter_rows(values_only=True) if name == "Link"]
    assert "?fra=2014-05&til=2015-04" in link


def test_the_list_of_data_leads_to_every_workbook(visitor: Any) -> None:
    listed = visitor.client.get("/data/").text
    assert all(f'href="/data/{page.key}.xlsx"' in listed for page in PAGES)


@every_page
def test_sheets_have_names_that_excel_takes(page: Page, visitor: Any) -> None:
    for search in QUERIES:
        names = book(visitor, page, search).sheetnames
        assert len({name.lower() for name in names}) == len(names)
        assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_words_never_become_formulas(visitor: Any) -> None:
    for page in PAGES:
        for sheet in book(visitor, page, QUERIES[0]):
            assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


@pytest.mark.parametrize(
    "address", ["/data/findes-ikke.xlsx", "/data/servicedesk/opkald.xlsx", "/data/%00.xlsx"]
)
def test_a_workbook_that_does_not_exist_is_not_found(address: str, visitor: Any) -> None:
    assert visitor.client.get(address).status_code == 404
