"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite numbers its rows only when the key is exactly INTEGER.
EVENT_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, those that others refer to first."""
    _organisation()
    _sources()
    _events()
    _rollups()
    _projects()
    _patients()
    _resources()
    _strategy()
    _judgement()
    _state()


def _organisation() -> None:
    op.create_table(
        "regions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regions")),
        sa.UniqueConstraint("key", name=op.f("uq_regions_key")),
    )
    op.create_table(
        "hospitals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hospitals")),
        sa.UniqueConstraint("key", name=op.f("uq_hospitals_key")),
    )
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("key", name=op.f("uq_sites_key")),
    )
    op.create_table(
        "hospital_regions",
        sa.Column("hospital_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hospital_id", "valid_from", name=op.f("pk_hospital_regions")),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospitals.id"], name=op.f("fk_hospital_regions_hospital_id")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["regions.id"], name=op.f("fk_hospital_regions_region_id")),
    )
    op.create_table(
        "site_hospitals",
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("hospital_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("site_id", "valid_from", name=op.f("pk_site_hospitals")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_site_hospitals_site_id")),
        sa.ForeignKeyConstraint(
            ["hospital_id"], ["hospitals.id"], name=op.f("fk_site_hospitals_hospital_id")
        ),
    )


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("owner", sa.Text(), server_default="", nullable=False),
        sa.Column("due", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("key", name=op.f("uq_sources_key")),
    )
    op.create_table(
        "loads",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), server_default="0", nullable=False),
        sa.Column("completeness", sa.Float(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_loads")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_loads_source_id")),
        sa.CheckConstraint("period_from <= period_to", name=op.f("ck_loads_period")),
        sa.CheckConstraint("completeness BETWEEN 0 AND 1", name=op.f("ck_loads_completeness")),
        sa.CheckConstraint("row_count >= 0 AND rejected >= 0", name=op.f("ck_loads_counts")),
    )
    op.create_index(op.f("ix_loads_source_id_period_from"), "loads", ["source_id", "period_from"])


def _events() -> None:
    op.create_table(
        "desks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desks")),
        sa.UniqueConstraint("key", name=op.f("uq_desks_key")),
    )
    op.create_table(
        "systems",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.Column("users", sa.Text(), server_default="", nullable=False),
        sa.Column("measured", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_systems")),
        sa.UniqueConstraint("key", name=op.f("uq_systems_key")),
    )
    op.create_table(
        "action_classes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_action_classes")),
        sa.UniqueConstraint("key", name=op.f("uq_action_classes_key")),
    )
    op.create_table(
        "calls",
        sa.Column("id", EVENT_KEY, autoincrement=True, nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("queued_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.Column("wait_seconds", sa.Float(), nullable=False),
        sa.Column("talk_seconds", sa.Float(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calls")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_calls_load_id")),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_calls_desk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_calls_site_id")),
        sa.CheckConstraint("wait_seconds BETWEEN 0 AND 1000000000", name=op.f("ck_calls_wait")),
        sa.CheckConstraint(
            "talk_seconds BETWEEN 0 AND 1000000000 AND (answered OR talk_seconds IS NULL)",
            name=op.f("ck_calls_talk"),
        ),
        sa.CheckConstraint("hour BETWEEN 0 AND 23", name=op.f("ck_calls_hour")),
    )
    op.create_index(op.f("ix_calls_load_id"), "calls", ["load_id"])
    op.create_index(op.f("ix_calls_day"), "calls", ["day"])
    op.create_table(
        "cases",
        sa.Column("id", EVENT_KEY, autoincrement=True, nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("system_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(12), nullable=False),
        sa.Column("priority", sa.String(12), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("handler", sa.String(12), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("opened_day", sa.Date(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(), nullable=True),
        sa.Column("resolved_day", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("first_contact", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_cases_load_id")),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_cases_desk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_cases_site_id")),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_cases_system_id")),
        sa.CheckConstraint("channel IN ('telephone', 'portal')", name=op.f("ck_cases_channel")),
        sa.CheckConstraint(
            "priority IN ('critical', 'high', 'medium', 'normal')", name=op.f("ck_cases_priority")
        ),
        sa.CheckConstraint("kind IN ('incident', 'service_request')", name=op.f("ck_cases_kind")),
        sa.CheckConstraint("handler IN ('cimt', 'supplier')", name=op.f("ck_cases_handler")),
        sa.CheckConstraint(
            "resolved_at >= opened_at AND resolved_day >= opened_day", name=op.f("ck_cases_resolved")
        ),
        sa.CheckConstraint(
            "(resolved_at IS NULL) = (resolved_day IS NULL)", name=op.f("ck_cases_resolved_day")
        ),
        sa.CheckConstraint(
            "closed_at >= resolved_at AND (closed_at IS NULL OR resolved_at IS NOT NULL)",
            name=op.f("ck_cases_closed"),
        ),
        sa.CheckConstraint(
            "NOT first_contact OR (channel = 'telephone' AND resolved_at IS NOT NULL)",
            name=op.f("ck_cases_first_contact"),
        ),
    )
    op.create_index(op.f("ix_cases_load_id"), "cases", ["load_id"])
    op.create_index(op.f("ix_cases_opened_day"), "cases", ["opened_day"])
    op.create_index(op.f("ix_cases_resolved_day"), "cases", ["resolved_day"])
    op.create_table(
        "samples",
        sa.Column("id", EVENT_KEY, autoincrement=True, nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("system_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("action_class_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_samples")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_samples_load_id")),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_samples_system_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_samples_site_id")),
        sa.ForeignKeyConstraint(
            ["action_class_id"], ["action_classes.id"], name=op.f("fk_samples_action_class_id")
        ),
        sa.CheckConstraint("seconds BETWEEN 0 AND 1000000000", name=op.f("ck_samples_seconds")),
    )
    op.create_index(op.f("ix_samples_load_id"), "samples", ["load_id"])
    op.create_index(op.f("ix_samples_day"), "samples", ["day"])


def _rollups() -> None:
    op.create_table(
        "daily_calls",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("within_limit", sa.Integer(), nullable=False),
        sa.Column("wait_seconds", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("day", "desk_id", "site_id", name=op.f("pk_daily_calls")),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_daily_calls_desk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_daily_calls_site_id")),
    )
    op.create_table(
        "daily_cases",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("desk_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("handler", sa.String(16), nullable=False),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("first_contact", sa.Integer(), nullable=False),
        sa.Column("resolved", sa.Integer(), nullable=False),
        sa.Column("resolved_later", sa.Integer(), nullable=False),
        sa.Column("within_limit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "desk_id", "site_id", "channel", "priority", "kind", "handler", name=op.f("pk_daily_cases")
        ),
        sa.ForeignKeyConstraint(["desk_id"], ["desks.id"], name=op.f("fk_daily_cases_desk_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_daily_cases_site_id")),
    )
    op.create_table(
        "daily_samples",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("system_id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("action_class_id", sa.Integer(), nullable=False),
        sa.Column("samples", sa.Integer(), nullable=False),
        sa.Column("within_limit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "day", "system_id", "site_id", "action_class_id", name=op.f("pk_daily_samples")
        ),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_daily_samples_system_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_daily_samples_site_id")),
        sa.ForeignKeyConstraint(
            ["action_class_id"], ["action_classes.id"], name=op.f("fk_daily_samples_action_class_id")
        ),
    )
    op.create_table(
        "rollups",
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("through_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_rollups")),
    )


def _projects() -> None:
    op.create_table(
        "projects",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("programme", sa.String(16), nullable=False),
        sa.Column("purpose", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("key", name=op.f("uq_projects_key")),
        sa.CheckConstraint("programme IN ('regional', 'cross_regional')", name=op.f("ck_projects_programme")),
    )
    op.create_table(
        "project_reports",
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("light", sa.String(8), nullable=False),
        sa.Column("finding", sa.Text(), server_default="", nullable=False),
        sa.Column("phase", sa.Text(), server_default="", nullable=False),
        sa.Column("expected_end", sa.Date(), nullable=True),
        sa.Column("delay_weeks", sa.Float(), nullable=True),
        sa.Column("budget_mio_dkk", sa.Float(), nullable=True),
        sa.Column("forecast_mio_dkk", sa.Float(), nullable=True),
        sa.Column("next_milestone", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("project_id", "month", name=op.f("pk_project_reports")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_reports_project_id")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_project_reports_load_id")),
        sa.CheckConstraint(
            "light IN ('green', 'yellow', 'red', 'grey')", name=op.f("ck_project_reports_light")
        ),
        sa.CheckConstraint(
            "length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')",
            name=op.f("ck_project_reports_month"),
        ),
        sa.CheckConstraint(
            "budget_mio_dkk BETWEEN 0 AND 1000000000 AND forecast_mio_dkk BETWEEN 0 AND 1000000000",
            name=op.f("ck_project_reports_cost"),
        ),
    )
    op.create_index(op.f("ix_project_reports_load_id"), "project_reports", ["load_id"])


def _patients() -> None:
    op.create_table(
        "services",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_services")),
        sa.UniqueConstraint("key", name=op.f("uq_services_key")),
    )
    op.create_table(
        "providers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_providers")),
        sa.UniqueConstraint("key", name=op.f("uq_providers_key")),
    )
    op.create_table(
        "referrals",
        sa.Column("id", EVENT_KEY, autoincrement=True, nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("provider_id", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.String(16), nullable=False),
        sa.Column("treatments", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_referrals_load_id")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_referrals_site_id")),
        sa.ForeignKeyConstraint(["service_id"], ["services.id"], name=op.f("fk_referrals_service_id")),
        sa.ForeignKeyConstraint(["provider_id"], ["providers.id"], name=op.f("fk_referrals_provider_id")),
        sa.UniqueConstraint(
            "month",
            "site_id",
            "service_id",
            "provider_id",
            "agreement",
            name=op.f("uq_referrals_month_site_id_service_id_provider_id_agreement"),
        ),
        sa.CheckConstraint(
            "length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')",
            name=op.f("ck_referrals_month"),
        ),
        sa.CheckConstraint("agreement IN ('own', 'extended_choice')", name=op.f("ck_referrals_agreement")),
        sa.CheckConstraint("treatments > 0", name=op.f("ck_referrals_treatments")),
    )
    op.create_index(op.f("ix_referrals_load_id"), "referrals", ["load_id"])
    op.create_table(
        "pathways",
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("field", sa.String(12), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("within_limit", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", "field", "site_id", name=op.f("pk_pathways")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_pathways_site_id")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_pathways_load_id")),
        sa.CheckConstraint(
            "length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')",
            name=op.f("ck_pathways_month"),
        ),
        sa.CheckConstraint("field IN ('somatic', 'psychiatry')", name=op.f("ck_pathways_field")),
        sa.CheckConstraint(
            "within_limit >= 0 AND within_limit <= arrived AND arrived <= expected",
            name=op.f("ck_pathways_counts"),
        ),
    )
    op.create_index(op.f("ix_pathways_load_id"), "pathways", ["load_id"])


def _resources() -> None:
    op.create_table(
        "staffing",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("area", sa.String(120), nullable=False),
        sa.Column("function", sa.String(120), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("fte", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("year", "area", "function", name=op.f("pk_staffing")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_staffing_load_id")),
        sa.CheckConstraint("fte BETWEEN 0 AND 1000000000", name=op.f("ck_staffing_fte")),
    )
    op.create_index(op.f("ix_staffing_load_id"), "staffing", ["load_id"])
    op.create_table(
        "staffing_sources",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("origin", sa.String(160), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("fte", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("year", "origin", name=op.f("pk_staffing_sources")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_staffing_sources_load_id")),
        sa.CheckConstraint("fte BETWEEN 0 AND 1000000000", name=op.f("ck_staffing_sources_fte")),
    )
    op.create_index(op.f("ix_staffing_sources_load_id"), "staffing_sources", ["load_id"])
    op.create_table(
        "budget_lines",
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("category", sa.String(60), nullable=False),
        sa.Column("item", sa.String(160), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("mio_dkk", sa.Float(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("year", "category", "item", name=op.f("pk_budget_lines")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_budget_lines_load_id")),
    )
    op.create_index(op.f("ix_budget_lines_load_id"), "budget_lines", ["load_id"])


def _strategy() -> None:
    op.create_table(
        "programmes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programmes")),
        sa.UniqueConstraint("key", name=op.f("uq_programmes_key")),
    )
    op.create_table(
        "milestones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("programme_id", sa.Integer(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("due_precision", sa.String(8), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestones")),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_milestones_load_id")),
        sa.ForeignKeyConstraint(["programme_id"], ["programmes.id"], name=op.f("fk_milestones_programme_id")),
        sa.UniqueConstraint("programme_id", "due", "what", name=op.f("uq_milestones_programme_id_due_what")),
        sa.CheckConstraint(
            "due_precision IN ('day', 'month', 'year')", name=op.f("ck_milestones_due_precision")
        ),
        sa.CheckConstraint("state IN ('planned', 'done')", name=op.f("ck_milestones_state")),
        sa.CheckConstraint("done_on IS NULL OR state = 'done'", name=op.f("ck_milestones_done")),
    )
    op.create_index(op.f("ix_milestones_load_id"), "milestones", ["load_id"])
    op.create_table(
        "indicators",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicators")),
        sa.UniqueConstraint("key", name=op.f("uq_indicators_key")),
    )
    op.create_table(
        "indicator_values",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("scope", sa.String(120), server_default="", nullable=False),
        sa.Column("load_id", sa.Integer(), nullable=False),
        sa.Column("value", sa.Float(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=True),
        sa.Column("denominator", sa.Float(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("indicator_id", "period", "scope", name=op.f("pk_indicator_values")),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_indicator_values_indicator_id")
        ),
        sa.ForeignKeyConstraint(["load_id"], ["loads.id"], name=op.f("fk_indicator_values_load_id")),
    )
    op.create_index(op.f("ix_indicator_values_load_id"), "indicator_values", ["load_id"])


def _judgement() -> None:
    op.create_table(
        "targets",
        sa.Column("metric", sa.String(60), nullable=False),
        sa.Column("scope", sa.String(80), server_default="", nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.Float(), nullable=True),
        sa.Column("tolerance", sa.Float(), server_default="0", nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("metric", "scope", "valid_from", name=op.f("pk_targets")),
        sa.CheckConstraint("tolerance >= 0", name=op.f("ck_targets_tolerance")),
    )
    op.create_table(
        "limits",
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("amount", sa.Float(), nullable=True),
        sa.Column("unit", sa.String(10), nullable=False),
        sa.Column("origin", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("subject", "key", "valid_from", name=op.f("pk_limits")),
        sa.CheckConstraint("unit IN ('seconds', 'days', 'share')", name=op.f("ck_limits_unit")),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_limits_amount")),
    )
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(7), nullable=False),
        sa.Column("metric", sa.String(60), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=True),
        sa.Column("system_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("level_shift", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_notes_site_id")),
        sa.ForeignKeyConstraint(["system_id"], ["systems.id"], name=op.f("fk_notes_system_id")),
        sa.CheckConstraint(
            "length(month) = 7 AND substr(month, 1, 2) IN ('19', '20', '21') AND substr(month, 3, 1) BETWEEN '0' AND '9' AND substr(month, 4, 1) BETWEEN '0' AND '9' AND substr(month, 5, 1) = '-' AND substr(month, 6, 2) IN ('01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12')",
            name=op.f("ck_notes_month"),
        ),
    )


def _state() -> None:
    op.create_table(
        "versions",
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("subject", name=op.f("pk_versions")),
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_settings")),
    )
