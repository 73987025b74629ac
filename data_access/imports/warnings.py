"""What is odd of a file as a whole, in words (Danish): it is loaded all the same."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from sqlalchemy import Connection, func, select

from data_access.database import schema as t
from data_access.database import streams
from data_access.imports.covered import Days, edges
from data_access.imports.kinds.field import Kind
from data_access.imports.mapping.templates import TEMPLATE
from data_access.imports.wishes import Outcome
from vocabulary import text
from vocabulary.months import month_of

MANY_STATES = 9  # a thing, from which on most of a file's rows are called out
MOST_DAYS = 8  # that are named
MOST_PLACES = 3  # the same
# The limits that rows of a kind can be counted by, by their subject; '' is none.
_COUNTED = {"call-totals": "opkald", "pathways": "forløb"}
_FIELDS = {"somatic": "Somatik", "psychiatry": "Psykiatri"}
_LIMITED = {"calls": "call", "call-totals": "", "cases": "case", "samples": "sample"}


def many_states(outcome: Outcome) -> Iterator[str]:
    """Say that nearly all of a file's rows are states of a few things: a key that was rounded, or the wrong one."""
    earlier, right = outcome.counts.earlier, outcome.rows - outcome.rejects.rows
    if earlier and earlier >= MANY_STATES * (right - earlier):
        counts = f"{text.number(earlier)} af {text.number(right)} rækker"
        yield f"{counts} er tidligere stande af ganske få: er nøglen den rigtige?"


def unshown(count: int) -> Iterator[str]:
    """Say that a sheet hides rows: whoever sent it may have meant the others alone."""
    if count:
        rows = "1 række" if count == 1 else f"{text.number(count)} rækker"
        yield f"{rows} er skjult i arket (af et filter eller en gruppe) og er læst med."


def without_limit(connection: Connection, kind: Kind, days: Days) -> Iterator[str]:
    """Say that nothing can be within a limit that nobody has told."""
    subject = _LIMITED.get(kind.name)
    if not subject or not days.counts:
        return
    amounts = select(t.limits.c.amount).where(
        t.limits.c.subject == subject,
        t.limits.c.valid_from <= max(days.counts),
        t.limits.c.amount.is_not(None),
    )
    if connection.execute(amounts.limit(1)).first() is None:
        yield "Der er ingen grænse, som rækkerne kan tælles efter. Læg den ind: pejling template limits."


def lacking(connection: Connection, days: Days, load: int) -> Iterator[str]:
    """Say which desks and places have no row of a period that others have, where that says that they have not come."""
    if not days.mapping.gaps or not days.of_places:
        return
    found = skipped(days.of_places, *_known_before(connection, days, load))
    things = [each for each in found if each[1] is None]
    places = [each for each in found if each[1] is not None]
    for each in [*things, *places[:MOST_PLACES]]:
        begun = found[each]
        which = text.listing([_period(days, day) for day in begun[:MOST_DAYS]])
        more = " og flere" if len(begun) > MOST_DAYS else ""
        yield (
            f"{_name(connection, *each)} har ingen række for {which}{more}, og det har andre: det er ikke oplyst, så "
            f"måneden bliver ikke hel og ikke bedømt. Var der ingen {_COUNTED[days.kind.name]}, så "
            f"indlæs en række med 0, eller skriv gaps = false øverst i mappingen{_how(days)}."
        )
    if len(places) > MOST_PLACES:
        yield f"Det samme gælder {text.number(len(places) - MOST_PLACES)} steder mere."


def _period(days: Days, first: date) -> str:
    """Name the day, or the month, that begins on a day."""
    return text.day(first) if days.begins[first] == first else text.month(month_of(first))


def _how(days: Days) -> str:
    """Say how a mapping is made, to whoever has loaded without one."""
    if days.mapping.name != TEMPLATE:
        return ""
    return f" (lav den med: pejling mapping new FIL --kind {days.kind.name})"


def skipped(
    own: Mapping[streams.Place, Collection[date]],
    begun: Mapping[streams.Place, date],
    closed: Mapping[int, date],
) -> dict[tuple[streams.Thing, int | None], list[date]]:
    """Return the periods (by their first day) that a thing's place has no row of, and that its others have.

    `begun` are the first days of what has been told of before, `closed` those from which a site (its number) is closed.
    Where a desk or field has no row of a period that others have, it stands as a whole, with None for its site.
    """
    rows: dict[streams.Thing, set[date]] = {}
    since: dict[streams.Place, date] = dict(begun)
    for place, periods in own.items():
        rows.setdefault(place[0], set()).update(periods)
        since[place] = min(*periods, since.get(place, date.max))
    every = set().union(*rows.values())
    found: dict[tuple[streams.Thing, int | None], list[date]] = {}
    for thing in dict.fromkeys(place[0] for place in since):
        first = min(day for place, day in since.items() if place[0] == thing)
        found[thing, None] = sorted(each for each in every - rows.get(thing, set()) if each > first)
    for place, first in since.items():
        others = rows.get(place[0], set()) - set(own.get(place, ()))
        until = closed.get(place[1], date.max)
        found[place] = sorted(each for each in others if first < each < until)
    return {place: periods for place, periods in found.items() if periods}


def _known_before(
    connection: Connection, days: Days, load: int
) -> tuple[dict[streams.Place, date], dict[int, date]]:
    """Return the first day of each place that the stream has told of before, and those from which sites are closed."""
    kind, (table, column) = days.kind.name, streams.THINGS[days.kind.name]
    keys = (table.c[column], table.c.site_id)
    firsts = select(*keys, func.min(table.c[days.kind.days[0]])).group_by(*keys)
    known = streams.told_before(connection, load, days.places)
    begun = {
        place: edges(first)[0]
        for thing, site, first in connection.execute(firsts)
        if (place := streams.place(kind, thing, site)) in known
    }
    sites = t.site_hospitals.c
    belongs = select(sites.site_id, sites.valid_from, sites.hospital_id).order_by(sites.valid_from)
    latest = {row.site_id: row for row in connection.execute(belongs)}
    return begun, {site: row.valid_from for site, row in latest.items() if row.hospital_id is None}


def _name(connection: Connection, thing: streams.Thing, site: int | None) -> str:
    """Name a desk or field, or a site and in brackets the desk or field."""
    desk, _system, field = thing
    name = select(t.desks.c.name).where(t.desks.c.id == desk)
    whole = _FIELDS[field] if field else str(connection.execute(name).scalar())
    if site is None:
        return whole
    place = connection.execute(select(t.sites.c.name).where(t.sites.c.id == site)).scalar()
    return f"{place} ({whole})"
