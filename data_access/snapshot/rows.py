"""The rows of a snapshot's small frames, one by one."""

from data_access.snapshot.once import Frames, fact
from data_access.snapshot.table import Row, records

__all__ = ["Row", "frame_rows", "records"]


@fact
def frame_rows(snapshot: Frames, frame: str) -> list[Row]:
    """Return the rows of one of the snapshot's small frames, made once; whoever gets them must not change them."""
    return records(snapshot.frames[frame])
