"""The files of a page: ours in one script and one stylesheet, Dash's in one, each with its fingerprint, packed once.

The pages that are not Dash's (the search, the list of data, the wall, its screens) have theirs in the same way.
"""

import hashlib
import re
import sys
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, request
from flask_compress import Compress

from dashboard.packed import Packed

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "assets"
YEAR, DAY = 31_536_000, 86_400
FINGERPRINT = re.compile(r"\.v[0-9_]+m[0-9]+\.")
LETTERS, PLOTLY = "fonts/inter-latin-wght-normal.woff2", "vendor/plotly-basic.min.js"
FILES = ("/assets/", "/_dash-component-suites/")
PACKED = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")
TOGETHER = "all"  # the folder, under that of the assets, of what is made of several
PAGE_STYLES = ("vendor/bootstrap.min.css", "pejling.css", "first.css")
# What each is made of. Scripts run in this order: what stands in for Dash's questions before what asks them.
MADE = {
    "pejling.css": PAGE_STYLES,
    "skaerme.css": (*PAGE_STYLES, "wall.css"),
    "vaeg.css": ("pejling.css", "wall.css"),
    "rapport.css": ("report.css",),
    "pejling.js": (
        "address.js", "ahead.js", "asking.js", "bar.js", "charts.js", "clicks.js", "freshness.js", "landing.js",
        "page.js", "picture.js", "print.js", "search.js", "telling.js", "theme.js", "takeover.js",
    ),
    "soeg.js": ("theme.js", "search.js", "print.js"),
    "ord.js": ("theme.js", "search.js", "print.js", "words.js"),
    "vaeg.js": ("wall.js",),
}  # fmt: skip
TYPES = {".css": "text/css", ".js": "text/javascript"}
# What no page uses of Dash's is left out.
UNUSED = ("/polyfill", "/dash_table/")
RULE, COMMENT = re.compile(r"([^{};]*)\{([^{}]*)\}"), re.compile(r"/\*.*?\*/", re.DOTALL)
UNNAMED = ":root:not([data-bs-theme])"
PICTURE = re.compile(r'url\("((?:icons/)?[a-z]+\.svg)"\)')
SUITES = "/_dash-component-suites/"


def scripts_of(stock: str) -> tuple[str, ...]:
    """Return the addresses of the scripts in Dash's own page that pages use, in their order."""
    found = [each for each in re.findall(r'<script src="([^"]+)"', stock) if SUITES in each]
    return tuple(each for each in found if not any(part in each for part in UNUSED))


@cache
def made(name: str) -> bytes:
    """Return what is made of several: a script, or a stylesheet with its pictures in it and the way to its font."""
    if name.endswith(".js"):
        return b"\n;".join((ASSETS / path).read_bytes() for path in MADE[name])
    written = "\n".join((ASSETS / path).read_text("utf-8") for path in MADE[name])
    written += preferred(written)
    written = PICTURE.sub(lambda found: f'url("{_picture(found[1])}")', written)
    return written.replace('url("fonts/', 'url("../fonts/').encode()


def preferred(styles: str) -> str:
    """Return the rules of each theme once more, for a page that names none: they hold where the machine prefers it.

    Paper is light, whatever is preferred.
    """
    found = ""
    for theme in ("light", "dark"):
        named = re.compile(rf'\[data-bs-theme="?{theme}"?\]')
        rules = [
            f"{named.sub(UNNAMED, ','.join(own))}{{{body}}}"
            for selectors, body in RULE.findall(COMMENT.sub("", styles))
            if (own := [each.strip() for each in selectors.split(",") if named.search(each)])
        ]
        found += f"@media screen and (prefers-color-scheme: {theme}) {{\n" + "\n".join(rules) + "\n}\n"
    return found


def _picture(path: str) -> str:
    drawn = " ".join((ASSETS / path).read_text("utf-8").split())
    return f"data:image/svg+xml,{quote(drawn, safe=' =:/,;-')}".replace('"', "%22")


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


def address(asset: Callable[[str], str], path: str) -> str:
    """Return the address of a file under assets, or of one that is made of several, with its fingerprint.

    `asset` is what Dash says of where its assets are.
    """
    if path in MADE:
        return f"{asset(f'{TOGETHER}/{path}')}?v={told(made(path))}"
    return f"{asset(path)}?v={told((ASSETS / path).read_bytes())}"


def serve(server: Flask, packed: Packed) -> None:
    """Compress what is sent, files once; and let browsers keep what has a fingerprint in its address."""
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(server)

    packed.expected = [partial(made, name) for name in MADE]

    @server.get(f"/assets/{TOGETHER}/<name>")
    def made_of_several(name: str) -> Response:
        if name not in MADE:
            abort(404)
        return Response(made(name), mimetype=TYPES[Path(name).suffix])

    @server.after_request
    def lasting(response: Response) -> Response:
        if response.status_code == 200 and request.path.startswith(FILES):
            # Read whole, so that it is packed whole, once, and not piece by piece each time.
            response.direct_passthrough = False
            if response.mimetype in PACKED:
                _pack(response, packed)
            if request.query_string or FINGERPRINT.search(request.path):
                response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
            elif request.path.endswith((".woff2", ".svg")):
                response.headers["Cache-Control"] = f"public, max-age={DAY}"
        return response


def serve_dash(server: Flask, scripts: Callable[[], tuple[str, ...]]) -> None:
    """Serve Dash's scripts as one; `scripts` gives the addresses of those that pages use, when they are asked for.

    Which worker answers is chance: it may be one that has written no page yet.
    """

    @server.get(f"/assets/{TOGETHER}/dash.js")
    def all_of_dash() -> Response:
        return Response(dash_scripts(scripts()), mimetype="text/javascript")


def _pack(response: Response, packed: Packed) -> None:
    how = request.accept_encodings.best_match(["br", "gzip"])
    response.vary.add("Accept-Encoding")
    if how is None:
        return
    response.data = packed.of(response.get_data(), how)
    response.headers["Content-Encoding"] = how
