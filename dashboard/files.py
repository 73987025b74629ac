"""The files of a page: ours in one script and one stylesheet, Dash's in one, each with its fingerprint, packed once."""

import hashlib
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Flask, Request, Response, request
from flask_compress import Compress

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "assets"
YEAR, DAY = 31_536_000, 86_400
FINGERPRINT = re.compile(r"\.v[0-9_]+m[0-9]+\.")
LETTERS, PLOTLY = "fonts/inter-latin-wght-normal.woff2", "vendor/plotly-basic.min.js"
FILES = ("/assets/", "/_dash-component-suites/")
TOGETHER = "all"  # the folder, under that of the assets, of what is made of several
STYLES = ("vendor/bootstrap.min.css", "pejling.css", "first.css")
# In the order in which they run: what stands in for Dash's questions before what asks them.
SCRIPTS = (
    "address.js", "asking.js", "charts.js", "clicks.js", "freshness.js", "page.js", "picture.js", "search.js",
    "telling.js", "theme.js", "takeover.js",
)  # fmt: skip
# Of Dash's, what asks for parts of itself by its own address is left as it is, and what no page uses is left out.
ALONE = ("/dcc/",)
UNUSED = ("/polyfill", "/dash_table/")
PICTURE = re.compile(r'url\("((?:icons/)?[a-z]+\.svg)"\)')
SUITES = "/_dash-component-suites/"


def scripts_of(stock: str) -> tuple[list[str], list[str]]:
    """Return the addresses of Dash's scripts in its own page: those to be sent as one, and those sent alone."""
    found = [each for each in re.findall(r'<script src="([^"]+)"', stock) if SUITES in each]
    used = [each for each in found if not any(part in each for part in UNUSED)]
    alone = [each for each in used if any(part in each for part in ALONE)]
    return [each for each in used if each not in alone], alone


@cache
def styles() -> bytes:
    """Return the stylesheet: with its small pictures in it, and the way from its folder to the others."""
    written = "\n".join((ASSETS / path).read_text("utf-8") for path in STYLES)
    written = PICTURE.sub(lambda found: f'url("{_picture(found[1])}")', written)
    return written.replace('url("fonts/', 'url("../fonts/').encode()


def _picture(path: str) -> str:
    drawn = " ".join((ASSETS / path).read_text("utf-8").split())
    return f"data:image/svg+xml,{quote(drawn, safe=' =:/,;-')}".replace('"', "%22")


@cache
def scripts() -> bytes:
    """Return our scripts as one."""
    return b"\n;".join((ASSETS / path).read_bytes() for path in SCRIPTS)


@cache
def dash_scripts(addresses: tuple[str, ...]) -> bytes:
    """Return Dash's scripts as one: each stands in a function's place of its own, as files do."""
    return b"\n;".join(_of_package(each).read_bytes() for each in addresses)


def _of_package(address: str) -> Path:
    package, _slash, path = FINGERPRINT.sub(".", address).partition(SUITES)[2].partition("/")
    return Path(str(sys.modules[package].__file__)).parent / path


@cache
def told(content: bytes) -> str:
    """Return what tells a file's content from another."""
    return hashlib.sha256(content).hexdigest()[:12]


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


def serve(server: Flask) -> None:
    """Compress what is sent, files once; and let browsers keep what has a fingerprint in its address."""
    settings: dict[str, Any] = {
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 9,
        "COMPRESS_CACHE_BACKEND": _StaticOnly,
        "COMPRESS_CACHE_KEY": _cache_key,
    }
    server.config.update(settings)
    Compress(server)

    @server.get(f"/assets/{TOGETHER}/pejling.css")
    def all_styles() -> Response:
        return Response(styles(), mimetype="text/css")

    @server.get(f"/assets/{TOGETHER}/pejling.js")
    def all_scripts() -> Response:
        return Response(scripts(), mimetype="text/javascript")

    @server.get(f"/assets/{TOGETHER}/dash.js")
    def all_of_dash() -> Response:
        return Response(dash_scripts(tuple(server.extensions[TOGETHER])), mimetype="text/javascript")

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
