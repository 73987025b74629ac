"""The rows of a frame, one by one."""

from typing import Any

import pandas as pd

from data_access.snapshot.once import Frames, fact

Row = dict[str, Any]


def records(rows: pd.DataFrame) -> list[Row]:
    """Return a frame's rows as dicts of plain values; what is missing is NaN.

    As `to_dict("records")`, which takes each text out of its column by itself.
    """
    names = list(rows.columns)
    return [dict(zip(names, values, strict=True)) for values in rows.to_numpy(dtype=object).tolist()]


@fact
def frame_rows(snapshot: Frames, frame: str) -> list[Row]:
    """Return the rows of one of the snapshot's small frames, made once; whoever gets them must not change them."""
    return records(snapshot.frames[frame])
