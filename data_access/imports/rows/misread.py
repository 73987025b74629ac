"""Why a time cannot be read that looks like one."""

from dataclasses import replace
from typing import Any

import numpy as np

from data_access.imports.mapping.model import Origin, Times
from data_access.imports.reading.cells import Cells
from data_access.imports.reading.forms import swapped
from data_access.imports.reading.moments import moments


def is_at_change(origin: Origin, raw: Any, times: Times) -> bool:
    """Say that a time can be read, but for the hour that summer time doubles or skips."""
    cell = np.empty(1, dtype=object)
    cell[:] = [raw]
    read = replace(times, doubled="first", skipped="forward")
    return bool(moments(cell, origin.formats, times)[1][0] and not moments(cell, origin.formats, read)[1][0])


def other_order(origin: Origin, raw: Cells, times: Times) -> str:
    """Return the format by which times that cannot be read can, with day and month the other way round; or ''."""
    other = tuple(map(swapped, origin.formats))
    if other == origin.formats or moments(raw, other, times)[1].any():
        return ""
    return other[0]
