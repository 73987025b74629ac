"""What the events are judged by, with a database and without: places, limits, opening hours and holidays."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

Key = tuple[str | None, ...]
Rows = list[dict[str, Any]]

FIRST, TODAY = date(2015, 3, 20), date(2015, 5, 11)
DAYS = [FIRST + timedelta(days=step) for step in range((TODAY - FIRST).days + 1)]

HOSPITALS, SITES, TWO = ("h1", "h2", "h3"), ("s1", "s2", "s3"), ("a", "b")
SOURCES = ("telefoni", "sager", "overvaagning")

# s1 moves within a month, s2 closes, and s3 belongs nowhere before it opens.
MEMBERSHIPS = (
    ("s1", date(2007, 1, 1), "h1"),
    ("s1", date(2015, 5, 8), "h3"),
    ("s2", date(2007, 1, 1), "h2"),
    ("s2", date(2015, 4, 30), None),
    ("s3", date(2015, 4, 10), "h1"),
    ("s3", date(2015, 5, 8), "h3"),
)

AT_FIRST, LATER = date(2007, 1, 1), date(2015, 4, 15)
LIMITS: Mapping[tuple[str, str], Mapping[date, float | None]] = {
    ("call", "answer"): {AT_FIRST: 300, LATER: 120},
    ("call", "abandon"): {AT_FIRST: 5},  # another limit about calls must not count a call twice
    ("case", "high"): {AT_FIRST: 3, LATER: 1, date(2015, 5, 1): None},
    ("case", "normal"): {LATER: 10},
    ("sample", "a"): {AT_FIRST: 3, LATER: 1.5},
    ("sample", "b"): {AT_FIRST: None, date(2015, 5, 1): 15},
}

# Desk b gets opening hours in April and longer ones in May; a has none, and so is always open. By weekday from 1.
HOURS: Mapping[str, Mapping[int, Mapping[date, tuple[int, int] | None]]] = {
    "b": {
        **{weekday: {date(2015, 4, 7): (8, 16), date(2015, 5, 4): (7, 18)} for weekday in range(1, 5)},
        5: {date(2015, 4, 7): (8, 15)},
        6: {date(2015, 4, 7): None, date(2015, 5, 4): (10, 12)},
    }
}
HOLIDAYS = (date(2015, 4, 3), date(2015, 5, 1), date(2015, 5, 5))


def number(keys: tuple[str, ...], key: str) -> int:
    return keys.index(key) + 1


def in_force(periods: Mapping[date, Any], day: date) -> Any:
    started = [valid_from for valid_from in periods if valid_from <= day]
    return periods[max(started)] if started else None


def hospital(site: str, day: date) -> Any:
    return in_force({valid_from: to for each, valid_from, to in MEMBERSHIPS if each == site}, day)


def has_limit(subject: str, key: str, day: date) -> bool:
    return in_force(LIMITS.get((subject, key), {}), day) is not None


def meets(value: float, subject: str, key: str, day: date) -> bool:
    limit = in_force(LIMITS.get((subject, key), {}), day)
    return limit is not None and value <= limit


def is_open(desk: str, day: date, hour: int) -> bool:
    weekdays = HOURS.get(desk)
    if weekdays is None or day < min(start for periods in weekdays.values() for start in periods):
        return True
    hours = in_force(weekdays.get(day.isoweekday(), {}), day)
    return day not in HOLIDAYS and hours is not None and hours[0] <= hour < hours[1]


def reference() -> dict[str, Rows]:
    """Return all of it as rows by table."""

    def named(keys: tuple[str, ...], **more: Any) -> Rows:
        return [{"id": number(keys, key), "key": key, "name": key.upper()} | more for key in keys]

    return {
        "hospitals": named(HOSPITALS),
        "sites": named(SITES),
        "desks": named(TWO),
        "systems": named(TWO, measured=True, position=1),
        "action_classes": named(TWO),
        "sources": named(SOURCES),
        "loads": [{
            "id": number(SOURCES, source), "source_id": number(SOURCES, source),
            "loaded_at": datetime.fromisoformat("2015-05-11 02:00"), "period_from": FIRST, "period_to": TODAY,
            "row_count": 1, "completeness": 1.0, "demonstration": False} for source in SOURCES],
        "site_hospitals": [
            {"site_id": number(SITES, site), "valid_from": day, "hospital_id": to and number(HOSPITALS, to)}
            for site, day, to in MEMBERSHIPS],
        "limits": [
            {"subject": subject, "key": key, "valid_from": day, "amount": amount, "unit": "seconds"}
            for (subject, key), periods in LIMITS.items() for day, amount in periods.items()],
        "opening_hours": [
            {"desk_id": number(TWO, desk), "weekday": weekday, "valid_from": day,
             "opens": hours and hours[0], "closes": hours and hours[1]}
            for desk, weekdays in HOURS.items() for weekday, periods in weekdays.items()
            for day, hours in periods.items()],
        "public_holidays": [{"day": day, "name": "H"} for day in HOLIDAYS],
        "settings": [{"key": "clock", "value": f"{TODAY}T07:30"}],
    }  # fmt: skip
