"""Referrals onward: treatments at private hospitals, by month and by every dimension they are counted in.

Small counts are withheld: their rows have no number and the flag `withheld`.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from dashboard.filters import Filters
from dashboard.language import N_, _
from dashboard.months import shift, span
from data_access import withholding
from data_access.once import once
from data_access.series import judge, monthly_sums, scoped
from data_access.snapshot import Snapshot

Dimension = Literal["hospital", "service", "provider"]
_NAMES = {"hospital": "hospitals", "service": "services", "provider": "providers"}
AGREEMENTS = {"own": N_("Regionens egne aftaler"), "extended_choice": N_("Udvidet frit valg")}
SOURCE = "henvisninger"
LARGEST = 10
HIDDEN = N_("Skjult")


@once
def _rows(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "referrals")
    return rows[rows["service"] == filters.service] if filters.service else rows


@once
def treatments(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Treatments referred a month, as `judge` returns them, with the flag `withheld`."""
    sums = monthly_sums(_rows(snapshot, filters), filters)
    rows = judge(snapshot, "treatments", "", sums[["month"]].assign(value=sums["treatments"].astype(float)))
    return hide(rows, withholding.line(rows["value"], withholding.below(snapshot)))


def hide(rows: pd.DataFrame, mask: withholding.Mask, *more: str) -> pd.DataFrame:
    """Take the figures out of rows as `judge` returns them where the mask says so; `more` are columns with them."""
    columns = {name: rows[name].astype("float64").mask(mask) for name in ("value", *more)}
    words = {"shown": rows["shown"].mask(mask, "–"), "word": rows["word"].mask(mask, _(HIDDEN))}
    return rows.assign(**columns, **words, level=rows["level"].mask(mask, "unknown"), withheld=mask)


