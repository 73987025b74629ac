"""Reads a file as a table: its headings, and its rows with the line that each stands on."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from data_access.imports.faults import ImportFault
from data_access.imports.mapping.model import FileForm, Name
from data_access.imports.reading.delimited import read_text
from data_access.imports.reading.ending import Ending
from data_access.imports.reading.files import Opened
from data_access.imports.reading.headings import find_headings
from data_access.imports.reading.line import (
    CELLS_AT_A_TIME,
    ROWS_AT_A_TIME,
    Line,
    Reached,
    Rows,
    Source,
    Unshown,
    close,
)
from data_access.imports.reading.other_workbook import read_other_workbook
from data_access.imports.reading.unfold import UNFOLDED, unfolded
from data_access.imports.reading.workbook import read_workbook


@dataclass(frozen=True)
class Table:
    """A file as a table: its headings, how it was read, and its rows a part at a time."""

    headings: tuple[str, ...]
    form: str
    decimal: str
    rows: Iterable[Line]
    heading_line: int = 1
    # What a row is counted by, as the sender sees it (Danish).
    counted: str = "linje"
    # The sheets of the workbook that can be seen, and the one that is read.
    sheets: tuple[str, ...] = ()
    sheet: str = ""
    # Where the headings stand of columns that became rows.
    unfolded: int | None = None
    # The rows that the sheet hides, of those that have been taken.
    unshown: Unshown = field(default_factory=Unshown)
    # How the text ends, when all of its rows have been taken.
    ending: Ending = field(default_factory=Ending)
    # How much of the file has been read, 0-1; 0 where it cannot be told.
    share_read: Callable[[], float] = field(default=lambda: 0.0)
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
        close(self.rows)

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


def read_table(file: Opened, form: FileForm, wanted: Sequence[Name] = ()) -> Table:
    """Read the file as a table whose headings are `wanted` (so that a preamble above them is passed over)."""
    reached, ending = Reached(file.size), Ending()
    match file.holds:
        case "text":
            source = read_text(file, form, reached, ending)
        case "xlsx":
            source = read_workbook(file, form)
        case _:
            source = read_other_workbook(file, form)
    try:
        counted = "kolonne" if form.transposed else "linje"
        table = _table(source, file, form, wanted)
        return replace(
            table,
            share_read=reached.share,
            counted=counted,
            sheets=source.sheets,
            sheet=source.sheet,
            ending=ending,
            unshown=source.unshown,
        )
    except BaseException:
        close(source.rows)
        raise


def _table(source: Source, file: Opened, form: FileForm, wanted: Sequence[Name]) -> Table:
    rows, how, decimal = source.rows, source.how, source.decimal
    if form.transposed:
        rows, how = iter(_turned(rows)), how + ", vendt"
    made = UNFOLDED if form.unfold else ()
    names = [name for name in wanted if isinstance(name, str) and name not in made]
    if form.header_row == 0:
        first = next(rows, None)
        if first is None:
            raise ImportFault(f"{file.name} har ingen rækker.", "Hent den igen.")
        return Table(
            tuple(f"kolonne {n}" for n in range(1, len(first[1]) + 1)), how, decimal, _chain([first], rows), 0
        )
    sheet = f", arket „{source.sheet}“," if len(source.sheets) > 1 else ""
    line, headings, later = find_headings(rows, form.header_row, names, f"{file.name}{sheet}")
    found = _chain(later, rows)
    if form.unfold:
        headings, found = unfolded(headings, found, form.unfold, file.name)
        return Table(headings, how, decimal, found, line, unfolded=len(headings) - len(UNFOLDED))
    return Table(headings, how, decimal, found, line)


def _chain(first: Sequence[Line], rows: Iterator[Line]) -> Iterator[Line]:
    try:
        yield from first
        yield from rows
    finally:
        close(rows)


def _turned(rows: Iterable[Line]) -> list[Line]:
    """Turn a table on its side: one thing a column becomes one a row. Such tables are small."""
    listed = [cells for _line, cells in rows]
    width = max(map(len, listed), default=0)
    filled = [[*cells, *[None] * (width - len(cells))] for cells in listed]
    return [(place, list(column)) for place, column in enumerate(zip(*filled, strict=True), start=1)]
