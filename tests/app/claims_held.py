"""Claims worked out again by pandas, from the rows that they are of."""

import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import lgamma, log, sqrt
from typing import Any

import numpy as np
import pandas as pd

from layouts.parts import claims
from layouts.parts.claim import Claim
from vocabulary import text
from vocabulary.months import shift

HOLIDAY = 8  # as a weekday
LEVELS = ("good", "near", "missed")
Places = list[tuple[Any, ...]]


def in_scope(claim: Claim, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that something is claimed of."""
    known = rows[rows[claim.column].notna()]
    if claim.months:
        known = known[known["month"].between(*claim.months)]
    if claim.over == "parts":
        return known[~known["total"].astype(bool)]
    if claim.over == "known":
        return known
    whole = known[known["state"] == "whole"]
    return whole[whole["level"].isin(LEVELS)] if claim.over == "judged" else whole


def holds(claim: Claim, rows: pd.DataFrame) -> bool:
    """Say that a claim is true of the rows."""
    scope = in_scope(claim, rows)
    places: Places = list(scope[list(claim.by)].itertuples(index=False, name=None))
    return bool(HELD[claim.what](claim, scope, as_printed(scope[claim.column], claim), places))


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


# --- What there is, and how much ----------------------------------------------------------------------


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
    now, before = rows[claim.column]
    if claim.since == "day":  # as many days of the month before as this one has
        before *= float(np.divide(*pd.PeriodIndex(rows["month"], freq="M").days_in_month))
    return bool(abs(now - before - claim.amount) < 1e-6)


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


# --- Order --------------------------------------------------------------------------------------------


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


# --- Chance, and what it would have taken -------------------------------------------------------------


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


# --- Today, out of the frames of what happens ---------------------------------------------------------


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


HELD: dict[str, Callable[[Claim, pd.DataFrame, Any, Places], Any]] = {
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
    "balance": _balance,
    "ranked": _ranked,
    "first": _first,
    "rising": _rising,
    "next": _next,
    "last": _last,
    "leading": _leading,
    "apart": _apart,
    "under": _under,
    "paradox": _paradox,
    "needed": _needed,
    "months": _months,
    "span": _span,
    "lacks": _lacks,
    "come": _come,
    "whole": _whole,
    "behind": _behind,
    "mean": _mean,
    "cells": _cells,
    "lowest": _lowest,
    "due": _due,
}


# --- What is said of it -------------------------------------------------------------------------------


def is_named(claim: Claim, said: str, rows: pd.DataFrame) -> bool:
    """Say that the sentence names where its extreme is, and what it lists; of many that tie, or all, it need not."""
    if claim.what not in ("most", "least", "those", "unlike", "often", "turned", "change", "next", "apart"):
        return True
    if claim.what == "apart" and not claim.values:
        return True  # the lowest of them is named, as an extreme
    there_are = in_scope(claim, rows)
    if claim.what == "often":
        there_are = there_are.drop_duplicates(claim.by[0])
    if claim.what not in ("those", "unlike", "turned", "next", "apart") and (
        len(claim.at) > claims.MOST_NAMED or len(claim.at) == len(there_are)
    ):
        return True
    if claim.what == "change" and claim.amount * (1 if claim.end == "most" else -1) <= 0:
        return True  # nothing rose, or nothing fell, and nothing is said of it
    named = [pair for at in claim.at for pair in zip(claim.by, at, strict=True)]
    # A dimension is told by its part, and of what is listed by the month or the day the name is enough.
    if "name" in claim.by and claim.what in ("those", "unlike"):
        named = [(by, each) for by, each in named if by in ("name", "what")]
    words = [text.month(str(each)) if by == "month" else str(each) for by, each in named if by != "dimension"]
    return all(word.casefold() in said.casefold() for word in words)


def is_said(claim: Claim, said: str) -> bool:
    """Say that the sentence has the figure that is claimed, as one of the ways in which it can be written."""
    if claim.what == "ends":
        ends = [str(each) for each in claim.values]
        return all(
            (text.month(each) if len(each) == 7 else text.day(date.fromisoformat(each))) in said
            for each in ends
        )
    is_difference = claim.what == "change" and claim.end is None and claim.amount > 0
    leads = claim.what == "leading" and 0 < len(claim.at) <= claims.MOST_NAMED
    if claim.what != "value" and not is_difference and not leads:
        return True
    return any(each in said for each in written(claim.amount))


def _when(iso: str) -> str:
    return text.month(iso) if len(iso) == len("2015-04") else text.day(date.fromisoformat(iso))


def written(amount: float) -> set[str]:
    """Return the ways in which a figure can be written."""
    return {text.duration(amount), *(text.number(abs(amount), places) for places in range(3))}


MONTHS = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
# Figures that are no figures of the rows: dates, limits, hours that are open, how many months a period has.
OTHER = re.compile(
    rf"(\d+\. )?\b({MONTHS})( \d{{4}})?|\bi \d{{4}}\b|inden for \d+ \w+|kl\. \d+-\d+|ældre end \d+ døgn"
    r"|antal under \d+ er skjult|færre end \d+ besvarede|de \d+ (hele )?måneder (med tal )?fra",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
NAMES = (
    "name", "site", "part", "dimension", "place", "weekday_words", "hour_words", "what", "due_words", "note", "period",
    "item", "area", "origin", "system",
)  # fmt: skip


def figures_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None) -> list[str]:
    """Return the figures in a sentence that no claim is about."""
    names = {str(each) for name in NAMES if rows is not None and name in rows for each in rows[name]}
    places = {str(each) for claim in claimed for place in (*claim.at, claim.values) for each in place}
    for name in sorted({*names, *places} - {""}, key=len, reverse=True):
        if not NUMBER.fullmatch(name):
            said = re.sub(re.escape(name), "", said, flags=re.IGNORECASE)
    known = {name for name in (names | places) if NUMBER.fullmatch(name)}
    known |= {str(len(claim.at)) for claim in claimed if claim.what == "leading"}
    amounts = [each for claim in claimed for each in (claim.amount, *_ends_of(claim))]
    known |= {each for amount in amounts for form in written(amount) for each in NUMBER.findall(form)}
    return [each for each in NUMBER.findall(OTHER.sub("", said.replace("\u00a0", " "))) if each not in known]


def _ends_of(claim: Claim) -> list[float]:
    return [float(str(each)) for each in claim.values] if claim.what == "span" else []


MONTH = re.compile(rf"(?<!\d\. )\b({MONTHS}) \d{{4}}", re.IGNORECASE)


def months_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None, *asked: str) -> list[str]:
    """Return the months in a sentence that no claim is about, that no row has in words, and that were not asked for."""
    words = [str(each) for claim in claimed if claim.what == "word" for each in claim.values]
    words += [
        str(each)
        for name in ("period", "due_words")
        if rows is not None and name in rows
        for each in rows[name]
    ]
    for each in sorted({*words} - {""}, key=len, reverse=True):
        said = re.sub(re.escape(each), "", said, flags=re.IGNORECASE)
    claimed_of = {
        str(each)
        for claim in claimed
        for place in (*claim.at, claim.values, claim.months or ())
        for each in place
    }
    before = {shift(str(claim.at[0][0]), -1) for claim in claimed if claim.what == "balance"}
    known = {text.month(each) for each in (*claimed_of, *before, *asked) if re.fullmatch(r"\d{4}-\d\d", each)}
    said = said.replace("\u00a0", " ").casefold()
    named = [match.group(0) for match in MONTH.finditer(said)]
    return [each for each in named if each not in known] + _periods_without(said, claimed, asked)


PERIOD = re.compile(rf"fra ((?:{MONTHS}) \d{{4}}) til ((?:{MONTHS}) \d{{4}})")


def _periods_without(said: str, claimed: list[Claim], asked: tuple[str, ...]) -> list[str]:
    """Return the periods in a sentence that are not from the first to the last month of a claim, or asked for."""
    spans = [
        sorted(str(each) for each in place if re.fullmatch(r"\d{4}-\d\d", str(each)))
        for claim in claimed
        for place in (list(itertools.chain(*claim.at)), claim.values, claim.months or ())
    ]
    known = {(text.month(each[0]), text.month(each[-1])) for each in (*spans, sorted(asked)) if each}
    return [match.group(0) for match in PERIOD.finditer(said) if match.groups() not in known]


ORDER = re.compile(
    r"\b(flest|færrest|(?<!bruger )mest|mindst|oftest|længst|nærmest|laveste?|højeste?|største|nyeste|ældste|senest"
    r"|næste)\b",
    re.IGNORECASE,
)
ORDERS = {
    "most", "least", "often", "change", "ranked", "rising", "leading", "apart", "first", "last", "next", "period",
    "lowest",
}  # fmt: skip
ALL = re.compile(
    r"\b(alle|begge|ingen|intet|alt|hver|flere|færre|mod|samme|resten|kun|ikke)\b", re.IGNORECASE
)


NO_ROWS = re.compile(r"Der er ikke indlæst opkald til [^.]*\.")


def words_without(said: str, claimed: list[Claim], rows: pd.DataFrame | None) -> list[str]:
    """Return the words of order in a sentence of which none is claimed, and of all and none where nothing is."""
    said = NO_ROWS.sub("", said)
    for note in set(rows["note"]) if rows is not None and "note" in rows else ():
        said = said.replace(str(note), "")
    kinds = {claim.what for claim in claimed}
    found = [] if kinds & ORDERS else ORDER.findall(said)
    return found if kinds else found + ALL.findall(said)


def month_missed(claimed: list[Claim], rows: pd.DataFrame | None, picked: str) -> list[str]:
    """Return the month that is spoken of, where it is not the newest that has the figure, up to the picked one."""
    kinds = {claim.what for claim in claimed}
    mine = [
        claim for claim in claimed if claim.what == "value" and claim.by == ("month",) and claim.of is None
    ]
    if rows is None or "state" not in rows or not mine or kinds & {"sum", "balance"}:
        return []
    spoken = max(mine, key=lambda claim: str(claim.at[0][0]))
    known = rows[rows[spoken.column].notna() & (rows["month"] <= picked)]
    newest = {each["month"].max() for each in (known, known[known["state"] == "whole"])}
    return [] if spoken.at[0][0] in newest else [str(spoken.at[0][0])]
