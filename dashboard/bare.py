"""The page around every answer: Dash's application with our own page in the place of its, and what the page loads."""

import re
from collections.abc import Callable
from functools import cached_property
from html import escape
from typing import Any

import orjson
from dash import Dash
from flask import Response

from callbacks import pages
from dashboard import files
from dashboard.version import version
from layouts.figures import theme
from layouts.parts.frame import SEARCH
from layouts.parts.sayings import sayings
from layouts.parts.stills import Stills
from layouts.parts.whole import Files, safe
from layouts.parts.whole import whole as written_whole
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _


class Application(Dash):
    """Dash, whose page is ours: it carries its answer, and Dash's script takes over what stands there."""

    page: Callable[[], Response]

    def index(self, *_args: Any, **_more: Any) -> Response:
        """Return the page, which Dash asks for at every address that is nobody else's."""
        return self.page()

    def file(self, path: str) -> str:
        """Return the address of a file of ours."""
        return files.address(self.get_asset_url, path)

    @cached_property
    def stock(self) -> str:
        """The page as Dash would send it, for what it says of its scripts and its settings."""
        return str(super().index())  # type: ignore[no-untyped-call]

    def dash_scripts(self) -> tuple[str, ...]:
        """Return the addresses of Dash's scripts that pages use, whether a page was written yet or not."""
        return files.scripts_of(self.stock)


class Bare:
    """Writes the page around an answer; what every page has in it is made when the first is asked for."""

    def __init__(self, app: Application, contact: str) -> None:
        self._app, self._contact = app, contact

    @cached_property
    def _files(self) -> Files:
        return _files(self._app)

    @cached_property
    def _layout(self) -> Any:
        return orjson.loads(self._app.serve_layout().get_data())  # type: ignore[no-untyped-call]

    def __call__(self, answer: pages.Answer, theme: str, stills: Stills | None) -> str:
        """Return the page that carries the answer, in the language spoken."""
        needs = _needs(self._contact)
        return written_whole(answer, self._layout, sayings(), needs, self._files, theme, stills)


def _files(app: Application) -> Files:
    """Return what a page loads, and what stands in each."""
    address, dash = app.file, f"{files.TOGETHER}/dash.js"
    config = re.search(r'<script id="_dash-config"[^>]*>(.*?)</script>', app.stock, re.DOTALL)
    return Files(
        program=version(),
        early=address("early.js"),
        styles=address("pejling.css"),
        paper=address("print.css"),
        letters=app.get_asset_url(files.LETTERS),
        icon=app.get_asset_url("icon.svg"),
        plotly=address(files.PLOTLY),
        scripts=(
            address("pejling.js"),
            f"{app.get_asset_url(dash)}?v={files.told(files.dash_scripts(app.dash_scripts()))}",
        ),
        values={
            "_dash-config": safe(config[1]) if config else "{}",
            "dependencies": safe(app.dependencies().get_data(as_text=True)),
            "drawing": safe(orjson.dumps(theme.for_browser()).decode()),
        },
    )


def _needs(contact: str) -> str:
    """Return what is told to whom no script runs for: what stands instead, the data, the search, whom to write to."""
    said = _(
        "Uden JavaScript er figurerne billeder, og deres tal står som tabeller. Alle data kan hentes på {address}.",
        address=full("/data/"),
    )
    whom = _("Er noget svært at læse eller nå, så skriv til {contact}.", contact=contact) if contact else ""
    search = f'<a href="{full(SEARCH)}">{escape(_("Søg i Pejling"))}</a>'
    return f'<p class="needs">{escape(text.prose(said, whom))} {search}</p>'
