"""The XML of a workbook as a stream, rewritten before it is parsed: most of what a styled sheet says is nothing."""

import io
import re
from collections.abc import Callable
from typing import IO, Any

BLOCK = 1 << 18
# A row longer than this is no row: what comes is handed on as it is.
LONGEST = 1 << 26
# A row shorter than this is parsed as soon as it is looked through.
SHORT = 4096
# What a cell has that holds anything: a value, a text, or a formula.
_HELD = (b"</v>", b"</is>", b"</f>", b"<f>", b"<f ")
# Cells that have a style and nothing else, up to one that says its place itself, or to the end of the row.
_BLANKS = re.compile(
    rb'(?:<(?:x:)?+c r="[A-Z]{1,3}+\d{1,7}+"(?: [a-z]++="\w*+")*+(?: ?+/>|></(?:x:)?+c>)\s*+)+'
    rb'(?=<(?:x:)?c r="|</(?:x:)?row>)'
)
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/main",
        b"http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
)


class Rewritten(io.RawIOBase):
    """A stream whose bytes have been through a function, in parts that end where `ends` stands."""

    def __init__(self, source: IO[bytes], rewrite: Callable[[bytes], bytes], ends: bytes) -> None:
        self.source, self.rewrite, self.ends = source, rewrite, ends
        self._raw, self._ready = b"", b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes: so many, or all."""
        while size < 0 or len(self._ready) < size:
            block = self.source.read(BLOCK)
            self._raw += block
            at = len(self._raw) if not block or len(self._raw) > LONGEST else self._raw.rfind(self.ends)
            if at > 0:
                self._ready += self.rewrite(self._raw[:at])
                self._raw = self._raw[at:]
            if not block:
                break
        given, self._ready = (self._ready, b"") if size < 0 else (self._ready[:size], self._ready[size:])
        return given

    def close(self) -> None:
        """Let go of the source."""
        self.source.close()
        super().close()


def without_blanks(source: IO[bytes]) -> Any:
    """Return a sheet's XML without the cells that have only a style."""
    return Rewritten(source, _without_blanks, b"<row")


def _without_blanks(part: bytes) -> bytes:
    if b"</row>" not in part:
        return _BLANKS.sub(b"", part)
    *rows, rest = part.split(b"</row>")
    return b"</row>".join([*(row if len(row) < SHORT else _filled(row) for row in rows), rest])


def _filled(row: bytes) -> bytes:
    """Return a row up to its last cell that holds anything, without the blank ones before that."""
    last = max(map(row.rfind, _HELD))
    end = row.find(b"<c ") if last < 0 else row.find(b"</c>", last) + len(b"</c>")
    if end < len(b"</c>"):
        return _BLANKS.sub(b"", row + b"</row>").removesuffix(b"</row>")
    return _BLANKS.sub(b"", row[:end] + b"</row>").removesuffix(b"</row>")


def transitional(source: IO[bytes]) -> Any:
    """Return XML of the strict kind of workbook with the names that the usual kind has."""
    return Rewritten(source, _renamed, b"<")


def _renamed(part: bytes) -> bytes:
    for strict, usual in _STRICT:
        part = part.replace(strict, usual)
    return part
