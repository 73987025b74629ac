"""What a file has for a field: the cells of its columns, those of several made into one, and what their words mean."""

from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.mapping.model import Origin
from data_access.imports.reading.cells import Cells, as_texts
from data_access.imports.rows.columns import Columns

_DAY = timedelta(days=1)


def parts_of(origin: Origin, columns: Columns) -> list[Cells]:
    """Return the columns that a field comes from; one of the same in each row for a constant."""
    if not origin.columns:
        found = np.empty(len(columns), dtype=object)
        found[:] = [origin.constant] * len(columns)
        return [found]
    nulls = frozenset(origin.nulls)
    return [columns.of(name, nulls) for name in origin.columns]


def together(origin: Origin, parts: Sequence[Cells]) -> Cells:
    """Return several columns as one: joined, or the first that is filled in."""
    first = parts[0]
    if len(parts) == 1:
        return first
    if origin.how == "join":
        joined = np.empty(len(first), dtype=object)
        words = [as_texts(_to_be_joined(part)) for part in parts]
        joined[:] = [None if None in row else origin.separator.join(row) for row in zip(*words, strict=True)]
        return joined
    for other in parts[1:]:
        first = np.where([each is None for each in first], other, first)
    return first


def rows_of(parts: Sequence[Cells]) -> Cells:
    """Return the cells of several columns row by row, to tell of them; None where one of them is empty."""
    found = np.empty(len(parts[0]), dtype=object)
    found[:] = [None if any(each is None for each in row) else row for row in zip(*parts, strict=True)]
    return found


def _to_be_joined(column: Cells) -> Cells:
    """Return a workbook's dates as dates (joined with a time of day they would have two), and its lengths as times."""
    found = np.empty(len(column), dtype=object)
    found[:] = [day_or_clock(each) for each in column]
    return found


def day_or_clock(cell: Any) -> Any:
    """Return a cell as it is joined with others: a length of at most a day is the time of day that its sheet shows."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date()
    if isinstance(cell, timedelta) and timedelta() <= cell < _DAY:
        return (datetime.min + cell).time()  # noqa: DTZ901 - a sheet has no zones
    return "24:00:00" if cell == _DAY else cell


def meant(origin: Origin, cells: Cells, *, is_number: bool = False) -> Cells:
    """Return what the cells mean by the mapping, in this order: `values`, `other` or `is`, and then `empty`.

    A word that none of them names is itself. The mapping's own numbers have the decimal mark of TOML or of Danish,
    whatever the file's is.
    """

    def own(word: str) -> Any:
        return None if word == "" else _number(word) if is_number else word

    found = cells
    if origin.true is not None:
        found = _translated(cells, dict.fromkeys(map(str.casefold, origin.true), "ja"), lambda _cell: "nej")
    elif origin.values or origin.other is not None:
        known = {key.casefold(): own(value) for key, value in origin.values.items()}
        rest = None if origin.other is None else own(origin.other)
        found = _translated(
            cells, known, (lambda cell: cell) if origin.other is None else (lambda _cell: rest)
        )
    if origin.empty is not None:
        filled = np.empty(len(found), dtype=object)
        filled[:] = [own(origin.empty) if each is None else each for each in found]
        return filled
    return found


def _translated(cells: Cells, known: dict[str, Any], other: Callable[[Any], Any]) -> Cells:
    """Return the cells with what is known of their words in their place, and what the rest are; None stays."""
    codes, uniques = pd.factorize(as_texts(cells), use_na_sentinel=True)
    folded = [str(word).casefold() for word in uniques]
    found = np.empty(len(cells), dtype=object)
    found[:] = [
        None if code < 0 else known[folded[code]] if folded[code] in known else other(cell)
        for code, cell in zip(codes.tolist(), cells, strict=True)
    ]
    return found


def _number(word: str) -> Any:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return word
