"""Servers on this machine alone: started under Pejling's settings, waited for, and ended."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PEJLING = "wsgi:server"
BARE = "benchmarks.bare_flask:server"
STOCK = "benchmarks.stock_dash:server"
PEER = "benchmarks.memoised_dash:server"
ANSWER = "PEJLING_BENCH_ANSWER"  # names the folder where the bare floor finds `body` and `headers`
CORE = "PEJLING_BENCH_CORE"  # the one that all processes of a server run on
STATEMENTS = "PEJLING_BENCH_STATEMENTS"  # names the file that has a byte for each statement of a server
SECONDS_TO_START = 60.0


TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server that runs: its port, and the process that the others are children of."""

    port: int
    pid: int

    def cpu_seconds(self) -> float:
        """Return the CPU seconds that the processes that answer have had."""
        return sum(_cpu_ticks(pid) for pid in self._workers()) / TICKS

    def mebibytes(self) -> float:
        """Return the memory of all its processes, of what they share each its part (PSS)."""
        return sum(_pss_kilobytes(pid) for pid in (self.pid, *self._workers())) / 1024

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text("ascii")
        return [int(each) for each in children.split()]


def _cpu_ticks(pid: int) -> int:
    # What follows the name, which is in brackets and may have blanks: utime and stime are the 14th and 15th of all.
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _pss_kilobytes(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


@contextmanager
def serving(
    application: str,
    *,
    database: str,
    threads: int,
    workers: int = 1,
    more: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """Serve an application on a free port of this machine."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        own = {
            "PORT": str(port),
            "HOST": HOST,
            "PEJLING_STATE_DIR": folder,
            "PEJLING_DATABASE_URL": database,
            "PEJLING_SIGN_IN": "open",
            "PEJLING_WORKERS": str(workers),
            "PEJLING_THREADS": str(threads),
        }
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--config",
            "python:benchmarks.gunicorn_config",
            application,
        ]
        process = subprocess.Popen(
            command, cwd=ROOT, env=os.environ | own | dict(more or {}), stdout=subprocess.DEVNULL
        )
        try:
            _wait(process, port)
            yield Served(port, process.pid)
        finally:
            _end(process)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        port: int = listener.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the server did not begin to listen")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
