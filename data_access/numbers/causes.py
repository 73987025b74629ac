"""Why a share is below its target: what each part would give if it were as good as the rest, and which stand out.

A part is held against its complement. It stands out when chance alone would seldom set it so far below the rest, with
one allowance for all the parts that are asked about together (`ALARMS`), and when being as good as the rest would give
at least `LEAST_GAIN` of what is missing. Where its things do not come one by one (the calls of a day wait together), it
must lie further below the whole than such parts swing anyhow.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import isnan

import numpy as np

from data_access.numbers.chance import ALARMS, below_rest
from data_access.snapshot.table import Row, Table
from vocabulary.language import N_, _

# Counts by part, by the (marked) name of the dimension: part, numerator and denominator; and where these are weights,
# the counts behind them too: hits and tries. With a `swing`, how many percentage points such parts swing anyhow.
Parts = dict[str, Table]
COLUMNS = (
    "dimension", "part", "value", "rest", "gap", "gives", "numerator", "denominator", "hits", "tries", "cost", "swing",
    "stands_out",
)  # fmt: skip
NAN = float("nan")
LEAST_GAIN = 0.1  # of what is missing
POOLED = N_("Små steder samlet")  # the part in which stands what may not be shown by itself


def decompose(parts: Parts, target: float | None) -> Table:
    """Take a share apart along each dimension.

    `parts` maps a dimension's name to its parts' counts; `target` is in percent. Columns, those of `COLUMNS`: value and
    rest (0-100; no rest where there is one part), gap (rest minus value), gives (the percentage points that the whole
    would have more, were the part as good as the rest), cost (its weight times its distance to the target: the costs
    of a dimension add up to target minus share), hits and tries (counts), swing (percentage points), stands_out
    (flag). The part that would give most comes first in its dimension, the dimension of that part first.
    """
    taken = [_dimension(name, rows, target) for name, rows in parts.items()]
    known = [rows for rows in taken if rows]
    if not known:
        return Table({name: [] for name in COLUMNS})
    known.sort(key=lambda rows: -max(0.0 if isnan(row["gives"]) else row["gives"] for row in rows))
    found = Table.of_rows([row for rows in known for row in rows], COLUMNS[:-1])
    return found.adding(stands_out=_standing_out(known, found, target))


def _dimension(name: str, rows: Table, target: float | None) -> list[Row]:
    """Return the parts of a dimension that anything is counted of, the one that would give most first."""
    counted = np.flatnonzero(np.asarray(rows["denominator"]) > 0)
    good, all_ = (np.asarray(rows[column])[counted] for column in ("numerator", "denominator"))
    others = all_.sum() - all_
    value, weight = 100 * good / all_, all_ / all_.sum()
    rest = 100 * (good.sum() - good) / np.where(others > 0, others, NAN)
    columns = {
        "dimension": [name] * len(counted),
        "part": [rows["part"][place] for place in counted],
        "value": value.tolist(),
        "rest": rest.tolist(),
        "gap": (rest - value).tolist(),
        "gives": (weight * (rest - value)).tolist(),
        "numerator": good.tolist(),
        "denominator": all_.tolist(),
        "hits": np.asarray(rows["hits"])[counted].tolist() if "hits" in rows else good.tolist(),
        "tries": np.asarray(rows["tries"])[counted].tolist() if "tries" in rows else all_.tolist(),
        "cost": (weight * ((NAN if target is None else target) - value)).tolist(),
        "swing": np.asarray(rows["swing"])[counted].tolist() if "swing" in rows else [0.0] * len(counted),
    }
    return sorted(Table(columns).records, key=lambda row: (*_falling(row["gives"]), *_falling(row["cost"])))


def _falling(value: float) -> tuple[bool, float]:
    """Return what sorts the largest first, and what is missing last."""
    return (True, 0.0) if isnan(value) else (False, -value)


def _standing_out(dimensions: Sequence[Sequence[Row]], rows: Table, target: float | None) -> list[bool]:
    first = dimensions[0]
    good, all_ = (sum(row[name] for row in first) for name in ("numerator", "denominator"))
    missing = 0.0 if target is None else target - 100 * good / all_
    asked = [not isnan(rest) and not listed for rest, listed in zip(rows["rest"], is_list(rows), strict=True)]
    if missing <= 0 or not any(asked):
        return [False] * len(rows)
    whole = [
        [count for each in dimensions for count in [sum(row[name] for row in each)] * len(each)]
        for name in ("hits", "tries")
    ]
    seldom = below_rest(rows["hits"], rows["tries"], *whole) < ALARMS / sum(asked)
    enough = (gives >= LEAST_GAIN * missing for gives in rows["gives"])
    beyond = [
        100 * good / all_ - row["value"] > row["swing"] or not row["swing"]
        for each in dimensions
        for row in each
    ]
    return [all(each) for each in zip(asked, enough, seldom.tolist(), beyond, strict=True)]


def is_list(rows: Table) -> list[bool]:
    """Say of each part whether its dimension only lists things that are counted as one each: no chance is in those."""
    ones: dict[str, bool] = {}
    for dimension, count in zip(rows["dimension"], rows["denominator"], strict=True):
        ones[dimension] = ones.get(dimension, True) and count == 1
    parts = zip(rows["dimension"], rows["tries"], strict=True)
    return [ones[dimension] and tries == 1 for dimension, tries in parts]


def named(rows: Table) -> list[Row]:
    """Return the parts to name: of each dimension what stands out and would give most, all that tie; each once.

    A part that only repeats one of another dimension (a hospital's only site) is not named again.
    """
    most: dict[str, float] = {}
    found = [row for row in rows.records if row["stands_out"]]
    for row in found:
        most[row["dimension"]] = max(row["gives"], most.get(row["dimension"], row["gives"]))
    firsts = [row for row in found if round(row["gives"], 2) == round(most[row["dimension"]], 2)]
    several = Counter(row["dimension"] for row in firsts)
    once: dict[tuple[float, float], Row] = {}
    for row in firsts:
        once.setdefault((row["hits"], row["tries"]), row)
    repeats = [row is not once[row["hits"], row["tries"]] for row in firsts]
    return [
        row
        for row, is_repeat in zip(firsts, repeats, strict=True)
        if not is_repeat or several[row["dimension"]] > 1
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
            pooled = [pool if part in alone else part for part in each["part"]]
            parts[name] = each.adding(part=pooled)
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


def _moved(name: str, now: Table, before: Table) -> list[Row]:
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


def _sums(rows: Table) -> dict[str, tuple[float, float]]:
    """Return the counts of each part: numerator and denominator."""
    sums: dict[str, tuple[float, float]] = {}
    for part, good, all_ in zip(*(rows[name] for name in ("part", "numerator", "denominator")), strict=True):
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
