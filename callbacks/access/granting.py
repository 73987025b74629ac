"""The page Adgang: who may what, given and taken by an administrator in plain forms."""

from collections.abc import Sequence

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

    @server.get(LIST, endpoint="access.grants")
    def listed() -> Response:
        if people is None:
            abort(404)
        given, known = looked(people, lambda at: (grants.all_of(at), accounts.all_of(at)))
        snapshot = store.snapshot()
        hospitals = dict(snapshot.names("hospitals")) if snapshot else {}
        subjects = _subjects(pages, snapshot)
        body = laid_out.page(given, known, hospitals, subjects, csrf.field)
        return write(LIST, _("Hvem må hvad"), body)

    @server.post(GIVE, endpoint="access.grant")
    def give() -> Response:
        csrf.check()
        if people is None:
            abort(404)
        asked = {name: request.form.get(name, "").strip()[:LONGEST] for name in laid_out.FIELDS}
        if not all(value.isprintable() for value in asked.values()):
            abort(400, _("Der står tegn, som ikke kan bruges. Gå tilbage, og prøv igen."))
        role = asked["rolle"]
        account = number(asked["konto"])
        group = asked["gruppe"] or None
        if role not in ROLES or (account is None) == (group is None) or (asked["konto"] and account is None):
            abort(
                400,
                _(
                    "Vælg en rolle, og skriv enten en kontos nummer eller en gruppes navn. Gå tilbage, og prøv igen."
                ),
            )
        if (role == OWNER) != bool(asked["side"]) or (asked["hospital"] and role != MANAGER):
            abort(
                400, _("En ejer har en side, og kun en leder kan have et hospital. Gå tilbage, og prøv igen.")
            )
        if asked["side"] and asked["side"] not in _subjects(pages, store.snapshot()):
            abort(400, _("Der er ingen side, der hedder det. Gå tilbage, og prøv igen."))
        try:
            with saving(people) as connection:
                grants.grant(
                    connection, role, who.person().account, account=account, group=group,
                    hospital=asked["hospital"] or None, subject=asked["side"] or None, address=who.address(),
                )  # fmt: skip
        except grants.UnknownError:
            abort(400, _("Kontoen eller hospitalet findes ikke. Gå tilbage, og prøv igen."))
        people.forget()
        return redirect(url_for("access.grants"), 303)  # type: ignore[return-value]  # Werkzeug's, of which Flask's is one

    @server.post(TAKE, endpoint="access.revoke")
    def take() -> Response:
        csrf.check()
        taken = number(request.form.get("nr", ""))
        if people is None or taken is None:
            abort(400, _("Der er ingen rolle med det nummer."))
        try:
            with saving(people) as connection:
                grants.revoke(connection, taken, who.person().account, who.address())
        except grants.UnknownError:
            abort(404, _("Der er ingen rolle med det nummer."))
        people.forget()
        return redirect(url_for("access.grants"), 303)  # type: ignore[return-value]


def _subjects(pages: Sequence[Page], snapshot: Snapshot | None) -> dict[str, str]:
    """Return what an owner can answer for, by key: a page, or a single project."""
    found = {page.key: _(page.name) for page in pages if page.things is None}
    projects = snapshot.names("projects") if snapshot else {}
    return found | {f"{PROJECTS}/{key}": _("Projektet {name}", name=name) for key, name in projects.items()}
