"""Frames of the snapshot: which there are of each subject, and which of them are read again by the month."""

from collections.abc import Mapping

from sqlalchemy import select

from data_access.database import schema as t
from data_access.database.versions import EDITIONS, LOADS, WORDS
from data_access.snapshot import readers
from data_access.snapshot.monthly import Monthly, SoFar
from data_access.snapshot.selected import Reader, Rows

# Ends the name of a frame that stands in for the one without it, and that moves with the day.
SO_FAR = "_so_far"
# A subject's frames are read again when its number in `versions` is another; of a `Monthly`, the months whose own is.
SUBJECTS: Mapping[str, Mapping[str, Reader]] = {
    "reference": {
        "sites": readers.named(t.sites),
        "hospitals": readers.named(t.hospitals),
        "memberships": readers.memberships(),
        "regions": readers.regions(),
        "desks": readers.named(t.desks, "description"),
        "systems": readers.named(t.systems, "description", "users", "measured", "position"),
        "action_classes": readers.named(t.action_classes),
        "targets": readers.in_force(t.targets),
        "limits": readers.in_force(t.limits),
        "notes": readers.notes(),
        "opening_hours": readers.opening_hours(),
        "public_holidays": Rows(select(t.public_holidays).order_by(t.public_holidays.c.day)),
        "settings": Rows(select(t.settings)),
        "translations": Rows(select(t.translations)),
    },
    LOADS: {
        "sources": readers.named(t.sources, "description", "owner", "rhythm", "due_working_day"),
        "loads": readers.loads(),
        "load_gaps": Rows(select(t.load_gaps.c.load_id.label("load"), t.load_gaps.c.day)),
        "stream_places": readers.stream_places(),
    },
    "calls": {
        "calls": Monthly("calls"),
        "call_hours": Monthly("call_hours"),
        "calls_so_far": SoFar("calls"),
        "totals": readers.totals(),
        "totals_days": readers.totals_days(),
    },
    "cases": {
        "cases": Monthly("cases"),
        "open_cases": readers.open_cases(),
        "cases_so_far": SoFar("cases"),
    },
    "samples": {"samples": Monthly("samples"), "samples_so_far": SoFar("samples")},
    "projects": {
        "projects": readers.projects(),
        "project_programmes": readers.named(t.project_programmes),
        "project_reports": readers.project_reports(),
        "project_milestones": readers.facts(
            t.project_milestones, t.projects.c.key.label("project"), join=t.projects
        ),
    },
    "referrals": {
        "services": readers.named(t.services),
        "providers": readers.named(t.providers),
        "referrals": readers.referrals(),
        "referrals_withheld": readers.withheld("referrals"),
    },
    "pathways": {"pathways": readers.pathways(), "pathways_withheld": readers.withheld("pathways")},
    "staffing": {
        "staffing": readers.yearly(t.staffing),
        "staffing_sources": readers.yearly(t.staffing_sources),
    },
    "budget": {"budget_lines": readers.yearly(t.budget_lines)},
    "programmes": {
        "programmes": readers.named(t.programmes, "description"),
        "milestones": readers.facts(t.milestones, t.programmes.c.key.label("programme"), join=t.programmes),
    },
    "indicators": {
        "indicators": readers.named(t.indicators, "subject", "unit"),
        "indicator_values": readers.facts(
            t.indicator_values, t.indicators.c.key.label("indicator"), join=t.indicators
        ),
    },
    WORDS: {
        "explanations": readers.explanations(),
        "written_notes": readers.only_added(t.written_notes, "written_at"),
    },
    EDITIONS: {
        "editions": readers.only_added(t.editions),
        "releases": readers.only_added(t.releases),
        "meeting_words": readers.only_added(t.meeting_words),
    },
}
