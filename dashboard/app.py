"""The composition root of the web application: settings and store in, a Dash application out."""

import hashlib
from datetime import timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

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
from callbacks.access.identity import ByProxy, BySession, Identity, Open
from callbacks.access.page import writer
from callbacks.access.provider import Provider
from callbacks.memo import Memo
from callbacks.remembered import Remembered
from callbacks.report import house, routes
from callbacks.report.reading import Reader
from callbacks.unmoved import Unmoved
from callbacks.wall_slides import Playlist
from dashboard import files, mappings
from dashboard.bare import Application, Bare
from dashboard.packed import Packed
from dashboard.setting_access import OIDC, OPEN
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


def create_app(settings: Settings, store: Store) -> Dash:
    """Return the application over a store; the caller starts the store, after the process has forked."""
    server = Flask("pejling")
    # Also where nothing in front sees to it: a form has a few sentences, and whoever has not signed in may send some.
    server.config["MAX_CONTENT_LENGTH"] = server.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    server.extensions["pejling"] = store  # for whoever serves it: the store is theirs to start and to stop
    packed = server.extensions["packed"] = Packed(Path(settings.state_dir) / "files")
    files.serve(server, packed)
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
    shown = _pages(settings)
    screens = Screens(Path(settings.state_dir) / "screens")
    known = [*OWN, wall.DATA, wall.ALIVE, search.SUGGESTED, state.PATH, accessibility.WAS, update.PATH]
    health.register(server, store, screens, shown, known, settings.stale_seconds)
    arrival.register(server, settings.path)
    people, provider = _people(settings), _provider(settings, server)
    doors = _house(settings, people)
    server.extensions["people"], server.extensions["provider"] = people, provider
    guard.register(server, doors, app.file)
    csrf.register(server)
    pages.register(app)
    memo = Memo(settings.memo_mb * 1024 * 1024)
    bare = Bare(app, settings.contact)
    answers, seen = Remembered(shown, memo, bare, can_write=people is not None), lambda: shown
    sees_all: limited.Sees = lambda: True  # noqa: E731
    if people and settings.patient_pages != READER:
        sees_all = limited.sees(settings.patient_pages)
        part = limited.for_all(shown)
        parted = limited.Seen(store, sees_all)
        store, seen = parted, limited.seen(shown, part, sees_all)
        others = Remembered(part, memo, bare, can_write=True)
        answers = limited.Answers(answers, others, parted.part, sees_all)
        server.before_request(partial(limited.refuse_patients, sees_all, shown))
    write = writer(store, seen, app.file)
    signing.register(server, people, provider, app.file)
    me.register(server, store, shown, write, signs_in=people is not None, leads=provider is not None)
    granting.register(server, people, store, shown, write)
    access_mappings.register(server, people, store, mappings.known, write)
    access_screens.register(server, people, write, app.file)
    update.register(server, app.callback_map, str(pages.OUTPUT), shown, store, answers)
    store.before_shown = below(settings.path)(answers.lay_out_ahead)
    moves = Unmoved(version())
    late = partial(state.late, store, settings.stale_seconds)
    app.page = whole.answering(store, answers, shown, answers.bare, late, moves)
    export.register(server, seen, store, app.file, moves)
    workbook.register(server, seen, store, moves)
    figures.register(server, seen, store, moves)
    search.register(server, seen, store, app.file, moves, report_entries)
    written = writer(store, seen, app.file, words.SCRIPT)
    words.register(server, store, settings.people if people else "", written)
    notes.register(server, store, settings.people if people else "", write)
    of_report = writer(store, seen, app.file, styles=("rapport.css",))
    routes.register(
        server,
        house.House(
            Reader(store, sees_all),
            of_report,
            moves,
            settings.people if people else "",
            settings.stale_seconds,
        ),
    )
    project_reports.register(server, store, settings.people if people else "", written)
    state.register(server, store, settings.stale_seconds, version())
    statement.register(server, settings.was_url)
    # Read by whoever shows a wall, and by nobody else.
    live = Refresher(
        reading(lambda progress: watched(reader(settings.database_url), progress)),
        LIVE_SECONDS,
        name="live",
        first_wait=LIVE_FIRST_SECONDS,
        sleeps_after=LIVE_SLEEPS_AFTER,
    )
    playlist = Playlist(settings.wall_slides, settings.wall_seconds, settings.stale_seconds)
    wall.register(server, store, live, screens, playlist, version(), app.file, access_screens.section(people))
    shade.register(server)
    speech.register(server)
    leads_to = (_origin(settings.oidc_issuer),) if provider else ()
    headers.register(server, settings.framed_by, sends_to=leads_to)
    return app


def _people(settings: Settings) -> People | None:
    """Return who may come in; None where everybody may."""
    if settings.signs_in == OPEN:
        return None
    idle = timedelta(minutes=settings.session_idle_minutes)
    return People(settings.people, idle, settings.session_hours)


def _provider(settings: Settings, server: Flask) -> Provider | None:
    """Return who signs people in, where that is a provider; what it takes is loaded for nobody else."""
    if settings.signs_in != OIDC:
        return None
    from callbacks.access.oidc import Oidc
    from callbacks.access.oidc_library import Client

    client = Client(
        settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_groups,
        settings.oidc_scope,
    )  # fmt: skip
    return Oidc(server, client)


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _house(settings: Settings, people: People | None) -> guard.House:
    """Return how people are let in."""
    identity: Identity = Open()
    if people and settings.signs_in == OIDC:
        identity = BySession(people)
    elif people:
        identity = ByProxy(people, settings.proxy_secret, settings.proxies)
    return guard.House(identity, settings.proxies, settings.watch_token, leads=settings.signs_in == OIDC)


def _pages(settings: Settings) -> pages.Shown:
    """Return the pages, with the one about accessibility as this house has it."""
    own = accessibility.page_of(settings.contact, settings.was_url)
    shown = (own if page is accessibility.PAGE else page for page in PAGES)
    return pages.Shown.of(shown, signs_in=settings.signs_in != OPEN)
