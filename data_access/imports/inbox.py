"""A folder that a site's jobs drop files into: each is loaded by the mapping its name tells, and moved away."""

import os
import re
import time
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path

from data_access.imports import mapping as mappings
from data_access.imports.faults import ImportFault
from data_access.imports.mapping import Mapping

TAKEN, DONE, FAILED, OWN = "taken", "done", "failed", "mappings"


def waiting(folder: Path, settled: float) -> Iterator[Path]:
    """Return the files that have lain still for so many seconds, in the order of their names."""
    now = time.time()
    for path in sorted(folder.iterdir(), key=lambda each: _natural(each.name)):
        try:
            about = path.stat()
        except FileNotFoundError:
            continue  # another has taken it
        if path.is_file() and not path.name.startswith(".") and now - about.st_mtime >= settled:
            yield path


def _natural(name: str) -> list[tuple[int, str]]:
    """Order names as people do: `sager_9` before `sager_10`."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", name)]


def take(folder: Path, path: Path) -> Path | None:
    """Move a file to where no other inbox looks; None when another was faster."""
    (folder / TAKEN).mkdir(exist_ok=True)
    target = folder / TAKEN / path.name
    try:
        # A link cannot be made twice, so two inboxes never load the same file at the same time.
        os.link(path, target)
        path.unlink()
    except FileExistsError:
        return None
    except FileNotFoundError:
        target.unlink(missing_ok=True)
        return None
    return target


def recover(folder: Path, seconds: float) -> list[Path]:
    """Put back the files that an inbox had taken when it was killed: what was loaded by half is not there at all."""
    found = []
    for path in (folder / TAKEN).glob("*"):
        if path.name.endswith((".afvist.csv", ".del")):
            path.unlink(missing_ok=True)
        elif time.time() - path.stat().st_ctime >= seconds and not (folder / path.name).exists():
            path.rename(folder / path.name)
            found.append(folder / path.name)
    return found


def put_away(folder: Path, taken: Path, place: str, report: str) -> Path:
    """Move a file to done or failed under the time of day, its report and rejects beside it."""
    target = folder / place
    target.mkdir(exist_ok=True)
    stem = f"{datetime.now():%Y%m%d-%H%M%S-%f}_{taken.name}"  # noqa: DTZ005 - the name of a file on this machine
    rejects = taken.with_name(f"{taken.name}.afvist.csv")
    if rejects.exists():
        rejects.rename(target / f"{stem}.afvist.csv")
    (target / f"{stem}.rapport.txt").write_text(report, "utf-8")
    taken.rename(target / stem)
    return target / stem


def mapping_of(folder: Path, name: str) -> Mapping:
    """Return the mapping whose `file_names` fit a file's name: the folder's own before those of the program.

    Raises ImportFault when none fits or several do.
    """
    own = [mappings.load(str(path)) for path in sorted((folder / OWN).glob("*.toml"))]
    for known in (own, [mappings.load(each) for each in mappings.names()]):
        fitting = [
            each for each in known if any(fnmatch(name.lower(), form.lower()) for form in each.file_names)
        ]
        if len(fitting) > 1:
            raise ImportFault(
                f"flere mappinger passer på navnet {name}: {', '.join(each.name for each in fitting)}.",
                "Gør deres file_names forskellige.",
            )
        if fitting:
            return fitting[0]
    raise ImportFault(
        f"ingen mapping passer på navnet {name}.", "Skriv file_names i mappingen, og læg den i mappings/."
    )
