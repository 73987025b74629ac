"""The composition root of the web application: settings and store in, a Dash application out."""

import hashlib
import re
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

import orjson
from dash import Dash
from flask import Flask, Request, Response, request
from flask_compress import Compress

from callbacks import export, headers, health, pages, search, speech, state, statement, update, wall, workbook
from callbacks.memo import Memo
from dashboard.settings import Settings
from data_access.database.engine import reader
from data_access.screens import Screens
from data_access.snapshot.live import reading
from data_access.snapshot.refresher import Refresher
from data_access.snapshot.store import Store, watched
from data_access.snapshot.store import reading as reading_snapshot
from layouts.figures import theme
from layouts.pages import accessibility
from layouts.pages.overview import PAGES
from layouts.parts.declarations import Page
from layouts.parts.frame import SEARCH, search_form
from layouts.parts.plain import written
from layouts.parts.sayings import sayings
from layouts.parts.shell import shell
from vocabulary import language, text
from vocabulary.language import _

ROOT = Path(__file__).parent.parent
YEAR, DAY = 31_536_000, 86_400
FINGERPRINT = re.compile(r"\.v[0-9_]+m[0-9]+\.")
LIVE_SECONDS = 5.0
LIVE_SLEEPS_AFTER = 120.0  # seconds after the last wall asked
LIVE_FIRST_SECONDS = 2.0  # less than a screen waits for an answer
CODE = ("dashboard", "layouts", "callbacks", "data_access", "assets")
SUFFIXES = {".py", ".po", ".js", ".css"}
OWN = ("/data/", wall.PATH, wall.SCREENS, SEARCH)  # pages that are not Dash's
FILES = ("/assets/", "/_dash-component-suites/")


def create_store(settings: Settings) -> Store:
    """Return the store of the configured database; its snapshot lies in the state folder."""
    # Named by the database: what was kept of one must never be shown as another's.
    name = hashlib.sha256(settings.database_url.encode()).hexdigest()[:12]
    kept = Path(settings.state_dir) / f"snapshot-{name}"
    return Store(reading_snapshot(settings.database_url), kept, settings.refresh_seconds)


def create_app(settings: Settings, store: Store) -> Dash:
    """Return the application over a store; the caller starts the store, after the process has forked."""
    server = Flask("pejling")
    server.extensions["pejling"] = store  # for whoever serves it: the store is theirs to start and to stop
    _serve_files(server)
    app = _Application(
        "pejling",
        server=server,  # type: ignore[arg-type]  # its hints leave Flask out
        assets_folder=str(ROOT / "assets"),
        # Stylesheets are linked in their order by the page itself; the theme must be known before it paints.
        assets_ignore=r".*\.css|early\.js|wall\.js|.*\.woff2",
        title="Pejling",
        update_title="",
        enable_mcp=False,
        serve_locally=True,
    )
    app.index_string = _index(app)
    app.layout = shell
    app.contact = settings.contact
    shown = _pages(settings)
    screens = Screens(Path(settings.state_dir) / "screens")
    known = [*OWN, wall.DATA, wall.ALIVE, search.SUGGESTED, state.PATH, accessibility.WAS, update.PATH]
    health.register(server, store, screens, shown, known, settings.stale_seconds)
    pages.register(app)
    memo = Memo(settings.memo_mb * 1024 * 1024)
    update.register(server, app.callback_map, str(pages.OUTPUT), shown, store, memo)
    export.register(server, shown, store)
    workbook.register(server, shown, store)
    search.register(server, shown, store, partial(_address, app))
    state.register(server, store, settings.stale_seconds)
    statement.register(server, settings.was_url)
    # Read by whoever shows a wall, and by nobody else.
    live = Refresher(
        reading(lambda progress: watched(reader(settings.database_url), progress)),
        LIVE_SECONDS,
        name="live",
        first_wait=LIVE_FIRST_SECONDS,
        sleeps_after=LIVE_SLEEPS_AFTER,
    )
    playlist = wall.Playlist(settings.wall_slides, settings.wall_seconds, settings.stale_seconds)
    wall.register(server, store, live, screens, playlist, version(), partial(_address, app))
    _say_not_found(server, store)
    speech.register(server)
    headers.register(server, app.csp_hashes())  # after the last callback
    return app


def _pages(settings: Settings) -> tuple[Page, ...]:
    """Return the pages, with the one about accessibility as this house has it."""
    own = accessibility.page_of(settings.contact, settings.was_url)
    return tuple(own if page is accessibility.PAGE else page for page in PAGES)


