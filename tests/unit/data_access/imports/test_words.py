"""A word of a field is followed, or it is refused: every mixture of them is held to a small reading of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.words import COMPUTED, KNOWN, WAYS, WORDS, as_table
from data_access.imports.reading.table import Table
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.fields import Reading
from data_access.imports.rows.rejects import Rejects
from tests.tried import examples

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(3)


class Things:
    """Things that rows refer to: one that is known, and those that are made."""

    names = ("mail",)

    def find(self, word: str) -> int | None:
        return 1 if word == "mail" else None

    def make(self, word: str) -> int:
        assert word != "mail"
        return 2

    def told(self, _column: str) -> dict[int, Any]:
        return {}


@dataclass(frozen=True)
class Case:
    """A field of each type: three words that it can read, and what they are read as."""

    kind: str
    field: str
    good: tuple[str, str, str]
    read: Callable[[str, set[str]], Any]


def _time(word: str) -> pd.Timestamp:
    return pd.Timestamp(datetime.strptime(word, "%Y-%m-%d %H:%M"))  # noqa: DTZ007 - a time on the wall


def _moment(word: str, _words: set[str]) -> Any:
    return _time(word).tz_localize("Europe/Copenhagen").tz_convert("UTC").tz_localize(None)


def _number(word: str, _words: set[str]) -> float:
    return float(word.replace(",", "."))


def _one_of(*choices: str) -> Callable[[str, set[str]], str]:
    def read(word: str, _words: set[str]) -> str:
        return {choice: choice for choice in choices}[word.casefold()]

    return read


CASES = {
    "text": Case("projects", "phase", ("A", "B", "C"), lambda word, _words: word),
    "choice": Case("cases", "priority", ("critical", "high", "medium"), _one_of("critical", "high", "medium")),
    "flag": Case(
        "cases", "first_contact", ("ja", "nej", "1"), lambda word, _w: {"ja": True, "1": True, "nej": False}[word]
    ),
    "moment": Case(
        "cases", "closed_at", ("2015-04-13 09:00", "2015-05-13 09:00", "2015-06-13 09:00"), _moment
    ),
    "day": Case(
        "projects", "expected_end", ("2015-04-13 09:00", "2015-05-13 09:00", "2015-06-13 09:00"),
        lambda word, _words: _time(word).normalize()),
    "month": Case(
        "projects", "month", ("2015-04-13 09:00", "2015-05-13 09:00", "2015-06-13 09:00"),
        lambda word, _words: str(_time(word))[:7]),
    "period": Case(
        "call-totals", "period", ("2015-04-13 09:00", "2015-05-13 09:00", "2015-06-13 09:00"),
        lambda word, words: str(_time(word))[:7 if "grain" in words else 10]),
    "whole": Case("call-totals", "outside", ("10", "20", "30"), _number),
    "number": Case("projects", "budget_mio_dkk", ("10", "2,5", "3"), _number),
    "share": Case("targets", "value", ("10", "2,5", "3"), _number),
    "seconds": Case("calls", "wait_seconds", ("10", "2,5", "3"), _number),
    "reference": Case("cases", "system", ("mail", "ny", "anden"),
        lambda word, words: 1 if word == "mail" else {True: 2}["create" in words]),
}  # fmt: skip


def said(case: Case) -> dict[str, str]:
    """Return what stands of a field for each of the words."""
    good, other, third = case.good
    return {
        "column": 'column = "a"', "value": f'value = "{good}"', "join": 'join = ["a", "b"]', "sum": 'sum = ["a", "b"]',
        "difference": 'difference = ["a", "b"]', "product": 'product = ["a", "b"]', "nulls": 'nulls = ["?"]',
        "values": f'values = {{ "ti" = "{good}", "intet" = "" }}', "other": f'other = "{other}"', "is": 'is = ["ti"]',
        "empty": f'empty = "{third}"', "unreadable": 'unreadable = "empty"', "format": 'format = "%Y-%m-%d %H:%M"',
        "grain": 'grain = "month"', "decimal": 'decimal = ","', "scale": "scale = 2", "share": 'share = "fraction"',
        "separator": 'separator = "-"', "create": "create = true",
    }  # fmt: skip


def mapping_of(case: Case, words: set[str], way: str) -> str:
    """Return a mapping whose other fields that must be there stand in one column."""
    kind = KINDS[case.kind]
    told = "\n".join(said(case)[each] for each in sorted({*words, *({way} - {"either"})}))
    told += '\ncolumn = ["a", "b"]' if way == "either" else ""
    needed = [
        field.name for field in kind.fields if (field.required or field.named) and field.name != case.field
    ]
    others = "".join(f'[fields.{name}]\ncolumn = "id"\n' for name in needed)
    key = 'key = ["id"]\n' if case.kind == "calls" else ""
    return f'kind = "{case.kind}"\n{key}{others}[fields.{case.field}]\n{told}\n'


def reading(case: Case, mapping: Any, cells: tuple[str, str]) -> Reading:
    things: Any = {name: Things() for name in ("systems", "desks", "sites", "projects")}
    typer = Typer(mapping, Table(("id", "a", "b"), "", ",", []), things, Rejects())
    columns = Columns(np.array([1]), [[each] for each in ("1", *cells)], typer.places, typer.nulls)
    return typer.fields.read(mapping.kind.field(case.field), columns, np.ones(1, dtype=bool))


def meaning(word: str | None, case: Case, words: set[str]) -> str | None:
    """Say what a word of the file means by the words of the mapping."""
    good, other, third = case.good
    if word is not None and "is" in words:
        word = "ja" if word == "ti" else "nej"
    elif word is not None and "values" in words and word in ("ti", "intet"):
        word = good if word == "ti" else None
    elif word is not None and "other" in words:
        word = other
    return third if word is None and "empty" in words else word


def expected(case: Case, words: set[str], way: str, cells: tuple[str, str]) -> Any:
    """Read a field the slow way; ValueError or KeyError where it cannot be read."""
    if way == "value":
        return case.read(case.good[0], words)
    told = [None if not cell or (cell == "?" and "nulls" in words) else cell for cell in cells]
    scale = 100.0 if "share" in words and way != "product" else 2.0 if "scale" in words else 1.0
    if way in COMPUTED and "format" in words:
        raise ValueError(cells)  # which are no times
    if way in COMPUTED:
        meant = [meaning(cell, case, words) for cell in told]
        if None in meant:
            return None
        first, second = (case.read(str(each), words) for each in meant)
        return {"sum": first + second, "difference": first - second, "product": first * second}[way] * scale
    if way == "join":
        word = None if None in told else ("-" if "separator" in words else " ").join(map(str, told))
    else:
        word = told[0] if way == "column" or told[0] is not None else told[1]
    found = meaning(word, case, words)
    value = None if found is None else case.read(found, words)
    return value * scale if isinstance(value, float) else value


def _fits(field: Any, value: float, way: str) -> bool:
    is_whole = field.type != "whole" or way == "product" or not value % 1
    return bool(is_whole and field.least <= value <= field.most)


OWN_WORDS = [each for each in KNOWN if each not in WAYS]


@pytest.mark.parametrize("name", CASES)
def test_a_word_is_followed_or_refused(name: str) -> None:
    case = CASES[name]
    cell = st.sampled_from([*case.good, "ti", "intet", "?", "", "uventet"])

    @settings(max_examples=examples(60))
    @given(
        way=st.sampled_from([*WAYS, "either"]),
        words=st.sets(st.sampled_from(OWN_WORDS), max_size=5),
        cells=st.tuples(cell, cell),
    )
    def follows(way: str, words: set[str], cells: tuple[str, str]) -> None:
        try:
            mapping = mappings.read_mapping(mapping_of(case, words, way), "p")
        except ImportFault:
            return
        read = reading(case, mapping, cells)
        field = mapping.kind.field(case.field)
        try:
            value = expected(case, words, way, cells)
        except (ValueError, KeyError):
            assert read.bad[0] or "unreadable" in words
            return
        if isinstance(value, float) and not _fits(field, value, way):
            assert read.bad[0] or "unreadable" in words
        elif value is None:
            assert read.bad[0] == field.required
            assert read.values[0] == field.default or pd.isna(read.values[0])
        else:
            assert not read.bad[0], read.reasons
            assert read.values[0] == value

    follows()


def test_every_word_is_tried() -> None:
    assert {word.name for word in WORDS} == set(OWN_WORDS)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('nulls = ["ti"]\nvalues = { "ti" = "A" }', "nulls siger, at „ti“ er tomt"),
        ('format = ["unix", "%Y"]', "stå"),
    ],
)
def test_two_words_for_one_thing_are_refused(words: str, told: str) -> None:
    mapping = f'kind = "projects"\n[fields.project]\ncolumn = "a"\n[fields.month]\ncolumn = "b"\n{words}\n'
    with pytest.raises(ImportFault, match=told):
        mappings.read_mapping(f'{mapping}[fields.light]\ncolumn = "c"\n', "p")


def test_the_documentation_has_the_same_table() -> None:
    assert as_table() in Path("docs/indlaesning.md").read_text("utf-8")
