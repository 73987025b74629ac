"""What tells this version of the program from another."""

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = ("dashboard", "layouts", "callbacks", "data_access", "vocabulary", "assets")
SUFFIXES = {".py", ".po", ".js", ".css"}


@cache
def version() -> str:
    """Return what tells the version: a screen that runs another loads itself anew."""
    sources = [
        path for folder in CODE for path in sorted((ROOT / folder).rglob("*")) if path.suffix in SUFFIXES
    ]
    told = hashlib.sha256()
    for path in sources:  # what is in them, not when: it is the same program on another machine
        told.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:12]
