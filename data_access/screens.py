"""The screens that show the wall, as they tell of themselves: kept as files, so that every process knows them all."""

import hashlib
import re
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

SILENT_AFTER = 300.0  # seconds without a sign of life
FORGOTTEN_AFTER = 30 * 86_400.0
MOST_SCREENS = 200
NAME = re.compile(r"[^\w. -]+")  # of what a screen says, all but letters, digits and a few marks


@dataclass(frozen=True)
class Screen:
    """A screen: its name, when it was last heard of (epoch seconds), and what it said of itself."""

    name: str
    seen: float
    slide: str = ""
    version: str = ""
    size: str = ""
    errors: int = 0
    age: float | None = None

    @property
    def is_silent(self) -> bool:
        """Say that it has not been heard of for five minutes."""
        return time.time() - self.seen > SILENT_AFTER


class Screens:
    """The screens known, each a file in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def tell(self, told: dict[str, Any]) -> None:
        """Keep what a screen says of itself; what is no such thing is left out, and too many screens are not kept."""
        name = _words(told.get("skaerm"), 40) or "uden navn"
        errors, age = told.get("fejl"), told.get("alder")
        screen = Screen(
            name,
            time.time(),
            _words(told.get("tavle"), 60),
            _words(told.get("version"), 40),
            _words(told.get("vindue"), 20),
            min(errors, 10**9) if isinstance(errors, int) and errors > 0 else 0,
            float(age) if isinstance(age, int | float) and 0 <= age < 10**9 else None,
        )
        self._folder.mkdir(parents=True, exist_ok=True)
        # A name can be longer than a file's may be.
        path = self._folder / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"
        if not path.exists() and not self._has_room():
            return
        part = path.with_suffix(f".{time.time_ns()}.del")
        try:
            part.write_bytes(orjson.dumps(asdict(screen)))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)

    def _has_room(self) -> bool:
        """Say that another screen can be kept; where there are too many, one that is silent makes room."""
        kept = list(self._folder.glob("*.json"))
        if len(kept) < MOST_SCREENS:
            return True
        oldest = min(kept, key=lambda path: path.stat().st_mtime)
        if time.time() - oldest.stat().st_mtime <= SILENT_AFTER:
            return False
        oldest.unlink(missing_ok=True)
        return True

    def all(self) -> list[Screen]:
        """Return the screens by name; one that has not been heard of for a month is forgotten."""
        found = []
        for path in sorted(self._folder.glob("*.json")) if self._folder.is_dir() else []:
            try:
                screen = Screen(**orjson.loads(path.read_bytes()))
            except (OSError, ValueError, TypeError):
                continue
            if time.time() - screen.seen > FORGOTTEN_AFTER:
                with suppress(OSError):  # whoever only looks may not be let to
                    path.unlink()
            else:
                found.append(screen)
        return sorted(found, key=lambda each: each.name.casefold())


def _words(value: object, most: int) -> str:
    return NAME.sub("", value)[:most].strip() if isinstance(value, str) else ""
