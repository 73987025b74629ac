"""The right to diagnosis: pathways diagnosed within the limit, and how complete the reports are.

Small counts are withheld: within the limit and late are two parts of a whole, so neither is shown when one may not
be, nor the share that would give them away.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from data_access.database.coverage import Covered
from data_access.numbers.causes import POOLED, Parts
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.pathway_places import METRICS, SOURCE, Field, months_of_places, share_told
from data_access.numbers.series import (
    by_place,
    counts_of,
    monthly_sums,
    place_key,
    place_name,
    place_of,
    share,
    without,
)
from data_access.numbers.tabled import Tabled
from data_access.snapshot.cube import Counts, Cube, cube, without_months
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from data_access.withholding import rule
from data_access.withholding.pathways import hides
from data_access.withholding.rule import HIDDEN
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.months import first_day, span

COUNTS = ("expected", "arrived", "within_limit")


def _rows(snapshot: Snapshot, filters: Filters, field: Field) -> Cube:
    return counts_of(snapshot, filters, "pathways", "hospital", "site").of("field", field)


def _monthly(snapshot: Snapshot, filters: Filters, field: Field) -> Table:
    found, months = _rows(snapshot, filters, field), span(filters.first, filters.last)
    sums = monthly_sums(found, filters, *COUNTS)
    # Where none was expected none is lacking; of a month without a row nothing is told.
    told = set(found.present("month"))
    reported = [month in told for month in months]
    expected, arrived, within = (sums[name].tolist() for name in COUNTS)
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
        months,
        {"within_limit": within, "limited": limited, "arrived": arrived},
        "within_limit",
        "limited",
        covered=_covered(snapshot, filters, field, zip(months, reported, complete, strict=True)),
        of="arrived",
        lack="limit",
    )
    unjudged = [math.isnan(value) for value in rows["value"]]
    unknown = [not each > 0 for each in rows["completeness"]]
    late = [float(came - in_time) for came, in_time in zip(arrived, within, strict=True)]
    # How many were expected and have been reported is known without a limit, too.
    counted = rows.adding(
        numerator=without(rows["numerator"], unjudged),
        denominator=without([float(came) for came in arrived], unknown),
        late=without(late, unjudged),
        expected=without([float(of) for of in expected], unknown),
        arrived_share=without([100 * each for each in complete], unknown),
    )
    chosen = found.present("site") if filters.hospital else None
    mask = [hides(snapshot, field, [month], chosen) for month in months]
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
            part = share_told(snapshot, filters, field, month)
            come = Covered(come.state if part == 1 else "incomplete", come.completeness * part)
        found.append(come)
    return found


@Tabled
@once
def somatic(snapshot: Snapshot, filters: Filters) -> Table:
    """Somatic pathways by month.

    Columns: those of `share` (numerator: within the limit; denominator: arrived), late, expected (counts),
    arrived_share (0-100 of the expected), withheld. Without a limit there are neither those within it nor those late.
    """
    return _monthly(snapshot, filters, "somatic")


@Tabled
@once
def psychiatry(snapshot: Snapshot, filters: Filters) -> Table:
    """Psychiatric pathways by month, as `somatic` returns them."""
    return _monthly(snapshot, filters, "psychiatry")


def is_relevant(snapshot: Snapshot, filters: Filters, field: Field) -> bool:
    """Say that patients of a field are diagnosed at the hospitals chosen, at any time; where none came, all may be."""
    if snapshot.frames["pathways"].empty:
        return True
    return field in cube(snapshot, "pathways", replace(filters, first="", last="~")).present("field")


@Tabled
@once
def by_hospital(snapshot: Snapshot, filters: Filters) -> Table:
    """The period's somatic pathways by hospital, the lowest share first.

    Counted over `months_of_places`, so that they can be compared. Columns: key, name, value (0-100 within the limit),
    within, late (of the months that had a limit), arrived_share
    (0-100 of the expected), withheld, lacks, remark.
    """
    asked, place, months = filters.narrowed, place_of(filters), months_of_places(snapshot, filters.narrowed)
    rows = _rows(snapshot, asked, "somatic")
    rows = without_months(rows, set(span(asked.first, asked.last)).difference(months))
    keys, limited_rows = rows.present(place), _limited(snapshot, rows)
    sums = rows.sums(place, keys, rows.counts)
    limited = limited_rows.sums(place, keys, limited_rows.counts)
    # Of a place without a row in a month that has a limit, nothing is within it and nothing is late.
    counted = np.isin(keys, limited_rows.present(place))
    mask = np.array(
        [hides(snapshot, "somatic", months, _sites(rows, place, key)) for key in keys], dtype=bool
    )
    columns = {
        "value": 100 * limited["within_limit"] / _some(limited["arrived"]),
        "within": np.where(counted, limited["within_limit"], np.nan),
        "late": np.where(counted, limited["arrived"] - limited["within_limit"], np.nan),
        "arrived_share": 100 * sums["arrived"] / _some(sums["expected"]),
    }
    table = Table(
        {
            "key": [place_key(filters, key) for key in keys],
            "name": [place_name(snapshot, filters, key) for key in keys],
            **{name: np.where(mask, np.nan, each).tolist() for name, each in columns.items()},
            "withheld": mask.tolist(),
            "lacks": ["" if each else "limit" for each in counted],
            "remark": [_(HIDDEN) if hidden else "" for hidden in mask],
        }
    )
    # Without a share they stand last, and by name: their place must not tell their size.
    values, names = table["value"], table["name"]
    return table.at(
        sorted(
            range(len(keys)), key=lambda at: (math.inf if values[at] != values[at] else values[at], names[at])
        )
    )


def _some(counts: Counts) -> Counts:
    """Return the counts that something can be divided by; of nothing there is no share."""
    return np.where(counts > 0, counts, np.nan)


def below_the_rest(rows: Sequence[Row]) -> list[bool]:
    """Say of each row of `by_hospital` that is shown whether its share lies below the rest's by more than chance."""
    within, late = (np.array([row[name] for row in rows]) for name in ("within", "late"))
    tries = within + late
    chance = below_rest(within, tries, within.sum(), tries.sum())
    below: list[bool] = ((chance < ALARMS / max(len(rows), 1)) & (len(rows) > 1)).tolist()
    return below


def _limited(snapshot: Snapshot, rows: Cube) -> Cube:
    """Return the rows of the months in which there was a limit: without, none is within it."""
    none = [
        month
        for month in rows.present("month")
        if snapshot.limit("pathway", "somatic", first_day(month)) is None
    ]
    return without_months(rows, none)


def somatic_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The somatic pathways of the month by place; places whose counts are withheld are one part together."""
    rows, place = _rows(snapshot, filters, "somatic"), place_of(filters)
    months = rows.present("month")
    found = [hides(snapshot, "somatic", months, _sites(rows, place, key)) for key in rows.present(place)]
    parts = by_place(snapshot, filters, rows, "within_limit", "arrived")
    return {name: _pooled(part, found) for name, part in parts.items()}


def _sites(rows: Cube, place: str, key: str) -> list[str]:
    """Return the sites of a place: of a hospital, or a site itself."""
    return rows.of(place, key).present("site")


def _pooled(part: Table, hidden: Sequence[bool]) -> Table:
    if not any(hidden):
        return part
    # One alone would be what the whole less the others leaves.
    rows = part.records if sum(hidden) == 1 else part.only(hidden).records
    shown = [] if sum(hidden) == 1 else part.only([not each for each in hidden]).records
    together = {name: sum(row[name] for row in rows) for name in ("numerator", "denominator")}
    return Table.of_rows([*shown, together | {"part": _(POOLED)}], list(part))
