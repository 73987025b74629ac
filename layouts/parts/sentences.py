"""Sentences that several panels share: how a share stands against its target, and how a count has moved."""

from typing import Any, cast

import pandas as pd

from vocabulary import text
from vocabulary.language import _
from vocabulary.metrics import METRICS

Row = dict[str, Any]


def records(rows: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as dicts."""
    return cast("list[Row]", rows.to_dict("records"))


def whole(rows: pd.DataFrame) -> list[Row]:
    """Return the months that are whole and have a figure, in order."""
    return records(rows[(rows["state"] == "whole") & rows[rows.columns[1]].notna()])


def share_sentence(rows: pd.DataFrame, metric: str, subject: str = "") -> str:
    """Say the newest whole month's share, its target, and how often the target was met in the period.

    `rows` are as `judge` returns them; `subject` is what the sentence is about, else the metric by name.
    """
    judged = records(rows[(rows["state"] == "whole") & rows["value"].notna()])
    if not judged:
        return _("Ingen af de viste måneder er hele, så der er intet at bedømme endnu.")
    last = judged[-1]
    said = {
        "subject": subject or METRICS[metric].name,
        "figure": last["shown"],
        "month": text.month(last["month"]),
    }
    with_target = [row for row in judged if row["level"] in ("good", "near", "missed")]
    if last["level"] == "none" or not with_target:
        return text.prose(_("{subject} var {figure} i {month}.", **said), _between(judged, metric))
    goal = text.quantity(last["target"], METRICS[metric].unit, text.places(last["target"]))
    met = sum(row["level"] == "good" for row in with_target)
    if last["level"] == "good":
        opening = _("{subject} var {figure} i {month}; målet er nået (mål {goal}).", goal=goal, **said)
    else:
        opening = _("{subject} var {figure} i {month}; målet er ikke nået (mål {goal}).", goal=goal, **said)
    return text.prose(opening, _how_often(met, len(with_target)))


def _how_often(met: int, months: int) -> str:
    if months == 1:
        return ""
    if met == months:
        return _("Målet blev nået i alle {n} måneder.", n=text.number(months))
    if not met:
        return _("Målet blev ikke nået i nogen af de {n} måneder.", n=text.number(months))
    return _("Målet blev nået i {met} af {n} måneder.", met=text.number(met), n=text.number(months))


def _between(judged: list[Row], metric: str) -> str:
    if len(judged) == 1:
        return ""
    lowest, highest = (pick(judged, key=lambda row: float(row["value"])) for pick in (min, max))
    unit, places = METRICS[metric].unit, METRICS[metric].decimals
    low, high = (text.quantity(row["value"], unit, places) for row in (lowest, highest))
    if low == high:
        return _("Det var {low} i hele perioden.", low=low)
    return _(
        "I perioden lå tallet mellem {low} ({low_month}) og {high} ({high_month}).",
        low=low,
        low_month=text.month(lowest["month"]),
        high=high,
        high_month=text.month(highest["month"]),
    )
