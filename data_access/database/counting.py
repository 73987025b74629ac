"""The one statement a subject that defines its daily figures.

The same statement fills the rollup and reads the days the rollup has not reached yet, so a figure from the
rollup and a figure from the events cannot differ.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Float,
    Integer,
    Join,
    Select,
    Subquery,
    Table,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)

from data_access.database import schema as t
from data_access.database.elapsed import elapsed_seconds
from data_access.database.validity import in_force, weekday_of, with_valid_to

DayRange = Callable[[ColumnElement[date]], ColumnElement[bool]]
Statement = Select[*tuple[Any, ...]]


def _count_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return cast(func.sum(case((condition, 1), else_=0)), Integer)


def _limits(subject: str) -> Subquery:
    """Return the limits of one subject, with the days between which each is in force."""
    periods = with_valid_to(t.limits)
    return select(periods).where(periods.c.subject == subject).subquery()


def _calls(days: DayRange, *keys: ColumnElement[Any]) -> Statement:
    """Calls by keys: while the desk was open, of these answered and answered within the limit; and those outside.

    A call whose wait is not told, or that no limit was in force for, is within none and counted in no share of it.
    """
    calls, limits = t.calls, _limits("call")
    to_answer = and_(limits.c.key == "answer", in_force(limits, calls.c.day))
    source, is_open = _opened(calls.outerjoin(limits, to_answer))
    answered = and_(is_open, calls.c.answered)
    waited = and_(answered, calls.c.wait_seconds.is_not(None))
    every = cast(func.count(), Integer)
    return (
        select(
            *keys,
            _count_if(is_open).label("offered"),
            _count_if(answered).label("answered"),
            _count_if(and_(waited, calls.c.wait_seconds <= limits.c.amount)).label("within_limit"),
            cast(func.sum(case((waited, calls.c.wait_seconds), else_=0.0)), Float).label("wait_seconds"),
            _count_if(waited).label("waits"),
            _count_if(and_(waited, limits.c.amount.is_not(None))).label("limited"),
            (every - _count_if(is_open)).label("outside"),
            every.label("placed"),
        )
        .select_from(source)
        .where(days(calls.c.day))
        .group_by(*keys)
    )


def _opened(source: Join) -> tuple[Join, ColumnElement[bool]]:
    """Return calls with what tells when their desk was open, and whether it was when each came.

    A desk is always open until the day its first opening hours hold from; a public holiday has none.
    """
    calls, hours, holidays = t.calls, with_valid_to(t.opening_hours), t.public_holidays
    that_day = and_(
        hours.c.desk_id == calls.c.desk_id,
        hours.c.weekday == weekday_of(calls.c.day),
        in_force(hours, calls.c.day),
    )
    # A desk that gets opening hours today was not closed all the years before.
    begun = (
        select(t.opening_hours.c.desk_id, func.min(t.opening_hours.c.valid_from).label("first"))
        .group_by(t.opening_hours.c.desk_id)
        .subquery()
    )
    in_hours = and_(holidays.c.day.is_(None), calls.c.hour >= hours.c.opens, calls.c.hour < hours.c.closes)
    joined = (
        source.outerjoin(begun, begun.c.desk_id == calls.c.desk_id)
        .outerjoin(hours, that_day)
        .outerjoin(holidays, holidays.c.day == calls.c.day)
    )
    return joined, or_(begun.c.first.is_(None), begun.c.first > calls.c.day, in_hours)


def daily_calls(days: DayRange) -> Statement:
    """Calls by day, desk and site; those that only the total of a month is known of stand on its first day."""
    counted = _calls(days, t.calls.c.day, t.calls.c.desk_id, t.calls.c.site_id)
    return _sum_up(union_all(counted, _totals(days)), t.daily_calls)


def _totals(days: DayRange) -> Statement:
    """Calls that only totals are known of; what their source does not tell counts in nothing."""
    totals, limits = t.call_totals, _limits("call")
    to_answer = and_(limits.c.key == "answer", in_force(limits, totals.c.day))
    limited = and_(totals.c.within_limit.is_not(None), limits.c.amount.is_not(None))
    is_placed = totals.c.outside.is_not(None)

    def counted(condition: ColumnElement[bool], number: ColumnElement[Any]) -> ColumnElement[Any]:
        return case((condition, number), else_=0)

    return (
        select(
            *(totals.c[name] for name in ("day", "desk_id", "site_id", "offered", "answered")),
            counted(limited, totals.c.within_limit).label("within_limit"),
            func.coalesce(totals.c.wait_seconds, 0.0).label("wait_seconds"),
            counted(totals.c.wait_seconds.is_not(None), totals.c.answered).label("waits"),
            counted(limited, totals.c.answered).label("limited"),
            func.coalesce(totals.c.outside, 0).label("outside"),
            counted(is_placed, totals.c.offered + totals.c.outside).label("placed"),
        )
        .select_from(totals.outerjoin(limits, to_answer))
        .where(days(totals.c.day))
    )


def hourly_calls(days: DayRange) -> Statement:
    """Calls by day, hour of the wall clock, desk and site."""
    return _calls(days, t.calls.c.day, t.calls.c.hour, t.calls.c.desk_id, t.calls.c.site_id)


# The counts of a day's cases: those of the cases opened on it, and those of the cases solved on it.
OPENED = ("opened", "tracked", "first_contact", "first_contact_told")
SOLVED = ("resolved", "resolved_later", "resolved_unsorted", "limited", "within_limit")
DIMENSIONS = ("channel", "priority", "kind", "handler")


def _told(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a dimension as the rollup has it: the empty text where it is not told."""
    return func.coalesce(column, literal_column("''")).label(column.key)


