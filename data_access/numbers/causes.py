"""Why a share is below its target: what each part would give if it were as good as the rest, and which stand out.

A part is held against its complement. It stands out when chance alone would seldom set it so far below the rest, with
one allowance for all the parts that are asked about together (`ALARMS`), and when being as good as the rest would give
at least `LEAST_GAIN` of what is missing.
"""

from collections.abc import Sequence
from itertools import chain
from math import inf, isnan

import pandas as pd

from data_access.numbers.chance import ALARMS, below_rest
from data_access.snapshot.rows import Row
from vocabulary.language import N_, _

# Counts by part, by the (marked) name of the dimension: part, numerator and denominator; and where these are weights,
# the counts behind them too: hits and tries.
Parts = dict[str, pd.DataFrame]
COLUMNS = (
    "dimension", "part", "value", "rest", "gap", "gives", "numerator", "denominator", "hits", "tries", "cost",
    "stands_out",
)  # fmt: skip
NAN = float("nan")
LEAST_GAIN = 0.1  # of what is missing
POOLED = N_("Små steder samlet")  # the part in which stands what may not be shown by itself


def decompose(parts: Parts, target: float | None) -> pd.DataFrame:
    """Take a share apart along each dimension.

    `parts` maps a dimension's name to its parts' counts; `target` is in percent. Columns, those of `COLUMNS`: value and
    rest (0-100; no rest where there is one part), gap (rest minus value), gives (the percentage points that the whole
    would have more, were the part as good as the rest), cost (its weight times its distance to the target: the costs
    of a dimension add up to target minus share), hits and tries (counts), stands_out (flag). The part that would
    give most comes first in its dimension, the dimension of that part first.
    """
    taken = [_dimension(name, rows, target) for name, rows in parts.items()]
    known = [rows for rows in taken if rows]
    if not known:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS})
    known.sort(key=lambda rows: -max(0.0 if isnan(row["gives"]) else row["gives"] for row in rows))
    flags = _standing_out(known, target)
    found = [row | {"stands_out": flag} for row, flag in zip(chain(*known), flags, strict=True)]
    return pd.DataFrame(found, columns=list(COLUMNS))


def _dimension(name: str, rows: pd.DataFrame, target: float | None) -> list[Row]:
    """Return the parts of a dimension that anything is counted in, as rows; the columns are taken out once."""
    names = ("numerator", "denominator")
    behind = [each if each in rows else names[place] for place, each in enumerate(("hits", "tries"))]
    columns = (rows[each].tolist() for each in ("part", *names, *behind))
    counted = [each for each in zip(*columns, strict=True) if each[2] > 0]
    good, all_ = (sum(each[place] for each in counted) for place in (1, 2))
    found = []
    for part, numerator, denominator, hits, tries in counted:
        value, weight, others = 100 * numerator / denominator, denominator / all_, all_ - denominator
        rest = 100 * (good - numerator) / others if others > 0 else NAN
        gap = rest - value
        found.append(
            {
                "dimension": name, "part": part, "value": value, "rest": rest, "gap": gap, "gives": weight * gap,
                "numerator": numerator, "denominator": denominator, "hits": hits, "tries": tries,
                "cost": weight * ((NAN if target is None else target) - value),
            }
        )  # fmt: skip
    return sorted(found, key=lambda row: [_last(-row["gives"]), _last(-row["cost"])])


def _last(number: float) -> float:
    return inf if isnan(number) else number


def _standing_out(dimensions: Sequence[Sequence[Row]], target: float | None) -> list[bool]:
    """Say of each part of the dimensions, one after another, whether it stands out."""
    rows, first = list(chain(*dimensions)), dimensions[0]
    of_all = 100 * sum(row["numerator"] for row in first) / sum(row["denominator"] for row in first)
    missing = 0.0 if target is None else target - of_all
    asked = [
        not isnan(row["rest"]) and not (row["tries"] == 1 and all(other["denominator"] == 1 for other in own))
        for own in dimensions
        for row in own
    ]
    if missing <= 0 or not any(asked):
        return [False] * len(rows)
    whole = [
        (sum(row["hits"] for row in own), sum(row["tries"] for row in own))
        for own in dimensions
        for _row in own
    ]
    chance = below_rest(
        [row["hits"] for row in rows], [row["tries"] for row in rows], *zip(*whole, strict=True)
    )
    return [
        is_asked and row["gives"] >= LEAST_GAIN * missing and bool(seldom < ALARMS / sum(asked))
        for is_asked, row, seldom in zip(asked, rows, chance, strict=True)
    ]


