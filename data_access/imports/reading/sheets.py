"""Reads tables row by row out of CSV files and workbooks, with the line that each row stands on."""

import csv
import io
import re
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import IO, Any

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm, Name
from data_access.imports.reading.files import Opened, encoding_of

# Bounds the memory that rows as Python objects take: so many rows, and of wide tables so many cells.
ROWS_AT_A_TIME = 50_000
CELLS_AT_A_TIME = 1_000_000
HEADING_WITHIN = 40  # lines that a preamble above the headings may take
CELL_LIMIT = 1 << 20  # a cell that is longer is a quotation mark that nobody closed
WORKBOOK_LIMIT = 1 << 30  # bytes, unpacked
DELIMITERS = (";", ",", "\t", "|")
Line = tuple[int, list[Any]]


class Swallowed(list[Any]):
    """A row with whole rows in one of its cells, because a quotation mark was never closed; so many lines of them."""

    lines = 0


@dataclass(frozen=True)
class Rows:
    """So many rows: their line numbers, and the cells of each as the file has them."""

    lines: list[int]
    cells: list[list[Any]]


@dataclass
class Reached:
    """How far a file of so many bytes has been read; a size of 0 is not known."""

    size: int
    at: Callable[[], int] = field(default=lambda: 0)

    def share(self) -> float:
        """Return the share (0-1) that has been read."""
        return min(self.at() / self.size, 1.0) if self.size else 0.0


