"""The operational database: one set of tables for SQLite and PostgreSQL.

Facts are events at a *site*. Whatever changes over time (a site's hospital, a target, a limit) is a row that
holds from `valid_from` until the next row of the same key: periods cannot overlap, because there is no
second date to contradict the first. `data_access.database.validity` adds the `valid_to` that joins need.

Times are UTC without zone (`*_at`); days and hours are those of the clock on the wall in Denmark, stored
beside them, so that a day's figure never depends on the database's idea of time zones.
"""

# In the order in which the tables are made.
# isort: off
from data_access.database.schema.base import metadata
from data_access.database.schema.places import regions, hospitals, sites, hospital_regions, site_hospitals
from data_access.database.schema.loads import RHYTHMS, sources, public_holidays, loads, load_gaps, superseded
from data_access.database.schema.events import (
    CHANNELS,
    PRIORITIES,
    CASE_KINDS,
    HANDLERS,
    desks,
    opening_hours,
    systems,
    action_classes,
    calls,
    cases,
    samples,
    daily_calls,
    call_totals,
    hourly_calls,
    daily_cases,
    daily_samples,
    rollups,
)
from data_access.database.schema.reports import (
    LIGHTS,
    AGREEMENTS,
    FIELDS,
    MILESTONE_STATES,
    PRECISIONS,
    BUDGET_KINDS,
    projects,
    project_reports,
    project_milestones,
    project_programmes,
    services,
    providers,
    referrals,
    pathways,
    staffing,
    staffing_sources,
    budget_lines,
    programmes,
    milestones,
    indicators,
    indicator_values,
)
from data_access.database.schema.judging import (
    UNITS,
    targets,
    limits,
    notes,
    translations,
    versions,
    settings,
    withheld,
)
# isort: on

__all__ = [
    "AGREEMENTS",
    "BUDGET_KINDS",
    "CASE_KINDS",
    "CHANNELS",
    "FIELDS",
    "HANDLERS",
    "LIGHTS",
    "MILESTONE_STATES",
    "PRECISIONS",
    "PRIORITIES",
    "RHYTHMS",
    "UNITS",
    "action_classes",
    "budget_lines",
    "call_totals",
    "calls",
    "cases",
    "daily_calls",
    "daily_cases",
    "daily_samples",
    "desks",
    "hospital_regions",
    "hospitals",
    "hourly_calls",
    "indicator_values",
    "indicators",
    "limits",
    "load_gaps",
    "loads",
    "metadata",
    "milestones",
    "notes",
    "opening_hours",
    "pathways",
    "programmes",
    "project_milestones",
    "project_programmes",
    "project_reports",
    "projects",
    "providers",
    "public_holidays",
    "referrals",
    "regions",
    "rollups",
    "samples",
    "services",
    "settings",
    "site_hospitals",
    "sites",
    "sources",
    "staffing",
    "staffing_sources",
    "superseded",
    "systems",
    "targets",
    "translations",
    "versions",
    "withheld",
]
