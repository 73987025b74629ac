"""What is told of a file that is loaded: how far it is, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

import typer

from vocabulary import text
from vocabulary.months import first_day, last_day, month_of

if TYPE_CHECKING:
    from datetime import date

    from data_access.imports.mapping.model import Mapping
    from data_access.imports.wishes import Outcome, Progress, Wishes

# What things are called, by the table they are kept in.
MADE = {
    "projects": "projekter",
    "services": "ydelser",
    "providers": "privathospitaler",
    "programmes": "programmer",
    "project_programmes": "programmer",
    "indicators": "nøgletal",
    "sites": "matrikler",
    "hospitals": "hospitaler",
    "desks": "servicedeske",
    "systems": "systemer",
    "action_classes": "handlinger",
}
MOST_UNKNOWN = 12
# The reasons of rows that can be no data at all.
_NO_DATA = ("kendes ikke", "mangler", " er ikke e", " er hverken ", "kan ikke læses", "har færre end")
EVERY_SECONDS = 5.0


def report(name: str, mapping: Mapping, outcome: Outcome, wishes: Wishes) -> Iterator[str]:
    """Say what became of a file, line by line."""
    from data_access.imports.rows.rejects import shown as quoted

    counts = outcome.counts
    yield f"{name}: {outcome.form}; mapping {mapping.name}."
    yield f"  {_rows(outcome.rows)} læst{_left_out(outcome)}, {text.number(outcome.rejects.rows)} afvist."
    if outcome.incomplete:
        yield "  Intet er indlæst: en fil, der skal erstatte en periode, må ikke have afviste rækker."
    elif outcome.refused and outcome.rejected_share >= 1:
        yield "  Intet er indlæst: alle rækker er afvist."
    elif outcome.refused:
        share, most = (
            text.quantity(100 * each, "%", 1) for each in (outcome.rejected_share, wishes.most_rejected)
        )
        yield f"  Intet er indlæst: {share} af rækkerne er afvist, og der må højst være {most}."
    elif wishes.dry_run:
        yield f"  Prøve: {_changes(outcome)}. Intet er ændret."
    elif not outcome.rows:
        yield "  Der er ingen rækker at indlæse."
    elif outcome.load is None and (counts.older or counts.beside):
        yield "  Intet er ændret."
    elif outcome.load is None:
        yield "  Intet nyt: alt i filen stod der i forvejen."
    else:
        yield f"  Indlæst som nummer {outcome.load}: {_changes(outcome)}."
    if counts.earlier:
        yield f"  {_rows(counts.earlier)} er tidligere stande af noget, som filen også har den nyeste stand af."
    if counts.older:
        yield f"  {_rows(counts.older)} er ældre end det, der står, og er sprunget over."
    if counts.beside:
        yield f"  {_rows(counts.beside)} er skrevet i Pejling og står, som de er."
    if outcome.period and not outcome.refused and mapping.kind.tells_gaps:
        yield f"  Perioden er {_from_to(*map(text.day, outcome.period))}{_gaps(outcome)}."
    if not outcome.refused:
        for table, names in outcome.made.items():
            shown = [f"„{quoted(name)}“" for name in names[:MOST_UNKNOWN]]
            if len(names) > MOST_UNKNOWN:
                shown.append(f"{text.number(len(names) - MOST_UNKNOWN)} andre")
            yield f"  Nye {MADE.get(table, table)}: {text.listing(shown)}."
    yield from _faults(outcome, wishes)
    for warning in outcome.warnings:
        yield f"  Advarsel: {warning}"


def _rows(count: int) -> str:
    return f"{text.number(count)} række" if count == 1 else f"{text.number(count)} rækker"


def _left_out(outcome: Outcome) -> str:
    return f" ({text.number(outcome.left_out)} udeladt af mappingen)" if outcome.left_out else ""


def _changes(outcome: Outcome) -> str:
    counts = outcome.counts
    parts = [
        f"{text.number(counts.new)} nye",
        f"{text.number(counts.replaced)} ændrede",
        f"{text.number(counts.unchanged)} uændrede",
    ]
    if outcome.removed:
        parts.append(f"{text.number(outcome.removed)} fjernet")
    return text.listing(parts)


def _gaps(outcome: Outcome) -> str:
    if not outcome.gaps:
        return ""
    runs = _runs(outcome.gaps)
    days = text.listing([_run(first, last) for first, last in runs[:8]])
    more = " og flere" if len(runs) > 8 else ""
    return f"; uden rækker fra {days}{more}, som regnes for huller"


def _runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """Return days in their order as runs: the first and the last day of each."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def _run(first: date, last: date) -> str:
    """Name the days from one to another: whole months by their names."""
    months = month_of(first), month_of(last)
    if first == first_day(months[0]) and last == last_day(months[1]):
        return _from_to(*map(text.month, months))
    return _from_to(text.day(first), text.day(last))


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first} til {last}"


