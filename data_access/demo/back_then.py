"""The demonstration as it was known on a day."""

from dataclasses import replace
from datetime import date, datetime, time

from data_access.snapshot.snapshot import Snapshot


def as_known(snapshot: Snapshot, day: date) -> Snapshot:
    """Return the snapshot as it was known on a day at 7.30."""
    return replace(snapshot, now=datetime.combine(day, time(7, 30)))
