"""What the reader of .ods, .xlsb and .xls does not tell: errors, formulas without a value, shares in per cent."""

from collections.abc import Mapping
from typing import IO, Any

from data_access.imports.reading.mistaken import Holds

# A cell's row and column, both counted from 1.
Place = tuple[int, int]
Unseen = Mapping[str, Mapping[Place, Any]]


def unseen_cells(holds: Holds, source: IO[bytes]) -> Unseen:
    """Return by sheet the cells that must be read otherwise than they are told, as `sheet_cells` tells them."""
    from data_access.imports.reading import unseen_ods, unseen_xls, unseen_xlsb

    readers = {"ods": unseen_ods.cells, "xlsb": unseen_xlsb.cells, "xls": unseen_xls.cells}
    return readers[holds](source)
