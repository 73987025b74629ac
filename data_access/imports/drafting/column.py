"""A column of a file that nobody has described: what its cells look like."""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.drafting.names import CLOCKS, plain
from data_access.imports.drafting.times import form_of
from data_access.imports.mapping.model import EPOCHS
from data_access.imports.reading import cells as cell
from data_access.imports.reading.cells import Cells, Percent
from data_access.imports.reading.decimals import decimal_of
from data_access.imports.reading.moments import days
from data_access.imports.reading.numbers import numbers, seconds, unclear
from data_access.imports.reading.periods import months, periods
from data_access.imports.reading.weeks import is_week

NULLS = frozenset(
    {"?", "-", "--", "z", "null", "none", "n/a", "na", "#n/a", "n.a.", "(empty)", "(blank)", "(tom)", "nan"}
)
# What some systems write for a time that has not come.
_NEVER = re.compile(
    r"(?:0000-00-00|1900-01-0[01]|1899-12-3[01]|9999-12-31|01[-./]01[-./]1900|31[-./]12[-./]9999)(?:[ T][\d:.,Z]+)?"
)
_CLOCK = re.compile(
    r"(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|\.[0-5]\d\.[0-5]\d)(?: ?[AP]M)?", re.IGNORECASE
)
_MOST_TRIED = 300  # cells: enough to know a form by
ENOUGH = 0.8  # the share of a column's cells that must be what it is taken for


