"""Why a time cannot be read that looks like one."""

import re
from dataclasses import replace
from typing import Any

from data_access.imports.mapping.model import Origin, Times
from data_access.imports.reading.cells import Cells, Flags
from data_access.imports.reading.forms import swapped
from data_access.imports.reading.moments import moments

SERIAL = "er et tal og ikke en dato: giv kolonnen et datoformat i Excel, og gem den igen"
RANGE = "er et tidsrum og ikke et tidspunkt: hent målingerne en for en"
# The days since 1899 of the years 1982-2064, as a sheet keeps dates, and as it shows them without their format.
_SERIAL = re.compile(r"[3-5]\d{4}(?:[.,]\d+)?")
_RANGE = re.compile(
    r".*\d{1,2}[:.]\d\d(?:[:.]\d\d)? ?(?:AM|PM)? (?:-|\u2013|til|to) .*\d{1,2}[:.]\d\d.*", re.IGNORECASE
)


def is_serial(raw: Any) -> bool:
    """Say that a cell is the number that a sheet keeps for a date."""
    return (
        not isinstance(raw, bool) and isinstance(raw, str | int | float) and bool(_SERIAL.fullmatch(str(raw)))
    )


def is_range(raw: Any) -> bool:
    """Say that a cell tells from when to when."""
    return isinstance(raw, str) and len(raw) < 80 and bool(_RANGE.fullmatch(raw))


def at_change(origin: Origin, raw: Cells, times: Times) -> Flags:
    """Say which times can be read, but for the hour that summer time doubles or skips."""
    read = replace(times, doubled="first", skipped="forward")
    return moments(raw, origin.formats, times)[1] & ~moments(raw, origin.formats, read)[1]


def other_order(origin: Origin, raw: Cells, times: Times) -> str:
    """Return the format by which times that cannot be read can, with day and month the other way round; or ''."""
    other = tuple(map(swapped, origin.formats))
    if other == origin.formats or moments(raw, other, times)[1].any():
        return ""
    return other[0]
