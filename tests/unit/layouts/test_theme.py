"""The colours are one set: the stylesheet's are the figures', and all can be told from their ground."""

import colorsys
import re
from collections.abc import Mapping
from itertools import combinations, product
from pathlib import Path
from typing import get_args

import pytest

from layouts.figures import theme
from layouts.parts.heat import STEPS
from vocabulary import status
from vocabulary.status import Level

STYLES = Path(theme.__file__).parents[2] / "assets" / "pejling.css"
THEMES = {"light": theme.LIGHT, "dark": theme.DARK}
COLOUR = re.compile(r"--([a-z0-9-]+): (#[0-9a-f]{6});")
TEXT = ("ink", "ink-2", "accent")
MARKS = ("good", "near", "missed", "unknown", "series-1", "series-2", "series-3", "series-4")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def variables(name: str) -> dict[str, str]:
    """Return the colours that the stylesheet names in one theme."""
    blocks = re.findall(rf'\[data-bs-theme="{name}"\] {{(.*?)}}', STYLES.read_text("utf-8"), re.DOTALL)
    return {key: colour for block in blocks for key, colour in COLOUR.findall(block)}


def test_the_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("name", THEMES)
def test_the_stylesheet_has_the_colours_of_the_figures(name: str) -> None:
    colours, styles = THEMES[name], variables(name)
    shared = colours.keys() & styles.keys()
    assert shared >= {key for key in colours if not key.startswith("series-")}
    assert {key: styles[key] for key in shared} == {key: colours[key] for key in shared}


def test_both_themes_name_the_same_colours() -> None:
    assert theme.LIGHT.keys() == theme.DARK.keys()
    assert variables("light").keys() == variables("dark").keys()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "ground"), list(product(TEXT, ("page", "card"))))
def test_text_can_be_read(name: str, text: str, ground: str) -> None:
    assert contrast(THEMES[name][text], THEMES[name][ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(
    ("text", "ground"), list(product(("ink", "accent"), ("near-ground", "missed-ground", "chosen-ground")))
)
def test_text_can_be_read_where_a_light_tints_the_ground(name: str, text: str, ground: str) -> None:
    styles = variables(name)
    assert contrast(styles[text], styles[ground]) >= 4.5


def mixed(colour: str, share: float, ground: str) -> str:
    """Return what the stylesheet's `color-mix(in srgb, …)` makes of a colour on a ground."""
    pairs = ((int(colour[at : at + 2], 16), int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(share * over + (1 - share) * under):02x}" for over, under in pairs)


@pytest.mark.parametrize("name", THEMES)
def test_the_numbers_of_a_heat_table_can_be_read_on_every_ground(name: str) -> None:
    steps = re.findall(
        r"\.heat-(\d) \{ background: color-mix\(in srgb, var\(--accent\) (\d+)%, var\(--card\)\)",
        STYLES.read_text("utf-8"),
    )
    assert [int(step) for step, _ in steps] == list(range(STEPS))
    grounds = [
        mixed(THEMES[name]["accent"], int(percent) / 100, THEMES[name]["card"]) for _, percent in steps
    ]
    assert all(contrast(THEMES[name]["ink"], ground) >= 4.5 for ground in grounds)
    # What stands in no ground: hours that are closed.
    assert contrast(THEMES[name]["ink-2"], THEMES[name]["card"]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("mark", MARKS)
def test_marks_can_be_seen(name: str, mark: str) -> None:
    assert contrast(THEMES[name][mark], THEMES[name]["card"]) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_yellow_looks_yellow_and_its_shape_can_be_seen(name: str) -> None:
    """Hold that what is near a target is yellow beside red and green, with a line around it where it is pale."""
    colours = THEMES[name]
    hue, lightness, saturation = colorsys.rgb_to_hls(
        *(int(colours["near-fill"][at : at + 2], 16) / 255 for at in (1, 3, 5))
    )
    assert 45 <= 360 * hue <= 60
    assert lightness >= 0.45
    assert saturation >= 0.9
    outline = contrast(colours["near"], colours["near-fill"])
    assert contrast(colours["near-fill"], colours["card"]) >= 3 or outline >= 3


@pytest.mark.parametrize("name", THEMES)
def test_red_is_red_and_what_is_good_is_not(name: str) -> None:
    hues = [
        360 * colorsys.rgb_to_hls(*(int(THEMES[name][level][at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]
        for level in ("missed", "good")
    ]
    assert min(hues[0], 360 - hues[0]) < 15
    assert 150 < hues[1] < 210


@pytest.mark.parametrize("name", THEMES)
def test_no_two_lights_share_a_colour(name: str) -> None:
    lights = [THEMES[name][level] for level in MARKS[:4]]
    assert all(one != other for one, other in combinations(lights, 2))


def test_what_is_named_after_a_light_has_its_colour_and_no_other() -> None:
    """Hold it in each stylesheet: a rule of what is near its target, say, never has the red of what missed it."""
    lights, of_a_light = "good|near|missed|unknown", 0
    for path in STYLES.parent.glob("*.css"):
        for selector, rule in re.findall(r"([^{};]*)\{([^{}]*)\}", path.read_text("utf-8")):
            named = set(re.findall(rf"-({lights})(?![a-z])", selector))
            coloured = set(re.findall(rf"var\(--({lights})(?![a-z])", rule))
            if named and coloured:
                assert named == coloured, (path.name, selector)
                of_a_light += 1
    assert of_a_light > 30


def test_every_level_is_drawn_in_a_shape_and_a_colour() -> None:
    levels = set(get_args(Level))
    assert theme.LEVEL_COLOURS.keys() == theme.LEVEL_SYMBOLS.keys() == levels
    assert len({theme.LEVEL_SYMBOLS[level] for level in levels - {"none"}}) == 4
    lights = levels - {"none"}
    named = {level: theme.LIGHT["near-fill" if level == "near" else level] for level in lights}
    assert {level: theme.LEVEL_COLOURS[level] for level in lights} == named
    assert {level: theme.OUTLINES[level] for level in lights} == {
        level: theme.LIGHT[level] for level in lights
    }
    # What is written has the shapes of what is drawn.
    letters = {"circle": "●", "triangle-up": "▲", "square": "■", "circle-open": "○"}
    assert {level: letters[theme.LEVEL_SYMBOLS[level]] for level in lights} | {"none": ""} == status.MARKS


def test_the_browser_can_turn_every_colour_dark() -> None:
    swap: Mapping[str, str] = theme.for_browser()["dark"]
    assert swap == {theme.LIGHT[key]: theme.DARK[key] for key in theme.LIGHT}
    # One light colour with two dark ones could not be swapped.
    assert all(theme.DARK[one] == theme.DARK[other]
               for one, other in combinations(theme.LIGHT, 2) if theme.LIGHT[one] == theme.LIGHT[other])  # fmt: skip
