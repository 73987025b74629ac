"""The database itself refuses nonsense: every CHECK, key and reference is tried on both databases."""

from collections.abc import Iterator

import pytest
from sqlalchemy import CheckConstraint, Connection, Table, exc, insert

from data_access.database import schema as t
from data_access.database.engine import writer
from tests.unit.data_access.database.right_rows import BEFORE, LATER, NOON, ONE, RIGHT, Row

# What is changed in the right row to make nonsense of it, and the constraint that must refuse it.
NONSENSE: list[tuple[str, Row, str]] = [
    ("loads", {"period_to": BEFORE}, "ck_loads_period"),
    ("loads", {"completeness": 1.01}, "ck_loads_completeness"),
    ("loads", {"completeness": -0.01}, "ck_loads_completeness"),
    ("loads", {"row_count": -1}, "ck_loads_counts"),
    ("loads", {"rejected": -1}, "ck_loads_counts"),
    ("calls", {"wait_seconds": -1.0}, "ck_calls_wait"),
    ("calls", {"answered": False}, "ck_calls_talk"),
    ("calls", {"talk_seconds": -1.0}, "ck_calls_talk"),
    ("calls", {"hour": 24}, "ck_calls_hour"),
    ("calls", {"hour": -1}, "ck_calls_hour"),
    ("call_totals", {"last_day": BEFORE, "period": "2015-05"}, "ck_call_totals_last_day"),
    ("call_totals", {"answered": 11, "period": "2015-05"}, "ck_call_totals_counts"),
    ("call_totals", {"within_limit": 10, "period": "2015-05"}, "ck_call_totals_counts"),
    ("call_totals", {"within_limit": -1, "period": "2015-05"}, "ck_call_totals_counts"),
    ("call_totals", {"wait_seconds": -1.0, "period": "2015-05"}, "ck_call_totals_wait"),
    ("call_totals", {"outside": -1, "period": "2015-05"}, "ck_call_totals_outside"),
    ("cases", {"channel": "fax", "first_contact": False}, "ck_cases_channel"),
    ("cases", {"priority": "urgent"}, "ck_cases_priority"),
    ("cases", {"kind": "problem"}, "ck_cases_kind"),
    ("cases", {"handler": "nobody"}, "ck_cases_handler"),
    ("cases", {"opened_at": ONE, "resolved_at": NOON, "closed_at": None}, "ck_cases_resolved"),
    ("cases", {"resolved_day": BEFORE}, "ck_cases_resolved"),
    ("cases", {"resolved_day": None}, "ck_cases_resolved_day"),
    ("cases", {"resolved_at": None, "first_contact": False, "closed_at": None}, "ck_cases_resolved_day"),
    ("cases", {"closed_at": NOON}, "ck_cases_closed"),
    ("cases", {"resolved_at": None, "resolved_day": None, "first_contact": False}, "ck_cases_closed"),
    ("cases", {"resolved_told": False}, "ck_cases_resolved_told"),
    ("cases", {"channel": "portal"}, "ck_cases_first_contact"),
    ("cases", {"resolved_at": None, "resolved_day": None, "closed_at": None}, "ck_cases_first_contact"),
    ("samples", {"seconds": -0.1}, "ck_samples_seconds"),
    ("project_reports", {"light": "blue"}, "ck_project_reports_light"),
    ("project_reports", {"month": "2015-13"}, "ck_project_reports_month"),
    ("project_reports", {"budget_mio_dkk": -1.0, "forecast_mio_dkk": 1.0}, "ck_project_reports_cost"),
    ("project_reports", {"forecast_mio_dkk": -1.0}, "ck_project_reports_cost"),
    ("referrals", {"month": "2015-00"}, "ck_referrals_month"),
    ("referrals", {"month": "2015/03"}, "ck_referrals_month"),
    ("referrals", {"agreement": "none"}, "ck_referrals_agreement"),
    ("referrals", {"treatments": 0}, "ck_referrals_treatments"),
    ("pathways", {"month": "2015-3"}, "ck_pathways_month"),
    ("pathways", {"field": "dental"}, "ck_pathways_field"),
    ("pathways", {"within_limit": 9}, "ck_pathways_counts"),
    ("pathways", {"within_limit": -1}, "ck_pathways_counts"),
    ("pathways", {"arrived": 11}, "ck_pathways_counts"),
    ("staffing", {"fte": -1.0}, "ck_staffing_fte"),
    ("staffing_sources", {"fte": -1.0}, "ck_staffing_sources_fte"),
    ("milestones", {"due_precision": "week"}, "ck_milestones_due_precision"),
    ("milestones", {"state": "late", "done_on": None}, "ck_milestones_state"),
    ("milestones", {"state": "planned"}, "ck_milestones_done"),
    ("targets", {"tolerance": -1.0}, "ck_targets_tolerance"),
    ("limits", {"unit": "weeks"}, "ck_limits_unit"),
    ("limits", {"amount": -1.0}, "ck_limits_amount"),
    ("notes", {"month": "maj 15"}, "ck_notes_month"),
    ("sources", {"id": 2, "key": "b", "rhythm": "weekly"}, "ck_sources_rhythm"),
    ("sources", {"id": 2, "key": "b", "due_working_day": -1}, "ck_sources_due_working_day"),
    ("opening_hours", {"weekday": 0}, "ck_opening_hours_weekday"),
    ("opening_hours", {"weekday": 8}, "ck_opening_hours_weekday"),
    ("opening_hours", {"opens": 16}, "ck_opening_hours_hours"),
    ("opening_hours", {"opens": None}, "ck_opening_hours_hours"),
    ("opening_hours", {"closes": 25}, "ck_opening_hours_hours"),
    ("project_milestones", {"due_precision": "week"}, "ck_project_milestones_due_precision"),
    ("project_milestones", {"state": "late"}, "ck_project_milestones_state"),
    ("budget_lines", {"kind": "gift"}, "ck_budget_lines_kind"),
    ("grants", {"id": 2, "role": "king"}, "ck_grants_role"),
    ("grants", {"id": 2, "group_name": "g"}, "ck_grants_holder"),
    ("grants", {"id": 2, "account_id": None}, "ck_grants_holder"),
    ("access_log", {"id": 2, "act": "slept"}, "ck_access_log_act"),
    ("explanations", {"month": "2015-13", "version": 2}, "ck_explanations_month"),
    ("explanations", {"version": 0}, "ck_explanations_version"),
    ("explanations", {"version": 2, "state": "said"}, "ck_explanations_state"),
    ("explanations", {"version": 2, "role": "guest"}, "ck_explanations_role"),
    ("explanations", {"version": 2, "promised": 1e13}, "ck_explanations_promised"),
    ("explanations", {"version": 2, "cause": "a" * 601}, "ck_explanations_cause"),
    ("explanations", {"version": 2, "action": "a" * 601}, "ck_explanations_action"),
    ("explanations", {"version": 2, "responsible": "a" * 121}, "ck_explanations_responsible"),
    ("written_notes", {"month": "2015-13", "version": 2}, "ck_written_notes_month"),
    ("written_notes", {"version": 0}, "ck_written_notes_version"),
    ("written_notes", {"version": 2, "state": "draft"}, "ck_written_notes_state"),
    ("written_notes", {"version": 2, "role": "guest"}, "ck_written_notes_role"),
    ("written_notes", {"version": 2, "text": "a" * 401}, "ck_written_notes_text"),
    ("written_project_reports", {"month": "2015-13", "version": 2}, "ck_written_project_reports_month"),
    ("written_project_reports", {"version": 0}, "ck_written_project_reports_version"),
    ("written_project_reports", {"version": 2, "state": "said"}, "ck_written_project_reports_state"),
    ("written_project_reports", {"version": 2, "role": "guest"}, "ck_written_project_reports_role"),
    ("written_project_reports", {"version": 2, "light": "blue"}, "ck_written_project_reports_light"),
    ("written_project_reports", {"version": 2, "light": None}, "ck_written_project_reports_told"),
    ("written_project_reports", {"version": 2, "delay_weeks": -1e6}, "ck_written_project_reports_delay"),
    (
        "written_project_reports",
        {"version": 2, "budget_mio_dkk": -1.0, "forecast_mio_dkk": 1.0},
        "ck_written_project_reports_cost",
    ),
    ("written_project_reports", {"version": 2, "finding": "a" * 601}, "ck_written_project_reports_finding"),
    ("written_project_reports", {"version": 2, "phase": "a" * 121}, "ck_written_project_reports_phase"),
    (
        "written_project_reports",
        {"version": 2, "next_milestone": "a" * 201},
        "ck_written_project_reports_next_milestone",
    ),
    ("editions", {"number": 0}, "ck_editions_number"),
    ("editions", {"revision": -1, "reason": "A mistake"}, "ck_editions_revision"),
    ("editions", {"number": 2, "month": "2015-13"}, "ck_editions_month"),
    ("editions", {"number": 2, "sha256": "0"}, "ck_editions_sha256"),
    ("editions", {"number": 2, "reason": "A mistake"}, "ck_editions_reason"),
    ("editions", {"revision": 1}, "ck_editions_reason"),
    ("editions", {"number": 2, "role": "guest"}, "ck_editions_role"),
    ("edition_drafts", {"number": 0}, "ck_edition_drafts_number"),
    ("edition_drafts", {"version": 0}, "ck_edition_drafts_version"),
    ("edition_drafts", {"version": 2, "state": "published"}, "ck_edition_drafts_state"),
    ("edition_drafts", {"version": 2, "content": "a" * 200_001}, "ck_edition_drafts_content"),
    ("edition_drafts", {"version": 2, "role": "guest"}, "ck_edition_drafts_role"),
    ("releases", {"number": 0}, "ck_releases_number"),
    ("releases", {"version": 0}, "ck_releases_version"),
    ("releases", {"version": 2, "meeting": "a" * 201}, "ck_releases_meeting"),
    ("releases", {"version": 2, "role": "guest"}, "ck_releases_role"),
    ("meeting_words", {"place": 0}, "ck_meeting_words_place"),
    ("meeting_words", {"version": 0}, "ck_meeting_words_version"),
    ("meeting_words", {"version": 2, "kind": "shout"}, "ck_meeting_words_kind"),
    ("meeting_words", {"version": 2, "said": "a" * 2_001}, "ck_meeting_words_said"),
    ("meeting_words", {"version": 2, "answer": "a" * 2_001}, "ck_meeting_words_answer"),
    ("meeting_words", {"version": 2, "role": "guest"}, "ck_meeting_words_role"),
]

