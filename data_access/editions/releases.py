"""When an edition is to come and to which meeting: each time the next version, and none of them is changed."""

from dataclasses import dataclass
from datetime import date

from data_access.database import schema as t
from data_access.editions.beside import Told


@dataclass(frozen=True)
class Release:
    """When an edition is due, the meeting that it is for, and its day; without a day it stands in no calendar."""

    report: str
    number: int
    due_on: date | None
    meeting: str = ""
    meeting_on: date | None = None


_RELEASES = Told(t.releases, Release, ("report", "number"), "release")
versions, write = _RELEASES.versions, _RELEASES.write
