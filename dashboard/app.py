"""The composition root of the web application: settings and store in, a Dash application out."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from dash import Dash
from flask import Flask

from callbacks import (
    arrival,
    export,
    figures,
    headers,
    health,
    notes,
    pages,
    project_reports,
    search,
    shade,
    speech,
    state,
    statement,
    update,
    wall,
    whole,
    words,
    workbook,
)
from callbacks.access import csrf, granting, guard, limited, me, signing
from callbacks.access import mappings as access_mappings
from callbacks.access import screens as access_screens
from callbacks.access.page import Write, writer
from callbacks.access.provider import Provider
from callbacks.memo import Memo
from callbacks.remembered import Remembered
from callbacks.report import house, routes
from callbacks.report.reading import Reader
from callbacks.unmoved import Unmoved
from callbacks.wall_slides import Playlist
from dashboard import files, mappings
from dashboard.access import house_of, leads_to, people_of, provider_of
from dashboard.bare import Application, Bare
from dashboard.packed import Packed
from dashboard.setting_access import OPEN
from dashboard.settings import Settings
from dashboard.version import ROOT, version
from data_access.database.engine import reader
from data_access.people.people import People
from data_access.screens import Screens
from data_access.snapshot.live import reading
from data_access.snapshot.refresher import Refresher
from data_access.snapshot.store import Store, watched
from data_access.snapshot.store import reading as reading_snapshot
from layouts.pages import accessibility
from layouts.pages.overview import PAGES
from layouts.parts.frame import SEARCH
from layouts.parts.shell import shell
from layouts.report.pages.found import entries as report_entries
from vocabulary.addresses import below
from vocabulary.people import READER

LIVE_SECONDS = 5.0
LIVE_SLEEPS_AFTER = 120.0  # seconds after the last wall asked
LIVE_FIRST_SECONDS = 2.0  # less than a screen waits for an answer
MOST_BYTES = 64 * 1024  # of a body, as deploy/nginx.conf has it
OWN = ("/data/", wall.PATH, wall.SCREENS, SEARCH)  # pages that are not Dash's


def create_store(settings: Settings) -> Store:
    """Return the store of the configured database; its snapshot lies in the state folder."""
    # Named by the database: what was kept of one must never be shown as another's.
    name = hashlib.sha256(settings.database_url.encode()).hexdigest()[:12]
    kept = Path(settings.state_dir) / f"snapshot-{name}"
    return Store(reading_snapshot(settings.database_url), kept, settings.refresh_seconds)


@dataclass(frozen=True)
class _House:
    """What the addresses need: who may come in, and the figures, pages and answers as whoever asks may see them."""

    settings: Settings
    app: Application
    server: Flask
    people: People | None
    store: Store
    screens: Screens
    shown: pages.Shown
    seen: Callable[[], pages.Shown]
    sees_all: limited.Sees
    answers: Remembered
    moves: Unmoved

    @property
    def url(self) -> str:
        """The database whose role may write what people do; '' where nobody signs in, and so nobody writes."""
        return self.settings.people if self.people else ""

    def writer(self, **wears: Any) -> Write:
        """Return what writes a page, with the script and the styles that it needs of its own."""
        return writer(self.store, self.seen, self.app.file, **wears)


def create_app(settings: Settings, store: Store) -> Dash:
    """Return the application over a store; the caller starts the store, after the process has forked."""
    server = _server(settings, store)
    app = _application(settings, server)
    shown, screens = _pages(settings), Screens(Path(settings.state_dir) / "screens")
    known = [*OWN, wall.DATA, wall.ALIVE, search.SUGGESTED, state.PATH, accessibility.WAS, update.PATH]
    health.register(server, store, screens, shown, known, settings.stale_seconds)
    arrival.register(server, settings.path)
    people, provider = people_of(settings), provider_of(settings, server)
    server.extensions["people"], server.extensions["provider"] = people, provider
    guard.register(server, house_of(settings, people), app.file)
    csrf.register(server)
    pages.register(app)
    of = _seen_by_roles(settings, app, people, store, screens, shown)
    _of_access(of, provider)
    _of_figures(of)
    _of_words(of)
    state.register(server, of.store, settings.stale_seconds, version())
    statement.register(server, settings.was_url)
    _of_wall(of)
    shade.register(server)
    speech.register(server)
    headers.register(server, settings.framed_by, sends_to=leads_to(settings))
    return app


def _server(settings: Settings, store: Store) -> Flask:
    server = Flask("pejling")
    # Also where nothing in front sees to it: a form has a few sentences, and whoever has not signed in may send some.
    server.config["MAX_CONTENT_LENGTH"] = server.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    server.extensions["pejling"] = store  # for whoever serves it: the store is theirs to start and to stop
    packed = server.extensions["packed"] = Packed(Path(settings.state_dir) / "files")
    files.serve(server, packed)
    return server


def _application(settings: Settings, server: Flask) -> Application:
    app = Application(
        "pejling",
        server=server,  # type: ignore[arg-type]  # its hints leave Flask out
        assets_folder=str(ROOT / "assets"),
        assets_ignore=".*",  # the page itself links what it needs, in its order
        title="Pejling",
        update_title="",
        enable_mcp=False,
        serve_locally=True,
        requests_pathname_prefix=f"{settings.path}/",
        routes_pathname_prefix="/",
    )
    app.layout = shell
    files.serve_dash(server, app.dash_scripts)
    return app


def _seen_by_roles(
    settings: Settings,
    app: Application,
    people: People | None,
    store: Store,
    screens: Screens,
    shown: pages.Shown,
) -> _House:
    """Return the house; where figures about patients are kept for a role, others see it without them."""
    server: Flask = app.server
    memo, bare = Memo(settings.memo_mb * 1024 * 1024), Bare(app, settings.contact)
    answers = Remembered(shown, memo, bare, can_write=people is not None)
    found = _House(
        settings,
        app,
        server,
        people,
        store,
        screens,
        shown,
        lambda: shown,
        lambda: True,
        answers,
        Unmoved(version()),
    )
    if not people or settings.patient_pages == READER:
        return found
    sees_all, part = limited.sees(settings.patient_pages), limited.for_all(shown)
    parted = limited.Seen(store, sees_all)
    others = Remembered(part, memo, bare, can_write=True)
    server.before_request(partial(limited.refuse_patients, sees_all, shown))
    return replace(
        found,
        store=parted,
        seen=limited.seen(shown, part, sees_all),
        sees_all=sees_all,
        answers=limited.Answers(answers, others, parted.part, sees_all),
    )


def _of_access(of: _House, provider: Provider | None) -> None:
    """Register who one is and who may what."""
    server, people, write = of.server, of.people, of.writer()
    signing.register(server, people, provider, of.app.file)
    me.register(server, of.store, of.shown, write, signs_in=people is not None, leads=provider is not None)
    granting.register(server, people, of.store, of.shown, write)
    access_mappings.register(server, people, of.store, mappings.known, write)
    access_screens.register(server, people, write, of.app.file)


def _of_figures(of: _House) -> None:
    """Register the pages, and the figures as files."""
    server, store, settings, app = of.server, of.store, of.settings, of.app
    update.register(server, app.callback_map, str(pages.OUTPUT), of.shown, store, of.answers)
    store.before_shown = below(settings.path)(of.answers.lay_out_ahead)
    late = partial(state.late, store, settings.stale_seconds)
    app.page = whole.answering(store, of.answers, of.shown, of.answers.bare, late, of.moves)
    export.register(server, of.seen, store, app.file, of.moves)
    workbook.register(server, of.seen, store, of.moves)
    figures.register(server, of.seen, store, of.moves)
    search.register(server, of.seen, store, app.file, of.moves, report_entries)


def _of_words(of: _House) -> None:
    """Register what is written of the figures, and the report."""
    server, store, written = of.server, of.store, of.writer(script=words.SCRIPT)
    words.register(server, store, of.url, written)
    notes.register(server, store, of.url, of.writer())
    shows, stale = of.writer(styles=("rapport.css",)), of.settings.stale_seconds
    routes.register(server, house.House(Reader(store, of.sees_all), shows, of.moves, of.url, stale))
    project_reports.register(server, store, of.url, written)


def _of_wall(of: _House) -> None:
    settings = of.settings
    # Read by whoever shows a wall, and by nobody else.
    live = Refresher(
        reading(lambda progress: watched(reader(settings.database_url), progress)),
        LIVE_SECONDS,
        name="live",
        first_wait=LIVE_FIRST_SECONDS,
        sleeps_after=LIVE_SLEEPS_AFTER,
    )
    playlist = Playlist(settings.wall_slides, settings.wall_seconds, settings.stale_seconds)
    let_in = access_screens.section(of.people)
    wall.register(of.server, of.store, live, of.screens, playlist, version(), of.app.file, let_in)


def _pages(settings: Settings) -> pages.Shown:
    """Return the pages, with the one about accessibility as this house has it."""
    own = accessibility.page_of(settings.contact, settings.was_url)
    shown = (own if page is accessibility.PAGE else page for page in PAGES)
    return pages.Shown.of(shown, signs_in=settings.signs_in != OPEN)
