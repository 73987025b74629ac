"""A frozen figure as a drawing in the page: it needs no script, and wears the theme that the page wears."""

import re
from typing import Any

from layouts.figures.vector import svg
from layouts.parts import html
from layouts.parts.html import Component
from layouts.parts.plain import finished

WIDE, NARROW = (
    720,
    340,
)  # CSS pixels: beside the contents, and on a phone, where words drawn for the one are too small
# What only tests read of a drawing. In a page its classes are the page's own too: a bar called `mark` would be a light.
UNREAD = re.compile(r' (?:class|data-[a-z]+)="[^"]*"')
PAINTED = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')


def chart(figure: dict[str, Any], title: str, described: str) -> Component:
    """Return a figure as it is drawn for a wide window and for a narrow one, of which one is seen."""
    return html.Div(
        [
            html.Div(finished(_both(figure, width, title, described)), className=f"report-chart {seen}")
            for width, seen in ((WIDE, "if-wide"), (NARROW, "if-narrow"))
        ],
        className="report-charts",
    )


def _both(figure: dict[str, Any], width: int, title: str, described: str) -> str:
    """Return the light drawing, in which each paint that is another on dark ground says which (`data-fill`).

    The page's content policy lets no style stand in the page, so the stylesheet puts on what is said so.
    """
    light = UNREAD.sub("", svg(figure, width, title=title, described=described))
    dark = PAINTED.finditer(svg(figure, width, title=title, described=described, dark=True))
    return PAINTED.sub(lambda found: _paint(found, next(dark, found)), light)


def _paint(light: re.Match[str], dark: re.Match[str]) -> str:
    same = light[2] == dark[2]
    return light[0] if same else f'{light[0]} data-{light[1]}="{dark[2][1:]}"'
