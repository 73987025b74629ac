"""The theme that a reader chose last, as a cookie: a page has it when it comes, and it can be chosen without scripts.

Where none was chosen a page names none, and has that which the reader's machine prefers.
"""

from flask import Flask, Response, abort, redirect, request

from callbacks.access.way import taken_apart
from callbacks.tongue import YEAR
from layouts.parts.frame import THEME

COOKIE = "pejling-theme"  # `assets/theme.js` writes it too
NAMES = {"lyst": "light", "moerkt": "dark"}


def chosen() -> str:
    """Return the theme that was chosen, `light` or `dark`; '' where none was."""
    kept = request.cookies.get(COOKIE, "")
    return kept if kept in NAMES.values() else ""


def register(server: Flask) -> None:
    """Register the address that chooses a theme and leads back to where the reader was."""

    @server.get(f"{THEME}<name>")
    def choose(name: str) -> Response:
        if name not in NAMES:
            abort(404)
        response = redirect(_before(), 303)
        response.set_cookie(
            COOKIE,
            NAMES[name],
            max_age=YEAR,
            path=request.script_root or "/",
            samesite="Lax",
            secure=request.is_secure,
        )
        response.headers["Cache-Control"] = "no-store"
        return response  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def _before() -> str:
    """Return the page of ours that the reader came from; the front page where none is known."""
    came = taken_apart(request.referrer or "")
    if came.netloc != request.host or not came.path.startswith("/"):
        spoken = request.query_string.decode("latin-1")
        return f"{request.script_root}/" + (f"?{spoken}" if spoken else "")
    return f"/{came.path.lstrip('/')}" + (f"?{came.query}" if came.query else "")
