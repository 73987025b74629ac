"""Strategy: programmes with their milestones, and series of indicators by period and scope."""

from datetime import date

import pandas as pd

from data_access.snapshot import Snapshot


def milestones(snapshot: Snapshot, programme: str) -> pd.DataFrame:
    """A programme's milestones by due date. Columns: due, due_precision, what, state, done_on (ISO text)."""
    rows = snapshot.frames["milestones"]
    found = rows[rows["programme"] == programme].drop(columns="programme")
    return found.sort_values("due", kind="stable", ignore_index=True)


def late(snapshot: Snapshot, programme: str, on: date) -> pd.DataFrame:
    """The milestones that were due before a day and are not done, as `milestones` returns them."""
    rows = milestones(snapshot, programme)
    return rows[(rows["state"] != "done") & (rows["due"] < on.isoformat())].reset_index(drop=True)


def indicator(snapshot: Snapshot, key: str) -> pd.DataFrame:
    """An indicator's values by period and scope. Columns: period, scope, value, numerator, denominator, note."""
    rows = snapshot.frames["indicator_values"]
    return rows[rows["indicator"] == key].drop(columns="indicator").reset_index(drop=True)
