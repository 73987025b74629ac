"""How a headline figure has moved, in words: since last month and since the same month last year."""

from typing import Any

import pandas as pd

from layouts.parts.declarations import Headline
from vocabulary import text
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS, Metric

MONTHS_BACK = 12
FEW = 100
_MOVED = {
    "antal": (N_("flere"), N_("færre")),
    "sekunder": (N_("længere"), N_("kortere")),
    "%": (N_("højere"), N_("lavere")),
}
_ONE = (N_("mere"), N_("færre"))


def changes(headline: Headline, rows: pd.DataFrame) -> list[str]:
    """Compare the last of the rows with the one before it and the one twelve months before it."""
    last = rows.iloc[-1]
    return [_change(headline, last, rows.iloc[-1 - back]) for back in (1, MONTHS_BACK)]


def _change(headline: Headline, last: "pd.Series[Any]", before: "pd.Series[Any]") -> str:
    when = text.month(before["month"])
    if not (_is_whole(last) and _is_whole(before)):
        return _("Kan ikke sammenlignes med {month}", month=when)
    metric = METRICS[headline.metric]
    column = "numerator" if headline.counted else "value"
    step = float(last[column]) - float(before[column])
    size = text.number(abs(step)) if headline.counted else _size(metric, step, float(before["value"]))
    if not size.strip("0,.") or not step:
        return _("Som i {month}", month=when)
    more, fewer = _ONE if size == "1" else _MOVED["antal" if headline.counted else metric.unit]
    return _(
        _sentence(metric, step),
        arrow="▲" if step > 0 else "▼",
        size=size,
        moved=_(more if step > 0 else fewer),
        month=when,
    )


def _sentence(metric: Metric, step: float) -> str:
    if metric.better == "neither":
        return N_("{arrow} {size} {moved} end i {month}")
    if (step > 0) == (metric.better == "up"):
        return N_("{arrow} {size} {moved} (bedre) end i {month}")
    return N_("{arrow} {size} {moved} (dårligere) end i {month}")


def _is_whole(row: "pd.Series[Any]") -> bool:
    return row["state"] == "whole" and not text.is_missing(row["value"])


def _size(metric: Metric, step: float, before: float) -> str:
    if metric.unit == "%":
        written = text.number(abs(step), max(metric.decimals, 1))
        return _("{n} procentpoint", n=written) if written.strip("0,.") else ""
    if metric.unit == "sekunder":
        return text.duration(abs(step)) if abs(step) >= 1 else ""
    # Of a handful, a share says less than the number itself.
    return text.number(abs(step)) if before < FEW else text.quantity(100 * abs(step) / before, "%")
