"""Withholding small counts about patients: what is withheld of a month, and how rows go without it.

How it is decided for a list and for a table stands in `rectangles`; here it is decided for all that is shown of
a month at once, whatever is chosen. A sum over months is shown only when each of them may be, so that one period
less another tells nothing more. Limit and on/off are a row of the table `settings` (`withhold_below`; 0: nothing
is withheld).
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.snapshot.rows import frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.withholding.rectangles import Cells, Lines, cells, lines, totals
from vocabulary.language import N_, _

SETTING, DEFAULT = "withhold_below", 5
HIDDEN = N_("Skjult")
RULE = "rectangles-1"  # what a decision is made by: its row tells it, so that another rule is told from it
Mask = NDArray[np.bool_]
Face = tuple[str, str]


def below(snapshot: Snapshot) -> int:
    """Return the number below which a count is withheld; 0 when none is."""
    kept = {row["key"]: row["value"] for row in frame_rows(snapshot, "settings")}
    value = kept.get(SETTING, str(DEFAULT))
    return int(value) if value.isdecimal() else DEFAULT


@dataclass(frozen=True)
class Withheld:
    """What is withheld of one month: everything, or lines by dimension and cells by face (two dimensions)."""

    everything: bool = False
    lines: Mapping[str, Lines] = field(default_factory=dict)
    cells: Mapping[Face, Cells] = field(default_factory=dict)

    def hides(self, chosen: Mapping[str, str]) -> bool:
        """Say that the count of the chosen keys, by dimension, is withheld; so is what is no line and no face."""
        if self.everything or not chosen:
            return self.everything
        if len(chosen) == 1:
            ((dimension, key),) = chosen.items()
            return key in self.lines[dimension]
        # A line that is withheld is so in every crossing, also in one that this month has no cell of.
        if any(key in self.lines.get(dimension, ()) for dimension, key in chosen.items()):
            return True
        face = next((face for face in self.cells if set(face) == set(chosen)), None)
        return face is None or (chosen[face[0]], chosen[face[1]]) in self.cells[face]


def withheld(
    counts: pd.DataFrame,
    faces: Iterable[Face],
    limit: int,
    force: Mapping[str, Iterable[str]] | None = None,
    cheap: Mapping[Face, Cells] | None = None,
    kept: Withheld | None = None,
) -> Withheld:
    """Decide on one month: rows of a key in each dimension and `count`.

    Shown are the sums by the lines of one dimension and by the cells of each face, with their totals.
    `force` are lines that are withheld whatever their size, `cheap` cells that other months withhold already,
    and `kept` is what was decided of the month before: what was withheld stays so.
    """
    kept = kept or Withheld()
    counted = tables(counts, faces)
    sums = {each: totals(counts, each) for face in counted for each in face}
    forced = {
        each: {*(force or {}).get(each, ()), *kept.lines.get(each, ())} & set(sums[each]) for each in sums
    }
    while True:
        hidden = {each: lines(sums[each], limit, forced[each]) for each in sums}
        known = {each: keys for each, keys in hidden.items() if keys is not None}
        if kept.everything or len(known) < len(hidden) or 0 < counts["count"].sum() < limit:
            return Withheld(everything=True)
        decided = {
            face: cells(table, limit, known[face[0]], known[face[1]], *_before(face, cheap or {}, kept.cells))
            for face, table in counted.items()
        }
        if not any(failed for _cells, failed in decided.values()):
            found = {
                face: gone | kept.cells.get(face, frozenset()) for face, (gone, _failed) in decided.items()
            }
            return Withheld(
                lines={each: keys | kept.lines.get(each, frozenset()) for each, keys in known.items()},
                cells=found,
            )
        # Each time at least one line more is withheld, so this comes to an end.
        for face, (_cells, failed) in decided.items():
            forced[face[0]] |= failed


def tables(counts: pd.DataFrame, faces: Iterable[Face]) -> dict[Face, pd.DataFrame]:
    """Return the table of each face: rows of one dimension and columns of the other, both in order."""
    faces = list(faces)
    # By numpy: to group and unstack by pandas takes ten times as long, and it is done for every month and face.
    codes = {name: pd.factorize(counts[name], sort=True) for name in dict.fromkeys(itertools.chain(*faces))}
    return {face: _table(counts["count"].to_numpy(), face, codes[face[0]], codes[face[1]]) for face in faces}


def _table(counts: NDArray[np.int64], face: Face, down: Any, across: Any) -> pd.DataFrame:
    (rows, row_keys), (columns, column_keys) = down, across
    told = (rows >= 0) & (columns >= 0)
    sums = np.zeros((len(row_keys), len(column_keys)), dtype=np.int64)
    np.add.at(sums, (rows[told], columns[told]), counts[told])
    return pd.DataFrame(
        sums,
        index=pd.Index(row_keys, name=face[0]),
        columns=pd.Index(column_keys, name=face[1]),
    )


def _before(face: Face, *those: Mapping[Face, Cells]) -> list[Cells]:
    return [each.get(face, frozenset()) for each in those]


def hide(rows: Table, mask: Sequence[bool], *more: str) -> Table:
    """Take the figures out of rows as `judge` returns them where the mask says so; `more` are columns with them."""
    instead: dict[str, Any] = dict.fromkeys(("value", *more), math.nan)
    # That it is of few would tell too.
    instead |= {"shown": "–", "word": _(HIDDEN), "level": "unknown", "few": False}
    hidden = {
        name: [value if is_hidden else each for each, is_hidden in zip(rows[name], mask, strict=True)]
        for name, value in instead.items()
    }
    return rows.adding(**hidden, withheld=list(mask))
