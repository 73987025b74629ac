"""The version of each subject and month: it is another after every change, from the change's own transaction on."""

import secrets
from collections.abc import Collection, Mapping

from sqlalchemy import Connection, insert, select, update

from data_access.database import schema as t

# By the subject, or the subject and its month (`name`).
Versions = Mapping[str, int]
LOADS = "loads"  # the list of loads and their sources: every load moves it, and it is part of nothing else
WORDS = "words"  # what is said of figures
EDITIONS = "editions"  # reports, when they come, and what meetings said of them
_BITS = 52  # so many are whole in every format that figures travel in


def bump(connection: Connection, *subjects: str) -> None:
    """Tell the readers that the subjects changed, when the caller's transaction commits."""
    for subject in subjects:
        _draw(connection, subject, "")


def bump_months(connection: Connection, subject: str, months: Collection[str]) -> None:
    """Tell the readers that some months of a subject changed, and nothing else of it."""
    for month in months:
        _draw(connection, subject, month)


def _draw(connection: Connection, subject: str, month: str) -> None:
    versions, version = t.versions.c, secrets.randbits(_BITS)
    row = (versions.subject == subject) & (versions.month == month)
    if not connection.execute(update(t.versions).where(row).values(version=version)).rowcount:
        connection.execute(insert(t.versions).values(subject=subject, month=month, version=version))


def read_versions(connection: Connection) -> dict[str, int]:
    """Return the version of everything, by its name."""
    return {name(row.subject, row.month): row.version for row in connection.execute(select(t.versions))}


def name(subject: str, month: str = "") -> str:
    """Return what the version of a subject, or of a month of it, is called."""
    return f"{subject} {month}" if month else subject


def months_moved(before: Versions, after: Versions, subject: str) -> set[str] | None:
    """Return the subject's months that have another version than before; None: all of them may have changed."""
    if before.get(subject) != after.get(subject):
        return None
    names = {each for each in {*before, *after} if each.startswith(f"{subject} ")}
    return {each.partition(" ")[2] for each in names if before.get(each) != after.get(each)}


def by_subject(versions: Versions) -> dict[str, int]:
    """Return one number a subject, which is another when any of its versions is."""
    found: dict[str, int] = {}
    for each, version in versions.items():
        subject = each.partition(" ")[0]
        found[subject] = found.get(subject, 0) ^ version
    return found