class _Application(Dash):
    """Dash, whose bare page speaks the language of the request; `contact` is whom it names to write to."""

    contact = ""

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # as Dash's manual has it
        """Return the bare page; Dash's own word for waiting becomes ours (the style sheet hides its script's)."""
        page = str(super().interpolate_index(**parts))  # type: ignore[no-untyped-call]
        page = page.replace("Loading...", _("Henter tallene …")).replace('"_dash-loading"', '"waiting"')
        for name, said in (_said() | {"needs": _needs(self.contact)}).items():
            page = page.replace(f"{{%{name}%}}", said)
        return page


def _said() -> dict[str, str]:
    """Return what the bare page says and what its scripts will say, by its name in the page."""
    return {
        "lang": language.current(),
        "about": _("Hvordan regionens it, medico og telefoni kører, i tal."),
        "words": orjson.dumps(sayings()).decode(),
    }


def _needs(contact: str) -> str:
    """Return what is there for who has no scripts: the data, the search, and whom to write to."""
    said = _("Pejling skal bruge JavaScript for at vise figurer. Tallene kan hentes på /data/.")
    whom = _("Er noget svært at læse eller nå, så skriv til {contact}.", contact=contact) if contact else ""
    return f"<p>{escape(text.prose(said, whom))}</p>{written(search_form())}"


def _index(app: Dash) -> str:
    styles = "".join(
        f'<link rel="stylesheet" href="{app.get_asset_url(path)}?m={_changed(path)}">'
        for path in ("vendor/bootstrap.min.css", "pejling.css")
    )
    # After the others, which it turns around; it is not waited for.
    styles += f'<link rel="stylesheet" href="{_address(app, "print.css")}" media="print">'
    drawing = orjson.dumps(theme.for_browser()).decode()
    return f"""<!doctype html>
<html lang="{{%lang%}}" data-bs-theme="light">
<head>
{{%metas%}}
<meta name="description" content="{{%about%}}">
<script src="{app.get_asset_url("early.js")}?m={_changed("early.js")}"></script>
<title>{{%title%}}</title>
<link rel="icon" href="{app.get_asset_url("icon.svg")}" type="image/svg+xml">
{styles}
</head>
<body>
<script type="application/json" id="drawing">{drawing}</script>
<script type="application/json" id="words">{{%words%}}</script>
{{%app_entry%}}
<div id="asking" class="asking" role="status"></div>
<noscript>{{%needs%}}</noscript>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</body>
</html>"""


def _address(app: Dash, path: str) -> str:
    return f"{app.get_asset_url(path)}?m={_changed(path)}"


@cache
def version() -> str:
    """Return what tells this version of the program from another: a screen that runs another loads itself anew."""
    files = [
        path for folder in CODE for path in sorted((ROOT / folder).rglob("*")) if path.suffix in SUFFIXES
    ]
    told = hashlib.sha256()
    for path in files:  # what is in them, not when: it is the same program on another machine
        told.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()[:12]


def _changed(path: str) -> int:
    return int((ROOT / "assets" / path).stat().st_mtime)


class _StaticOnly:
    """Keeps compressed files, and nothing that is different the next time it is asked for."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._kept.get(key)

    def set(self, key: str, value: bytes) -> None:
        if key.startswith(FILES):
            self._kept[key] = value


def _cache_key(asked: Request) -> str:
    """Return what a file's bytes depend on: its path and when it changed, not what else an address says."""
    file = ROOT / asked.path.lstrip("/")
    return f"{asked.path} {file.stat().st_mtime_ns}" if file.is_file() else asked.path


def _serve_files(server: Flask) -> None:
    """Compress what is sent, files once; and let browsers keep what has a fingerprint in its address."""
    settings: dict[str, Any] = {
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 9,
        "COMPRESS_CACHE_BACKEND": _StaticOnly,
        "COMPRESS_CACHE_KEY": _cache_key,
    }
    server.config.update(settings)
    Compress(server)

    @server.after_request
    def lasting(response: Response) -> Response:
        if response.status_code == 200 and request.path.startswith(FILES):
            # Read whole, so that it is compressed whole, once, and not piece by piece each time.
            response.direct_passthrough = False
            response.get_data()
            if request.query_string or FINGERPRINT.search(request.path):
                response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
            elif request.path.endswith((".woff2", ".svg")):
                response.headers["Cache-Control"] = f"public, max-age={DAY}"
        return response


def _say_not_found(server: Flask, store: Store) -> None:
    @server.after_request
    def status(response: Response) -> Response:
        """Dash answers every address with its page; one that leads nowhere says so in its status too."""
        is_page = response.status_code == 200 and response.mimetype == "text/html"
        if (
            is_page
            and request.path not in OWN
            and pages.page_at(request.path, PAGES, store.snapshot())[0] is None
        ):
            response.status_code = 404
        return response
