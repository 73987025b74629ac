"""The page Mappinger: an administrator sees which mappings the figures were loaded by; nothing is changed here."""

from collections.abc import Callable, Sequence

from flask import Flask, Response, abort

from callbacks.access.page import Write
from data_access.numbers.deliveries import wall
from data_access.people.people import People
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.access import mappings as laid_out
from layouts.access.grants import MAPPINGS
from layouts.access.mappings import Known, Used
from vocabulary import language
from vocabulary.language import _

Tell = Callable[[], Sequence[Known]]


def register(server: Flask, people: People | None, store: Store, known: Tell, write: Write) -> None:
    """Register the address; `known` tells of the mappings that come with the program.

    Where nobody signs in nobody is an administrator, and the guard stands before it.
    """

    @server.get(MAPPINGS, endpoint="access.mappings")
    def listed() -> Response:
        if people is None:
            abort(404)
        snapshot = store.snapshot()
        used = used_in(snapshot.speaking(language.current()), known()) if snapshot else []
        return write(MAPPINGS, _("Mappinger"), laid_out.page(used, known()))


def used_in(snapshot: Snapshot, known: Sequence[Known]) -> list[Used]:
    """Return the mappings that the loads of a snapshot were made by, by source; a demonstration's have none."""
    loads, sources = snapshot.frames["loads"], snapshot.names("sources")
    titles = {each.kind: each.title for each in known}
    shipped = {each.name for each in known}
    by_mapping: dict[tuple[str, str, str], list[Row]] = {}
    for row in records(loads[loads["mapping"].fillna("") != ""]):
        by_mapping.setdefault((row["source"], row["kind"], row["mapping"]), []).append(row)
    found = []
    for (source, kind, name), rows in sorted(by_mapping.items()):
        newest = max(rows, key=lambda row: row["loaded_at"])
        found.append(
            Used(
                sources.get(source, source),
                titles.get(kind, kind),
                name,
                is_own=name not in shipped,
                loads=len(rows),
                file=newest["file"] or "",
                at=wall(newest["loaded_at"]),
                rejected=sum(int(row["rejected"] or 0) for row in rows),
            )
        )
    return found
