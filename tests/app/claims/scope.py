"""Which rows a claim is of, and whether it is of exactly those that were found."""

import itertools
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from layouts.parts.claim import Claim
from vocabulary import text

LEVELS = ("good", "near", "missed")
Places = list[tuple[Any, ...]]
Kinds = Mapping[str, Callable[[Claim, pd.DataFrame, Any, Places], Any]]


def in_scope(claim: Claim, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that something is claimed of."""
    is_in = rows[claim.column].notna().to_numpy()
    if claim.months:
        is_in = is_in & rows["month"].between(*claim.months).to_numpy()
    if claim.over == "parts":
        is_in = is_in & ~rows["total"].astype(bool).to_numpy()
    elif claim.over != "known":
        is_in = is_in & (rows["state"] == "whole").to_numpy()
        if claim.over == "judged":
            is_in = is_in & rows["level"].isin(LEVELS).to_numpy()
    return rows if is_in.all() else rows[is_in]


def as_printed(column: pd.Series, claim: Claim) -> pd.Series:
    if claim.places is None:
        return column
    return column.map(lambda value: text.rounded(value, claim.places or 0), na_action="ignore")


def are_all(claim: Claim, places: Places, found: Any) -> bool:
    """Say that a claim is of exactly the rows that were found: of several that tie, all."""
    return sorted(claim.at, key=str) == sorted(itertools.compress(places, found), key=str)


def at(claim: Claim, scope: pd.DataFrame, places: Places) -> pd.DataFrame:
    """Return the row of each place, in the order in which they are claimed; each must be there once."""
    assert all(places.count(place) == 1 for place in claim.at), claim
    return scope.iloc[[places.index(place) for place in claim.at]]