# What would say the same thing twice, or two things at once: `{}` is the right row once more.
TWICE: dict[str, Row] = {
    "site_hospitals": {"hospital_id": None},
    "hospital_regions": {},
    "targets": {"value": 90.0},
    "limits": {"amount": 60.0},
    "call_totals": {"offered": 11},
    "pathways": {"arrived": 7},
    "project_reports": {"light": "red"},
    "referrals": {"treatments": 4},
    "staffing": {"fte": 2.0},
    "staffing_sources": {"fte": 2.0},
    "milestones": {"state": "planned", "done_on": None},
    "sources": {"id": 2},
    "explanations": {"state": "published"},
    "written_notes": {"state": "withdrawn"},
    "written_project_reports": {"state": "withdrawn"},
    "editions": {"content": "e31="},
    "edition_drafts": {"state": "withdrawn"},
    "releases": {"due_on": BEFORE},
    "meeting_words": {"kind": "decision"},
}


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest) -> Iterator[Connection]:
    """Open a database in which every table of `RIGHT` has its right row."""
    fixture = {"sqlite": "migrated_sqlite", "postgresql": "migrated_postgres"}[request.param]
    with writer(request.getfixturevalue(fixture)).connect() as connection:
        for table, row in RIGHT.items():
            connection.execute(insert(t.metadata.tables[table]).values(row))
        yield connection


