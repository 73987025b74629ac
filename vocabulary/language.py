"""The language that a request is answered in: Danish, in which the program is written, or English.

A text is wrapped where it is used (`_("{n} sager", n=3)`), or marked where it is declared (`N_("Måned")`) and
wrapped where it is shown. The catalogue of the other language is `words/en/pejling.po`; what it lacks stays
Danish, and a test holds that it lacks nothing.
"""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Final, Literal, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
DEFAULT: Final[Language] = "da"
LOCALES: Final[dict[Language, str]] = {"da": "da_DK", "en": "en_GB"}
CATALOGUES = Path(__file__).parent / "words"

_spoken: ContextVar[Language] = ContextVar("language", default=DEFAULT)


def current() -> Language:
    """Return the language that is spoken now."""
    return _spoken.get()


def locale() -> str:
    """Return the locale by which numbers and dates are written now."""
    return LOCALES[_spoken.get()]


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language until the end of the block."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


def named(value: str) -> Language | None:
    """Return the language of that code, if it is one of ours."""
    return next((language for language in LANGUAGES if language == value), None)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a Danish text that is shown elsewhere, and so translated there."""
    return message


def _(message: str, /, **values: object) -> str:
    """Say a Danish text in the language spoken now, with the values filled in at their names."""
    spoken = _spoken.get()
    said = _catalogue(spoken).gettext(message) if message and spoken != DEFAULT else message
    return said.format(**values) if values else said


def ngettext(one: str, many: str, n: float, /, **values: object) -> str:
    """Say the text for one thing or the text for several, in the language spoken now."""
    return _catalogue(_spoken.get()).ngettext(one, many, 1 if n == 1 else 2).format(**values)


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    if language == DEFAULT:
        return gettext.NullTranslations()
    # Compiled here, so that the text file alone is what there is to keep.
    with (CATALOGUES / language / "pejling.po").open("rb") as file:
        catalogue = read_po(file, locale=LOCALES[language])
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
