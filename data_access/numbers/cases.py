"""Cases: how the contacts came in, how many were solved at once or within their limit, and what is still open."""

from typing import Any, Literal

import pandas as pd

from data_access.database import schema as t
from data_access.numbers.causes import Parts
from data_access.numbers.open_cases import backlogs
from data_access.numbers.series import by_place, judge, monthly_sums, scoped, share
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.months import last_day

Dimension = Literal["priority", "kind", "channel", "handler"]
NAMES = {
    "priority": {
        "critical": N_("Kritisk"),
        "high": N_("Høj"),
        "medium": N_("Medium"),
        "normal": N_("Normal"),
    },
    "kind": {"incident": N_("Incident"), "service_request": N_("Service request")},
    "channel": {"telephone": N_("Telefon"), "portal": N_("Selvbetjeningsportal")},
    "handler": {"cimt": N_("CIMT"), "supplier": N_("Leverandør")},
}
DIMENSIONS: dict[Dimension, str] = {
    "priority": N_("Kritikalitet"),
    "kind": N_("Slags"),
    "channel": N_("Kanal"),
    "handler": N_("Løses af"),
}


@once
def _of_desk(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "cases")
    return rows[rows["desk"] == filters.desk]


@once
def first_contact_resolution(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the cases that came by telephone and were solved in that call, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    sums = monthly_sums(rows[rows["channel"] == "telephone"], filters)
    return share(snapshot, "first_contact_resolution", filters.desk, sums, "first_contact", "opened")


def first_contact_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The telephone cases of the month by place, kind and priority: solved at first contact, of all."""
    rows = _of_desk(snapshot, filters)
    rows = rows[rows["channel"] == "telephone"]
    return _parts(snapshot, filters, rows, ("kind", "priority"), "first_contact", "opened")


@once
def telephone_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the contacts that came by telephone, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    phoned = rows["opened"].where(rows["channel"] == "telephone", 0)
    sums = monthly_sums(rows.assign(telephone=phoned), filters)
    return share(snapshot, "telephone_share", filters.desk, sums, "telephone", "opened")


@once
def channels(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The contacts by channel.

    Columns: month, contacts, telephone and portal (counts), telephone_share and portal_share (0-100), state,
    completeness, word.
    """
    rows = telephone_share(snapshot, filters)
    arrived = rows["value"].notna()
    telephone, contacts = rows["numerator"].where(arrived), rows["denominator"].where(arrived)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "contacts": contacts,
            "telephone": telephone,
            "portal": contacts - telephone,
            "telephone_share": rows["value"],
            "portal_share": 100 - rows["value"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


@once
def within_limit(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share within their limit of the cases solved in the month but not at first contact, both desks."""
    sums = monthly_sums(scoped(snapshot, filters, "cases"), filters)
    return share(snapshot, "cases_within_limit", "", sums, "within_limit", "resolved_later")


def within_limit_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cases behind the share within the limit of the month, along every dimension that they are counted in."""
    rows = scoped(snapshot, filters, "cases")
    return _parts(snapshot, filters, rows, tuple(DIMENSIONS), "within_limit", "resolved_later")


@once
def within_limit_by_priority(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The share within the limit, priority by priority and month by month.

    Columns: name (the priority with its limit), priority (its name alone), limit (days, on the last day shown),
    month, numerator, denominator, value, and those of `judge`.
    """
    rows = scoped(snapshot, filters, "cases")
    parts, names = [], NAMES["priority"]
    for key in t.PRIORITIES:
        sums = monthly_sums(rows[rows["priority"] == key], filters)
        part = share(snapshot, "cases_within_limit", key, sums, "within_limit", "resolved_later")
        limit = snapshot.limit("case", key, last_day(filters.last))
        parts.append(part.assign(name=_with_limit(_(names[key]), limit), priority=_(names[key]), limit=limit))
    return pd.concat(parts, ignore_index=True)


def _with_limit(priority: str, limit: float | None) -> str:
    if limit is None:
        return priority
    return _("{name} ({days} døgn)", name=priority, days=text.number(limit, text.places(limit)))


@once
def flow(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened and solved a month, and the backlog at its end, both desks.

    Columns: month, opened, resolved, backlog, state, completeness, word.
    """
    sums = monthly_sums(scoped(snapshot, filters, "cases"), filters)
    rows = judge(snapshot, "cases_opened", "", sums[["month"]].assign(value=sums["opened"].astype(float)))
    arrived = rows["value"].notna()
    return pd.DataFrame(
        {
            "month": rows["month"],
            "opened": sums["opened"].astype(float).where(arrived),
            "resolved": sums["resolved"].astype(float).where(arrived),
            "backlog": pd.Series(backlogs(snapshot, filters), dtype="float64").where(arrived),
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


@once
def backlog(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases that are open at the end of each month, as `judge` returns them."""
    rows = flow(snapshot, filters)
    return judge(snapshot, "cases_backlog", "", rows[["month"]].assign(value=rows["backlog"]))


@once
def kinds(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: incidents and service requests, as `_split` returns them."""
    return _split(snapshot, filters, "kind")


@once
def handlers(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: solved by CIMT or by an outside supplier, as `_split` returns them."""
    return _split(snapshot, filters, "handler")


@once
def by_channel(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: by telephone or in the portal, as `_split` returns them."""
    return _split(snapshot, filters, "channel")


def _split(snapshot: Snapshot, filters: Filters, by: Dimension) -> pd.DataFrame:
    """Cases opened a month by a dimension of two.

    Columns: month, first and second (counts, in the order of the schema), first_share and second_share (0-100),
    state, completeness, word.
    """
    rows, (one, two) = scoped(snapshot, filters, "cases"), NAMES[by]
    sums = monthly_sums(
        rows.assign(
            first=rows["opened"].where(rows[by] == one, 0), second=rows["opened"].where(rows[by] == two, 0)
        ),
        filters,
    )
    judged = judge(snapshot, "cases_opened", "", sums[["month"]].assign(value=sums["opened"].astype(float)))
    arrived = judged["value"].notna()
    counted = judged["value"].where(judged["value"] > 0)
    return pd.DataFrame(
        {
            "month": sums["month"],
            "first": sums["first"].astype(float).where(arrived),
            "second": sums["second"].astype(float).where(arrived),
            "first_share": 100 * sums["first"] / counted,
            "second_share": 100 * sums["second"] / counted,
            "state": judged["state"],
            "completeness": judged["completeness"],
            "word": judged["word"],
        }
    )


def breakdown(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's cases along every dimension.

    Columns: dimension, part, opened, resolved, first_share (solved at first contact, 0-100 of the opened),
    within_share (within the limit, 0-100 of those solved later).
    """
    rows = scoped(snapshot, filters.narrowed, "cases")
    found = []
    for by, name in DIMENSIONS.items():
        sums = rows.groupby(by).sum(numeric_only=True).reindex(list(NAMES[by]), fill_value=0)
        found.append(
            pd.DataFrame(
                {
                    "dimension": _(name),
                    "part": [_(each) for each in NAMES[by].values()],
                    "opened": sums["opened"].to_numpy(),
                    "resolved": sums["resolved"].to_numpy(),
                    "first_share": _percent(sums["first_contact"], sums["opened"]),
                    "within_share": _percent(sums["within_limit"], sums["resolved_later"]),
                }
            )
        )
    return pd.concat(found, ignore_index=True)


def _percent(part: "pd.Series[Any]", whole: "pd.Series[Any]") -> list[float]:
    return [float(share) for share in 100 * part / whole.where(whole > 0)]


def _parts(
    snapshot: Snapshot,
    filters: Filters,
    rows: pd.DataFrame,
    dimensions: tuple[Dimension, ...],
    numerator: str,
    denominator: str,
) -> Parts:
    parts = {}
    for by in dimensions:
        sums = rows.groupby(by)[[numerator, denominator]].sum().reset_index()
        names = sums[by].map({key: _(name) for key, name in NAMES[by].items()})
        parts[DIMENSIONS[by]] = pd.DataFrame(
            {"part": names, "numerator": sums[numerator], "denominator": sums[denominator]}
        )
    return parts | by_place(snapshot, filters, rows, numerator, denominator)
