"""What a file has for a field: the cells of one column, or of several made into one, before they are read."""

from datetime import datetime, time

import numpy as np
import pandas as pd

from data_access.imports.mapping.model import Origin
from data_access.imports.reading.cells import Cells, as_texts
from data_access.imports.rows.columns import Columns


def cells_of(origin: Origin, columns: Columns) -> Cells:
    """Return the cells that a field comes from; those of several columns that are worked out are rows of cells."""
    raw = _together(origin, columns)
    if origin.empty is not None:
        raw = np.array([origin.empty if each is None else each for each in raw], dtype=object)
    return raw


def _together(origin: Origin, columns: Columns) -> Cells:
    if not origin.columns:
        found = np.empty(len(columns), dtype=object)
        found[:] = [origin.constant] * len(columns)
        return found
    nulls = frozenset(origin.nulls)
    parts = [columns.of(name, nulls) for name in origin.columns]
    first = parts[0]
    if len(parts) == 1:
        return first
    if origin.how == "first":
        for other in parts[1:]:
            first = np.where([each is None for each in first], other, first)
        return first
    joined = np.empty(len(columns), dtype=object)
    if origin.how == "join":
        words = [as_texts(_without_midnight(part)) for part in parts]
        joined[:] = [None if None in row else origin.separator.join(row) for row in zip(*words, strict=True)]
        return joined
    joined[:] = [None if None in row else row for row in zip(*parts, strict=True)]
    return joined


def _without_midnight(column: Cells) -> Cells:
    """Return a workbook's dates as dates: joined with a time of day they would have two."""
    dates = [each.date() if isinstance(each, datetime) and each.time() == time() else each for each in column]
    found = np.empty(len(column), dtype=object)
    found[:] = dates
    return found


def translated(origin: Origin, raw: Cells) -> Cells:
    """Return what the file's words mean by the mapping; a word that it does not name is itself, or `other`."""
    known = {key.casefold(): value for key, value in origin.values.items()}
    codes, uniques = pd.factorize(as_texts(raw), use_na_sentinel=True)
    other = origin.other
    meant = [known.get(word.casefold(), word if other is None else other) for word in uniques]
    found = np.array([*meant, None], dtype=object)[codes]
    return np.asarray(found, dtype=object)
