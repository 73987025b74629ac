"""Cases: one for each answered call and each portal request, and when they were solved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data_access.database import schema as t
from data_access.database.bulk import insert_columns
from data_access.demo import contrasts
from data_access.demo.calendar import (
    CLOCK,
    DAY,
    Bools,
    Ints,
    Month,
    apportion,
    busyness,
    day_of,
    draw,
    months,
    pick,
    to_utc,
)
from data_access.demo.calls import Calls
from data_access.demo.loads import load_ids
from data_access.demo.organisation import site_weights
from data_access.demo.reference import DESK_IDS, SYSTEM_IDS
from data_access.demo.solving import Solved, solve

# Per cent of the CIMT desk's telephone cases that are solved at first contact, month by month.
FIRST_CONTACT = dict(zip(
    (month.key for month in months()),
    (64.2, 65.8, 67.1, 69.5, 72.4, 75.0, 77.6, 81.2, 82.6, 83.4, 82.9, 84.8, 82.1, 84.0, 81.4, 83.1,
     83.5),
    strict=True,
))  # fmt: skip
TELEPHONE = dict(zip(
    (month.key for month in months()),
    (92.0, 91.9, 91.7, 91.4, 91.2, 90.9, 90.7, 90.4, 90.1, 89.9, 89.6, 89.3, 89.0, 88.6, 88.3, 88.0,
     87.9),
    strict=True,
))  # fmt: skip
# The clinical desk learns: the demonstration's own.
CLINICAL_FIRST_CONTACT = dict(zip(
    (month.key for month in months()),
    (61.2, 61.9, 62.8, 63.4, 64.7, 65.3, 66.9, 67.8, 69.4, 70.6, 71.3, 73.2, 74.1, 75.6, 76.8, 78.3,
     78.9),
    strict=True,
))  # fmt: skip
_CLINICAL_TELEPHONE = 97.0

_PRIORITIES, _PRIORITY_SHARES = np.array(t.PRIORITIES), (1, 9, 30, 60)
_LIMIT_DAYS = np.array([1, 3, 5, 10])
_KINDS = np.array(t.CASE_KINDS)
# The systems that cases are about, by desk; the rest are about none of them.
_SYSTEM_SHARES: Mapping[str, Mapping[str, float]] = {
    "cimt": {"": 52, "mail-kalender": 22, "opus-notat": 6, "web-1000": 4, "labka-ii": 4,
             "blodinfo-ii": 3, "patologi-via-opus": 2, "wwbakt": 2, "gs": 3, "orbit": 2},
    "klinisk": {"": 14, "gs": 30, "epm3": 26, "orbit": 14, "mirsk": 9, "opus-notat": 7},
}  # fmt: skip
_WITHOUT_COMPLAINT = 7 * DAY


@dataclass(frozen=True)
class _Opened:
    """Cases as they are opened; times in seconds of the wall clock, `solved` 0 where it is not by the call."""

    desk: Ints
    site: Ints
    opened: Ints
    telephone: Bools
    first_contact: Bools
    solved: Ints

    def __len__(self) -> int:
        return len(self.desk)


def write(connection: Connection, month: Month, calls: Sequence[Calls], sums: Solved) -> None:
    """Write the cases opened in a month; the months must come in order."""
    rng = month.rng("cases")
    parts = [part for desk in calls for part in _contacts(rng, month, desk)]
    opened = _in_order(parts)
    priority = draw(rng, _PRIORITY_SHARES, len(opened))
    handler = contrasts.handlers(month.rng("handlers"), opened.site, _PRIORITIES[priority])
    risk = contrasts.late_risk(month, opened.site, _PRIORITIES[priority], handler)
    solved = opened.solved.copy()
    later = ~opened.first_contact
    limit = _LIMIT_DAYS[priority[later]] * DAY
    solved[later] = solve(rng, month, opened.opened[later], limit, risk[later], sums)
    systems = _systems(rng, opened.desk)
    count = len(opened)
    columns = {
        "load_id": load_ids("sager", day_of(opened.opened)),
        "desk_id": opened.desk,
        "site_id": opened.site,
        "system_id": np.ma.masked_equal(systems, 0),
        "channel": np.where(opened.telephone, "telephone", "portal"),
        "priority": _PRIORITIES[priority],
        "kind": _KINDS[draw(rng, (70, 30), count)],
        "handler": handler,
        "opened_at": to_utc(opened.opened),
        "opened_day": day_of(opened.opened),
        "first_contact": opened.first_contact,
    }
    insert_columns(connection, t.cases, columns | _ends(solved))


def _contacts(rng: np.random.Generator, month: Month, calls: Calls) -> list[_Opened]:
    clinical = int(calls.desk[0]) == DESK_IDS["klinisk"]
    telephone = _CLINICAL_TELEPHONE if clinical else TELEPHONE[month.key]
    first = (CLINICAL_FIRST_CONTACT if clinical else FIRST_CONTACT)[month.key]
    answered = int(calls.answered.sum())
    requests = round(answered * (100 / telephone - 1))
    return [
        _by_telephone(rng, month, calls, round(answered * first / 100)),
        _by_portal(rng, month, int(calls.desk[0]), requests),
    ]


def _by_telephone(rng: np.random.Generator, month: Month, calls: Calls, first_contact: int) -> _Opened:
    taken = calls.answered
    answer = calls.queued[taken] + calls.wait[taken]
    count = len(answer)
    ease = contrasts.at_sites(contrasts.SOLVED_AT_ONCE, month)[calls.site[taken] - 1]
    first = pick(rng, first_contact, ease)
    end = answer + calls.talk[taken].astype(np.int64)
    return _Opened(
        desk=calls.desk[taken],
        site=calls.site[taken],
        opened=answer + rng.integers(5, 45, count),  # no call is shorter than that
        telephone=np.ones(count, dtype=bool),
        first_contact=first,
        solved=np.where(first, end, 0),
    )


def _by_portal(rng: np.random.Generator, month: Month, desk: int, count: int) -> _Opened:
    per_day = apportion(count, busyness(month.days))
    day = np.repeat(month.days.astype(np.int64), per_day)
    hours = np.clip(rng.normal(11.5, 3.2, count), 6, 21.9)
    no = np.zeros(count, dtype=bool)
    return _Opened(
        desk=np.full(count, desk),
        site=draw(rng, site_weights(), count) + 1,
        opened=day * DAY + (hours * 3600).astype(np.int64),
        telephone=no,
        first_contact=no,
        solved=np.zeros(count, dtype=np.int64),
    )


def _in_order(parts: Sequence[_Opened]) -> _Opened:
    names = _Opened.__dataclass_fields__
    joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
    order = np.argsort(joined["opened"], kind="stable")
    return _Opened(**{name: column[order] for name, column in joined.items()})


def _systems(rng: np.random.Generator, desk: Ints) -> Ints:
    systems = np.zeros(len(desk), dtype=np.int64)
    for key, shares in _SYSTEM_SHARES.items():
        here = desk == DESK_IDS[key]
        ids = np.array([SYSTEM_IDS.get(system, 0) for system in shares])
        systems[here] = ids[draw(rng, list(shares.values()), int(here.sum()))]
    return systems


def _ends(solved: Ints) -> dict[str, NDArray[np.datetime64]]:
    """Return when cases were solved and closed; a case closes when nobody has complained for a week."""
    never = solved == 0
    resolved = to_utc(np.where(never, solved.max(), solved))
    closed = resolved + np.timedelta64(_WITHOUT_COMPLAINT, "s")
    days = day_of(solved)
    now = to_utc(np.array([int(np.datetime64(CLOCK, "s").astype(np.int64))]))[0]
    resolved[never], days[never] = np.datetime64("NaT"), np.datetime64("NaT")
    closed[never | (closed > now)] = np.datetime64("NaT")
    return {"resolved_at": resolved, "resolved_day": days, "closed_at": closed}
