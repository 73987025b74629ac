"""Corrected since: which printed figures the database tells differently today, by how much, and by which load.

What came later is no correction: a month that was missing or under way, newer months, the age of what was open.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot

Document = dict[str, Any]
# A headline's or target's own figure, a figure of a panel, the order of a panel's rows, its sentence, a row that is
# there no more or was not there, a panel that nothing answers any longer.
Kind = Literal["headline", "figure", "rank", "sentence", "row", "gone"]


@dataclass(frozen=True)
class Load:
    """A load that came after an edition was read: its file, its mapping, when (Danish wall-clock time), taken out or
    not."""

    file: str
    mapping: str
    at: datetime
    taken_out: bool = False


@dataclass(frozen=True)
class Correction:
    """A printed figure that is another today: where it was printed, of what, both as they are written, and by how much.

    `part` is the key of the part ('' for a headline or target), `panel` its title as printed, `about` the row
    (`Mail/kalender, marts 2015`), `column` its heading. `said` is the whole sentence; `loads` what came since of the
    same source and months. `turns` says each light, rank and headline that turns with it: with one it is substantial.
    """

    kind: Kind
    part: str
    panel: str
    about: str
    column: str
    printed: str
    today: str
    by: str
    said: str
    loads: tuple[Load, ...] = ()
    turns: tuple[str, ...] = ()

    @property
    def is_substantial(self) -> bool:
        """Return whether a light, a rank or a headline turns."""
        return bool(self.turns)


def is_substantial(found: Iterable[Correction]) -> bool:
    """Return whether any of the corrections is: then the edition says so first, and its editor is asked to revise."""
    return any(each.is_substantial for each in found)


def corrections(document: Document, snapshot: Snapshot) -> list[Correction]:
    """Return what the snapshot tells differently from what was printed, the substantial first."""
    return []


@fact
def corrected(snapshot: Snapshot, edition: Edition) -> list[Correction]:
    """Return the corrections of a published edition, worked out once a snapshot."""
    return corrections(editions.document(snapshot, edition), snapshot)
