"""Decides which of two states of a row holds, and writes the ones that do."""

from typing import Any

import numpy as np
import pandas as pd

from data_access.imports.merging import superseded, written
from data_access.imports.merging.target import Load, Target
from data_access.imports.merging.values import same_content, typed, whole_numbers
from data_access.imports.rows.chunks import ORDER


def decide(target: Target, rows: pd.DataFrame, found: pd.DataFrame) -> None:
    """Write the rows, of which those that were found stand under the keys of some (`place` says whose).

    What stands has also `as_of`, when its load's file was made.
    """
    rows = rows.reset_index(drop=True)
    found = found.drop_duplicates("place").set_index("place", drop=False)
    there = rows.index.isin(found.index)
    fresh, given = rows[~there], rows[there].reset_index(drop=True)
    old = found.reindex(rows.index[there]).reset_index(drop=True)
    given, old = written.without(target, given, old)
    changed = _changed(target, given, old)
    target.insert(pd.concat([fresh, changed], ignore_index=True) if target.bears_load else fresh)
    target.counts.new += len(fresh)
    target.touch(fresh)


def _changed(target: Target, given: pd.DataFrame, old: pd.DataFrame) -> pd.DataFrame:
    """Take away or overwrite what no longer holds, and return the rows that do in its place."""
    same = same_content(given, typed(target.table, old), target.contents(given))
    newer = _compare(target.load, given, old)
    # The same content needs no writing, but where states are ordered a later one that lies between must know of it.
    replacing = (newer > 0) & (~same | _is_ordered(target.load, given, old))
    target.counts.unchanged += int((same & (newer >= 0)).sum())
    target.counts.older += int((newer < 0).sum())
    target.refuse(given[(newer == 0) & ~same])
    _confirm(target, old[replacing & same], given[replacing & same])
    changed = replacing & ~same
    for name in target.table.columns.keys():  # noqa: SIM118 - a collection of columns, not a dict
        if name in given and name in old and not target.is_told(name):
            # What the file says nothing of stays as it is.
            given[name] = pd.Series(old[name].tolist(), dtype=given[name].dtype)
    holding: pd.DataFrame = given[changed]
    _replace(target, old[changed], holding)
    return holding


def _replace(target: Target, old: pd.DataFrame, given: pd.DataFrame) -> None:
    if old.empty:
        return
    target.counts.replaced += len(old)
    superseded.keep(target.connection, target.kind, target.load.id, old)
    target.touch(old)
    target.touch(given)
    if target.bears_load:
        target.delete(old)
    else:
        target.overwrite(old, given)


def _confirm(target: Target, old: pd.DataFrame, given: pd.DataFrame) -> None:
    """Write down that rows still said the same when this file was made."""
    if old.empty or not target.bears_load:
        return
    superseded.keep(target.connection, target.kind, target.load.id, old, confirms=True)
    target.confirm(old, given)
    target.counts.confirmed += len(old)


# --- Which is the newer -----------------------------------------------------------------------------


def _compare(load: Load, given: pd.DataFrame, old: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Return 1 where the given row is newer than the one that stands, -1 where it is older, else 0."""
    by_file = np.array([_newer_file(load, as_of, own) for as_of, own in _files(old)], dtype=int)
    if "revision" not in old:
        return by_file
    theirs = old["revision"].astype("Int64")
    both = (given[ORDER].notna() & theirs.notna()).to_numpy(bool)
    by_revision = np.sign(whole_numbers(given[ORDER]) - whole_numbers(theirs))
    return np.where(both, by_revision, by_file).astype(int)


def _is_ordered(load: Load, given: pd.DataFrame, old: pd.DataFrame) -> "np.ndarray[Any, Any]":
    """Say where the state of a row is told: by a revision on both sides, or by when the file was made."""
    if "revision" not in old:
        return np.full(len(given), load.told)
    revised = given[ORDER].notna().to_numpy(bool) & old["revision"].notna().to_numpy(bool)
    return np.asarray(revised | load.told, dtype=bool)


def _files(old: pd.DataFrame) -> list[tuple[Any, Any]]:
    if "as_of" not in old:
        return [(None, None)] * len(old)
    # What somebody wrote, and which is to be replaced, is older than any file.
    as_of = old["as_of"].mask(old[written.IS_WRITTEN].astype(bool), None)
    return list(zip(as_of, old["load_id"], strict=True))


def _newer_file(load: Load, as_of: Any, own: Any) -> int:
    if own == load.id:
        return 0
    if as_of is None or as_of != as_of:
        return 1
    at = as_of.to_pydatetime() if isinstance(as_of, pd.Timestamp) else as_of
    # Of two that were made at the same time, the later load is the newer.
    return -1 if load.as_of < at else 1