@dataclass(frozen=True)
class Column:
    """A column by its place from 0, its heading, and its cells with None for what is empty."""

    place: int
    heading: str
    cells: Cells
    is_repeated: bool = False

    @cached_property
    def name(self) -> str:
        """The heading as names are compared."""
        return plain(self.heading)

    @property
    def written(self) -> str:
        """The column as a mapping names it."""
        return str(self.place + 1) if self.is_repeated or not self.heading else quoted(self.heading)

    @cached_property
    def filled(self) -> Cells:
        """The cells that are not empty."""
        found: Cells = self.cells[np.array([each is not None for each in self.cells], dtype=bool)]
        return found

    @cached_property
    def some(self) -> Cells:
        """Enough of the filled cells to know a form by, from all over the column."""
        step = max(1, len(self.filled) // _MOST_TRIED)
        return self.filled[::step]

    @cached_property
    def words(self) -> list[str]:
        """The different texts of the cells, the commonest first."""
        return [str(word) for word, _count in Counter(cell.as_texts(self.filled)).most_common()]

    @cached_property
    def is_full(self) -> bool:
        """Whether no cell is empty."""
        return len(self.filled) == len(self.cells) > 0

    @cached_property
    def is_unique(self) -> bool:
        """Whether each cell is filled and another."""
        return self.is_full and len(self.words) == len(self.cells) > 1

    @cached_property
    def is_clock(self) -> bool:
        """Whether the cells are times of day."""
        return (
            self._share(lambda each: isinstance(each, time | timedelta) or bool(_CLOCK.fullmatch(str(each))))
            >= ENOUGH
        )

    @cached_property
    def is_week(self) -> bool:
        """Whether the cells are weeks."""
        return self._share(lambda each: is_week(str(each))) >= ENOUGH

    @cached_property
    def is_day(self) -> bool:
        """Whether the cells are days without a time of day."""
        if self.time_form is None or self.time_form[0] in EPOCHS:
            return False
        return self._share(_is_midnight) >= ENOUGH

    @cached_property
    def time_form(self) -> tuple[str, str] | None:
        """The format that reads most of the times ('' is ISO), and the swapped one if it reads as many."""
        return None if self.is_clock else form_of(self.some)

    @cached_property
    def is_number(self) -> bool:
        """Whether the cells are numbers by one of the decimal marks."""
        return len(self.some) > 0 and max(
            self._reads(lambda cells, mark=mark: numbers(cells, mark)[1]) for mark in ".,"
        ) >= ENOUGH  # fmt: skip

    @cached_property
    def is_share(self) -> bool:
        """Whether the cells are shares: with a per cent sign, or with a fraction where counts have none."""
        if (
            "%" in self.heading
            or self._share(lambda each: isinstance(each, Percent) or "%" in str(each)) >= ENOUGH
        ):
            return True
        mark = mark_of(self.some)
        if not mark and unclear(self.some).any():
            return False  # thousands as well
        values = numbers(self.some, mark or ".")[0].dropna()
        return bool(len(values) and (values % 1 != 0).any() and values.between(0, 100).all())

    @cached_property
    def is_length(self) -> bool:
        """Whether the cells are numbers or durations."""
        return len(self.some) > 0 and max(
            self._reads(lambda cells, mark=mark: seconds(cells, mark)[1]) for mark in ".,"
        ) >= ENOUGH  # fmt: skip

    @cached_property
    def is_month(self) -> bool:
        """Whether the cells are months, or days that months can be taken out of."""
        return self._reads(lambda cells: months(cells, ())[1]) >= ENOUGH or self.is_day

    @cached_property
    def is_period(self) -> bool:
        """Whether the cells are years, months or days."""
        return self._reads(lambda cells: periods(cells, (), "")[1]) >= ENOUGH or self.is_day

    @cached_property
    def is_first_of_months(self) -> bool:
        """Whether the cells are days, each the first of its month, and more than one of them."""
        if not self.is_day or self.time_form is None:
            return False
        found, bad = days(self.some, (self.time_form[0],) if self.time_form[0] else ())
        told = found[~bad]
        return bool((told.dt.day == 1).all() and told.nunique() > 1)

    def _share(self, test: Any) -> float:
        return sum(map(test, self.some)) / len(self.some) if len(self.some) else 0.0

    def _reads(self, bad: Any) -> float:
        """Return the share of the cells that a reader takes."""
        return 1 - float(np.mean(bad(self.some))) if len(self.some) else 0.0

    @property
    def is_called_clock(self) -> bool:
        """Whether the heading says that it is a time of day."""
        return self.name in CLOCKS or bool(re.search(r"\b(time|tid|kl|klokken|clock)\b", self.name))


def _is_midnight(each: Any) -> bool:
    if isinstance(each, datetime):
        return each.time() == time()
    return isinstance(each, date) or ":" not in str(each)


def columns_of(headings: tuple[str, ...], rows: list[list[Any]]) -> list[Column]:
    """Return the columns of some rows, without what stands for nothing."""
    found = []
    for place, heading in enumerate(headings):
        raw = [row[place] if place < len(row) else None for row in rows]
        cells = cell.cleaned(raw, frozenset({""}))
        said = np.empty(len(cells), dtype=object)
        said[:] = [None if isinstance(each, str) and is_null(each) else each for each in cells]
        found.append(Column(place, heading, said, headings.count(heading) > 1))
    return found


def nulls_of(rows: list[list[Any]]) -> list[str]:
    """Return the words of the file that stand for nothing."""
    words = {each.strip() for row in rows for each in row if isinstance(each, str) and len(each) < 30}
    return sorted(word for word in words if is_null(word))


def is_null(word: str) -> bool:
    """Say that a word stands for nothing, by what systems write."""
    return word.casefold() in NULLS or bool(_NEVER.fullmatch(word))


def quoted(words: str) -> str:
    """Return a text as TOML has it."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def one_line(words: str) -> str:
    """Return words as a comment can have them."""
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", words).strip()


def listed(words: Sequence[str], most: int = 6) -> str:
    """Return the first of some words as a comment can have them: on one line, and none of them long."""
    short = [one_line(word)[:40] for word in words[:most]]
    return f"{', '.join(short)}{' …' if len(words) > most else ''}"


def number_of(column: Column, decimal: str) -> "pd.Series[Any]":
    """Return the column's numbers, or durations in seconds."""
    return seconds(column.some, decimal)[0]


def mark_of(cells: Cells) -> str:
    """Return the decimal mark that a column's texts show; '' where they do not tell, or contradict one another."""
    return decimal_of(cells)
