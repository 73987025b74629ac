"""What those who answer for a figure say of it: the words that stand for a month, and what was promised in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from data_access.database.clock import to_wall
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Rows
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.months import month_of

FRAME = "explanations"
OF_DESKS = ("telefoni", "sager")  # the sources whose figures are of one desk each
OF_SYSTEMS = ("response_time",)  # figures that are of one system each
OF_PROJECTS = "projects_on_track"  # the figure that a project's light is one of


class Place(NamedTuple):
    """What words are found by: a metric's key, a month, and the keys of what its figure is of ('' is all, or none).

    A site is one of a system's; a project's figure is its light.
    """

    metric: str
    month: str
    desk: str = ""
    system: str = ""
    hospital: str = ""
    project: str = ""
    site: str = ""


@dataclass(frozen=True)
class Explanation:
    """What is said of a figure in a month: of a desk, system, hospital or project (keys), or of none ('').

    `back_at` is the month in which it is to be back on its target ('' where none is said), `promised` the figure that
    is promised for then, in the metric's unit. `role` is as what it was written, at which Danish wall-clock time.
    """

    metric: str
    month: str
    desk: str
    system: str
    hospital: str
    project: str
    site: str
    cause: str
    action: str
    responsible: str
    back_at: str
    promised: float | None
    tied_to: str
    role: str
    written: datetime
    number: int

    @property
    def place(self) -> Place:
        """Return what tells the figure and its month from others."""
        of = (self.desk, self.system, self.hospital, self.project, self.site)
        return Place(self.metric, self.month, *of)

    def is_late(self, today: date) -> bool:
        """Say that the month in which it was to be back on its target is over."""
        return bool(self.back_at) and self.back_at < month_of(today)


@dataclass(frozen=True)
class Promise:
    """A month and perhaps a figure that were promised in what is `said`.

    Where another was promised later it no longer `stands`, and `instead` is the month of that; '' where it was taken
    back without one.
    """

    said: Explanation
    instead: str = ""
    stands: bool = True

    @property
    def made(self) -> str:
        """Return the month in which it was promised."""
        return month_of(self.said.written.date())


def place(
    metric: str, month: str, filters: Filters, *, system: str | None = None, desk: str | None = None
) -> Place:
    """Return what words on a figure are found by: only what has a desk is of one."""
    of_desk = (desk or filters.desk) if METRICS[metric].source in OF_DESKS else ""
    return Place(metric, month, of_desk, system or "", filters.hospital or "")


def of_project(project: str, month: str) -> Place:
    """Return what words on a project's report of a month are found by."""
    return Place(OF_PROJECTS, month, project=project)


def of_site(system: str, site: str, month: str) -> Place:
    """Return what words on a system's figure at one site are found by."""
    return Place(OF_SYSTEMS[0], month, system=system, site=site)


def at(snapshot: Snapshot, of: Place) -> Explanation | None:
    """Return what is said of a figure in a month; None where nothing is."""
    return _standing(snapshot, "").get(of)


def has_any(snapshot: Snapshot) -> bool:
    """Say that anything is said of any figure: where nothing is, nobody looks further."""
    return bool(_standing(snapshot, ""))


def of_rows(
    snapshot: Snapshot, filters: Filters, metrics: Sequence[str], rows: Rows
) -> dict[tuple[str, str], list[Explanation]]:
    """Return what is said of rows of month and perhaps system, by these: of the hospital that is chosen, or the region.

    What is said of the whole region is no word on a hospital of it.
    """
    if not has_any(snapshot) or "month" not in rows:
        return {}
    systems = rows["system"] if "system" in rows else [None] * len(rows["month"])
    # In the order of the rows: that of a set is another in each process.
    keys = dict.fromkeys(
        (month, system if isinstance(system, str) else "")
        for month, system in zip(rows["month"], systems, strict=True)
    )
    found = {}
    for month, system in keys:
        # A series of one system does not name it in its rows.
        of = dict.fromkeys([system, system or filters.system or ""])
        places = (place(metric, month, filters, system=each) for metric in metrics for each in of)
        if said := [each for each in (at(snapshot, where) for where in places) if each]:
            found[month, system] = said
    return found


def on_the_wall(utc: datetime) -> datetime:
    """Return the Danish wall-clock time of when something was written, which is kept in UTC."""
    return to_wall(utc)


def labelled(said: Explanation) -> list[tuple[str, str]]:
    """Return the parts that are said, each with what it is called."""
    found = [
        (_("Årsag"), said.cause),
        (_("Handling"), said.action),
        (_("Ansvar"), said.responsible),
        (_("Tilbage på målet"), text.month(said.back_at) if said.back_at else ""),
    ]
    return [each for each in found if each[1]]


def words(said: Explanation) -> str:
    """Write what is said in one text, as it stands in a cell: cause, action, who answers, and when it is back."""
    return " ".join(f"{label}: {each.rstrip('.')}." for label, each in labelled(said))


@fact
def _standing(snapshot: Snapshot, _key: str) -> dict[Place, Explanation]:
    """Return what stands: of each figure and month the newest version, but where it was withdrawn."""
    newest = {_place(row): row for row in _rows(snapshot)}
    return {of: _told(row) for of, row in newest.items() if row["state"] == "published"}


@fact
def promises(snapshot: Snapshot, _key: str) -> list[Promise]:
    """Return every promise that was published, those of one figure in the order in which they were made."""
    found: list[Promise] = []
    for row in _rows(snapshot):
        said = _told(row)
        before = found[-1] if found and found[-1].said.place == said.place else None
        gone = row["state"] == "withdrawn"
        if (
            before
            and not gone
            and (said.back_at, said.promised) == (before.said.back_at, before.said.promised)
        ):
            continue
        if before and before.stands:
            found[-1] = Promise(before.said, "" if gone else said.back_at, stands=False)
        if said.back_at and not gone:
            found.append(Promise(said))
    return found


def _rows(snapshot: Snapshot) -> list[Row]:
    """Return what was published and withdrawn, by figure and in the order in which it was written."""
    return frame_rows(snapshot, FRAME) if FRAME in snapshot.frames else []


def _place(row: Row) -> Place:
    return Place(*(row[name] for name in Place._fields))


def _told(row: Row) -> Explanation:
    promised = None if text.is_missing(row["promised"]) else float(row["promised"])
    back_at = "" if text.is_missing(row["back_at"]) else str(row["back_at"])[:7]
    written = to_wall(datetime.fromisoformat(row["written_at"]))
    return Explanation(
        *_place(row),
        cause=row["cause"],
        action=row["action"],
        responsible=row["responsible"],
        back_at=back_at,
        promised=promised,
        tied_to=row["tied_to"],
        role=row["role"],
        written=written,
        number=row["version"],
    )
