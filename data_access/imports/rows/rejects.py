"""Rows that cannot be right: each with its line, column, value and reason, in a file; and counted by reason."""

import csv
import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from data_access.imports.reading.cells import Percent

# Of a file that is wrong from end to end, so many lines say enough.
MOST_WRITTEN = 100_000
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Reject:
    """One thing wrong with one row; the value is whole, as the file has it."""

    line: int
    column: str
    value: str
    reason: str


@dataclass
class Rejects:
    """Collects what is wrong with a file's rows; `path` is where they are written, if anywhere."""

    path: Path | None = None
    # What a row is counted by, as the sender sees it: a table on its side has its rows in columns.
    counted: str = "linje"
    rows: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, Reject] = field(default_factory=dict)
    # Values that are not known, by column: each with how often it stands in the file.
    unknown: dict[str, Counter[str]] = field(default_factory=dict)
    # The lines that were rejected, as far as they are few enough to be loaded at all.
    lines: set[int] = field(default_factory=set)
    # Tells the columns and cells of the key of a row on a line, of those that are being loaded.
    key_of: Callable[[int], tuple[str, tuple[Any, ...]]] = lambda _line: ("", ())
    _file: IO[str] | None = None
    _written: int = 0

    def add(self, found: Iterable[Reject]) -> None:
        """Take what is wrong with some rows, one thing of each: a line can be several rows."""
        lines = set()
        for each in found:
            self.rows += 1
            lines.add(each.line)
            self.reasons[each.reason] += 1
            self.examples.setdefault(each.reason, each)
            self._write(each)
        if len(self.lines) < MOST_WRITTEN:
            self.lines |= lines

    def add_unknown(self, column: str, values: Mapping[str, int]) -> None:
        """Count values of a column that are not known."""
        self.unknown.setdefault(column, Counter()).update(values)

    def _write(self, each: Reject) -> None:
        if self.path is None or self._written >= MOST_WRITTEN:
            return
        if self._file is None:
            self._file = self._part.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file, delimiter=";").writerow(
                [self.counted if self.counted == "linje" else "nummer", "kolonne", "værdi", "grund"]
            )
        safe = [
            f"'{word}" if word.lstrip().startswith(_FORMULA) else word for word in (each.column, each.value)
        ]
        csv.writer(self._file, delimiter=";").writerow([each.line, *safe, each.reason])
        self._written += 1

    @property
    def _part(self) -> Path:
        if self.path is None:
            raise ValueError("rejects are not written")
        return self.path.with_name(self.path.name + ".del")

    def close(self) -> None:
        """Put the file in its place, whole; without rejects there is none, nor one of an earlier time."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._part.replace(self.path or self._part)
        elif self.path is not None and not self.rows:
            self.path.unlink(missing_ok=True)

    def commonest(self, number: int = 3) -> list[tuple[str, int, Reject]]:
        """Return the reasons that occur most, each with its count and an example."""
        return [(reason, count, self.examples[reason]) for reason, count in self.reasons.most_common(number)]


def nearest(value: str, known: Iterable[str]) -> str:
    """Return what is known that the value is most like; '' when nothing is like it."""
    folded = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(value.casefold(), folded, 1, 0.5)
    return folded[found[0]] if found else ""


def whole(value: Any) -> str:
    """Return a value as the file has it, of several cells all of them."""
    if isinstance(value, tuple):
        return " og ".join(map(whole, value))
    return "" if value is None else _written(value).encode("utf-8", "replace").decode()


def shown(value: Any) -> str:
    """Return a value as a message quotes it."""
    words = whole(value)
    return words if len(words) <= 80 else words[:80] + "…"


def _written(value: Any) -> str:
    """Write a cell as its reader sees it in a Danish sheet."""
    if isinstance(value, bool):
        return "SAND" if value else "FALSK"
    if isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if value.time() == time() else f"{value:%d-%m-%Y %H:%M:%S}"
    if isinstance(value, timedelta):
        minutes, seconds = divmod(abs(round(value.total_seconds())), 60)
        return f"{'-' if value < timedelta() else ''}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(value, float):
        sign = " %" if isinstance(value, Percent) else ""
        return f"{value:.9f}".rstrip("0").rstrip(".").replace(".", ",") + sign
    return str(value)
