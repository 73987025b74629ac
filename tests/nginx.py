"""The shipped nginx before a server of a test's own: a configuration of `deploy/` with other ports and places."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.patience import PATIENCE
from tests.ports import free_port

DEPLOY = Path(__file__).parent.parent / "deploy"
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def nginx(name: str, behind: int, folder: Path) -> Iterator[int]:
    """Run nginx by a shipped file before the port `behind`, and yield its own; all that it writes is in the folder."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/sbin:/bin")
    assert program, "the proxy's tests need nginx: apt-get install nginx-light"
    port = free_port()
    certificate, key = _certificate(folder)
    shipped = (DEPLOY / name).read_text("utf-8")
    (folder / "pejling_proxy.conf").write_bytes((DEPLOY / "pejling_proxy.conf").read_bytes())
    for ours, theirs in {
        "127.0.0.1:8050": f"127.0.0.1:{behind}",
        "listen 80;": f"listen 127.0.0.1:{free_port()};",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "/etc/nginx/pejling_proxy.conf": str(folder / "pejling_proxy.conf"),
        "/etc/ssl/pejling.pem": str(certificate),
        "/etc/ssl/private/pejling.key": str(key),
        "/etc/nginx/pejling": str(DEPLOY),
        "/var/lib/nginx/pejling": str(folder / "cache"),
        "client_header_timeout 10s;": f"client_header_timeout {PATIENCE}s;",  # so that none goes before it is looked at
    }.items():
        assert ours in shipped or ours == "listen 80;", ours
        shipped = shipped.replace(ours, theirs)
    paths = "".join(f"{name}_temp_path {folder / name};" for name in TEMPORARY)
    # Under root its processes would become someone who may not look into the tests' folder.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder / 'pid'}; error_log {folder / 'error.log'};"
        f"events {{ worker_connections 1024; }} http {{ access_log off; {paths} {shipped} }}"
    )
    proxy = subprocess.Popen(
        [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    )
    try:
        _listens(port)
        yield port
    finally:
        proxy.terminate()
        proxy.wait(PATIENCE)


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=pejling.example.org",
         "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True,
    )  # fmt: skip
    return certificate, key


def _listens(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), PATIENCE).close()
        except OSError:
            assert time.monotonic() < until, "nginx does not listen"
            time.sleep(0.02)
        else:
            return
