"""What an .ods sheet says of its cells beyond their values."""

import zipfile
from collections.abc import Mapping
from typing import IO, Any
from xml.parsers import expat

from data_access.imports.reading.cells import Percent, Unworked
from data_access.imports.reading.extent import Damaged, Extent, Locked

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_ERROR = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_NOTE = f"{_OFFICE}annotation"
_FOLLOWED = 2_000_000  # times that a cell can be repeated


class _Sheets:
    """Follows the XML of all sheets, and keeps what is to be known."""

    def __init__(self) -> None:
        self.found: dict[str, dict[tuple[int, int], Any]] = {}
        self.sheet: dict[tuple[int, int], Any] = {}
        self.row = self.rows = self.column = self.columns = 0
        self.cell: Mapping[str, str] | None = None
        self.words: list[str] = []
        self.notes = 0
        self.extent = Extent()

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag in _CELLS:
            self.columns = int(said.get(f"{_TABLE}number-columns-repeated", 1))
            self.cell, self.words = said, []
        elif tag == f"{_TABLE}table-row":
            self.row, self.column = self.row + self.rows, 1
            self.rows = int(said.get(f"{_TABLE}number-rows-repeated", 1))
        elif tag == f"{_TABLE}table":
            self.sheet = self.found.setdefault(said.get(f"{_TABLE}name", ""), {})
            self.row, self.rows, self.extent = 1, 0, Extent()
        elif tag == _NOTE:
            self.notes += 1

    def text(self, words: str) -> None:
        if self.cell is not None and not self.notes:
            self.words.append(words)

    def end(self, tag: str) -> None:
        if tag == _NOTE:
            self.notes -= 1
        elif tag in _CELLS and self.cell is not None:
            if self.words or f"{_OFFICE}value-type" in self.cell:
                self.extent.reach(self.row + self.rows - 1, self.column + self.columns - 1)
            if self.cell and (meant := _meant(self.cell, "".join(self.words).strip())) is not None:
                if self.rows * self.columns > _FOLLOWED:
                    raise Damaged(f"en celle er gentaget {self.rows * self.columns} gange")
                for row in range(self.row, self.row + self.rows):
                    for column in range(self.column, self.column + self.columns):
                        self.sheet[row, column] = meant
            self.column += self.columns
            self.cell = None


def _meant(said: Mapping[str, str], words: str) -> Any:
    """Return what a cell is where its value does not tell it: a share, an error, a formula without a value."""
    kind, value = said.get(f"{_OFFICE}value-type", ""), said.get(f"{_OFFICE}value", "")
    if kind == "percentage" and value:
        return Percent(round(100 * float(value), 9))
    formula = said.get(f"{_TABLE}formula")
    if said.get(_ERROR) == "error" or (formula and words.startswith(("#", "Err:"))):
        return words or "#N/A"
    if formula is not None and not words and not value and kind in ("", "float", "percentage", "currency"):
        return Unworked(formula)
    return None


def cells(source: IO[bytes]) -> dict[str, dict[tuple[int, int], Any]]:
    """Return by sheet the cells that are more than their value."""
    sheets, parser = _Sheets(), expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = sheets.start, sheets.end
    parser.CharacterDataHandler = sheets.text
    with zipfile.ZipFile(source) as archive:
        if b"encryption-data" in archive.read("META-INF/manifest.xml"):
            raise Locked
        with archive.open("content.xml") as content:
            parser.ParseFile(content)
    return sheets.found
