"""Going to a page and changing a filter: both are a new address, and one answer for the whole page."""

from collections.abc import Sequence
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.page import lay_out, no_figures, not_found
from layouts.parts.shell import Frame, foot, header, navigation, switch
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


def answered(path: str, search: str, pages: Sequence[Page], snapshot: Snapshot) -> Answer:
    """Return the page, its frame and the title for an address, in the language spoken."""
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


def _framed(address: str, main: Component, title: str, top: Frame, below: Frame) -> Answer:
    """Return an answer, which names the address that it answers: it is never taken for another's."""
    return {"address": address, "header": top, "main": main, "foot": below, "title": f"{title} – Pejling"}


def register(app: Dash, pages: Sequence[Page], store: Store) -> None:
    """Register the one callback that answers an address, and the script that shows the answer."""

    @app.callback(OUTPUT, Input("address", "pathname"), Input("address", "search"))
    def answer_address(path: str | None, search: str | None) -> Answer:
        if path is None:
            raise PreventUpdate
        snapshot = store.snapshot()
        with language.speaking(asked_for(search or "")):
            if snapshot is None:
                page = page_at(path, pages)
                other = switch(page.path if page else "/", NOTHING_CHOSEN, None)
                top, below = header(None, other), foot(None)
                return _framed(path + (search or ""), no_figures(), _("Ingen tal endnu"), top, below)
            return answered(path, search or "", pages, snapshot)

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("pejling", "show"), Input("answer", "data")
    )
