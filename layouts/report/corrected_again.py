"""A part of an edition as it was printed, and the same asked today; and a correction of one of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from data_access.numbers.known_then import Load, Then
from layouts.parts.answers import answer
from layouts.parts.declarations import Content, Panel
from layouts.parts.hints import no_hints
from layouts.parts.panels import said
from layouts.report.correction import Correction, Document, Kind
from layouts.report.parts import tabled
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import is_month, span

PERIODS = (
    "month",
    "year",
    "period",
)  # the columns that say what a row is of: of another it is another figure
MOST_LISTED = 3  # rows of one correction that are named each
Row = dict[str, Any]


@dataclass(frozen=True)
class Again:
    """A part as it was printed, and the same asked today; `apart` tells it from others of the same title."""

    part: Document
    then: Then
    panel: Panel
    filters: Filters
    apart: str = ""

    @property
    def quoted(self) -> str:
        """Return its question as it was printed, in quotation marks."""
        return f"{text.quoted(self.part['title'])}{self.apart}"

    @cached_property
    def content(self) -> Content:
        """Return the panel answered today."""
        with self.then.speaking():
            return answer(self.panel, self.then.snapshot, self.filters)

    @cached_property
    def today(self) -> Document:
        """Return its rows as they would be frozen today, and its sentence."""
        with self.then.speaking(), no_hints():
            return {**tabled(self.content), "sentence": said(self.content)}

    @cached_property
    def came(self) -> set[str]:
        """Return the months asked for of which more has come since."""
        asked = dict(parse_qsl(self.part["query"].lstrip("?")))
        return self.then.came(self.part["sources"], span(asked["fra"], asked["til"]))


def keys_of(part: Document) -> list[str]:
    """Return the keys of a part's columns."""
    return [column["key"] for column in part["columns"]]


def rows_of(part: Document) -> list[Row]:
    """Return rows by their columns' keys; beside them how each is printed, and its level."""
    keys = keys_of(part)
    return [
        dict(zip(keys, row, strict=True)) | {"": dict(zip(keys, cells, strict=True)), "level": level}
        for row, cells, level in zip(part["rows"], part["cells"], part["levels"], strict=True)
    ]


def is_of(again: Again, row: Row, today: Row) -> bool:
    """Say that two rows are of the same time, and that the printed one was whole."""
    if any(row.get(name) != today.get(name) for name in PERIODS):
        return False
    return row.get("word") not in again.then.not_whole and row.get("month") not in again.came


def correction_of(
    kind: Kind, again: Again, by: list[str], rows: Sequence[Row], column: str, printed: str, today: str, step: str,
    turns: tuple[str, ...], words: str = "",
) -> Correction:  # fmt: skip
    """Return the correction of rows, whose columns `by` name them; of none it is of the part as a whole.

    Without `words` what it says is the column, how it was printed and is written today, and the step between them.
    """
    about = about_of(by, rows)
    told = [row["month"] for row in rows if is_month(str(row.get("month", "")))]
    asked_ = dict(parse_qsl(again.part["query"].lstrip("?")))
    first, last = (min(told), max(told)) if told else (asked_["fra"], asked_["til"])
    loads: tuple[Load, ...] = again.then.loads(again.part["sources"], first, last)
    of = ", ".join(each for each in (about, text.small(column) if column else "") if each)
    difference = f" ({step})" if step else ""
    words = words or text.prose(
        _(
            "{of}: trykt {printed}, i dag {today}{difference}.",
            of=text.capital(of),
            printed=printed,
            today=today,
            difference=difference,
        )
    )
    key, title = again.part["key"], f"{again.part['title']}{again.apart}"
    return Correction(kind, key, title, about, column, printed, today, step, words, loads, turns)


def about_of(by: list[str], rows: Sequence[Row]) -> str:
    """Name the rows of a correction; of many months the first and the last."""
    if by == ["month"] and len(rows) > MOST_LISTED:
        return _("{first} til {last}", first=rows[0][""]["month"], last=rows[-1][""]["month"])
    named = [", ".join(str(row[""][name]) for name in by) for row in rows]
    if len(named) > MOST_LISTED:
        return _("{several} og {n} andre", several="; ".join(named[:MOST_LISTED]), n=len(named) - MOST_LISTED)
    return "; ".join(named)
