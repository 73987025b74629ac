"""The edition read out of a PDF again: as the bytes that were put in, or a word that this is none of ours.

What is dropped may be anything: a file that is cut short, locked, endless when it is unpacked, or made to hurt whoever
reads it. So it is read within bounds of size and time, in a process of its own, and nothing but the one attached file
is looked at: no page, no script, nothing that the file points to elsewhere.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from layouts.report.paper.bounds import bound

if TYPE_CHECKING:
    import pikepdf

MOST_BYTES: Final = 20 << 20  # of a file that is read at all
MOST_INSIDE: Final = 16 << 20  # of what an edition is, unpacked
MOST_NAMES: Final = 64  # files that are attached to one, of which ours has a single one
DEEPEST: Final = 16  # branches from the root of their names
DEEPEST_VALUE: Final = 64  # lists and objects in one another: an edition has some twelve
SECONDS: Final = 10.0
_CPU: Final = 8
_READERS = threading.BoundedSemaphore(2)  # at once: others wait for them, and not for ever
WAIT_SECONDS: Final = 5.0  # for one of them, which takes half a second of a file that is ours
_SPACE: Final = 768 << 20
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_ROOT = Path(__file__).parents[3]


class NoEditionError(Exception):
    """There is no edition in the file that was read."""


class BusyError(Exception):
    """So many files are being read that this one was not."""


def read(content: bytes) -> bytes:
    """Return the canonical JSON that a PDF has inside, as bytes; raises NoEditionError where there is none.

    Raises BusyError where it was not read, and may be in a while. Whether it is an edition that was published, its sum
    tells (`layouts/report/verified.py`).
    """
    if len(content) > MOST_BYTES or not content.startswith(b"%PDF-"):
        raise NoEditionError
    told = {"PYTHONPATH": str(_ROOT), "PATH": os.environ.get("PATH", "")}
    command = [sys.executable, "-m", "layouts.report.paper.embedded"]
    if not _READERS.acquire(timeout=WAIT_SECONDS):
        raise BusyError
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs
            command, input=content, capture_output=True, timeout=SECONDS, env=told, cwd=_ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        raise NoEditionError from None
    finally:
        _READERS.release()
    if done.returncode or not done.stdout.startswith(b"{"):
        raise NoEditionError
    return done.stdout


def main() -> int:
    """Read a PDF from the input and write the edition in it to the output; end with 1 where there is none."""
    bound(_CPU, _SPACE)
    import zlib

    import pikepdf

    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True, attempt_recovery=False) as file:
            packed = None if file.is_encrypted else _attached(file)
            found = None if packed is None else _unpacked(packed)
    except (
        pikepdf.PdfError,
        zlib.error,
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        RecursionError,
        MemoryError,
    ):
        return 1
    if found is None:
        return 1
    sys.stdout.buffer.write(found)
    return 0


def _attached(file: pikepdf.Pdf) -> pikepdf.Stream | None:
    """Return the stream of the one file that is attached, found by the names that the root has for them."""
    import pikepdf

    names = file.Root.get("/Names")
    tree = names.get("/EmbeddedFiles") if isinstance(names, pikepdf.Dictionary) else None
    if not isinstance(tree, pikepdf.Dictionary):
        return None
    found = list(_named(tree))
    if len(found) != 1 or not isinstance(found[0], pikepdf.Dictionary):
        return None
    held = found[0].get("/EF")
    stream = held.get("/F") if isinstance(held, pikepdf.Dictionary) else None
    return stream if isinstance(stream, pikepdf.Stream) else None


def _named(tree: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Return what a tree of names leads to; one that is too large, too deep or that bites its tail has nothing."""
    import pikepdf

    left, branches = MOST_NAMES, [(tree, 0)]
    while branches:
        branch, depth = branches.pop()
        left -= 1
        if left < 0 or depth > DEEPEST or not isinstance(branch, pikepdf.Dictionary):
            raise ValueError("the names of what is attached have no end")
        pairs = branch.get("/Names")
        if isinstance(pairs, pikepdf.Array):
            for place in range(1, min(len(pairs), 2 * MOST_NAMES), 2):
                yield pairs[place]
        kids = branch.get("/Kids")
        if isinstance(kids, pikepdf.Array):
            branches += [(kids[place], depth + 1) for place in range(min(len(kids), MOST_NAMES))]


def _unpacked(stream: pikepdf.Stream) -> bytes | None:
    """Return what a stream holds, where it is the JSON of an object, within bounds; else None."""
    import zlib

    import pikepdf

    packed = stream.read_raw_bytes()
    how = stream.get("/Filter")
    if isinstance(how, pikepdf.Array) and len(how) == 1:
        how = how[0]
    if how is None:
        found = packed
    elif how == pikepdf.Name.FlateDecode and "/DecodeParms" not in stream:
        found = zlib.decompressobj().decompress(packed, MOST_INSIDE + 1)
    else:
        return None
    return found if len(found) <= MOST_INSIDE and _is_object(found) else None


def _is_object(found: bytes) -> bool:
    """Say that bytes are the JSON of an object that is no deeper than an edition may be."""
    if not found.startswith(b"{"):
        return False
    depth = deepest = 0
    for letter in _STRING.sub(b"", found):
        if letter in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif letter in b"]}":
            depth -= 1
    return deepest <= DEEPEST_VALUE and isinstance(json.loads(found), dict)


if __name__ == "__main__":
    sys.exit(main())