@dataclass(frozen=True)
class Table:
    """A file as a table: its headings, how it was read, and its rows a part at a time."""

    headings: tuple[str, ...]
    form: str
    decimal: str
    rows: Iterable[Line]
    heading_line: int = 1
    # How much of the file has been read, 0-1; 0 where it cannot be told.
    read: Callable[[], float] = field(default=lambda: 0.0)
    # Where the source was asked to begin.
    since: str = ""
    # How far the rows have come by now, where the source can be asked to go on from there; not past rejected lines.
    newest: Callable[[Collection[int]], str] = field(default=lambda _rejected: "")

    def parts(self, size: int = ROWS_AT_A_TIME) -> Iterator[Rows]:
        """Return the rows in parts of the size, or of fewer where there are many columns."""
        rows = iter(self.rows)
        size = max(1, min(size, CELLS_AT_A_TIME // max(len(self.headings), 1)))
        while part := list(islice(rows, size)):
            yield Rows([line for line, _cells in part], [cells for _line, cells in part])

    def close(self) -> None:
        """Let go of the file."""
        _close(self.rows)

    def place(self, name: Name) -> int:
        """Return the column's place from 0; ImportFault, with what is like it, when there is none or several."""
        if isinstance(name, int):
            if name > len(self.headings):
                raise ImportFault(f"kolonne {name} findes ikke.", f"Filen har {len(self.headings)} kolonner.")
            return name - 1
        found = [place for place, heading in enumerate(self.headings) if heading == name]
        if not found:
            found = [at for at, heading in enumerate(self.headings) if heading.casefold() == name.casefold()]
        if len(found) == 1:
            return found[0]
        if found:
            places = ", ".join(str(place + 1) for place in found)
            raise ImportFault(
                f"flere kolonner hedder „{name}“: nummer {places}.", "Skriv kolonnens nummer i mappingen."
            )
        raise ImportFault(
            f"filen har ingen kolonne, der hedder „{name}“.",
            f"Den har: {', '.join(self.headings)}. Ret mappingen eller filen.",
        )


def table(file: Opened, form: FileForm, wanted: Sequence[Name] = ()) -> Table:
    """Read the file as a table whose headings are `wanted` (so that a preamble above them is passed over)."""
    reached = Reached(file.size)
    rows, how, decimal = _workbook(file, form) if file.is_workbook else _text(file, form, reached)
    try:
        return replace(_table(rows, how, decimal, file, form, wanted), read=reached.share)
    except BaseException:
        _close(rows)
        raise


def _close(rows: Iterable[Line]) -> None:
    if isinstance(rows, Generator):
        rows.close()


def _table(
    rows: Iterator[Line], how: str, decimal: str, file: Opened, form: FileForm, wanted: Sequence[Name]
) -> Table:
    if form.transposed:
        rows, how = iter(_turned(rows)), how + ", vendt"
    names = [name for name in wanted if isinstance(name, str)]
    if form.header_row == 0:
        first = next(rows, None)
        if first is None:
            raise ImportFault(f"{file.name} har ingen rækker.", "Hent den igen.")
        return Table(
            tuple(f"kolonne {n}" for n in range(1, len(first[1]) + 1)), how, decimal, _chain([first], rows), 0
        )
    line, headings, later = _headings(rows, form.header_row, names, file.name)
    return Table(headings, how, decimal, _chain(later, rows), line)


def _chain(first: Sequence[Line], rows: Iterator[Line]) -> Iterator[Line]:
    try:
        yield from first
        yield from rows
    finally:
        _close(rows)


def _headings(
    rows: Iterator[Line], at: int | None, names: Sequence[str], file: str
) -> tuple[int, tuple[str, ...], list[Line]]:
    """Return the headings' line, the headings, and the rows after them that were looked at.

    They are the row that is told, or the first that has most of the wanted names.
    """
    if at is not None:
        for line, cells in rows:
            if line >= at:
                return line, _named(cells), []
        raise ImportFault(f"{file} har ingen række {at}.", "Ret header_row i mappingen.")
    seen: list[Line] = []
    folded = {name.casefold() for name in names}
    for line, cells in islice(rows, HEADING_WITHIN):
        seen.append((line, cells))
        if folded and len(folded & {heading.casefold() for heading in _named(cells)}) * 2 > len(folded):
            return line, _named(cells), []
    if not seen:
        raise ImportFault(f"{file} har ingen rækker.", "Hent den igen.")
    if not folded:
        # Nobody says what they are called: the first row of texts that is about as wide as the widest.
        widest = max(len(_filled(cells)) for _line, cells in seen)
        at = next((at for at, each in enumerate(seen) if _looks_like_headings(each[1], widest)), 0)
        return seen[at][0], _named(seen[at][1]), seen[at + 1 :]
    first = max(seen, key=lambda each: len(folded & {heading.casefold() for heading in _named(each[1])}))
    lacking = [name for name in names if name.casefold() not in {h.casefold() for h in _named(first[1])}]
    raise ImportFault(
        f"{file} har ikke de kolonner, som mappingen læser; den mangler {', '.join(lacking[:6])}.",
        f"Øverst i filen står: {', '.join(_named(first[1])[:12])}. Er det den rigtige fil og mapping?",
    )


def _looks_like_headings(cells: Sequence[Any], widest: int) -> bool:
    filled = _filled(cells)
    return len(filled) >= max(1, 0.7 * widest) and all(isinstance(cell, str) for cell in filled)


def _filled(cells: Sequence[Any]) -> list[Any]:
    return [cell for cell in cells if cell not in (None, "")]


def _named(cells: Sequence[Any]) -> tuple[str, ...]:
    return tuple(re.sub(r"\s+", " ", str(cell)).strip() if cell is not None else "" for cell in cells)


def _turned(rows: Iterable[Line]) -> list[Line]:
    """Turn a table on its side: one thing a column becomes one a row. Such tables are small."""
    listed = [cells for _line, cells in rows]
    width = max(map(len, listed), default=0)
    filled = [[*cells, *[None] * (width - len(cells))] for cells in listed]
    return [(place, list(column)) for place, column in enumerate(zip(*filled, strict=True), start=1)]


# --- Text -------------------------------------------------------------------------------------------


def _text(file: Opened, form: FileForm, reached: Reached) -> tuple[Iterator[Line], str, str]:
    encoding = form.encoding or encoding_of(file)
    delimiter = form.delimiter or _delimiter(_beginning(file, encoding))
    decimal = form.decimal or ("," if delimiter == ";" else ".")
    shown = {"\t": "tabulator"}.get(delimiter, f"„{delimiter}“")
    how = f"CSV, {encoding.upper().removesuffix('-SIG')}, delt af {shown}, decimaltegn „{decimal}“"
    return _lines(file, encoding, delimiter, form.quote or '"', reached), how, decimal


def _beginning(file: Opened, encoding: str) -> str:
    with file.stream() as stream:
        return stream.read(1 << 16).decode(encoding, errors="replace")


def _delimiter(beginning: str) -> str:
    """Return the mark that parts most lines into equally many cells."""

    def score(mark: str) -> tuple[float, int]:
        rows = list(islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=mark), 60))[:-1] or [[]]
        widths = Counter(len(row) for row in rows if row)
        width, times = max(widths.items(), key=lambda each: (each[0] > 1, each[1]), default=(1, 0))
        return (times / len(rows) if width > 1 else 0.0, width)

    try:
        best = max(DELIMITERS, key=score)
        return best if score(best)[0] > 0 else _only_delimiter(beginning)
    except csv.Error:
        return _only_delimiter(beginning)


def _only_delimiter(beginning: str) -> str:
    return max(DELIMITERS, key=lambda mark: (beginning.count(mark), mark == ","))


