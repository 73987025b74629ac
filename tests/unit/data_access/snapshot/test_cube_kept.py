"""What of a cube is kept is small, and what is counted with is exact: no sum outgrows it."""

from datetime import datetime

import numpy as np
import pandas as pd

from data_access.snapshot.cube import _of_hospital, cube
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters

MOST = 2**31 - 1  # of the form that each of them is kept in


def test_counts_are_kept_small_and_added_up_exactly() -> None:
    rows = [("2015-03", "a", "x", 1, MOST), ("2015-03", "b", "x", 2, MOST), ("2015-04", "a", "y", 127, 5)]
    named = pd.DataFrame({"key": ["a", "b"], "name": ["A", "B"]})
    frames = {
        "calls": pd.DataFrame(rows, columns=["month", "site", "desk", "calls", "seconds"]).assign(
            hospital="h"
        ),
        "sites": named,
        "hospitals": pd.DataFrame({"key": ["h"], "name": ["H"]}),
        "memberships": pd.DataFrame(
            {"site": ["a", "b"], "hospital": "h", "valid_from": "2000-01-01", "valid_to": None}
        ),
    }
    snapshot = Snapshot(frames, {}, datetime.fromisoformat("2015-05-11T07:30"))
    filters = Filters("2015-03", "2015-04")
    found = cube(snapshot, "calls", filters)
    assert found.records() == [
        {"month": "2015-03", "desk": "x", "calls": 3, "seconds": 2 * MOST},
        {"month": "2015-04", "desk": "y", "calls": 127, "seconds": 5},
    ]
    assert {each.dtype for of in (found.keys, found.counts) for each in of.values()} == {np.dtype(np.int64)}
    kept = _of_hospital(snapshot, ("calls", filters.organisation, None, ("site",)))
    assert kept["calls"].dtype == np.int8
    assert kept["seconds"].dtype == np.int32
