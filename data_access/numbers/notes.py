"""What is written at a month: the notes on a figure, and the changes of the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.numbers.naming import name_of
from data_access.numbers.tabled import Tabled
from data_access.snapshot.once import fact
from data_access.snapshot.rows import Row, frame_rows, records
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Rows, Table
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS


@dataclass(frozen=True)
class Note:
    """Words at a month; `system` and `metric` are what they are about. `moved` marks a change of the organisation.

    `site` is where: what is written of no site is of the whole region, and need not hold for a hospital of it.
    """

    month: str
    words: str
    system: str | None = None
    metric: str | None = None
    moved: bool = False
    site: str | None = None

    def said_of(self, hospital: str | None) -> str:
        """Return the words as they are said of a hospital, or of the whole region (None)."""
        if hospital and self.site is None and not self.moved:
            return _("Hele regionen: {words}", words=self.words)
        return self.words

    def is_of(self, month: object, system: object, metric: object) -> bool:
        """Say that the words are about a row; None: the row does not tell its system or metric apart."""
        return (
            self.month == month
            and self.system in (None, system)
            and (metric is None or self.metric in (None, metric))
        )


def notes(snapshot: Snapshot, filters: Filters, metrics: Sequence[str], rows: Rows) -> list[Note]:
    """Return the notes on the rows' months, metrics, systems, hospital and desk, in the order of the months."""
    months = set(rows["month"])
    written = [
        Note(
            row["month"],
            row["text"],
            row["system"] if isinstance(row["system"], str) else None,
            row["metric"],
            site=row["site"] if isinstance(row["site"], str) else None,
        )
        for row in _rows(snapshot, filters, metrics)
        if row["month"] in months and _is_of_systems(row["system"], rows)
    ]
    if "metric" in rows:
        told = set(zip(rows["month"], rows["metric"], strict=True))
        written = [note for note in written if (note.month, note.metric) in told]
    moved = [Note(month, words, moved=True) for month, words in _moves(snapshot, filters) if month in months]
    return sorted(written + moved, key=lambda note: note.month)


def of_month(snapshot: Snapshot, month: str) -> list[tuple[str, str]]:
    """Return every note on a month: what it is about (a figure, a system, a place), and its words."""
    names = snapshot.names("systems") | snapshot.names("sites")
    return [
        (
            next(
                (names[key] for key in (row["system"], row["site"]) if key in names),
                name_of(snapshot, row["metric"], month),
            ),
            row["text"],
        )
        for row in frame_rows(snapshot, "notes")
        if row["month"] == month and row["metric"] in METRICS
    ]


@Tabled
def of_hospital(snapshot: Snapshot, filters: Filters) -> Table:
    """Return what is written at the chosen months of the chosen hospital alone: on its sites, and its own changes.

    Columns: at (the month), about (the figure, a system or a site with it), text; the newest first.
    """
    sites, systems, months = (
        _sites(snapshot, filters),
        snapshot.names("systems"),
        (filters.first, filters.last),
    )
    found = [
        (row["month"], _about(snapshot, row, systems), row["text"])
        for row in frame_rows(snapshot, "notes")
        if row["metric"] in METRICS and isinstance(row["site"], str) and row["site"] in sites
    ]
    found += [(month, _("Organisationen"), words) for month, words in _moves(snapshot, filters)]
    inside = [each for each in found if months[0] <= each[0] <= months[1]]
    newest_first = sorted(inside, key=lambda each: each[0], reverse=True)
    names = ("at", "about", "text")
    return Table({name: [each[place] for each in newest_first] for place, name in enumerate(names)})


def _about(snapshot: Snapshot, row: Row, systems: dict[str, str]) -> str:
    of = [systems[row["system"]]] if row["system"] in systems else []
    return text.listing(
        [name_of(snapshot, row["metric"], row["month"]), *of, snapshot.organisation.sites[row["site"]]]
    )


def shifts(snapshot: Snapshot, filters: Filters, metrics: Sequence[str], rows: Rows) -> list[str]:
    """Return the months from which a note says that the figure has a new level."""
    return [
        row["month"]
        for row in _rows(snapshot, filters, metrics)
        if row["level_shift"] and _is_of_systems(row["system"], rows)
    ]


def _rows(snapshot: Snapshot, filters: Filters, metrics: Sequence[str]) -> list[Row]:
    sites = _sites(snapshot, filters)
    return [
        row
        for row in frame_rows(snapshot, "notes")
        if row["metric"] in metrics
        and (not isinstance(row["site"], str) or row["site"] in sites)
        and (not isinstance(row["desk"], str) or row["desk"] == filters.desk)
    ]


def _sites(snapshot: Snapshot, filters: Filters) -> set[str]:
    """Return the sites that the chosen hospital has, or had in the organisation of the time; all without one."""
    if filters.hospital is None:
        return set(snapshot.organisation.sites)
    if filters.organisation == "today":
        return {site for site, at in snapshot.organisation.site_today.items() if at == filters.hospital}
    rows = snapshot.organisation.memberships
    return set(rows[rows["hospital"] == filters.hospital]["site"])


def _is_of_systems(system: object, rows: Rows) -> bool:
    return not isinstance(system, str) or ("system" in rows and system in set(rows["system"]))


def _moves(snapshot: Snapshot, filters: Filters) -> list[tuple[str, str]]:
    """Return the months in which sites joined or left the chosen hospital, with the words that say so."""
    return _moves_of(snapshot, filters.hospital) if filters.hospital else []


@fact
def _moves_of(snapshot: Snapshot, hospital: str) -> list[tuple[str, str]]:
    rows = snapshot.organisation.memberships
    came_from = rows.groupby("site")["hospital"].shift(1)
    moves = rows[came_from.notna() & ((rows["hospital"] == hospital) | (came_from == hospital))]
    return list(dict.fromkeys((row["valid_from"][:7], _move(snapshot, row)) for row in records(moves)))


def _move(snapshot: Snapshot, row: Row) -> str:
    """Say what a site's new hospital is: in the words that were written, else in which it is, or that there is none."""
    site, hospital = snapshot.organisation.sites[row["site"]], row["hospital"]
    if isinstance(row["note"], str) and row["note"]:
        return f"{site}: {row['note']}"
    if not isinstance(hospital, str):
        return _("{site} har ikke længere et hospital.", site=site)
    return _(
        "{site} hører fra nu af til {hospital}.",
        site=site,
        hospital=snapshot.organisation.name_of(hospital),
    )
