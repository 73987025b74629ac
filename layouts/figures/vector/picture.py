"""A figure drawn: the same plain dict that the screen shows, as SVG that needs nothing else to be read."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from layouts.figures import theme
from layouts.figures.vector import axes as axis
from layouts.figures.vector import bars, curves, legend, letters, notes, points, room
from layouts.figures.vector.axes import Axes
from layouts.figures.vector.letters import SIZE, block
from layouts.figures.vector.paint import Paint
from layouts.figures.vector.read import Trace, has_marks, is_bar, modes, traces_of
from layouts.figures.vector.shown import series
from layouts.figures.vector.written import element, words
from vocabulary.language import _

WIDTH: Final = 640
NONE: Final = 96


def svg(
    figure: Mapping[str, Any],
    width: int = WIDTH,
    height: int | None = None,
    *,
    title: str,
    described: str,
    mono: bool = False,
    dark: bool = False,
    held: bool = False,
) -> str:
    """Return a figure (`data` and `layout`, as `layouts/figures` makes them) as one SVG element.

    `width` and `height` are CSS pixels; without a height it is as high as the figure's plot and its words need. `title`
    names it, `described` says in words what it shows. `mono` draws it in greys, `dark` for a dark ground; `held`
    keeps words to their width where the letters may be others. Each mark has the values of its row as `data-x` and
    `data-y`. The same figure gives the same drawing, byte for byte; a trace, an
    axis or a mark that cannot be drawn raises ValueError.
    """
    prefix = _prefix(figure, width, title)
    paint = Paint(prefix, mono, dark)
    inner, high = _inner(figure, float(width), height, paint)
    inner = letters.held(inner) if held else inner
    named = element("title", words(title), id=f"{prefix}t") + element(
        "desc", words(described), id=f"{prefix}d"
    )
    ground = element("rect", width=width, height=high, fill=paint.own("card"))
    return element(
        "svg", named, paint.definitions(), ground, inner, xmlns="http://www.w3.org/2000/svg", width=width, height=high,
        viewBox=f"0 0 {width} {high:g}", role="img", aria_labelledby=f"{prefix}t", aria_describedby=f"{prefix}d",
        font_family=theme.FONT, font_size=int(SIZE),
    )  # fmt: skip


def _prefix(figure: Mapping[str, Any], width: int, title: str) -> str:
    """Return what the names within the drawing begin with: another's on the same page are others."""
    told = json.dumps([figure, width, title], sort_keys=True, default=str)
    return "v" + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]


def _inner(figure: Mapping[str, Any], width: float, height: int | None, paint: Paint) -> tuple[str, float]:
    traces, layout = traces_of(figure), figure.get("layout", {})
    if not has_marks(figure):
        high = float(height or NONE)
        return block(_("Ingen tal")).draw(width / 2, high / 2, paint.own("ink-2"), "middle"), high
    unplaced, said = axis.axes_of(figure, traces, width), notes.notes_of(layout)
    shared = room.share_out(layout, traces, unplaced, said, width, height)
    plot = shared.plot
    axes = {name: each.placed(plot) for name, each in unplaced.items()}
    cased = any(is_bar(trace) for trace in traces)
    drawn = (
        axis.behind(axes, plot, paint),
        notes.shapes(layout, axes, plot, paint, below=True),
        _bands(traces, axes, paint),
        bars.draw(traces, axes, layout, paint),
        axis.over(axes, plot, paint),
        *(_scattered(trace, axes, paint, cased=cased) for trace in traces if not is_bar(trace)),
        notes.shapes(layout, axes, plot, paint, below=False),
        axis.named(axes, plot, paint),
        notes.draw(said, axes, plot, paint, shared.around),
        legend.draw(shared.entries, *shared.legend, paint, bars.with_signs(traces, axes, layout)),
    )
    return "".join(drawn), shared.height


def _bands(traces: Sequence[Trace], axes: Axes, paint: Paint) -> str:
    """Return the bands, each between a trace and the one before it: behind bars too, whose colour says something."""
    scattered = [trace for trace in traces if not is_bar(trace)]
    return "".join(
        series(trace, "bands", curves.band(trace, before, axes, paint))
        for before, trace in pairwise(scattered)
        if trace.get("fill") == "tonexty"
    )


def _scattered(trace: Trace, axes: Axes, paint: Paint, *, cased: bool) -> str:
    cased = cased and {"lines", "markers"} <= modes(trace)
    lines = curves.line(trace, axes, paint, cased=cased) if "lines" in modes(trace) else []
    return series(trace, "series", [*lines, *points.draw(trace, axes, paint, cased=cased)])
