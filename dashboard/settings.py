"""What is set in the environment: read once, checked together, and frozen."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine.url import URL

from dashboard.setting import UnexpectedError
from dashboard.setting_access import MODES, OIDC, OPEN, PROXY
from dashboard.setting_table import SETTINGS


class SettingsError(ValueError):
    """Every setting that cannot be used, each with what was given and what is expected."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def _default_database(state_dir: Path) -> str:
    url = URL.create("sqlite", database=str(state_dir / "pejling.db"))
    return url.render_as_string(hide_password=False)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one run; `dashboard.setting_table` says what each of them means."""

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
    contact: str  # '' where nobody is named
    was_url: str  # '' where there is none
    log_level: str
    sign_in: str  # '' where it has not been chosen
    people_url: str = field(repr=False)  # '' where it is an SQLite database itself
    oidc_issuer: str
    oidc_client_id: str
    oidc_client_secret: str = field(repr=False)
    oidc_groups: str
    oidc_scope: str
    proxies: tuple[str, ...]
    proxy_secret: str = field(repr=False)
    session_idle_minutes: float
    session_hours: float
    watch_token: str = field(repr=False)
    log_days: int
    patient_pages: str

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
    def people(self) -> str:
        """Return the address to write what people do at; '' where none is known."""
        is_file = self.database_url.startswith("sqlite")
        return self.people_url or (self.database_url if is_file else "")

    @property
    def signs_in(self) -> str:
        """Return how one signs in; raises SettingsError where it must be chosen, or lacks what it needs."""
        chosen = self.sign_in or (OPEN if self.uses_default_database and self.is_loopback else "")
        if problems := _of_signing_in(self, chosen):
            raise SettingsError(problems)
        return chosen

    @property
    def is_loopback(self) -> bool:
        """Tell whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    @property
    def is_open_to_others(self) -> bool:
        """Tell whether whoever reaches it sees all, and that may be others than who tries the demonstration."""
        return self.sign_in == OPEN and not (self.uses_default_database and self.is_loopback)

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
        except UnexpectedError as fault:
            problems.append(setting.problem(text, str(fault)))
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
        f"PEJLING_STALE_SECONDS: fik „{stale:g}“; skal være mere end PEJLING_REFRESH_SECONDS, "
        f"som er {refresh:g}, for eksempel PEJLING_STALE_SECONDS={3 * refresh:g}"
    ]


def _of_signing_in(settings: Settings, chosen: str) -> list[str]:
    """Return what is missing before Pejling can be shown to anybody."""
    if not chosen:
        ways = (f"{OIDC} (log ind hos en udbyder)", f"{PROXY} (en proxy siger, hvem man er)")
        return [
            f"PEJLING_SIGN_IN: er ikke valgt; skal være {', '.join(ways)} eller {OPEN} (alle, der kan nå adressen, ser "
            f"alt), for eksempel PEJLING_SIGN_IN={MODES[1]}"
        ]
    needed = {
        OIDC: ("oidc_issuer", "oidc_client_id", "oidc_client_secret", "people"),
        PROXY: ("proxy_secret", "people"),
    }
    variables = {"people": "PEJLING_PEOPLE_URL"}
    return [
        f"{variables.get(name, f'PEJLING_{name.upper()}')}: mangler; PEJLING_SIGN_IN={chosen} kræver den"
        for name in needed.get(chosen, ())
        if not getattr(settings, name)
    ]
