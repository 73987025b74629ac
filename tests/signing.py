"""A provider as regions have it, on the loopback, and a server where one signs in with it."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
import requests
from werkzeug.serving import make_server

from callbacks.access import oidc_library
from dashboard.app import create_app
from dashboard.settings import Settings
from data_access.people.people import People
from tests.patience import PATIENCE, lengthen
from tests.ports import free_port

lengthen(oidc_library, "PATIENCE_SECONDS")
PROVIDER = Path(__file__).parent / "provider"
LEAST_NODE = 20
SECRET = "a-secret-that-both-know-of"  # noqa: S105 - both stand on the loopback


@dataclass
class SignedIn:
    """Where Pejling stands, its people, and the address of the provider."""

    url: str
    provider: str
    people: People
    process: "subprocess.Popen[str]"

    def visitor(self) -> requests.Session:
        """Return a browser without a screen."""
        session = requests.Session()
        session.headers["Accept"] = "text/html"
        return session

    def sign_in(
        self, session: requests.Session, who: str, path: str = "/log-ind?til=/mig"
    ) -> requests.Response:
        """Go to a page, choose somebody at the provider where it asks, and come back."""
        asked = session.get(f"{self.url}{path}", timeout=PATIENCE)
        if not asked.url.startswith(f"{self.provider}/valg/"):
            return asked
        return session.get(f"{asked.url}/{who}", timeout=PATIENCE)

    def state(self, session: requests.Session) -> int:
        """Return what an open page is answered, as its script asks."""
        return session.get(f"{self.url}/tilstand", headers={"Accept": "*/*"}, timeout=PATIENCE).status_code


@contextmanager
def signed_in(settings: Settings, store: Any, people: str) -> Iterator[SignedIn]:
    """Let a provider and a server run; skips where Node is too old for it, and nowhere else."""
    node = shutil.which("node")
    missing = "the provider is not installed: scripts/ensure_programs.sh installs it"
    if node is None:
        pytest.fail(missing)
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.strip().removeprefix("v").partition(".")[0]) < LEAST_NODE:
        pytest.skip(f"the provider needs Node {LEAST_NODE} or newer, and this is {version.strip()}")
    if not (PROVIDER / "node_modules/oidc-provider").is_dir():
        pytest.fail(missing)
    here, there = free_port(), free_port()
    # Two names of the loopback: two hosts, with cookies of their own.
    url, provider = f"http://localhost:{here}", f"http://127.0.0.1:{there}"
    env = os.environ | {"PROVIDER_PORT": str(there), "CLIENT_URL": url, "CLIENT_SECRET": SECRET}
    process = subprocess.Popen(
        [node, "provider.mjs"],
        cwd=PROVIDER,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        assert process.stdout
        assert any(line.startswith("ready") for line in process.stdout)
        of = {
            "oidc_issuer": provider,
            "oidc_client_id": "pejling",
            "oidc_client_secret": SECRET,
            "sign_in": "oidc",
        }
        app = create_app(replace(settings, people_url=people, **of), store)  # type: ignore[arg-type]
        server = make_server("localhost", here, app.server, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield SignedIn(url, provider, app.server.extensions["people"], process)
        finally:
            server.shutdown()
            thread.join(PATIENCE)
            server.server_close()
    finally:
        process.kill()
        process.wait(PATIENCE)
        assert process.stdout
        process.stdout.close()
