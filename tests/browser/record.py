"""What the tests of accessibility have tried, as the page Tilgængelighed tells of it."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from playwright.sync_api import Page

from layouts.pages.accessibility import TESTED, tested
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

    def write(self, tried: Mapping[str, Mapping[str, object]], states: Mapping[str, object]) -> None:
        """Write down what was passed, where that is wished for, beside what was passed before and is tried so."""
        if not os.environ.get(WISH) or not self.passed_at:
            return
        means, before = {"axe": axe_version(), "rules": self.rules, "looks": states}, tested()
        is_as_before = all(before[each] == means[each] for each in means)
        known = {
            address: each
            for address, each in before["addresses"].items()
            if is_as_before and {**each, "day": ""} == {**tried.get(address, {}), "day": ""}
        }
        today = datetime.now(UTC).date().isoformat()
        known |= {address: {**tried[address], "day": today} for address in self.passed_at}
        addresses = {address: known[address] for address in tried if address in known}
        found = {**means, "browser": self.browser, "addresses": addresses}
        TESTED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")


def axe_version() -> str:
    """Return the version of axe that the tests use, as its file says it."""
    return AXE.partition(" v")[2].partition("\n")[0]
