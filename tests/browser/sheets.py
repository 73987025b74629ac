"""A page as the browser prints it: the sheets, what is written on them, and where what was marked stands."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from playwright.sync_api import Page
from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

MARK = "https://paper.invalid/"
FILLED = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) rg\b")
WRITTEN = re.compile(r"(/F\d+) [\d.]+ Tf|<([0-9A-F]+)> Tj")
RULER = 200  # CSS pixels
POINT = 0.75  # of a CSS pixel on paper that nothing has made smaller
# Last of all that hears of the printing, a link is laid over each chart, which the PDF keeps as a rectangle on its
# sheet, and one of a known width at the top; and what the tables will say is taken down.
LAID = f"""() => {{
    if (window.paperIsMarked) return;
    window.paperIsMarked = true;
    const made = [];
    const lay = (place, name) => {{
        const link = document.createElement('a');
        link.href = '{MARK}' + name;
        link.style.cssText = 'position: absolute; inset: 0; display: block !important';
        place.style.position = 'relative';
        place.append(link);
        made.push(link);
        return link;
    }};
    addEventListener('beforeprint', () => {{
        document.querySelectorAll('.paper-chart').forEach((chart, place) => lay(chart, `chart-${{place}}`));
        const ruler = lay(document.querySelector('.top'), 'ruler');
        ruler.style.cssText += '; width: {RULER}px; height: 4px; inset: 0 auto auto 0';
    }});
    addEventListener('afterprint', () => made.splice(0).forEach((each) => each.remove()));
}}"""
# What a chart has of months, and what the table of the same panel says of each.
MONTHS = """() => [...document.querySelectorAll('.chart-box')].flatMap((box) => {
    const figure = box.querySelector('.js-plotly-plot').asSent, panel = box.closest('.panel');
    const name = (cells) => cells.map((cell) => cell.textContent);
    const shown = (cell) => [...cell.childNodes].filter((each) => !(each.matches && each.matches('.mark')));
    return ((figure.layout.xaxis || {}).categoryarray || []).map((month) => {
        const rows = [...panel.querySelectorAll('.panel-row tbody tr')];
        const row = rows.find((each) => each.cells[0].textContent === month);
        const figures = row ? [...row.cells].filter((cell) => cell.matches('.number')) : [];
        return [panel.id, month, figures.map((cell) => shown(cell).map((each) => each.textContent).join(''))];
    });
})"""


class Place(NamedTuple):
    """Where a mark stands: its sheet, and its edges in points from the sheet's left and lower edge."""

    sheet: int
    left: float
    low: float
    right: float
    high: float


@dataclass
class Sheets:
    """What was printed."""

    pdf: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.pdf))

    @cached_property
    def squeezed(self) -> str:
        """Return all that is written, without spaces, in the order in which it was painted: pypdf's lines take long."""
        return "".join(_squeezed(sheet) for sheet in self.reader.pages)

    def say(self, words: str) -> bool:
        """Say that these words are written, one after the other."""
        return re.sub(r"\s", "", words) in self.squeezed

    @cached_property
    def marks(self) -> dict[str, list[Place]]:
        found: dict[str, list[Place]] = {}
        for name, place in self._marks():
            found.setdefault(name, []).append(place)
        return found

    def _marks(self) -> Iterator[tuple[str, Place]]:
        for number, sheet in enumerate(self.reader.pages):
            for each in sheet.get("/Annots") or ():
                link = each.get_object()
                address = str(link.get("/A", {}).get("/URI", ""))
                if address.startswith(MARK):
                    left, low, right, high = map(float, link["/Rect"])
                    yield address.removeprefix(MARK), Place(number, left, low, right, high)

    def colours(self) -> set[str]:
        """Return every colour that anything is filled with: #rrggbb."""
        found = (FILLED.findall(_drawn(sheet)) for sheet in self.reader.pages)
        return {_colour(parts) for each in found for parts in each}


def _drawn(sheet: PageObject) -> str:
    contents = sheet.get_contents()
    return "" if contents is None else contents.get_data().decode("latin-1")


def _squeezed(sheet: PageObject) -> str:
    fonts = {name: _letters(font.get_object()) for name, font in sheet["/Resources"].get("/Font", {}).items()}
    letters: dict[str, str] = {}
    said = []
    for font, codes in WRITTEN.findall(_drawn(sheet)):
        if font:
            letters = fonts[font]
        width = len(next(iter(letters), "00"))
        said += [letters.get(codes[at : at + width], "") for at in range(0, len(codes), width)]
    return re.sub(r"\s", "", "".join(said))


def _letters(font: DictionaryObject) -> dict[str, str]:
    """Return what each code of a font means, both as hexadecimal digits stand for them."""
    told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
    found = {code: _letter(means) for code, means in re.findall(r"(?m)^<(\w+)> <(\w{4,})>$", told)}
    for first, last, means in re.findall(r"(?m)^<(\w+)> <(\w+)> <(\w{4,})>$", told):
        for step in range(int(last, 16) - int(first, 16) + 1):
            code = f"{int(first, 16) + step:0{len(first)}X}"
            found[code] = _letter(f"{int(means, 16) + step:04X}")
    return found


def _letter(means: str) -> str:
    return bytes.fromhex(means).decode("utf-16-be")


def _colour(parts: tuple[str, ...]) -> str:
    """Return a colour of a PDF, whose three parts are parts of one."""
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in parts)


def printed(page: Page, *, lying: bool = False) -> Sheets:
    """Print an open page on A4, without the grounds that the printer is not asked for."""
    page.evaluate(LAID)
    return Sheets(page.pdf(format="A4", landscape=lying, print_background=False))


def cut_off(sheets: Sheets) -> list[str]:
    """Return what is wrong with the lie of the page: what is too wide makes a browser shrink it all, then cut it."""
    ruler = sheets.marks["ruler"][0]
    told = round((ruler.right - ruler.left) / POINT)
    return [] if told == RULER else [f"{RULER} pixels are printed as {told}"]


def split_charts(sheets: Sheets, charts: int) -> list[str]:
    """Return the charts that do not stand whole on one sheet; each was drawn twice, and one of the two is shown."""
    found = {name: places for name, places in sheets.marks.items() if name.startswith("chart-")}
    wrong = [f"{name} in {len(places)} pieces" for name, places in found.items() if len(places) > 1]
    for name, places in found.items():
        box = sheets.reader.pages[places[0].sheet].mediabox
        if (
            places[0].low < 20
            or places[0].high > float(box.height) - 20
            or places[0].right > float(box.width) - 20
        ):
            wrong.append(f"{name} over the edge")
    return wrong + ([] if len(found) == charts else [f"{len(found)} of {charts} charts"])


def untold_months(page: Page, sheets: Sheets) -> list[str]:
    """Return the months of charts whose figures are not written on any sheet."""
    told: list[tuple[str, str, list[str]]] = page.evaluate(f"({MONTHS})()")
    return [
        f"{panel}: {month} {figures}"
        for panel, month, figures in told
        if not figures or not sheets.say(month + figures[0])
    ]


def wrong_on_paper(page: Page, *, lying: bool = False) -> list[str]:
    """Print what is open, and return what is wrong on any sheet."""
    sheets = printed(page, lying=lying)
    wrong = cut_off(sheets) + split_charts(sheets, page.locator(".chart-box").count())
    return wrong + untold_months(page, sheets)
