"""What is odd of a file as a whole, in words (Danish): it is loaded all the same."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from data_access.database import schema as t
from data_access.imports.covered import Days
from data_access.imports.kinds.field import Kind
from data_access.imports.wishes import Outcome
from vocabulary import text

MANY_STATES = 9  # a thing, from which on most of a file's rows are called out
MOST_DAYS = 8  # that are named
MOST_PLACES = 3  # the same
# The limits that rows of a kind can be counted by, by their subject; '' is none.
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


def lacking(connection: Connection, days: Days) -> Iterator[str]:
    """Say which desks and places have no totals of a period that others have, where a row that is not there says so."""
    if not days.mapping.gaps:
        return
    desks, sites = (
        {row.id: row.name for row in connection.execute(select(table.c.id, table.c.name))}
        for table in (t.desks, t.sites)
    )
    skipped = [(desks[desk], begun) for desk, begun in days.lacking().items()]
    places = [
        (f"{sites[site]} ({desks[desk]})", begun) for (desk, site), begun in days.lacking_places().items()
    ]
    for name, begun in [*skipped, *places[:MOST_PLACES]]:
        told = text.listing([text.day(day) for day in begun[:MOST_DAYS]])
        more = " og flere" if len(begun) > MOST_DAYS else ""
        yield (
            f"{name} har ingen række for det, der begynder {told}{more}, og det har andre: det er ikke oplyst. "
            "Var der ingen opkald, så skriv gaps = false i mappingen."
        )
    if len(places) > MOST_PLACES:
        yield f"Det samme gælder {text.number(len(places) - MOST_PLACES)} steder mere."
