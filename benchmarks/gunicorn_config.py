"""Pejling's own gunicorn settings, for Pejling and its floors alike."""

import signal
from typing import Any

from dashboard import gunicorn_config as pejling

LONGEST_SECONDS = 900

# gunicorn reads a module's names: all of Pejling's, but for those that follow here.
globals().update({name: value for name, value in vars(pejling).items() if not name.startswith("_")})

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
    if server.app.app_uri == pejling.wsgi_app:
        pejling.post_fork(server, worker)


def worker_exit(server: Any, worker: Any) -> None:
    """Do what Pejling does at its end."""
    if server.app.app_uri == pejling.wsgi_app:
        pejling.worker_exit(server, worker)
