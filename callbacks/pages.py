"""Going to a page and changing a filter: both are a new address, and one answer for the whole page."""

from collections.abc import Sequence
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.frame import Frame, foot, header, navigation, switch
from layouts.parts.html import Component
from layouts.parts.page import lay_out, no_figures, not_found
from vocabulary import language
from vocabulary.asked import parse
from vocabulary.filters import NOTHING_CHOSEN
from vocabulary.language import Language, _

OUTPUT = Output("answer", "data")
Answer = dict[str, Component | list[Component] | str]


def read_query(search: str) -> dict[str, str]:
    """Read an address's query; of a parameter given twice the first counts."""
    # The limit keeps an address of a million parameters from costing a million steps.
    found = parse_qs(search.removeprefix("?")[:4096], keep_blank_values=False, max_num_fields=None)
    return {name: values[0] for name, values in found.items()}


def page_at(path: str, pages: Sequence[Page]) -> Page | None:
    """Return the page at a path, with or without a slash at its end."""
    wanted = path.rstrip("/") or "/"
    return next((page for page in pages if page.path == wanted), None)


def asked_for(search: str) -> Language:
    """Return the language that an address asks for; one that cannot be spoken gives a notice, in Danish."""
    return language.named(read_query(search).get("sprog", "")) or language.DEFAULT


def answered(path: str, search: str, snapshot: Snapshot | None, pages: Sequence[Page]) -> Answer:
    """Return the page, its frame and the title for an address, in the language that it asks for."""
    with language.speaking(asked_for(search)):
        return _laid_out(path, search, snapshot, pages) if snapshot else _empty(path, search, pages)


def _laid_out(path: str, search: str, snapshot: Snapshot, pages: Sequence[Page]) -> Answer:
    snapshot = snapshot.speaking(language.current())
    page = page_at(path, pages)
    filters, notices = parse(read_query(search), choices_on(page, snapshot))
    links, about = (
        navigation([each for each in pages if each.in_foot == below], page, filters, snapshot)
        for below in (False, True)
    )
    other = switch(page.path if page else "/", filters, snapshot.choices)
    if page is None:
        return _framed(path + search, not_found(), _("Siden findes ikke"), header(links, other), foot(about))
    body = lay_out(page, pages, snapshot, filters, notices)
    return _framed(path + search, body, _(page.title), header(links, other), foot(about))


def _empty(path: str, search: str, pages: Sequence[Page]) -> Answer:
    """Return what is said while no snapshot has ever been read."""
    page = page_at(path, pages)
    other = switch(page.path if page else "/", NOTHING_CHOSEN, None)
    return _framed(path + search, no_figures(), _("Ingen tal endnu"), header(None, other), foot(None))


def _framed(address: str, main: Component, title: str, top: Frame, below: Frame) -> Answer:
    """Return an answer, which names the address that it answers: it is never taken for another's."""
    return {"address": address, "header": top, "main": main, "foot": below, "title": f"{title} – Pejling"}


def register(app: Dash) -> None:
    """Tell the browser what asks for an answer, and the script that shows it."""

    @app.callback(OUTPUT, Input("address", "pathname"), Input("address", "search"))
    def answer_address(path: str, search: str) -> Answer:
        raise NotImplementedError("an address is answered before Dash sees the request: callbacks/update.py")

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("pejling", "show"), Input("answer", "data")
    )
