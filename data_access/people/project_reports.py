"""What a project's owner reports of a month: each time the next version, and the newest stands as an import's row."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from data_access.database import schema as t
from data_access.database.kept import restored, written_key
from data_access.database.schema.words import LONGEST_REPORT
from data_access.database.versions import LOADS, bump
from data_access.people import log, told, versioned
from data_access.people.versioned import Written
from data_access.people.writing import now

__all__ = ["LONGEST_REPORT"]
State = Literal["draft", "published", "withdrawn"]


@dataclass(frozen=True)
class About:
    """What a report is of: a project (its key) and a month."""

    project: str
    month: str

    @property
    def address(self) -> str:
        """Return where it is written, by which its loads are known."""
        return f"/projektrapport?projekt={self.project}&maaned={self.month}"


@dataclass(frozen=True)
class Report:
    """What is reported: the project's own light (a key, '' where none is chosen), texts without markup, and figures.

    Costs are in million DKK, the delay in weeks; None is not told. `milestone_due` is when the next milestone is.
    """

    light: str = ""
    finding: str = ""
    phase: str = ""
    expected_end: date | None = None
    delay_weeks: float | None = None
    budget_mio_dkk: float | None = None
    forecast_mio_dkk: float | None = None
    next_milestone: str = ""
    milestone_due: date | None = None


@dataclass(frozen=True, kw_only=True)
class Version(Written):
    """A report as it was written once."""

    report: Report


@dataclass(frozen=True)
class Filed:
    """What a file says of the same project and month: its name, when it was loaded (UTC), and its light.

    `stands` says that it does; else what was written does, in its place. `is_later` says that it came after that.
    """

    file: str
    loaded_at: datetime
    light: str
    stands: bool
    is_later: bool


def versions(url: str, about: About) -> list[Version]:
    """Return all that has been written of a project's month, the newest first; raises CannotReadError."""
    return versioned.versions(url, partial(_read, about=about))


def filed(url: str, about: About) -> Filed | None:
    """Return what the newest file says of a project's month; None where none says anything; raises CannotReadError."""
    return versioned.versions(url, lambda connection: [_filed(connection, about)])[0]  # type: ignore[type-var]  # one, and no version


def write(
    url: str, about: About, report: Report, state: State, *, seen: int, account: int | None, role: str,
    address: str = "",
) -> Version:  # fmt: skip
    """Write the version after `seen` (0: the first) and return it, in a transaction that stands or does not.

    One that is published stands among the projects' reports, and one that is withdrawn does no more; both are told to
    the readers and to the log (`address` is where it came from). What stands already, by the same hand, is not written
    again. Raises what `versioned.add` does.
    """

    def put(connection: Connection) -> Version:
        by: dict[str, Any] = {"state": state, "account": account, "role": role}
        found = Version(number=seen + 1, report=report, at=now(), **by)
        said = asdict(report) | {"light": report.light or None}
        more = {"version": found.number, "state": state, "written_by": account, "role": role}
        row = asdict(about) | said | more
        connection.execute(insert(t.written_project_reports).values(**row, written_at=found.at))
        if state == "draft":
            return found
        if state == "published":
            due = said.pop("milestone_due")
            told.tell(connection, about.address, about.project, about.month, said, due, found.at)
        else:
            told.take_back(connection, about.address)
        bump(connection, "projects", LOADS)
        log.add(connection, "written", account, f"project {state} {about.project} {about.month}", address)
        return found

    stands = True

    def read(connection: Connection) -> list[Version]:
        nonlocal stands
        # What a file has replaced meanwhile is published anew.
        stands = state != "published" or told.stands(connection, about.address)
        return _read(connection, about)

    def is_said(newest: Version) -> bool:
        return stands and (newest.report, newest.state, newest.account) == (report, state, account)

    return versioned.add(url, read, seen, is_said, put)


def _read(connection: Connection, about: About) -> list[Version]:
    return versioned.all_of(connection, t.written_project_reports, asdict(about), _version)


def _version(row: Row[Any]) -> Version:
    said = {name: row._mapping[name] for name in Report.__dataclass_fields__}
    return Version(report=Report(**said | {"light": row.light or ""}), **versioned.by(row))


def _filed(connection: Connection, about: About) -> Filed | None:
    table, loads, kept = t.project_reports, t.loads, t.superseded
    at = (t.projects.c.key == about.project) & (table.c.month == about.month)
    of = select(
        table.c.light,
        table.c.project_id,
        *(loads.c[name] for name in ("id", "kind", "file", "loaded_at")),
    )
    row = connection.execute(of.select_from(table.join(loads).join(t.projects)).where(at)).first()
    if row is None:
        return None
    if row.kind != t.WRITTEN:
        return Filed(row.file, row.loaded_at, row.light, stands=True, is_later=True)
    mine = (kept.c.table_name == table.name) & (kept.c.key == written_key((row.project_id, about.month)))
    others = (
        select(kept.c.content, loads.c.id, loads.c.file, loads.c.loaded_at)
        .join(loads, loads.c.id == kept.c.load_id)
        .where(mine, loads.c.kind != t.WRITTEN)
    )
    last = connection.execute(others.order_by(kept.c.id.desc()).limit(1)).first()
    if last is None:
        return None
    light = restored(table, last.content)["light"]
    return Filed(last.file, last.loaded_at, light, stands=False, is_later=last.id > row.id)
