"""An edition as PDF: composed here, laid out by the press, and the same bytes each time."""

import base64
import json
import os
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from data_access.editions import forms
from layouts.figures import theme
from layouts.figures.base import HEIGHT
from layouts.figures.vector import svg
from layouts.report.paper import press
from layouts.report.paper.blocks import Block, Chart, Facts, Heading, Table
from layouts.report.paper.closing import proof
from layouts.report.paper.composed import composed, is_draft
from layouts.report.paper.printable import everything
from layouts.report.paper.widths import LINE, broken, cut, folded, widths
from vocabulary import canonical, language, text
from vocabulary.language import _

Document = dict[str, Any]
ABOVE = "top center"
LOW = 0.62  # as high as on the screen: so two panels with theirs share a page, and few pages end half empty
# CSS pixels of two plots, the lower of which tells 55 % from 80 %; between them a line of the axes' words.
UPPER, APART, LOWER = 50.0, 14.0, 40.0
MARGIN = 8.0  # points: the type at the head and the foot of each page
NAMES, NAMED = 112.0, 9.0  # points: the room that the name of a fact has, and its type
SHORT = 24  # headings, of which the contents may share the first page
PRESSES = threading.BoundedSemaphore(2)  # at once, of which each takes some 150 MB
SECONDS = 90.0  # that whoever asks waits at most
WIDTH = 760  # of a drawing, in CSS pixels: on a line of A4 its words are of some 8 points
ROOT = Path(__file__).parents[3]
# What the press is told of where it runs, and nothing else.
_PASSED = ("PATH", "LANG", "TMPDIR", "SYSTEMROOT")


class PaperError(Exception):
    """An edition could not be printed; it says why, for whoever runs the server."""


def pdf(document: Document) -> bytes:
    """Return a document as a PDF file: PDF/A-3a and PDF/UA-1, with its canonical JSON inside; the same bytes each time.

    Raises PaperError where it could not be made, within bounds of time and memory.
    """
    return _pressed(ordered(document))


def ordered(document: Document) -> bytes:
    """Return what the press is asked for, as JSON: what is laid out, what is attached, and the day that it is of."""
    content = canonical.written(document)
    day = date.fromisoformat(document["published"])
    with language.speaking(language.named(document["language"]) or language.DEFAULT):
        edition = _edition(forms.read(document), content, day)
    inputs = {
        "edition": json.dumps(edition, ensure_ascii=False),
        "canonical": content.decode("utf-8"),
        "theme": json.dumps(dict(theme.LIGHT)),
    }
    told = {
        "what": "edition",
        "inputs": inputs,
        "timestamp": int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()),
    }
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _edition(document: Document, content: bytes, day: date) -> Mapping[str, Any]:
    whole = composed(document)
    size = _("{n} kB", n=text.number(max(1, len(content) / 1000)))
    # A draft is not published, so nothing can be proved of it.
    last = [] if is_draft(document) else proof(document, canonical.told_by(content), size)
    lines = {
        "left": cut(whole.left, LINE * 0.72, MARGIN),
        "foot": [
            cut(each, LINE * share, MARGIN)
            for each, share in zip(whole.foot, (0.48, 0.48, 0.96), strict=True)
        ],
        "is_short": sum(isinstance(each, Heading) and each.is_listed for each in whole.blocks) <= SHORT,
    }
    told = {name: value for name, value in vars(whole).items() if name not in ("first", "blocks")}
    return {
        **everything(told | lines),
        "first": [_laid(each) for each in whole.first],
        "blocks": [_laid(each) for each in [*whole.blocks, *last]],
        "language": language.current(),
        "published": [day.year, day.month, day.day],
        "file": file_name(document),
        "attached": _("Udgaven, som den blev udgivet, som data"),
    }


def file_name(document: Document) -> str:
    """Return what the edition's own data are called inside the file: `status-11.json`."""
    revision = f"r{document['revision']}" if document["revision"] else ""
    return f"{document['report']}-{document['number']}{revision}.json"


