"""What tests run in: whoever is imported after this finds nothing there that a caller or a CI has set.

No answer of a test may depend on it.
"""

import os

# Of whom: our own settings, the drivers and servers that are begun, and what writes to a terminal.
THEIRS = ("PEJLING_", "PG", "DASH_", "FLASK_", "GUNICORN_", "LISTEN_", "PROMETHEUS_")
NAMED = {"HOST", "PORT", "WEB_CONCURRENCY", "FORWARDED_ALLOW_IPS", "COLUMNS", "LINES", "TERMINAL_WIDTH",
         "FORCE_COLOR", "NO_COLOR", "CLICOLOR_FORCE", "PY_COLORS", "GITHUB_ACTIONS", "TTY_COMPATIBLE"}  # fmt: skip
OURS = ("PEJLING_SOAK_", "PEJLING_TESTED", "PEJLING_CHROMIUM")  # what the tests themselves are asked for

for name in list(os.environ):
    if (name in NAMED or name.startswith(THEIRS)) and not name.startswith(OURS):
        del os.environ[name]

os.environ["no_proxy"] = os.environ["NO_PROXY"] = "*"  # whom a test asks is on this machine

# Before numpy is loaded: its threads wait for each other by turning round, which with four processes on two cores
# makes the tests of linear algebra cost twice as much.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
