"""A panel's chart as a picture with an address of its own: for whoever reads a page without scripts."""

from collections.abc import Callable, Sequence

from flask import Flask, Response, abort, request

from callbacks import shade
from callbacks.reading import chosen
from callbacks.unmoved import Unmoved
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.figures.base import Figure
from layouts.figures.vector import svg
from layouts.parts.answers import answer, panels_of
from layouts.parts.declarations import Page, Panel
from layouts.parts.layers import layered
from layouts.parts.panels import said
from layouts.parts.stills import DARK, NARROW, NARROWEST, PATH, WIDE
from vocabulary import language
from vocabulary.language import _


def register(server: Flask, pages: Callable[[], Sequence[Page]], store: Store, moves: Unmoved) -> None:
    """Register the address of the pictures of the pages that whoever asks may see."""

    @server.get(f"{PATH}<page>/<panel>.svg")
    def figure_of(page: str, panel: str) -> Response:
        snapshot = store.snapshot()
        if snapshot is None:
            abort(503, _("Der er ingen tal endnu. Prøv igen om lidt."))
        found = _find(pages(), page, panel)
        if found is None:
            abort(404, _("Der er ingen figur på den adresse."))
        spoken, theme = snapshot.speaking(language.current()), shade.chosen() or request.args.get("tema", "")
        response = moves.answer(spoken, lambda: _picture(*found, spoken, dark=theme in DARK), theme)
        response.vary.add("Cookie")  # which may have the theme
        return response


def _find(pages: Sequence[Page], page: str, panel: str) -> tuple[Page, Panel] | None:
    """Return the page and the panel of these keys, if it draws its figures."""
    drawn = (
        (owner, each) for owner in pages if owner.key == page for each in panels_of(owner) if each.figure
    )
    return next(((owner, each) for owner, each in drawn if each.key == panel), None)


def _picture(page: Page, panel: Panel, snapshot: Snapshot, *, dark: bool) -> Response:
    """Return the chart for what is chosen, as it is laid out on its page."""
    content = answer(panel, snapshot, chosen(page, snapshot, request.query_string.decode("latin-1")).filters)
    figure: Figure = {"data": [], "layout": {}}
    if panel.figure and not content.is_empty:
        figure = layered(panel.figure(content), content)
    width = NARROWEST if request.args.get("bredde") == NARROW else WIDE
    drawn = svg(
        figure,
        width,
        title=panel.title(snapshot, content.filters),
        described=said(content),
        dark=dark,
        held=True,
    )
    return Response(drawn, mimetype="image/svg+xml")
