"""The shipped pgbouncer before a PostgreSQL: it hands its connections on between transactions."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url

from tests.patience import PATIENCE
from tests.ports import free_port

PROGRAM = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
DEPLOY = Path(__file__).parent.parent / "deploy"


@contextmanager
def pooled(url: str, connections: int = 1) -> Iterator[str]:
    """Give the URL of the same database behind a pooler that has so many connections to it."""
    assert PROGRAM, "the tests need pgbouncer: scripts/ensure_programs.sh installs it"
    target = make_url(url)
    folder = Path(tempfile.mkdtemp(prefix="pejling-pooler-"))
    port = free_port()
    host = target.query.get("host", target.host)
    (folder / "users.txt").write_text('"postgres" ""\n')
    shipped = (DEPLOY / "pgbouncer.ini").read_text("utf-8")
    for theirs, ours in {
        "host=kopi1 port=5432 dbname=pejling": f"host={host} dbname={target.database} user={target.username}",
        "listen_port = 6432": f"listen_port = {port}",
        "auth_type = scram-sha-256": "auth_type = any",
        "/etc/pgbouncer/userlist.txt": f"{folder}/users.txt",
        "default_pool_size = 8": f"default_pool_size = {connections}",
    }.items():
        assert theirs in shipped, theirs
        shipped = shipped.replace(theirs, ours)
    (folder / "pgbouncer.ini").write_text(shipped)
    folder.chmod(0o755)
    # Under root it runs as the user whom the server runs as, who alone may reach its socket.
    who = ["-u", Path(str(host)).owner()] if os.geteuid() == 0 else []
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([PROGRAM, *who, folder / "pgbouncer.ini"], stdout=log, stderr=log)
    try:
        _wait_for(port, folder / "log")
        yield f"postgresql://{target.username}@127.0.0.1:{port}/pejling"
    finally:
        process.terminate()
        process.wait(PATIENCE)
        shutil.rmtree(folder)


def _wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except OSError:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.02)
        else:
            return
