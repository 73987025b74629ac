"""Colours and type: the one place where figures, sparklines and pages get them from.

`assets/pejling.css` names the same colours as variables; a test holds the two together. Every pair of text
and ground reaches 4.5:1, every mark 3:1, in light and in dark. A yellow that can be seen on white is brown, so what is
near its target is filled with a yellow (`near-fill`) that looks like one, and `near` is the line around it.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from vocabulary.status import Level

LIGHT: Final[Mapping[str, str]] = {
    "page": "#f6f7f9",
    "card": "#ffffff",
    "line": "#e2e6ea",
    "grid": "#e9ecf0",
    "ink": "#16202b",
    "ink-2": "#52606d",
    "accent": "#14568f",
    "good": "#277a74",
    "near": "#7d5c00",
    "near-fill": "#f6c700",
    "missed": "#7c0f1b",
    "unknown": "#5f6b78",
    "series-1": "#14568f",
    "series-2": "#7a4ea3",
    "series-3": "#5f6f7e",
    "series-4": "#8a5a2b",
}
DARK: Final[Mapping[str, str]] = {
    "page": "#0b0f14",
    "card": "#12171d",
    "line": "#2a333d",
    "grid": "#222a33",
    "ink": "#e8edf2",
    "ink-2": "#a3b0bd",
    "accent": "#7ab8f5",
    "good": "#1fb7d2",
    "near": "#f7ce12",
    "near-fill": "#f7ce12",
    "missed": "#da5649",
    "unknown": "#8c9aa8",
    "series-1": "#7ab8f5",
    "series-2": "#c09be8",
    "series-3": "#94a3b2",
    "series-4": "#d6a272",
}
SERIES: Final = tuple(LIGHT[f"series-{number}"] for number in (1, 2, 3, 4))
LEVEL_COLOURS: Final[Mapping[Level, str]] = {
    "good": LIGHT["good"],
    "near": LIGHT["near-fill"],
    "missed": LIGHT["missed"],
    "unknown": LIGHT["unknown"],
    "none": LIGHT["series-1"],
}
LEVEL_SYMBOLS: Final[Mapping[Level, str]] = {
    "good": "circle",
    "near": "triangle-up",
    "missed": "square",
    "unknown": "circle-open",
    "none": "circle",
}
OUTLINES: Final[Mapping[Level, str]] = {**LEVEL_COLOURS, "near": LIGHT["near"]}
FONT: Final = "Inter, system-ui, sans-serif"


def marks(levels: Sequence[Level], size: float) -> dict[str, Any]:
    """Return plotly's marker of points that each show a light: its shape, its colour and the line around it."""
    return {
        "size": size,
        "symbol": [LEVEL_SYMBOLS[level] for level in levels],
        "color": [LEVEL_COLOURS[level] for level in levels],
        "line": {
            "width": [1.5 if OUTLINES[level] != LEVEL_COLOURS[level] else 0 for level in levels],
            "color": [OUTLINES[level] for level in levels],
        },
    }


def template(colours: Mapping[str, str]) -> dict[str, Any]:
    """Return plotly's template in these colours; it is sent once a visit, not in every figure."""
    axis = {
        "gridcolor": colours["grid"],
        "linecolor": colours["line"],
        "zerolinecolor": colours["line"],
        "tickfont": {"size": 13, "color": colours["ink-2"]},
        "title": {"font": {"size": 13, "color": colours["ink-2"]}},
        "fixedrange": True,
    }
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": colours["ink"]},
            "paper_bgcolor": colours["card"],
            "plot_bgcolor": colours["card"],
            "xaxis": {**axis, "showgrid": False},
            "yaxis": {**axis, "rangemode": "tozero"},
            "hoverlabel": {
                "bgcolor": colours["card"],
                "bordercolor": colours["line"],
                "font": {"family": FONT, "size": 13, "color": colours["ink"]},
            },
            "legend": {"font": {"size": 13, "color": colours["ink-2"]}},
        }
    }


def for_browser() -> dict[str, Any]:
    """Return what the page's script needs to draw figures in either theme."""
    swap = {LIGHT[name]: DARK[name] for name in LIGHT}
    return {"templates": {"light": template(LIGHT), "dark": template(DARK)}, "dark": swap}
