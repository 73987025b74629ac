"""Why a share is below its target: what each part would give if it were as good as the rest, and which stand out.

A part is held against its complement. It stands out when chance alone would seldom set it so far below the rest, with
one allowance for all the parts that are asked about together (`ALARMS`), and when being as good as the rest would give
at least `LEAST_GAIN` of what is missing.
"""

from collections.abc import Mapping, Sequence
from math import isnan
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.numbers.chance import ALARMS, below_rest
from data_access.snapshot.table import Row, Rows, Table
from vocabulary.language import N_, _

# Counts by part, by the (marked) name of the dimension: part, numerator and denominator; and where these are weights,
# the counts behind them too: hits and tries.
Parts = dict[str, pd.DataFrame]
Columns = dict[str, NDArray[Any]]
COLUMNS = (
    "dimension", "part", "value", "rest", "gap", "gives", "numerator", "denominator", "hits", "tries", "cost",
    "stands_out",
)  # fmt: skip
NAN = float("nan")
LEAST_GAIN = 0.1  # of what is missing
POOLED = N_("Små steder samlet")  # the part in which stands what may not be shown by itself


def decompose(parts: Parts, target: float | None) -> pd.DataFrame:
    """Take a share apart along each dimension, as `apart` does, and return a frame."""
    rows = apart(parts, target)
    return (
        pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS}) if rows.empty else rows.frame()
    )


def apart(parts: Parts, target: float | None) -> Table:
    """Take a share apart along each dimension.

    `parts` maps a dimension's name to its parts' counts; `target` is in percent. Columns, those of `COLUMNS`: value and
    rest (0-100; no rest where there is one part), gap (rest minus value), gives (the percentage points that the whole
    would have more, were the part as good as the rest), cost (its weight times its distance to the target: the costs
    of a dimension add up to target minus share), hits and tries (counts), stands_out (flag). The part that would
    give most comes first in its dimension, the dimension of that part first.
    """
    taken = [_dimension(name, rows, target) for name, rows in parts.items()]
    known = [columns for columns in taken if len(columns["part"])]
    if not known:
        return Table({name: [] for name in COLUMNS})
    known.sort(key=lambda columns: -np.nan_to_num(columns["gives"]).max())
    whole = {name: np.concatenate([columns[name] for columns in known]) for name in known[0]}
    whole["stands_out"] = _standing_out(known, whole, target)
    return Table({name: whole[name].tolist() for name in COLUMNS})


def _dimension(name: str, rows: pd.DataFrame, target: float | None) -> Columns:
    counts: Columns = {column: rows[column].to_numpy() for column in rows}
    counted = counts["denominator"] > 0
    counts = {column: values[counted] for column, values in counts.items()}
    good, all_ = counts["numerator"], counts["denominator"]
    others = all_.sum() - all_
    value = 100 * good / all_
    rest = 100 * (good.sum() - good) / np.where(others > 0, others, NAN)
    weight = all_ / all_.sum()
    found = {
        "dimension": np.full(len(all_), name, dtype=object),
        "part": counts["part"].astype(object),
        "value": value,
        "rest": rest,
        "gap": rest - value,
        "gives": weight * (rest - value),
        "numerator": good,
        "denominator": all_,
        "hits": counts.get("hits", good),
        "tries": counts.get("tries", all_),
        "cost": weight * ((NAN if target is None else target) - value),
    }
    order = np.lexsort((-found["cost"], -found["gives"]))
    return {column: values[order] for column, values in found.items()}


def _standing_out(dimensions: Sequence[Columns], whole: Columns, target: float | None) -> NDArray[np.bool_]:
    """Say of each part whether it stands out; `whole` are the columns of all dimensions, one after another."""
    first = dimensions[0]
    share = 100 * first["numerator"].sum() / first["denominator"].sum()
    missing = 0.0 if target is None else target - share
    asked = ~np.isnan(whole["rest"]) & ~is_list(whole)
    if missing <= 0 or not asked.any():
        return np.zeros(len(asked), dtype=bool)
    hits, tries = (
        np.concatenate([np.full(len(each[name]), each[name].sum()) for each in dimensions])
        for name in ("hits", "tries")
    )
    seldom = below_rest(whole["hits"], whole["tries"], hits, tries) < ALARMS / int(asked.sum())
    found: NDArray[np.bool_] = asked & (whole["gives"] >= LEAST_GAIN * missing) & seldom
    return found


