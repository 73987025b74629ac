"""What the binary kinds of Excel files have in common: how numbers, errors and formats are written."""

import struct
from collections.abc import Mapping
from typing import Any

from data_access.imports.reading.cells import Percent, Unworked, shows_per_cent

ERRORS: Mapping[int, str] = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}  # fmt: skip
# What a formula is whose value nobody knows: how it is written is of no use to a reader.
UNWORKED = Unworked("=")
# The formats that every workbook has, of those with a per cent sign.
_SHARES = frozenset({9, 10})


def error(code: int) -> str:
    """Return an error as a sheet shows it."""
    return ERRORS.get(code, "#N/A")


def rk_number(written: int) -> float:
    """Return a number that is written in four bytes: whole or the larger half of a double, and perhaps hundredths."""
    if written & 2:
        value = float(struct.unpack("<i", struct.pack("<I", written & 0xFFFFFFFC))[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<Q", (written & 0xFFFFFFFC) << 32))[0]
    return value / 100 if written & 1 else value


def shares_of(formats: Mapping[int, str], styles: list[int]) -> frozenset[int]:
    """Return the styles (by their place) whose format shows per cent; `styles` has the format of each."""
    own = {number for number, code in formats.items() if shows_per_cent(code)}
    shown = (_SHARES - formats.keys()) | own
    return frozenset(place for place, number in enumerate(styles) if number in shown)


def per_cent(value: float) -> Any:
    """Return a share as the per cent that the sheet shows."""
    return Percent(round(100 * value, 9))
