"""Keeps what was decided, in the transaction that brings the rows it was decided by."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from data_access.database import clock
from data_access.database import schema as t
from data_access.database.versions import LOADS, bump
from data_access.snapshot.frames import SUBJECTS
from data_access.snapshot.snapshot import Snapshot
from data_access.withholding import pathways, referrals, rule
from data_access.withholding.decided import Decided
from data_access.withholding.kept import rows_of

ABOUT_PATIENTS = ("referrals", "pathways")
_NEEDED = ("reference", LOADS, *ABOUT_PATIENTS)


def keep(connection: Connection) -> bool:
    """Decide on the months that there are, and keep it; say that something was decided that was not kept already."""
    frames = {name: read(connection) for subject in _NEEDED for name, read in SUBJECTS[subject].items()}
    snapshot = Snapshot(frames, {}, clock.now(connection))
    limit = rule.below(snapshot)
    before = {
        (row.subject, row.period): row.content
        for row in connection.execute(select(t.withheld.c.subject, t.withheld.c.period, t.withheld.c.content))
    }
    moved = False
    for subject, decided in _decided(snapshot).items():
        rows = rows_of(subject, decided, limit)
        new = [row for row in rows if before.get((subject, row["period"])) != row["content"]]
        for row in new:
            same = (t.withheld.c.subject == subject) & (t.withheld.c.period == row["period"])
            connection.execute(delete(t.withheld).where(same))
        if new:
            connection.execute(insert(t.withheld), new)
            moved = True
    if moved:
        bump(connection, *ABOUT_PATIENTS)
    return moved


def keep_the_unkept(connection: Connection) -> None:
    """Decide on months that nobody has decided on, before their rows can become others."""
    kept = {
        (row.subject, row.period)
        for row in connection.execute(select(t.withheld.c.subject, t.withheld.c.period))
    }
    there = {
        *(
            (referrals.SUBJECT, month)
            for month in connection.execute(select(t.referrals.c.month).distinct()).scalars()
        ),
        *(
            (pathways.subject(row.field), row.month)
            for row in connection.execute(select(t.pathways.c.field, t.pathways.c.month).distinct())
        ),
    }
    if there - kept:
        keep(connection)


def _decided(snapshot: Snapshot) -> Mapping[str, Decided]:
    of_pathways = {pathways.subject(field): each for field, each in pathways.decisions(snapshot).items()}
    return {referrals.SUBJECT: referrals.decisions(snapshot), **of_pathways}
