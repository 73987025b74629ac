"""What the newest year of staff and money, or the newest period of an indicator, lacks that an older one had.

A row of these is not summed with others over time: the newest is shown. So where two mappings each tell a part, and one
of them has told of a year that the other has not, what is shown is a part of it. What is absent in a year that its own
mapping has told of was none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters

COLUMNS = ("period", "name", "teller", "told")


@dataclass(frozen=True)
class Behind:
    """A period (as it is kept) of which figures lack, and the names of what they would be of, in order."""

    period: str
    names: tuple[str, ...]


def lacking(rows: list[Row]) -> Behind:
    """Return what the newest period of such rows lacks.

    It is what the tellers that have not told of it told last: what nobody else tells of the newest period, and that of
    which another told a part too, so that the newest has that part alone.
    """
    newest = max((row["period"] for row in rows), default="")
    here = {row["name"] for row in rows if row["period"] == newest}
    late = [row for row in rows if not row["told"]]
    last = {row["teller"]: row["period"] for row in sorted(late, key=lambda row: str(row["period"]))}
    told_beside = {(row["period"], row["name"]) for row in rows if row["told"]}
    found = (row for row in late if row["period"] == last[row["teller"]])
    names = {
        row["name"] for row in found if row["name"] not in here or (row["period"], row["name"]) in told_beside
    }
    return Behind(newest, tuple(sorted(names)))


@cache
def of_year(frame: str, named: str, kinds: tuple[str | None, ...] = ()) -> Tabled:
    """Return the numbers of who told what of each year of a frame, of some kinds (None: not told), or of all.

    Rows: period (a year), name (in the column `named`), teller (a mapping), told (that it has told of the newest year).
    """

    @fact
    def kept(snapshot: Snapshot, _key: str) -> Table:
        rows = [row for row in frame_rows(snapshot, frame) if not kinds or _told(row["kind"]) in kinds]
        newest = max((int(row["year"]) for row in rows), default=0)
        # There are thousands, and nobody else wants them as rows: they are not kept.
        loads = {int(row["load"]): row for row in records(snapshot.frames["loads"])}
        current = {who: _has_told(loads, who, newest) for who in {_mapping(loads, row) for row in rows}}
        tellings = [
            {"period": str(row["year"]), "name": row[named], "teller": who, "told": current[who]}
            for row in rows
            for who in [_mapping(loads, row)]
        ]
        return Table.of_rows(tellings, COLUMNS)

    @Tabled
    def tellings(snapshot: Snapshot, _filters: Filters) -> Table:
        return kept(snapshot, "")

    return tellings


def _told(kind: object) -> str | None:
    return kind if isinstance(kind, str) else None


def _mapping(loads: dict[int, Row], row: Row) -> tuple[str, str, str]:
    load = loads[int(row["load"])]
    return load["source"], load["kind"], load["mapping"]


def _has_told(loads: dict[int, Row], who: tuple[str, str, str], year: int) -> bool:
    first, last = f"{year}-01-01", f"{year}-12-31"
    return any(
        (load["source"], load["kind"], load["mapping"]) == who
        and load["period_from"] <= last
        and load["period_to"] >= first
        for load in loads.values()
    )


def of_scopes(values: Callable[[Snapshot, Filters], list[Row]]) -> Tabled:
    """Return the numbers of which scopes told an indicator's values, each of itself, in rows as those of `of_year`.

    `values` gives rows of period and scope (a name); of the whole region, which has no scope, nothing lacks.
    """

    @Tabled
    def tellings(snapshot: Snapshot, filters: Filters) -> Table:
        rows = values(snapshot, filters)
        newest = max((str(row["period"]) for row in rows), default="")
        here = {row["scope"] for row in rows if row["period"] == newest}
        told = [
            {
                "period": str(row["period"]),
                "name": row["scope"],
                "teller": row["scope"],
                "told": row["scope"] in here | {""},
            }
            for row in rows
        ]
        return Table.of_rows(told, COLUMNS)

    return tellings
