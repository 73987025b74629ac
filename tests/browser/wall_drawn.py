"""What of a slide is drawn on the wall, held against what the screen was told."""

from typing import Any

import pytest

SHAPES = {"good": "circle", "near": "path", "missed": "rect", "unknown": "circle none", "none": ""}
ROW = {"name": "name", "about": "about", "words": "words", "value": "value", "goal": "aim"}
TILE = {"name": "tile-name", "value": "tile-value", "note": "tile-note"}
HEAD = ("others", "sentence", "cause")
# What the slide that is shown was told, and what is drawn: words, marks' shapes, and how high all stands in its chart.
SEEN = """([ROW, TILE, HEAD]) => {
    const slide = document.getElementById('slide'), told = window.pejlingWall.slides[window.pejlingWall.place];
    const all = (name, place = slide) => [...place.querySelectorAll(name)];
    const number = (each, name) => Number(each.getAttribute(name));
    const shape = (place) => {
        const drawn = place.querySelector('svg.wall-mark > *');
        return drawn ? drawn.tagName + (drawn.getAttribute('fill') === 'none' ? ' none' : '') : '';
    };
    const said = (place, name) => place.querySelector(`.wall-${name}`)?.textContent ?? '';
    const parts = (kind, names) => all(kind).map((each) => Object.fromEntries(Object.entries(names)
        .map(([name, place]) => [name, said(each, place)]).concat([['shape', shape(each)]])));
    const level = (each) => each.getAttribute('class').match(/level-(\\w+)/)[1];
    const end = (each) => Number(each.getAttribute('d').split(' ').pop());
    return { told,
        figure: all('.wall-figure').map((each) => ({ figure: each.textContent, shape: shape(each) })),
        head: HEAD.map((name) => said(slide, name)), word: all('.wall-word span').map((each) => each.textContent),
        rows: parts('.wall-row', ROW), tiles: parts('.wall-tile', TILE),
        grid: all('.wall-grid').filter((each) => number(each, 'x1') !== number(each, 'x2'))
            .map((each) => number(each, 'y1')),
        words: all('.wall-chart text').map((each) => each.textContent),
        values: [...all('.wall-bar').map((each) =>
                [level(each), each.classList.contains('is-part'), number(each, 'y')]),
            ...all('.wall-point').map((each) => [level(each), false, number(each, 'y') + number(each, 'height') / 2])],
        target: all('.wall-target').map(end), today: all('.wall-today').map(end),
        now: all('.wall-now').map((each) => number(each, 'cy')),
    };
}"""


def is_drawn(page: Any, key: str) -> None:
    """Hold that the slide shows what it was told: its words, its marks' shapes, and its chart's values on its axis."""
    seen = page.evaluate(SEEN, [ROW, TILE, HEAD])
    told = seen["told"]
    figure = {"figure": told["figure"], "shape": SHAPES[told["level"]]}
    assert seen["figure"] == ([figure] if told["figure"] else []), key
    if told["figure"] or told["sentence"] or told["others"]:
        assert seen["head"] == [told[name] for name in HEAD], key
        assert seen["word"] == [told[name] for name in ("word", "goal") if told[name]], key
    for kind, names in (("rows", ROW), ("tiles", TILE)):
        shown = [
            {name: each[name] for name in names} | {"shape": SHAPES[each["level"]]} for each in told[kind]
        ]
        assert seen[kind] == shown, key
    if told["chart"]:
        _chart_is_drawn(seen, told["chart"], key)


def _chart_is_drawn(seen: dict[str, Any], chart: dict[str, Any], key: str) -> None:
    ticks, grid = [each["at"] for each in chart["ticks"]], seen["grid"]
    step = (grid[0] - grid[-1]) / (ticks[-1] - ticks[0])
    assert step > 0, key

    def high(value: float) -> Any:
        return pytest.approx(grid[0] - step * (value - ticks[0]), abs=1)

    assert {each["words"] for each in chart["ticks"]} <= set(seen["words"]), key
    if chart["kind"] == "course":
        so_far = [] if chart["soFar"] is None else [high(chart["soFar"])]
        assert (seen["now"], seen["today"]) == (so_far, so_far), key
        return
    drawn = []
    for value, level, whole in zip(chart["values"], chart["levels"], chart["whole"], strict=True):
        is_part = chart["kind"] == "months" and not whole
        if value is not None:
            drawn.append([level if whole or is_part else "unknown", is_part, high(value)])
    assert seen["values"] == drawn, key
    goals = [each for each in chart["target"] if each is not None]
    assert seen["target"] == [high(each) for each in goals[-1:]], key
    assert not goals or chart["goal"] in seen["words"], key
    assert chart["labels"][-1] in seen["words"], key
