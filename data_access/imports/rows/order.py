"""What makes two rows the same, and which of them is the newest, where the file has it in columns of its own."""

from hashlib import blake2b
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.imports.mapping.model import Mapping, Name
from data_access.imports.reading.cells import as_texts
from data_access.imports.reading.moments import moments
from data_access.imports.rows.columns import Columns
from data_access.imports.rows.rejects import Reject, whole


def keys_of(mapping: Mapping, columns: Columns) -> NDArray[np.int64]:
    """Return a number for what the key's cells say: systems' keys have all forms, and this has one."""
    parts: list[Any] = [as_texts(columns.of(name)) for name in mapping.key]
    # What is empty is the empty text; a pass in C finds that there is none, as a rule.
    parts = [part if None not in part else [word or "" for word in part] for part in parts]
    prefix = f"{mapping.source}\x1f"
    texts = map("\x1f".join, zip(*parts, strict=True))
    digests = [
        blake2b((prefix + each).encode("utf-8", "surrogatepass"), digest_size=8).digest() for each in texts
    ]
    return np.frombuffer(b"".join(digests), dtype=">i8").astype(np.int64)


class Order:
    """Tells how new the rows of one file are."""

    def __init__(self, mapping: Mapping) -> None:
        self.mapping = mapping
        # Whether what says which row is newest is a number or a time: found out once, by the first rows.
        self._is_counted: bool | None = None

    def of(self, columns: Columns) -> tuple["pd.Series[Any]", dict[int, Reject]]:
        """Return the whole number that is larger the newer a row is (of a time, microseconds); missing without one.

        The rejects are of the rows that should say it and do not, by their place.
        """
        name = self.mapping.newest_by
        found: pd.Series[Any] = pd.Series(pd.array([pd.NA] * len(columns), dtype="Int64"))
        if name is None:
            return found, {}
        raw = columns.of(name)
        words = pd.Series(as_texts(raw), dtype="str")
        counted = words.str.fullmatch(r"-?\d{1,18}", na=False)
        if self._is_counted is None and words.notna().any():
            self._is_counted = bool(counted[words.notna()].mean() >= 0.5)
        if self._is_counted:
            good = counted.to_numpy(bool)
            found[good] = [int(word) for word in words[good]]
        else:
            times, bad = moments(raw, self._formats(name), self.mapping.times)
            good = (times.notna() & ~bad).to_numpy(bool)
            found[good] = times[good].astype("datetime64[us]").astype("int64").to_numpy()
        faults = {}
        for place in np.flatnonzero(~good).tolist():
            reason = f"{name} mangler" if raw[place] is None else f"{name} siger ikke, hvad der er nyest"
            faults[place] = Reject(int(columns.lines[place]), str(name), whole(raw[place]), reason)
        return found, faults

    def _formats(self, name: Name) -> tuple[str, ...]:
        """Return the format of a field that is read from the same column, or of any time of the mapping."""
        origins = [each for each in self.mapping.origins.values() if each.formats]
        same = [each.formats for each in origins if name in each.columns]
        return next(iter([*same, *(each.formats for each in origins)]), ())
