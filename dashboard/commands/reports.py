"""`pejling report`: opens, publishes, lists, prints and verifies editions of the committee's reports."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dashboard.commands.access import people_of
from dashboard.commands.arguments import STATUS, DatabaseUrl, ReportKey
from dashboard.commands.danish import add, group
from dashboard.commands.databases import database_faults
from dashboard.commands.reported import (
    called_of,
    document_of,
    edition_of,
    hold_begun,
    made_of,
    next_of,
    paper_faults,
    report_of,
    snapshot_of,
    tell_missing,
    written_meanwhile,
)
from dashboard.commands.reports_verify import VERIFY, verify
from dashboard.commands.terminal import WRONG_USE, print_table, stop

if TYPE_CHECKING:
    from datetime import datetime

    from data_access.editions.published import Frozen
    from data_access.snapshot.snapshot import Snapshot
    from layouts.report.made import Document

HELP = "Lav, udgiv og efterprøv udgaver af rapporterne til det politiske udvalg."
DRAFT = """Åbn en kladde til en udgave, eller se, hvad en kladde mangler.

[bold]Eksempel:[/bold] pejling report draft 12 --month 2015-08

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
PUBLISH = """Udgiv en kladde: den fryses, som den er, og bliver aldrig ændret.

Mangler den noget, siges det, og intet udgives; med --unexplained trykkes "Der er ikke givet en forklaring" ved det. En
fejl i en udgave rettes med en revision, som siger hvorfor; begge bliver stående.

[bold]Eksempel:[/bold] pejling report publish 11 --revision --reason "Ventetiden i april var regnet forkert"

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
LIST = """Vis udgaverne, deres kontrolsum og de udgaver, der er på vej.

[bold]Eksempel:[/bold] pejling report list

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL"""
PDF = """Skriv en udgave som PDF: de samme bytes hver gang.

[bold]Eksempel:[/bold] pejling report pdf 11 --output 11-afrapportering.pdf

