"""What the tests of accessibility have tried, as the page Tilgængelighed tells of it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from playwright.sync_api import Page

from layouts.pages.accessibility import TESTED
from tests.browser.looks import AXE, RULES

WISH = "PEJLING_TESTED"  # set by `make tested`
COUNT = "(tags) => axe.getRules(tags).length"


@dataclass
class Record:
    """The addresses at which nothing was found, and with what was looked."""

    passed_at: set[str] = field(default_factory=set)
    browser: str = ""
    rules: int = 0

    def passed(self, address: str, page: Page) -> None:
        """Note that nothing was found at an address."""
        chromium = page.context.browser
        self.passed_at.add(address)
        self.browser = f"Chromium {chromium.version.partition('.')[0]}" if chromium else ""
        self.rules = page.evaluate(COUNT, RULES)

    def write(self, tried: Mapping[str, object], states: Mapping[str, object]) -> None:
        """Write down what was tried, where that is wished for and nothing was found at any address."""
        if not os.environ.get(WISH) or set(tried) != self.passed_at:
            return
        found = {
            "day": datetime.now(UTC).date().isoformat(),
            "axe": axe_version(),
            "browser": self.browser,
            "rules": self.rules,
            "looks": states,
            "addresses": tried,
        }
        TESTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


def axe_version() -> str:
    """Return the version of axe that the tests use, as its file says it."""
    return AXE.partition(" v")[2].partition("\n")[0]
