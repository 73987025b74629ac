"""The browser that tests and pictures use: the one that PEJLING_CHROMIUM names, or what Debian has installed."""

import os
import shutil

from playwright.sync_api import Browser, Playwright

# The first is Chromium without windows, which does the same for some three quarters of the work.
PROGRAMS = ("chromium-headless-shell", "chromium")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page lives for a second: what a compiler finds out of its scripts takes longer than it gives back. And what the
    # page makes in that second is looked through for garbage when 16 MB are there, and not at each single one.
    "--js-flags=--no-maglev --no-turbofan --min-semi-space-size=16",
)


def launch(playwright: Playwright) -> Browser:
    """Start the browser; raises FileNotFoundError when there is none."""
    named = os.environ.get("PEJLING_CHROMIUM")
    found = [path for path in map(shutil.which, [named] if named else PROGRAMS) if path]
    if not found:
        raise FileNotFoundError(f"no {named or 'Chromium'} was found; PEJLING_CHROMIUM can name one")
    return playwright.chromium.launch(executable_path=found[0], args=ARGUMENTS)
