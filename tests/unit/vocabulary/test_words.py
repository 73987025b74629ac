"""The English catalogue lacks nothing, and no Danish text goes past it."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from vocabulary import language
from vocabulary.language import CATALOGUES, LOCALES, N_, _, ngettext
from vocabulary.metrics import UNIT_WORDS, Unit

pytestmark = pytest.mark.takes(6)

ROOT = Path(__file__).parents[3]
FOLDERS = ("vocabulary", "dashboard", "layouts", "callbacks", "data_access")
# The command line and the faults of settings speak Danish only, and the demonstration's texts are data.
SILENT = (
    "dashboard/commands/",
    "dashboard/cli.py",
    "dashboard/setting",
    "data_access/imports/",
    "dashboard/gunicorn_config.py",
    "data_access/demo/",
    "data_access/migrations/",
    "layouts/figures/vector/inter.py",  # how wide each letter is
)
MARKERS = ("_", "N_", "ngettext")
DANISH = re.compile("[æøåÆØÅ„]")
# Not texts: the letters that addresses spell otherwise, and the quotation marks' own message.
LETTERS = {"æ", "ø", "å"}
PLACEHOLDER = re.compile(r"%?\{(\w+)\}")

Key = str | tuple[str, ...]


def files() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


@cache
def extracted() -> dict[Key, None]:
    """Return the messages that the extractor finds, as `make words` does."""
    found: dict[Key, None] = {}
    for folder in FOLDERS:
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / folder, keywords=DEFAULT_KEYWORDS
        ):
            found[message if isinstance(message, str) else tuple(message)] = None
    return found


@cache
def catalogue() -> dict[Key, Message]:
    with (CATALOGUES / "en" / "pejling.po").open("rb") as file:
        read: Catalog = read_po(file, locale=LOCALES["en"], abort_invalid=True)
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): message
        for message in read
        if message.id
    }


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def forms(said: Any) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_every_message_is_in_the_catalogue_and_no_other() -> None:
    assert extracted().keys() == catalogue().keys(), "run `make words`, and translate what is new"


def test_every_message_is_translated() -> None:
    said = {key: [] if each.fuzzy else forms(each.string) for key, each in catalogue().items()}
    assert [key for key, words in said.items() if not words or not all(words)] == []


def test_every_translation_has_the_same_placeholders() -> None:
    for key, message in catalogue().items():
        assert len(forms(message.string)) == len(forms(message.id)), key
        for form, told in zip(forms(message.string), forms(message.id), strict=True):
            assert placeholders(form) == placeholders(told), key  # of one thing its number may be left unsaid
            assert not DANISH.search(form), key


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKERS:
            yield node


def test_the_extractor_sees_every_message() -> None:
    """A message within the braces of an f-string is one that it does not see."""
    known = {form for key in extracted() for form in forms(key)}
    for file in files():
        for call in calls(tree_of(file)):
            texts = [each.value for each in call.args[:2] if isinstance(each, ast.Constant)]
            for text in (each for each in texts if isinstance(each, str)):
                assert text in known, f"{file.relative_to(ROOT)}:{call.lineno}: {text}"


def said_in_danish(file: Path) -> Iterator[str]:
    """Tell of each Danish text of a file that no translator is asked for."""
    tree = tree_of(file)
    if not any(isinstance(node, ast.Constant) and is_danish(node.value) for node in ast.walk(tree)):
        return
    marked = {id(each) for call in calls(tree) for each in ast.walk(call)}
    described = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    # What a type lists, and what a unit is compared with, says nothing.
    keys = {
        id(each)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript | ast.Compare)
        for each in ast.walk(node)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and is_danish(node.value)
            and id(node) not in marked | described | keys
        ):
            yield f"{file.relative_to(ROOT)}:{node.lineno}: {node.value}"


def is_danish(value: object) -> bool:
    return isinstance(value, str) and value not in LETTERS | set(UNIT_WORDS) and bool(DANISH.search(value))


def test_no_danish_text_goes_past_the_catalogue() -> None:
    """All files in one walk, and all that is wrong told together."""
    heard = [each for each in files() if not str(each.relative_to(ROOT)).startswith(SILENT)]
    assert len(heard) > 300
    found = [fault for each in heard for fault in said_in_danish(each)]
    assert not found, "\n".join(found)


def test_every_unit_has_its_word() -> None:
    assert set(get_args(Unit)) - {"%"} == set(UNIT_WORDS)


def test_a_text_is_said_in_the_language_that_is_spoken() -> None:
    message = N_("Måned")
    assert _(message) == "Måned"
    with language.speaking("en"):
        assert _(message) == "Month"
        assert ngettext("{n} dag", "{n} dage", 1, n=1) == "1 day"
        assert ngettext("{n} dag", "{n} dage", 2, n=2) == "2 days"
    assert ngettext("{n} dag", "{n} dage", 2, n=2) == "2 dage"


def test_nothing_to_say_is_nothing() -> None:
    """An empty message is the catalogue's own header to gettext."""
    with language.speaking("en"):
        assert _("") == ""