def _laid(block: Block) -> Any:
    if isinstance(block, Chart):
        told = {"kind": "chart", "described": everything(block.described), "is_followed": block.is_followed}
        return told | {"svg": drawing(block)}
    if isinstance(block, Facts):
        rows = [(broken(name, NAMES, NAMED), told) for name, told in block.rows]
        return everything(asdict(replace(block, rows=rows)))
    if not isinstance(block, Table):
        return everything(asdict(block))
    wide = widths(block)
    return everything(asdict(folded(block, wide))) | {"widths": wide}


def drawing(chart: Chart) -> str:
    """Return a chart as SVG: its words as they can be printed, and as low as two panels on a page need it."""
    figure = _beside(everything(chart.figure))
    high = _height(figure)
    return svg(
        _apart(figure, high),
        WIDTH,
        high,
        title=everything(chart.title),
        described=everything(chart.described),
    )


def _height(figure: Document) -> int:
    """Return how high a figure is (CSS pixels); of two plots none is too low to read."""
    layout = figure.get("layout", {})
    high: float = LOW * layout.get("height", HEIGHT)
    if _domains(figure):
        high = max(high, layout["margin"]["t"] + layout["margin"]["b"] + UPPER + APART + LOWER)
    return round(high)


def _domains(figure: Document) -> tuple[list[float], list[float]] | None:
    """Return where the upper and the lower of two plots stand; None of a figure that has one."""
    layout = figure.get("layout", {})
    upper, lower = (layout.get(name, {}).get("domain") for name in ("yaxis", "yaxis2"))
    return (upper, lower) if upper and lower else None


def _beside(figure: Document) -> Document:
    """Return a figure with the words above its points to their left: a row is low here, and its names are far off."""
    data = [
        trace | {"textposition": ["middle left" if each == ABOVE else each for each in sides]}
        if isinstance(sides := trace.get("textposition"), list)
        else trace
        for trace in figure.get("data", [])
    ]
    return figure | {"data": data}


def _apart(figure: Document, high: int) -> Document:
    """Return a figure of two plots, one over the other, the lower high enough, and with room between them."""
    if (domains := _domains(figure)) is None:
        return figure
    (upper, lower), layout = domains, figure["layout"]
    whole = high - layout["margin"]["t"] - layout["margin"]["b"]
    top = max(lower[1], lower[0] + LOWER / whole)
    moved = {
        "yaxis": layout["yaxis"] | {"domain": [max(upper[0], top + APART / whole), upper[1]]},
        "yaxis2": layout["yaxis2"] | {"domain": [lower[0], top]},
    }
    return figure | {"layout": layout | moved}


def pictures(charts: Sequence[Chart]) -> list[bytes]:
    """Return charts as pictures (PNG), in their order; raises PaperError where they could not be made."""
    if not charts:
        return []
    inputs = {"drawings": json.dumps([drawing(each) for each in charts], ensure_ascii=False)}
    asked = json.dumps({"what": "pictures", "inputs": inputs}, ensure_ascii=False).encode("utf-8", "replace")
    return [base64.b64decode(each) for each in json.loads(_pressed(asked))]


def _pressed(asked: bytes) -> bytes:
    told = {name: os.environ[name] for name in _PASSED if name in os.environ}
    told |= {"PYTHONPATH": str(ROOT), "RAYON_NUM_THREADS": "2"}
    command = [sys.executable, "-m", press.__name__]
    if not PRESSES.acquire(timeout=SECONDS):
        raise PaperError("all presses are at work")
    try:
        done = subprocess.run(  # noqa: S603 - our own module, by the interpreter that runs
            command, input=asked, capture_output=True, timeout=SECONDS, env=told, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired:
        raise PaperError(f"the press was not done within {SECONDS:g} seconds") from None
    finally:
        PRESSES.release()
    if done.returncode or not done.stdout.startswith((b"%PDF-", b"[")):
        said = done.stderr.decode("utf-8", "replace").strip()[-2000:]
        raise PaperError(f"the press ended with {done.returncode}: {said}")
    return done.stdout
