"""How a frame of the snapshot is read: what a panel needs of a table, at the grain it needs, by one statement."""

from typing import Any

from sqlalchemy import Integer, String, Table, case, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from data_access.database import schema as t
from data_access.database.counting import Statement
from data_access.database.validity import with_valid_to
from data_access.snapshot.selected import Reader, Rows


def named(table: Table, *more: str) -> Reader:
    """Read named things by their keys, and more of their columns."""
    return Rows(select(table.c.key, table.c.name, *(table.c[name] for name in more)).order_by(table.c.id))


def _at_month_start(table: Table, *columns: ColumnElement[Any]) -> Statement:
    """Select monthly facts of a site with the hospital it belonged to on the month's first day."""
    membership = with_valid_to(t.site_hospitals)
    first_day = cast(table.c.month + "-01", String)
    holds = (cast(membership.c.valid_from, String) <= first_day) & (
        membership.c.valid_to.is_(None) | (cast(membership.c.valid_to, String) > first_day)
    )
    return (
        select(table.c.month, t.hospitals.c.key.label("hospital"), t.sites.c.key.label("site"), *columns)
        .select_from(table)
        .join(t.sites, t.sites.c.id == table.c.site_id)
        .outerjoin(membership, (membership.c.site_id == table.c.site_id) & holds)
        .outerjoin(t.hospitals, t.hospitals.c.id == membership.c.hospital_id)
    )


def memberships() -> Reader:
    """Read which hospital each site belonged to, and from when until when."""
    periods = with_valid_to(t.site_hospitals)
    return Rows(
        select(
            t.sites.c.key.label("site"),
            t.hospitals.c.key.label("hospital"),
            periods.c.valid_from,
            periods.c.valid_to,
            periods.c.note,
        )
        .select_from(periods.join(t.sites, t.sites.c.id == periods.c.site_id))
        .outerjoin(t.hospitals, t.hospitals.c.id == periods.c.hospital_id)
        .order_by(periods.c.site_id, periods.c.valid_from)
    )


def regions() -> Reader:
    """Read which region each hospital belonged to, and from when until when."""
    periods = with_valid_to(t.hospital_regions)
    return Rows(
        select(
            t.hospitals.c.key.label("hospital"), t.regions.c.name, periods.c.valid_from, periods.c.valid_to
        )
        .select_from(periods.join(t.hospitals, t.hospitals.c.id == periods.c.hospital_id))
        .join(t.regions, t.regions.c.id == periods.c.region_id)
        .order_by(periods.c.hospital_id, periods.c.valid_from)
    )


def projects() -> Reader:
    """Read the projects with their programmes."""
    return Rows(
        select(
            t.projects.c.key,
            t.projects.c.name,
            t.project_programmes.c.key.label("programme"),
            t.projects.c.purpose,
        )
        .select_from(t.projects.outerjoin(t.project_programmes))
        .order_by(t.projects.c.id)
    )


def project_reports() -> Reader:
    """Read what projects report of themselves, each with when it came and whether it was written in the web."""
    hidden = {"project_id", "load_id"}
    columns = [column for column in t.project_reports.columns if column.name not in hidden]
    return Rows(
        select(
            t.projects.c.key.label("project"),
            t.loads.c.loaded_at.label("reported_at"),
            case((t.loads.c.kind == t.WRITTEN, 1), else_=0).label("is_written"),
            *columns,
        )
        .select_from(t.project_reports.join(t.projects).join(t.loads))
        .order_by(*t.project_reports.primary_key.columns)
    )


def opening_hours() -> Reader:
    """Read the desks' hours by weekday, and from when until when they hold."""
    periods = with_valid_to(t.opening_hours)
    columns = (periods.c[name] for name in ("weekday", "opens", "closes", "valid_from", "valid_to"))
    return Rows(
        select(t.desks.c.key.label("desk"), *columns)
        .select_from(periods.join(t.desks, t.desks.c.id == periods.c.desk_id))
        .order_by(periods.c.desk_id, periods.c.weekday, periods.c.valid_from)
    )


def open_cases() -> Reader:
    """Read the cases that are told to be open: few among all that have been, and found by an index."""
    kinds = (
        t.cases.c[name] for name in ("priority", "kind", "handler", "channel", "opened_at", "opened_day")
    )
    return Rows(
        select(
            t.desks.c.key.label("desk"), t.sites.c.key.label("site"), t.systems.c.key.label("system"), *kinds
        )
        .select_from(t.cases.join(t.desks).join(t.sites).outerjoin(t.systems))
        .where(t.cases.c.resolved_day.is_(None), t.cases.c.resolved_told)
        .order_by(t.cases.c.opened_at)
    )


def in_force(table: Table) -> Reader:
    """Read a table whose rows hold from a day, each with the day it holds until."""
    periods = with_valid_to(table)
    return Rows(select(*periods.c).order_by(*(periods.c[c.name] for c in table.primary_key.columns)))