def is_list(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Say of each part whether its dimension only lists things that are counted as one each: no chance is in those."""
    return rows["denominator"].eq(1).groupby(rows["dimension"]).transform("all") & rows["tries"].eq(1)


def named(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts to name: of each dimension what stands out and would give most, all that tie; each once.

    A part that only repeats one of another dimension (a hospital's only site) is not named again.
    """
    found = rows[rows["stands_out"].astype(bool)]
    most = found.groupby("dimension")["gives"].transform("max")
    firsts = found[found["gives"].round(2) == most.round(2)]
    return firsts.drop_duplicates(["hits", "tries", "numerator", "denominator", "dimension", "part"]).loc[
        lambda each: ~each.duplicated(["hits", "tries"]) | each.duplicated("dimension", keep=False)
    ]


def alike(now: Parts, before: Parts) -> tuple[Parts, Parts]:
    """Return the parts of two months with all in the pool of both that is in the pool of either.

    What is pooled in one month alone would be held against nothing there, and the pool against other places.
    """
    pool = _(POOLED)
    found: tuple[Parts, Parts] = ({}, {})
    for name in (each for each in now if each in before):
        both = now[name], before[name]
        names = [set(each["part"]) for each in both]
        alone = names[0] ^ names[1] if pool in names[0] | names[1] else set()
        for parts, each in zip(found, both, strict=True):
            parts[name] = each.assign(part=each["part"].where(~each["part"].isin(alone), pool))
    return found


def moved(now: Parts, before: Parts) -> pd.DataFrame:
    """Split how a share moved between two months over its parts, as `alike` returns them.

    Columns: dimension, part, rate (percentage points by the part's own share) and weight (by how much of the whole it
    is); within a dimension all of them add up to the change. Also better (flag: the part's own share rose; false where
    it was not in both months).
    """
    now, before = alike(now, before)
    found = [_moved(name, now[name], before[name]) for name in now]
    known = [rows for rows in found if len(rows)]
    columns = ("dimension", "part", "rate", "weight", "better", "grew", "below")
    return pd.concat(known, ignore_index=True) if known else pd.DataFrame(columns=list(columns))


def _moved(name: str, now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    both = [
        each.groupby("part", sort=False)[["numerator", "denominator"]].sum().astype(float)
        for each in (now, before)
    ]
    parts = both[0].index.union(both[1].index, sort=False)
    new, old = (each.reindex(parts, fill_value=0.0) for each in both)
    if not new["denominator"].sum() or not old["denominator"].sum():
        return pd.DataFrame()
    shares = [
        100 * each["numerator"] / each["denominator"].where(each["denominator"] > 0) for each in (new, old)
    ]
    in_both = shares[0].notna() & shares[1].notna()
    # What is not in one of the months moved by its weight alone.
    v1, v0 = shares[0].fillna(shares[1]), shares[1].fillna(shares[0])
    w1, w0 = (each["denominator"] / each["denominator"].sum() for each in (new, old))
    middle = ((w1 * v1).sum() + (w0 * v0).sum()) / 2
    return pd.DataFrame(
        {
            "dimension": name,
            "part": parts,
            "rate": ((w1 + w0) / 2 * (v1 - v0)).fillna(0.0).to_numpy(),
            "weight": ((w1 - w0) * ((v1 + v0) / 2 - middle)).fillna(0.0).to_numpy(),
            "better": (in_both & (v1 > v0)).to_numpy(),
            "grew": (w1 > w0).to_numpy(),
            "below": (v1 < middle).to_numpy(),
        }
    )


def paradox(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the parts whose growth made a whole worse although every part of it became better.

    `rows` are those of `moved`, of one dimension or several.
    """
    whole = rows.groupby("dimension")[["rate", "weight"]].transform("sum").sum(axis=1)
    better = rows.groupby("dimension")["better"].transform("all")
    return rows[(whole < 0) & better & rows["grew"] & rows["below"]]
