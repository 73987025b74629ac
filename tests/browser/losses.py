"""The ways to lose an answer, what comes in its place where one has to sign in, and the line on which that happens."""

import math
import re
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Request, Route

from tests.browser.windows import PATIENCE

Answer = Callable[[Route], Any]
NEVER = "an answer that never comes"
FAULTS: dict[str, Answer] = {
    "a proxy's page of an error": lambda route: route.fulfill(
        status=502, content_type="text/html", body="<h1>Fejl</h1>"
    ),
    "a server that is not ready": lambda route: route.fulfill(status=503, body="vent"),
    "a network that is away": lambda route: route.abort(),
    NEVER: lambda _route: None,
    "half an answer": lambda route: route.fulfill(
        content_type="application/json", body='{"multi": true, "response": {"answer"'
    ),
    "no answer at all": lambda route: route.fulfill(json={"multi": True, "response": {}}),
}
SIGN_IN: dict[str, Answer] = {
    "a page": lambda route: route.fulfill(status=200, content_type="text/html", body="<h1>Log ind</h1>"),
    "another address": lambda route: route.fulfill(status=302, headers={"Location": "https://log.ind/"}),
    "a refusal": lambda route: route.fulfill(status=401, body="nej"),
}


class Line:
    """What stands between a page and its server, and answers as a test wants; the page's clock is the test's too.

    The page's time stands while an answer is on its way: a machine that is slow would otherwise let a page that waits
    for seconds of its own give up an answer that is sent at once.
    """

    def __init__(self, page: Page, questions: str | re.Pattern[str], step: int) -> None:
        self.page, self._questions, self._step = page, questions, step  # ms
        self._on_its_way: set[Request] = set()
        page.clock.install()
        page.on("requestfinished", lambda request: self._on_its_way.discard(request))
        page.on("requestfailed", lambda request: self._on_its_way.discard(request))

    def answers(self, how: Answer, *, at_once: bool = True) -> None:
        """Let each question be answered in a way of the test's: at once, or when it likes, or never."""

        def answer(route: Route) -> None:
            if at_once:
                self._on_its_way.add(route.request)
            how(route)

        self.page.route(self._questions, answer)

    def fails(self, fault: str) -> None:
        """Let each question meet a fault."""
        self.answers(FAULTS[fault], at_once=fault != NEVER)

    def heal(self) -> None:
        """Let the server answer again; what is on its way comes first, for its question would be handed on."""
        self.passes(lambda: not self._on_its_way)
        self.page.unroute(self._questions)

    def passes(self, until: Callable[[], bool], step: int = 0, most: float = math.inf) -> None:
        """Let the page's time pass in steps (ms) until something is so; fails after so many, or a minute of ours.

        Between two there is a moment for what takes real time.
        """
        deadline, steps = time.monotonic() + PATIENCE / 1000, 0
        while not until():
            assert steps < most, "the page's time is over"
            assert time.monotonic() < deadline, "it never came to be"
            if not self._on_its_way:
                self.page.clock.run_for(step or self._step)
                steps += 1
            self.page.wait_for_timeout(10)
