"""What a figure usually is, worked out again from its months."""

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from layouts.parts.claim import Claim
from tests.app.claims.scope import Kinds, Places
from vocabulary.text import rounded


def limits(values: list[float]) -> tuple[float, float, float]:
    """Return mean and limits, the ranges beyond 3.267 times their mean left out."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    kept = [each for each in ranges if each < 3.267 * np.mean(ranges)] or [0.0]
    mean, reach = float(np.mean(values)), 2.66 * float(np.mean(kept))
    return mean, mean - reach, mean + reach


def _usual(claim: Claim, _scope: pd.DataFrame, _printed: Any, _places: Places) -> bool:
    rows = _scope[_scope[claim.column].notna()]
    mean, low, high = limits(rows[claim.column].tolist())
    told_low, told_high, is_outside = claim.values
    # No count lies below nothing, and no share above the whole.
    near = np.allclose([claim.amount, told_low], [mean, max(low, 0)], atol=1e-4)
    if not near or not any(np.isclose(told_high, each, atol=1e-4) for each in (high, min(high, 100))):
        return False
    if is_outside is None:
        return True
    (value,) = rows[rows["month"] == claim.at[1][0]][claim.column]
    ends = [rounded(each, claim.places or 0) for each in (told_low, value, told_high)]
    return (sorted(ends) != ends) == is_outside


USUAL: Kinds = {"usual": _usual}
