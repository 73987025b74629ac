"""What can be set from the environment: read once, checked together, and frozen."""

from __future__ import annotations

import ipaddress
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine.url import URL, make_url

LOG_LEVELS = ("debug", "info", "warning", "error", "critical")
DATABASES = ("sqlite", "postgresql", "postgresql+psycopg")
HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")
SLIDE_NAME = re.compile(r"[a-z][a-z-]{0,39}")
URL_SCHEME = re.compile(r"[a-z][a-z0-9+]{0,30}(?=://)")


class SettingsError(ValueError):
    """Every setting that cannot be used, each with what was given and what is expected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


@dataclass(frozen=True)
class Setting:
    """One environment variable: its default, what it may be and what it decides."""

    variable: str
    default: str
    expected: str
    example: str
    meaning: str
    parse: Callable[[str], Any]  # raises ValueError for what is not expected
    secret: bool = False

    @property
    def key(self) -> str:
        """Return the name of the field of `Settings` that holds the value."""
        return self.variable.removeprefix("PEJLING_").lower()

    def problem(self, given: str) -> str:
        """Say in one line what is wrong with a value, and show one that is right."""
        shown = _without_password(given) if self.secret else repr(given[:60])
        example = f"{self.variable}={self.example}"
        return f"{self.variable}: got {shown}; expected {self.expected}, for example {example}"


def _without_password(given: str) -> str:
    """Describe a URL by its scheme alone: the rest may hold a password, also when malformed."""
    scheme = URL_SCHEME.match(given)
    return f"a {scheme[0]}:// URL" if scheme else "something that is not a URL"


def _whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        # int() alone would take "1_000" and digits of other scripts.
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            raise ValueError
        return int(text)

    return parse


def _seconds(low: float, high: float) -> Callable[[str], float]:
    def parse(text: str) -> float:
        if not low <= float(text) <= high:  # also false for "nan"
            raise ValueError
        return float(text)

    return parse


def _slides(text: str) -> tuple[str, ...]:
    # Which slides there are is the layout's business: the wall tells of one that there is not.
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    if not names or not all(SLIDE_NAME.fullmatch(name) for name in names):
        raise ValueError
    return names


def _host(text: str) -> str:
    if not HOST_NAME.fullmatch(text):
        ipaddress.ip_address(text)
    return text


def _log_level(text: str) -> str:
    if text.lower() not in LOG_LEVELS:
        raise ValueError
    return text.lower()


def _writable_folder(text: str) -> Path:
    """Return the folder's full path; it need not exist yet, but must be possible to make."""
    folder = Path(text).absolute()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not (nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)):
        raise ValueError
    return folder


def _database_url(text: str) -> str:
    # SQLAlchemy's own errors are left behind here: they can quote pieces of the password.
    try:
        url = make_url(text)
    except Exception:
        raise ValueError from None
    in_memory = url.database in (None, "", ":memory:")
    if url.drivername not in DATABASES or (url.drivername == "sqlite" and in_memory):
        raise ValueError
    return text


