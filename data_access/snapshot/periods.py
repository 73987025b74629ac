"""Rows with a period of validity: the one that is in force for a key on a day, and all that are."""

from datetime import date

import pandas as pd

from data_access.snapshot.rows import Row, records


class Periods:
    """Rows of a frame with valid_from and valid_to (ISO text; null: still in force), found by key and day."""

    def __init__(self, rows: pd.DataFrame, *keys: str) -> None:
        self._rows: dict[tuple[object, ...], list[Row]] = {}
        for row in records(rows):
            self._rows.setdefault(tuple(row[key] for key in keys), []).append(row)

    def on(self, day: date, *key: object) -> Row | None:
        """Return the key's row in force on the day; None when there is none."""
        return next((row for row in self._rows.get(key, []) if _holds(row, day, day)), None)

    def all_on(self, day: date) -> list[Row]:
        """Return the row in force on the day of each key that has one."""
        return self.within(day, day)

    def within(self, first: date, last: date) -> list[Row]:
        """Return every row in force on one of the days from first to last, key by key."""
        return [row for rows in self._rows.values() for row in rows if _holds(row, first, last)]


def _holds(row: Row, first: date, last: date) -> bool:
    begun = row["valid_from"] <= last.isoformat()
    return bool(begun and (pd.isna(row["valid_to"]) or row["valid_to"] > first.isoformat()))
