"""A word of a mapping is followed, or it is refused: every mixture of them is held to a small reading of its own."""

import csv
import io
from collections.abc import Callable, Mapping
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
from data_access.imports.mapping.levels import LEVEL_WORDS, known_of, level_clashes, levels_as_table
from data_access.imports.mapping.words import COMPUTED, KNOWN, WAYS, WORDS, as_table
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import Table, read_table
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.fields import Reading
from data_access.imports.rows.rejects import Rejects
from tests.tried import examples

DATABASES = ("sqlite",)  # what is read from a file is the same on any

pytestmark = pytest.mark.takes(5)


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


# --- Words outside the fields ------------------------------------------------------------------------------

STAFF = (
    '[fields.year]\ncolumn = "år"\n[fields.area]\ncolumn = "område"\n[fields.function]\ncolumn = "funktion"\n'
)
STAFF += '[fields.fte]\ncolumn = "antal"\n'
LEVEL_SAID: Mapping[str, tuple[str, str]] = {
    "source": ("", 'source = "personale"'), "about": ("", 'about = "prøve"'), "key": ("", 'key = ["område"]'),
    "newest_by": ("", 'newest_by = "nr"'), "nulls": ("", 'nulls = ["x"]'), "gaps": ("", "gaps = false"),
    "file_names": ("", 'file_names = ["f*"]'), "as_of_in_name": ("", 'as_of_in_name = "f_%Y%m%d"'),
    "leave_out": ("leave_out", 'column = "område"\nis = ["ud"]'), "keep": ("keep", 'column = "funktion"\nis = ["F"]'),
    "encoding": ("file", 'encoding = "windows-1252"'), "delimiter": ("file", 'delimiter = ";"'),
    "quote": ("file", 'quote = "\'"'), "member": ("file", 'member = "f.csv"'), "sheet": ("file", 'sheet = "Data"'),
    "header_row": ("file", "header_row = 2"), "transposed": ("file", "transposed = true"),
    "decimal": ("file", 'decimal = ","'), "zone": ("times", 'zone = "UTC"'),
    "doubled": ("times", 'doubled = "second"'), "skipped": ("times", 'skipped = "reject"'),
    "url_setting": ("database", 'url_setting = "KILDE"'), "query": ("database", 'query = "SELECT 1"'),
    "watermark": ("database", 'watermark = "nr"'), "first": ("database", 'first = "1"'),
    "overlap_minutes": ("database", "overlap_minutes = 1"),
}  # fmt: skip
ROWS = [("A", "F", "1,234"), ("ud", "F", "2,5"), ("B", "G", "3,5"), ("x", "F", "4,5"), ("C", "F", "x")]


def level_mapping(kind: str, words: set[str], fields: str) -> str:
    """Return a mapping with some words outside the fields."""
    tables: dict[str, list[str]] = {"": [f'kind = "{kind}"']}
    for word in sorted(words):
        table, line = LEVEL_SAID[word]
        tables.setdefault(table, []).append(line)
    parts = ["\n".join(tables.pop(""))]
    for table, lines in tables.items():
        parts.append(f"[[{table}]]" if table in ("keep", "leave_out") else f"[{table}]")
        parts += lines
    return "\n".join([*parts, fields])


def as_file(words: set[str], path: Path) -> None:
    """Write the rows in the way that the words say a file is written."""
    table = [["år", "område", "funktion", "antal", "nr"]]
    table += [["2015", *row, str(number)] for number, row in enumerate(ROWS)]
    if "header_row" in words:
        table.insert(0, [""] * 5)
        table[0][0] = "Udtræk"
    table = [list(column) for column in zip(*table, strict=True)] if "transposed" in words else table
    written = io.StringIO()
    quote, delimiter = "'" if "quote" in words else '"', ";" if "delimiter" in words else ","
    csv.writer(written, delimiter=delimiter, quotechar=quote, quoting=csv.QUOTE_ALL).writerows(table)
    path.write_bytes(written.getvalue().encode("windows-1252" if "encoding" in words else "utf-8"))


