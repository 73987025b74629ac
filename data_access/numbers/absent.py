"""Whose figures have not come of a month or period of which others' have: desks, systems and places.

The pages, the list of sources and the check of the database ask here, so that they cannot differ.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from functools import cache
from typing import get_args

from data_access.database.coverage import days_of
from data_access.numbers import pathway_places
from data_access.numbers.tabled import Tabled
from data_access.snapshot import desk_told, desks, streams
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import first_day, last_day, month_of, span

# What one desk's cases are counted in; the other figures of cases are of both.
_OF_DESK = ("first_contact_resolution", "telephone_share")
_EVERYWHERE = Filters("", "")


def places(snapshot: Snapshot, filters: Filters, metric: str, month: str) -> list[str]:
    """Return the names of the places, desks and systems that a metric's month lacks; none where that cannot be told."""
    source = METRICS[metric].source
    if source == desk_told.SOURCE:
        return _sites(snapshot, desks.places_lacking(snapshot, filters, month))
    if source == pathway_places.SOURCE:
        fields = [
            field for field in get_args(pathway_places.Field) if pathway_places.METRICS[field] == metric
        ]
        return _sites(
            snapshot,
            (
                site
                for field in fields
                for site in pathway_places.places_lacking(snapshot, filters, field, month)
            ),
        )
    thing = filters.desk if metric in _OF_DESK else filters.system if metric == "response_time" else None
    period = (first_day(month), last_day(month))
    return _of_pairs(snapshot, streams.lacking(snapshot, source, filters, *period, thing))


@cache
def by_month(metric: str) -> Tabled:
    """Return the numbers of what a metric's months lack: a row (month, name) of each, in the chosen period."""
    return _by_month(lambda snapshot, filters, month: places(snapshot, filters, metric, month))


def _by_month(names: Callable[[Snapshot, Filters, str], list[str]]) -> Tabled:
    @Tabled
    def lacking(snapshot: Snapshot, filters: Filters) -> Table:
        found = [
            (month, name)
            for month in span(filters.first, filters.last)
            for name in names(snapshot, filters, month)
        ]
        return Table({"month": [month for month, _name in found], "name": [name for _month, name in found]})

    return lacking


def days(snapshot: Snapshot, metric: str, month: str) -> list[str]:
    """Return the days (ISO text) of a month, of those that are over, that nothing of a metric's source has come of.

    None where nothing of the month has come: then it is the month that is missing.
    """
    source, last = METRICS[metric].source, min(last_day(month), snapshot.coverage.today - timedelta(days=1))
    shares = {day: snapshot.coverage.days.get((source, day), 0.0) for day in days_of(first_day(month), last)}
    return [day.isoformat() for day, share in shares.items() if not share] if any(shares.values()) else []


@cache
def days_by_month(metric: str) -> Tabled:
    """Return the numbers of the days that a metric's months lack: a row (month, name) of each, in the chosen period."""
    return _by_month(lambda snapshot, _filters, month: days(snapshot, metric, month))


def of_source(snapshot: Snapshot, source: str, first: date, last: date) -> list[str]:
    """Return the names of the desks, systems and places of which a source's figures of a period have not all come."""
    if source == desk_told.SOURCE:
        return _of_pairs(snapshot, desks.lacking(snapshot, first, last), apart=True)
    if source == pathway_places.SOURCE:
        lacking = (
            site
            for field in get_args(pathway_places.Field)
            for site in pathway_places.places_lacking(snapshot, _EVERYWHERE, field, month_of(last))
        )
        return _sites(snapshot, lacking)
    return _of_pairs(snapshot, streams.lacking(snapshot, source, _EVERYWHERE, first, last), apart=True)


def share(snapshot: Snapshot, source: str, first: date, last: date) -> float:
    """Return the share (0-1) of the desks, systems and places waited for whose figures of a period have come.

    It is of a period of which something has come; 1 where nobody in particular is waited for.
    """
    if source == desk_told.SOURCE:
        return desks.share(snapshot, first, last)
    if source == pathway_places.SOURCE:
        return pathway_places.share_of_places(snapshot, month_of(last))
    return streams.share(snapshot, source, first, last)


def _of_pairs(snapshot: Snapshot, found: Sequence[tuple[str, str]], *, apart: bool = False) -> list[str]:
    """Name the desks or systems that lack as a whole, and the sites of others; `apart`: with what they lack."""
    names = snapshot.names("desks") | snapshot.names("systems")
    sites = snapshot.organisation.sites
    whole = [names[thing] for thing, site in found if not site]
    places = [
        f"{sites[site]} ({names[thing]})" if apart and thing else sites[site] for thing, site in found if site
    ]
    return list(dict.fromkeys([*whole, *places]))


def _sites(snapshot: Snapshot, keys: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(snapshot.organisation.sites[key] for key in keys))
