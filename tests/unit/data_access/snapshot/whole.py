"""Snapshots that tell their version in every part, so that a mixture of two is seen."""

import time
from collections.abc import Callable
from datetime import datetime

import pandas as pd

from data_access.snapshot.snapshot import Snapshot

LIMIT = 60.0  # seconds that a test waits before it calls what it waits for broken
NOW = datetime.fromisoformat("2015-05-11T07:30")


def made(version: int, rows: int = 3) -> Snapshot:
    """Return a snapshot all of which tells its version."""
    frames = {
        "calls": pd.DataFrame({"month": ["2015-04"] * rows, "calls": [version] * rows}),
        "cases": pd.DataFrame(
            {"share": [version / 2] * rows, "site": [str(version), None] + [None] * (rows - 2)}
        ),
        "desks": pd.DataFrame({"key": ["cimt", None], "level_shift": [True, False]}),
    }
    return Snapshot(frames, {"calls": str(version)}, NOW)


def is_whole(found: Snapshot) -> bool:
    """Say that all of a snapshot is of one version."""
    version = int(found.versions["calls"])
    return all(
        found.frames[name].equals(frame)
        for name, frame in made(version, len(found.frames["calls"])).frames.items()
    )


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LIMIT
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.002)