def daily_cases(days: DayRange) -> Statement:
    """Cases by day and kind: opened and solved at first contact on the day they were opened, the rest when solved."""
    cases, limits = t.cases, _limits("case")
    kind = [cases.c.desk_id, cases.c.site_id, *(_told(cases.c[name]) for name in DIMENSIONS)]
    zero = literal(0, Integer)
    is_sorted = cases.c.first_contact.is_not(None)
    opened = (
        select(
            cases.c.opened_day.label("day"),
            *kind,
            cast(func.count(), Integer).label("opened"),
            _count_if(cases.c.resolved_told).label("tracked"),
            _count_if(cases.c.first_contact).label("first_contact"),
            _count_if(is_sorted).label("first_contact_told"),
            *(zero.label(name) for name in SOLVED),
        )
        .where(days(cases.c.opened_day))
        .group_by(cases.c.opened_day, *kind)
    )
    later = ~cases.c.first_contact
    taken = elapsed_seconds(cases.c.opened_at, cases.c.resolved_at)
    in_time = and_(later, taken <= limits.c.amount * 86400)
    of_priority = and_(limits.c.key == cases.c.priority, in_force(limits, cases.c.opened_day))
    resolved = (
        select(
            cases.c.resolved_day.label("day"),
            *kind,
            *(zero.label(name) for name in OPENED),
            cast(func.count(), Integer).label("resolved"),
            _count_if(later).label("resolved_later"),
            _count_if(~is_sorted).label("resolved_unsorted"),
            _count_if(and_(later, limits.c.amount.is_not(None))).label("limited"),
            _count_if(in_time).label("within_limit"),
        )
        .select_from(cases.outerjoin(limits, of_priority))
        .where(cases.c.resolved_day.is_not(None), days(cases.c.resolved_day))
        .group_by(cases.c.resolved_day, *kind)
    )
    return _sum_up(union_all(opened, resolved), t.daily_cases)


def _sum_up(parts: CompoundSelect[*tuple[Any, ...]], rollup: Table) -> Statement:
    rows = parts.subquery()
    keys = [rows.c[column.name] for column in rollup.primary_key.columns]
    sums = [
        cast(func.sum(rows.c[column.name]), column.type).label(column.name)
        for column in rollup.columns
        if not column.primary_key
    ]
    return select(*keys, *sums).group_by(*keys)


def daily_samples(days: DayRange) -> Statement:
    """Response-time samples by day, system, site and action class: how many, of these with a limit, and within it."""
    samples, classes, limits = t.samples, t.action_classes, _limits("sample")
    of_class = and_(limits.c.key == classes.c.key, in_force(limits, samples.c.day))
    keys = (samples.c.day, samples.c.system_id, samples.c.site_id, samples.c.action_class_id)
    return (
        select(
            *keys,
            cast(func.count(), Integer).label("samples"),
            _count_if(limits.c.amount.is_not(None)).label("limited"),
            _count_if(samples.c.seconds <= limits.c.amount).label("within_limit"),
        )
        .select_from(samples.join(classes).outerjoin(limits, of_class))
        .where(days(samples.c.day))
        .group_by(*keys)
    )
