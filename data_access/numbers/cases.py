"""Cases: how the contacts came in, how many were solved at once or within their limit, and what is still open."""

from typing import Literal

import numpy as np
import pandas as pd

from data_access.database import schema as t
from data_access.database.coverage import Covered
from data_access.numbers.by_month import by_month
from data_access.numbers.causes import Parts
from data_access.numbers.chance import ALARMS, below_rest
from data_access.numbers.naming import LIMITS, amount_words
from data_access.numbers.open_cases import backlogs
from data_access.numbers.series import Counts, arrived, by_place, judge, monthly_sums, scoped, share
from data_access.snapshot import streams
from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.language import N_, _
from vocabulary.metrics import METRICS
from vocabulary.months import last_day
from vocabulary.status import Lack

Dimension = Literal["priority", "kind", "channel", "handler"]
NOT_TOLD = ""  # the rollup's key of the cases of which a dimension is not told
NOT_TOLD_NAME = N_("Ikke oplyst")
NAMES = {
    "priority": {
        "critical": N_("Kritisk"),
        "high": N_("Høj"),
        "medium": N_("Medium"),
        "normal": N_("Normal"),
    },
    "kind": {"incident": N_("Fejl"), "service_request": N_("Bestilling")},
    "channel": {"telephone": N_("Telefon"), "portal": N_("Selvbetjeningsportal")},
    "handler": {"cimt": N_("CIMT"), "supplier": N_("Leverandør")},
}
DIMENSIONS: dict[Dimension, str] = {
    "priority": N_("Kritikalitet"),
    "kind": N_("Type"),
    "channel": N_("Kanal"),
    "handler": N_("Løser"),
}
BREAKDOWN = (
    "dimension",
    "part",
    "opened",
    "tracked",
    "resolved",
    "first_share",
    "within_share",
    "within",
    "limited",
)


@once
def _of_desk(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "cases")
    return rows[rows["desk"] == filters.desk]


def _covered(snapshot: Snapshot, filters: Filters, desk: str | None = None) -> list[Covered]:
    """Say how the months stand of a desk's cases, or of both desks'."""
    return streams.covered(snapshot, METRICS["cases_opened"].source, filters, desk)


def _opened_by(rows: pd.DataFrame, by: Dimension, *keys: str) -> list[Counts]:
    """Return how many cases each row opened, and for each key of a dimension whether the row is of it."""
    found = rows[by].to_numpy(dtype=object)
    return [rows["opened"].to_numpy(), *(found == key for key in keys)]


