"""The right to diagnosis: pathways diagnosed within the limit, and how complete the reports are.

Small counts are withheld: within the limit and late are two parts of a whole, so neither is shown when one may not
be, nor the share that would give them away.
"""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any, Literal

import numpy as np
import pandas as pd

from data_access.database.coverage import Covered
from data_access.numbers.causes import POOLED, Parts
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.series import arrived, by_place, monthly_sums, place_key, place_name, scoped, share
from data_access.snapshot import streams
from data_access.snapshot.once import fact, once
from data_access.snapshot.scope import rows_in_scope
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import rule
from data_access.withholding.pathways import hides, places
from data_access.withholding.rule import HIDDEN
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import first_day, month_of

Field = Literal["somatic", "psychiatry"]
SOURCE = "udredning"
COUNTS = ("expected", "arrived", "within_limit")
METRICS: dict[Field, str] = {"somatic": "diagnosed_somatic", "psychiatry": "diagnosed_psychiatry"}


def _rows(snapshot: Snapshot, filters: Filters, field: Field) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "pathways")
    return rows[rows["field"] == field]


def _monthly(snapshot: Snapshot, filters: Filters, field: Field) -> pd.DataFrame:
    found = _rows(snapshot, filters, field)
    sums = monthly_sums(found, filters, *COUNTS)
    # Where none was expected none is lacking; of a month without a row nothing is told.
    told = set(found["month"].tolist())
    months, *counts = (sums[name].tolist() for name in ("month", *COUNTS))
    expected, arrived, within = counts
    reported = [month in told for month in months]
    complete = [
        (came / of if of > 0 else 1.0) if is_told else 0.0
        for came, of, is_told in zip(arrived, expected, reported, strict=True)
    ]
    held = [snapshot.limit("pathway", field, first_day(month)) is not None for month in months]
    limited = [came if holds else 0 for came, holds in zip(arrived, held, strict=True)]
    rows = share(
        snapshot,
        METRICS[field],
        "",
        pd.DataFrame({"month": months, "within_limit": within, "limited": limited, "arrived": arrived}),
        "within_limit",
        "limited",
        covered=_covered(snapshot, filters, field, zip(months, reported, complete, strict=True)),
        of="arrived",
        lack="limit",
    )
    judged, known = rows["value"].notna().to_numpy(), rows["completeness"].to_numpy() > 0
    late = np.array(arrived, dtype="float64") - np.array(within, dtype="float64")
    # How many were expected and have been reported is known without a limit, too.
    counted = rows.assign(
        numerator=np.where(judged, rows["numerator"].to_numpy(), np.nan),
        denominator=np.where(known, arrived, np.nan),
        late=np.where(judged, late, np.nan),
        expected=np.where(known, expected, np.nan),
        arrived_share=np.where(known, 100 * np.array(complete, dtype="float64"), np.nan),
    )
    chosen = list(places(snapshot, found).unique()) if filters.hospital else None
    mask = np.array([hides(snapshot, field, [month], chosen) for month in months], dtype=bool)
    return rule.hide(
        counted, mask, "numerator", "denominator", "late", "expected", "arrived_share", "completeness"
    )


def _covered(
    snapshot: Snapshot, filters: Filters, field: Field, months: Iterable[tuple[str, bool, float]]
) -> list[Covered]:
    """Say how months stand, each with whether the field has a row of it, and the share (0-1) of the expected.

    One of which the field has no row has not come, whatever else the source told then; one that lacks a place is not
    whole.
    """
    found = []
    for month, reported, share_arrived in months:
        come = snapshot.coverage.month(SOURCE, month)
        if not reported and come.state != "under_way":
            come = Covered("missing", 0.0)
        come = snapshot.coverage.of(come, share_arrived)
        if come.state in ("whole", "incomplete"):
            part = _share_of_places(snapshot, filters, field, month)
            come = Covered(come.state if part == 1 else "incomplete", come.completeness * part)
        found.append(come)
    return found


