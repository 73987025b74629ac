"""Take the README's screenshots of a Pejling that runs: `python -m scripts.screenshots http://127.0.0.1:8050`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from scripts.chromium import launch

PAGES = {
    "overblik": "/",
    "hospital": "/hospital/herlev-og-gentofte",
    "hospitaler": "/hospital",
    "servicedesk": "/servicedesk",
    "sager": "/sager",
    "svartider": "/svartider?fra=2014-09&til=2015-04&system=blodinfo-ii&maaned=2015-04",
    "projekter": "/projekter",
    "projekt": "/projekter/ekg",
    "omvisitering": "/omvisitering",
    "udredning": "/udredning",
    "sundhedsplatformen": "/sundhedsplatformen",
    "strategi": "/strategi",
    "definitioner": "/definitioner",
    "datakilder": "/datakilder?til=2015-05",
    "soeg": "/soeg?q=svar",
    "tilgaengelighed": "/tilgaengelighed",
    "hvorfor": "/servicedesk?maaned=2015-04&hvorfor=svar-inden-5-minutter#hvorfor-svar-inden-5-minutter",
}
FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"


def main(address: str) -> None:
    """Write one picture a page, as a desktop reader sees it first."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1440, "height": 1100})
        for name, path in PAGES.items():
            page.goto(address + path)
            page.wait_for_selector(".page")
            page.wait_for_load_state("networkidle")
            if "#" not in path:
                page.evaluate("scrollTo(0, 0)")
            page.screenshot(path=FOLDER / f"{name}.png")
        page.set_viewport_size({"width": 1920, "height": 1080})
        page.goto(f"{address}/vaeg?sider=servicedesk")
        page.wait_for_function("() => window.pejlingWall.slides.length && document.fonts.status === 'loaded'")
        page.wait_for_timeout(1000)  # until it has faded in
        page.screenshot(path=FOLDER / "vaeg.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8050")
