"""What has come of each desk, system or field at each place, where a source comes by several streams of loads.

A source's month has come when a load covers it; but what a stream does not tell of (`streams_told.py`) is not told by
another's load, and is no 0.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from data_access.database.coverage import Covered, days_of
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.streams_told import Pair, are_several, days, pairs, places, tellers
from vocabulary.filters import Filters, places_of
from vocabulary.months import first_day, last_day, span

# Of a stream's rows of a thing; a place with fewer can be without any, and is waited for in no other stream.
RARE = 0.01


def covered(snapshot: Snapshot, source: str, filters: Filters, thing: str | None = None) -> list[Covered]:
    """Say how each month of the period stands at the hospital chosen, of a thing, or of all of them together."""
    months = span(filters.first, filters.last)
    if not are_several(snapshot, source):
        return [snapshot.coverage.month(source, each) for each in months]
    return [month(snapshot, source, filters, each, thing) for each in months]


def month(snapshot: Snapshot, source: str, filters: Filters, which: str, thing: str | None = None) -> Covered:
    """Say how a month stands at the hospital chosen, of a thing, or of all of them together."""
    if not are_several(snapshot, source):
        return snapshot.coverage.month(source, which)
    return _month(snapshot, (source, thing, which, places_of(filters)))


def month_at(snapshot: Snapshot, source: str, which: str, thing: str, site: str) -> Covered:
    """Say how a month stands of a thing at a site; as the whole source does where no streams tell of the thing."""
    whole = snapshot.coverage.month(source, which)
    is_known = are_several(snapshot, source) and tellers(snapshot, source, thing) > 0
    if whole.completeness == 0 or not is_known:
        return whole
    share = _share(snapshot, (source, thing, site, first_day(which), last_day(which)))
    return snapshot.coverage.stands(which, share)


def lacking(
    snapshot: Snapshot, source: str, filters: Filters, first: date, last: date, thing: str | None = None
) -> list[Pair]:
    """Return the things and sites waited for of which not enough has come in a period, though others' has."""
    if not are_several(snapshot, source):
        return []
    found = _shares(snapshot, (source, thing, first, last, places_of(filters)))
    if not any(found.values()):
        return []
    return [pair for pair, share in found.items() if not snapshot.coverage.is_enough(share)]


def share(snapshot: Snapshot, source: str, first: date, last: date) -> float:
    """Return the share (0-1) of what is waited for that has come in a period of which anything has."""
    if not are_several(snapshot, source):
        return 1.0
    found = list(_shares(snapshot, (source, None, first, last, Filters("", ""))).values())
    return sum(found) / len(found) if any(found) else 1.0


def not_told(snapshot: Snapshot, source: str, months: Sequence[str]) -> set[tuple[str, str, str]]:
    """Return the things, sites and months of a source of which nothing has come, though something of the source has."""
    if not are_several(snapshot, source):
        return set()
    return {(*pair, month) for month in months for pair in _not_told(snapshot, (source, month))}


@fact
def _not_told(snapshot: Snapshot, asked: tuple[str, str]) -> frozenset[Pair]:
    source, month = asked
    period = (first_day(month), last_day(month))
    return frozenset(
        pair for pair in pairs(snapshot, source, "events") if not _share(snapshot, (source, *pair, *period))
    )


def sites(snapshot: Snapshot, source: str, thing: str, month: str) -> dict[str, bool]:
    """Return the sites that a thing's loads one by one have told of by a month, where several streams tell of it.

    With each stands whether it seldom has any.
    """
    return {
        site: is_rare
        for (each, site), (begun, is_rare) in _waited(snapshot, source).items()
        if each == thing and begun <= last_day(month) and tellers(snapshot, source, thing) > 1
    }


@fact
def _month(snapshot: Snapshot, asked: tuple[str, str | None, str, Filters]) -> Covered:
    source, thing, month, where = asked
    whole = snapshot.coverage.month(source, month)
    is_known = thing is None or tellers(snapshot, source, thing) > 0
    if whole.completeness == 0 or not is_known:
        return whole
    shares = list(_shares(snapshot, (source, thing, first_day(month), last_day(month), where)).values())
    found = snapshot.coverage.stands(month, sum(shares) / len(shares) if shares else 0.0)
    lacks = any(not snapshot.coverage.is_enough(each) for each in shares)
    return found._replace(state="incomplete") if lacks and found.state == "whole" else found


@fact
def _shares(snapshot: Snapshot, asked: tuple[str, str | None, date, date, Filters]) -> dict[Pair, float]:
    """Return the share (0-1) of a period's days that has come of each thing and site waited for; none of one stream.

    Of a thing that one stream tells of, all its places come together: the site is ''.
    """
    source, thing, first, last, where = asked
    if not are_several(snapshot, source):
        return {}
    month = last.isoformat()[:7]
    begun = {
        pair: is_rare
        for pair, (since, is_rare) in _waited(snapshot, source).items()
        if since <= last and thing in (None, pair[0])
    }
    here = {
        pair: is_rare
        for pair, is_rare in begun.items()
        if snapshot.organisation.is_chosen(pair[1], month, where)
    }
    # What seldom has any is waited for only by whoever asks for it alone.
    waited = [pair for pair, is_rare in here.items() if not is_rare] or list(here)
    # Of a hospital that never had any, it is told where one stream tells of a thing, of all its places.
    found = {_together(snapshot, source, pair) for pair in waited or begun}
    found = found if waited else {pair for pair in found if not pair[1]}
    return {pair: _share(snapshot, (source, *pair, first, last)) for pair in sorted(found)}


def _together(snapshot: Snapshot, source: str, pair: Pair) -> Pair:
    return pair if tellers(snapshot, source, pair[0]) > 1 else (pair[0], "")


@fact
def _share(snapshot: Snapshot, asked: tuple[str, str, str, date, date]) -> float:
    source, thing, site, first, last = asked
    told = days(snapshot, source, "events", thing, site or None)
    over = list(days_of(first, min(last, snapshot.now.date() - timedelta(days=1))))
    return sum(told.get(day, 0.0) for day in over) / len(over) if over else 0.0


@fact
def _waited(snapshot: Snapshot, source: str) -> dict[Pair, tuple[date, bool]]:
    """Return of each thing and site the first day that is told of, and whether it seldom has any."""
    rows = places(snapshot, (source, "events"))
    counts, of = rows["row_count"], rows.groupby(["stream", "thing"])["row_count"].transform("sum")
    all_ = rows.groupby("stream")["row_count"].transform("sum")
    often = rows[(counts >= RARE * of) & (of >= RARE * all_)]
    known = set(zip(often["thing"], often["site"], strict=True))
    found = {}
    for pair in sorted(pairs(snapshot, source, "events")):
        told = days(snapshot, source, "events", *pair)
        if told:
            found[pair] = (min(told), pair not in known)
    return found
