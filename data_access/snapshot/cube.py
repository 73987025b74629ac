"""A subject's counts by month, place and kind, as arrays of numbers: what all its figures are sums of.

Made once a snapshot, and added up once over the places of what can be chosen, so that a choice costs the kinds that
there are, and neither the places nor the rows of the database.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from data_access.snapshot.once import fact
from data_access.snapshot.organisation import placed
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, Organisation

Counts = np.ndarray[Any, np.dtype[Any]]
_NUMBERED = ("weekday", "hour")  # keys that are numbers
_PLACES = ("hospital", "site")
_SMALL = (np.int8, np.int16, np.int32)


@dataclass(frozen=True)
class Cube:
    """Counts by keys: one row for each combination of keys that there is, in the order of the months.

    `keys` has of each key every row's place among its `names`, which are in their order; `counts` every row's numbers.
    """

    names: Mapping[str, list[Any]]
    keys: Mapping[str, Counts]
    counts: Mapping[str, Counts]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.keys["month"])

    def __getitem__(self, name: str) -> Counts:
        """Return every row's number of a count."""
        return self.counts[name]

    def is_of(self, key: str, name: object) -> Counts:
        """Say of each row whether it is of a name."""
        names = self.names[key]
        place = bisect_left(names, name)
        found = place if place < len(names) and names[place] == name else -1
        same: Counts = self.keys[key] == found
        return same

    def only(self, wanted: "Counts | slice") -> "Cube":
        """Return the rows that are wanted: a flag for each, or from where to where."""
        keys, counts = ({name: each[wanted] for name, each in of.items()} for of in (self.keys, self.counts))
        return Cube(self.names, keys, counts)

    def of(self, key: str, name: object) -> "Cube":
        """Return the rows of a name."""
        return self.only(self.is_of(key, name))

    def between(self, first: str, last: str) -> "Cube":
        """Return the rows of the months from first to last."""
        names = self.names["month"]
        edges = np.searchsorted(self.keys["month"], (bisect_left(names, first), bisect_right(names, last)))
        return self.only(slice(int(edges[0]), int(edges[1])))

    def present(self, key: str) -> list[Any]:
        """Return the names that any row is of, in their order."""
        names = self.names[key]
        return [names[place] for place in np.flatnonzero(np.bincount(self.keys[key], minlength=len(names)))]

    def first_met(self, key: str) -> list[Any]:
        """Return the names that any row is of, in the order in which the rows have them first."""
        places, at = np.unique(self.keys[key], return_index=True)
        return [self.names[key][place] for place in places[np.argsort(at)]]

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as dicts: the names of their keys, and their numbers."""
        named = {key: [self.names[key][place] for place in each.tolist()] for key, each in self.keys.items()}
        columns = named | {name: each.tolist() for name, each in self.counts.items()}
        return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]

    def small(self) -> "Cube":
        """Return the rows to be kept: whole numbers in the smallest form that holds them."""
        return self._each(_small)

    def wide(self) -> "Cube":
        """Return the rows to be counted with: whole numbers in the form that no sum of them outgrows."""
        return self._each(_wide)

    def _each(self, form: Callable[[Counts], Counts]) -> "Cube":
        keys, counts = ({name: form(each) for name, each in of.items()} for of in (self.keys, self.counts))
        return Cube(self.names, keys, counts)

    def counting(self, **counts: Counts) -> "Cube":
        """Return the rows with more numbers."""
        return Cube(self.names, self.keys, {**self.counts, **counts})

    def sums(self, key: str, names: Sequence[object], counts: Mapping[str, Counts]) -> dict[str, Counts]:
        """Add numbers of the rows up by a key: the sums of each of the names, 0 where there are no rows."""
        return self._added(self.keys[key], self._places(key), names, counts)

    def sums_of_both(
        self, one: str, other: str, names: Sequence[tuple[object, object]], counts: Mapping[str, Counts]
    ) -> dict[str, Counts]:
        """Add numbers of the rows up by two keys: the sums of each of the pairs of names."""
        ones, others = self._places(one), self._places(other)
        wide = len(others)
        known = {(a, b): first * wide + second for a, first in ones.items() for b, second in others.items()}
        return self._added(self.keys[one] * wide + self.keys[other], known, names, counts)

    def _places(self, key: str) -> dict[Any, int]:
        return {name: place for place, name in enumerate(self.names[key])}

    @staticmethod
    def _added(
        at: Counts, known: Mapping[Any, int], names: Sequence[object], counts: Mapping[str, Counts]
    ) -> dict[str, Counts]:
        # One more, for the names of which there are no rows.
        places = [known.get(name, len(known)) for name in names]
        return {
            # Whole numbers stay whole.
            name: np.bincount(at, each, len(known) + 1)[places].astype(each.dtype)
            for name, each in counts.items()
        }

    def together(self, *keys: str) -> "Cube":
        """Return the rows added up over the keys: as if they had never been told apart by them."""
        kept = [name for name in self.keys if name not in keys]
        place: Counts = np.zeros(len(self), dtype=np.int64)
        for name in kept:
            place = place * max(len(self.names[name]), 1) + self.keys[name]
        _all, first, group = np.unique(place, return_index=True, return_inverse=True)
        counts = {
            name: np.bincount(group, each, len(first)).astype(each.dtype)
            for name, each in self.counts.items()
        }
        return Cube(self.names, {name: self.keys[name][first] for name in kept}, counts)


def cube(snapshot: Snapshot, frame: str, filters: Filters, *apart: str) -> Cube:
    """Return the counts of the chosen months and hospital; `apart` are the places kept apart.

    Those are the hospital (that of the chosen organisation) and the site.
    """
    where = (frame, filters.organisation, filters.hospital, apart)
    return _of_hospital(snapshot, where).between(filters.first, filters.last).wide()


@fact
def _of_hospital(snapshot: Snapshot, where: tuple[str, Organisation, str | None, tuple[str, ...]]) -> Cube:
    frame, organisation, hospital, apart = where
    whole = _whole(snapshot, (frame, organisation))
    rows = whole if hospital is None else whole.of("hospital", hospital)
    return rows.wide().together(*(name for name in _PLACES if name not in apart)).small()


@fact
def _whole(snapshot: Snapshot, of: tuple[str, Organisation]) -> Cube:
    frame, organisation = of
    rows = placed(snapshot.frames[frame], snapshot.organisation, organisation)
    if not rows["month"].is_monotonic_increasing:
        rows = rows.sort_values("month", kind="stable")
    columns = {str(name): rows[name] for name in rows}
    keys = [name for name, column in columns.items() if _is_key(name, column)]
    found = {name: pd.factorize(columns[name], sort=True) for name in keys}
    return Cube(
        {name: names.tolist() for name, (_places, names) in found.items()},
        {name: places for name, (places, _names) in found.items()},
        {name: np.nan_to_num(each.to_numpy()) for name, each in columns.items() if name not in keys},
    ).small()


def _small(numbers: Counts) -> Counts:
    if numbers.dtype.kind != "i" or not len(numbers):
        return numbers
    least, most = numbers.min(), numbers.max()
    fits = (form for form in _SMALL if np.iinfo(form).min <= least and most <= np.iinfo(form).max)
    return numbers.astype(next(fits, numbers.dtype), copy=False)


def _wide(numbers: Counts) -> Counts:
    return numbers.astype(np.int64, copy=False) if numbers.dtype.kind == "i" else numbers


def _is_key(name: str, column: "pd.Series[Any]") -> bool:
    return name in _NUMBERED or not pd.api.types.is_numeric_dtype(column)


def without_months(rows: Cube, months: Collection[str]) -> Cube:
    """Return the rows of other months than these."""
    gone = [place for place, name in enumerate(rows.names["month"]) if name in months]
    return rows.only(~np.isin(rows.keys["month"], gone)) if gone else rows