@once
def monthly(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Treatments a month against the same month the year before.

    Columns: month, treatments, last_year, change (per cent of last year's), state, completeness, word, withheld.
    """
    rows = treatments(snapshot, filters)
    before = replace(filters, first=shift(filters.first, -12), last=shift(filters.last, -12))
    last_year = treatments(snapshot, before)
    known = last_year["value"].where(last_year["value"] > 0)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "treatments": rows["value"],
            "last_year": last_year["value"],
            "change": 100 * (rows["value"] - last_year["value"]) / known,
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
            "withheld": rows["withheld"] | last_year["withheld"],
        }
    )


@once
def by_agreement(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Treatments a month by agreement.

    Columns: month, own and extended (counts), own_share and extended_share (0-100), state, completeness, word,
    withheld. With two parts of a whole, neither is shown when one may not be.
    """
    rows = _rows(snapshot, filters)
    own, extended = (
        monthly_sums(rows[rows["agreement"] == key], filters)["treatments"].astype(float)
        for key in AGREEMENTS
    )
    whole = treatments(snapshot, filters)
    limit = withholding.below(snapshot)
    mask = withholding.small(own, limit) | withholding.small(extended, limit) | whole["withheld"]
    gone = mask | whole["value"].isna()
    total = (own + extended).where(own + extended > 0)
    return pd.DataFrame(
        {
            "month": whole["month"],
            "own": own.mask(gone),
            "extended": extended.mask(gone),
            "own_share": (100 * own / total).mask(gone),
            "extended_share": (100 * extended / total).mask(gone),
            "state": whole["state"],
            "completeness": whole["completeness"],
            "word": whole["word"].mask(mask, _(HIDDEN)),
            "withheld": mask,
        }
    )


def _totals(snapshot: Snapshot, filters: Filters, by: Dimension, months: Sequence[str]) -> "pd.Series[float]":
    """Return the treatments of some months by the keys of a dimension, most first."""
    rows = _rows(snapshot, replace(filters, first=months[0], last=months[-1]))
    sums = rows[rows["month"].isin(months)].groupby(by)["treatments"].sum().astype(float)
    return sums.sort_values(ascending=False, kind="stable")


def _arrived(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months of the period that the source has delivered."""
    months = span(filters.first, filters.last)
    return [month for month in months if snapshot.coverage.month(SOURCE, month).state != "missing"] or months


@once
def by_service(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's treatments by expected service, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "service")


@once
def by_hospital(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's treatments by referring hospital, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "hospital")


@once
def by_provider(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's treatments by private hospital: the largest, and the others together, as `_ranked` returns them."""
    return _ranked(snapshot, filters, "provider", LARGEST)


def _ranked(snapshot: Snapshot, filters: Filters, by: Dimension, largest: int | None = None) -> pd.DataFrame:
    """The period's treatments by a dimension, most first, against the same months the year before.

    Columns: key (missing for the others together), name, treatments, share (0-100 of all), cumulative (0-100: down
    to here), last_year, change (per cent), withheld, remark.
    """
    months, limit = _arrived(snapshot, filters.narrowed), withholding.below(snapshot)
    sums = _totals(snapshot, filters, by, months)
    names = snapshot.names(_NAMES[by])
    labels = [names[str(key)] for key in sums.index]
    last_year = _last_year(snapshot, filters, by, months).reindex(sums.index)
    keys: list[str | None] = [str(key) for key in sums.index]
    counts = sums.tolist()
    earlier = last_year.tolist()
    if largest is not None and len(counts) > largest:
        others = len(counts) - largest
        labels = [*labels[:largest], _("Øvrige ({n})", n=others)]
        keys = [*keys[:largest], None]
        counts = [*counts[:largest], sum(counts[largest:])]
        earlier = [*earlier[:largest], float("nan")]
    mask = withholding.line(counts, limit)
    shown = pd.Series(counts, dtype="float64").mask(mask)
    before = pd.Series(earlier, dtype="float64")
    total = sum(counts)
    shares = 100 * shown / total if total else shown
    return pd.DataFrame(
        {
            "key": keys,
            "name": labels,
            "treatments": shown,
            "share": shares,
            # Down to the first number that is withheld: below it the sum would give it away.
            "cumulative": shares.cumsum(skipna=False),
            "last_year": before,
            "change": 100 * (shown - before) / before.where(before > 0),
            "withheld": mask,
            "remark": [_(HIDDEN) if hidden else "" for hidden in mask],
        }
    )


def _last_year(
    snapshot: Snapshot, filters: Filters, by: Dimension, months: Sequence[str]
) -> "pd.Series[float]":
    """Return the same months' treatments the year before; none when not all of those months are there."""
    before = [shift(month, -12) for month in months]
    if any(snapshot.coverage.month(SOURCE, month).state == "missing" for month in before):
        return pd.Series(dtype="float64")
    sums = _totals(snapshot, filters, by, before)
    return sums.mask(withholding.line(sums, withholding.below(snapshot)))


@once
def matrix(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's treatments by referring hospital and service, with the totals of both; the largest first.

    Columns: hospital and service (names; a total's is the word for it), treatments, total (flag), withheld, remark.
    """
    rows, limit = _rows(snapshot, filters.narrowed), withholding.below(snapshot)
    cells = rows.pivot_table(
        index="hospital", columns="service", values="treatments", aggfunc="sum", fill_value=0
    ).astype(float)
    cells = cells.loc[cells.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    cells = cells[cells.sum().sort_values(ascending=False, kind="stable").index]
    mask = withholding.grid(cells, limit)
    down, across = cells.sum(axis=1), cells.sum(axis=0)
    hospitals, services = snapshot.organisation.hospitals, snapshot.names("services")
    whole = _("I alt")
    found = [
        (hospitals[str(hospital)], services[str(service)], cells.iat[i, j], False, bool(mask[i, j]))
        for i, hospital in enumerate(cells.index)
        for j, service in enumerate(cells.columns)
    ]
    for names, sums, by_row in ((hospitals, down, True), (services, across, False)):
        for key, count, hidden in zip(sums.index, sums, withholding.line(sums, limit), strict=True):
            place = (names[str(key)], whole) if by_row else (whole, names[str(key)])
            found.append((*place, count, True, bool(hidden)))
    total = float(down.sum())
    found.append((whole, whole, total, True, bool(withholding.small([total], limit)[0])))
    table = pd.DataFrame(found, columns=["hospital", "service", "treatments", "total", "withheld"])
    hidden = table["withheld"].astype(bool)
    return table.assign(
        treatments=table["treatments"].astype(float).mask(hidden),
        remark=[_(HIDDEN) if each else "" for each in hidden],
    )
