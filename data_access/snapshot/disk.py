"""The last good snapshot on disk, for a start while the database is away."""

import gzip
import hashlib
import logging
import os
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pandas as pd

from data_access.snapshot.snapshot import Snapshot

# What decides the frames: a file that was written by other code is left unread.
_DATABASE = Path(__file__).parents[1] / "database"
_DECIDING = [
    *(Path(__file__).with_name(f"{name}.py") for name in ("disk", "frames", "monthly")),
    *(_DATABASE / f"{name}.py" for name in ("counting", "months", "rollups")),
    *sorted((_DATABASE / "schema").glob("*.py")),
]
FORM = hashlib.sha256(b"".join(path.read_bytes() for path in _DECIDING)).hexdigest()
_PLAIN = ("int64", "float64", "bool")
# By a frame's name: the frame that was written, and how.
Written = dict[str, tuple[pd.DataFrame, bytes]]
log = logging.getLogger(__name__)


def save(snapshot: Snapshot, path: Path, written: Written | None = None) -> None:
    """Write the snapshot whole or not at all: beside the old file, then in its place.

    `written` has the frames as they were written the last time, and is brought up to now: what is the same costs
    nothing.
    """
    written = {} if written is None else written
    heading = {
        "form": FORM,
        "now": snapshot.now.isoformat(),
        "demonstration": snapshot.demonstration,
        "versions": dict(snapshot.versions),
        "frames": list(snapshot.frames),
    }
    for name, frame in snapshot.frames.items():
        if name not in written or written[name][0] is not frame:
            written[name] = frame, _line(_columns(frame))
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    # Each line is compressed by itself, and one after another they are read as one.
    beside.write_bytes(b"".join([_line(heading), *(written[name][1] for name in snapshot.frames)]))
    beside.replace(path)


def load(path: Path) -> Snapshot | None:
    """Read the snapshot back; None, with a line in the log, when there is none that can be read."""
    try:
        first, *lines = gzip.decompress(path.read_bytes()).splitlines()
        heading = orjson.loads(first)
        if heading["form"] != FORM:
            return None
        frames = {
            name: pd.DataFrame({column: _values(*told) for column, told in orjson.loads(line).items()})
            for name, line in zip(heading["frames"], lines, strict=True)
        }
        now = datetime.fromisoformat(heading["now"])
        return Snapshot(frames, heading["versions"], now, heading["demonstration"])
    except FileNotFoundError:
        return None
    except (
        OSError,
        EOFError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        zlib.error,
    ) as fault:
        log.warning("the snapshot in %s could not be read: %s", path, fault)
        return None


def _line(document: Any) -> bytes:
    written = orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY | orjson.OPT_APPEND_NEWLINE)
    return gzip.compress(written, compresslevel=1)


def _columns(frame: pd.DataFrame) -> dict[str, tuple[str, Any, list[str]]]:
    """Return each column's type, its values, and of a text the words that the values are places among."""
    found: dict[str, tuple[str, Any, list[str]]] = {}
    for name, column in frame.items():
        kind = str(column.dtype)
        if kind == "str":
            places, words = pd.factorize(column)
            found[str(name)] = kind, places, words.tolist()
        elif kind in _PLAIN:
            found[str(name)] = kind, column.to_numpy(), []
        else:
            found[str(name)] = kind, column.tolist(), []
    return found


def _values(kind: str, values: list[Any], words: list[str]) -> Any:
    if kind == "str":
        # The last place is that of what is missing, which is -1.
        return pd.Series(np.array([*words, None], dtype=object)[np.array(values, dtype=np.intp)], dtype="str")
    return pd.Series(values, dtype=kind)