def totals() -> Reader:
    """Read of which months a desk and place have totals, and whether of the whole month or of days of it (0)."""
    totals, period = t.call_totals, t.call_totals.c.period
    whole = case((func.length(period) > len("2015-04"), 0), else_=1).label("whole")
    keys = (
        t.desks.c.key.label("desk"),
        t.sites.c.key.label("site"),
        func.substr(period, 1, 7).label("month"),
    )
    rows = select(*keys, cast(func.max(whole), Integer).label("whole"))
    return Rows(rows.select_from(totals.join(t.desks).join(t.sites)).group_by(*keys).order_by(*keys))


def totals_days() -> Reader:
    """Read of which days a desk and place have totals."""
    totals = t.call_totals
    keys = (t.desks.c.key.label("desk"), t.sites.c.key.label("site"), totals.c.day)
    days = select(*keys).where(func.length(totals.c.period) > len("2015-04"))
    return Rows(days.select_from(totals.join(t.desks).join(t.sites)).order_by(*keys))


def yearly(table: Table) -> Reader:
    """Read a year's facts with the load that each stands of."""
    return facts(table, table.c.load_id.label("load"))


def facts(table: Table, *more: ColumnElement[Any], join: Table | None = None) -> Reader:
    """Read a table's own columns, and more; not those that lead to other tables."""
    hidden = {"load_id", "id"} | {c.name for c in table.columns if c.foreign_keys}
    columns = [column for column in table.columns if column.name not in hidden]
    source = table.join(join) if join is not None else table
    return Rows(select(*more, *columns).select_from(source).order_by(*table.primary_key.columns))


def referrals() -> Reader:
    """Read the treatments referred onward a month, by site, service, provider and agreement."""
    rows = _at_month_start(
        t.referrals,
        t.services.c.key.label("service"),
        t.providers.c.key.label("provider"),
        t.referrals.c.agreement,
        t.referrals.c.treatments,
    )
    return Rows(rows.join(t.services).join(t.providers))


def pathways() -> Reader:
    """Read how many patients a month were examined in time, by site and field."""
    counts = (t.pathways.c[name] for name in ("field", "expected", "arrived", "within_limit"))
    return Rows(_at_month_start(t.pathways, *counts))


def withheld(subject: str) -> Reader:
    """Read what is kept of a subject: its own row of each period, or those of its fields (`pathways/somatic`)."""
    kept = t.withheld.c
    of_subject = (kept.subject == subject) | kept.subject.startswith(f"{subject}/")
    return Rows(
        select(kept.subject, kept.period, kept.content).where(of_subject).order_by(kept.subject, kept.period)
    )


def loads() -> Reader:
    """Read the loads with the source and the stream (0: everything that the source tells) that each is of."""
    names = ("loaded_at", "period_from", "period_to", "row_count", "rejected", "completeness", "demonstration", "note",
             "kind", "mapping", "file", "replaced", "tells_none")  # fmt: skip
    columns = (
        t.loads.c.id.label("load"),
        t.sources.c.key.label("source"),
        func.coalesce(t.loads.c.stream, 0).label("stream"),
        *(t.loads.c[name] for name in names),
    )
    return Rows(select(*columns).select_from(t.loads.join(t.sources)).order_by(t.loads.c.id))


def stream_places() -> Reader:
    """Read what each stream has told of: a thing (desk, system or field; '' where a kind has none) and a site."""
    places = t.stream_places
    thing = func.coalesce(t.desks.c.key, t.systems.c.key, places.c.field, "").label("thing")
    rows = select(places.c.stream, thing, t.sites.c.key.label("site"), places.c.row_count)
    joined = places.join(t.sites).outerjoin(t.desks).outerjoin(t.systems)
    return Rows(rows.select_from(joined).order_by(places.c.id))


def notes() -> Reader:
    """Read the notes of files, each with what it is about."""
    about = (
        table.c.key.label(name)
        for name, table in (("site", t.sites), ("system", t.systems), ("desk", t.desks))
    )
    rows = select(t.notes.c.month, t.notes.c.metric, *about, t.notes.c.text, t.notes.c.level_shift)
    joined = t.notes.outerjoin(t.sites).outerjoin(t.systems).outerjoin(t.desks)
    return Rows(rows.select_from(joined).order_by(t.notes.c.id))


def explanations() -> Reader:
    """Read all that was ever published of figures, and what was withdrawn; drafts are their writers' alone."""
    table = t.explanations
    columns = [column for column in table.columns if column.name != "written_by"]
    return Rows(select(*columns).where(table.c.state != "draft").order_by(*table.primary_key.columns))


def only_added(table: Table, *without: str) -> Reader:
    """Read a table that is only ever added to, without who wrote each row."""
    columns = [column for column in table.columns if column.name not in ("written_by", "role", *without)]
    return Rows(select(*columns).order_by(*table.primary_key.columns))