@by_month
def first_contact_resolution(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the cases that came by telephone and were solved in that call, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    opened, phoned, untold = _opened_by(rows, "channel", "telephone", NOT_TOLD)
    told = ("first_contact", "first_contact_told")
    by_telephone = {name: np.where(phoned, rows[name].to_numpy(), 0) for name in told}
    # A case whose way in is not told may have come by telephone.
    sums = monthly_sums(rows, filters, opened=np.where(phoned | untold, opened, 0), **by_telephone)
    return share(
        snapshot,
        "first_contact_resolution",
        filters.desk,
        sums,
        "first_contact",
        "first_contact_told",
        covered=_covered(snapshot, filters, filters.desk),
        of="opened",
    )


def first_contact_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The telephone cases of the month by place, kind and priority: solved at first contact, of all."""
    rows = _of_desk(snapshot, filters)
    rows = rows[rows["channel"] == "telephone"]
    return _parts(snapshot, filters, rows, ("kind", "priority"), "first_contact", "first_contact_told")


@by_month
def telephone_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the contacts that came by telephone, as `share` returns it."""
    rows = _of_desk(snapshot, filters)
    opened, phoned, untold = _opened_by(rows, "channel", "telephone", NOT_TOLD)
    of_each = {"telephone": np.where(phoned, opened, 0), "channelled": np.where(untold, 0, opened)}
    sums = monthly_sums(rows, filters, "opened", **of_each)
    come = _covered(snapshot, filters, filters.desk)
    return share(
        snapshot, "telephone_share", filters.desk, sums, "telephone", "channelled", covered=come, of="opened"
    )


@by_month
def channels(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The contacts by channel, of those whose channel is told.

    Columns: month, contacts, telephone and portal (counts), telephone_share and portal_share (0-100), state,
    completeness, word, lacks, told, of.
    """
    rows = telephone_share(snapshot, filters)
    counted = rows["value"].notna()
    telephone, contacts = rows["numerator"].where(counted), rows["denominator"].where(counted)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "contacts": contacts,
            "telephone": telephone,
            "portal": contacts - telephone,
            "telephone_share": rows["value"],
            "portal_share": 100 - rows["value"],
            **{name: rows[name] for name in ("state", "completeness", "word", "lacks", "told", "of")},
        }
    )


@by_month
def within_limit(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share within their limit of the cases solved in the month but not at first contact, both desks."""
    rows = scoped(snapshot, filters, "cases")
    everything = np.ones(len(rows), dtype=bool)
    return _within(snapshot, filters, rows, everything, ~everything, "")


def _within(
    snapshot: Snapshot, filters: Filters, rows: pd.DataFrame, chosen: Counts, others: Counts, scope: str
) -> pd.DataFrame:
    """Share within their limit of the chosen cases that have one, of all that were or may have been solved later.

    `chosen` and `others` are flags of the rows: the others are cases that may be among the chosen where there is none.
    """
    priorities, unsorted = (rows[name].to_numpy() for name in ("priority", "resolved_unsorted"))
    resolved_later = rows["resolved_later"].to_numpy()
    names = ("opened", "tracked", "limited", "within_limit")
    counts = {
        **{name: np.where(chosen, rows[name].to_numpy(), 0) for name in names},
        "graded": np.where(chosen & (priorities != NOT_TOLD), resolved_later, 0),
        "later": np.where(chosen, resolved_later + unsorted, 0),
        "maybe": np.where(others, resolved_later + unsorted, 0),
    }
    sums = monthly_sums(rows, filters, **counts)
    opened, tracked, later, maybe = (
        sums[name].to_numpy() for name in ("opened", "tracked", "later", "maybe")
    )
    # Of the cases of which it is not told whether they are solved, any may have been solved later.
    later = later + opened - tracked
    sums["later"] = np.where(later == 0, maybe, later)
    lacks: list[Lack] = ["limit" if count else "told" for count in sums["graded"].tolist()]
    return share(
        snapshot,
        "cases_within_limit",
        scope,
        sums,
        "within_limit",
        "limited",
        covered=_covered(snapshot, filters),
        of="later",
        lack=lacks,
    )


def within_limit_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The cases behind the share within the limit of the month, along every dimension that they are counted in."""
    rows = scoped(snapshot, filters, "cases")
    return _parts(snapshot, filters, rows, tuple(DIMENSIONS), "within_limit", "limited")


@once
def within_limit_by_priority(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The share within the limit, priority by priority and month by month.

    Columns: name (the priority with its limit), priority (its name alone), limit (days, on the last day shown),
    month, numerator, denominator, value, and those of `judge`.
    """
    rows = scoped(snapshot, filters, "cases")
    parts, names, priorities = [], NAMES["priority"], rows["priority"].to_numpy(dtype=object)
    for key in t.PRIORITIES:
        # Where a month has none of them, those of which the priority is not told may be of it.
        part = _within(snapshot, filters, rows, priorities == key, priorities == NOT_TOLD, key)
        limit = snapshot.limit("case", key, last_day(filters.last))
        parts.append(part.assign(name=_with_limit(key, limit), priority=_(names[key]), limit=limit))
    return pd.concat(parts, ignore_index=True)


def _with_limit(key: str, limit: float | None) -> str:
    names = NAMES["priority"]
    priority = _(names[key])
    if limit is None:
        return priority
    return f"{priority} ({amount_words(limit, LIMITS['case', key][1])})"


@by_month
def flow(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened and solved a month, and the backlog at its end, both desks.

    What is solved and still open is counted over the cases of which it is told whether they are solved. Columns: month,
    opened, resolved, backlog, state, completeness, word, told, of (the opened cases of which it is told, and all).
    """
    sums = monthly_sums(scoped(snapshot, filters, "cases"), filters, "opened", "resolved", "tracked")
    opened, resolved = (sums[name].to_numpy(dtype="float64") for name in ("opened", "resolved"))
    values, covered = pd.DataFrame({"month": sums["month"], "value": opened}), _covered(snapshot, filters)
    rows = judge(snapshot, "cases_opened", "", values, covered=covered)
    come = rows["value"].notna().to_numpy()
    left = np.where(come, np.array(backlogs(snapshot, filters), dtype="float64"), np.nan)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "opened": np.where(come, opened, np.nan),
            # Where nothing is told of any case until then, nothing is known of what was solved.
            "resolved": np.where(np.isnan(left), np.nan, resolved),
            "backlog": left,
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
            "told": np.where(come, sums["tracked"].to_numpy(), 0),
            "of": np.where(come, sums["opened"].to_numpy(), 0),
        }
    )


@by_month
def backlog(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases that are open at the end of each month, as `judge` returns them."""
    rows = flow(snapshot, filters)
    values = pd.DataFrame({name: rows[name] for name in ("month", "told", "of")} | {"value": rows["backlog"]})
    known = zip(rows["backlog"].notna().tolist(), rows["opened"].notna().tolist(), strict=True)
    lacks: list[Lack] = ["told" if there_are and not left else "" for left, there_are in known]
    return judge(snapshot, "cases_backlog", "", values, covered=_covered(snapshot, filters), lacks=lacks)


@by_month
def kinds(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: incidents and service requests, as `_split` returns them."""
    return _split(snapshot, filters, "kind")


@by_month
def handlers(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: solved by CIMT or by an outside supplier, as `_split` returns them."""
    return _split(snapshot, filters, "handler")


@by_month
def by_channel(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Cases opened a month: by telephone or in the portal, as `_split` returns them."""
    return _split(snapshot, filters, "channel")


def _split(snapshot: Snapshot, filters: Filters, by: Dimension) -> pd.DataFrame:
    """Cases opened a month by a dimension of two.

    Columns: month, first and second (counts, in the order of the schema), first_share and second_share (0-100),
    state, completeness, word, lacks, told, of. Cases of which the dimension is not told are in neither.
    """
    rows = scoped(snapshot, filters, "cases")
    opened, first, second, untold = _opened_by(rows, by, *NAMES[by], NOT_TOLD)
    parts = {"first": first, "second": second, "told": ~untold}
    of_each = {name: np.where(is_of, opened, 0) for name, is_of in parts.items()}
    sums = monthly_sums(rows, filters, "opened", **of_each)
    told, of = sums["told"].to_numpy(), sums["opened"].to_numpy()
    none = (told == 0) & (of > 0)
    lacks: list[Lack] = ["told" if gone else "" for gone in none.tolist()]
    values = pd.DataFrame({"month": sums["month"], "value": np.where(none, np.nan, told)})
    judged = judge(snapshot, "cases_opened", "", values, covered=_covered(snapshot, filters), lacks=lacks)
    value, come = judged["value"].to_numpy(), judged["completeness"].to_numpy() > 0
    counted = np.where(value > 0, value, np.nan)
    of_each = {name: sums[name].to_numpy(dtype="float64") for name in ("first", "second")}
    return pd.DataFrame(
        {
            "month": sums["month"],
            **{name: np.where(np.isnan(value), np.nan, counts) for name, counts in of_each.items()},
            **{f"{name}_share": 100 * counts / counted for name, counts in of_each.items()},
            **{name: judged[name] for name in ("state", "completeness", "word", "lacks")},
            "told": np.where(come, told, 0),
            "of": np.where(come, of, 0),
        }
    )


def breakdown(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's cases along every dimension.

    Columns: dimension, part, opened, tracked (of these the ones of which it is told whether they are solved), resolved
    (of which that is told), first_share (solved at first contact, 0-100 of the opened of which that
    is told), within_share (within the limit, 0-100 of those solved later that have one), within and limited (its
    counts). No rows where no month came.
    """
    asked = filters.narrowed
    if not arrived(snapshot, METRICS["cases_opened"].source, asked):
        return pd.DataFrame({name: [] for name in BREAKDOWN})
    rows = scoped(snapshot, asked, "cases")
    return pd.concat([_by_part(rows, by) for by in DIMENSIONS], ignore_index=True)


def _by_part(rows: pd.DataFrame, by: Dimension) -> pd.DataFrame:
    """Return the counts by a dimension; of one that is told of no case there is only what is not told."""
    found = set(rows[by])
    known = [] if found == {NOT_TOLD} else list(NAMES[by])
    keys = [*known, NOT_TOLD] if NOT_TOLD in found else known
    names = (
        "opened", "tracked", "resolved", "first_contact", "first_contact_told", "within_limit", "limited",
    )  # fmt: skip
    found_keys = rows[by].to_numpy(dtype=object)
    places = [np.flatnonzero(found_keys == key) for key in keys]
    sums = {
        name: np.array([rows[name].to_numpy()[each].sum() for each in places], dtype=np.int64)
        for name in names
    }
    untold = (sums["tracked"] == 0) & (sums["opened"] > 0) & (sums["resolved"] == 0)
    return pd.DataFrame(
        {
            "dimension": _(DIMENSIONS[by]),
            "part": [_part_name(by, key) for key in keys],
            "opened": sums["opened"],
            "tracked": sums["tracked"],
            "resolved": np.where(untold, np.nan, sums["resolved"]),
            "first_share": _percent(sums["first_contact"], sums["first_contact_told"]),
            "within_share": _percent(sums["within_limit"], sums["limited"]),
            "within": sums["within_limit"],
            "limited": sums["limited"],
        }
    )


def below_the_rest(rows: pd.DataFrame) -> list[bool]:
    """Say of each row of `breakdown` whether its share within the limit lies below the rest's by more than chance."""
    whole = rows.groupby("dimension")[["within", "limited"]].transform("sum")
    several = rows.groupby("dimension")["part"].transform("size") > 1
    chance = below_rest(rows["within"], rows["limited"], whole["within"], whole["limited"])
    return list(several & (chance < ALARMS / max(int(several.sum()), 1)))


def _part_name(by: Dimension, key: str) -> str:
    return _(NAMES[by].get(key, NOT_TOLD_NAME))


def _percent(part: Counts, whole: Counts) -> Counts:
    return 100 * part / np.where(whole > 0, whole, np.nan)


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
        names = [_part_name(by, key) for key in sums[by]]
        parts[DIMENSIONS[by]] = pd.DataFrame(
            {"part": names, "numerator": sums[numerator], "denominator": sums[denominator]}
        )
    return parts | by_place(snapshot, filters, rows, numerator, denominator)