def places_lacking(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> list[str]:
    """Return the places (keys) of the chosen hospital that have no row of a field in a month, though others have.

    A place is waited for from its first row on, until it closes; not where the mapping says that no row is none.
    """
    told = _told(snapshot, field)
    if not any(month in months for months in told.values()):
        return []
    return [site for site in _waited(snapshot, filters, field, month) if month not in told[site]]


def share_of_places(snapshot: Snapshot, month: str) -> float:
    """Return the share (0-1) of the places that are waited for, of both fields, that a month of any has come from."""
    everywhere = Filters("", "")
    waited, lacking = (
        sum(len(places(snapshot, everywhere, field, month)) for field in METRICS)
        for places in (_waited, places_lacking)
    )
    return 1 - lacking / waited if waited else 1.0


def months_of_places(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months that places are compared over: those of the period in which none of them lacks somatic rows.

    Where there is no such month, all that have come.
    """
    come = arrived(snapshot, SOURCE, filters)
    if filters.hospital and filters.organisation == "then":
        come = [month for month in come if snapshot.organisation.existed(filters.hospital, month)]
    return [month for month in come if not places_lacking(snapshot, filters, "somatic", month)] or come


def _waited(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> list[str]:
    """Return the chosen places (keys) that a month's rows are waited for from, if it has any."""
    here = partial(snapshot.organisation.is_chosen, filters=filters, month=month)
    return [
        site
        for site, months in _told(snapshot, field).items()
        if min(months) <= month and here(site) and month not in _none_at(snapshot, (field, site)) - months
    ]


def _share_of_places(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> float:
    lacking = len(places_lacking(snapshot, filters, field, month))
    return 1 - lacking / len(_waited(snapshot, filters, field, month)) if lacking else 1.0


@fact
def _told(snapshot: Snapshot, field: Field) -> dict[str, set[str]]:
    """Return the months that each place has rows of."""
    rows = snapshot.frames["pathways"]
    mine = rows[rows["field"] == field]
    return {str(site): set(months) for site, months in mine.groupby("site")["month"]}


@fact
def _none_at(snapshot: Snapshot, asked: tuple[Field, str]) -> set[str]:
    """Return the months in which a field of a place had none where there is no row."""
    loads: tuple[streams.Loads, ...] = ("events", "counted")
    return {month_of(day) for each in loads for day in streams.days(snapshot, SOURCE, each, *asked)}


@once
def somatic(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Somatic pathways by month.

    Columns: those of `share` (numerator: within the limit; denominator: arrived), late, expected (counts),
    arrived_share (0-100 of the expected), withheld. Without a limit there are neither those within it nor those late.
    """
    return _monthly(snapshot, filters, "somatic")


@once
def psychiatry(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Psychiatric pathways by month, as `somatic` returns them."""
    return _monthly(snapshot, filters, "psychiatry")


def is_relevant(snapshot: Snapshot, filters: Filters, field: Field) -> bool:
    """Say that patients of a field are diagnosed at the hospitals chosen, at any time; where none came, all may be."""
    if snapshot.frames["pathways"].empty:
        return True
    return field in set(rows_in_scope(snapshot, "pathways", replace(filters, first="", last="~"))["field"])


@once
def by_hospital(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's somatic pathways by hospital, the lowest share first.

    Counted over `months_of_places`, so that they can be compared. Columns: key, name, value (0-100 within the limit),
    within, late (of the months that had a limit), arrived_share (0-100 of the expected), withheld, lacks, remark.
    """
    months = months_of_places(snapshot, filters.narrowed)
    rows = _rows(snapshot, filters.narrowed, "somatic")
    rows = rows[rows["month"].isin(months)]
    place = "site" if filters.hospital else "hospital"
    sums = rows.groupby(place)[["expected", "arrived"]].sum()
    limited = _limited(snapshot, rows).groupby(place)[["arrived", "within_limit"]].sum().reindex(sums.index)
    late = limited["arrived"] - limited["within_limit"]
    chosen = _chosen(snapshot, filters, rows)
    mask = np.array([hides(snapshot, "somatic", months, each) for each in chosen], dtype=bool)
    arrived = limited["arrived"].where(limited["arrived"] > 0)
    expected = sums["expected"].where(sums["expected"] > 0)
    table = pd.DataFrame(
        {
            "key": [place_key(filters, str(key)) for key in sums.index],
            "name": [place_name(snapshot, filters, str(key)) for key in sums.index],
            "value": (100 * limited["within_limit"] / arrived).mask(mask).to_numpy(),
            "within": limited["within_limit"].astype(float).mask(mask).to_numpy(),
            "late": late.astype(float).mask(mask).to_numpy(),
            "arrived_share": (100 * sums["arrived"] / expected).mask(mask).to_numpy(),
            "withheld": mask,
            "lacks": ["limit" if gone else "" for gone in limited["arrived"].isna()],
            "remark": [_(HIDDEN) if hidden else "" for hidden in mask],
        }
    )
    # Without a share they stand last, and by name: their place must not tell their size.
    return table.sort_values(["value", "name"], kind="stable", ignore_index=True)


def below_the_rest(rows: pd.DataFrame) -> list[bool]:
    """Say of each row of `by_hospital` that is shown whether its share lies below the rest's by more than chance."""
    tries = rows["within"] + rows["late"]
    chance = below_rest(rows["within"], tries, rows["within"].sum(), tries.sum())
    return list((chance < ALARMS / max(len(rows), 1)) & (len(rows) > 1))


def _limited(snapshot: Snapshot, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the months in which there was a limit: without, none is within it."""
    limits = {month: snapshot.limit("pathway", "somatic", first_day(month)) for month in set(rows["month"])}
    return rows[rows["month"].map(limits).notna()]


def somatic_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The somatic pathways of the month by place; places whose counts are withheld are one part together."""
    rows = _rows(snapshot, filters, "somatic")
    months, chosen = list(rows["month"].unique()), _chosen(snapshot, filters, rows)
    mask = np.array([hides(snapshot, "somatic", months, each) for each in chosen], dtype=bool)
    parts = by_place(snapshot, filters, rows, "within_limit", "arrived")
    return {name: _pooled(part, mask) for name, part in parts.items()}


def _chosen(snapshot: Snapshot, filters: Filters, rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return the places of each hospital, or of each site of the chosen one, by its key and in its order."""
    return places(snapshot, rows).groupby(rows["site" if filters.hospital else "hospital"]).unique()


def _pooled(part: pd.DataFrame, mask: rule.Mask) -> pd.DataFrame:
    if not mask.any():
        return part
    if mask.sum() == 1:
        # One alone would be what the whole less the others leaves.
        mask = np.ones(len(part), dtype=bool)
    together = part[mask][["numerator", "denominator"]].sum().to_dict() | {"part": _(POOLED)}
    return pd.concat([part[~mask], pd.DataFrame([together])], ignore_index=True)
