"""Finds how a column's times are written."""

import re
from datetime import time, timedelta
from functools import cache
from typing import Any

import numpy as np

from data_access.imports.mapping.model import Times
from data_access.imports.reading.cells import Cells, as_text
from data_access.imports.reading.moments import moments

# Forms of times, by how they are written: day first before month first, because that is how they are written here.
_DATES = (
    ("%d/%m/%Y", "%m/%d/%Y"),
    ("%d/%m/%y", "%m/%d/%y"),
    ("%d-%m-%Y", "%m-%d-%Y"),
    ("%d-%m-%y", "%m-%d-%y"),
    ("%d.%m.%Y", "%m.%d.%Y"),
    ("%d.%m.%y", "%m.%d.%y"),
    ("%Y/%m/%d", ""),
    ("%d/%b/%y", ""),
    ("%d/%b/%Y", ""),
    ("%d-%b-%Y", ""),
    ("%d-%b-%y", ""),
    ("%d %b %Y", ""),
    ("%d %B %Y", ""),
    ("%d. %B %Y", ""),
    ("%d. %b %Y", ""),
    ("%d. %b. %Y", ""),
    ("%b %d, %Y", ""),
    ("%B %d, %Y", ""),
    ("%d%b%Y", ""),
    ("%a %d-%m-%Y", ""),
    ("%a %d-%m-%y", ""),
    ("%a %d/%m/%Y", ""),
    ("%A den %d. %B %Y", ""),
    ("%A %d. %B %Y", ""),
    ("%Y%m%d", ""),
    ("%y%m%d", ""),
)
_CLOCKS = (
    " %H:%M:%S",
    " %H:%M",
    " %I:%M:%S %p",
    " %I:%M %p",
    ", %H:%M",
    " %H.%M",
    " %H.%M.%S",
    " %H:%M:%S.%f",
    " kl. %H:%M",
    " kl. %H.%M",
    "",
)
FORMATS = (
    *((f"{a}{clock}", f"{b}{clock}" if b else "") for a, b in _DATES for clock in _CLOCKS),
    ("%Y%m%d%H%M%S", ""),
)
_UTC = Times(zone="UTC")
# Seconds and thousandths since 1970, by how their numbers look from 1984 on.
_EPOCHS = (
    ("unix", re.compile(r"1[0-9]{9}(?:\.\d+)?|[4-9]\d{8}")),
    ("unix-ms", re.compile(r"1[0-9]{12}|[4-9]\d{11}")),
)


def form_of(some: Cells) -> tuple[str, str] | None:
    """Return the format that reads most of some cells ('' is ISO), and the swapped one if it reads as many."""
    # A time has digits; most columns of texts are ruled out by that.
    if sum(map(_has_digits, some)) < 0.6 * len(some) or not len(some):
        return None
    iso = _reads(some, ())
    if iso >= 0.9:
        return "", ""
    words = [as_text(each) or "" for each in some]
    for epoch, pattern in _EPOCHS:
        if sum(bool(pattern.fullmatch(word)) for word in words) >= 0.95 * len(words):
            return epoch, ""
    if isinstance(some[0], int | float | time | timedelta):
        return None
    first = str(some[0])
    marks = bool(re.search("[A-Za-z]", first)), "".join(sorted(re.sub(r"[\w ]", "", first)))
    # The first cell has the marks of a format: most are ruled out without being tried.
    possible = [form for pair in FORMATS for form in pair if form and _marks_of(form) == marks]
    read = {form: _reads(some, (form,)) for form in possible}
    best = max(read, key=lambda form: read[form], default="")
    if 0.6 <= iso >= read.get(best, 0.0):
        return "", ""
    # Numbers of six or eight digits can be days by chance.
    if not best or read[best] < (0.95 if first.isdigit() else 0.6):
        return None
    other = next((b if a == best else a for a, b in FORMATS if best in (a, b)), "")
    return best, other if other and read.get(other) == read[best] else ""


def _reads(some: Cells, formats: tuple[str, ...]) -> float:
    """Return the share of the cells that are times by the formats."""
    return 1 - float(np.mean(moments(some, formats, _UTC)[1]))


@cache
def _marks_of(form: str) -> tuple[bool, str]:
    """Return whether what is written in a format has letters, and what stands between its parts, in order."""
    letters = bool(re.search(r"%[aAbBp]|(?<!%)[a-z]", form))
    return letters, "".join(sorted(re.sub(r"%[a-zA-Z]|[\w ]", "", form)))


def _has_digits(each: Any) -> bool:
    return not isinstance(each, str) or (len(each) < 40 and any(map(str.isdigit, each)))
