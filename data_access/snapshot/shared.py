"""The snapshot that all processes of a state folder share: one of them publishes it there, the others map it.

A frame is a file named by what is in it, and never changes. The manifest names the files of one snapshot; it is put in
its place whole, and after them. Who holds the lock publishes: it goes with its process, whatever ends that.
"""

import fcntl
import hashlib
import logging
import os
import shutil
import threading
import zlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pandas as pd

from data_access.snapshot import disk
from data_access.snapshot.progress import Told, Why
from data_access.snapshot.snapshot import Snapshot

# What decides the frames: what was published by other code is left unread, in a folder of its own.
_DATABASE = Path(__file__).parents[1] / "database"
_DECIDING = [
    *(
        Path(__file__).with_name(f"{name}.py")
        for name in ("disk", "frames", "monthly", "readers", "selected", "shared")
    ),
    *(_DATABASE / f"{name}.py" for name in ("counting", "months", "rollups")),
    *sorted((_DATABASE / "schema").glob("*.py")),
]
FORM = hashlib.sha256(b"".join(path.read_bytes() for path in _DECIDING)).hexdigest()
MANIFEST, STATE, LOCK = "manifest", "state", "lock"
_FRAME, _PART = ".frame", ".part"
_TRIES = 5  # to map what a manifest names, while a newer one may come
_WRONG = (ValueError, KeyError, TypeError, AttributeError, IndexError, disk.DamagedError)
_File = tuple[str, int]  # a frame's file and its checksum
log = logging.getLogger(__name__)


class Shared:
    """A folder with the newest snapshot, as one process sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / FORM[:16]
        self._lock: int | None = None
        self._is_swept = False
        self._stamp: tuple[int, int] | None = None
        self._current: Snapshot | None = None
        self._files: dict[str, _File] = {}

    def lead(self) -> bool:
        """Say whether this process is the one that publishes, and become it where there is none.

        Raises OSError where the folder cannot be written.
        """
        place = self.folder / LOCK
        if self._lock is not None:
            if place.exists() and os.path.samestat(os.fstat(self._lock), place.stat()):
                return True
            self.release()  # somebody tidied up, and another may hold the lock that is there now
        self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(place)
        return self._lock is not None

    def release(self) -> None:
        """Let another process publish."""
        held, self._lock = self._lock, None
        if held is not None:
            os.close(held)

    def is_published(self, snapshot: Snapshot) -> bool:
        """Say that the snapshot is the one that is published, and that nobody has tidied it away."""
        names = (MANIFEST, *(file for file, _checksum in self._files.values()))
        return snapshot is self._current and all((self.folder / name).exists() for name in names)

    def published_at(self) -> float:
        """Return when (epoch seconds) the newest snapshot was published."""
        return self._stamp[1] / 1e9 if self._stamp else 0.0

    def publish(self, snapshot: Snapshot) -> Snapshot:
        """Put the snapshot where the others see it, and return it as they do: mapped.

        What is the same as before stays the same object. Raises OSError when it cannot be written; whoever reads
        then sees what was there before.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        frames: dict[str, pd.DataFrame] = {}
        files: dict[str, _File] = {}
        for name, frame in snapshot.frames.items():
            frames[name], files[name] = self._published(name, frame)
        current = self._current
        is_same = current and (self.folder / MANIFEST).exists() and _is_same(current, snapshot, frames)
        if not (current and is_same and files == self._files):
            current = replace(snapshot, frames=frames)
            _write(self.folder / MANIFEST, _manifest(current, files))
            self._stamp = _stamp(os.stat(self.folder / MANIFEST))
        self._current, self._files = current, files
        self._tidy()
        return current

    def newest(self) -> Snapshot | None:
        """Return the snapshot that is published, mapped; the one before, or None, where none can be understood."""
        for _try in range(_TRIES):
            try:
                with (self.folder / MANIFEST).open("rb") as file:
                    stamp = _stamp(os.fstat(file.fileno()))
                    if stamp != self._stamp:
                        self._take(file.read())
                        self._stamp = stamp
                break
            except FileNotFoundError:  # none is published, or a newer one has come meanwhile
                continue
            except (OSError, *_WRONG) as fault:
                log.warning("the snapshot in %s could not be read: %r", self.folder, fault)
                break
        return self._current

    def tell(self, told: Told) -> None:
        """Publish how old the figures are, and why, if this process is the one that publishes.

        Raises OSError when it cannot be written.
        """
        if self._lock is not None:
            _write(self.folder / STATE, orjson.dumps({**vars(told), "why": told.why.name}))

    def told(self) -> Told | None:
        """Return what the process that publishes has told last; None when there is nothing."""
        try:
            document = orjson.loads((self.folder / STATE).read_bytes())
            numbers = {name: float(document[name]) for name in ("confirmed", "at", "tried")}
            return Told(why=Why[document["why"]], **numbers)
        except (OSError, *_WRONG):
            return None

    def _take(self, written: bytes) -> None:
        told = _understood(written)
        files = {name: (str(file), int(checksum)) for name, (file, checksum) in told["frames"].items()}
        frames = {name: self._mapped(name, file) for name, file in files.items()}
        now = datetime.fromisoformat(told["now"])
        self._current = Snapshot(
            frames, told["versions"], now, told["demonstration"], since=float(told["since"])
        )
        self._files = files

    def _mapped(self, name: str, file: _File) -> pd.DataFrame:
        if self._current and self._files.get(name) == file:
            return self._current.frames[name]
        return disk.mapped(self.folder / file[0], file[1])

    def _published(self, name: str, frame: pd.DataFrame) -> tuple[pd.DataFrame, _File]:
        known = self._files.get(name)
        is_known = known and self._current and self._current.frames[name] is frame
        if known and is_known and (self.folder / known[0]).exists():
            return frame, known
        content = disk.packed(frame)
        digest = hashlib.sha256(content).hexdigest()[:24]
        file = f"{name}-{digest}{_FRAME}", disk.summed(content)
        path = self.folder / file[0]
        try:
            if path.exists():
                return self._mapped(name, file), file
        except (OSError, *_WRONG):  # it was cut off, or has decayed
            log.warning("%s is not what was written: it is written anew", path)
        _write(path, content)
        return disk.mapped(path, file[1]), file

    def _tidy(self) -> None:
        """Remove what no manifest names: whoever has mapped it keeps it until it lets go."""
        named = {file for file, _checksum in self._files.values()}
        for path in list(self.folder.iterdir()):
            if path.suffix == _PART or (path.suffix == _FRAME and path.name not in named):
                path.unlink(missing_ok=True)
        if not self._is_swept:
            self._is_swept = True
            for other in self.folder.parent.iterdir():
                if other != self.folder and other.is_dir():
                    _sweep(other)
            # Versions of the program that published nothing kept a file for themselves.
            self.folder.parent.with_name(f"{self.folder.parent.name}.json.gz").unlink(missing_ok=True)


