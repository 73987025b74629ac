"""What is told of today as it happens: its usual course, cases that are soon too late, and the slowest systems."""

from datetime import timedelta
from operator import itemgetter
from typing import Any

import pandas as pd

from data_access.snapshot.live import Live, utc

SOON = timedelta(hours=4)


def usual_course(live: Live, desk: str) -> pd.DataFrame:
    """The usual number of calls by the end of each hour of the day, to a desk.

    Columns: hour, middle (the median of the days), low and high (the fewest and most of any of them). Empty where
    there is nothing to tell it from.
    """
    rows = live.usual[live.usual["desk"] == desk]
    if rows.empty:
        return pd.DataFrame({"hour": [], "middle": [], "low": [], "high": []})
    by_day = rows.pivot_table(index="hour", columns="day", values="offered", aggfunc="sum")
    so_far = by_day.reindex(range(24)).fillna(0).cumsum()
    course = {"middle": so_far.median(axis=1), "low": so_far.min(axis=1), "high": so_far.max(axis=1)}
    return pd.DataFrame(course).rename_axis("hour").reset_index()


def at_this_time(live: Live, desk: str) -> dict[str, float] | None:
    """The usual number of calls by now: middle, low and high; None where nothing is usual yet.

    Within the hour that runs it grows as its minutes do.
    """
    course = usual_course(live, desk)
    if course.empty:
        return None
    through = live.now.minute / 60
    found = {}
    for name in ("middle", "low", "high"):
        until = float(course[name].iloc[live.now.hour])
        before = float(course[name].iloc[live.now.hour - 1]) if live.now.hour else 0.0
        found[name] = before + through * (until - before)
    return found


def soon_too_late(live: Live) -> tuple[int, int]:
    """Return the open cases that pass their limit within four hours, and those that have passed it."""
    rows = live.open_cases.dropna(subset=["limit_days"])
    if rows.empty:
        return 0, 0
    deadline = pd.to_datetime(rows["opened_at"]) + pd.to_timedelta(rows["limit_days"].astype(float), unit="D")
    now = utc(live.now)
    return int(((deadline > now) & (deadline <= now + SOON)).sum()), int((deadline <= now).sum())


def slowest(live: Live) -> list[dict[str, Any]]:
    """The systems' response times of the last hour, the worst first.

    Each has system (key), value (the mean of its cells' shares, 0-100, as the page has it), hits and tries (samples
    within their limit, and all), site (the key of the one with the lowest mean), site_value, site_hits, site_tries and
    places: the same four of every site, the lowest first. Empty where nothing was measured.
    """
    if live.samples.empty:
        return []
    cells = live.samples.assign(share=100 * live.samples["within_limit"] / live.samples["limited"])
    found = []
    for system, rows in cells.groupby("system"):
        places = [
            {
                "site": str(site),
                "site_value": float(mine["share"].mean()),
                "site_hits": int(mine["within_limit"].sum()),
                "site_tries": int(mine["limited"].sum()),
            }
            for site, mine in rows.groupby("site")
        ]
        places.sort(key=itemgetter("site_value"))
        found.append(
            {
                "system": str(system),
                "value": float(rows["share"].mean()),
                "hits": int(rows["within_limit"].sum()),
                "tries": int(rows["limited"].sum()),
                "sites": len(places),
                "places": places,
                **places[0],
            }
        )
    return sorted(found, key=lambda each: each["value"])
