"""Today, out of the frames of what happens."""

from dataclasses import replace
from typing import Any

import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.chance import hypergeometric
from tests.app.claims.scope import Kinds, Places, as_printed


def _mean(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    mine = [place in claim.at for place in places]
    return abs(column[mine].sum() / scope[claim.since][mine].sum() - claim.amount) < 1e-9


def _cells(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    shares = (100 * column / scope[claim.since])[[place in claim.at for place in places]]
    return abs(shares.mean() - claim.amount) < 1e-9


def _lowest(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    """Say that these are the lowest sites as they are printed, of those that chance would seldom set so low."""
    mine = scope[[place in claim.at for place in places]]
    mine = mine.assign(value=100 * mine[claim.column] / mine[claim.since])
    sites = mine.groupby("site").agg(
        value=("value", "mean"), hits=(claim.column, "sum"), tries=(claim.since, "sum")
    )
    if abs(sites["value"].min() - claim.amount) > 1e-9:
        return False
    shown = as_printed(sites["value"], replace(claim, places=2))
    low = sites[shown == shown.min()]
    if len(low) == len(sites):
        return claim.values == ("alike",)
    found = [
        site
        for site, row in low.iterrows()
        if row["tries"] - row["hits"] > 1
        and hypergeometric(
            int(row["hits"]), int(row["tries"]), int(sites["hits"].sum()), int(sites["tries"].sum())
        )
        < 0.05 / len(sites)
    ]
    return list(claim.values) == sorted(map(str, found))


def _due(claim: Claim, scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    now = pd.Timestamp(claim.since, tz="Europe/Copenhagen").tz_convert("UTC").tz_localize(None)
    left = pd.to_datetime(scope["opened_at"]) + pd.to_timedelta(column.astype(float) * 24, unit="h") - now
    none, four = pd.Timedelta(0), pd.Timedelta(hours=4)
    found = left <= none if claim.values == ("passed",) else (left > none) & (left <= four)
    return bool(found.sum() == claim.amount)


TODAY: Kinds = {
    "mean": _mean,
    "cells": _cells,
    "lowest": _lowest,
    "due": _due,
}
