"""Rows with a period of validity: the one that is in force for a key on a day, and all that are."""

from datetime import date

import pandas as pd

from data_access.snapshot.rows import Row, records

_FOR_EVER = "~"  # after every day


class Periods:
    """Rows of a frame with valid_from and valid_to (ISO text; null: still in force), found by key and day."""

    def __init__(self, rows: pd.DataFrame, *keys: str) -> None:
        self._rows: dict[tuple[object, ...], list[tuple[str, str, Row]]] = {}
        for row in records(rows):
            until: str = _FOR_EVER if pd.isna(row["valid_to"]) else row["valid_to"]
            held = self._rows.setdefault(tuple(row[key] for key in keys), [])
            held.append((row["valid_from"], until, row))

    def on(self, day: date, *key: object) -> Row | None:
        """Return the key's row in force on the day; None when there is none."""
        held = self._rows.get(key)
        if held is None:
            return None
        at = day.isoformat()
        return next((row for begun, until, row in held if begun <= at < until), None)

    def all_on(self, day: date) -> list[Row]:
        """Return the row in force on the day of each key that has one."""
        return self.within(day, day)

    def within(self, first: date, last: date) -> list[Row]:
        """Return every row in force on one of the days from first to last, key by key."""
        begin, end = first.isoformat(), last.isoformat()
        held = (each for rows in self._rows.values() for each in rows)
        return [row for begun, until, row in held if begun <= end and begin < until]
