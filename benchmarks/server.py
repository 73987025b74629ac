"""Servers on this machine alone: started under Pejling's settings, waited for, and ended."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOST = "127.0.0.1"
PEJLING = "wsgi:server"
BARE = "benchmarks.bare_flask:server"
STOCK = "benchmarks.stock_dash:server"
ANSWER = "PEJLING_BENCH_ANSWER"  # names the folder where the bare floor finds `body` and `headers`
SECONDS_TO_START = 60.0


@contextmanager
def serving(
    application: str, *, database: str, threads: int, more: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Serve an application from one process; yields the port."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="pejling-bench-") as folder:
        own = {
            "PORT": str(port),
            "HOST": HOST,
            "PEJLING_STATE_DIR": folder,
            "PEJLING_DATABASE_URL": database,
            "PEJLING_WORKERS": "1",
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
            yield port
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
