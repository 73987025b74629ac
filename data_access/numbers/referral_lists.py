"""Referrals onward by what they are counted in: service, hospital and provider.

Small counts are withheld: their rows have no number and the flag `withheld`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from data_access.numbers.referrals import SOURCE, rows_of
from data_access.numbers.series import arrived
from data_access.numbers.tabled import Tabled
from data_access.snapshot import streams
from data_access.snapshot.cube import Counts, Cube, without_months
from data_access.snapshot.once import fact, once
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from data_access.withholding.referrals import OTHERS, apart, hides
from data_access.withholding.rule import HIDDEN
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import first_day, last_day, shift, span

Dimension = Literal["hospital", "service", "provider"]
Pooled = Mapping[
    str, Sequence[str]
]  # the keys of each dimension that stand by themselves: the others are together
_NAMES = {"hospital": "hospitals", "service": "services", "provider": "providers"}
_ALL = "*"  # the key of a list of which nothing may be told, not even how long it is


def _totals(
    snapshot: Snapshot, filters: Filters, by: str, months: Sequence[str], pooled: Pooled | None = None
) -> dict[str, float]:
    """Return the treatments of some months by the keys of a column; `pooled` names those not counted together."""
    rows = of_months(snapshot, filters, months, by)
    keys, alone = rows.present(by), (pooled or {}).get(by)
    sums = rows.sums(by, keys, {"treatments": rows["treatments"]})["treatments"].tolist()
    found: dict[str, float] = {}
    for key, count in zip(keys, sums, strict=True):
        name = key if alone is None or key in alone else OTHERS
        found[name] = found.get(name, 0.0) + count
    return dict(sorted(found.items()))


def of_months(snapshot: Snapshot, filters: Filters, months: Sequence[str], *apart_by: str) -> Cube:
    """Return what is counted of some months, and by which columns besides those that are asked for."""
    asked = replace(filters, first=months[0], last=months[-1])
    return without_months(rows_of(snapshot, asked, *apart_by), set(span(months[0], months[-1])) - set(months))


def _arrived(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months of the period that the source has delivered; all of them where it has delivered none."""
    return arrived(snapshot, SOURCE, filters) or span(filters.first, filters.last)


