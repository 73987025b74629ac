"""Pejling's own gunicorn settings, for Pejling and its floors alike."""

import os
import signal
from typing import Any

from benchmarks.server import CORE, STATEMENTS
from dashboard import gunicorn_config as pejling

LONGEST_SECONDS = 900

# gunicorn reads a module's names: all of Pejling's, but for those that follow here.
globals().update({name: value for name, value in vars(pejling).items() if not name.startswith("_")})

if CORE in os.environ:  # all that is started from here on inherits it
    os.sched_setaffinity(0, {int(os.environ[CORE])})

max_requests = max_requests_jitter = 0  # no worker is renewed in the middle of a round


def when_ready(_server: Any) -> None:
    """End after a while, should nobody be there to do it: the workers follow."""
    signal.alarm(LONGEST_SECONDS)


def pre_fork(server: Any, worker: Any) -> None:
    """Do what Pejling does before its fork; a floor has nothing of it to hold."""
    if server.app.app_uri == pejling.wsgi_app:
        pejling.pre_fork(server, worker)


def post_fork(server: Any, worker: Any) -> None:
    """Do what Pejling does after its fork; a floor has nothing to do."""
    if STATEMENTS in os.environ:
        _count_statements(os.environ[STATEMENTS])
    if server.app.app_uri == pejling.wsgi_app:
        pejling.post_fork(server, worker)


def worker_exit(server: Any, worker: Any) -> None:
    """Do what Pejling does at its end."""
    if server.app.app_uri == pejling.wsgi_app:
        pejling.worker_exit(server, worker)


def _count_statements(path: str) -> None:
    from sqlalchemy import Engine, event

    counts = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)

    @event.listens_for(Engine, "after_cursor_execute")
    def answered(*_told: object) -> None:
        os.write(counts, b".")
