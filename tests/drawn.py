"""A drawing read back: its words with the room they take, its marks with their rows, and what its axes say."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from layouts.figures.vector.letters import BOLDER, MIDDLE, SIZE, width

SVG = "{http://www.w3.org/2000/svg}"
HIGH = 0.73  # of a capital letter or a figure, of the size


@dataclass(frozen=True)
class Words:
    """Words in a drawing, and the rectangle that their letters take."""

    said: str
    left: float
    top: float
    right: float
    bottom: float
    group: str

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def touches(self, other: "Words") -> bool:
        return (
            min(self.right, other.right) - max(self.left, other.left) > 0.5
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 0.5
        )


@dataclass(frozen=True)
class Mark:
    """A mark in a drawing: what it is, on which axis and of which series, and the attributes it has."""

    kind: str
    series: str
    axis: str
    given: dict[str, str]
    tag: str

    def __getitem__(self, name: str) -> float:
        return float(self.given[name])

    @property
    def x(self) -> str:
        return self.given["data-x"]

    @property
    def y(self) -> str:
        return self.given["data-y"]

    @property
    def centre(self) -> tuple[float, float]:
        """Return the place that a point stands for."""
        if self.tag == "circle":
            return self["cx"], self["cy"]
        if self.tag == "rect":
            return self["x"] + self["width"] / 2, self["y"] + self["height"] / 2
        places = self.places
        middle = (min(x for x, _y in places) + max(x for x, _y in places)) / 2
        if len(places) == 3:  # a triangle stands a little higher than its point
            return middle, places[0][1] + (places[1][1] - places[0][1]) * 2 / 3
        return middle, (min(y for _x, y in places) + max(y for _x, y in places)) / 2

    @property
    def places(self) -> list[tuple[float, float]]:
        """Return the places that a path goes through."""
        found: list[tuple[float, float]] = []
        for letter, numbers in re.findall(r"([MLV])([^MLVZ]*)", self.given["d"]):
            at = [float(number) for number in numbers.split()]
            found.append((found[-1][0], at[0]) if letter == "V" else (at[0], at[1]))
        return found


class Drawn:
    """A drawing, read as XML: what is not well formed raises a fault."""

    def __init__(self, svg: str) -> None:
        self.root = ET.fromstring(svg)  # noqa: S314 - our own drawing
        self.width, self.height = float(self.root.attrib["width"]), float(self.root.attrib["height"])

    @cached_property
    def words(self) -> list[Words]:
        return list(self._words(self.root, ""))

    def _words(self, node: ET.Element, group: str) -> Iterator[Words]:
        for each in node:
            if each.tag == f"{SVG}text":
                yield _measured(each, group)
            else:
                yield from self._words(each, each.attrib.get("class", group))

    @cached_property
    def marks(self) -> list[Mark]:
        found = []
        for group in self.root.iter(f"{SVG}g"):
            _kind, _, axis = group.attrib.get("class", "").partition(" on-")
            for each in group if axis else ():
                named = each.attrib.get("class", "")
                if named.startswith("mark "):
                    series = group.attrib.get("data-name", "")
                    tag = each.tag.removeprefix(SVG)
                    found.append(Mark(named.removeprefix("mark "), series, axis, dict(each.attrib), tag))
        return found

    def axis(self, name: str) -> list[Words]:
        """Return what an axis says, word by word."""
        return [each for each in self.words if each.group == f"axis {name}"]

    def scale(self, name: str) -> tuple[float, float]:
        """Return where nothing is on an axis of numbers and how many pixels one is, by the figures written along it."""
        letter = 0 if name == "x" else 1
        read = [(number_of(each.said), each.centre[letter]) for each in self.axis(name)]
        at = [(number, place) for number, place in read if number is not None]
        (first, begin), (last, end) = at[0], at[-1]
        step = (end - begin) / (last - first)
        for number, place in at:
            assert abs(begin + (number - first) * step - place) < 0.1, "the axis is uneven"
        return begin - first * step, step

    def overlapping(self) -> list[tuple[str, str]]:
        """Return the words that lie on one another."""
        return [(one.said, other.said) for one, other in combinations(self.words, 2) if one.touches(other)]

    def outside(self) -> list[str]:
        """Return the words that reach over the drawing's edges."""
        return [
            each.said
            for each in self.words
            if each.left < -0.1
            or each.top < -0.1
            or each.right > self.width + 0.1
            or each.bottom > self.height
        ]


def _measured(text: ET.Element, group: str) -> Words:
    given, said = text.attrib, text.text or ""
    size = float(given.get("font-size", SIZE))
    wide = width(said, size) * (BOLDER if given.get("font-weight") == "700" else 1)
    left = (
        float(given["x"])
        - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[given.get("text-anchor", "start")]
    )
    foot = float(given["y"])
    middle = foot - MIDDLE * size
    return Words(said, left, middle - HIGH * size / 2, left + wide, middle + HIGH * size / 2, group)


def number_of(said: str) -> float | None:
    """Return the number that an axis says in Danish form; None where it says none."""
    found = re.match(r"[−\d.,]+", said)
    if not found:
        return None
    return float(found[0].replace(".", "").replace(",", ".").replace("−", "-"))
