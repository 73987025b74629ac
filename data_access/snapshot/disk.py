"""A frame as a file that processes map into their memory, so that they share its pages.

Eight bytes say how long the heading is, a JSON list of the frame's columns; then follow the numbers of each run of
columns of one type, at places that the heading names. A text is a place among the words of its column. What is neither
text, numbers nor flags (flags among which some are missing) lies in the heading.
"""

import mmap
import os
import zlib
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

_PLAIN = ("int64", "int32", "float64", "bool")
_TEXT, _OTHER = "str", "object"
_PLACES = ("int8", "int16", "int32", "int64")
_ALIGNED = 64
Array = np.ndarray[Any, Any]


class DamagedError(Exception):
    """The file is not what was written."""


def packed(frame: pd.DataFrame) -> bytes:
    """Return a frame as the bytes of its file; its index is not kept."""
    runs: list[dict[str, Any]] = []
    blobs: list[bytes] = []
    at = 0
    for kind, columns in groupby(frame.columns, key=lambda name: _kind(str(frame.dtypes[name]))):
        names = list(columns)
        for run, array in _runs(frame, kind, names):
            blob = b"" if array is None else np.ascontiguousarray(array).tobytes()
            blobs.append(blob + bytes(-len(blob) % _ALIGNED))
            runs.append({**run, "at": at})
            at += len(blobs[-1])
    heading = orjson.dumps({"rows": len(frame), "runs": runs})
    heading += b" " * (-(8 + len(heading)) % _ALIGNED)
    return b"".join([len(heading).to_bytes(8, "little"), heading, *blobs])


def mapped(path: Path, checksum: int) -> pd.DataFrame:
    """Map a file and return its frame, whose numbers cannot be written to.

    Raises OSError where it cannot be opened, and DamagedError where it is not what was written.
    """
    descriptor = os.open(path, os.O_RDONLY)
    try:
        if not os.fstat(descriptor).st_size:
            raise DamagedError(path)
        pages = mmap.mmap(descriptor, 0, prot=mmap.PROT_READ)
    finally:
        os.close(descriptor)
    if summed(pages) != checksum:
        raise DamagedError(path)
    begin = 8 + int.from_bytes(pages[:8], "little")
    heading = orjson.loads(pages[8:begin])
    parts = [_part(pages, begin, heading["rows"], run) for run in heading["runs"]]
    # Put side by side, the parts are not copied.
    return pd.concat(parts, axis=1) if parts else pd.DataFrame(index=pd.RangeIndex(heading["rows"]))


def summed(content: Any) -> int:
    """Return the checksum of a file's bytes."""
    return zlib.crc32(content)


def _kind(kind: str) -> str:
    return kind if kind in (*_PLAIN, _TEXT) else _OTHER


def _runs(frame: pd.DataFrame, kind: str, names: list[str]) -> Any:
    """Give each run of columns and its numbers: those of a plain type together, all others by themselves."""
    if kind in _PLAIN:
        yield {"kind": kind, "names": names, "type": kind}, frame[names].to_numpy(dtype=kind).T
        return
    for name in names:
        if kind == _TEXT:
            places, words = pd.factorize(frame[name])
            form = next(each for each in _PLACES if len(words) <= np.iinfo(each).max)
            yield {"kind": kind, "names": [name], "type": form, "words": words.tolist()}, places.astype(form)
        else:
            dtype = str(frame[name].dtype)
            yield {"kind": kind, "names": [name], "type": dtype, "values": frame[name].tolist()}, None


def _part(pages: mmap.mmap, begin: int, rows: int, run: dict[str, Any]) -> pd.DataFrame:
    kind, names = run["kind"], run["names"]
    if kind == _OTHER:
        return pd.DataFrame({names[0]: pd.Series(run["values"], dtype=run["type"])})
    # A run of no rows may lie at the very end, where there is nothing to map.
    place = begin + run["at"] if rows else 0
    numbers = np.frombuffer(pages, run["type"], rows * len(names), place)
    if kind in _PLAIN:
        return pd.DataFrame(numbers.reshape(len(names), rows).T, columns=names, copy=False)
    # The last place is that of what is missing, which is -1. Each text is once in memory, however many rows have it.
    words = np.array([*run["words"], None], dtype=object)
    return pd.DataFrame({names[0]: pd.Series(words[numbers], dtype="str", copy=False)})
