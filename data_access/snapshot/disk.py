"""The last good snapshot on disk, for a start while the database is away."""

import gzip
import hashlib
import logging
import os
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from data_access.snapshot.snapshot import Snapshot

# What decides the frames: a file that was written by other code is left unread.
_DATABASE = Path(__file__).parents[1] / "database"
_DECIDING = [
    *(Path(__file__).with_name(f"{name}.py") for name in ("frames", "monthly")),
    *(_DATABASE / f"{name}.py" for name in ("counting", "months", "rollups")),
    *sorted((_DATABASE / "schema").glob("*.py")),
]
FORM = hashlib.sha256(b"".join(path.read_bytes() for path in _DECIDING)).hexdigest()
log = logging.getLogger(__name__)


def save(snapshot: Snapshot, path: Path) -> None:
    """Write the snapshot whole or not at all: beside the old file, then in its place."""
    document = {
        "form": FORM,
        "now": snapshot.now.isoformat(),
        "demonstration": snapshot.demonstration,
        "versions": dict(snapshot.versions),
        "frames": {name: _parts(frame) for name, frame in snapshot.frames.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(gzip.compress(orjson.dumps(document), compresslevel=1))
    beside.replace(path)


def load(path: Path) -> Snapshot | None:
    """Read the snapshot back; None, with a line in the log, when there is none that can be read."""
    try:
        document = orjson.loads(gzip.decompress(path.read_bytes()))
        if document["form"] != FORM:
            return None
        frames = {name: _frame(parts) for name, parts in document["frames"].items()}
        now = datetime.fromisoformat(document["now"])
        return Snapshot(frames, document["versions"], now, document["demonstration"])
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, zlib.error) as fault:
        log.warning("the snapshot in %s could not be read: %s", path, fault)
        return None


def _parts(frame: pd.DataFrame) -> dict[str, Any]:
    numbers = frame.select_dtypes("number").columns.tolist() if frame.empty else []
    return {**frame.to_dict("split", index=False), "numbers": numbers}


def _frame(parts: dict[str, Any]) -> pd.DataFrame:
    # An empty frame cannot tell its types by its rows.
    rows = pd.DataFrame(parts["data"], columns=parts["columns"])
    return rows.astype(dict.fromkeys(parts["numbers"], "float64"))
