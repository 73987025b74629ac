"""`pejling serve`: sees that all is ready, and becomes gunicorn."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands import demo
from dashboard.commands.databases import is_missing, place, settings
from dashboard.commands.terminal import WRONG_USE, stop

if TYPE_CHECKING:
    from dashboard.settings import Settings

HELP = """Vis siderne.

Findes der ingen database, og er ingen indstillet, bygges først en med demonstrationsdata.

[bold]Eksempel:[/bold] PORT=9000 PEJLING_DATABASE_URL=postgresql://laeser@db/pejling pejling serve

[bold]Indstillinger:[/bold] HOST, PORT, PEJLING_DATABASE_URL, PEJLING_STATE_DIR, PEJLING_WORKERS,
PEJLING_THREADS, PEJLING_REFRESH_SECONDS, PEJLING_STALE_SECONDS, PEJLING_MEMO_MB,
PEJLING_WALL_SLIDES, PEJLING_WALL_SECONDS, PEJLING_CONTACT, PEJLING_WAS_URL, PEJLING_LOG_LEVEL

[bold]Hvem må se dem:[/bold] PEJLING_SIGN_IN, PEJLING_PEOPLE_URL, PEJLING_OIDC_ISSUER, PEJLING_OIDC_CLIENT_ID,
PEJLING_OIDC_CLIENT_SECRET, PEJLING_OIDC_GROUPS, PEJLING_OIDC_SCOPE, PEJLING_PROXIES, PEJLING_PROXY_SECRET,
PEJLING_SESSION_IDLE_MINUTES, PEJLING_SESSION_HOURS, PEJLING_WATCH_TOKEN, PEJLING_LOG_DAYS, PEJLING_PATIENT_PAGES"""

MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - holds counts, and no data


def command() -> None:
    """Serve the pages; builds the demonstration database first, if there is nothing else to show."""
    current = settings()
    _is_chosen(current)
    if not _is_given_a_socket():
        _try_address(current)
    if is_missing(current.database_url):
        if not current.uses_default_database:
            stop(
                f"der er ingen database i {place(current.database_url)}.",
                "Byg en med demonstrationsdata (pejling demo), eller ret PEJLING_DATABASE_URL.",
            )
        demo.build(current.database_url)
    env = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(_counts(current))}
    # Nothing of this process is needed any more, and signals go straight to gunicorn.
    gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:dashboard.gunicorn_config"]
    sys.stdout.flush()
    os.execve(gunicorn[0], gunicorn, env)  # noqa: S606


def _is_chosen(current: Settings) -> None:
    """End the command where it is not said who may see the pages: that is never guessed."""
    from dashboard.settings import SettingsError

    try:
        _mode = current.signs_in
    except SettingsError as fault:
        problems = "\n".join(f"  {problem}" for problem in fault.problems)
        stop(f"det er ikke sagt, hvem der må se siderne.\n{problems}", "Se docs/adgang.md.", WRONG_USE)


def _counts(current: Settings) -> Path:
    """Return the folder where gunicorn's processes count together: made anew with each start.

    In memory where that can be: a full disk must not end a process that counts.
    """
    memory = MEMORY_DISK if os.access(MEMORY_DISK, os.W_OK) else Path(current.state_dir)
    folder = memory / f"pejling-counts-{os.getuid()}-{current.port}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _is_given_a_socket() -> bool:
    """Say that systemd listens already and hands its socket over (sd_listen_fds(3)); gunicorn takes it up."""
    return os.environ.get("LISTEN_PID") == str(os.getpid())


def _try_address(current: Settings) -> None:
    """End the command when the address cannot be listened on: gunicorn would try for five seconds, in English."""
    import socket

    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            current.host, current.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
    except OSError as fault:
        stop(*_explain(current, fault))


def _explain(current: Settings, fault: OSError) -> tuple[str, str]:
    other = f"Vælg en anden: PORT={current.port % 65535 + 1} pejling serve"
    if fault.errno == errno.EADDRINUSE:
        return f"port {current.port} er optaget af et andet program.", other
    if fault.errno == errno.EACCES:
        return f"port {current.port} kræver særlige rettigheder.", "Vælg en fra 1024 og op med PORT."
    return f"{current.host} er ikke en adresse på denne maskine.", "Ret HOST; 127.0.0.1 og 0.0.0.0 går altid."