def _can_be_no_data(reason: str) -> bool:
    """Say that a reason is what a sum or a note gets; one that says itself what to do (after a colon) is not."""
    return (
        ": " not in reason and any(words in reason for words in _NO_DATA) and "er ikke mellem" not in reason
    )


def _faults(outcome: Outcome, wishes: Wishes) -> Iterator[str]:
    from data_access.imports.rows.rejects import shown as quoted

    rejects = outcome.rejects
    if rejects.reasons:
        yield "  Hyppigste grunde:"
    for reason, count, example in rejects.commonest():
        where = f"{rejects.counted} {example.line}" + (f", {example.column}" if example.column else "")
        value = f": „{quoted(example.value)}“" if example.value else ""
        yield f"    {reason} ({_rows(count)}), for eksempel {where}{value}"
    for column, values in rejects.unknown.items():
        yield f"  Ukendt i {column}:"
        for value, count in values.most_common(MOST_UNKNOWN):
            near = outcome.hints.get((column, value), "")
            hint = f" – ligner {near}" if near else ""
            yield f"    „{quoted(value)}“ ({_rows(count)}){hint}"
        if len(values) > MOST_UNKNOWN:
            yield f"    og {len(values) - MOST_UNKNOWN} andre"
    if outcome.refused and rejects.unknown:
        yield "  Skal det kendes, så læg det ind først, eller skriv values i mappingen."
    if outcome.refused and not outcome.incomplete and any(map(_can_be_no_data, rejects.reasons)):
        yield "  Er det linjer, der ikke er data, så udelad dem med [[leave_out]] i mappingen."
    if rejects.rows and wishes.rejects is not None:
        yield f"  Alle afviste rækker står i {wishes.rejects}"


@contextmanager
def shown(name: str) -> Iterator[Progress]:
    """Show how far it is: a bar on a terminal, else a line every few seconds."""
    if not sys.stdout.isatty():
        yield lines(name)
        return
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn(name),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    started = monotonic()
    with Progress(*columns, transient=True) as bars:
        task = bars.add_task("", total=1.0, rate="")

        def progress(rows: int, share: float) -> None:
            speed = text.number(int(rows / max(monotonic() - started, 0.001)))
            bars.update(task, completed=share, rate=f"{text.number(rows)} rækker, {speed}/s")

        yield progress


def lines(name: str) -> Progress:
    """Return a progress that prints a line every few seconds."""
    started = said = monotonic()

    def progress(rows: int, share: float) -> None:
        nonlocal said
        if monotonic() - said >= EVERY_SECONDS:
            said = monotonic()
            left = (said - started) * (1 - share) / share if share else 0
            typer.echo(
                f"{name}: {text.number(rows)} rækker, {text.number(int(rows / (said - started)))}/s"
                + (f", {text.duration(left)} igen" if left else "")
            )

    return progress