def months_of_places(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months that hospitals are compared over: those of the period in which none of them has not told.

    Where there is no such month, all that have come.
    """
    asked = filters.narrowed
    come = _arrived(snapshot, asked)
    whole = [
        month
        for month in come
        if not streams.lacking(snapshot, SOURCE, asked, first_day(month), last_day(month))
    ]
    return whole or come


@Tabled
@once
def by_service(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's treatments by expected service, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "service", pooled=_is_crossed(filters))


def _is_crossed(filters: Filters) -> bool:
    """Say that services are shown for a hospital, and so the small ones together."""
    return bool(filters.hospital) and not filters.service


@Tabled
@once
def by_hospital(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's treatments by referring hospital, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "hospital", pooled=False)


@Tabled
@once
def by_provider(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's treatments by private hospital: the largest, and the others together, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "provider", pooled=True)


def _ranked(snapshot: Snapshot, filters: Filters, by: Dimension, *, pooled: bool) -> Table:
    """The period's treatments by a dimension, most first, against the same months the year before.

    Columns: key (missing for the others together), name, treatments, share (0-100 of all), cumulative (0-100: down
    to here), last_year, change (per cent), withheld, remark. Those withheld stand after the others and by name:
    their place must not tell their size. `pooled`: those that do not stand by themselves are counted together.
    """
    months = months_of_places(snapshot, filters) if by == "hospital" else _arrived(snapshot, filters.narrowed)
    earlier = [shift(month, -12) for month in months]
    both = [*months, *earlier]
    separate: Pooled | None = {by: apart(snapshot, by, both)} if pooled else None
    counts, last_year = _both_years(snapshot, filters, by, months, separate)
    keys, total = list(counts), sum(counts.values())
    treatments_, before = (
        np.array([each.get(key, math.nan) for key in keys], dtype="float64") for each in (counts, last_year)
    )
    lacking, lacking_before = (
        np.array([hides(snapshot, filters, those, both, **{by: key}) for key in keys], dtype=bool)
        for those in (months, earlier)
    )
    if keys and lacking.all():
        # Which of them there are would tell that each is one at least.
        keys = [_ALL]
        treatments_, before, lacking, lacking_before = (
            each[:1] for each in (treatments_, before, lacking, lacking_before)
        )
    names = [name_of(snapshot, by, key, separate) for key in keys]
    shares = 100 * treatments_ / total if total else treatments_
    columns = {
        "treatments": np.where(lacking, np.nan, treatments_),
        "share": np.where(lacking | hides(snapshot, filters, months), np.nan, shares),
        "last_year": np.where(lacking_before, np.nan, before),
        "hidden": lacking,
        "withheld": lacking | (lacking_before & ~np.isnan(before)),
    }
    return _most_first([_key(key) for key in keys], names, columns)


def _most_first(keys: Sequence[str | None], names: Sequence[str], columns: Mapping[str, Counts]) -> Table:
    """Return the rows of `_ranked` in their order, with what depends on it."""
    sizes, hidden = np.nan_to_num(columns["treatments"]), columns["hidden"]
    order = sorted(
        range(len(keys)),
        key=lambda place: (keys[place] is None, hidden[place], -sizes[place], names[place]),
    )
    ordered = {name: each[order] for name, each in columns.items()}
    known = np.where(ordered["last_year"] > 0, ordered["last_year"], np.nan)
    ordered |= {
        # Down to the first number that is withheld: below it the sum would give it away.
        "cumulative": np.cumsum(ordered["share"]),
        "change": 100 * (ordered["treatments"] - known) / known,
    }
    return Table(
        {
            "key": [keys[place] for place in order],
            "name": [names[place] for place in order],
            **{name: each.tolist() for name, each in ordered.items()},
            "remark": [_(HIDDEN) if each else "" for each in ordered["hidden"]],
        }
    )


def _both_years(
    snapshot: Snapshot, filters: Filters, by: Dimension, months: Sequence[str], pooled: Pooled | None
) -> tuple[dict[str, float], dict[str, float]]:
    """Return the treatments by key, and the same months' of the year before; those are missing where unknown."""
    counts = _totals(snapshot, filters, by, months, pooled)
    last_year = _last_year(snapshot, filters, by, months, pooled)
    if last_year is None:
        return counts, {}
    keys = dict.fromkeys((*counts, *last_year), 0.0)
    return keys | counts, keys | last_year


def _last_year(
    snapshot: Snapshot, filters: Filters, by: Dimension, months: Sequence[str], pooled: Pooled | None
) -> dict[str, float] | None:
    """Return the same months' treatments the year before; None when one of the months is not whole in both years."""
    before = [shift(month, -12) for month in months]
    both = [*months, *before]
    if any(streams.month(snapshot, SOURCE, filters, month).state != "whole" for month in both):
        return None
    return _totals(snapshot, filters, by, before, pooled)


def _key(key: str) -> str | None:
    return None if key in (OTHERS, NOWHERE, _ALL) else key


def name_of(snapshot: Snapshot, by: Dimension, key: str, separate: Pooled | None = None) -> str:
    """Return what a key of a dimension is called; of the others together, how many they are."""
    if key in (NOWHERE, _ALL):
        return _("Steder uden hospital") if key == NOWHERE else _("Alle")
    if key != OTHERS:
        return snapshot.names(_NAMES[by])[key]
    others = _how_many(snapshot, by) - len((separate or {}).get(by, ()))
    return _("Øvrige ({n})", n=others) if by == "provider" else _("Andre ydelser ({n})", n=others)


@fact
def _how_many(snapshot: Snapshot, by: Dimension) -> int:
    """Return how many there have ever been of a dimension."""
    return int(snapshot.frames["referrals"][by].nunique())
