"""Looking for something by its name: a page of links, and the first of them while one still writes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import orjson
from flask import Flask, Response, request

from callbacks import shade, tongue
from callbacks.pages import around
from callbacks.reading import chosen, read_query
from callbacks.unmoved import Unmoved
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.answers import choices_on
from layouts.parts.declarations import Page
from layouts.parts.frame import MOST_ASKED, SEARCH
from layouts.parts.plain import Address, document
from layouts.parts.sayings import sayings
from layouts.search import page as laid_out
from layouts.search.entries import Entry, More, entries
from layouts.search.matching import Found, Known, cut, find
from vocabulary import language, text
from vocabulary.addresses import full
from vocabulary.asked import parse
from vocabulary.filters import NOTHING_CHOSEN, Filters, carried, to_query
from vocabulary.language import _, ngettext

SUGGESTED = f"{SEARCH}/forslag"
MOST_SUGGESTED = 8
SCRIPT = "soeg.js"


class Names:
    """The names that can be looked for, of the snapshot that was asked last: made once for each language.

    `pages` are those that whoever asks may see; who sees others has names of his own. `more` are other entries.
    """

    def __init__(self, pages: Callable[[], Sequence[Page]], more: More) -> None:
        self._pages, self._more = pages, more
        self._held: dict[tuple[str, ...], tuple[Snapshot, list[Known]]] = {}

    def of(self, snapshot: Snapshot) -> list[Known]:
        """Return what can be looked for in a snapshot, in the language spoken."""
        pages = self._pages()
        place = (language.current(), *(page.key for page in pages))
        held = self._held.get(place)
        if held is None or held[0] is not snapshot:
            held = (snapshot, [Known.of(entry) for entry in entries(snapshot, pages, self._more)])
            self._held[place] = held
        return held[1]


def register(
    server: Flask,
    pages: Callable[[], Sequence[Page]],
    store: Store,
    address: Address,
    moves: Unmoved,
    more: More = lambda _snapshot: (),
) -> None:
    """Register the page and the suggestions.

    `pages` are those that whoever asks may see; `address` is that of a file of ours, `more` what else can be found.
    """
    views = _Search(pages, store, address, moves, Names(pages, more))
    server.add_url_rule(SEARCH, "results", views.results)
    server.add_url_rule(SUGGESTED, "suggestions", views.suggestions)


@dataclass(frozen=True)
class _Search:
    pages: Callable[[], Sequence[Page]]
    store: Store
    address: Address
    moves: Unmoved
    names: Names

    def results(self) -> Response:
        if led := tongue.led():
            return led
        snapshot = self.store.snapshot()
        if snapshot is None:
            response = self._page(None)
            response.headers["Cache-Control"] = "no-store"
        else:
            response = self.moves.answer(snapshot, lambda: self._page(snapshot), shade.chosen())
        return tongue.remembered(response)

    def _page(self, snapshot: Snapshot | None) -> Response:
        asked, query = _asked()
        found = find(self.names.of(snapshot), asked) if snapshot else []
        spoken = snapshot.speaking(language.current()) if snapshot else None
        choices = choices_on(None, spoken) if spoken else None
        filters, notices = _along(spoken, query) if spoken else (NOTHING_CHOSEN, [])
        kept = dict(parse_qsl(to_query(filters, choices).lstrip("?")))
        main = laid_out.page(asked, found, filters, choices, kept, notices)
        also = urlencode({"q": asked}) if asked else ""
        header, foot = around(SEARCH, filters, spoken, self.pages(), also=also)
        title = _("Søg: {asked}", asked=asked) if asked else _("Søg")
        words = orjson.dumps(sayings()).decode()
        whole = document(title, header, main, foot, SCRIPT, words, self.address, shade.chosen())
        return Response(whole, mimetype="text/html")

    def suggestions(self) -> Response:
        asked, query = _asked()
        snapshot = self.store.snapshot()
        found = find(self.names.of(snapshot), asked) if snapshot else []
        shown = _suggestions(snapshot, query, found) if snapshot and found else []
        words = _words(asked, found) if snapshot else laid_out.no_figures()
        answer = {"q": asked, "words": words, "results": shown}
        response = Response(orjson.dumps(answer), mimetype="application/json")
        response.headers["Cache-Control"] = "no-store"
        return response


def _asked() -> tuple[str, dict[str, str]]:
    query = read_query(request.query_string.decode("utf-8", "replace"))
    return cut(query.get("q", "")), query


def _along(snapshot: Snapshot, query: dict[str, str]) -> tuple[Filters, list[str]]:
    """Return what goes along from the address to what is found, and what of it could not be used."""
    choice = chosen(None, snapshot, request.query_string.decode("utf-8", "replace"))
    notices = choice.notices
    if len(query.get("q", "")) > MOST_ASKED:
        notices.append(_("Der er kun ledt efter de første {n} tegn.", n=text.number(MOST_ASKED)))
    return carried(choice.filters), notices


def _suggestions(snapshot: Snapshot, query: dict[str, str], found: Sequence[Found]) -> list[dict[str, str]]:
    """Return the first of what was found, each with where it leads: what was chosen goes along."""
    choices = choices_on(None, snapshot.speaking(language.current()))
    filters = carried(parse(query, choices)[0])
    return [_suggestion(each, full(each.entry.address(filters, choices))) for each in found[:MOST_SUGGESTED]]


def _suggestion(found: Found, address: str) -> dict[str, str]:
    entry: Entry = found.entry
    return {
        "name": entry.name,
        "kind": _(entry.kind),
        "where": entry.where,
        "by": found.by,
        "address": address,
    }


def _words(asked: str, found: Sequence[Found]) -> str:
    """Say how many suggestions there are, as it is heard by whoever does not see them."""
    if not asked:
        return ""
    if not found:
        return _("Intet fundet. Enter viser, hvad du kan prøve.")
    if len(found) > MOST_SUGGESTED:
        return _(
            "{n} af {all} resultater. Pil ned vælger, Enter viser alle.",
            n=text.number(MOST_SUGGESTED), all=text.number(len(found)),
        )  # fmt: skip
    return ngettext(
        "{n} resultat. Pil ned vælger.",
        "{n} resultater. Pil ned vælger.",
        len(found),
        n=text.number(len(found)),
    )
