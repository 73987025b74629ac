"""A frame's rows of the chosen months and hospital, found by their places in it.

Where the rows of a month and of a hospital stand is found once a snapshot, so that a choice costs what it shows.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_access.snapshot.once import fact
from data_access.snapshot.organisation import placed
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

Places = np.ndarray[Any, np.dtype[np.intp]]


@dataclass(frozen=True)
class _Ordered:
    """A frame's rows in the order of their months, the months, and where each hospital's rows stand."""

    rows: pd.DataFrame
    months: "np.ndarray[Any, np.dtype[np.object_]]"
    hospitals: dict[str, Places]


def rows_in_scope(snapshot: Snapshot, frame: str, filters: Filters) -> pd.DataFrame:
    """Return the rows of the chosen months and hospital, their `hospital` that of the chosen organisation."""
    ordered = _ordered(snapshot, (frame, filters.organisation))
    # The first place of the first month, and the first after the last.
    begin = int(np.searchsorted(ordered.months, filters.first, side="left"))
    end = int(np.searchsorted(ordered.months, filters.last, side="right"))
    if not filters.hospital:
        return ordered.rows.iloc[begin:end]
    places = ordered.hospitals.get(filters.hospital, np.array([], dtype=np.intp))
    begin, end = np.searchsorted(places, [begin, end])
    return ordered.rows.take(places[begin:end])


@fact
def _ordered(snapshot: Snapshot, key: tuple[str, str]) -> _Ordered:
    frame, organisation = key
    rows = placed(snapshot.frames[frame], snapshot.organisation, organisation)
    # Text stays what Python has: whatever is done with the column that pandas makes of it takes longer.
    rows = rows.astype({name: object for name in rows if isinstance(rows[name].dtype, pd.StringDtype)})
    if not rows["month"].is_monotonic_increasing:
        rows = rows.sort_values("month", kind="stable")
    found = rows.groupby("hospital").indices
    hospitals = {str(name): np.asarray(places, dtype=np.intp) for name, places in found.items()}
    return _Ordered(rows, rows["month"].to_numpy(dtype=object), hospitals)
