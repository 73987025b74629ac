"""Projects: what each last reported, and its lights over time."""

import pandas as pd

from data_access.snapshot import Snapshot


def reports(snapshot: Snapshot) -> pd.DataFrame:
    """Every report with its project's name, programme and purpose, the oldest first within a project."""
    named = snapshot.frames["projects"].rename(columns={"key": "project"})
    return named.merge(snapshot.frames["project_reports"], on="project", sort=False).sort_values(
        ["project", "month"], kind="stable", ignore_index=True
    )


def latest(snapshot: Snapshot) -> pd.DataFrame:
    """Each project's newest report, as `reports` returns it."""
    return reports(snapshot).groupby("project", sort=False).tail(1).reset_index(drop=True)
