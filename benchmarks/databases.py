"""Demonstration databases for the benchmarks: built once for what the demonstration's sources say."""

import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

from dashboard.demonstration import build
from data_access.database.engine import reader
from data_access.snapshot.reading import read_snapshot
from data_access.snapshot.snapshot import Snapshot

ROOT = Path(__file__).parent.parent / "data_access"
SECONDS_KEPT = 3600.0
SOURCES = ("demo", "migrations", "database")


def database(scale: int) -> str:
    """Return the URL of a demonstration database of this scale; it is built if there is none yet."""
    folder, key = own_folder(), _key()
    _make_room(folder, key)
    path = folder / f"{key}-{scale}.db"
    if not path.exists():
        print(f"building a database of {scale} times the demonstration …", file=sys.stderr)
        build(f"sqlite:///{path}", replace=True, scale=scale)
    path.touch()
    return f"sqlite:///{path}"


def own_folder() -> Path:
    """Return the folder that is kept from run to run, and is nobody else's."""
    folder = Path(tempfile.gettempdir()) / f"pejling-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid():
        raise PermissionError(f"{folder} belongs to someone else")
    return folder


def snapshot(url: str) -> Snapshot:
    """Return a snapshot, read in full."""
    engine = reader(url)
    try:
        return read_snapshot(engine)
    finally:
        engine.dispose()


def _make_room(folder: Path, key: str) -> None:
    """Remove what was built of sources that are no more, unless another run may still be using it: it is large."""
    for old in folder.iterdir():
        if (
            key not in old.name
            and old.suffix in (".db", ".unfinished")
            and time.time() - old.stat().st_mtime > SECONDS_KEPT
        ):
            old.unlink(missing_ok=True)


def _key() -> str:
    digest = hashlib.sha256()
    for name in SOURCES:
        place = ROOT / name
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
