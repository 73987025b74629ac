"""Going to a page and changing a filter: both are a new address, and one answer for the whole page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.reading import chosen, read_query
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from layouts.parts.frame import Frame, foot, header, navigation, switch
from layouts.parts.html import Component
from layouts.parts.page import lay_out, no_figures, not_found
from vocabulary import language
from vocabulary.asked import unknown
from vocabulary.filters import NOTHING_CHOSEN, Filters, carried, to_query
from vocabulary.language import Language, _


class Shown(tuple[Page, ...]):
    """The pages of a house, and whether one signs in there: each then leads to the page that says who one is."""

    signs_in = False

    @classmethod
    def of(cls, pages: Iterable[Page], *, signs_in: bool) -> "Shown":
        """Return the pages, of a house where one signs in or does not."""
        found = cls(pages)
        found.signs_in = signs_in
        return found


def has_me(pages: Sequence[Page]) -> bool:
    """Say that one signs in where these pages are shown."""
    return isinstance(pages, Shown) and pages.signs_in


OUTPUT = Output("answer", "data")
Answer = dict[str, Component | list[Component] | str]


def page_at(path: str, pages: Sequence[Page], snapshot: Snapshot | None) -> tuple[Page | None, str]:
    """Return the page at a path, with or without a slash at its end, and the key in it of the thing that it is of.

    Without a snapshot it is not known which things there are, and any may be.
    """
    wanted = path.rstrip("/") or "/"
    for page in pages:
        if page.things is None and page.path == wanted:
            return page, ""
        key = unquote(wanted.removeprefix(f"{page.path}/"))
        if page.things and wanted.startswith(f"{page.path}/") and _is_there(page, key, snapshot):
            return page, key
    return None, ""


def _is_there(page: Page, key: str, snapshot: Snapshot | None) -> bool:
    return snapshot is None or bool(page.things and key in page.things(snapshot))


def asked_for(search: str) -> Language:
    """Return the language that an address asks for; one that cannot be spoken gives a notice, in Danish."""
    return language.named(read_query(search).get("sprog", "")) or language.DEFAULT


@dataclass(frozen=True)
class Asked:
    """What is asked for, however an address says it: equal when the answers are."""

    page: str  # its key; '' for one that there is not
    beside: str  # where there is none, the key of the page that lists what the path names
    filters: Filters
    notices: tuple[str, ...]
    language: Language
    version: str


def asked(path: str, search: str, snapshot: Snapshot, pages: Sequence[Page]) -> Asked:
    """Read an address: its page, what of it can be chosen, and what is said of the rest."""
    spoken = asked_for(search)
    with language.speaking(spoken):
        page, key = page_at(path, pages, snapshot)
        choice = chosen(page, snapshot.speaking(spoken), search, key)
        notices = choice.notices
        listed = None if page else _list_beside(path, pages)
        if listed:
            thing = unquote(path.rstrip("/").removeprefix(f"{listed.path}/"))
            notices = [unknown(listed.in_path, thing)]
    return Asked(
        page.key if page else "",
        listed.key if listed else "",
        choice.filters,
        tuple(notices),
        spoken,
        snapshot.version,
    )


def _list_beside(path: str, pages: Sequence[Page]) -> Page | None:
    """Return the page that lists the things, where a path names one that there is not."""
    lists = (page for page in pages if page.in_path and page.things is None)
    return next((page for page in lists if path.startswith(f"{page.path}/")), None)


def answered(of: Asked, snapshot: Snapshot, pages: Sequence[Page]) -> Answer:
    """Return the page, its frame and the title for what is asked."""
    with language.speaking(of.language):
        return _laid_out(of, snapshot.speaking(of.language), pages)


def _laid_out(of: Asked, snapshot: Snapshot, pages: Sequence[Page]) -> Answer:
    page, filters = next((each for each in pages if each.key == of.page), None), of.filters
    links, about = _links(page, filters, snapshot, pages)
    other = switch(page.at(filters) if page else "/", filters, snapshot.choices)
    if page is None:
        beside = next((each for each in pages if each.key == of.beside), None)
        main = not_found(beside, of.notices, to_query(carried(filters), snapshot.choices))
        return _framed(main, _("Siden findes ikke"), header(links, other, has_me=has_me(pages)), foot(about))
    body = lay_out(page, snapshot, filters, of.notices)
    return _framed(
        body, page.heading(snapshot, filters), header(links, other, has_me=has_me(pages)), foot(about)
    )


def _listed(pages: Sequence[Page], *, below: bool) -> list[Page]:
    """Return the pages that the navigation lists, above or below; those of one thing are found through their list."""
    return [page for page in pages if page.in_foot == below and page.things is None]


def _links(
    page: Page | None, filters: Filters, snapshot: Snapshot, pages: Sequence[Page]
) -> tuple[Component, ...]:
    """Return the links to the pages, above and below."""
    return tuple(navigation(_listed(pages, below=below), page, filters, snapshot) for below in (False, True))


def around(
    path: str, filters: Filters, snapshot: Snapshot | None, pages: Sequence[Page], *, also: str = ""
) -> tuple[Frame, Frame]:
    """Return what stands above and below a page that is not one of figures; `also` is the rest of its query."""
    other = switch(path, filters, snapshot.choices if snapshot else None)
    if also:
        other["props"]["href"] += ("&" if "?" in other["props"]["href"] else "?") + also
    links, about = _links(None, filters, snapshot, pages) if snapshot else (None, None)
    return header(links, other, has_search=False, has_me=has_me(pages)), foot(about)


def empty(path: str, search: str, pages: Sequence[Page]) -> Answer:
    """Return what is said while no snapshot has ever been read."""
    page, key = page_at(path, pages, None)
    with language.speaking(asked_for(search)):
        other = switch(path if key else page.path if page else "/", NOTHING_CHOSEN, None)
        return _framed(
            no_figures(), _("Ingen tal endnu"), header(None, other, has_me=has_me(pages)), foot(None)
        )


def _framed(main: Component, title: str, top: Frame, below: Frame) -> Answer:
    return {"header": top, "main": main, "foot": below, "title": f"{title} – Pejling"}


def register(app: Dash) -> None:
    """Tell the browser what asks for an answer, and the script that shows it."""

    @app.callback(OUTPUT, Input("address", "pathname"), Input("address", "search"))
    def answer_address(path: str, search: str) -> Answer:
        raise NotImplementedError("an address is answered before Dash sees the request: callbacks/update.py")

    app.clientside_callback(  # type: ignore[no-untyped-call]
        ClientsideFunction("pejling", "show"), Input("answer", "data")
    )
