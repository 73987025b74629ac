"""Monthly series: a figure for every month asked for, with its target, its light and its completeness."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from data_access.database.coverage import Covered
from data_access.numbers import few as fewness
from data_access.numbers.causes import Parts
from data_access.snapshot import desk_told, streams
from data_access.snapshot.cube import Counts, Cube, cube, without_months
from data_access.snapshot.organisation import NOWHERE
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.language import N_
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, span
from vocabulary.status import Lack, Target, status

Behind = tuple[Sequence[float], Sequence[float]]
NAN = float("nan")

# The source by which a subject's months are covered.
_SOURCES = {"calls": "calls", "call_hours": "calls", "cases": "cases_opened", "samples": "response_time"}


def counts_of(snapshot: Snapshot, filters: Filters, subject: str, *apart: str) -> Cube:
    """Return a subject's counts in the chosen months and hospital; told `apart` by hospital, by site, or by neither.

    Those of a month that the source has not delivered are left out, as are those of a desk or place of which it has
    delivered nothing then: what is known of it came by chance.
    """
    if subject not in _SOURCES:
        return cube(snapshot, subject, filters, *apart)
    source = METRICS[_SOURCES[subject]].source
    come = set(arrived(snapshot, source, filters))
    gone = streams.not_told(snapshot, source, sorted(come)) if subject == "cases" else set()
    rows = (
        _without(snapshot, filters, subject, apart, gone)
        if gone
        else cube(snapshot, subject, filters, *apart)
    )
    months = (each for each in rows.names["month"] if filters.first <= each <= filters.last)
    return without_months(rows, [month for month in months if month not in come])


def _without(
    snapshot: Snapshot,
    filters: Filters,
    subject: str,
    apart: Sequence[str],
    gone: Collection[tuple[str, str, str]],
) -> Cube:
    """Return a subject's counts but for those of some desks, sites and months."""
    rows = cube(snapshot, subject, filters, *dict.fromkeys([*apart, "site"]))
    names = ([rows.names[key][at] for at in rows.keys[key].tolist()] for key in ("desk", "site", "month"))
    told = rows.only(np.array([each not in gone for each in zip(*names, strict=True)], dtype=bool))
    return told if "site" in apart else told.together("site")


def arrived(snapshot: Snapshot, source: str, filters: Filters) -> list[str]:
    """Return the months of the period of which a source has delivered something, of the hospital chosen."""
    months = span(filters.first, filters.last)
    if source == desk_told.SOURCE:  # whose totals tell by themselves what has come
        return [month for month in months if snapshot.coverage.month(source, month).completeness > 0]
    return [month for month in months if streams.month(snapshot, source, filters, month).completeness > 0]


def place_of(filters: Filters) -> str:
    """Return the key by which places are told apart: the sites of a chosen hospital, else the hospitals."""
    return "site" if filters.hospital else "hospital"


def place_name(snapshot: Snapshot, filters: Filters, key: str) -> str:
    """Return the name of a hospital, or of a site where a hospital is chosen."""
    organisation = snapshot.organisation
    return organisation.sites[key] if filters.hospital else organisation.name_of(key)


def place_key(filters: Filters, key: str) -> str | None:
    """Return the key that a click on a place chooses; None for what cannot be chosen."""
    return None if filters.hospital or key == NOWHERE else key


def by_place(snapshot: Snapshot, filters: Filters, rows: Cube, numerator: str, denominator: str) -> Parts:
    """Return two counts by hospital, or by the sites of the chosen one, as the parts of a share."""
    keys = rows.present(place_of(filters))
    names = [place_name(snapshot, filters, key) for key in keys]
    name = N_("Sted") if filters.hospital else N_("Hospital")
    return {name: parts_by(rows, place_of(filters), keys, names, numerator, denominator)}


def parts_by(
    rows: Cube, key: str, keys: Sequence[object], names: Sequence[str], numerator: str, denominator: str
) -> Table:
    """Return two counts by a key, as the parts of a share: part (its name), numerator, denominator."""
    sums = rows.sums(key, keys, {"numerator": rows[numerator], "denominator": rows[denominator]})
    return Table({"part": names, **{name: each.tolist() for name, each in sums.items()}})


def monthly_sums(rows: Cube, filters: Filters, *names: str, **more: Counts) -> dict[str, Counts]:
    """Sum counts a month over the chosen months, in their order; a month without rows counts 0 in each.

    Summed are the counts named and `more` numbers of the rows.
    """
    counts = {name: rows[name] for name in names} | more
    return rows.sums("month", span(filters.first, filters.last), counts)


