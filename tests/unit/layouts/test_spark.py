"""The picture in a tile shows the year, its gaps, the target and the last month's light."""

from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.figures import theme
from layouts.figures.spark import OF_TILE, draw
from vocabulary.status import Level

PREFIX = "data:image/svg+xml,"
SVG = "{http://www.w3.org/2000/svg}"


def picture(
    values: list[float | None], target: float | None = None, level: Level = "good"
) -> ElementTree.Element:
    drawn = draw(values, [target] * len(values), level, theme.LIGHT)
    assert drawn.startswith(PREFIX)
    assert drawn.removeprefix(PREFIX) == quote(unquote(drawn.removeprefix(PREFIX)), safe=" =:/<>")
    return ElementTree.fromstring(unquote(drawn.removeprefix(PREFIX)))  # noqa: S314 - made by ourselves


def lines(drawn: ElementTree.Element) -> list[list[tuple[float, float]]]:
    paths = (line.attrib["points"].split() for line in drawn.iter(f"{SVG}polyline"))
    return [[tuple(map(float, point.split(","))) for point in path] for path in paths]


def mark(drawn: ElementTree.Element) -> ElementTree.Element | None:
    filled = [
        each for each in drawn if each.tag != f"{SVG}polyline" and "stroke-dasharray" not in each.attrib
    ]
    return filled[-1] if filled else None


def test_higher_figures_stand_higher_and_later_ones_further_right() -> None:
    (line,) = lines(picture([1, 3, 2]))
    assert line[0][0] < line[1][0] < line[2][0]
    assert line[1][1] < line[2][1] < line[0][1]


def test_a_missing_month_is_a_gap() -> None:
    assert [len(line) for line in lines(picture([1, 2, None, 4, 5, 6]))] == [2, 3]


def test_the_target_is_dashed_and_only_there_when_there_is_one() -> None:
    def dashed(target: float | None) -> int:
        return sum("stroke-dasharray" in each.attrib for each in picture([1, 2], target))

    assert (dashed(1.5), dashed(None)) == (1, 0)


def test_the_target_steps_where_it_stepped() -> None:
    drawn = ElementTree.fromstring(  # noqa: S314 - made by ourselves
        unquote(draw([1, 2, 3, 4], [1, 1, 4, None], "good", theme.LIGHT).removeprefix(PREFIX))
    )
    (path,) = (each.attrib["d"] for each in drawn if "stroke-dasharray" in each.attrib)
    assert (
        path
        == f"M0 {OF_TILE.height - OF_TILE.edge}.0H{OF_TILE.width // 2}V{OF_TILE.edge}.0H{OF_TILE.width * 3 // 4}"
    )


@pytest.mark.parametrize(
    ("level", "tag"),
    [("good", "circle"), ("near", "path"), ("missed", "path"), ("unknown", "circle"), ("none", "circle")],
)
def test_the_last_month_has_its_lights_shape(level: Level, tag: str) -> None:
    found = mark(picture([1, 2], 1.5, level))
    assert found is not None
    assert found.tag == f"{SVG}{tag}"
    assert (found.attrib["fill"] == "none") == (level == "unknown")


def test_a_last_month_without_a_figure_has_no_mark() -> None:
    assert mark(picture([1, 2, None])) is None


@given(st.lists(st.none() | st.floats(-1e6, 1e6), max_size=14), st.none() | st.floats(-1e6, 1e6))
def test_everything_stays_in_the_picture(values: list[float | None], target: float | None) -> None:
    for line in lines(picture(values, target)):
        assert all(0 <= x <= OF_TILE.width and 0 <= y <= OF_TILE.height for x, y in line)


def test_dark_has_its_own_colours() -> None:
    assert draw([1, 2], [1, 1], "near", theme.LIGHT) != draw([1, 2], [1, 1], "near", theme.DARK)
