"""How a headline figure has moved, in words: since last month and since the same month last year."""

from typing import Any

import pandas as pd

from dashboard import text
from dashboard.metrics import METRICS, Metric
from layouts.declarations import Headline

MONTHS_BACK = 12
FEW = 100
_WORDS = {"antal": ("flere", "færre"), "sekunder": ("længere", "kortere"), "%": ("højere", "lavere")}


def changes(headline: Headline, rows: pd.DataFrame) -> list[str]:
    """Compare the last of the rows with the one before it and the one twelve months before it."""
    last = rows.iloc[-1]
    return [_change(headline, last, rows.iloc[-1 - back]) for back in (1, MONTHS_BACK)]


def _change(headline: Headline, last: "pd.Series[Any]", before: "pd.Series[Any]") -> str:
    when = text.month(before["month"])
    if not (_is_whole(last) and _is_whole(before)):
        return f"Kan ikke sammenlignes med {when}"
    metric = METRICS[headline.metric]
    column = "numerator" if headline.counted else "value"
    step = float(last[column]) - float(before[column])
    size = text.number(abs(step)) if headline.counted else _size(metric, step, float(before["value"]))
    if size.strip("0,") == "" or not step:
        return f"Som i {when}"
    return f"{'▲' if step > 0 else '▼'} {size} {_direction(headline, metric, step)} end i {when}"


def _is_whole(row: "pd.Series[Any]") -> bool:
    return row["state"] == "whole" and not text.is_missing(row["value"])


def _size(metric: Metric, step: float, before: float) -> str:
    if metric.unit == "%":
        written = text.number(abs(step), max(metric.decimals, 1))
        return f"{written} procentpoint" if written.strip("0,") else ""
    if metric.unit == "sekunder":
        return text.duration(abs(step)) if abs(step) >= 1 else ""
    # Of a handful, a share says less than the number itself.
    return text.number(abs(step)) if before < FEW else text.quantity(100 * abs(step) / before, "%")


def _direction(headline: Headline, metric: Metric, step: float) -> str:
    more, fewer = _WORDS["antal" if headline.counted else metric.unit]
    moved = more if step > 0 else fewer
    if metric.better == "neither":
        return moved
    return f"{moved} ({'bedre' if (step > 0) == (metric.better == 'up') else 'dårligere'})"
