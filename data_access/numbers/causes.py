"""Why a share is below its target: what each part of it costs, in percentage points, adding up exactly."""

import pandas as pd

# Counts by part, by the (marked) name of the dimension.
Parts = dict[str, pd.DataFrame]
COLUMNS = ("dimension", "part", "value", "numerator", "denominator", "cost")


def decompose(parts: Parts, target: float | None) -> pd.DataFrame:
    """Take a share apart along each dimension.

    `parts` maps a dimension's name to its parts' counts (part, numerator, denominator); `target` is in percent.
    A part costs its weight times its own distance to the target, so the costs of a dimension add up to target
    minus share; a negative cost lifts. Columns: those of `COLUMNS`, the costliest part of a dimension first, the
    dimension whose costliest part costs most first.
    """
    taken = [_dimension(name, rows, target) for name, rows in parts.items()]
    known = [rows for rows in taken if len(rows)]
    if not known:
        return pd.DataFrame({name: pd.Series(dtype="float64") for name in COLUMNS})
    known.sort(key=lambda rows: -rows["cost"].max())
    return pd.concat(known, ignore_index=True)


def _dimension(name: str, rows: pd.DataFrame, target: float | None) -> pd.DataFrame:
    counted = rows[rows["denominator"] > 0]
    value = 100 * counted["numerator"] / counted["denominator"]
    weight = counted["denominator"] / counted["denominator"].sum()
    cost = weight * ((float("nan") if target is None else target) - value)
    found = counted.assign(dimension=name, value=value, cost=cost)[list(COLUMNS)]
    return found.sort_values("cost", ascending=False, kind="stable", ignore_index=True)
