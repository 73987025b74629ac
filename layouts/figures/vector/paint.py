"""What marks are painted with: the figure's colours, told apart without them too, in grey, or on dark ground."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from layouts.figures import theme
from layouts.figures.vector.written import element

DASHES: Final[Mapping[str, tuple[float, ...]]] = {
    "dot": (1.0, 1.6),
    "dash": (4.0, 2.7),
    "dashdot": (5.0, 2.0, 1.2, 2.0),
    "longdash": (8.0, 3.0),
}
# Series have the same darkness, so that each can be read on the ground: as grounds of bars they are told apart by
# how much of their colour there is.
TINTS: Final[Mapping[str, float]] = {
    theme.LIGHT["series-2"]: 0.5,
    theme.LIGHT["series-3"]: 0.2,
    theme.LIGHT["series-4"]: 0.32,
}
_RGBA = re.compile(r"rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)")
_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass
class Paint:
    """Paints for one drawing. `prefix` begins the names of what is defined in it; `defined` is that."""

    prefix: str
    mono: bool = False
    dark: bool = False
    defined: dict[str, str] = field(default_factory=dict)

    def colour(self, named: str) -> str:
        """Return a colour of the figure as it is in this drawing."""
        shown = _DARK.get(named, named) if self.dark else named
        return grey(shown) if self.mono else shown

    def own(self, name: str) -> str:
        """Return a colour of the theme as it is in this drawing."""
        return self.colour(theme.LIGHT[name])

    def ground(self, named: str) -> tuple[str, float | None]:
        """Return what an area is filled with, and how much of what is behind it is seen through (None: nothing)."""
        mixed = _RGBA.fullmatch(named)
        if mixed:
            red, green, blue, share = mixed.groups()
            return self.colour(f"#{int(red):02x}{int(green):02x}{int(blue):02x}"), float(share)
        return self.colour(named), None

    def of_bar(self, named: str) -> str:
        """Return what a bar of the colour is filled with: a tint, where bars of the full colour would look alike."""
        share = TINTS.get(named)
        return self.colour(named) if share is None else mix(self.colour(named), self.own("card"), share)

    def hatched(self, named: str) -> str:
        """Return the filling of what is not whole: stripes of its colour on the ground's."""
        name = f"{self.prefix}h{len(self.defined)}"
        key = f"hatch {named}"
        if key not in self.defined:
            stripe = element(
                "path", d="M-1 7L7 -1M-1 1L1 -1M5 7L7 5", stroke=self.of_bar(named), stroke_width=2
            )
            ground = element("rect", width=6, height=6, fill=self.own("card"))
            made = element(
                "pattern", ground, stripe, id=name, width=6, height=6, patternUnits="userSpaceOnUse"
            )
            self.defined[key] = made
            self._names[key] = name
        return f"url(#{self._names[key]})"

    _names: dict[str, str] = field(default_factory=dict)

    def clip(self, x: float, y: float, width: float, height: float) -> str:
        """Return what holds a line within a plot."""
        key = f"clip {x} {y} {width} {height}"
        if key not in self.defined:
            self._names[key] = f"{self.prefix}c{len(self.defined)}"
            box = element("rect", x=x, y=y, width=width, height=height)
            self.defined[key] = element("clipPath", box, id=self._names[key])
        return f"url(#{self._names[key]})"

    def definitions(self) -> str:
        """Return all that was defined."""
        return element("defs", *self.defined.values()) if self.defined else ""


_DARK: Final = {theme.LIGHT[name]: theme.DARK[name] for name in theme.LIGHT}


def dashes(style: str, width: float) -> str | None:
    """Return how a line of a width is broken, or None where it is not."""
    found = DASHES.get(style)
    return " ".join(f"{part * max(width, 1.2):g}" for part in found) if found else None


def is_clear(named: str) -> bool:
    """Say that a colour is none."""
    mixed = _RGBA.fullmatch(named)
    return named in ("transparent", "none") or (mixed is not None and float(mixed[4]) == 0)


def mix(colour: str, ground: str, share: float) -> str:
    """Return a share of a colour on a ground."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(share * one + (1 - share) * other):02x}" for one, other in pairs)


def grey(colour: str) -> str:
    """Return the grey that is as light as a colour."""
    level = luminance(colour)
    shade = 12.92 * level if level <= 0.0031308 else 1.055 * level ** (1 / 2.4) - 0.055
    return "#" + f"{round(255 * shade):02x}" * 3


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1."""
    linear = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _parts(colour: str) -> tuple[int, int, int]:
    if not _HEX.fullmatch(colour):
        raise ValueError(f"not a colour: {colour}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
