"""The right to diagnosis: which places a month's rows are waited for from, and which of them have told."""

from functools import partial
from typing import Literal

from data_access.numbers.series import arrived
from data_access.snapshot import streams_told
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from vocabulary.filters import Filters, places_of
from vocabulary.months import month_of

Field = Literal["somatic", "psychiatry"]
SOURCE = "udredning"
METRICS: dict[Field, str] = {"somatic": "diagnosed_somatic", "psychiatry": "diagnosed_psychiatry"}


def places_lacking(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> list[str]:
    """Return the places (keys) of the chosen hospital that have no row of a field in a month, though others have.

    A place is waited for from its first row on, until it closes; not where the mapping says that no row is none.
    """
    told = _told(snapshot, field)
    if not any(month in months for months in told.values()):
        return []
    return [site for site in _waited(snapshot, filters, field, month) if month not in told[site]]


def share_told(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> float:
    """Return the share (0-1) of the chosen places that have told, of those that a month's rows are waited for from."""
    lacking = len(places_lacking(snapshot, filters, field, month))
    return 1 - lacking / len(_waited(snapshot, filters, field, month)) if lacking else 1.0


def share_of_places(snapshot: Snapshot, month: str) -> float:
    """Return the share (0-1) of the places that are waited for, of both fields, that a month of any has come from."""
    everywhere = Filters("", "")
    waited, lacking = (
        sum(len(places(snapshot, everywhere, field, month)) for field in METRICS)
        for places in (_waited, places_lacking)
    )
    return 1 - lacking / waited if waited else 1.0


def months_of_places(snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return the months that places are compared over: those of the period in which none of them lacks somatic rows.

    Where there is no such month, all that have come.
    """
    come = arrived(snapshot, SOURCE, filters)
    if filters.hospital and filters.organisation == "then":
        come = [month for month in come if snapshot.organisation.existed(filters.hospital, month)]
    return [month for month in come if not places_lacking(snapshot, filters, "somatic", month)] or come


def _waited(snapshot: Snapshot, filters: Filters, field: Field, month: str) -> list[str]:
    """Return the chosen places (keys) that a month's rows are waited for from, if it has any."""
    return _waited_for(snapshot, (field, month, places_of(filters)))


@fact
def _waited_for(snapshot: Snapshot, asked: tuple[Field, str, Filters]) -> list[str]:
    field, month, where = asked
    here = partial(snapshot.organisation.is_chosen, filters=where, month=month)
    return [
        site
        for site, months in _told(snapshot, field).items()
        if _begun(snapshot, (field, site)) <= month
        and here(site)
        and (month in months or month not in _none_at(snapshot, (field, site)))
    ]


@fact
def _begun(snapshot: Snapshot, asked: tuple[Field, str]) -> str:
    """Return the first month that a place has a row of."""
    field, site = asked
    return min(_told(snapshot, field)[site])


@fact
def _told(snapshot: Snapshot, field: Field) -> dict[str, set[str]]:
    """Return the months that each place has rows of."""
    rows = snapshot.frames["pathways"]
    mine = rows[rows["field"] == field]
    return {str(site): set(months) for site, months in mine.groupby("site")["month"]}


@fact
def _none_at(snapshot: Snapshot, asked: tuple[Field, str]) -> set[str]:
    """Return the months in which a field of a place had none where there is no row."""
    loads: tuple[streams_told.Loads, ...] = ("events", "counted")
    return {month_of(day) for each in loads for day in streams_told.days(snapshot, SOURCE, each, *asked)}
