"""Cells become values: a whole column at a time, with a mark at each that cannot be read."""

import operator
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

# A column of cells: texts as the file has them, or values as a workbook or a database has them; None is empty.
Cells = NDArray[Any]
Flags = NDArray[np.bool_]
Read = tuple["pd.Series[Any]", Flags]

_TRUE = {"1", "true", "t", "ja", "j", "yes", "y", "x", "sand", "sandt", "on"}
_FALSE = {"0", "false", "f", "nej", "n", "no", "falsk", "off"}
# What is in a text and nobody sees: what says where a word may be parted, and where a file began that was joined on.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# A text that is to stay one in a sheet, as some programs write it: ="007".
_GUARDED = re.compile(r'="(.*)"', re.DOTALL)


class Percent(float):
    """A share that its workbook shows with a per cent sign, as the number before the sign."""


def shows_per_cent(form: str) -> bool:
    """Say that a number format of a workbook shows shares in per cent; a sign within quotation marks is only shown."""
    return "%" in _LITERAL.sub("", form)


@dataclass(frozen=True)
class Unworked:
    """A formula of a workbook that has no value: whatever wrote it did not work it out."""

    formula: str

    def __str__(self) -> str:
        return self.formula


def as_read(word: str) -> str:
    """Return a text as people read it: letters in one piece, and nothing that only programs see."""
    word = word.strip()
    if word.startswith('="') and (guarded := _GUARDED.fullmatch(word)):
        word = guarded[1].replace('""', '"').strip()
    return word if word.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFC", word)).strip()


def cleaned(cells: Sequence[Any] | Cells, nulls: frozenset[str]) -> Cells:
    """Return a column with its texts as people read them, and None for what stands for nothing."""
    found = np.empty(len(cells), dtype=object)
    if set(map(type, cells)) == {str}:
        # Nearly every column of a file: millions of cells, for which a pass in C is worth a line.
        stripped = list(map(str.strip, cells))
        joined = "".join(stripped)
        if not joined.isascii() or '="' in joined:
            stripped = list(map(as_read, stripped))
        found[:] = stripped if nulls.isdisjoint(stripped) else [None if w in nulls else w for w in stripped]
    else:
        found[:] = [
            (None if (word := as_read(each)) in nulls else word) if isinstance(each, str) else each
            for each in cells
        ]
    return found


def is_text(cells: Cells) -> bool:
    """Say that every cell is a text or empty, as those of a text file are."""
    return set(map(type, cells)) <= {str, type(None)}


def is_none(cells: Cells) -> Flags:
    """Mark the cells that are empty."""
    return np.fromiter(map(operator.is_, cells, repeat(None)), dtype=bool, count=len(cells))


def as_texts(cells: Cells) -> Cells:
    """Return values as texts, the way a file would write them; None stays."""
    if is_text(cells):
        return cells
    found = np.empty(len(cells), dtype=object)
    found[:] = [as_text(each) for each in cells]
    return found


def as_text(value: Any) -> str | None:
    """Return a value as a file would write it."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.isoformat(sep=" ")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value.total_seconds())
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case _:
            return str(value)


def texts(cells: Cells) -> Read:
    """Read texts; a NUL, which no database keeps, is a fault."""
    found = as_texts(cells)
    bad = np.array([each is not None and "\x00" in each for each in found], dtype=bool)
    return pd.Series(found, dtype=object), bad


def flags(cells: Cells) -> Read:
    """Read yes and no, in Danish or English."""
    codes, uniques = pd.factorize(as_texts(cells), use_na_sentinel=True)
    values = [
        True if word in _TRUE else False if word in _FALSE else None for word in map(str.casefold, uniques)
    ]
    return mapped(codes, values)


def mapped(codes: NDArray[Any], values: list[Any]) -> Read:
    """Return for each code the value that stands at it; one that is None could not be read."""
    looked = np.array([*values, None], dtype=object)
    found = looked[codes]
    bad = np.array([*(value is None for value in values), False], dtype=bool)[codes]
    return pd.Series(found, dtype=object), bad
