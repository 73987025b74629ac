"""Rows with a period of validity, looked up by their key and a day."""

from datetime import date
from typing import Any, cast

import pandas as pd

Row = dict[str, Any]


class Periods:
    """Rows of a frame with valid_from and valid_to (ISO text; null: still in force), found by key and day."""

    def __init__(self, rows: pd.DataFrame, *keys: str) -> None:
        self._rows: dict[tuple[str, ...], list[Row]] = {}
        for row in cast("list[Row]", rows.to_dict("records")):
            self._rows.setdefault(tuple(row[key] for key in keys), []).append(row)

    def on(self, day: date, *key: str) -> Row | None:
        """Return the key's row in force on the day; None when there is none."""
        text = day.isoformat()
        for row in self._rows.get(key, []):
            if row["valid_from"] <= text and (pd.isna(row["valid_to"]) or row["valid_to"] > text):
                return row
        return None
