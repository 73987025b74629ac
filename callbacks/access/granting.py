"""The page Adgang: who may what, given and taken by an administrator in plain forms."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Flask, Response, abort, redirect, request, url_for

from callbacks import who
from callbacks.access import csrf
from callbacks.access.page import Write
from callbacks.access.saving import looked, number, saving
from data_access.people import accounts, grants
from data_access.people.people import People
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.access import grants as laid_out
from layouts.parts.declarations import Page
from vocabulary.language import _
from vocabulary.people import MANAGER, OWNER, ROLES

PROJECTS = "projekter"  # the key of the page that projects stand on
LIST, GIVE, TAKE = "/adgang", "/adgang/giv", "/adgang/tag"
LONGEST = 200


def register(server: Flask, people: People | None, store: Store, pages: Sequence[Page], write: Write) -> None:
    """Register the addresses; where nobody signs in nobody is an administrator, and the guard stands before them."""
    views = _Granting(people, store, pages, write)
    server.add_url_rule(LIST, "access.grants", views.listed)
    server.add_url_rule(GIVE, "access.grant", views.give, methods=["POST"])
    server.add_url_rule(TAKE, "access.revoke", views.take, methods=["POST"])


@dataclass(frozen=True)
class _Asked:
    """A role as it is asked for: for an account or a group, a manager's of a hospital, an owner's of a subject."""

    role: str
    account: int | None
    group: str | None
    hospital: str | None
    subject: str | None


@dataclass(frozen=True)
class _Granting:
    people: People | None
    store: Store
    pages: Sequence[Page]
    write: Write

    def listed(self) -> Response:
        if self.people is None:
            abort(404)
        given, known = looked(self.people, lambda at: (grants.all_of(at), accounts.all_of(at)))
        snapshot = self.store.snapshot()
        hospitals = dict(snapshot.names("hospitals")) if snapshot else {}
        body = laid_out.page(given, known, hospitals, _subjects(self.pages, snapshot), csrf.field)
        return self.write(LIST, _("Hvem må hvad"), body)

    def give(self) -> Response:
        csrf.check()
        if self.people is None:
            abort(404)
        asked = _asked()
        if asked.subject and asked.subject not in _subjects(self.pages, self.store.snapshot()):
            abort(400, _("Der er ingen side, der hedder det. Gå tilbage, og prøv igen."))
        try:
            with saving(self.people) as connection:
                grants.grant(
                    connection, asked.role, who.person().account, account=asked.account, group=asked.group,
                    hospital=asked.hospital, subject=asked.subject, address=who.address(),
                )  # fmt: skip
        except grants.UnknownError:
            abort(400, _("Kontoen eller hospitalet findes ikke. Gå tilbage, og prøv igen."))
        return _listed_anew(self.people)

    def take(self) -> Response:
        csrf.check()
        taken = number(request.form.get("nr", ""))
        if self.people is None or taken is None:
            abort(400, _("Der er ingen rolle med det nummer."))
        try:
            with saving(self.people) as connection:
                grants.revoke(connection, taken, who.person().account, who.address())
        except grants.UnknownError:
            abort(404, _("Der er ingen rolle med det nummer."))
        return _listed_anew(self.people)


def _listed_anew(people: People) -> Response:
    people.forget()
    return redirect(url_for("access.grants"), 303)  # type: ignore[return-value]  # Werkzeug's, of which Flask's is one


def _asked() -> _Asked:
    """Return what the form asks for; 400 in words where no role can be given so."""
    asked = {name: request.form.get(name, "").strip()[:LONGEST] for name in laid_out.FIELDS}
    if not all(value.isprintable() for value in asked.values()):
        abort(400, _("Der står tegn, som ikke kan bruges. Gå tilbage, og prøv igen."))
    role, account, group = asked["rolle"], number(asked["konto"]), asked["gruppe"] or None
    if role not in ROLES or (account is None) == (group is None) or (asked["konto"] and account is None):
        abort(
            400,
            _(
                "Vælg en rolle, og skriv enten en kontos nummer eller en gruppes navn. Gå tilbage, og prøv igen."
            ),
        )
    if (role == OWNER) != bool(asked["side"]) or (asked["hospital"] and role != MANAGER):
        abort(400, _("En ejer har en side, og kun en leder kan have et hospital. Gå tilbage, og prøv igen."))
    return _Asked(role, account, group, asked["hospital"] or None, asked["side"] or None)


def _subjects(pages: Sequence[Page], snapshot: Snapshot | None) -> dict[str, str]:
    """Return what an owner can answer for, by key: a page, or a single project."""
    found = {page.key: _(page.name) for page in pages if page.things is None}
    projects = snapshot.names("projects") if snapshot else {}
    return found | {f"{PROJECTS}/{key}": _("Projektet {name}", name=name) for key, name in projects.items()}
