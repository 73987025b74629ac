"""What a site exports is opened whatever it is, or refused in one clear sentence."""

import gzip
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import Table, read_table

ROWS = [["navn", "antal"], ["Ærø, øst", "3"], ['Sagde "nej"', "4"]]
PLAIN = 'navn,antal\n"Ærø, øst",3\n"Sagde ""nej""",4\n'


def read(
    path: Path, form: FileForm | None = None, wanted: tuple[str, ...] = ("navn", "antal")
) -> tuple[Table, list[Any]]:
    found = read_table(opened(path), form or FileForm(), wanted)
    return found, [list(found.headings), *(cells for _line, cells in found.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends_of_every_kind(tmp_path: Path, encoding: str, ending: str) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(PLAIN.replace("\n", ending).encode(encoding))
    assert read(path)[1] == ROWS


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_cells_parted_by_other_marks(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "fil.txt"
    path.write_text(
        "\n".join(
            mark.join(row) for row in (["navn", "antal", "note"], ["A, b", "3", ""], ["C", "4", "d, e"])
        )
    )
    assert read(path)[1] == [["navn", "antal", "note"], ["A, b", "3", ""], ["C", "4", "d, e"]]


def test_newlines_within_a_cell_and_the_line_that_a_row_begins_on(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_bytes(b'navn,antal\r\n"to\r\nlinjer",3\r\n"en\rlinje",4\r\nsidst,5\r\n')
    found = read_table(opened(path), FileForm(), ("navn",))
    assert [(line, cells[1]) for line, cells in found.rows] == [(2, "3"), (4, "4"), (6, "5")]


def test_headings_below_a_preamble(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text("Udtræk fra systemet\nLavet;1. maj 2015\n\nNavn;Antal\nA;3\n")
    found, rows = read(path)
    assert (found.heading_line, rows[1:]) == (4, [["A", "3"]])


def workbook(path: Path, *, sheet: str = "Tal") -> None:
    book = Workbook()
    book.active.title = "Forside"
    tab = book.create_sheet(sheet)
    for row in (["Udtræk"], [], ["navn", "antal"], ["Ærø", 3], ["Læsø", 4.5]):
        tab.append(row)
    book.save(path)


def test_a_chosen_sheet_of_a_workbook(tmp_path: Path) -> None:
    workbook(tmp_path / "bog.xlsx")
    assert read(tmp_path / "bog.xlsx", FileForm(sheet="Tal"))[1] == [
        ["navn", "antal"],
        ["Ærø", 3],
        ["Læsø", 4.5],
    ]
    with pytest.raises(ImportFault, match="har ikke arket „Andet“"):
        read(tmp_path / "bog.xlsx", FileForm(sheet="Andet"))


def test_a_table_on_its_side(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text("navn;A;B\nantal;3;4\n")
    assert read(path, FileForm(transposed=True))[1] == [["navn", "antal"], ["A", "3"], ["B", "4"]]


def test_packed_files(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "fil.zip", "w") as packed:
        packed.writestr("mappe/fil.csv", PLAIN)
    (tmp_path / "fil.csv.gz").write_bytes(gzip.compress(PLAIN.encode()))
    inner = io.BytesIO()
    book = Workbook()
    book.active.append(["navn", "antal"])
    book.active.append(["A", 1])
    book.save(inner)
    with zipfile.ZipFile(tmp_path / "bog.zip", "w") as packed:
        packed.writestr("bog.xlsx", inner.getvalue())
    assert read(tmp_path / "fil.zip")[1] == read(tmp_path / "fil.csv.gz")[1] == ROWS
    assert read(tmp_path / "bog.zip")[1] == [["navn", "antal"], ["A", 1]]


REFUSED = {
    "tom.csv": (b"", "er tom"),
    "blank.csv": (b"\xef\xbb\xbf \r\n", "er tom"),
    "login.csv": (b"\n<!DOCTYPE html><html><body>Log ind</body></html>", "er en webside"),
    "rapport.csv": (b"%PDF-1.7 ...", "er en PDF"),
    "gammel.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "har intet regneark"),
    "data.json": (b'{"a": 1}', "er JSON"),
    "brudt.zip": (b"PK\x03\x04" + bytes(40), "beskadiget eller brudt af"),
    "brudt.csv.gz": (gzip.compress(PLAIN.encode() * 50)[:60], "beskadiget eller brudt af"),
    "citat.csv": (b'navn,antal\n"uden slut,3\n' + b"x,1\n" * 300_000, "anf\u00f8rselstegn"),
    "andet.csv": (b"helt,andre,kolonner\n1,2,3\n", "mangler navn, antal"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    content, said = REFUSED[name]
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ImportFault, match=said) as fault:
        read(tmp_path / name)
    assert fault.value.remedy


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "findes-ikke.csv"):
        with pytest.raises(ImportFault):
            read(path)


def test_headings_that_repeat_must_be_told_apart_by_number(tmp_path: Path) -> None:
    path = tmp_path / "fil.csv"
    path.write_text("dato,dato,antal\n1,2,3\n")
    found = read_table(opened(path), FileForm(), ("antal",))
    with pytest.raises(ImportFault, match="nummer 1, 2"):
        found.place("dato")
    assert found.place(2) == 1
