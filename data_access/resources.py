"""Sundhedsplatformen's staff and money: full-time equivalents, where they came from, and budget lines."""

import pandas as pd

from data_access.snapshot import Snapshot


def staffing(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Full-time equivalents of a year. Columns: area, function, fte."""
    return _of_year(snapshot, "staffing", year)


def staffing_by_area(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Full-time equivalents of a year summed by area. Columns: area, fte."""
    return staffing(snapshot, year).groupby("area", sort=False)["fte"].sum().reset_index()


def staffing_sources(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Where a year's full-time equivalents came from. Columns: origin, fte, note."""
    return _of_year(snapshot, "staffing_sources", year)


def budget(snapshot: Snapshot, year: int) -> pd.DataFrame:
    """Budget lines of a year in million DKK. Columns: category, item, mio_dkk, note."""
    return _of_year(snapshot, "budget_lines", year)


def _of_year(snapshot: Snapshot, frame: str, year: int) -> pd.DataFrame:
    rows = snapshot.frames[frame]
    return rows[rows["year"] == year].drop(columns="year").reset_index(drop=True)