[bold]Indstillinger:[/bold] PEJLING_DATABASE_URL"""
Number = Annotated[int, typer.Argument(metavar="NUMMER", min=1, max=9_999, help="Udgavens nummer.")]


def draft(
    number: Number,
    month: Annotated[str | None, typer.Option(metavar="MÅNED", help="Den sidste måned, som 2015-08.")] = None,
    report: ReportKey = STATUS,
    database_url: DatabaseUrl = None,
) -> None:
    """Open a draft where there is none, and say what it lacks."""
    from data_access.editions import drafts
    from data_access.editions.published import Which
    from vocabulary.months import is_month
    from vocabulary.people import EDITOR

    which = Which(report_of(report), number)
    if month is not None and not is_month(month):
        stop(f"{month!r} er ikke en måned.", "Skriv den som 2015-08.", WRONG_USE)
    url = people_of(database_url)
    with database_faults(url), written_meanwhile(which):
        snapshot, found = snapshot_of(database_url), next(iter(drafts.versions(url, which)), None)
        if found is None or found.state == "withdrawn":
            of = drafts.Draft(month or snapshot.choices.newest_whole)
            hold_begun(snapshot, which, of.month, [each for each, _version in drafts.open_drafts(url)])
            seen = found.number if found else 0
            found = drafts.write(url, which, of, seen=seen, account=None, role=EDITOR, at=snapshot.stood_at())
            typer.echo(f"Kladden til {called_of(which)} er åbnet for {of.month}.")
    tell_missing(made_of(which, found.draft, snapshot))


def publish(
    number: Number,
    report: ReportKey = STATUS,
    revision: Annotated[
        bool, typer.Option("--revision", metavar="", help="Ret en udgave, der er udgivet.")
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEKST", help="Hvorfor udgaven rettes.")] = "",
    unexplained: Annotated[
        bool, typer.Option("--unexplained", metavar="", help="Tryk, at der ikke er givet en forklaring.")
    ] = False,
    database_url: DatabaseUrl = None,
) -> None:
    """Publish the newest version of a draft, or of a published edition its revision."""
    from dataclasses import replace

    from callbacks.report.drafting import revised
    from data_access.editions import drafts

    snapshot, url = snapshot_of(database_url), people_of(database_url)
    if revision == (not reason.strip()):
        stop("en revision skal have en grund, og kun den.", "Skriv både --revision og --reason.", WRONG_USE)
    which = next_of(report_of(report), number, snapshot, revision=revision)
    with database_faults(url):
        found = next(iter(drafts.versions(url, which)), None)
        kept = found.draft if found and found.state == "draft" else None
        if kept is None and revision:
            kept = revised(document_of(snapshot, edition_of(snapshot, report, number, which.revision - 1)))
        if kept is None:
            stop(f"der er ingen kladde til {called_of(which)}.", f"Åbn en med: pejling report draft {number}")
        document = made_of(which, replace(kept, reason=reason.strip()), snapshot)
        _hold_back(document, kept.answers, snapshot, unexplained=unexplained)
        frozen = _frozen(url, document, snapshot.stood_at())
    typer.echo(f"{called_of(which)} er udgivet. SHA-256: {frozen.sha256}")


def _hold_back(document: Document, answers: dict[str, str], snapshot: Snapshot, *, unexplained: bool) -> None:
    """Stop where an edition is none, or lacks what must be answered."""
    if not document["chapters"] or document["month"] > snapshot.choices.newest_whole:
        stop(
            f"{document['called']} er tom, eller {document['month']} er ikke hel endnu; intet er udgivet.",
            "Ret kladden på siden.",
        )
    if not unexplained and tell_missing(document, answers):
        stop("kladden mangler svar, og intet er udgivet.", "Svar på siden, eller udgiv med --unexplained.")


def _frozen(url: str, document: Document, at: datetime | None) -> Frozen:
    """Publish an edition; stop where it stands already, or a higher one does."""
    from data_access.editions import published
    from vocabulary.people import EDITOR

    try:
        return published.publish(url, document, account=None, role=EDITOR, at=at)
    except published.AlreadyPublishedError:
        stop(f"{document['called']} er udgivet i mellemtiden.", "Se dem med: pejling report list")
    except published.OutOfOrderError:
        stop(
            f"{document['called']} kan ikke udgives nu: en højere er udgivet.",
            "Se dem med: pejling report list",
        )


def listed(database_url: DatabaseUrl = None) -> None:
    """Print what was published, and what is to come."""
    from rich.table import Table

    from data_access.numbers import editions
    from layouts.report.declared import REPORTS
    from vocabulary import text

    snapshot = snapshot_of(database_url)
    table = Table("Rapport", "Udgave", "Måned", "Udgivet", "SHA-256")
    for key in REPORTS:
        for each in editions.editions(snapshot, key):
            name = f"{each.number}R{each.revision}" if each.revision else str(each.number)
            table.add_row(key, name, each.month, text.moment(each.at), each.sha256)
        for due in editions.releases(snapshot, key):
            table.add_row(key, str(due.number), "", f"ventes {text.day(due.due_on)}", "")
    print_table(table)


def pdf(
    number: Number,
    output: Annotated[Path, typer.Option(metavar="FIL", help="Hvor den skrives.")],
    revision: Annotated[int | None, typer.Option(metavar="TAL", min=0, help="Ellers den nyeste.")] = None,
    report: ReportKey = STATUS,
    database_url: DatabaseUrl = None,
) -> None:
    """Write an edition as PDF."""
    from layouts.report.paper.pdf import pdf as printed

    snapshot = snapshot_of(database_url)
    document = document_of(snapshot, edition_of(snapshot, report_of(report), number, revision))
    with paper_faults():
        content = printed(document)
    try:
        output.write_bytes(content)
    except OSError as fault:
        stop(f"{output} kan ikke skrives: {fault.strerror}.", "Vælg et andet sted med --output.")
    typer.echo(f"{output}: {len(content)} bytes")


app = group(HELP)
add(app, "draft", draft, DRAFT)
add(app, "publish", publish, PUBLISH)
add(app, "list", listed, LIST)
add(app, "pdf", pdf, PDF)
add(app, "verify", verify, VERIFY)