def _lines(file: Opened, encoding: str, delimiter: str, quote: str, reached: Reached) -> Iterator[Line]:
    csv.field_size_limit(CELL_LIMIT)
    with (
        file.stream() as raw,
        _at(reached, raw),
        io.TextIOWrapper(raw, encoding=encoding, newline="") as words,
    ):
        reader = csv.reader(words, delimiter=delimiter, quotechar=quote)
        line = 1
        try:
            for cells in reader:
                if reader.line_num > line and (lost := _swallowed(cells, delimiter)):
                    cells = Swallowed(cells)
                    cells.lines = lost
                if len(cells) > 1 or (cells and cells[0].strip("\x1a \t")):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as fault:
            raise ImportFault(
                f"{file.name}, linje {line}: {_words_of(fault)}.",
                "Ret linjen, eller eksportér igen med anførselstegn om teksterne.",
            ) from None
        except UnicodeDecodeError:
            raise ImportFault(
                f"{file.name} er ikke skrevet som {encoding} (omkring linje {line}).",
                "Skriv encoding under [file] i mappingen.",
            ) from None


def _swallowed(cells: Sequence[str], delimiter: str) -> int:
    """Return how many lines a row took if one of its cells holds lines that are rows themselves; else 0."""
    for cell in cells:
        inner = cell.splitlines()[1:-1]
        if any(line.count(delimiter) >= max(len(cells) - 1, 2) for line in inner):
            return len(inner) + 2
    return 0


@contextmanager
def _at(reached: Reached, stream: IO[bytes]) -> Iterator[None]:
    reached.at = stream.tell
    try:
        yield
    finally:
        reached.at = lambda: reached.size


def _words_of(fault: csv.Error) -> str:
    if "field larger" in str(fault):
        return "et anførselstegn bliver aldrig lukket"
    return f"linjen kan ikke læses ({fault})"


# --- Workbooks --------------------------------------------------------------------------------------


def _workbook(file: Opened, form: FileForm) -> tuple[Iterator[Line], str, str]:
    from openpyxl import load_workbook

    source: IO[bytes] = io.BytesIO()
    _refuse_too_large(file)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and validations that it does not know are none of ours
            source = _source(file)
            book = load_workbook(source, read_only=True, data_only=True)
        names = book.sheetnames
        name = _sheet_name(names, file, form)
    except ImportFault:
        source.close()
        raise
    except Exception as fault:  # whatever its libraries raise at a damaged file
        source.close()
        raise ImportFault(
            f"{file.name} er ikke en hel Excel-fil: {fault}.", "Gem den igen fra Excel."
        ) from None
    other = f" af {len(names)}" if len(names) > 1 and form.sheet is None else ""
    return _sheet_rows(book, name, source), f"Excel, arket „{name}“{other}", form.decimal or "."


def _refuse_too_large(file: Opened) -> None:
    """A workbook is unpacked in memory, as far as its texts go: a small file can hold any amount."""
    with (
        file.stream() as stream,
        zipfile.ZipFile(io.BytesIO(stream.read()) if file.member else file.path) as book,
    ):
        size = sum(each.file_size for each in book.infolist())
    if size > WORKBOOK_LIMIT:
        raise ImportFault(
            f"{file.name} fylder {size >> 20} MB udpakket, og en Excel-fil må fylde {WORKBOOK_LIMIT >> 20} MB.",
            "Eksportér som CSV, eller del den.",
        )


def _source(file: Opened) -> IO[bytes]:
    if not file.member:
        return file.path.open("rb")
    with file.stream() as stream:
        return io.BytesIO(stream.read())


def _sheet_name(names: Sequence[str], file: Opened, form: FileForm) -> str:
    if isinstance(form.sheet, int) and not 1 <= form.sheet <= len(names):
        raise ImportFault(f"{file.name} har ikke et ark {form.sheet}.", f"Den har: {', '.join(names)}.")
    wanted = form.sheet or names[0]
    name = names[wanted - 1] if isinstance(wanted, int) else wanted
    if name not in names:
        raise ImportFault(f"{file.name} har ikke arket „{name}“.", f"Den har: {', '.join(names)}.")
    return name


def _sheet_rows(book: Any, name: str, source: IO[bytes]) -> Iterator[Line]:
    try:
        yield from _cells(book, name)
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as fault:
        raise ImportFault(f"arket „{name}“ er beskadiget: {fault}.", "Gem filen igen fra Excel.") from None
    finally:
        book.close()
        source.close()


def _cells(book: Any, name: str) -> Iterator[Line]:
    sheet = book[name]
    if hasattr(sheet, "reset_dimensions"):
        sheet.reset_dimensions()  # some systems write a wrong size into the file
    width = 0
    for line, row in enumerate(sheet.iter_rows(), start=1):
        cells = [_value(cell) for cell in row]
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if cells:
            width = max(width, len(cells))
            yield line, [*cells, *[None] * (width - len(cells))]


def _value(cell: Any) -> Any:
    """Return a cell's value, shares as the per cent that the sheet shows: 0.9401 that is written 94.01 % is 94.01."""
    value = cell.value
    if isinstance(value, int | float) and not isinstance(value, bool) and "%" in (cell.number_format or ""):
        return round(100 * value, 9)
    return value
