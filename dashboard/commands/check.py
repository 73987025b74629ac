"""`pejling check`: how the database is, for people and for monitoring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.arguments import AsJson, DatabaseUrl, whole_of
from dashboard.commands.databases import is_missing, part_of_snapshot, place, settings, within
from dashboard.commands.terminal import print_table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from vocabulary.status import Period

HELP = """Se efter, om databasen svarer, skemaet passer, og kilderne er friske.

[bold]Svarkoder:[/bold] 0 alt er godt · 1 en kilde, som nøgletal bedømmes efter, mangler eller er ufuldstændig for
den seneste hele måned, eller det nyeste, den skulle have leveret, mangler en servicedesk, et system eller et
sted, eller alle ser alt; med --explanations også når et tal, der ikke når sit mål, ikke er forklaret, eller en
handlings dato er passeret ·
2 en kilde er forsinket efter sin kalender, databasen svarer ikke, eller dens skema er ikke programmets.

[bold]Eksempel:[/bold] pejling check --seconds 5 --json

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL, PEJLING_STATE_DIR, PEJLING_SIGN_IN"""

OK, WARNING, CRITICAL = range(3)
MOST_NAMED = 8  # figures without words; all are in the JSON
# What tells how the sources stand, of each desk and place too; not the figures that take long to read.
_ASKED = (
    "sources", "loads", "load_gaps", "stream_places", "limits", "public_holidays", "opening_hours", "sites",
    "hospitals", "memberships", "desks", "systems", "calls", "totals", "totals_days", "pathways",
)  # fmt: skip
_MARKS = {OK: "●", WARNING: "▲", CRITICAL: "■"}
_WORDS: dict[Period, str] = {
    "whole": "hel",
    "incomplete": "ufuldstændig",
    "missing": "mangler",
    "under_way": "i gang",
}


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


def command(
    seconds: Annotated[
        int, typer.Option(metavar="TAL", parser=whole_of, help="Vent højst så længe på databasen.")
    ] = 10,
    explanations: Annotated[
        bool,
        typer.Option(
            "--explanations",
            metavar="",
            help="Se også efter, om nogen har forklaret de tal, der ikke når deres mål. Læser alle tal.",
        ),
    ] = False,
    as_json: AsJson = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Print how the database is, and end with the exit code that monitoring expects."""
    from data_access.database.engine import first_line

    url = settings(database_url).database_url
    try:
        health = within(seconds, lambda: examine(url))
        if explanations and health.sources:
            health = within(seconds, lambda: with_explanations(health, url))
    except Exception as fault:  # whatever the driver raises, the database is not well
        health = Health(CRITICAL, f"Databasen svarer ikke: {first_line(fault)}", place(url))
    health = with_screens(health, settings(database_url).state_dir)
    if settings(database_url).is_open_to_others:
        health = _warned(health, "Alle, der kan nå Pejling, ser alt: PEJLING_SIGN_IN=open.")
    if as_json:
        import orjson

        typer.echo(orjson.dumps(asdict(health), option=orjson.OPT_INDENT_2).decode())
    else:
        _show(health)
    raise typer.Exit(health.code)


def with_screens(health: Health, state_dir: Path) -> Health:
    """Add the wall screens that have not been heard of for five minutes: a warning, where nothing is worse."""
    from data_access.screens import Screens
    from vocabulary import text

    silent = tuple(screen.name for screen in Screens(state_dir / "screens").all() if screen.is_silent)
    if not silent:
        return health
    said = f"Skærme, der er tavse: {text.listing(silent)}."
    return replace(_warned(health, said), silent_screens=silent)


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
        health = _warned(health, f"Ingen har forklaret {'; '.join(unexplained[:MOST_NAMED])}{more}.")
    if late:
        health = _warned(health, f"Handlinger, hvis dato er passeret: {'; '.join(late)}.")
    return replace(health, unexplained=unexplained, late_actions=late)


def _warned(health: Health, said: str) -> Health:
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


def _show(health: Health) -> None:
    from rich.table import Table

    from vocabulary import text

    typer.echo(f"Database: {health.database}")
    if health.sources:
        month = text.month(health.sources[0].month)
        table = Table("Kilde", "Senest indlæst", "Tal til og med", text.capital(month), "Modtaget")
        for source in health.sources:
            table.add_row(*_cells(source))
        print_table(table)
    typer.echo(f"{_MARKS[health.code]} {health.message}")


def _cells(source: SourceState) -> tuple[str, ...]:
    from vocabulary import text

    loaded = f"{text.day(source.loaded_at.date())} kl. {source.loaded_at:%H.%M}" if source.loaded_at else ""
    return (
        source.name,
        loaded or "aldrig",
        text.day(source.through) if source.through else text.NOTHING,
        _WORDS[source.state] if source.judged else "bedømmes ikke",
        text.quantity(100 * source.completeness, "%") if source.judged else text.NOTHING,
    )