def share(
    snapshot: Snapshot,
    metric: str,
    scope: str,
    months: Sequence[str],
    sums: Mapping[str, "Counts | Sequence[float]"],
    numerator: str,
    denominator: str,
    covered: Sequence[Covered] | None = None,
    of: str = "",
    lack: Lack | Sequence[Lack] = "told",
) -> Table:
    """Judge a share by month; `sums` has two counts a month, by their names.

    The denominator counts what all that the share needs is told of, and `of` all that there is; `lack` says of each
    month why none of it can be counted, where none can.

    Columns: month, numerator, denominator (both missing where the month has not come or nothing can be counted),
    value (0-100; missing where nothing was counted), told and of (the denominator, and what it should be), and those
    of `judge`.
    """
    good, told, whole = (_floats(sums[name]) for name in (numerator, denominator, of or denominator))
    values = [100 * part / all_ if all_ > 0 else NAN for part, all_ in zip(good, told, strict=True)]
    reasons = [lack] * len(values) if isinstance(lack, str) else lack
    none = [count == 0 and there_is > 0 for count, there_is in zip(told, whole, strict=True)]
    lacks: list[Lack] = [reason if gone else "" for reason, gone in zip(reasons, none, strict=True)]
    judged = judge(
        snapshot,
        metric,
        scope,
        Table({"month": months, "numerator": good, "denominator": told, "value": values}),
        covered=covered,
        lacks=lacks,
        behind=(good, told),
    )
    missing = [each == 0 for each in judged["completeness"]]
    gone = [either or other for either, other in zip(none, missing, strict=True)]
    return judged.adding(
        numerator=without(good, gone),
        denominator=without(told, gone),
        told=without(told, missing, 0.0),
        of=without(whole, missing, 0.0),
    )


def _floats(counts: "Counts | Sequence[float]") -> list[float]:
    floats: list[float] = np.asarray(counts, dtype="float64").tolist()
    return floats


def without(values: Sequence[Any], gone: Sequence[object], instead: Any = NAN) -> list[Any]:
    """Return the values, and something else in the place of those that are gone (a flag for each)."""
    return [instead if is_gone else value for value, is_gone in zip(values, gone, strict=True)]


def limit_lacks(snapshot: Snapshot, metric: str, months: Sequence[str]) -> list[Lack]:
    """Say of each month what a figure lacks that counts by one limit: the limit, else that what it counts is told."""
    limits = METRICS[metric].limits
    held = (any(snapshot.limit(*limit, first_day(month)) is not None for limit in limits) for month in months)
    return ["told" if found else "limit" for found in held]


def judge(
    snapshot: Snapshot,
    metric: str,
    scope: str | Sequence[str],
    rows: Table,
    covered: Sequence[Covered] | None = None,
    lacks: Sequence[Lack] | None = None,
    behind: Behind | None = None,
) -> Table:
    """Add to rows of month and value how each month stands; `scope` is one for all rows, or one for each.

    `covered` says how each month stands where that is not a matter of the source's loads alone, `lacks` why a row has
    no value. `behind` are how many each value is counted over: those that were good, and all.

    Adds: state (whole, under_way, incomplete, missing), completeness (0-1), target, level, word (Danish), shown (the
    figure as it is printed), lacks, and few (flag: it has a target, and is counted over too few to be judged). A
    month that has not arrived has no value: it is a gap, not a zero.
    """
    months, subject = rows["month"], METRICS[metric]
    if covered is None:
        covered = [snapshot.coverage.month(subject.source, month) for month in months]
    known = arrived_only(rows["value"], covered)
    reasons: Sequence[Lack] = lacks or [""] * len(months)
    targets = targets_of(snapshot, metric, scope, months)
    few = _few(snapshot, metric, months, targets, behind)
    statuses = [
        status(subject, value, target, cover.state, reason, few=is_few)
        for value, target, cover, reason, is_few in zip(known, targets, covered, reasons, few, strict=True)
    ]
    return rows.adding(
        value=known,
        state=[cover.state for cover in covered],
        completeness=[cover.completeness for cover in covered],
        target=[NAN if each.target is None else each.target for each in statuses],
        level=[each.level for each in statuses],
        word=[each.word for each in statuses],
        shown=[each.shown for each in statuses],
        lacks=list(reasons),
        few=few,
    )


def arrived_only(values: Sequence[float], covered: Sequence[Covered]) -> list[float]:
    """Return the values of the months that have come: a month that has not is a gap, not a zero."""
    pairs = zip(covered, _floats(values), strict=True)
    return [NAN if cover.completeness == 0 else value for cover, value in pairs]


def targets_of(
    snapshot: Snapshot, metric: str, scope: str | Sequence[str], months: Sequence[str]
) -> list[Target | None]:
    """Return the target in force in each month; `scope` is one for all, or one for each."""
    if isinstance(scope, str):
        held = snapshot.targets_by_month(metric, scope)
        return [held[month] for month in months]
    return [snapshot.target(metric, each, month) for month, each in zip(months, scope, strict=True)]


def _few(
    snapshot: Snapshot,
    metric: str,
    months: Sequence[str],
    targets: Sequence[Target | None],
    behind: Behind | None,
) -> list[bool]:
    """Say of each figure whether it is counted over too few to be held against its target."""
    if behind is None or metric not in fewness.THINGS:
        return [False] * len(months)
    return [
        fewness.is_few(snapshot, metric, first_day(month), hits, tries, target.value if target else None)
        for hits, tries, month, target in zip(*behind, months, targets, strict=True)
    ]
