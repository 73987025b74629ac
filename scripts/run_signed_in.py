"""`make run-signed-in`: the demonstration where one signs in, with a provider and somebody of each role."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from dashboard.demonstration import build
from dashboard.settings import Settings
from data_access.people import grants
from data_access.people.writing import writing

ROOT = Path(__file__).resolve().parent.parent
PROVIDER = ROOT / "tests/provider"
SECRET = "a-secret-of-the-loopback"  # noqa: S105 - both stand on this machine
# What the provider's groups may here: role, and whose hospital or which page.
GROUPS = {
    "pejling-laesere": ("reader", None, None),
    "pejling-herlev": ("manager", "herlev", None),
    "pejling-sager": ("owner", None, "sager"),
    "pejling-redaktion": ("editor", None, None),
    "pejling-drift": ("administrator", None, None),
}


def main() -> None:
    """Serve it until it is stopped."""
    settings = Settings.from_env()
    if not (PROVIDER / "node_modules/oidc-provider").is_dir():
        sys.exit("The provider is not installed: bash scripts/ensure_programs.sh (needs Node and npm)")
    if settings.uses_default_database and not (settings.state_dir / "pejling.db").exists():
        build(settings.database_url)
    with writing(settings.database_url) as connection:
        held = {grant.group for grant in grants.all_of(connection)}
        for group, (role, hospital, page) in GROUPS.items():
            if group not in held:
                grants.grant(connection, role, None, group=group, hospital=hospital, subject=page)
    there, here = settings.port + 1, f"http://localhost:{settings.port}"
    env = os.environ | {"PROVIDER_PORT": str(there), "CLIENT_URL": here, "CLIENT_SECRET": SECRET}
    provider = subprocess.Popen(["node", "provider.mjs"], cwd=PROVIDER, env=env)  # noqa: S607
    env |= {
        "PEJLING_SIGN_IN": "oidc", "PEJLING_OIDC_ISSUER": f"http://127.0.0.1:{there}",
        "PEJLING_OIDC_CLIENT_ID": "pejling", "PEJLING_OIDC_CLIENT_SECRET": SECRET,
    }  # fmt: skip
    serve = subprocess.Popen([str(Path(sys.executable).with_name("pejling")), "serve"], env=env)  # noqa: S603
    sys.stdout.write(f"Åbn {here} (og ikke 127.0.0.1: den adresse er udbyderens)\n")
    signal.signal(signal.SIGTERM, lambda *_given: serve.terminate())
    try:
        serve.wait()
    except KeyboardInterrupt:
        serve.wait()
    finally:
        provider.terminate()


if __name__ == "__main__":
    main()
