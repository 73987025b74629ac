"""What chance would do, and what it would have taken."""

import itertools
from math import lgamma, log, sqrt
from typing import Any

import numpy as np
import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.scope import Kinds, Places, are_all, at

HOLIDAY = 8  # as a weekday


def _leading(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    """Of counts that come as they please, the logarithm has a variance of one over their number."""
    of_days = scope[scope["weekday"] != HOLIDAY] if "weekday" in scope else scope
    column, behind = column[of_days.index], scope[claim.since][of_days.index]
    if not claim.at:
        top = column.idxmax() if len(column) else None
        one_day = top is not None and "days" in of_days and of_days["days"][top] < 3
        return top is None or not column[top] > 0 or behind[top] < claim.values[0] or one_day
    top = column.idxmax()
    off = [
        value == column[top]
        or (value > 0 and log(column[top] / value) / sqrt(1 / behind[top] + 1 / n) <= 1.645)
        for value, n in zip(column, behind, strict=True)
    ]
    mine = list(itertools.compress(places, scope.index.isin(of_days.index)))
    return column[top] == claim.amount and are_all(claim, mine, off)


def hypergeometric(hits: int, tries: int, all_hits: int, all_tries: int) -> float:
    """Return how often so few hits, or fewer, are drawn by chance alone."""

    def choose(of: int, taken: int) -> float:
        return lgamma(of + 1) - lgamma(taken + 1) - lgamma(of - taken + 1)

    least = max(0, tries - (all_tries - all_hits))
    chances = [
        choose(all_hits, each) + choose(all_tries - all_hits, tries - each) - choose(all_tries, tries)
        for each in range(least, hits + 1)
    ]
    return float(np.exp(chances).sum())


def _apart(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    tries = scope[claim.since] + (column if claim.since == "late" else 0)
    groups = scope["dimension"] if "dimension" in scope else pd.Series("", scope.index)
    sizes = groups.map(groups.value_counts())
    asked = sizes > 1
    chances = [
        hypergeometric(int(hits), int(n), int(column[groups == by].sum()), int(tries[groups == by].sum()))
        if several else 1.0
        for hits, n, by, several in zip(column, tries, groups, asked, strict=True)
    ]  # fmt: skip
    found = pd.Series(chances, scope.index) < 0.05 / max(int(asked.sum()), 1)
    if not claim.values:
        return are_all(claim, places, found)
    first = scope[groups == groups.iloc[0]] if len(scope) else scope
    missing = claim.values[0] - 100 * first["numerator"].sum() / first["denominator"].sum()
    found &= (scope["gives"] >= missing / 10) & (missing > 0)
    sums = scope.groupby(groups)[["numerator", "denominator"]].transform("sum")
    off = 100 * sums["numerator"] / sums["denominator"] - scope["value"]
    found &= (off > scope["swing"]) | (scope["swing"] == 0)
    if "all" in claim.values:
        return are_all(claim, places, found)
    most = scope["gives"].where(found).groupby(groups).transform("max")
    found &= scope["gives"].round(2) == most.round(2)
    # Each is named once: not that which only repeats a part of another dimension.
    once = [
        (place, counts)
        for place, counts in zip(places, zip(column, tries, strict=True), strict=True)
        if found.iloc[places.index(place)]
    ]
    named = {place: counts for place, counts in once if place in claim.at}
    return set(claim.at) <= {place for place, _counts in once} and all(
        counts in named.values() for _place, counts in once
    )


def _under(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    mine = scope["dimension"].isin(claim.values)
    return are_all(claim, places, mine & (column < claim.amount))


def _paradox(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    own = at(claim, scope, places).iloc[0]
    parts = scope[scope["dimension"] == own["dimension"]]
    whole = parts[claim.column].sum() + parts[claim.since].sum()
    return bool((parts[claim.column] > 0).all()) and whole < 0 and own[claim.since] < 0


def _needed(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    target = float(str(claim.values[0]))
    if claim.column == "within_limit":
        missing = target / 100 * len(scope) - (scope["within_limit"] / scope["limited"]).sum()
        return gained(scope, claim.amount) >= missing - 1e-7 and gained(scope, claim.amount - 1) < missing
    row = at(claim, scope, places).iloc[0]
    with_all, with_fewer = (
        100 * (row["numerator"] + count) / row["denominator"] for count in (claim.amount, claim.amount - 1)
    )
    return with_all >= target - 1e-7 and (with_fewer < target or claim.amount == 0)


def gained(cells: pd.DataFrame, count: float) -> float:
    """Return the most that the sum of the cells' shares rises when so many slow samples are fast."""
    gains = [
        gain
        for limited, slow in zip(cells["limited"], cells["limited"] - cells["within_limit"], strict=True)
        for gain in [1 / limited] * int(slow)
    ]
    return sum(sorted(gains, reverse=True)[: int(count)])


CHANCE: Kinds = {
    "leading": _leading,
    "apart": _apart,
    "under": _under,
    "paradox": _paradox,
    "needed": _needed,
}
