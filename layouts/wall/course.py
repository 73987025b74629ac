"""The course of the day's calls, beside what is usual on that weekday."""

import math
from typing import Any

import pandas as pd

from data_access.numbers import live as happening
from data_access.snapshot.live import Live
from layouts.wall import happened
from layouts.wall.slide import round_above
from vocabulary import text
from vocabulary.language import N_, _

WEEKDAYS = {
    1: N_("mandage"),
    2: N_("tirsdage"),
    3: N_("onsdage"),
    4: N_("torsdage"),
    5: N_("fredage"),
    6: N_("lørdage"),
    7: N_("søndage"),
}
HOURS = (6, 12, 18)  # that the axis of a day names


def course(live: Live, desk: str) -> dict[str, Any] | None:
    """Return the calls by the end of each hour (24 values), beside what is usual, as `assets/wall.js` draws them."""
    course = happening.usual_course(live, desk)
    mine = live.calls[live.calls["desk"] == desk] if len(live.calls) else live.calls
    by_hour = _by_hour(mine) if len(mine) or live.is_told else None
    if by_hour is None and course.empty:
        return None
    # The hour that runs is not over: its calls stand at `now`, not at its end.
    today = [
        float(by_hour.iloc[hour]) if by_hour is not None and hour < live.now.hour else None
        for hour in range(24)
    ]
    so_far = float(by_hour.iloc[live.now.hour]) if by_hour is not None else None
    highest = round_above(
        max([value or 0 for value in [*today, so_far]] + (course["high"].tolist() if len(course) else []))
    )
    return {
        "kind": "course",
        "labels": [],
        "hours": [{"at": hour, "words": _("kl. {hour}", hour=hour)} for hour in HOURS],
        "values": today,
        "middle": course["middle"].tolist(),
        "low": course["low"].tolist(),
        "high": course["high"].tolist(),
        "highest": highest,
        "ticks": [{"at": highest * part, "words": text.number(highest * part)} for part in (0, 0.5, 1)],
        "now": live.now.hour + live.now.minute / 60,
        "soFar": so_far,
    }


def _by_hour(calls: pd.DataFrame) -> "pd.Series[float]":
    """Return the calls by the end of each hour; none by any where nobody has called."""
    offered = calls.set_index("hour")["offered"] if len(calls) else pd.Series(dtype="float64")
    return offered.reindex(range(24)).fillna(0).cumsum()


def against(calls: float, usual: dict[str, float] | None, live: Live, desk: str) -> str:
    """Say whether the calls so far are more or fewer than usual by now; nothing where that is not known."""
    if usual is None:
        return ""
    # Between two hours the usual is no whole number, but calls are: what is beyond it is so in print too.
    low, high = math.floor(usual["low"]), math.ceil(usual["high"])
    if not (calls or high):  # at night nobody calls, and that is no news
        return ""
    happened.against(live, desk, (calls > high) - (calls < low), (low, usual["middle"], high))
    weekday = _(WEEKDAYS[live.now.isoweekday()])
    said = {"middle": text.number(usual["middle"]), "low": text.number(low), "high": text.number(high)}
    usually = _(
        "På denne tid havde de seneste {weekday} typisk {middle}, fra {low} til {high}.",
        weekday=weekday,
        **said,
    )
    if calls > high:
        return _("Flere end sædvanligt. {usually}", usually=usually)
    if calls < low:
        return _("Færre end sædvanligt. {usually}", usually=usually)
    return usually
