"""Which rows of a part are data: not headings once more, and not what the mapping leaves out."""

import numpy as np

from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Flags, as_read, as_texts, cleaned
from data_access.imports.reading.table import Table
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.spoilt import places, spoilt


def kept(mapping: Mapping, table: Table, columns: Columns) -> Flags:
    """Mark the rows that are data."""
    return _wanted(mapping, columns) & ~_headings(table, columns)


def _wanted(mapping: Mapping, columns: Columns) -> Flags:
    """Mark the rows that the mapping keeps, and does not leave out."""
    found = np.ones(len(columns), dtype=bool)
    for each, keeps in (
        *((each, False) for each in mapping.leave_out),
        *((each, True) for each in mapping.keep),
    ):
        words = set(each.texts)
        cells = as_texts(cleaned(columns.cells[columns.places[each.column]], frozenset()))
        # What cannot be read is not left out in silence.
        unsure = places(spoilt(cells, {word.casefold() for word in words}), len(cells))
        found &= unsure | np.array([((word or "") in words) == keeps for word in cells], dtype=bool)
    return found


def _headings(table: Table, columns: Columns) -> Flags:
    """Mark rows that are the headings once more, as where files were joined or a page was broken."""
    headings = [each.casefold() for each in table.headings]
    if not table.heading_line or not any(headings) or not columns.cells:
        return np.zeros(len(columns), dtype=bool)
    first = next(place for place, heading in enumerate(headings) if heading)
    same = [
        isinstance(cell, str) and as_read(cell).casefold() == headings[first] for cell in columns.cells[first]
    ]
    for at in [place for place, each in enumerate(same) if each]:
        row = [as_read(str(column[at] or "")).casefold() for column in columns.cells]
        same[at] = row == headings[: len(row)]
    return np.array(same, dtype=bool)
