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

FRAME = "written_notes"
Place = tuple[str, str, str, str, str]
PLACE = ("metric", "month", "desk", "system", "hospital")  # what a note that is made in the web is found by


@dataclass(frozen=True)
class Note:
    """Words at a month; `system` and `metric` are what they are about. `moved` marks a change of the organisation.

    `site` or `hospital` is where: what is written of neither is of the whole region, and need not hold for a hospital
    of it.
    """

    month: str
    words: str
    system: str | None = None
    metric: str | None = None
    moved: bool = False
    site: str | None = None
    hospital: str | None = None

    def said_of(self, hospital: str | None) -> str:
        """Return the words as they are said of a hospital, or of the whole region (None)."""
        if hospital and self.site is None and self.hospital is None and not self.moved:
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
            _words(snapshot, row, filters),
            row["system"] if isinstance(row["system"], str) else None,
            row["metric"],
            site=row["site"] if isinstance(row["site"], str) else None,
            hospital=row.get("hospital"),
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
    names = snapshot.names("systems") | snapshot.names("sites") | snapshot.names("hospitals")
    return [
        (
            next(
                (names[key] for key in (row["system"], row["site"], row.get("hospital")) if key in names),
                name_of(snapshot, row["metric"], month),
            ),
            row["text"],
        )
        for row in _all(snapshot, "")
        if row["month"] == month and row["metric"] in METRICS
    ]


@Tabled
def of_hospital(snapshot: Snapshot, filters: Filters) -> Table:
    """Return what is written at the chosen months of the chosen hospital alone: on it, its sites and its changes.

    Columns: at (the month), about (the figure, a system or a site with it), text; the newest first.
    """
    sites, systems, months = (
        _sites(snapshot, filters),
        snapshot.names("systems"),
        (filters.first, filters.last),
    )
    found = [
        (row["month"], _about(snapshot, row, systems), row["text"])
        for row in _all(snapshot, "")
        if row["metric"] in METRICS and (row["site"] in sites or _is_of(row, filters.hospital))
    ]
    found += [(month, _("Organisationen"), words) for month, words in _moves(snapshot, filters)]
    inside = [each for each in found if months[0] <= each[0] <= months[1]]
    newest_first = sorted(inside, key=lambda each: each[0], reverse=True)
    names = ("at", "about", "text")
    return Table({name: [each[place] for each in newest_first] for place, name in enumerate(names)})


def _about(snapshot: Snapshot, row: Row, systems: dict[str, str]) -> str:
    of = [systems[row["system"]]] if row["system"] in systems else []
    at = [snapshot.organisation.sites[row["site"]]] if isinstance(row["site"], str) else []
    return text.listing([name_of(snapshot, row["metric"], row["month"]), *of, *at])


def shifts(
    snapshot: Snapshot, filters: Filters, metrics: Sequence[str], rows: Rows, *, besides: Place | None = None
) -> list[str]:
    """Return the months from which a note says that the figure has a new level.

    What is written of a hospital is of its own figures alone. The note that was made in the web `besides` which these
    are to be told is left out.
    """
    return [
        row["month"]
        for row in _rows(snapshot, filters, metrics)
        if row["level_shift"]
        and _is_of_systems(row["system"], rows)
        and row.get("hospital") in (None, filters.hospital)
        and (besides is None or row.get("place") != besides)
    ]


@fact
def _all(snapshot: Snapshot, _key: str) -> list[Row]:
    """Return what was loaded, and what was made in the web: of each figure's month the newest that stands.

    An import never touches the latter: they stand in a table of their own.
    """
    if FRAME not in snapshot.frames:
        return frame_rows(snapshot, "notes")
    newest = {tuple(row[name] for name in PLACE): row for row in frame_rows(snapshot, FRAME)}
    written = [
        {name: row[name] or None for name in ("month", "metric", "desk", "system", "hospital", "text")}
        | {"level_shift": row["level_shift"], "site": None, "place": place}
        for place, row in newest.items()
        if row["state"] == "published"
    ]
    return [*frame_rows(snapshot, "notes"), *written]


def _words(snapshot: Snapshot, row: Row, filters: Filters) -> str:
    """Return a note's words; of a hospital's in the whole region's figures also which hospital it is."""
    name = snapshot.names("hospitals").get(row.get("hospital") or "")
    return str(row["text"]) if name is None or filters.hospital else f"{name}: {row['text']}"


def _is_of(row: Row, hospital: str | None) -> bool:
    return hospital is not None and row.get("hospital") == hospital


def _rows(snapshot: Snapshot, filters: Filters, metrics: Sequence[str]) -> list[Row]:
    sites = _sites(snapshot, filters)
    return [
        row
        for row in _all(snapshot, "")
        if row["metric"] in metrics
        and (filters.hospital is None or row.get("hospital") in (None, filters.hospital))
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
