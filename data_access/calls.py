"""Calls to the servicedesks: how many, how long they waited, and how many were answered in time."""

import pandas as pd

from dashboard.filters import Filters
from dashboard.language import N_, _
from data_access.causes import Parts
from data_access.once import once
from data_access.series import by_place as by_place_parts
from data_access.series import judge, monthly_sums, scoped, share
from data_access.snapshot import Snapshot

WEEKDAYS = {
    1: N_("Mandag"),
    2: N_("Tirsdag"),
    3: N_("Onsdag"),
    4: N_("Torsdag"),
    5: N_("Fredag"),
    6: N_("Lørdag"),
    7: N_("Søndag"),
}
HOUR_COLUMNS = (
    "hour", "hour_words", "weekday", "weekday_words", "open", "calls", "average_wait", "service_level", "outside",
)  # fmt: skip


@once
def _sums(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "calls")
    sums = monthly_sums(rows[rows["desk"] == filters.desk], filters)
    answered = sums["answered"].where(sums["answered"] > 0)
    return sums.assign(
        abandoned=sums["offered"] - sums["answered"], average_wait=sums["wait_seconds"] / answered
    )


@once
def offered(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls offered a month, as `judge` returns them."""
    return _judged(snapshot, filters, "calls", "offered")


@once
def average_wait(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Mean wait in seconds of the answered calls a month, as `judge` returns it."""
    return _judged(snapshot, filters, "average_wait", "average_wait")


@once
def abandoned(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Abandoned calls a month, as `judge` returns them."""
    return _judged(snapshot, filters, "abandoned", "abandoned")


@once
def service_level(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of the answered calls that waited within the limit, as `share` returns it."""
    sums = _sums(snapshot, filters)
    return share(snapshot, "service_level", filters.desk, sums, "within_limit", "answered")


@once
def answered_share(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Share of all calls that were answered, as `share` returns it."""
    return share(snapshot, "answered_share", filters.desk, _sums(snapshot, filters), "answered", "offered")


@once
def volumes(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls, abandoned calls and average wait side by side.

    Columns: month, calls, answered, abandoned, average_wait (seconds), state, completeness, word.
    """
    rows = offered(snapshot, filters)
    calls, lost = rows["value"], abandoned(snapshot, filters)["value"]
    return pd.DataFrame(
        {
            "month": rows["month"],
            "calls": calls,
            "answered": calls - lost,
            "abandoned": lost,
            "average_wait": average_wait(snapshot, filters)["value"],
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


def service_level_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The answered calls of the month by weekday, hour and place: within the limit, of all."""
    return _parts(snapshot, filters, "within_limit", "answered")


def answered_parts(snapshot: Snapshot, filters: Filters) -> Parts:
    """The calls of the month by weekday, hour and place: answered, of all."""
    return _parts(snapshot, filters, "answered", "offered")


def _parts(snapshot: Snapshot, filters: Filters, numerator: str, denominator: str) -> Parts:
    rows = _hours(snapshot, filters)
    weekday = rows["weekday"].map({day: _(name) for day, name in WEEKDAYS.items()})
    hour = rows["hour"].map(hour_words)
    parts = {
        name: rows.groupby(by, sort=False)[[numerator, denominator]].sum().rename_axis("part").reset_index()
        for name, by in ((N_("Ugedag"), weekday), (N_("Tidspunkt"), hour))
    }
    named = {
        name: part.rename(columns={numerator: "numerator", denominator: "denominator"})
        for name, part in parts.items()
    }
    return by_place_parts(snapshot, filters, rows, numerator, denominator) | named


def _hours(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    rows = scoped(snapshot, filters, "call_hours")
    return rows[rows["desk"] == filters.desk]


def hour_words(hour: int) -> str:
    """Write an hour of the day: `kl. 8-9`."""
    return _("kl. {first}-{last}", first=int(hour), last=int(hour) + 1)


def has_hours(snapshot: Snapshot, desk: str) -> bool:
    """Say that a desk has opening hours."""
    return bool((snapshot.frames["opening_hours"]["desk"] == desk).any())


@once
def outside(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """Calls while the desk was closed, which count nowhere else.

    Columns: month, outside, inside (calls), share (0-100 of both), state, completeness, word.
    """
    sums = _sums(snapshot, filters)
    rows = _judged(snapshot, filters, "calls_outside", "outside")
    arrived = rows["value"].notna()
    both = (sums["offered"] + sums["outside"]).where(arrived)
    return pd.DataFrame(
        {
            "month": rows["month"],
            "outside": rows["value"],
            "inside": sums["offered"].astype(float).where(arrived),
            "share": 100 * rows["value"] / both.where(both > 0),
            "state": rows["state"],
            "completeness": rows["completeness"],
            "word": rows["word"],
        }
    )


@once
def by_hour(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by weekday and hour of the day, from the first hour with calls to the last.

    Columns: hour, hour_words, weekday, weekday_words, open (flag: the desk is open then), calls, average_wait
    (seconds), service_level (0-100 within the limit), outside.
    """
    rows = _hours(snapshot, filters.narrowed)
    sums = rows.groupby(["hour", "weekday"]).sum(numeric_only=True)
    rows = rows[(rows["offered"] > 0) | (rows["outside"] > 0)]
    if rows.empty:
        return pd.DataFrame({name: [] for name in HOUR_COLUMNS})
    hours = range(int(rows["hour"].min()), int(rows["hour"].max()) + 1)
    grid = pd.MultiIndex.from_product([hours, list(WEEKDAYS)], names=["hour", "weekday"])
    sums = sums.reindex(grid, fill_value=0).reset_index()
    answered = sums["answered"].where(sums["answered"] > 0)
    times = zip(sums["weekday"], sums["hour"], strict=True)
    return pd.DataFrame(
        {
            "hour": sums["hour"],
            "hour_words": [hour_words(hour) for hour in sums["hour"]],
            "weekday": sums["weekday"],
            "weekday_words": [_(WEEKDAYS[day]) for day in sums["weekday"]],
            "open": [_is_open(snapshot, filters.desk, day, hour) for day, hour in times],
            "calls": sums["offered"].astype(float),
            "average_wait": sums["wait_seconds"] / answered,
            "service_level": 100 * sums["within_limit"] / answered,
            "outside": sums["outside"].astype(float),
        }
    )


def _is_open(snapshot: Snapshot, desk: str, weekday: int, hour: int) -> bool:
    """Say that the desk is open at an hour of a weekday, as its hours are today."""
    rows, today = snapshot.frames["opening_hours"], snapshot.now.date().isoformat()
    rows = rows[rows["desk"] == desk]
    if rows.empty:
        return True
    holds = (rows["valid_from"] <= today) & (rows["valid_to"].isna() | (rows["valid_to"] > today))
    return bool(
        (holds & (rows["weekday"] == weekday) & (rows["opens"] <= hour) & (rows["closes"] > hour)).any()
    )


def by_place(snapshot: Snapshot, filters: Filters) -> pd.DataFrame:
    """The period's calls by the caller's hospital, or, where a hospital is chosen, by its sites; most first.

    Columns: key (the hospital's; missing for a site), place (name), calls, share (0-100 of all), average_wait
    (seconds), service_level (0-100).
    """
    rows, place = scoped(snapshot, filters.narrowed, "calls"), "site" if filters.hospital else "hospital"
    sums = rows[rows["desk"] == filters.desk].groupby(place).sum(numeric_only=True)
    sums = sums.sort_values("offered", ascending=False, kind="stable")
    names = snapshot.organisation.sites if filters.hospital else snapshot.organisation.hospitals
    answered = sums["answered"].where(sums["answered"] > 0)
    return pd.DataFrame(
        {
            "key": [None if filters.hospital else str(key) for key in sums.index],
            "place": [names[str(key)] for key in sums.index],
            "calls": sums["offered"],
            "share": 100 * sums["offered"] / sums["offered"].sum(),
            "average_wait": sums["wait_seconds"] / answered,
            "service_level": 100 * sums["within_limit"] / answered,
        }
    ).reset_index(drop=True)


def _judged(snapshot: Snapshot, filters: Filters, metric: str, column: str) -> pd.DataFrame:
    sums = _sums(snapshot, filters)
    rows = pd.DataFrame({"month": sums["month"], "value": sums[column]})
    return judge(snapshot, metric, filters.desk, rows)
