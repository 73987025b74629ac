"""What `pejling check` finds: whether the database answers, its schema, how its sources stand, and what lacks words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.commands.databases import is_missing, part_of_snapshot, place

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from vocabulary.status import Period


OK, WARNING, CRITICAL = range(3)
MOST_NAMED = 8  # figures without words; all are in the JSON
# What tells how the sources stand, of each desk and place too; not the figures that take long to read.
_ASKED = (
    "sources", "loads", "load_gaps", "stream_places", "limits", "public_holidays", "opening_hours", "sites",
    "hospitals", "memberships", "desks", "systems", "calls", "totals", "totals_days", "pathways",
)  # fmt: skip


@dataclass(frozen=True)
class SourceState:
    """A source's last load (Danish wall-clock time), the day it covers to, its newest whole month, and what is late.

    `late` is a sentence; it is empty where nothing is due that has not come. `lacks` says what the newest period lacks
    of which not all has come, and `absent` names whose figures of the month have not.
    """

    key: str
    name: str
    loaded_at: datetime | None
    through: date | None
    month: str
    state: Period
    completeness: float
    judged: bool
    late: str = ""
    lacks: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Health:
    """What was found: the exit code, a sentence, the schema's revision and the code's, and the sources."""

    code: int
    message: str
    database: str
    schema: str | None = None
    expected_schema: str | None = None
    sources: tuple[SourceState, ...] = ()
    silent_screens: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()
    late_actions: tuple[str, ...] = ()


def with_screens(health: Health, state_dir: Path) -> Health:
    """Add the wall screens that have not been heard of for five minutes: a warning, where nothing is worse."""
    from data_access.screens import Screens
    from vocabulary import text

    silent = tuple(screen.name for screen in Screens(state_dir / "screens").all() if screen.is_silent)
    if not silent:
        return health
    said = f"Skærme, der er tavse: {text.listing(silent)}."
    return replace(warned(health, said), silent_screens=silent)


def with_explanations(health: Health, url: str) -> Health:
    """Add the figures that miss their target and have no words, and the actions that are late: a warning."""
    from data_access.database.engine import reader
    from data_access.snapshot.reading import read_snapshot
    from layouts.words import lacking
    from layouts.words.unexplained import lacking as lacking_words
    from vocabulary import text

    snapshot = read_snapshot(reader(url))
    found = lacking_words(snapshot, snapshot.choices.default())
    unexplained = tuple(
        f"{lack.figure.name(snapshot)}, {text.listing([text.month(month) for month in lack.months])}"
        for lacks in found.values()
        for lack in lacks
    )
    late = tuple(
        f"{figure.name(snapshot)}, {text.month(figure.month)}" for figure, _p, _o in lacking.late(snapshot)
    )
    if unexplained:
        more = (
            f"; og {text.number(len(unexplained) - MOST_NAMED)} andre"
            if len(unexplained) > MOST_NAMED
            else ""
        )
        health = warned(health, f"Ingen har forklaret {'; '.join(unexplained[:MOST_NAMED])}{more}.")
    if late:
        health = warned(health, f"Handlinger, hvis dato er passeret: {'; '.join(late)}.")
    return replace(health, unexplained=unexplained, late_actions=late)


def warned(health: Health, said: str) -> Health:
    """Add a warning, where nothing is worse."""
    message = said if health.code == OK else f"{health.message} {said}"
    return replace(health, code=max(health.code, WARNING), message=message)


def examine(url: str) -> Health:
    """Ask the database how it is; raises whatever its driver raises when it cannot answer."""
    from data_access.database import migrate
    from data_access.database.engine import reader

    if is_missing(url):
        return Health(CRITICAL, "Der er ingen database endnu.", place(url))
    with reader(url).connect() as connection, connection.begin():
        found, expected = migrate.current(connection), migrate.head()
        if found != expected:
            message = _schema_differs(found, expected)
            return Health(CRITICAL, message, place(url), found, expected)
        sources = _sources(connection)
    code, message = _verdict(sources)
    return Health(code, message, place(url), found, expected, sources)


def _schema_differs(found: str | None, expected: str) -> str:
    if found is None:
        return "Databasen er tom. Læg dens skema med: pejling migrate"
    if found > expected:
        return f"Databasens skema ({found}) er nyere end programmets ({expected}). Opdatér programmet."
    return f"Databasens skema er {found}, og programmet venter {expected}. Kør: pejling migrate"


def _verdict(sources: Sequence[SourceState]) -> tuple[int, str]:
    from vocabulary import text

    if not sources:
        return WARNING, "Databasen rummer ingen kilder endnu."
    late = [source.late for source in sources if source.late]
    if late:
        return CRITICAL, " ".join(late)
    short = [source for source in sources if source.judged and source.state != "whole"]
    said = [f"{source.name}: {source.lacks}." for source in sources if source.lacks and source not in short]
    if short:
        names = text.listing([_short(source) for source in short])
        said.insert(0, f"{text.capital(text.month(sources[0].month))} er ikke hel: {names}.")
    return (WARNING, " ".join(said)) if said else (OK, "Alt er godt.")


def _short(source: SourceState) -> str:
    from vocabulary import text

    return f"{source.name} uden {text.listing(list(source.absent))}" if source.absent else source.name


def _sources(connection: Connection) -> tuple[SourceState, ...]:
    from sqlalchemy import select

    from data_access.database import schema as t
    from data_access.numbers import absent
    from data_access.numbers.deliveries import is_due, sources_of
    from data_access.numbers.sources import late, standing
    from vocabulary.months import first_day, last_day, month_of, shift

    # When a desk went over from totals to calls one by one must be known, where there are totals.
    totals = connection.execute(select(t.call_totals.c.day).limit(1)).first()
    snapshot = part_of_snapshot(connection, *_ASKED, *(("call_hours",) if totals else ()))
    month = shift(month_of(snapshot.now.date()), -1)
    period, states = (first_day(month), last_day(month)), []
    for source in sources_of(snapshot):
        key = source["key"]
        covered = snapshot.coverage.month(key, month)
        covered = snapshot.coverage.of(covered, covered.completeness * absent.share(snapshot, key, *period))
        names = tuple(absent.of_source(snapshot, key, *period))
        state = "incomplete" if names and covered.state == "whole" else covered.state
        stands, lacks = standing(snapshot, source)
        states.append(
            SourceState(
                key,
                source["name"],
                snapshot.last_load(key),
                snapshot.coverage.through(key),
                month,
                state,
                covered.completeness,
                is_due(snapshot, key, month),
                " ".join(late(snapshot, [key])),
                lacks if stands == "partial" else "",
                names,
            )
        )
    return tuple(states)