SETTINGS = (
    Setting(
        variable="PORT",
        default="8050",
        expected="a whole number from 1 to 65535",
        example="8050",
        meaning="The port that the server listens on.",
        parse=_whole(1, 65535),
    ),
    Setting(
        variable="HOST",
        default="127.0.0.1",
        expected="an IP address or a host name",
        example="10.0.0.5",
        meaning="The address that the server listens on; 0.0.0.0 is every one of the machine's.",
        parse=_host,
    ),
    Setting(
        variable="PEJLING_STATE_DIR",
        default="var",
        expected="a folder that exists or can be made, and that can be written to",
        example="/var/lib/pejling",
        meaning="The folder for what Pejling itself writes, such as the demonstration database.",
        parse=_writable_folder,
    ),
    Setting(
        variable="PEJLING_DATABASE_URL",
        default="sqlite:///$PEJLING_STATE_DIR/pejling.db",
        expected="sqlite:/// and a file, or the postgresql:// URL of a database",
        example="postgresql://reader@db.example.org/pejling",
        meaning="The operational database; the default is one with demonstration data.",
        parse=_database_url,
        secret=True,
    ),
    Setting(
        variable="PEJLING_WORKERS",
        default="2",
        expected="a whole number from 1 to 64",
        example="2",
        meaning="The number of processes that answer requests; one a core is enough.",
        parse=_whole(1, 64),
    ),
    Setting(
        variable="PEJLING_THREADS",
        default="4",
        expected="a whole number from 1 to 64",
        example="4",
        meaning="The number of requests that one process works on at a time.",
        parse=_whole(1, 64),
    ),
    Setting(
        variable="PEJLING_REFRESH_SECONDS",
        default="3",
        expected="a number of seconds from 0.5 to 3600",
        example="3",
        meaning="How often each process asks the database whether there is news.",
        parse=_seconds(0.5, 3600),
    ),
    Setting(
        variable="PEJLING_STALE_SECONDS",
        default="7",
        expected="a number of seconds from 1 to 86400",
        example="10",
        meaning="How old the database's last answer may be before the pages say so;"
        " longer than PEJLING_REFRESH_SECONDS.",
        parse=_seconds(1, 86400),
    ),
    Setting(
        variable="PEJLING_MEMO_MB",
        default="64",
        expected="a whole number from 1 to 4096",
        example="64",
        meaning="The most memory, in MB, that one process spends on remembered answers.",
        parse=_whole(1, 4096),
    ),
    Setting(
        variable="PEJLING_WALL_SLIDES",
        default="overblik,i-dag,servicedesk,sager,svartider,projekter,omvisitering,noter",
        expected="names of slides with commas between them",
        example="i-dag,servicedesk,svartider,projekter",
        meaning="The slides that /vaeg shows where its address does not say, in their order.",
        parse=_slides,
    ),
    Setting(
        variable="PEJLING_WALL_SECONDS",
        default="20",
        expected="a number of seconds from 1 to 3600",
        example="20",
        meaning="How long a slide stands where the address of the wall does not say.",
        parse=_seconds(1, 3600),
    ),
    Setting(
        variable="PEJLING_LOG_LEVEL",
        default="info",
        expected="one of " + ", ".join(LOG_LEVELS),
        example="info",
        meaning="How much is logged.",
        parse=_log_level,
    ),
)


def settings_table() -> tuple[tuple[str, str, str], ...]:
    """Return every setting's variable, default and meaning, as documentation lists them."""
    return tuple((setting.variable, setting.default, setting.meaning) for setting in SETTINGS)


def _default_database(state_dir: Path) -> str:
    url = URL.create("sqlite", database=str(state_dir / "pejling.db"))
    return url.render_as_string(hide_password=False)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one run; the `SETTINGS` above say what each of them means."""

    port: int
    host: str
    state_dir: Path
    database_url: str = field(repr=False)  # can hold a password
    workers: int
    threads: int
    refresh_seconds: float
    stale_seconds: float
    memo_mb: int
    wall_slides: tuple[str, ...]
    wall_seconds: float
    log_level: str

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Settings:
        """Read the settings; a blank variable counts as unset. All faults are raised as one."""
        values, problems = _parse(_given(os.environ if env is None else env))
        problems = problems or _contradictions(values)
        if problems:
            raise SettingsError(problems)
        values.setdefault("database_url", _default_database(values["state_dir"]))
        return cls(**values)

    @property
    def bind(self) -> str:
        """Return host and port as servers take them, with an IPv6 address in brackets."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def uses_default_database(self) -> bool:
        """Tell whether the database is the built-in one with demonstration data."""
        return self.database_url == _default_database(self.state_dir)


def _given(env: Mapping[str, str]) -> dict[str, str]:
    """Return what is set, by variable, and nothing but settings."""
    texts = {setting.variable: env.get(setting.variable, "").strip() for setting in SETTINGS}
    return {variable: text for variable, text in texts.items() if text}


def _parse(given: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    """Return the fields' values and the problems; the database's default is left to the caller."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for setting in SETTINGS:
        if setting.key == "database_url" and setting.variable not in given:
            continue
        text = given.get(setting.variable, setting.default)
        try:
            values[setting.key] = setting.parse(text)
        except (ValueError, OSError):
            problems.append(setting.problem(text))
    return values, problems


def _contradictions(values: Mapping[str, Any]) -> list[str]:
    """Return the problems of values that are each allowed, but not together."""
    refresh, stale = values["refresh_seconds"], values["stale_seconds"]
    if stale > refresh:
        return []
    # The pages would call data stale before anyone had asked for newer.
    return [
        f"PEJLING_STALE_SECONDS: got '{stale:g}'; expected more than PEJLING_REFRESH_SECONDS, "
        f"which is {refresh:g}, for example PEJLING_STALE_SECONDS={3 * refresh:g}"
    ]
