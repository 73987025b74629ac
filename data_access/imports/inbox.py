"""A folder that a site's jobs drop files into: each is loaded by the mapping its name tells, and moved away."""

import os
import re
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

from data_access.imports.faults import ImportFault
from data_access.imports.mapping import reader as mappings
from data_access.imports.mapping.model import Mapping

TAKEN, DONE, FAILED, OWN = "taken", "done", "failed", "mappings"
# What is no delivery: files on their way, and what programs and systems leave in a folder for themselves.
PASSED_OVER = (
    ".*", "~$*", "desktop.ini", "thumbs.db", "*.part", "*.partial", "*.filepart", "*.crdownload", "*.download", "*.tmp",
    "*.temp", "*~",
)  # fmt: skip
REJECTS = (".pejling-afvist.csv", ".pejling-afvist.csv.del")


def waiting(folder: Path, settled: float) -> Iterator[Path]:
    """Return the files that have lain still for so many seconds, in the order of their names."""
    now = time.time()
    for path in sorted(folder.iterdir(), key=lambda each: _natural(each.name)):
        try:
            about = path.stat()
        except FileNotFoundError:
            continue  # another has taken it
        if path.is_file() and not is_passed_over(path.name) and now - about.st_mtime >= settled:
            yield path


def is_passed_over(name: str) -> bool:
    """Say that a file of that name is left where it lies."""
    return any(fnmatch(name.lower(), form) for form in PASSED_OVER)


def _natural(name: str) -> list[tuple[int, str]]:
    """Order names as people do: `sager_9` before `sager_10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def take(folder: Path, path: Path) -> Path | None:
    """Move a file to a folder of this inbox's own, under its own name; None when another inbox was faster."""
    place = folder / TAKEN / f"{os.getpid()}-{time.time_ns()}"
    place.mkdir(parents=True)
    try:
        # A name can be moved away only once, so two inboxes never have the same file.
        path.rename(place / path.name)
    except FileNotFoundError:
        place.rmdir()
        return None
    return place / path.name


def recover(folder: Path, seconds: float) -> list[Path]:
    """Put back the files that an inbox had taken when it was killed: what was loaded by half is not there at all."""
    found = []
    for place in sorted((folder / TAKEN).glob("*")):
        try:
            if time.time() - place.stat().st_mtime < seconds:
                continue
            for path in place.iterdir():
                back = folder / path.name
                if path.name.endswith(REJECTS) or back.exists():
                    continue
                path.rename(back)
                found.append(back)
            if all(path.name.endswith(REJECTS) for path in place.iterdir()):
                shutil.rmtree(place)
        except (FileNotFoundError, NotADirectoryError):
            continue  # its own inbox has put it away by now
    return found


def give_back(folder: Path, taken: Path) -> None:
    """Put a file back where it waited, as when the database fails."""
    back = folder / taken.name
    if not back.exists():
        taken.rename(back)
        shutil.rmtree(taken.parent)


def put_away(folder: Path, taken: Path, place: str, report: str) -> Path:
    """Move a file to done or failed under the time of day, its report and rejects beside it."""
    target = folder / place
    target.mkdir(exist_ok=True)
    stem = f"{datetime.now():%Y%m%d-%H%M%S-%f}_{taken.name}"  # noqa: DTZ005 - the name of a file on this machine
    rejects = rejects_of(taken)
    if rejects.exists():
        rejects.rename(target / f"{stem}.afvist.csv")
    (target / f"{stem}.rapport.txt").write_text(report, "utf-8")
    taken.rename(target / stem)
    taken.parent.rmdir()
    return target / stem


def rejects_of(taken: Path) -> Path:
    """Return where the rejects of a taken file are written."""
    return taken.with_name(f"{taken.name}{REJECTS[0]}")


def mapping_of(folder: Path, name: str) -> Mapping:
    """Return the mapping whose `file_names` fit a file's name: the folder's own before those of the program.

    Of several that fit, the one with the most telling pattern is meant. Raises ImportFault when none fits, or two as
    well as one another; or when the one that could fit is broken.
    """
    own, faults = _own(folder)
    for known in (own, [mappings.load(each) for each in mappings.names()]):
        fitting = sorted(
            ((_fit(each, name), each.name, each) for each in known if _fit(each, name)), reverse=True
        )
        if len(fitting) > 1 and fitting[0][0] == fitting[1][0]:
            raise ImportFault(
                f"flere mappinger passer på navnet {name}: {fitting[0][1]}, {fitting[1][1]}.",
                "Gør deres file_names forskellige.",
            )
        if fitting:
            return fitting[0][2]
        if faults and known is own:
            raise faults[0]  # it may be the one that is meant
    raise ImportFault(
        f"ingen mapping passer på navnet {name}.", "Skriv file_names i mappingen, og læg den i mappings/."
    )


def _own(folder: Path) -> tuple[list[Mapping], list[ImportFault]]:
    found, faults = [], []
    for path in sorted((folder / OWN).glob("*.toml")):
        try:
            found.append(mappings.load(str(path)))
        except ImportFault as fault:
            faults.append(fault)
    return found, faults


def _fit(mapping: Mapping, name: str) -> int:
    """Return how many characters of the name a mapping's best pattern says; 0 when none fits."""
    forms = [form for form in mapping.file_names if fnmatch(name.lower(), form.lower())]
    return max((len(form.replace("*", "").replace("?", "")) + 1 for form in forms), default=0)
