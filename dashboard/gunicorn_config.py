"""How gunicorn serves Pejling; `pejling serve` starts it with this."""

import logging
import os
import sys
from pathlib import Path
from typing import Any

from dashboard import logs
from dashboard.settings import Settings

_settings = Settings.from_env()
_MEMORY_DISK = Path("/dev/shm")  # noqa: S108 - a place for the workers' heartbeat, which holds no data

wsgi_app = "wsgi:server"
bind = _settings.bind
workers = _settings.workers
threads = _settings.threads
worker_class = "gthread"

# Whether one came over TLS is the proxy's to say.
forwarded_allow_ips = ",".join(each for each in _settings.proxies if each != "unix")

# No proxy says below what we are: PEJLING_PATH does, and whoever could say it would choose where answers lead.
forwarder_headers = ""

# A worker that dies is replaced in a second instead of ten, because the program is already loaded.
preload_app = True

# The heartbeat is a file, and a busy disk would make healthy workers look dead.
worker_tmp_dir = str(_MEMORY_DISK) if os.access(_MEMORY_DISK, os.W_OK) else None

graceful_timeout = 10
# Whatever a process may gather in months on the wall is let go of, and not by all of them at once.
max_requests, max_requests_jitter = 20_000, 2_000
control_socket_disable = True
_PACK_AFTER_SECONDS = 20.0
_OF_PROXIES = "X-PEJLING-"

# A line of JSON a request is written by the program itself, with its id.
accesslog = None
loglevel = "warning" if _settings.log_level == "info" else _settings.log_level
logconfig_dict = logs.configuration(_settings.log_level)


def child_exit(_server: Any, worker: Any) -> None:
    """Keep what a process that has ended has counted."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return
    from data_access.snapshot import measures

    with measures.quietly():  # a fault here would end the master, and with it everything
        measures.fold(worker.pid, Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))


def when_ready(_server: Any) -> None:
    """Say where the pages are, now that they can be had."""
    if _settings.is_open_to_others:
        logging.getLogger("pejling").warning("open to whoever reaches it: PEJLING_SIGN_IN=open")
    sys.stdout.write(f"Pejling kører på http://{bind}{_settings.path} – stop med Ctrl+C\n")
    sys.stdout.flush()


def pre_request(_worker: Any, asked: Any) -> None:
    """Mark a request that has twice what a proxy says once: joined into one value nobody can tell that it was two."""
    names = [name for name, _value in asked.headers if name.startswith(_OF_PROXIES)]
    if len(names) > len(set(names)):
        asked.headers.append((f"{_OF_PROXIES}TWICE", "yes"))


def pre_fork(_server: Any, _worker: Any) -> None:
    """Take into memory what every worker will need: once here, and not once in each of them."""
    import gc

    from data_access.database.engine import reader
    from data_access.snapshot import memory
    from vocabulary import language, text

    memory.stay_small()
    reader(_settings.database_url).dispose()  # the driver; no connection is opened
    for spoken in language.LANGUAGES:
        with language.speaking(spoken):
            text.number(1.5, 1)
            text.month("2015-04")
    # A worker that looks through the program for garbage writes on it, and has a copy of its own from then on.
    gc.collect()
    gc.freeze()


def post_fork(_server: Any, worker: Any) -> None:
    """Start refreshing: threads and connections do not survive a fork, so never before it."""
    import gc
    import threading

    # A page is a hundred thousand small values that live until it is sent: looking through them for garbage again
    # and again took up to a third of its time.
    gc.set_threshold(50_000, 20, 20)
    # What all pages share, and what all hospitals' pages do, is worked out before anybody asks.
    for path in ("/", "/hospital"):
        worker.app.wsgi().extensions["pejling.answers"].expect(path)
    _store_of(worker).start()
    # When the first visitors have been served, and one process after the other: they share what is made.
    packing = threading.Timer(_PACK_AFTER_SECONDS * worker.age, _extension(worker, "packed").pack)
    packing.daemon = True
    packing.start()


def worker_exit(_server: Any, worker: Any) -> None:
    """Stop refreshing."""
    _store_of(worker).stop()


def _store_of(worker: Any) -> Any:
    return _extension(worker, "pejling")


def _extension(worker: Any, name: str) -> Any:
    # gunicorn has loaded the application already, and hands it to the hooks with the worker.
    return worker.app.wsgi().extensions[name]