@settings(max_examples=examples(60))
@given(words=st.sets(st.sampled_from(sorted(LEVEL_SAID)), max_size=7))
def test_a_word_outside_the_fields_is_followed_or_refused(
    tmp_path_factory: pytest.TempPathFactory, words: set[str]
) -> None:
    try:
        mapping = mappings.read_mapping(level_mapping("staffing", words, STAFF), "p")
    except ImportFault:
        return
    if mapping.query is not None:
        # A query has neither a file nor a name.
        assert not words & {
            "file_names",
            "as_of_in_name",
            "delimiter",
            "quote",
            "sheet",
            "transposed",
            "member",
        }
        return
    path = tmp_path_factory.mktemp("w") / "f.csv"
    as_file(words, path)
    rejects = Rejects()
    table = read_table(opened(path, mapping.file.member), mapping.file, mapping.needed)
    found = pd.concat([Typer(mapping, table, {}, rejects).chunk(part).rows for part in table.parts()])
    rows = [row for row in ROWS if not ("leave_out" in words and row[0] == "ud")]
    rows = [row for row in rows if not ("keep" in words and row[1] != "F")]
    # An empty cell where one must stand, a number that is none, and one that can be a thousand times as much.
    rows = [row for row in rows if row[2] != "x" and not ("nulls" in words and row[0] == "x")]
    values = {row[0]: float(row[2].replace(",", ".")) for row in rows}
    assert dict(zip(found["area"], found["fte"], strict=True)) == values
    assert ("newest_by" in words) == found["_order"].notna().all()


@given(words=st.sets(st.sampled_from(sorted(LEVEL_SAID)), max_size=4), kind=st.sampled_from(sorted(KINDS)))
def test_what_says_nothing_of_a_kind_is_refused(words: set[str], kind: str) -> None:
    given_: dict[str, Any] = {"kind": kind}
    for word in words:
        table = LEVEL_SAID[word][0]
        (given_.setdefault(table, {}) if table in ("file", "times", "database") else given_)[word] = "x"
    clashes = " ".join(level_clashes(KINDS[kind], given_))
    if "key" in words:
        assert (f"key siger intet om {kind}" in clashes) == (kind not in ("calls", "samples"))
    if "gaps" in words:
        assert (f"gaps siger intet om {kind}" in clashes) == (not KINDS[kind].tells_gaps)
    if "zone" in words:
        assert (f"zone siger intet om {kind}" in clashes) == (kind not in ("calls", "cases", "samples"))


def test_where_the_clock_never_changes_nothing_is_said_of_changes() -> None:
    samples = (mappings.SHIPPED / "samples.toml").read_text("utf-8")
    with pytest.raises(ImportFault, match="uret stilles aldrig"):
        mappings.read_mapping(f'{samples}\n[times]\nzone = "UTC"\ndoubled = "second"\n', "p")
    with pytest.raises(ImportFault, match="tidszonen Mars/Olympus findes ikke"):
        mappings.read_mapping(f'{samples}\n[times]\nzone = "Mars/Olympus"\n', "p")
    assert mappings.read_mapping(f'{samples}\n[times]\nzone = "UTC"\n', "p").times.zone == "UTC"


def test_every_word_is_tried() -> None:
    # What unfold does to the columns has its own tests.
    assert {word.name for word in LEVEL_WORDS} == {*LEVEL_SAID, "kind", "fields", "unfold"}
    assert {word.name for word in WORDS} == set(OWN_WORDS)
    assert known_of("file") == {name for name, (table, _line) in LEVEL_SAID.items() if table == "file"} | {
        "unfold"
    }


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"zone"}, "zone siger intet om staffing"),
        ({"url_setting"}, "url_setting skal stå sammen med query"),
        ({"url_setting", "query", "overlap_minutes"}, "overlap_minutes skal stå sammen med watermark"),
        ({"url_setting", "query", "file_names"}, "file_names kan ikke stå sammen med"),
        ({"key"}, "key siger intet om staffing"),
    ],
)
def test_what_cannot_be_followed_is_said(words: set[str], told: str) -> None:
    with pytest.raises(ImportFault, match=told):
        mappings.read_mapping(level_mapping("staffing", words, STAFF), "p")


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


def test_the_documentation_has_the_same_tables() -> None:
    written = Path("docs/indlaesning.md").read_text("utf-8")
    assert as_table() in written
    assert levels_as_table() in written
