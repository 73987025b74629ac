"""One load on its way: the rows of a table, what there is to tell of them, and the row in `loads`."""

from collections.abc import Callable
from collections.abc import Mapping as Pairs
from dataclasses import replace
from datetime import UTC, date, datetime

from sqlalchemy import Connection, func, insert, select, update

from data_access.database import schema as t
from data_access.database import streams
from data_access.database.coverage import days_of
from data_access.imports.covered import Days, covered_days
from data_access.imports.faults import ImportFault
from data_access.imports.mapping import made_at, profile
from data_access.imports.mapping.model import Mapping
from data_access.imports.merging import written
from data_access.imports.merging.merging import Merger
from data_access.imports.merging.target import Load
from data_access.imports.merging.twice import refuse_counted_twice
from data_access.imports.reading.table import Table
from data_access.imports.rows import things
from data_access.imports.rows.chunks import Typer
from data_access.imports.rows.references import References, of_kind
from data_access.imports.rows.series import MOST_SAID, Standing
from data_access.imports.rows.verdicts import Verdicts
from data_access.imports.settling import prepare, settle
from data_access.imports.sources import source_of
from data_access.imports.warnings import lacking, many_states, unshown, without_limit
from data_access.imports.wishes import Outcome, Wishes


class Work:
    """One load on its way; `verdicts` are how the table's columns are judged."""

    def __init__(
        self,
        connection: Connection,
        mapping: Mapping,
        wishes: Wishes,
        outcome: Outcome,
        table: Table,
        name: str,
        verdicts: Verdicts,
    ) -> None:
        self.connection, self.mapping, self.wishes, self.outcome = connection, mapping, wishes, outcome
        self.kind, self.table, self.name, self.verdicts = mapping.kind, table, name, verdicts
        now = datetime.now(UTC).replace(tzinfo=None)
        told = wishes.as_of or made_at.in_name(name, mapping.as_of_in_name, now)
        self.is_told, self.as_of = told is not None, told or now
        # The rows that can be right, so far.
        self.usable = 0
        # Where a query has come to.
        self.mark: Callable[[], str] = lambda: table.newest(outcome.rejects.lines)
        self.days = Days(connection, mapping, self.as_of, table.since, self.mark)
        self.watch = profile.Watch(mapping, table.headings)

    def run(self) -> None:
        """Load; to no end where the whole table has shown that its first rows were judged wrongly."""
        source, key = source_of(self.connection, self.mapping.source)
        # A source that is told by its name is the same: what events are known by must not depend on it.
        self.mapping = replace(self.mapping, source=key)
        is_latest = self._is_latest(source)
        prepare(self.connection, self.kind)
        load = self._begin(source)
        tables = {each.table for each in self.kind.fields if each.table is not None}
        known = of_kind(self.connection, tables, load.id)
        gone = self.wishes.period if self.wishes.replaces else None
        standing = Standing(self.connection, self.mapping, gone)
        typer = Typer(self.mapping, self.table, known, self.outcome.rejects, self.verdicts, standing)
        merger = Merger(self.connection, self.kind, load, self.outcome.rejects, remember=self.wishes.replaces)
        self.outcome.counts, self.outcome.written = merger.counts, merger.target.written
        self._rows(typer, merger, is_latest=is_latest)
        if self.verdicts.otherwise():
            return
        self._tell(typer, known, source, load.id)
        if self.outcome.refused or not self.usable:
            return
        period = self.outcome.period = self.wishes.period or self.days.period()
        self._refuse_outside()
        if self.wishes.replaces:
            self.outcome.removed = merger.remove_unseen(source, *period)
        merger.close()
        refuse_counted_twice(self.connection, self.kind, self.outcome.counts.days)
        self.outcome.gaps = self.days.gaps(period)
        if self._changes(source, period):
            self._end(load, period)

    def _rows(self, typer: Typer, merger: Merger, *, is_latest: bool) -> None:
        for part in self.table.parts():
            chunk = typer.chunk(part)
            self.outcome.rows += len(part.lines) - chunk.left_out - chunk.blank
            self.outcome.left_out += chunk.left_out
            self.usable += len(chunk.rows)
            if len(chunk.rows):
                self.watch.see(chunk.rows)
                self.days.see(chunk.rows)
                if is_latest:
                    merger.counts.things += things.tell(
                        self.connection, self.mapping, chunk.rows, merger.load.id
                    )
                merger.merge(things.without(self.kind, chunk.rows))
            self.wishes.progress(self.outcome.rows, self.table.share_read())
        typer.widths.refuse_cut()
        self.watch.open_line, self.watch.open_cell = self.table.ending.line, self.table.ending.doubtful()

    def _refuse_outside(self) -> None:
        """Rows outside the period that the file is to stand for alone: the wrong file, or the wrong period."""
        if not self.wishes.replaces or not self.wishes.period:
            return
        first, last = self.wishes.period
        outside = [day for day in self.days.begins if not first <= day <= last]
        if outside:
            raise ImportFault(
                f"filen har rækker fra {min(outside):%d-%m-%Y}, uden for perioden, som den skal erstatte.",
                "Ret --from og --to, eller find den rigtige fil.",
            )

    # --- What there is to tell ----------------------------------------------------------------------

    def _tell(self, typer: Typer, known: Pairs[str, References], source: int, load: int) -> None:
        """Put into the outcome what was made, what is odd, and whether too much cannot be right."""
        for column, values in self.outcome.rejects.unknown.items():
            for value, _count in values.most_common(50):
                self.outcome.hints[column, value] = typer.known.hint(column, value)
        self.outcome.form = typer.form()
        self.outcome.made = {name: each.made for name, each in known.items() if each.made}
        self.outcome.warnings = [
            *typer.fields.unread.doubts.values(),
            *typer.fields.said_of_dropped(),
            *(
                f"{count} {'række' if count == 1 else 'rækker'} {reason}."
                for reason, count in typer.checks.odd.items()
            ),
            *list(typer.standing.odd.values() if typer.standing else ())[:MOST_SAID],
            *many_states(self.outcome),
            *unshown(self.table.unshown.rows),
            *self.watch.warnings(self.connection, source),
            *without_limit(self.connection, self.kind, self.days),
            *lacking(self.connection, self.days, load),
            *written.warnings(
                self.connection, self.kind, self.outcome.written, replaces=self.wishes.replaces_written
            ),
        ]
        are_lost = self.outcome.rows > 0 and not self.usable
        self.outcome.refused = are_lost or self.outcome.rejected_share > self.wishes.most_rejected
        if self.wishes.replaces and self.outcome.rejects.rows:
            # The row of a thing whose new state cannot be read would be taken for gone.
            self.outcome.refused = self.outcome.incomplete = True

    # --- The row in `loads` -------------------------------------------------------------------------

    def _begin(self, source: int) -> Load:
        today = date.today()  # noqa: DTZ011 - replaced by the period of the rows
        row = {
            "source_id": source, "loaded_at": datetime.now(UTC).replace(tzinfo=None), "period_from": today,
            "period_to": today, "row_count": 0, "completeness": 1.0, "demonstration": False,
            "kind": self.kind.name, "mapping": self.mapping.name, "file": self.name, "as_of": self.as_of,
            "tells_none": self.kind.is_event or not self.mapping.gaps,
        }  # fmt: skip
        made = self.connection.execute(insert(t.loads).returning(t.loads.c.id), row).scalar_one()
        return Load(int(made), self.as_of, self.is_told, self._columns(), self.wishes.replaces_written)

    def _is_latest(self, source: int) -> bool:
        """Say that no newer file of the same has been loaded: an older one does not tell what things are today."""
        same = (t.loads.c.source_id == source) & (t.loads.c.kind == self.kind.name)
        newest = self.connection.execute(select(func.max(t.loads.c.as_of)).where(same)).scalar()
        return newest is None or newest <= self.as_of

    def _columns(self) -> frozenset[str]:
        """Return the table's columns that the mapping fills: those of its fields, and those worked out from them."""
        kind, read = self.kind, self.mapping.origins
        silent = {each.column for each in kind.fields if each.name not in read}
        silent |= {column for column, name in {**kind.out_of, **kind.told}.items() if name not in read}
        return frozenset(name for name in self.kind.table.columns.keys() if name not in silent)  # noqa: SIM118

    def _changes(self, source: int, period: tuple[date, date]) -> bool:
        """Say that the database is another by this load, or that it covers days which nothing covered."""
        if self.outcome.counts.changed or self.outcome.removed:
            return True
        gaps = set(self.outcome.gaps)
        covered = covered_days(self.connection, source)
        return any(day not in covered and day not in gaps for day in days_of(*period))

    def _end(self, load: Load, period: tuple[date, date]) -> None:
        counts = self.outcome.counts
        values = {
            "period_from": period[0], "period_to": period[1], "row_count": self.outcome.rows,
            "rejected": self.outcome.rejects.rows, "replaced": counts.replaced,
            "unchanged": counts.unchanged + counts.older,
            "profile": self.watch.written(), "watermark": self.mark(),
        }  # fmt: skip
        self.connection.execute(update(t.loads).where(t.loads.c.id == load.id).values(values))
        gaps = [{"load_id": load.id, "day": day} for day in self.outcome.gaps]
        if gaps:
            self.connection.execute(insert(t.load_gaps), gaps)
        if self.kind.name in streams.THINGS:
            streams.add(self.connection, load.id, self.days.places)
        settle(self.connection, self.kind, counts.days)
        self.outcome.load = load.id
