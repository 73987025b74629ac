"""What the commands of reports ask of the house: its figures, its editions, and what is said where they are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

import typer

from dashboard.commands.databases import database_faults, is_missing, place, settings
from dashboard.commands.terminal import WRONG_USE, stop

if TYPE_CHECKING:
    from data_access.editions.drafts import Draft
    from data_access.editions.published import Which
    from data_access.numbers.editions import Edition
    from data_access.snapshot.snapshot import Snapshot
    from layouts.report.made import Document


@contextmanager
def paper_faults() -> Iterator[None]:
    """Stop in words where an edition cannot be printed, or is not what its sum says."""
    from data_access.editions.forms import UnknownFormError
    from data_access.editions.packed import NotFrozenError
    from layouts.report.paper.pdf import PaperError

    try:
        yield
    except UnknownFormError:
        stop("udgaven er lavet af en nyere Pejling end denne, som ikke kan læse den.", "Brug den nyere.")
    except PaperError as fault:
        stop(f"udgaven kunne ikke trykkes: {fault}", "Prøv igen, når serveren har mindre at lave.")
    except NotFrozenError:
        stop("udgaven i databasen er ikke, hvad dens kontrolsum siger.", "Tag den af en sikkerhedskopi.")


@contextmanager
def written_meanwhile(which: Which) -> Iterator[None]:
    """Stop in words where the draft is another than it was when it was read, a moment ago."""
    from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError

    command = f"pejling report draft {which.number} --report {which.report}"
    again = f"Intet er skrevet. Se kladden med: {command}"
    try:
        yield
    except SomebodyElseWroteError:
        stop(f"en anden har skrevet i kladden til {called_of(which)} imens.", again)
    except NothingStandsError as fault:
        restored = "Er databasen lagt tilbage fra en sikkerhedskopi imens?"
        if fault.newest is None:
            stop(
                f"kladden til {called_of(which)} findes ikke mere. {restored}",
                f"Intet er skrevet. Begynd den igen med: {command}",
            )
        stop(
            f"kladden til {called_of(which)} er en ældre end den, der lige blev læst: nu er version "
            f"{fault.newest.number} den nyeste. {restored}",
            again,
        )


def report_of(key: str) -> str:
    """Return a report that there is; stop in words where there is none."""
    from layouts.report.declared import REPORTS

    if key not in REPORTS:
        stop(f"rapporten {key!r} findes ikke.", f"Vælg en af: {', '.join(REPORTS)}.", WRONG_USE)
    return key


def snapshot_of(database_url: str | None) -> Snapshot:
    """Return the figures as they are now."""
    from data_access.database.engine import reader
    from data_access.snapshot.reading import read_snapshot

    url = settings(database_url).database_url
    if is_missing(url):
        stop(f"der er ingen database i {place(url)}.", "Lav en tom med: pejling migrate")
    with database_faults(url):
        return read_snapshot(reader(url))


def edition_of(snapshot: Snapshot, report: str, number: int, revision: int | None) -> Edition:
    """Return a published edition, of a number its newest revision where none is named; stop where there is none."""
    from data_access.numbers import editions

    found = editions.edition(snapshot, report, number, revision)
    if found is None:
        stop(f"udgave {number} er ikke udgivet.", "Se dem med: pejling report list")
    return found


def document_of(snapshot: Snapshot, edition: Edition) -> Document:
    """Return what was frozen, of a form that is known; stop where it is not what it was."""
    from data_access.editions import forms
    from data_access.numbers import editions

    with paper_faults():
        document = editions.frozen(snapshot, edition)
        forms.read(document)
        return document


def next_of(report: str, number: int, snapshot: Snapshot, *, revision: bool) -> Which:
    """Return which edition is published next of a number: the first of it, or its next revision."""
    from data_access.editions.published import Which

    if not revision:
        return Which(report, number)
    return Which(report, number, edition_of(snapshot, report, number, None).revision + 1)


def hold_begun(snapshot: Snapshot, which: Which, month: str, open_: Sequence[Which]) -> None:
    """Stop where an edition of a number and a month cannot be begun, by the pages' own rule; `open_` is begun."""
    from callbacks.report.drafting import months_of, refused
    from layouts.report import allowed
    from vocabulary import text

    found = refused(snapshot, which, [], open_) or allowed.month(month, months_of(snapshot, which, ""))
    if found:
        stop(text.small(found.what), found.then)


def called_of(which: Which) -> str:
    """Return what an edition is called."""
    from layouts.report.declared import REPORTS
    from layouts.report.made import called

    return called(REPORTS[which.report], which)


def made_of(which: Which, draft: Draft, snapshot: Snapshot) -> Document:
    """Return an edition as it would be published now."""
    from data_access.database.clock import wall
    from layouts.report.made import made

    today: date = snapshot.now.date() if snapshot.demonstration else wall().date()
    return made(which, draft, snapshot, today)


def tell_missing(document: Document, answers: dict[str, str] | None = None) -> int:
    """Say what is not answered, and return how much that is."""
    open_ones = [each for each in document["answers"] if each["key"] not in (answers or {})]
    typer.echo(f"Mangler svar: {len(open_ones)}" if open_ones else "Den mangler intet.")
    for each in open_ones:
        typer.echo(f"  {each['said']}")
    return len(open_ones)
