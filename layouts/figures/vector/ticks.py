"""Which values an axis names, and how: round steps, numbers as the figure writes them."""

import math
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from layouts.figures.vector.letters import Block, block
from layouts.figures.vector.read import Layout
from layouts.figures.vector.scales import Scale
from vocabulary import text

ROUND: Final = (1, 2, 5, 10)
ENOUGH: Final = 6
SAME: Final = 1e-9


class Tick(NamedTuple):
    """A value that an axis names."""

    value: Any
    label: Block


def ticks(scale: Scale, axis: Layout, separators: str) -> list[Tick]:
    """Return what an axis names, from its beginning to its end.

    `separators` are the marks of decimals and of thousands.
    """
    if "tickvals" in axis:
        values: Sequence[Any] = axis["tickvals"]
        labels: Sequence[Any] = axis.get("ticktext") or [str(each) for each in values]
        named = zip(values, labels, strict=True)
        return [Tick(value, block(label)) for value, label in named if _is_within(scale, value)]
    if scale.kind == "category":
        return [Tick(name, block(name)) for name in scale.names if _is_within(scale, name)]
    step = axis.get("dtick") or _step(scale, axis.get("nticks", ENOUGH), whole=axis.get("tickformat") == ",d")
    decimals = 0 if step >= 1 and step == int(step) else max(0, -math.floor(math.log10(step) + SAME))
    decimals += not float(f"{step * 10**decimals:.6f}").is_integer()
    return [
        Tick(value, block(_written(value, decimals, separators) + axis.get("ticksuffix", "")))
        for value in _multiples(scale, step)
    ]


def _is_within(scale: Scale, value: Any) -> bool:
    share = scale.share(value)
    return share is not None and -SAME <= share <= 1 + SAME


def _step(scale: Scale, most: int, *, whole: bool) -> float:
    rough = abs(scale.high - scale.low) / max(most, 1)
    size: float = 10 ** math.floor(math.log10(rough))
    step = next(size * each for each in ROUND if size * each >= rough * (1 - SAME))
    return max(step, 1) if whole else step


def _multiples(scale: Scale, step: float) -> list[float]:
    low, high = sorted((scale.low, scale.high))
    first, last = math.ceil(low / step - SAME), math.floor(high / step + SAME)
    return [round(place * step, 10) for place in range(first, last + 1)]


def _written(value: float, decimals: int, separators: str) -> str:
    decimal, thousands = separators[0], separators[1]
    marks = {ord(","): thousands, ord("."): decimal, ord("-"): text.MINUS}
    return f"{value + 0.0:,.{decimals}f}".translate(marks)
