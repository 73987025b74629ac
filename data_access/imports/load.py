"""Loads a file: one transaction with its rows, its rollups and its row in `loads`, or nothing at all."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, insert, select, text, update

from dashboard.months import first_day, is_month, last_day
from data_access import rollups
from data_access import schema as t
from data_access.coverage import days_of
from data_access.engine import reader, writer
from data_access.imports import database, profile
from data_access.imports.chunks import Typer
from data_access.imports.faults import ImportFault
from data_access.imports.files import opened
from data_access.imports.kinds import LIMITS, Kind
from data_access.imports.mapping import Mapping
from data_access.imports.merging import Counts, Load, Merger
from data_access.imports.references import of_kind
from data_access.imports.rejects import Rejects
from data_access.imports.sheets import Table, table
from data_access.imports.twice import refuse_counted_twice
from data_access.versions import bump

MOST_REJECTED = 0.01
# Days between two that were touched, up to which they are rolled up as one period.
NEAR = 10
# What a source is called that the database does not know yet.
SOURCES = {
    "telefoni": "Telefonsystemet",
    "sager": "ServiceNow",
    "overvaagning": "Svartidsmålingen",
    "projekter": "Projektrapporterne",
    "henvisninger": "Omvisiteringer",
    "udredning": "Udredningsretten",
    "personale": "Personaleopgørelsen",
    "budget": "Budgettet",
    "programmer": "Programmerne",
    "indikatorer": "Indikatorerne",
    "noter": "Noterne",
    "organisation": "Organisation og mål",
}
_LOCK = 7_315_401  # the advisory lock that one load at a time holds on PostgreSQL

Progress = Callable[[int, float], None]


@dataclass(frozen=True)
class Wishes:
    """What whoever loads wants: what nothing is said of has its default."""

    dry_run: bool = False
    most_rejected: float = MOST_REJECTED
    as_of: datetime | None = None
    period: tuple[date, date] | None = None
    replaces: bool = False
    rejects: Path | None = None
    progress: Progress = lambda _rows, _share: None


@dataclass
class Outcome:
    """What became of a file. `load` is None where nothing was loaded."""

    form: str
    load: int | None = None
    rows: int = 0
    left_out: int = 0
    removed: int = 0
    counts: Counts = field(default_factory=Counts)
    rejects: Rejects = field(default_factory=Rejects)
    hints: dict[tuple[str, str], str] = field(default_factory=dict)
    period: tuple[date, date] | None = None
    gaps: list[date] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    refused: bool = False
    seconds: float = 0.0

    @property
    def rejected_share(self) -> float:
        """The share (0-1) of the rows that cannot be right."""
        return self.rejects.rows / self.rows if self.rows else 0.0


class _Undone(Exception):  # noqa: N818
    """Ends the transaction without a trace."""


def load_file(url: str, path: Path, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load a file by a mapping; ImportFault when it cannot be read as a whole."""
    wishes = wishes or Wishes()
    file = opened(path, mapping.file.member)
    read = table(file, mapping.file, mapping.columns)
    try:
        return load_table(url, read, mapping, wishes, path.name)
    finally:
        read.close()


