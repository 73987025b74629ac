"""Loads a file: one transaction with its rows, its rollups and its row in `loads`, or nothing at all."""

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, func, insert, select, text, update

from data_access.database import rollups
from data_access.database import schema as t
from data_access.database.clock import to_wall
from data_access.database.coverage import days_of
from data_access.database.engine import reader, writer
from data_access.database.versions import bump
from data_access.imports.faults import ImportFault, plainly
from data_access.imports.kinds.field import Kind
from data_access.imports.kinds.service import CALLS, CASES
from data_access.imports.mapping import made_at, profile
from data_access.imports.mapping.model import Mapping
from data_access.imports.merging.closed import is_closed
from data_access.imports.merging.merging import Merger
from data_access.imports.merging.target import Counts, Load
from data_access.imports.merging.twice import refuse_counted_twice
from data_access.imports.reading import database
from data_access.imports.reading.files import opened
from data_access.imports.reading.table import Table, read_table
from data_access.imports.rows import things
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.references import of_kind
from data_access.imports.rows.rejects import Rejects, nearest
from vocabulary.months import first_day, is_month, last_day

MOST_REJECTED = 0.01
# Of the rows of the busiest day, the share under which a day of cases has not been exported.
THIN = 0.01
ENOUGH_DAYS = 10  # with rows, before a file shows which weekdays there are
LATE = 23  # the hour after which a day is as good as over
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
    # The names of the things that were made, by table.
    made: dict[str, list[str]] = field(default_factory=dict)
    refused: bool = False
    # Refused because rows were rejected of a file that is to stand for the whole period.
    incomplete: bool = False
    seconds: float = 0.0

    @property
    def rejected_share(self) -> float:
        """The share (0-1) of the rows that cannot be right."""
        return self.rejects.rows / self.rows if self.rows else 0.0


class _Undone(Exception):  # noqa: N818
    """Ends the transaction without a trace."""


