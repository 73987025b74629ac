"""What those who answer for a figure say of it: why, what is done, who does it, and when it is back on its target.

Only ever added to: each time that something is written it is the next version of what is said of the figure, so that
nothing is overwritten, and of two who write at once the database itself refuses the second.
"""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Float, String, Table

from data_access.database.schema.base import is_month, metadata, month, one_of, text, version, written
from data_access.database.schema.reports import told_of_project

STATES = ("draft", "published", "withdrawn")
NOTE_STATES = STATES[1:]  # a note has no draft
LONGEST = {"cause": 600, "action": 600, "responsible": 120}  # characters
LONGEST_NOTE = 400  # characters
MOST = 1_000_000_000_000  # a figure that is promised; not-a-number is larger than any on PostgreSQL

# What it is of is told by keys, as `targets` has its scope: '' is all, or none. A system or a project that goes takes
# nothing along of what was said. `tied_to` is what the cause is held against, as `numbers/held_against.py` reads it.
explanations = Table(
    "explanations",
    metadata,
    Column("metric", String(60), primary_key=True),
    month(primary_key=True),
    *(
        Column(name, String(80), primary_key=True, server_default="")
        for name in ("desk", "system", "hospital", "project", "site")
    ),
    *version(),
    Column("state", String(10), nullable=False),
    text("cause"),
    text("action"),
    text("responsible"),
    Column("back_at", Date),
    Column("promised", Float),
    Column("tied_to", String(120), nullable=False, server_default=""),
    *written(),
    is_month(),
    one_of("state", STATES),
    CheckConstraint(f"promised BETWEEN -{MOST} AND {MOST}", name="promised"),
    *(CheckConstraint(f"length({name}) <= {most}", name=name) for name, most in LONGEST.items()),
)

# A note of a month that was made in the web, and whether its figure has a new level from then on: one of each figure
# and month, whose versions are only ever added to. What a loader brings stands in `notes`, and replaces none of these.
written_notes = Table(
    "written_notes",
    metadata,
    Column("metric", String(60), primary_key=True),
    month(primary_key=True),
    *(
        Column(name, String(80), primary_key=True, server_default="")
        for name in ("desk", "system", "hospital")
    ),
    *version(),
    Column("state", String(10), nullable=False),
    text("text"),
    Column("level_shift", Boolean, nullable=False, server_default="0"),
    *written(),
    is_month(),
    one_of("state", NOTE_STATES),
    CheckConstraint(f"length(text) <= {LONGEST_NOTE}", name="text"),
)

# What a project's owner has reported of a month, in the web: versions that are only ever added to. The newest that is
# published stands in `project_reports` too, as a load of its own (`database/told.py`).
LONGEST_REPORT = {"finding": 600, "phase": 120, "next_milestone": 200}  # characters
written_project_reports = Table(
    "written_project_reports",
    metadata,
    Column("project", String(80), primary_key=True),
    month(primary_key=True),
    *version(),
    Column("state", String(10), nullable=False),
    Column("light", String(8)),
    *told_of_project(),
    Column("milestone_due", Date),
    *written(),
    is_month(),
    one_of("state", STATES),
    CheckConstraint("state <> 'published' OR light IS NOT NULL", name="told"),
    CheckConstraint("delay_weeks BETWEEN -1000 AND 100000", name="delay"),
    *(CheckConstraint(f"length({name}) <= {most}", name=name) for name, most in LONGEST_REPORT.items()),
)
