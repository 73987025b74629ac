"""A word of a mapping that stands outside its fields is followed, or it is refused."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.imports.faults import ImportFault
from data_access.imports.kinds.catalogue import KINDS
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.levels import LEVEL_WORDS, known_of, level_clashes, levels_as_table
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import read_table
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.rejects import Rejects
from tests.tried import examples

pytestmark = pytest.mark.takes(2)

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


def test_every_word_outside_the_fields_is_tried() -> None:
    # What unfold does to the columns has its own tests.
    assert {word.name for word in LEVEL_WORDS} == {*LEVEL_SAID, "kind", "fields", "unfold"}
    assert known_of("file") == {name for name, (table, _line) in LEVEL_SAID.items() if table == "file"} | {
        "unfold"
    }


def test_the_documentation_has_the_same_table() -> None:
    assert levels_as_table() in Path("docs/indlaesning.md").read_text("utf-8")