def load_file(url: str, path: Path, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load a file by a mapping; ImportFault when it cannot be read as a whole."""
    with plainly(path.name):
        file = opened(path, mapping.file.member)
        read = read_table(file, mapping.file, mapping.columns)
        with closing(read):
            return load_table(url, read, mapping, wishes or Wishes(), path.name)


def load_query(url: str, mapping: Mapping, wishes: Wishes | None = None) -> Outcome:
    """Load what a mapping's query gives, from where its last load ended; ImportFault when it cannot be had."""
    with reader(url).connect() as connection:
        since = database.watermark(connection, mapping)
    with plainly(mapping.name), closing(database.read_query(mapping, since)) as read:
        return load_table(url, read, mapping, wishes or Wishes(), mapping.name)


def load_table(url: str, read: Table, mapping: Mapping, wishes: Wishes, name: str) -> Outcome:
    """Load a table that was opened, however it came."""
    started = monotonic()
    rejects = Rejects(wishes.rejects)
    outcome = Outcome(read.form, rejects=rejects)
    try:
        with _undisturbed(), writer(url, patient=True).connect() as connection, connection.begin():
            alone(connection)
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


def alone(connection: Connection) -> None:
    """Wait for another load to end; on SQLite a patient transaction has done so already."""
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
        now = datetime.now(UTC).replace(tzinfo=None)
        told = wishes.as_of or made_at.in_name(name, mapping.as_of_in_name, now)
        self.is_told, self.as_of = told is not None, told or now
        # How many rows each day has.
        self.days: Counter[date] = Counter()
        # The first day of each period that the rows are of.
        self.begins: set[date] = set()

    def run(self, read: Table) -> None:
        self.newest, self.since = read.newest, _day_of(read.since)
        self.watch = profile.Watch(self.mapping, read.headings)
        source = source_id(self.connection, self.mapping.source)
        self.is_latest = self._is_latest(source)
        load = self._begin(source)
        tables = {each.table for each in self.kind.fields if each.table is not None}
        known = of_kind(self.connection, tables, load.id)
        typer = Typer(self.mapping, read, known, self.outcome.rejects)
        merger = Merger(self.connection, self.kind, load, self.outcome.rejects, remember=self.wishes.replaces)
        self._rows(read, typer, merger)
        self.outcome.counts = merger.counts
        self._hints(typer)
        self.outcome.made = {
            table.name: things_.made for table in tables if (things_ := known[table.name]).made
        }
        self.outcome.warnings = [
            *typer.fields.doubts.values(),
            *self.watch.warnings(self.connection, source),
            *self._without_limit(),
        ]
        self.outcome.refused = self.outcome.rejected_share > self.wishes.most_rejected
        if self.wishes.replaces and self.outcome.rejects.rows:
            # The row of a thing whose new state cannot be read would be taken for gone.
            self.outcome.refused = self.outcome.incomplete = True
        if self.outcome.refused or not self.outcome.rows:
            return
        self.outcome.period = self._period()
        self._refuse_outside()
        if self.wishes.replaces:
            self.outcome.removed = merger.remove_unseen(source, *self._told_period())
        merger.close()
        refuse_counted_twice(self.connection, self.kind, self.outcome.counts.days)
        self.outcome.gaps = self._gaps()
        if self._changes(source):
            self._end(load)

    def _without_limit(self) -> list[str]:
        """Say that nothing can be within a limit that nobody has told."""
        subject = {"calls": "call", "call-totals": "", "cases": "case", "samples": "sample"}.get(
            self.kind.name
        )
        if not subject or not self.days:
            return []
        amounts = select(t.limits.c.amount).where(
            t.limits.c.subject == subject,
            t.limits.c.valid_from <= max(self.days),
            t.limits.c.amount.is_not(None),
        )
        if self.connection.execute(amounts.limit(1)).first() is not None:
            return []
        return ["Der er ingen grænse, som rækkerne kan tælles efter. Læg den ind: pejling template limits."]

    def _rows(self, read: Table, typer: Typer, merger: Merger) -> None:
        for part in read.parts():
            chunk = typer.chunk(part)
            self.outcome.rows += len(part.lines) - chunk.left_out
            self.outcome.left_out += chunk.left_out
            if len(chunk.rows):
                self.watch.see(chunk.rows)
                self._see(chunk.rows)
                if self.is_latest:
                    merger.counts.things += things.tell(
                        self.connection, self.mapping, chunk.rows, merger.load.id
                    )
                merger.merge(things.without(self.kind, chunk.rows))
            self.wishes.progress(self.outcome.rows, read.share_read())

    def _see(self, rows: Any) -> None:
        if not self.kind.days:
            return
        for value, count in rows[self.kind.days[0]].value_counts().items():
            edges = _edges(value)
            self.begins.add(edges[0])
            self.days.update(dict.fromkeys(edges, int(count)))

    def _hints(self, typer: Typer) -> None:
        for column, values in self.outcome.rejects.unknown.items():
            for value, _count in values.most_common(50):
                self.outcome.hints[column, value] = typer.known.hint(column, value)

    # --- The row in `loads` -------------------------------------------------------------------------

    def _begin(self, source: int) -> Load:
        today = date.today()  # noqa: DTZ011 - replaced by the period of the rows
        row = {
            "source_id": source, "loaded_at": datetime.now(UTC).replace(tzinfo=None), "period_from": today,
            "period_to": today, "row_count": 0, "completeness": 1.0, "demonstration": False,
            "kind": self.kind.name, "mapping": self.mapping.name, "file": self.name, "as_of": self.as_of,
        }  # fmt: skip
        made = self.connection.execute(insert(t.loads).returning(t.loads.c.id), row).scalar_one()
        return Load(int(made), self.as_of, self.is_told, self._columns())

    def _is_latest(self, source: int) -> bool:
        """Say that no newer file of the same has been loaded: an older one does not tell what things are today."""
        same = (t.loads.c.source_id == source) & (t.loads.c.kind == self.kind.name)
        newest = self.connection.execute(select(func.max(t.loads.c.as_of)).where(same)).scalar()
        return newest is None or newest <= self.as_of

    def _columns(self) -> frozenset[str]:
        """Return the table's columns that the mapping fills: those of its fields, and those worked out from them."""
        silent = {each.column for each in self.kind.fields if each.name not in self.mapping.origins}
        return frozenset(name for name in self.kind.table.columns.keys() if name not in silent)  # noqa: SIM118

    def _refuse_outside(self) -> None:
        """Rows outside the period that the file is to stand for alone: the wrong file, or the wrong period."""
        if not self.wishes.replaces or not self.wishes.period or not self.days:
            return
        first, last = self.wishes.period
        outside = [day for day in self.begins if not first <= day <= last]
        if outside:
            raise ImportFault(
                f"filen har rækker fra {min(outside):%d-%m-%Y}, uden for perioden, som den skal erstatte.",
                "Ret --from og --to, eller find den rigtige fil.",
            )

    def _told_period(self) -> tuple[date, date]:
        told = self.wishes.period or self.outcome.period
        if told is None:
            raise ImportFault("filen har ingen rækker, som en periode kan ses af.", "Angiv --from og --to.")
        return told

    def _period(self) -> tuple[date, date]:
        if self.wishes.period:
            return self.wishes.period
        since = self.since
        if self.kind is CASES and since is not None:
            # Whatever was opened since the last time has been written since then, but for the day that is not over.
            return since, max(since, self._reached() - timedelta(days=1))
        if set(self.kind.days[:1]) & {"day", "opened_day", "month", "year", "period"} and self.days:
            return self._from_closed_days(min(self.days)), max(self.days)
        day = self.as_of.date()
        return day, day

    def _reached(self) -> date:
        """Return the day that a query has come to."""
        return _day_of(self.newest(self.outcome.rejects.lines)) or self.as_of.date()

    def _from_closed_days(self, first: date) -> date:
        """Return the first day of the closed ones right before a file's first: a weekend comes with its Monday."""
        for _day in range(ENOUGH_DAYS):
            if self.kind is not CALLS or not is_closed(self.connection, first - timedelta(days=1)):
                break
            first -= timedelta(days=1)
        return first

    def _gaps(self) -> list[date]:
        """Return the days of the period that the file does not show: holes, and the day that was not over.

        Of cases a day of which a handful are told beside a day of hundreds has not been exported: old cases come
        along because they changed.
        """
        if not self.mapping.gaps or self.outcome.period is None:
            return []
        if self.kind is CASES and self.since is not None:
            return [self.since] if self._reached() <= self.since else []
        least = THIN * max(self.days.values(), default=0) if self.kind is CASES else 0
        there = {day for day, count in self.days.items() if count >= least}
        last = to_wall(self.as_of)
        over = {day for day in there if day < last.date() or (day == last.date() and last.hour >= LATE)}
        span = list(days_of(*self.outcome.period))
        missing = [day for day in span if day not in over]
        return [day for day in missing if day in there or not self._is_closed(day, missing, there)]

    def _is_closed(self, day: date, missing: list[date], there: set[date]) -> bool:
        """Say that nothing is to be expected of a day: the desks were closed, or the file never has such weekdays.

        A file of few and scattered days shows nothing of what a week is like.
        """
        if self.kind is CALLS and is_closed(self.connection, day):
            return True
        weekdays = {each.weekday() for each in there}
        expected = len(there) + sum(each.weekday() in weekdays for each in missing)
        if len(there) < ENOUGH_DAYS or len(there) < expected / 2:
            return False
        return day.weekday() not in weekdays and sum(each.weekday() == day.weekday() for each in missing) > 1

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
            "rejected": self.outcome.rejects.rows, "replaced": counts.replaced,
            "unchanged": counts.unchanged + counts.older,
            "profile": self.watch.written(), "watermark": self.newest(self.outcome.rejects.lines),
        }  # fmt: skip
        self.connection.execute(update(t.loads).where(t.loads.c.id == load.id).values(values))
        gaps = [{"load_id": load.id, "day": day} for day in self.outcome.gaps]
        if gaps:
            self.connection.execute(insert(t.load_gaps), gaps)
        settle(self.connection, self.kind, counts.days)
        self.outcome.load = load.id


def settle(connection: Connection, kind: Kind, days: Iterable[str]) -> None:
    """Bring rollups and versions up to rows that have changed on the days (ISO text)."""
    for subject in kind.recounts:
        rollups.refresh(connection, subject, date.min, date.max)
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


def _day_of(mark: str) -> date | None:
    """Return the day of a watermark that is a time."""
    try:
        return datetime.fromisoformat(mark).date()
    except ValueError:
        return None


def source_id(connection: Connection, told: str) -> int:
    """Return the id of the source with that key or name; one that the program knows itself is made.

    Raises ImportFault, with what it is like, when there is none.
    """
    known = connection.execute(select(t.sources.c.id, t.sources.c.key, t.sources.c.name)).all()
    found = next(
        (row.id for row in known if told.casefold() in (row.key.casefold(), row.name.casefold())), None
    )
    if found is None:
        names = {name: key for key, name in SOURCES.items()}
        key = names.get(told, told)
        if key not in SOURCES:
            hint = nearest(told, [*SOURCES, *(row.key for row in known)])
            raise ImportFault(
                f"kilden „{told}“ findes ikke." + (f" Mente du {hint}?" if hint else ""),
                "Ret source i mappingen, eller læg kilden ind: pejling template sources.",
            )
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
