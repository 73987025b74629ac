"""What of a file's rows is no data, what makes two of them the same, and which of them is the newest."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from data_access.imports.drafting.column import Column, quoted
from data_access.imports.drafting.names import CANCELLED, KEYS, NEWEST, TOTALS, likeness
from data_access.imports.drafting.values import plain_word
from data_access.imports.kinds.field import Kind

_IN_COLUMNS = 4  # of the first so many columns one says that a row is a sum
_MOST_NOTES = 6
_MOST_COMBINED = 12  # columns that a key is looked for among
_MOST_STATES = 30  # that a case can be in
_COUNTED = re.compile(r"(?:averages?|sums?|totals?) of \d+ \w+")
_SUM_OF = re.compile(r"(.+) (?:i alt|ialt|total|subtotal|sum)|(?:i alt|ialt|total|subtotal|sum|sum af) (.+)")
_NUMBER = re.compile(r"[-+]?[\d.,\s]*\d ?%?")
_MEASURED = re.compile(r"[\d.,]+ ?(?:%|[a-zA-Zµ]{1,7}\.?)")  # a number with its unit
Row = Sequence[Any]


@dataclass(frozen=True)
class Apart:
    """Rows that are no data: by the place of the column that says so, its words."""

    totals: Mapping[int, tuple[str, ...]]
    notes: Mapping[int, tuple[str, ...]]


def data_of(rows: Sequence[list[Any]], width: int) -> tuple[list[list[Any]], Apart]:
    """Return the rows that are data, and what the others are known by."""
    totals: dict[int, list[str]] = {}
    notes: dict[int, list[str]] = {}
    kept = []
    named = [{plain_word(str(row[at])) for row in rows if at < len(row)} for at in range(_IN_COLUMNS)]
    below = _below_headings(rows)
    for number, row in enumerate(rows):
        filled = [at for at, cell in enumerate(row) if cell not in (None, "") and str(cell).strip()]
        total = next((at for at in filled if at < _IN_COLUMNS and _is_total(str(row[at]), named[at])), None)
        if not filled:
            continue
        if number == 0 and below is not None:
            notes.setdefault(below, []).append(str(row[below]).strip())
            continue
        if total is not None and len(filled) > 1:
            totals.setdefault(total, []).append(str(row[total]).strip())
        elif width > 2 and len(filled) == 1 and _is_number(row[filled[0]]):
            # A sum without a word: known by what it does not say, as its number can be another row's as well.
            totals.setdefault(0 if filled[0] else 1, []).append("")
        elif width > 2 and len(filled) == 1 and isinstance(row[filled[0]], str):
            notes.setdefault(filled[0], []).append(row[filled[0]].strip())
        else:
            kept.append(row)
    for place, words in totals.items():
        if any(place >= len(row) or row[place] in (None, "") for row in kept):
            totals[place] = [word for word in words if word]
    return kept, Apart(_each_once(totals), _each_once(notes))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or bool(_NUMBER.fullmatch(str(cell).strip()))


def _is_total(cell: str, others: Collection[str]) -> bool:
    """Say that a cell says that its row is a sum: of all, or of what the others in its column are."""
    word = plain_word(cell)
    if word in TOTALS or _COUNTED.fullmatch(word):
        return True
    of = _SUM_OF.fullmatch(word)
    return of is not None and (of[1] or of[2]) in others


def _below_headings(rows: Sequence[list[Any]]) -> int | None:
    """Return the column by which the first row is known where it is a second row of headings, below merged ones.

    It has words alone, and in a column where all others have numbers.
    """
    if len(rows) < 3 or not all(isinstance(cell, str) for cell in rows[0] if cell is not None):
        return None
    for at, cell in enumerate(rows[0]):
        later = [row[at] for row in rows[1:] if at < len(row) and row[at] not in (None, "")]
        if cell and not _has_digit(cell) and len(later) > 1 and all(map(_has_digit, later)):
            # A word that stands for nothing is no heading.
            return at if len(cell) > 2 and rows[0][0] in (None, "") else None
    return None


def _has_digit(cell: Any) -> bool:
    return any(map(str.isdigit, str(cell)))


def cancelled(columns: Sequence[Column]) -> Iterator[str]:
    """Return what leaves cases out that were cancelled: nobody is to solve them, and open they would be for ever."""
    for column in columns:
        words = [word for word in column.words if plain_word(word) in CANCELLED]
        if words and len(column.words) <= _MOST_STATES:
            yield "\n[[leave_out]]  # TVIVL: aflyste sager er hverken løst eller åbne"
            yield f"column = {column.written}"
            yield f"is = [{', '.join(map(quoted, words))}]"
            return


def _each_once(found: Mapping[int, Sequence[str]]) -> dict[int, tuple[str, ...]]:
    return {place: tuple(dict.fromkeys(words)) for place, words in found.items() if words}


def left_out(apart: Apart, columns: Sequence[Column]) -> Iterator[str]:
    """Return the tables of what is left out."""
    for words_by_place, why in ((apart.totals, "summer"), (apart.notes, "noter under eller over tallene")):
        for place, words in words_by_place.items():
            if place >= len(columns):
                continue
            yield f"\n[[leave_out]]  # {why}"
            yield f"column = {columns[place].written}"
            yield f"is = [{', '.join(map(quoted, words[:_MOST_NOTES]))}]"
            if len(words) > _MOST_NOTES:
                yield f"# TVIVL: der er {len(words) - _MOST_NOTES} andre; står de i en kolonne for sig, så brug den."


def newest_of(columns: Sequence[Column]) -> Column | None:
    """Return the column that says which of two rows of a thing is the newest."""
    named = [(likeness(each.name, NEWEST), -each.place, each) for each in columns if each.is_full]
    told = [each for each in named if each[0] >= 80 and (each[2].is_number or each[2].time_form is not None)]
    return max(told, key=lambda each: each[:2])[2] if told else None


def key_of(
    columns: Sequence[Column], found: Mapping[str, Column], rows: Sequence[Row]
) -> tuple[list[Column], bool]:
    """Return the columns that together are different in all of the rows, and whether that is more than a guess."""
    values = {
        column.place for name, column in found.items() if name in ("seconds", "wait_seconds", "talk_seconds")
    }
    has_headings = any(each.heading for each in columns)
    able = [
        each
        for each in columns
        if (each.heading or not has_headings)
        and len(each.filled)
        and each.place not in values
        and not all(map(_MEASURED.fullmatch, each.words))
    ]
    single = [each for each in able if each.is_unique and (_is_key(each) or each.time_form is None)]
    for each in sorted(single, key=lambda each: (not _is_key(each), each.is_number, each.place)):
        if (_is_key(each) or not each.is_number) and _is_unique([each], rows):
            return [each], _is_key(each)
    ordered = sorted(able, key=lambda each: (not _is_key(each), each.time_form is None, each.place))[
        :_MOST_COMBINED
    ]
    for size in (2, 3, 4):
        for several in combinations(ordered, size):
            if _differ(several) and _is_unique(several, rows):
                return sorted(several, key=lambda each: each.place), all(map(_is_key, several))
    return able, False


def _is_key(column: Column) -> bool:
    return likeness(column.name, KEYS) >= 80 or bool(re.search(r"(?:^| )(?:id|nr|guid|uuid)$", column.name))


def _differ(columns: Sequence[Column]) -> bool:
    """Say that the columns together are different in the rows that were looked at closely."""
    cells = list(zip(*(map(str, column.cells) for column in columns), strict=True))
    return len(cells) == len(set(cells)) > 1


def _is_unique(columns: Sequence[Column], rows: Sequence[Row]) -> bool:
    places = [column.place for column in columns]
    seen = {tuple(str(row[at]) if at < len(row) else "" for at in places) for row in rows}
    return len(seen) == len(rows)


def is_repeated(kind: Kind, found: Mapping[str, Column]) -> bool:
    """Say that several rows are of the same case."""
    number = found.get("number")
    return kind.name == "cases" and number is not None and len(number.words) < len(number.filled)