def is_list(rows: Rows | Columns) -> NDArray[np.bool_]:
    """Say of each part whether its dimension only lists things that are counted as one each: no chance is in those."""
    ones: dict[str, bool] = {}
    for dimension, count in zip(rows["dimension"], rows["denominator"], strict=True):
        ones[dimension] = ones.get(dimension, True) and count == 1
    parts = zip(rows["dimension"], rows["tries"], strict=True)
    return np.array([ones[dimension] and tries == 1 for dimension, tries in parts], dtype=bool)


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
            parts[name] = (
                each.assign(part=each["part"].where(~each["part"].isin(alone), pool)) if alone else each
            )
    return found


def moved(now: Parts, before: Parts) -> Table:
    """Split how a share moved between two months over its parts, as `alike` returns them.

    Columns: dimension, part, rate (percentage points by the part's own share) and weight (by how much of the whole it
    is); within a dimension all of them add up to the change. Also better (flag: the part's own share rose; false where
    it was not in both months), grew (flag: it is more of the whole), below (flag: its share lies below the whole's).
    """
    now, before = alike(now, before)
    return Table.of_rows([row for name in now for row in _moved(name, now[name], before[name])], _MOVED)


_MOVED = ("dimension", "part", "rate", "weight", "better", "grew", "below")


def _moved(name: str, now: pd.DataFrame, before: pd.DataFrame) -> list[Row]:
    new, old = (_sums(each) for each in (now, before))
    whole_new, whole_old = (_total(each)[1] for each in (new, old))
    if not whole_new or not whole_old:
        return []
    middle = 50 * (_total(new)[0] / whole_new + _total(old)[0] / whole_old)
    found = []
    for part in dict.fromkeys((*new, *old)):
        now_and_then = [each.get(part, (0.0, 0.0)) for each in (new, old)]
        share_new, share_old = (100 * good / all_ if all_ else NAN for good, all_ in now_and_then)
        w1, w0 = now_and_then[0][1] / whole_new, now_and_then[1][1] / whole_old
        # What is not in one of the months moved by its weight alone.
        v1, v0 = (
            (share_old if isnan(share_new) else share_new),
            (share_new if isnan(share_old) else share_old),
        )
        is_known = not isnan(v1)
        found.append(
            {
                "dimension": name,
                "part": part,
                "rate": (w1 + w0) / 2 * (v1 - v0) if is_known else 0.0,
                "weight": (w1 - w0) * ((v1 + v0) / 2 - middle) if is_known else 0.0,
                "better": share_new > share_old,
                "grew": w1 > w0,
                "below": v1 < middle,
            }
        )
    return found


def _total(counts: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    return sum(good for good, _all in counts.values()), sum(all_ for _good, all_ in counts.values())


def _sums(rows: pd.DataFrame) -> dict[str, tuple[float, float]]:
    """Return the counts of each part: numerator and denominator."""
    sums: dict[str, tuple[float, float]] = {}
    for part, good, all_ in zip(
        *(rows[name].tolist() for name in ("part", "numerator", "denominator")), strict=True
    ):
        before = sums.get(part, (0.0, 0.0))
        sums[part] = (before[0] + good, before[1] + all_)
    return sums


def paradox(rows: Table) -> list[Row]:
    """Return the parts whose growth made a whole worse although every part of it became better.

    `rows` are those of `moved`, of one dimension or several.
    """
    dimensions: dict[str, list[Row]] = {}
    for row in rows.records:
        dimensions.setdefault(row["dimension"], []).append(row)
    worse = {
        name
        for name, own in dimensions.items()
        if sum(row["rate"] + row["weight"] for row in own) < 0 and all(row["better"] for row in own)
    }
    return [row for row in rows.records if row["dimension"] in worse and row["grew"] and row["below"]]
