"""Tells shares from other numbers: a per cent sign says what it is, and 0.9 without one can be 90 %."""

from collections.abc import Iterator
from collections.abc import Mapping as Pairs
from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.kinds.field import Field
from data_access.imports.mapping.model import Mapping
from data_access.imports.reading.cells import Cells, Flags, Percent, is_text
from data_access.imports.rows.references import References
from data_access.imports.rows.verdicts import Key, Verdicts
from vocabulary.text import number as written

NO_SHARE = "er en andel i procent, og det kan tallet ikke være"


def has_sign(cells: Cells) -> Flags:
    """Mark the cells that say themselves that they are per cents."""
    if is_text(cells) and "%" not in "".join(filter(None, cells)):
        return np.zeros(len(cells), dtype=bool)
    return np.array(
        [isinstance(each, Percent) or (isinstance(each, str) and "%" in each) for each in cells], dtype=bool
    )


class Fractions:
    """What is known of per cents without a sign: none above 1, of those that have been seen, can be shares of one."""

    def __init__(self) -> None:
        self.most, self.is_below = 0.0, False

    def see(self, seen: "pd.Series[Any]") -> bool:
        """Take in some of the numbers, and say whether there are any."""
        if seen.empty:
            return False
        self.most = max(self.most, float(seen.max()))
        self.is_below |= bool((seen < 0).any())
        return True

    def verdict(self) -> bool:
        """Say that they can be shares of one as well as per cents."""
        return 0 < self.most <= 1 and not self.is_below


def fractions(
    cells: Cells, values: "pd.Series[Any]", verdicts: Verdicts, of: Key, *, by_hand: bool = False
) -> dict[int, str]:
    """Return what is wrong with a column (`of`) of per cents none of which is above 1: 0.9 can be 90 %.

    `by_hand` says that whoever fills it in cannot change the mapping.
    """
    asked = ~has_sign(cells) & values.notna().to_numpy(bool)
    shown = verdicts.of((Fractions, *of), Fractions, lambda seen: seen.see(values[asked]))
    if not shown.verdict():
        return {}
    little, much = f"{plain(shown.most)} %", f"{plain(100 * shown.most)} %"
    remedy = (
        f"skriv „{little}“ eller „{much}“"
        if by_hand
        else 'skriv share = "percent" eller "fraction" i mappingen'
    )
    return dict.fromkeys(np.flatnonzero(asked).tolist(), f"kan være {little} eller {much}: {remedy}")


def doubtful(
    mapping: Mapping,
    references: Pairs[str, References],
    rows: pd.DataFrame,
    raws: Pairs[str, Cells],
    verdicts: Verdicts,
) -> Iterator[tuple[Field, int, str]]:
    """Return the per cents none of which is above 1, by their places, as long as nobody says how they are written."""
    kind = mapping.kind
    for field in kind.fields:
        origin = mapping.origins.get(field.name)
        if not field.shares or origin is None or not origin.columns or origin.share or origin.scale != 1.0:
            continue
        told = kind.per_cent(_with_things(mapping, references, rows)).fillna(False).to_numpy(bool)
        where = np.flatnonzero(told)
        values = rows[field.name].iloc[where].astype(float).reset_index(drop=True)
        cells = raws[field.name][where]
        found = fractions(cells, values, verdicts, (field.name,), by_hand=mapping.may_lack)
        yield from ((field, int(where[place]), reason) for place, reason in found.items())


def _with_things(mapping: Mapping, references: Pairs[str, References], rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with what is known already of the things that they refer to, where they do not tell it."""
    filled = {}
    for name, (reference, column) in (mapping.kind.about or {}).items():
        table = mapping.kind.field(reference).table
        if table is not None and table.name in references:
            known = rows[reference].map(references[table.name].told(column))
            filled[name] = rows[name].where(rows[name].notna() & (rows[name] != ""), known)
    return rows.assign(**filled)


def plain(value: float) -> str:
    """Return a number as a Dane writes it, without decimals that say nothing."""
    decimals = next((each for each in range(4) if abs(value - round(value, each)) < 1e-9), 4)
    return written(value, decimals)