def _locked(place: Path) -> int | None:
    """Open and lock a file; None where another holds it."""
    descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _sweep(other: Path) -> None:
    """Remove what another version of the program published, unless it still runs."""
    held = _locked(other / LOCK)
    if held is not None:
        shutil.rmtree(other, ignore_errors=True)
        os.close(held)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside, then in its place."""
    beside = path.with_name(f"{path.name}.{threading.get_ident()}{_PART}")
    beside.write_bytes(content)
    beside.replace(path)


def _stamp(found: os.stat_result) -> tuple[int, int]:
    return found.st_ino, found.st_mtime_ns


def _manifest(snapshot: Snapshot, files: dict[str, _File]) -> bytes:
    document = orjson.dumps(
        {
            "form": FORM,
            "now": snapshot.now.isoformat(),
            "since": snapshot.since,
            "demonstration": snapshot.demonstration,
            "versions": dict(snapshot.versions),
            "frames": files,
        }
    )
    return b"%08x\n" % zlib.crc32(document) + document


def _understood(written: bytes) -> Any:
    """Return what a manifest says; raises DamagedError when it is another's, or not whole."""
    checksum, _line, document = written.partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(document):
        raise disk.DamagedError(MANIFEST)
    told = orjson.loads(document)
    if told["form"] != FORM:
        raise disk.DamagedError(MANIFEST)
    return told


def _is_same(current: Snapshot, snapshot: Snapshot, frames: dict[str, pd.DataFrame]) -> bool:
    """Say that a snapshot shows what the current one shows, so that what was worked out of that can stay."""
    return (
        current.frames.keys() == frames.keys()
        and all(current.frames[name] is frame for name, frame in frames.items())
        and current.versions == snapshot.versions
        and current.now.date() == snapshot.now.date()
        and current.demonstration == snapshot.demonstration
    )