def answer(connection: Connection, table: str, row: Row) -> str:
    """Return why the database refuses a row, which then leaves no trace; nothing when it takes it."""
    savepoint = connection.begin_nested()
    try:
        connection.execute(insert(t.metadata.tables[table]).values(row))
    except exc.IntegrityError as fault:
        return str(fault.orig)
    finally:
        savepoint.rollback()
    return ""


def test_nonsense_is_refused(filled: Connection) -> None:
    wrong = [
        (table, changed, said)
        for table, changed, constraint in NONSENSE
        if constraint not in (said := answer(filled, table, RIGHT[table] | changed))
    ]
    assert wrong == []


def test_what_says_something_twice_is_refused(filled: Connection) -> None:
    said = {table: answer(filled, table, RIGHT[table] | changed) for table, changed in TWICE.items()}
    assert {table: why for table, why in said.items() if "unique" not in why.lower()} == {}


def test_what_refers_to_nothing_is_refused(filled: Connection) -> None:
    taken = [
        (table.name, key.parent.name)
        for table in t.metadata.sorted_tables
        if table.name in RIGHT
        for key in table.foreign_keys
        if "foreign key" not in answer(filled, table.name, _elsewhere(table) | {key.parent.name: 99}).lower()
    ]
    assert taken == []


def _elsewhere(table: Table) -> Row:
    """Return the table's right row under another key, so that only the reference can be wrong."""
    row = RIGHT[table.name]
    others: Row = {
        "valid_from": LATER,
        "month": "2015-06",
        "year": 2019,
        "due": LATER,
        "id": 2,
        "key": "b",
        "period": "2015",
        "hash": "i",
        "number": 2,
    }
    return row | {name: other for name, other in others.items() if name in row}


def test_every_check_and_every_table_is_tried() -> None:
    checks = {
        str(constraint.name)
        for table in t.metadata.tables.values()
        for constraint in table.constraints
        if isinstance(constraint, CheckConstraint)
    }
    assert checks == {constraint for _table, _changed, constraint in NONSENSE}
    derived = {
        "load_gaps",
        "stream_places",
        "superseded",
        "daily_calls",
        "daily_cases",
        "daily_samples",
        "hourly_calls",
        "monthly_calls",
        "monthly_call_hours",
        "monthly_cases",
        "monthly_samples",
        "rollups",
        "versions",
        "settings",
        "withheld",
    }
    assert set(t.metadata.tables) - derived - set(RIGHT) == set()
