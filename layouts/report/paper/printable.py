"""Text as it can be printed: what the house's faces have a letter for, and nothing that hides, turns or overflows.

What no face has a letter for is printed as its code, `[U+1F600]`: a reader sees that something stood there, and which.
"""

import re
import struct
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final

FONTS: Final = Path(__file__).parent / "fonts"
LONGEST_WORD: Final = 30  # a longer one may be broken anywhere, so that it stays within its column
MOST_MARKS: Final = 2  # over or under one letter: more of them would run into the lines beside it
BREAK: Final = "\u200b"
_LONG = re.compile(rf"[^\s{BREAK}]{{{LONGEST_WORD + 1},}}")
_PART: Final = 15
_SPACES = re.compile(r"[ \t]+")


def printable(words: str) -> str:
    """Return one text as it can be printed; lines stay apart."""
    if not words.isascii() or not words.isprintable():
        words = _without(unicodedata.normalize("NFC", words))
    return _LONG.sub(_broken, words)


def everything(value: Any) -> Any:
    """Return plain values with each text in them as it can be printed."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: everything(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [everything(each) for each in value]
    return value


def paragraphs(words: str) -> list[str]:
    """Return the paragraphs of a text, which an empty line parts; a single line's end stays one."""
    parts = re.split(r"\n\s*\n", words.replace("\r\n", "\n").replace("\r", "\n"))
    return [part.strip() for part in parts if part.strip()]


def _broken(found: re.Match[str]) -> str:
    word = found.group()
    return BREAK.join(word[at : at + _PART] for at in range(0, len(word), _PART))


def _without(words: str) -> str:
    written: list[str] = []
    unknown: list[str] = []
    marks = 0
    for letter in words:
        kind = unicodedata.category(letter)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if (kind == "Cf" and letter != BREAK) or marks > MOST_MARKS or "\ufe00" <= letter <= "\ufe0f":
            continue
        if kind in ("Cc", "Zl", "Zp"):
            letter = "\n" if letter in "\n\u2028\u2029" else " "
        elif kind == "Zs" and letter not in " \u00a0\u202f":
            letter = " "
        if letter != "\n" and ord(letter) not in covered():
            unknown.append(f"U+{ord(letter):04X}")
            continue
        _flush(written, unknown)
        written.append(letter)
    _flush(written, unknown)
    return "".join(written)


def _flush(written: list[str], unknown: list[str]) -> None:
    if unknown:
        written.append(f"[{' '.join(unknown)}]")
        unknown.clear()


@cache
def covered() -> frozenset[int]:
    """Return the code points that every face has a letter for."""
    faces = [_covered_by(path.read_bytes()) for path in sorted(FONTS.glob("*.ttf"))]
    return frozenset.intersection(*faces)


def _covered_by(font: bytes) -> frozenset[int]:
    """Read a face's own table of which letters it has (OpenType `cmap`, form 12)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    for place in range(tables):
        tag, _sum, offset, _length = struct.unpack_from(">4sLLL", font, 12 + 16 * place)
        if tag == b"cmap":
            return _mapped(font, offset)
    raise ValueError("the face has no table of its letters")


def _mapped(font: bytes, start: int) -> frozenset[int]:
    for place in range(struct.unpack_from(">H", font, start + 2)[0]):
        at = start + struct.unpack_from(">L", font, start + 4 + 8 * place + 4)[0]
        if struct.unpack_from(">H", font, at)[0] == 12:
            groups = struct.unpack_from(">L", font, at + 12)[0]
            spans = [struct.unpack_from(">LL", font, at + 16 + 12 * each) for each in range(groups)]
            return frozenset(code for first, last in spans for code in range(first, last + 1))
    raise ValueError("the face has no table of its letters in the form that is read here")
