"""Taking a whole page along, as an Excel workbook."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from flask import Flask, Response, abort, request

from callbacks.reading import chosen
from callbacks.unmoved import Unmoved
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Page
from vocabulary import language
from vocabulary.addresses import full
from vocabulary.filters import file_name, to_query
from vocabulary.language import _

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def register(server: Flask, pages: Callable[[], Sequence[Page]], store: Store, moves: Unmoved) -> None:
    """Register the addresses of the workbooks of the pages that whoever asks may see."""

    @server.get("/data/<key>.xlsx")
    def workbook_of(key: str) -> Response:
        snapshot = store.snapshot()
        if snapshot is None:
            abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
        page = next((each for each in pages() if each.key == key), None)
        if page is None:
            abort(404, _("Der er ingen data på den adresse. Se listen på {address}.", address=full("/data/")))
        snapshot = snapshot.speaking(language.current())
        return moves.answer(snapshot, lambda: _workbook(page, snapshot))


def _workbook(page: Page, snapshot: Snapshot) -> Response:
    """Return the page as a workbook, for what is chosen."""
    # What writes workbooks takes 5 MB, and only where somebody asks for one.
    from callbacks.sheets import Asked, written

    choice = chosen(page, snapshot, request.query_string.decode("latin-1"))
    filters = choice.filters
    shown = [panel for panel in panels_of(page) if panel.shows(snapshot, filters)]
    contents = [answer(panel, snapshot, filters) for panel in shown]
    # With the period, also where it is the default: the file is read when that has moved on.
    link = request.host_url.rstrip("/") + full(page.at(filters) + to_query(filters))
    asked = Asked(page, snapshot, filters, choice.notices, link)
    response = Response(written(asked, contents), mimetype=MIMETYPE)
    name = f"{file_name(page.key, '', filters, snapshot.choices)}.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename={quote(name)}"
    return response
