"""Projects' reports: which there are, up to which month they count, and what each says in words."""

from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters
from vocabulary.months import month_of


def asked_for(snapshot: Snapshot, filters: Filters) -> str:
    """Return the month that reports are asked of, from which their age counts: the picked one, else the last chosen.

    A report is whole when it comes: until the newest whole month means until now.
    """
    current = month_of(snapshot.now.date())
    until = filters.month or filters.last
    return until if filters.month or until < snapshot.choices.default().last else current


def as_of(snapshot: Snapshot, filters: Filters) -> str:
    """Return the month up to which reports count, everywhere: the newest report's until the month asked for."""
    until = asked_for(snapshot, filters)
    return max((month for month in _months(snapshot, "") if month <= until), default=until)


@fact
def _months(snapshot: Snapshot, _key: str) -> set[str]:
    """Return the months that any project has reported in."""
    return {row["month"] for row in frame_rows(snapshot, "project_reports")}


@fact
def months_of(snapshot: Snapshot, programme: str | None) -> set[str]:
    """Return the months that any project of a programme has reported in: in the others there is no news."""
    return {row["month"] for row in reports(snapshot, programme)}


@fact
def named(snapshot: Snapshot, programme: str | None) -> list[Row]:
    """Return the projects of a programme (None: of all): rows of project (its key), name, programme, purpose."""
    return [
        {"project": row["key"], **{name: row[name] for name in ("name", "programme", "purpose")}}
        for row in frame_rows(snapshot, "projects")
        if programme in (None, "", row["programme"])
    ]


@fact
def reports(snapshot: Snapshot, programme: str | None) -> list[Row]:
    """Return every report with its project's name, programme and purpose, the oldest first within a project."""
    about = {row["project"]: row for row in named(snapshot, programme)}
    found = [
        about[row["project"]] | row
        for row in frame_rows(snapshot, "project_reports")
        if row["project"] in about
    ]
    return sorted(found, key=lambda row: (row["project"], row["month"]))


def newest(snapshot: Snapshot, programme: str | None, until: str) -> list[Row]:
    """Return the newest report of each project up to a month."""
    return list(
        {row["project"]: row for row in reports(snapshot, programme) if row["month"] <= until}.values()
    )
