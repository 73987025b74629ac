"""What stands in which order."""

from itertools import pairwise
from typing import Any

import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.scope import Kinds, Places, are_all, at


def _ranked(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    named = at(claim, scope, places)[claim.column].tolist()
    others = [value for place, value in zip(places, column, strict=True) if place not in claim.at]
    if "key" in scope and not isinstance(scope["key"].iloc[-1], str) and places[-1] not in claim.at:
        others = others[:-1]  # many put together, which is no one of them
    return named == sorted(named, reverse=True) and named[-1] > max(others, default=-1)


def _first(claim: Claim, _scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    found = column.isin(claim.values).tolist()
    return found == sorted(found, reverse=True)


def _rising(_claim: Claim, _scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    return all(before <= after for before, after in pairwise(column))


def _next(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    ahead = scope["state"].isin(claim.values) & (column >= claim.since)
    return are_all(claim, places, ahead & (column == column[ahead].min()))


def _last(claim: Claim, scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    months = scope["month"][column.isin(claim.values)]
    if not claim.at:
        return months.empty and len(scope) == claim.amount
    return months.max() == claim.at[0][0]


ORDERED: Kinds = {
    "ranked": _ranked,
    "first": _first,
    "rising": _rising,
    "next": _next,
    "last": _last,
}
