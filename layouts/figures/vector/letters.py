"""How wide words are in the letters of the house, and where they are folded or cut to fit."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Final

from layouts.figures.vector.inter import WIDTHS
from layouts.figures.vector.written import clean, element, short, words

SIZE: Final = 13.0
LEADING: Final = 1.25  # from one line to the next, of the size
MIDDLE: Final = 0.36  # from a line's middle down to where its letters stand, of the size
BOLDER: Final = 1.07
CUT: Final = "…"
UNKNOWN: Final = 1000  # a letter that the font lacks is drawn with another, seldom wider than this
_TEXT = re.compile(r"<text([^>]*)>([^<]*)</text>")
_BREAK = re.compile(r"<br\s*/?>")


@dataclass(frozen=True)
class Line:
    """One line of words."""

    said: str
    bold: bool = False

    def width(self, size: float = SIZE) -> float:
        """Return how wide the line is, in pixels."""
        return width(self.said, size) * (BOLDER if self.bold else 1)


@dataclass(frozen=True)
class Block:
    """Lines of words below one another. `whole` is all that they say, where they are cut; else ''."""

    lines: tuple[Line, ...]
    size: float = SIZE
    whole: str = ""

    @property
    def width(self) -> float:
        """How wide the widest line is, in pixels."""
        return max((line.width(self.size) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """How high the lines are together, in pixels."""
        return len(self.lines) * self.size * LEADING

    def draw(
        self, x: float, middle: float, colour: str, anchor: str = "start", weight: int | None = None
    ) -> str:
        """Return the lines at a place: `middle` is the height of the middle of all, `anchor` which end stands at x."""
        top = middle - self.height / 2
        drawn = [
            element(
                "text",
                words(line.said),
                x=x,
                y=top + (place + 0.5) * self.size * LEADING + MIDDLE * self.size,
                fill=colour,
                text_anchor=anchor if anchor != "start" else None,
                font_size=self.size if self.size != SIZE else None,
                font_weight=700 if line.bold else weight,
            )
            for place, line in enumerate(self.lines)
            if line.said.strip()
        ]
        if self.whole:
            return element("g", element("title", words(self.whole)), *drawn)
        return "".join(drawn)


@lru_cache(maxsize=4_000)
def width(said: str, size: float = SIZE) -> float:
    """Return how wide words are in one line, in pixels."""
    return sum(WIDTHS.get(letter, UNKNOWN) for letter in said) * size / 1000


def lines_of(markup: object) -> tuple[Line, ...]:
    """Return the lines of a figure's text: it marks their ends by `<br>`, and a line that is bold by `<b>`."""
    return tuple(_line(each) for each in _BREAK.split(str(markup)))


def _line(written: str) -> Line:
    is_bold = written.startswith("<b>") and written.endswith("</b>")
    return Line(clean(written[3:-4] if is_bold else written), is_bold)


def block(markup: object, size: float = SIZE) -> Block:
    """Return a figure's text with its own lines."""
    return Block(lines_of(markup), size)


def plain(markup: object) -> str:
    """Return a figure's text in one line."""
    return joined(lines_of(markup))


def joined(lines: Sequence[Line]) -> str:
    """Return lines as one: a name that was folded at its hyphen is whole again."""
    said = ""
    for line in lines:
        is_joined = not said or (said.endswith("-") and not said.endswith(" -"))
        said += line.said if is_joined else f" {line.said}"
    return said


def fitted(name: Block, room: float, most: int) -> Block:
    """Fold a name anew into the room (pixels) and at most so many lines; what has no room ends in dots."""
    is_bold, whole = any(line.bold for line in name.lines), joined(name.lines)
    has = room / BOLDER if is_bold else room
    lines = _fold(whole, has, name.size)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    shown = [_cut(line, has, name.size) for line in lines]
    return Block(tuple(Line(line, is_bold) for line in shown), name.size, whole if shown != lines else "")


def _fold(said: str, room: float, size: float) -> list[str]:
    lines = [""]
    for word in said.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width(longer, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _cut(line: str, room: float, size: float) -> str:
    if width(line, size) <= room:
        return line
    kept = line
    while kept and width(kept + CUT, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + CUT


def widest(blocks: Sequence[Block]) -> float:
    """Return the width of the widest of some blocks."""
    return max((each.width for each in blocks), default=0.0)


def held(drawn: str) -> str:
    """Return a drawing whose words keep their width in any letters: a picture of a page has not those of the house."""
    return _TEXT.sub(_held, drawn)


def _held(found: re.Match[str]) -> str:
    attributes, said = found.groups()
    size = re.search(r'font-size="([\d.]+)"', attributes)
    wide = Line(unescape(said), 'font-weight="700"' in attributes).width(float(size[1]) if size else SIZE)
    return f'<text{attributes} textLength="{short(wide)}" lengthAdjust="spacingAndGlyphs">{said}</text>'
