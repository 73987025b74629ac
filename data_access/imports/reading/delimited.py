"""Reads files of text whose cells are parted by a mark, with the line that each row begins on."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from typing import IO

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm
from data_access.imports.reading.ending import Ending
from data_access.imports.reading.files import Opened
from data_access.imports.reading.line import Line, Reached, Source, Spread, close

CELL_LIMIT = 1 << 20  # a cell that is longer is a quotation mark that nobody closed
DELIMITERS = (";", ",", "\t", "|")


def read_text(file: Opened, form: FileForm, reached: Reached, ending: Ending) -> Source:
    """Return a text's rows and how it was read."""
    encoding = form.encoding or file.encoding
    delimiter = form.delimiter or _delimiter(_beginning(file, encoding))
    decimal = form.decimal or ("," if delimiter == ";" else ".")
    shown = {"\t": "tabulator"}.get(delimiter, f"„{delimiter}“")
    how = f"CSV, {encoding.upper().removesuffix('-SIG')}, delt af {shown}"
    lines = _whole(file, encoding, _lines(file, encoding, delimiter, form.quote or '"', reached, ending))
    return Source(lines, how, decimal)


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


def _lines(
    file: Opened, encoding: str, delimiter: str, quote: str, reached: Reached, ending: Ending
) -> Iterator[Line]:
    csv.field_size_limit(CELL_LIMIT)
    # A broken letter is its row's fault where the encoding was found by all of the others.
    errors = "surrogateescape" if encoding == "utf-8" and file.encoding == "utf-8" else "strict"
    with (
        file.stream() as raw,
        _at(reached, raw),
        io.TextIOWrapper(raw, encoding=encoding, errors=errors, newline="") as words,
    ):
        taken: list[str] = []  # the lines of the row that is read

        def each() -> Iterator[str]:
            for text in words:
                taken.append(text)
                yield text

        reader = csv.reader(each(), delimiter=delimiter, quotechar=quote)
        line, last = 1, ""
        # A row is kept until it is known whether it is the last.
        held: Line | None = None
        try:
            for cells in reader:
                if reader.line_num > line:
                    cells = Spread(cells)
                    cells.delimiter = delimiter
                if held is not None:
                    ending.before.append(held[1])
                    yield held
                is_row = len(cells) > 1 or (cells and cells[0].strip("\x1a \t"))
                held = (line, cells) if is_row else None
                line, last = reader.line_num + 1, "".join(taken) if len(taken) > 1 else taken[0]
                taken.clear()
        except csv.Error as fault:
            raise ImportFault(
                f"{file.name}, linje {line}: {_words_of(fault)}.",
                "Ret linjen, eller eksportér igen med anførselstegn om teksterne.",
            ) from None
        if held is not None:
            if not last.endswith(("\n", "\r")):
                ending.line, ending.cells = held
                ending.is_quoted = _ends_quoted(last, delimiter, quote)
            yield held


def _ends_quoted(row: str, delimiter: str, quote: str) -> bool:
    """Say that a row ends within a quotation."""
    try:
        list(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter, quotechar=quote, strict=True))
    except csv.Error as fault:
        return "unexpected end" in str(fault)
    return False


def _whole(file: Opened, encoding: str, lines: Iterator[Line]) -> Iterator[Line]:
    """Tell of letters that are not written as they should be, or of one that is cut in half at the end."""
    line = 0
    try:
        for line, cells in lines:
            yield line, cells
    except UnicodeDecodeError as fault:
        if fault.reason in ("truncated data", "unexpected end of data"):
            raise ImportFault(f"{file.name} er brudt af efter linje {line}.", "Hent den igen.") from None
        raise ImportFault(
            f"{file.name} er ikke skrevet som {encoding} (omkring linje {line + 1}).",
            "Skriv encoding under [file] i mappingen.",
        ) from None
    finally:
        close(lines)


@contextmanager
def _at(reached: Reached, stream: IO[bytes]) -> Iterator[None]:
    reached.at = stream.tell
    try:
        yield
    finally:
        reached.at = lambda: reached.size


def _words_of(fault: csv.Error) -> str:
    if "field larger" in str(fault):
        return "en celle er længere end en million tegn; som regel er det et anførselstegn, der aldrig bliver lukket"
    return "linjen kan ikke læses"
