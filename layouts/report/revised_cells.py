"""Which cells of an edition's panels a revision prints otherwise: of which row, in which column, and how it was."""

from collections.abc import Iterator
from typing import Any

from data_access.editions import forms
from layouts.report.change import Document
from layouts.report.corrected_again import about_of, keys_of, rows_of
from layouts.report.corrected_parts import identity
from layouts.report.corrected_rows import DERIVED
from vocabulary import text
from vocabulary.language import _, ngettext

MOST_LISTED = 5  # cells, and rows, of a panel that are told each
Row = dict[str, Any]


def changed(now: Document, was: Document) -> Iterator[str]:
    """Say of the panels of both which cells are others, and which rows there are in the one only."""
    printed, apart = {part["key"]: part for part in forms.parts(was)}, forms.apart(now)
    for part in forms.parts(now):
        if part["key"] in printed:
            title = f"{text.quoted(part['title'])}{apart[part['key']]}"
            yield from _of_panel(title, part, printed[part["key"]])


def _of_panel(title: str, now: Document, was: Document) -> Iterator[str]:
    by = identity(now)
    here, there = _by_name(now, by), _by_name(was, by)
    is_named = {*by} <= {*keys_of(was)}  # another version of Pejling may have given the panel other columns
    if not is_named or len(here) < len(now["rows"]) or len(there) < len(was["rows"]):
        if _printed(now) != _printed(was):
            yield _("{title}: tabellen har andre rækker.", title=title)
        return
    both = [name for name in here if name in there]
    # What is worked out of all of its months is told where they are.
    columns = [each for each in now["columns"] if each["key"] not in (*DERIVED, *by)]
    found = [told for name in both for told in _cells(title, by, columns, here[name], there[name])]
    yield from found[:MOST_LISTED]
    if (more := len(found) - MOST_LISTED) > 0:
        yield ngettext(
            "{title}: og {n} felt til i tabellen.",
            "{title}: og {n} felter til i tabellen.",
            more,
            title=title,
            n=text.number(more),
        )
    new, gone = ([rows[name] for name in rows if name not in both] for rows in (here, there))
    if new:
        yield _("{title}, kommet til: {rows}.", title=title, rows=about_of(by, new))
    if gone:
        yield _("{title}, ikke længere med: {rows}.", title=title, rows=about_of(by, gone))


def _by_name(part: Document, by: list[str]) -> dict[tuple[Any, ...], Row]:
    return {tuple(row.get(name) for name in by): row for row in rows_of(part)}


def _printed(part: Document) -> list[list[str]]:
    own = [place for place, column in enumerate(part["columns"]) if column["key"] not in DERIVED]
    return [[row[place] for place in own] for row in part["cells"]]


def _cells(title: str, by: list[str], columns: list[Document], now: Row, was: Row) -> Iterator[str]:
    """Say which cells of a row are printed otherwise."""
    for column in columns:
        shown, before = now[""][column["key"]], was[""].get(column["key"])
        if before is not None and shown != before:
            of = f"{about_of(by, [now])}, {text.small(column['label'])}"
            # An abbreviation has its own full stop.
            own = {"shown": shown.rstrip("."), "before": before.rstrip(".")}
            yield _("{title}, {of}: {shown}. Før: {before}.", title=title, of=of, **own)
