"""The demonstration with its reports, which are made of its figures as any editor's are."""

from sqlalchemy import Connection

from data_access.demo import build as demo
from data_access.demo import editions
from data_access.demo.back_then import as_known
from data_access.demo.fill import Progress
from data_access.editions.published import put
from data_access.snapshot.reading import read_within
from layouts.report.made import made
from vocabulary.people import EDITOR

AlreadyThereError = demo.AlreadyThereError


def build(url: str, *, replace: bool = False, scale: int = 1, progress: Progress | None = None) -> None:
    """Build the demonstration database, its reports with it; as `data_access.demo.build.build` does."""
    demo.build(url, replace=replace, scale=scale, progress=progress, last=add_editions)


def add_editions(connection: Connection) -> None:
    """Publish the demonstration's editions one after another, each of what was known on its day."""
    editions.write(connection)
    snapshot = read_within(connection)
    for each in editions.EDITIONS:
        known = as_known(snapshot, each.day)
        put(connection, made(each.which, each.draft, known, each.day), account=None, role=EDITOR, at=each.at)
        snapshot = read_within(connection, snapshot)
