"""`pejling access`: who may what, given and taken by hand; the first administrator comes so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dashboard.commands.arguments import DatabaseUrl
from dashboard.commands.danish import add, group
from dashboard.commands.databases import database_faults, is_missing, place, settings
from dashboard.commands.terminal import WRONG_USE, print_table, stop

if TYPE_CHECKING:
    from sqlalchemy import Connection

HELP = """Giv, tag og vis roller: hvem må hvad, når man skal logge ind.

Den første administrator logger ind, får sit nummer at se, og får rollen med: pejling access grant administrator
--account 1"""
GRANT = """Giv en konto eller en gruppe en rolle: læser, leder, ejer, redaktør eller administrator.

[bold]Eksempel:[/bold] pejling access grant leder --group S-Pejling-Herlev --hospital herlev

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
REVOKE = """Tag en rolle igen, ved det nummer, den har på listen. Den er væk overalt inden for et minut.

[bold]Eksempel:[/bold] pejling access revoke 7

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
LIST = """Vis rollerne og dem, der har været logget ind.

[bold]Eksempel:[/bold] pejling access list

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
FORGET = """Glem en person: navn, mailadresse og det, udbyderen kalder kontoen, slettes. Det, kontoen gjorde, står.

[bold]Eksempel:[/bold] pejling access forget 3

[bold]Indstillinger:[/bold] PEJLING_PEOPLE_URL, PEJLING_DATABASE_URL"""
Found = TypeVar("Found")
Number = Annotated[int, typer.Argument(metavar="NUMMER", min=1, max=999_999_999, help="Nummeret på listen.")]
# What is asked for by a name that there is not, by what the code calls it.
_KINDS = {"account": "kontoen", "hospital": "hospitalet", "grant": "rollen"}


def grant(
    role: Annotated[str, typer.Argument(metavar="ROLLE", help="Rollens navn.")],
    account: Annotated[
        int | None, typer.Option(metavar="NUMMER", min=1, max=999_999_999, help="Kontoen, der får den.")
    ] = None,
    to_group: Annotated[
        str | None, typer.Option("--group", metavar="NAVN", help="Gruppen, der får den.")
    ] = None,
    hospital: Annotated[str | None, typer.Option(metavar="NØGLE", help="En leders hospital.")] = None,
    page: Annotated[
        str | None,
        typer.Option(metavar="NØGLE", help="Siden, en ejer svarer for, eller ét projekt: projekter/ekg."),
    ] = None,
    database_url: DatabaseUrl = None,
) -> None:
    """Give a role, and say under which number it stands."""
    from data_access.people import grants
    from vocabulary.people import MANAGER, OWNER

    key = _role(role)
    if (account is None) == (to_group is None):
        stop("en rolle gives til en konto eller til en gruppe.", "Skriv --account eller --group.", WRONG_USE)
    if (hospital is not None and key != MANAGER) or (page is None) != (key != OWNER):
        stop(
            "en ejer skal have --page, og kun en leder kan have --hospital.",
            "Se: pejling access grant --help",
            WRONG_USE,
        )
    number = _done(
        database_url,
        lambda c: grants.grant(
            c, key, None, account=account, group=to_group, hospital=hospital, subject=page
        ),
    )
    typer.echo(f"Givet som nr. {number}.")


def revoke(number: Number, database_url: DatabaseUrl = None) -> None:
    """Take a role away."""
    from data_access.people import grants

    _done(database_url, lambda c: grants.revoke(c, number, None))
    typer.echo(f"Nr. {number} gælder ikke længere.")


def forget(number: Number, database_url: DatabaseUrl = None) -> None:
    """Forget a person."""
    from data_access.people import accounts

    if not _done(database_url, lambda c: accounts.forget(c, number, None)):
        stop(f"kontoen {number} findes ikke, eller den er glemt.", "Se dem med: pejling access list")
    typer.echo(
        f"Konto {number} er glemt: navn og mailadresse er slettet, og kontoens roller gælder ikke længere."
    )


def listed(database_url: DatabaseUrl = None) -> None:
    """Print the roles that hold, and the accounts."""
    from rich.table import Table

    from data_access.database.clock import to_wall
    from data_access.people import accounts, grants
    from vocabulary import text
    from vocabulary.people import ROLES

    given, known = _done(database_url, lambda c: (grants.all_of(c), accounts.all_of(c)))
    roles = Table("Nr.", "Rolle", "Hvem", "Om", "Givet")
    for each in given:
        whom = f"gruppen {each.group}" if each.group else f"konto {each.account} {each.name}".strip()
        about = each.hospital or each.subject or ""
        roles.add_row(str(each.id), ROLES[each.role], whom, about, text.moment(to_wall(each.granted_at)))
    print_table(roles)
    people = Table("Konto", "Navn", "Mail", "Kom første gang")
    for one in known:
        name = "(glemt)" if one.forgotten_at else one.name
        people.add_row(str(one.id), name, one.mail, text.moment(to_wall(one.made_at)))
    print_table(people)


def people_of(database_url: str | None) -> str:
    """Return the address that people stand at; end the command where there is no such database."""
    current = settings(database_url)
    url = current.people or current.database_url
    if is_missing(url):
        stop(f"der er ingen database i {place(url)}.", "Lav en tom med: pejling migrate")
    return url


def _done(database_url: str | None, work: Callable[[Connection], Found]) -> Found:
    """Return what the work returns, within one transaction; end the command where there is no such thing."""
    from data_access.people.grants import UnknownError
    from data_access.people.writing import writing

    url = people_of(database_url)
    with database_faults(url):
        try:
            with writing(url) as connection:
                return work(connection)
        except UnknownError as fault:
            kind, _space, name = fault.what.partition(" ")
            stop(f"{_KINDS[kind]} {name} findes ikke.", "Se dem med: pejling access list")


def _role(given: str) -> str:
    """Return the key of a role, by its key or its Danish name."""
    from vocabulary.people import ROLES

    found = {**{name: key for key, name in ROLES.items()}, **{key: key for key in ROLES}}.get(given.lower())
    if found is None:
        stop(f"rollen {given!r} findes ikke.", f"Vælg en af: {', '.join(ROLES.values())}.", WRONG_USE)
    return found


app = group(HELP)
add(app, "grant", grant, GRANT)
add(app, "revoke", revoke, REVOKE)
add(app, "list", listed, LIST)
add(app, "forget", forget, FORGET)