def load_query(url: str, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load what a mapping's query gives, from where its last load ended; ImportFault when it cannot be had."""
    with reader(url).connect() as connection:
        since = database.watermark(connection, mapping)
    read = database.table(mapping, since)
    try:
        return load_table(url, read, mapping, wishes or Wishes(), mapping.name)
    finally:
        read.close()


def load_table(url: str, read: Table, mapping: Mapping, wishes: Wishes, name: str) -> Outcome:
    """Load a table that was opened, however it came."""
    started = monotonic()
    rejects = Rejects(wishes.rejects)
    outcome = Outcome(read.form, rejects=rejects)
    try:
        with _undisturbed(), writer(url).connect() as connection, connection.begin():
            _alone(connection)
            _Work(connection, mapping, wishes, outcome, name).run(read)
            if wishes.dry_run or outcome.refused or outcome.load is None:
                raise _Undone
    except _Undone:
        outcome.load = None
    finally:
        rejects.close()
    outcome.seconds = monotonic() - started
    return outcome


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the collector of circles from looking through millions of cells that hold none: half the time of reading."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _alone(connection: Connection) -> None:
    """Wait for another load to end; on SQLite the transaction has done so already."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


class _Work:
    """One load on its way."""

    def __init__(
        self, connection: Connection, mapping: Mapping, wishes: Wishes, outcome: Outcome, name: str
    ) -> None:
        self.connection, self.mapping, self.wishes, self.outcome = connection, mapping, wishes, outcome
        self.kind: Kind = mapping.kind
        self.name = name
        told = wishes.as_of or _as_of_in(name, mapping.as_of_in_name)
        self.is_told, self.as_of = told is not None, told or datetime.now(UTC).replace(tzinfo=None)
        self.days: set[date] = set()

    def run(self, read: Table) -> None:
        self.newest = read.newest
        self.watch = profile.Watch(self.mapping, read.headings)
        source = source_id(self.connection, self.mapping.source)
        load = self._begin(source)
        tables = {each.table for each in self.kind.fields if each.table is not None}
        typer = Typer(self.mapping, read, of_kind(self.connection, tables), self.outcome.rejects)
        merger = Merger(self.connection, self.kind, load, self.outcome.rejects, remember=self.wishes.replaces)
        self._rows(read, typer, merger)
        self.outcome.counts = merger.counts
        self._hints(typer)
        self.outcome.warnings = [
            *typer.doubts.values(),
            *self.watch.warnings(self.connection, source),
        ]
        self.outcome.refused = self.outcome.rejected_share > self.wishes.most_rejected
        if self.outcome.refused or not self.outcome.rows:
            return
        self.outcome.period = self._period()
        if self.wishes.replaces:
            self.outcome.removed = merger.remove_unseen(source, *self._told_period())
        merger.close()
        refuse_counted_twice(self.connection, self.kind, self.outcome.counts.days)
        self.outcome.gaps = self._gaps()
        if self._changes(source):
            self._end(load)

    def _rows(self, read: Table, typer: Typer, merger: Merger) -> None:
        for part in read.parts():
            chunk = typer.chunk(part)
            self.outcome.rows += len(part.lines) - chunk.left_out
            self.outcome.left_out += chunk.left_out
            if len(chunk.rows):
                self.watch.see(chunk.rows)
                self._see(chunk.rows)
                merger.merge(_with_things(self.connection, self.kind, chunk.rows))
            self.wishes.progress(self.outcome.rows, read.read())

    def _see(self, rows: Any) -> None:
        name = self.kind.days[0]
        self.days |= {day for each in rows[name].dropna().unique() for day in _edges(each)}

    def _hints(self, typer: Typer) -> None:
        for column, values in self.outcome.rejects.unknown.items():
            for value in list(values)[:50]:
                self.outcome.hints[column, value] = typer.hint(column, value)

    # --- The row in `loads` -------------------------------------------------------------------------

    def _begin(self, source: int) -> Load:
        today = date.today()  # noqa: DTZ011 - replaced by the period of the rows
        row = {
            "source_id": source, "loaded_at": datetime.now(UTC).replace(tzinfo=None), "period_from": today,
            "period_to": today, "row_count": 0, "completeness": 1.0, "demonstration": False,
            "kind": self.kind.name, "mapping": self.mapping.name, "file": self.name, "as_of": self.as_of,
        }  # fmt: skip
        made = self.connection.execute(insert(t.loads).returning(t.loads.c.id), row).scalar_one()
        return Load(int(made), self.as_of, self.is_told)

    def _told_period(self) -> tuple[date, date]:
        told = self.wishes.period or self.outcome.period
        if told is None:
            raise ImportFault("filen har ingen rækker, som en periode kan ses af.", "Angiv --period.")
        return told

    def _period(self) -> tuple[date, date]:
        if self.wishes.period:
            return self.wishes.period
        if self.kind.days[0] in ("day", "opened_day", "month", "year", "period") and self.days:
            return min(self.days), max(self.days)
        day = self.as_of.date()
        return day, day

    def _gaps(self) -> list[date]:
        """Return the days in the middle of the file that have no rows, but for weekdays that never have any."""
        if not self.mapping.gaps or self.outcome.period is None:
            return []
        span = list(days_of(*self.outcome.period))
        missing = [day for day in span if day not in self.days]
        closed = {n for n in range(7) if sum(day.weekday() == n for day in missing) > 1}
        closed -= {day.weekday() for day in self.days}
        return [day for day in missing if day.weekday() not in closed]

    def _changes(self, source: int) -> bool:
        """Say that the database is another by this load, or that it covers days which nothing covered."""
        if self.outcome.counts.changed or self.outcome.removed:
            return True
        if self.outcome.period is None:
            return False
        gaps = set(self.outcome.gaps)
        covered = covered_days(self.connection, source)
        return any(day not in covered and day not in gaps for day in days_of(*self.outcome.period))

    def _end(self, load: Load) -> None:
        counts, period = self.outcome.counts, self.outcome.period
        if period is None:
            return
        values = {
            "period_from": period[0], "period_to": period[1], "row_count": self.outcome.rows,
            "rejected": self.outcome.rejects.rows, "unchanged": counts.unchanged, "replaced": counts.replaced,
            "profile": self.watch.written(), "watermark": self.newest(),
        }  # fmt: skip
        self.connection.execute(update(t.loads).where(t.loads.c.id == load.id).values(values))
        gaps = [{"load_id": load.id, "day": day} for day in self.outcome.gaps]
        if gaps:
            self.connection.execute(insert(t.load_gaps), gaps)
        settle(self.connection, self.kind, counts.days)
        self.outcome.load = load.id


def settle(connection: Connection, kind: Kind, days: Iterable[str]) -> None:
    """Bring rollups and versions up to rows that have changed on the days (ISO text)."""
    if kind is LIMITS:
        for subject in rollups.SUBJECTS:
            rollups.refresh(
                connection, subject, min(map(date.fromisoformat, days), default=date.min), date.max
            )
            bump(connection, subject)
    if kind.rollup:
        for first, last in _runs(sorted({edge for day in days for edge in _edges(day)})):
            rollups.refresh(connection, kind.rollup, first, last)
    for subject in {kind.subject, "reference"}:
        bump(connection, subject)


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    """Return the days as periods: those near one another together."""
    first = last = None
    for day in days:
        if first is None or last is None:
            first = last = day
        elif day - last > timedelta(days=NEAR):
            yield first, last
            first = last = day
        else:
            last = day
    if first is not None and last is not None:
        yield first, last


def source_id(connection: Connection, key: str) -> int:
    """Return the source's id; one that is not known yet is made."""
    found = connection.execute(select(t.sources.c.id).where(t.sources.c.key == key)).scalar()
    if found is None:
        row = {"key": key, "name": SOURCES.get(key, key)}
        found = connection.execute(insert(t.sources).returning(t.sources.c.id), row).scalar_one()
    return int(found)


def covered_days(connection: Connection, source: int) -> set[date]:
    """Return the days that the source's loads cover, gaps left out; the one under way has no rows yet."""
    loads = connection.execute(
        select(t.loads.c.id, t.loads.c.period_from, t.loads.c.period_to).where(
            t.loads.c.source_id == source, t.loads.c.row_count > 0
        )
    ).all()
    gaps = {(row.load_id, row.day) for row in connection.execute(select(t.load_gaps))}
    return {
        day for row in loads for day in days_of(row.period_from, row.period_to) if (row.id, day) not in gaps
    }


def _edges(value: Any) -> tuple[date, ...]:
    """Return the day, or the first and last day of the month or year that a value names."""
    if isinstance(value, date):
        return (value if not isinstance(value, datetime) else value.date(),)
    words = str(value)
    if is_month(words):
        return first_day(words), last_day(words)
    if hasattr(value, "astype") and not isinstance(value, str | float | int):
        return (value.astype("datetime64[D]").item(),)
    year = words.removesuffix(".0")
    if len(year) == 4 and year.isdigit():
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return (date.fromisoformat(words[:10]),)


def _with_things(connection: Connection, kind: Kind, rows: Any) -> Any:
    """Write what rows say of the things they refer to (a project's purpose), and return the rows without it."""
    if not kind.about:
        return rows
    for name, (reference, column) in kind.about.items():
        table = kind.field(reference).table
        if table is None or name not in rows:
            continue
        known = rows[[f"{reference}_id", name]].dropna().drop_duplicates(f"{reference}_id", keep="last")
        for thing, value in zip(known[f"{reference}_id"], known[name], strict=True):
            if value != "":
                changed = (table.c.id == int(thing)) & (table.c[column] != value)
                connection.execute(update(table).where(changed).values({column: value}))
    return rows.drop(columns=[name for name in kind.about if name in rows])


def _as_of_in(name: str, form: str) -> datetime | None:
    """Read when a file was made out of its name, by a form like `kald_%Y%m%d`; None when it does not say."""
    if not form:
        return None
    stem = Path(name).stem
    for end in range(len(stem), 0, -1):
        for begin in range(end):
            try:
                return datetime.strptime(stem[begin:end], form)  # noqa: DTZ007 - compared with its like
            except ValueError:
                continue
    return None
