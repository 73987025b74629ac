"""Sentences that several panels share: how a share stands against its target, and how a count has moved."""

from typing import Any, cast

import pandas as pd

from dashboard import text
from dashboard.metrics import METRICS

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
        return "Ingen af de viste måneder er hele, så der er intet at bedømme endnu."
    last, name = judged[-1], subject or METRICS[metric].name
    opening = f"{name} var {last['shown']} i {text.month(last['month'])}"
    with_target = [row for row in judged if row["level"] in ("good", "near", "missed")]
    if last["level"] == "none" or not with_target:
        return f"{opening}. {_between(judged, metric)}"
    goal = text.quantity(last["target"], METRICS[metric].unit, text.places(last["target"]))
    met = sum(row["level"] == "good" for row in with_target)
    verdict = "målet er nået" if last["level"] == "good" else "målet er ikke nået"
    return f"{opening}; {verdict} (mål {goal}). {_how_often(met, len(with_target))}"


def _how_often(met: int, months: int) -> str:
    if months == 1:
        return ""
    if met == months:
        return f"Målet blev nået i alle {months} måneder."
    if not met:
        return f"Målet blev ikke nået i nogen af de {months} måneder."
    return f"Målet blev nået i {met} af {months} måneder."


def _between(judged: list[Row], metric: str) -> str:
    if len(judged) == 1:
        return ""
    lowest, highest = (pick(judged, key=lambda row: float(row["value"])) for pick in (min, max))
    unit, places = METRICS[metric].unit, METRICS[metric].decimals
    low, high = (text.quantity(row["value"], unit, places) for row in (lowest, highest))
    return f"I perioden lå den mellem {low} ({text.month(lowest['month'])}) og {high} ({text.month(highest['month'])})."
