"""Finds how the letters of a text file are written."""

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import IO

BLOCK = 1 << 20
# The longer marks first: that of UTF-32 begins as that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# æ, ø and å within words, as Windows, DOS and old Macs write them. Only these tell: by the bytes of the capitals others
# write apostrophes and dashes, and by those of letters at the end of a word its footnote.
_WITHIN_WORDS = {
    "windows-1252": re.compile(rb"[A-Za-z][\xe6\xf8\xe5]"),
    "cp865": re.compile(rb"[A-Za-z][\x91\x9b\x86][A-Za-z]"),
    "mac-roman": re.compile(rb"[A-Za-z][\xbe\xbf\x8c][A-Za-z]"),
}
Stream = Callable[[], AbstractContextManager[IO[bytes]]]


def told_by(head: bytes) -> str:
    """Return the encoding that a file's first bytes tell of; '' where they do not.

    They do by a mark, or, without one, by the empty half that nearly every letter has in UTF-16.
    """
    for mark, name in MARKS:
        if head.startswith(mark):
            return name
    pairs = len(head) // 2
    if pairs < 4:
        return ""
    first, second = head[: 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    if second > 0.7 * pairs and first < 0.02 * pairs:
        return "utf-16-le"
    return "utf-16-be" if first > 0.7 * pairs and second < 0.02 * pairs else ""


def find_encoding(stream: Stream) -> str:
    """Return the encoding: what the beginning tells, or UTF-8 if all of it is, or else what the letters tell."""
    with stream() as file:
        head = file.read(1 << 12)
    if told := told_by(head):
        return told
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(stream):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "utf-8" if _is_mostly_utf8(stream) else _of_one_byte(stream)
    return "utf-8"


def _of_one_byte(stream: Stream) -> str:
    """Return Windows-1252, or, where no word has æ, ø or å by that, another in which words have them."""
    counts = dict.fromkeys(_WITHIN_WORDS, 0)
    for block in _blocks(stream):
        for name, letters in _WITHIN_WORDS.items():
            counts[name] += len(letters.findall(block))
    # Of several that are found as often, the first.
    return "windows-1252" if counts["windows-1252"] else max(counts, key=lambda name: counts[name])


def _is_mostly_utf8(stream: Stream) -> bool:
    """Say that more letters are written in UTF-8 than are broken: one that was cut in half is one row's fault."""
    decoder, whole, broken = codecs.getincrementaldecoder("utf-8")("replace"), 0, 0
    for block in _blocks(stream):
        letters = decoder.decode(block)
        lost = letters.count("\ufffd")
        broken += lost
        whole += len(letters) - len(letters.encode("ascii", "ignore")) - lost
    return whole > broken


def _blocks(stream: Stream) -> Iterator[bytes]:
    with stream() as file:
        while block := file.read(BLOCK):
            yield block
