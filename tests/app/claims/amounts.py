"""What there is, and how much."""

import itertools
from collections import Counter
from typing import Any

import numpy as np
import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.scope import Kinds, Places, are_all, as_printed, at
from vocabulary import text


def _extreme(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    end = column.max() if claim.what == "most" else column.min()
    return end == claim.amount and are_all(claim, places, column == end)


def _sum(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    column = column - scope[claim.since] if claim.since else column
    mine = column[[place in claim.at for place in places]] if claim.at else column
    return abs(mine.sum() - claim.amount) < 1e-6


def _rows(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    return (places.count(claim.at[0]) if claim.at else len(scope)) == claim.amount


def _rest(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    return bool(100 - at(claim, scope, places)[claim.column].iloc[0] == claim.amount)


def _share(claim: Claim, scope: pd.DataFrame, column: Any, places: Places) -> bool:
    mine = [not claim.at or place in claim.at for place in places]
    return abs(100 * column[mine].sum() / scope[claim.since][mine].sum() - claim.amount) < 1e-6


def _listed(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    found = column.isin(claim.values)
    found = ~found if claim.what == "unlike" else found
    return found.sum() == claim.amount and (claim.what == "count" or are_all(claim, places, found))


def _often(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    counts = Counter(itertools.compress(places, column.isin(claim.values)))
    most = [place for place, many in counts.items() if many == max(counts.values())]
    return max(counts.values()) == claim.amount and sorted(claim.at, key=str) == sorted(most, key=str)


def _turned(claim: Claim, scope: pd.DataFrame, _column: Any, _places: Places) -> bool:
    newest, moved = scope["month"].max(), []
    for thing, own in scope.sort_values("month").groupby(claim.by[0]):
        if own["month"].iloc[-1] == newest and own.tail(2)[claim.column].nunique() == 2:
            moved.append(thing)
    return sorted(each for (each,) in claim.at) == sorted(moved)


def _value(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    found = [value for place, value in zip(places, column, strict=True) if place == claim.at[0]]
    return found == ([claim.amount] if claim.what == "value" else list(claim.values))


def _change(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    steps = as_printed(scope[claim.column] - scope[claim.since], claim)
    if claim.end is None:
        return claim.amount in steps[[place == claim.at[0] for place in places]].tolist()
    end = steps.max() if claim.end == "most" else steps.min()
    return end == claim.amount and are_all(claim, places, steps == end)


def _period(claim: Claim, scope: pd.DataFrame, _column: Any, _places: Places) -> bool:
    return (claim.at[0][0], claim.at[-1][0]) == (scope["month"].min(), scope["month"].max())


def _ends(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    mine = column[[place == claim.at[0] for place in places]]
    return (mine.min(), mine.max()) == claim.values


def _again(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    return are_all(claim, places, scope.duplicated([claim.column, claim.since]))


def _balance(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    row = at(claim, scope, places).iloc[0]
    return bool(row[claim.column] - row[claim.since] + row[claim.values[0]] == claim.amount)


def _step(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    rows = at(claim, scope, places)
    if claim.since == "day":  # as many days of the month before as this one has
        now, before = rows[claim.column]
        return bool(abs(now - before * float(str(claim.values[0])) - claim.amount) < 1e-6)
    now, before = as_printed(rows[claim.column], claim)
    return text.rounded(now - before, claim.places or 0) == claim.amount


def _which(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    row = at(claim, scope, places).iloc[0]
    return int(np.sign(row[claim.column] - row[claim.since])) == claim.amount


def _months(claim: Claim, scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    mine = column.isin(claim.values)
    if "withheld" in scope:
        mine &= ~scope["withheld"].astype(bool)
    months = sorted(set(scope["month"][mine]))
    return [month for (month,) in claim.at] == months and claim.amount == len(months)


def _span(claim: Claim, _scope: pd.DataFrame, column: Any, places: Places) -> bool:
    """Say that these are the least and the most (per cent) of the months' first rows that are not whole."""
    first = {
        place: 100 * share for place, share in reversed(list(zip(places, column, strict=True))) if share < 1
    }
    found = [first[place] for place in claim.at]
    return (min(found), max(found)) == claim.values


def _come(claim: Claim, scope: pd.DataFrame, column: Any, _places: Places) -> bool:
    return [month for (month,) in claim.at] == scope["month"][column != "missing"].tolist()


def _whole(claim: Claim, scope: pd.DataFrame, _column: Any, _places: Places) -> bool:
    of = [str(each) for each in claim.values]
    return [month for (month,) in claim.at] == (
        [each for each in of if each not in set(scope["month"])] or of
    )


def _lacks(claim: Claim, scope: pd.DataFrame, _column: Any, places: Places) -> bool:
    return sorted(claim.at) == sorted(place for place in places if place[0] in claim.values)


def _behind(claim: Claim, scope: pd.DataFrame, _column: Any, _places: Places) -> bool:
    """Say that these lack in the newest period: of each teller that has not told of it, what it told last."""
    newest = scope["period"].max()
    found = set()
    for _teller, own in scope[~scope["told"].astype(bool)].groupby("teller"):
        last = own[own["period"] == own["period"].max()]
        shown = scope[scope["period"] == newest]["name"]
        beside = scope[scope["told"].astype(bool) & (scope["period"] == last["period"].iloc[0])]["name"]
        found |= set(last[~last["name"].isin(shown) | last["name"].isin(beside)]["name"])
    return claim.values == (newest,) and [name for (name,) in claim.at] == sorted(found)


AMOUNTS: Kinds = {
    "most": _extreme,
    "least": _extreme,
    "sum": _sum,
    "share": _share,
    "count": _listed,
    "those": _listed,
    "unlike": _listed,
    "rows": _rows,
    "rest": _rest,
    "things": lambda claim, _scope, column, _places: column.nunique() == claim.amount,
    "often": _often,
    "turned": _turned,
    "value": _value,
    "word": _value,
    "change": _change,
    "period": _period,
    "ends": _ends,
    "again": _again,
    "step": _step,
    "which": _which,
    "balance": _balance,
    "months": _months,
    "span": _span,
    "lacks": _lacks,
    "come": _come,
    "whole": _whole,
    "behind": _behind,
}
