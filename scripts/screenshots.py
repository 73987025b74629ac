"""Take the README's screenshots of a Pejling that runs: `python -m scripts.screenshots http://127.0.0.1:8050`."""

import sys
from pathlib import Path

import pymupdf
from PIL import Image
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
    "rapport": "/rapport/11",
    "siden-sidst": "/rapport/11/siden-sidst",
    "hvorfor": "/servicedesk?maaned=2015-04&hvorfor=svar-inden-5-minutter#hvorfor-svar-inden-5-minutter",
}
# Of the report on paper: the first sheet, and those where these stand.
SHOWN = (
    "Bliver telefonen taget inden for 5 minutter?",
    "Er systemerne hurtige nok?",
    "Hvordan går det med projekterne?",
)
SHEETS, GAP = 5, 12
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
        paper = browser.new_context().request.get(f"{address}/rapport/11.pdf").body()
        browser.close()
    _sheets(paper)


def _sheets(paper: bytes) -> None:
    """Write four sheets of the report side by side, which a reader of the README would otherwise have to fetch."""
    with pymupdf.open(stream=paper, filetype="pdf") as document:  # type: ignore[no-untyped-call]
        found = [each for each in range(len(document)) if _is_shown(document[each].get_text(), each)][:SHEETS]
        pictures = [document[each].get_pixmap(dpi=80) for each in found]
    drawn = [Image.frombytes("RGB", (each.width, each.height), each.samples) for each in pictures]
    width, height = drawn[0].size
    whole = Image.new("RGB", ((width + GAP) * len(drawn) + GAP, height + 2 * GAP), "#d9dee3")
    for place, each in enumerate(drawn):
        whole.paste(each, (GAP + place * (width + GAP), GAP))
    whole.quantize(128).save(FOLDER / "rapport-pdf.png", optimize=True)


def _is_shown(words: str, place: int) -> bool:
    return place == 0 or ("Indhold" not in words and any(each in words for each in SHOWN))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8050")
