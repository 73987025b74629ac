"""Why a share is below its target: what each part would give if it were as good as the rest, and which stand out.

A part is held against its complement. It stands out when chance alone would seldom set it so far below the rest, with
one allowance for all the parts that are asked about together (`ALARMS`), and when being as good as the rest would give
at least `LEAST_GAIN` of what is missing.
"""

import numpy as np
import pandas as pd

from data_access.numbers.chance import ALARMS, below_rest
from vocabulary.language import N_, _

# Counts by part, by the (marked) name of the dimension: part, numerator and denominator; and where these are weights,
# the counts behind them too: hits and tries.
Parts = dict[str, pd.DataFrame]
COLUMNS = (
    "dimension", "part", "value", "rest", "gap", "gives", "numerator", "denominator", "hits", "tries", "cost",
    "stands_out",
)  # fmt: skip
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
    known = [rows for rows in taken if len(rows)]
    if not known:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS})
    known.sort(key=lambda rows: -rows["gives"].fillna(0).max())
    rows = pd.concat(known, ignore_index=True)
    return rows.assign(stands_out=_standing_out(rows, target))[list(COLUMNS)]


def _dimension(name: str, rows: pd.DataFrame, target: float | None) -> pd.DataFrame:
    counted = rows[rows["denominator"] > 0]
    value = 100 * counted["numerator"] / counted["denominator"]
    weight = counted["denominator"] / counted["denominator"].sum()
    others = counted["denominator"].sum() - counted["denominator"]
    rest = 100 * (counted["numerator"].sum() - counted["numerator"]) / others.where(others > 0)
    behind = {
        "hits": counted["hits"] if "hits" in counted else counted["numerator"],
        "tries": counted["tries"] if "tries" in counted else counted["denominator"],
    }
    found = counted.assign(
        dimension=name,
        value=value,
        rest=rest,
        gap=rest - value,
        gives=weight * (rest - value),
        cost=weight * ((float("nan") if target is None else target) - value),
        **behind,
    )
    return found.sort_values(
        ["gives", "cost"], ascending=False, kind="stable", ignore_index=True, na_position="last"
    )


def _standing_out(rows: pd.DataFrame, target: float | None) -> list[bool]:
    first = rows[rows["dimension"] == rows["dimension"].iloc[0]]
    missing = 0.0 if target is None else target - 100 * first["numerator"].sum() / first["denominator"].sum()
    asked = rows["rest"].notna() & ~is_list(rows)
    if missing <= 0 or not asked.any():
        return [False] * len(rows)
    whole = rows.groupby("dimension")[["hits", "tries"]].transform("sum")
    chance = below_rest(rows["hits"], rows["tries"], whole["hits"], whole["tries"])
    seldom = chance < ALARMS / int(asked.sum())
    return list(np.asarray(asked & (rows["gives"] >= LEAST_GAIN * missing)) & seldom)


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
