"""What is reported whole: projects, patients, staff, money and strategy."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Float,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from data_access.database.schema.base import (
    FINITE,
    count,
    event_key,
    is_month,
    key,
    load,
    metadata,
    month,
    named,
    one_of,
    ref,
    text,
)

LIGHTS = ("green", "yellow", "red", "grey")
AGREEMENTS = ("own", "extended_choice")
FIELDS = ("somatic", "psychiatry")
MILESTONE_STATES = ("planned", "done")
PRECISIONS = ("day", "month", "year")
BUDGET_KINDS = ("projects", "themes", "one_off")


def told_of_project() -> list[SchemaItem]:
    """Make the columns of what a report tells of a project beside its light, whoever it comes from."""
    return [
        text("finding"),
        text("phase"),
        Column("expected_end", Date),
        Column("delay_weeks", Float),
        Column("budget_mio_dkk", Float),
        Column("forecast_mio_dkk", Float),
        text("next_milestone"),
        one_of("light", LIGHTS),
        CheckConstraint(
            f"budget_mio_dkk BETWEEN 0 AND {FINITE} AND forecast_mio_dkk BETWEEN 0 AND {FINITE}", name="cost"
        ),
    ]


# Programmes, departments, or whatever else a portfolio is divided by.
project_programmes = named("project_programmes")

projects = named("projects", ref("programme_id", "project_programmes", nullable=True), text("purpose"))

project_reports = Table(
    "project_reports",
    metadata,
    ref("project_id", "projects", primary_key=True),
    month(primary_key=True),
    load(),
    Column("light", String(8), nullable=False),
    # The source's own word for how it stands, where the light does not say it all: on hold, amber/green.
    text("status_word"),
    *told_of_project(),
    is_month(),
)

project_milestones = Table(
    "project_milestones",
    metadata,
    ref("project_id", "projects", primary_key=True),
    Column("due", Date, primary_key=True),
    Column("what", String(200), primary_key=True),
    load(),
    Column("due_precision", String(8), nullable=False),
    Column("state", String(8), nullable=False),
    one_of("due_precision", PRECISIONS),
    one_of("state", MILESTONE_STATES),
)

services = named("services")
providers = named("providers")

referrals = Table(
    "referrals",
    metadata,
    event_key(),
    load(),
    month(),
    ref("site_id", "sites"),
    ref("service_id", "services"),
    ref("provider_id", "providers"),
    Column("agreement", String(16), nullable=False),
    count("treatments"),
    is_month(),
    one_of("agreement", AGREEMENTS),
    CheckConstraint("treatments > 0", name="treatments"),
    UniqueConstraint("month", "site_id", "service_id", "provider_id", "agreement"),
)

pathways = Table(
    "pathways",
    metadata,
    month(primary_key=True),
    Column("field", String(12), primary_key=True),
    ref("site_id", "sites", primary_key=True),
    load(),
    count("expected"),
    count("arrived"),
    count("within_limit"),
    is_month(),
    one_of("field", FIELDS),
    CheckConstraint("within_limit >= 0 AND within_limit <= arrived AND arrived <= expected", name="counts"),
)

staffing = Table(
    "staffing",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("area", String(120), primary_key=True),
    Column("function", String(120), primary_key=True),
    load(),
    Column("fte", Float, nullable=False),
    CheckConstraint(f"fte BETWEEN 0 AND {FINITE}", name="fte"),
)

staffing_sources = Table(
    "staffing_sources",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("origin", String(160), primary_key=True),
    load(),
    Column("fte", Float, nullable=False),
    text("note"),
    CheckConstraint(f"fte BETWEEN 0 AND {FINITE}", name="fte"),
)

budget_lines = Table(
    "budget_lines",
    metadata,
    Column("year", SmallInteger, primary_key=True),
    Column("category", String(60), primary_key=True),
    Column("item", String(160), primary_key=True),
    load(),
    Column("kind", String(10)),
    Column("mio_dkk", Float, nullable=False),
    text("note"),
    one_of("kind", BUDGET_KINDS),
)

programmes = named("programmes", text("description"))

milestones = Table(
    "milestones",
    metadata,
    key(),
    load(),
    ref("programme_id", "programmes"),
    Column("due", Date, nullable=False),
    Column("due_precision", String(8), nullable=False),
    Column("what", Text, nullable=False),
    Column("state", String(8), nullable=False),
    Column("done_on", Date),
    one_of("due_precision", PRECISIONS),
    one_of("state", MILESTONE_STATES),
    CheckConstraint("done_on IS NULL OR state = 'done'", name="done"),
    UniqueConstraint("programme_id", "due", "what"),
)

indicators = named(
    "indicators", Column("subject", String(40), nullable=False), Column("unit", String(40), nullable=False)
)

# `scope` names what the value is about: a hospital, system or municipality; '' is the whole region.
indicator_values = Table(
    "indicator_values",
    metadata,
    ref("indicator_id", "indicators", primary_key=True),
    Column("period", String(10), primary_key=True),
    Column("scope", String(120), primary_key=True, server_default=""),
    load(),
    Column("value", Float, nullable=False),
    Column("numerator", Float),
    Column("denominator", Float),
    text("note"),
)
