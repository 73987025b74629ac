"""The guard: before anything is answered it is known who asks, and the table says whether he may."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, Response, abort, g, redirect, request, url_for

from callbacks import who
from callbacks.access import origin, refused, screens
from callbacks.access.identity import Identity, Known
from callbacks.access.table import BY_ITSELF, TABLE, TAKEN_ALONG, May
from data_access.people.asked import CannotTellError
from data_access.people.people import People
from vocabulary import text
from vocabulary.language import _
from vocabulary.people import ADMINISTRATOR, EDITOR, OWNER, READER

Address = Callable[[str], str]
TAKEN = (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED)  # what is had from before is taken along as well


@dataclass(frozen=True)
class House:
    """How this house lets people in: how it tells who asks, which proxies it believes, and the token of who watches it.

    `leads` says that whoever is not signed in is led to where one does so.
    """

    identity: Identity
    proxies: Collection[str]
    watch_token: str = ""
    leads: bool = False


def register(server: Flask, house: House, address: Address) -> None:
    """Put the guard before all else that may answer. `address` is that of a file under assets."""
    people = house.identity.people

    @server.before_request
    def guard() -> Response | None:
        g.address = origin.address(house.proxies)
        may = TABLE.get(request.endpoint or "", None) if request.endpoint else May.READERS
        if may is None:  # an endpoint that nobody has thought of
            abort(404)
        if may is May.FILES:
            return None
        if may is May.WATCHING:
            return None if origin.is_here() or origin.has_token(house.watch_token) else _watching()
        try:
            known = house.identity.known(who.address(), is_used=request.endpoint not in BY_ITSELF)
        except CannotTellError:
            if may is May.ALL:
                return None
            abort(
                503,
                _("Pejling kan ikke få at vide, hvem du er, for databasen svarer ikke. Prøv igen om lidt."),
            )
        who.is_now(known.person)
        if _is_let(may, known):
            g.screen = known.screen
            return None
        return _refused(house, known, address)

    @server.after_request
    def looked_after(response: Response) -> Response:
        if people is not None:
            _write_down(people, response.status_code)
            _keep_apart(response)
        return response


def _keep_apart(response: Response) -> None:
    """Let no cache give what is one's to another: neither figures nor refusals.

    The headers are read and written as text: it is done for every page.
    """
    endpoint, headers = request.endpoint or "", response.headers
    if TABLE.get(endpoint) in (May.FILES, May.WATCHING):
        return
    varies = headers.get("Vary", "")
    if "Cookie" not in varies:
        headers["Vary"] = f"{varies}, Cookie" if varies else "Cookie"
    if endpoint == "page" and g.get("screen") is not None:
        screens.renew(response)
    before = headers.get("Cache-Control", "")
    kept = "private, no-store" if "no-store" in before else "private, no-cache"
    if kept != before:
        headers["Cache-Control"] = kept


def _is_let(may: May, known: Known) -> bool:
    person = known.person
    match may:
        case May.ALL:
            return True
        case May.SCREENS:
            return known.screen is not None or person.may(READER)
        case May.SIGNED_IN:
            return person.account is not None
        case May.READERS:
            return person.may(READER)
        case May.WRITERS:
            return person.may(OWNER) or person.may(EDITOR)
        case May.EDITORS:
            return person.may(EDITOR)
        case May.ADMINISTRATORS:
            return person.may(ADMINISTRATOR)
        case _:
            return False


def _watching() -> Response:
    said = _("Det kan kun læses på maskinen selv, eller med det ord, der står i PEJLING_WATCH_TOKEN.")
    return Response(f"{said}\n", status=401, mimetype="text/plain", headers={"Cache-Control": "no-store"})


def _refused(house: House, known: Known, address: Address) -> Response:
    """Answer whoever may not: 401 where he may be somebody who may, 403 where he is not."""
    person, is_wall = known.person, TABLE.get(request.endpoint or "") is May.SCREENS
    if known.screen is not None or (known.had == "screen" and is_wall):
        is_in = known.screen is not None
        said = _("Skærmen viser væggen og intet andet.") if is_in else refused.screen_is_out()
        response = refused.answer(403, said, address, leads=False)
        if not is_in:
            response.headers["Pejling-Screen"] = (
                "out"  # its figures are taken down, and not kept as the last good
            )
        return response
    if house.identity.people is None:
        return refused.answer(401, refused.nobody_signs_in(), address, leads=False)
    if person.account is None:
        if house.leads and refused.is_navigation():
            there = request.full_path if request.query_string else request.path
            return redirect(url_for("access.sign_in", til=there), 303)  # type: ignore[return-value]
        return refused.answer(
            401, refused.is_nobody(had=bool(known.had), leads=house.leads), address, leads=house.leads
        )
    if not person.roles:
        said = text.prose(
            _("Du er logget ind, men har ikke fået adgang til noget her."),
            _("Sig det til dem, der driver Pejling, og sig, at dit nummer er {n}.", n=str(person.account)),
        )
    else:
        said = _("Det har du ikke adgang til. Sig det til dem, der driver Pejling, hvis du skal have det.")
    return refused.answer(403, said, address)


def _write_down(people: People, status: int) -> None:
    """Write down what became of it, where it is known of whom: that figures were taken along, or that he was refused.

    Whoever refuses, the guard or what stands behind it, need not think of that.
    """
    account, endpoint = who.person().account, request.endpoint or ""
    if account is None:
        return
    if status == HTTPStatus.FORBIDDEN:
        people.refused(account, endpoint, who.address())
    elif endpoint in TAKEN_ALONG and status in TAKEN and request.method == "GET":
        people.note("exported", account, request.path[:200], who.address())
