"""One thing that can be set: what it is called, what it decides, and what it may be."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine.url import make_url

from layouts.wall import names

LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
WEB = re.compile(r"https?://[^\s<>\"/]+(/[^\s<>\"]*)?")
NONE = "none"  # what is not set, where there is nothing that it could be by itself
URL_SCHEME = re.compile(r"[a-z][a-z0-9+]{0,30}(?=://)")


class UnexpectedError(ValueError):
    """A value is not what is expected, for a reason that can be told; it shows nothing of the value."""


@dataclass(frozen=True)
class Setting:
    """One environment variable: its default, what it may be and what it decides."""

    variable: str
    default: str
    expected: str
    example: str
    meaning: str
    parse: Callable[[str], Any]  # raises ValueError for what is not expected; UnexpectedError also says why
    secret: bool = False

    @property
    def key(self) -> str:
        """Return the name of the field of `Settings` that holds the value."""
        return self.variable.removeprefix("PEJLING_").lower()

    def problem(self, given: str, why: str = "") -> str:
        """Say in one Danish line what is wrong with a value, and show one that is right.

        `why` is what else is known of it.
        """
        shown = _without_password(given) if self.secret else quoted(given)
        example = f"{self.variable}={self.example}"
        return (
            f"{self.variable}: fik {shown}; skal være {self.expected}, for eksempel {example}"
            f"{why and f'; {why}'}"
        )


def quoted(given: str) -> str:
    """Show what was given, on one line and not too long."""
    return f"„{repr(given[:60])[1:-1]}“"


def _without_password(given: str) -> str:
    """Describe a URL by its scheme alone: the rest may hold a password, also when malformed."""
    scheme = URL_SCHEME.match(given)
    return f"en adresse med {scheme[0]}://" if scheme else "noget, der ikke kan bruges"


# What a setting may be: each of these raises ValueError for what is not expected.


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return what reads a whole number within the bounds."""

    def parse(text: str) -> int:
        # int() alone would take "1_000" and digits of other scripts.
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError
        return int(text)

    return parse


def seconds(low: float, high: float) -> Callable[[str], float]:
    """Return what reads a number of seconds within the bounds."""

    def parse(text: str) -> float:
        if not low <= float(text) <= high:  # also false for "nan"
            raise ValueError
        return float(text)

    return parse


def slides(text: str) -> tuple[str, ...]:
    """Read the names of slides that there are, with commas between them and none left out.

    One that is named twice is shown once, as where the wall's own address names it twice.
    """
    given = [name.strip() for name in text.split(",")]
    unknown = [quoted(name) for name in dict.fromkeys(given) if name and name not in names.SLIDES]
    problems = [f"ingen tavle hedder {' eller '.join(unknown[:3])}"] if unknown else []
    problems += ["der mangler et navn ved et komma"] if "" in given else []
    if problems:
        raise UnexpectedError(f"{' og '.join(problems)}; tavlerne hedder {', '.join(names.SLIDES)}")
    return tuple(dict.fromkeys(given))


def web_address(text: str) -> str:
    """Read the address of a page; '' where there is none."""
    if text != NONE and not WEB.fullmatch(text):
        raise ValueError
    return "" if text == NONE else text


def contact(text: str) -> str:
    """Read whom one can write to, by mail or on a page; '' where there is nobody."""
    return text if MAIL.fullmatch(text) else web_address(text)


def host(text: str) -> str:
    """Read a host name or an IP address."""
    if not HOST_NAME.fullmatch(text):
        ipaddress.ip_address(text)
    return text


def log_level(text: str) -> str:
    """Read how much is logged, in capitals or not."""
    if text.lower() not in LOG_LEVELS:
        raise ValueError
    return text.lower()


def writable_folder(text: str) -> Path:
    """Return the folder's full path; it need not exist yet, but must be possible to make."""
    folder = Path(text).absolute()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise ValueError
    return folder


def database_url(text: str) -> str:
    """Read the URL of a database that can be shared: none that lives in one process's memory."""
    # SQLAlchemy's own errors are left behind here: they can quote pieces of the password.
    try:
        url = make_url(text)
    except Exception:
        url = None
    is_sqlite = url is not None and url.drivername == "sqlite"
    # A password ends at the first @: what follows is then taken for the server, and would be shown as such.
    parts = ("@",) if url is None else (url.host, url.database or text.partition("?")[2])
    if not is_sqlite and text.count("@") > 1 and any("@" in (part or "") for part in parts):
        raise UnexpectedError(
            "i et navn eller en adgangskode skrives @ som %40, / som %2F, : som %3A og % som %25"
        )
    if url is None or url.drivername not in DATABASES:
        raise ValueError
    if url.database in (None, "") or (is_sqlite and url.database == ":memory:"):
        raise ValueError
    return text
