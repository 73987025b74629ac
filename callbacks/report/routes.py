"""All addresses of the report, registered; what is refused of them is refused to people as a page that leads on."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, request
from werkzeug.exceptions import HTTPException

from callbacks.access.refused import is_navigation
from callbacks.report import beside, control, desk, drafts, editions, feeds, files, publishing
from callbacks.report.files import MOST_KEPT, Files
from callbacks.report.house import House
from callbacks.report.written import with_status
from layouts.access import plain
from layouts.report.pages import addresses
from vocabulary.language import N_, _

View = Callable[..., Any]
OWN = "report."  # what the endpoints of these addresses begin with
OTHERWISE = N_("Det kan ikke vises")
EDITED = (addresses.NEW, addresses.DRAFT, addresses.RELEASE, addresses.MEETING)  # what editors alone come to
TITLES = {403: N_("Ikke adgang"), 404: N_("Findes ikke")}


def register(server: Flask, house: House) -> None:
    """Register the addresses."""
    editions.register(server, house)
    kept: Files = Files(MOST_KEPT)
    files.register(server, house, kept)
    feeds.register(server, house)
    control.register(server, house, kept)
    desk.register(server, house)
    drafts.register(server, house)
    publishing.register(server, house)
    beside.register(server, house)
    for endpoint, view in server.view_functions.items():
        if endpoint.startswith(OWN):
            server.view_functions[endpoint] = _with_pages(view, house)


def _with_pages(view: View, house: House) -> View:
    """Return a view that refuses a person who goes there with a page, and a script with the sentence alone."""

    @wraps(view)
    def shown(**of: Any) -> Any:
        try:
            return view(**of)
        except HTTPException as fault:
            is_ours = fault.code is not None and fault.description != type(fault).description
            if not is_ours or not is_navigation():
                raise
            title = _(TITLES.get(fault.code or 0, OTHERWISE))
            ways = [(_("Alle udgaver"), addresses.at(addresses.LIST))]
            if request.path.startswith(EDITED):
                ways.insert(0, (_("Til redaktørens side"), addresses.at(addresses.DESK)))
            page = plain.page(title, str(fault.description), ways)
            return with_status(fault.code or 500, house.show(request.path, title, page))

    return shown
