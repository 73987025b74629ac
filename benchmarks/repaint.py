"""From a choice in a filter until all charts are redrawn, against plotly alone with the same figures."""

from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.browser import SIZE, chromium
from benchmarks.databases import database, snapshot
from benchmarks.result import Figure, Rounds, take_turns
from benchmarks.server import HOST, PEJLING, serving

TIMER = Path(__file__).with_name("page_timer.js")
PATH = "/servicedesk"
LIST = "#filter-hospital"


def run(*, quick: bool) -> Iterator[Figure]:
    """Choose hospitals nobody chose before, and then the same ones again."""
    url = database(1)
    hospitals = [*snapshot(url).choices.hospitals["today"]]
    with serving(PEJLING, database=url, threads=4) as served, chromium() as browser:
        page = browser.new_page(viewport=SIZE)
        page.add_init_script(path=TIMER)
        page.goto(f"http://{HOST}:{served.port}{PATH}")
        page.evaluate("pageTimer.rest()")
        unseen = hospitals[:5] if quick else hospitals
        yield _rounds(page, unseen).figure(f"choice to repaint, cold: {PATH}", "ms")
        again = cycle(unseen)
        seen = [next(again) for _ in range(6 if quick else 15)]
        yield _rounds(page, seen).figure(f"choice to repaint, warm: {PATH}", "ms")


def _rounds(page: Page, hospitals: list[str]) -> Rounds:
    values = iter(hospitals)

    def choose() -> float:
        return _taken(page, f"pageTimer.choose('{LIST}', '{next(values)}')")

    return take_turns(choose, lambda: _taken(page, "pageTimer.again()"), len(hospitals))


def _taken(page: Page, script: str) -> float:
    found = page.evaluate(script)
    if not found["charts"]:
        raise RuntimeError(f"{script} drew no chart")
    return float(found["taken"])
