"""Cookies that scripts cannot read, that no other host can set, and that are sent to nobody else."""

from flask import Request, Response, request

YEAR = 365 * 86_400


def called(name: str, asked: Request | None = None) -> str:
    """Return what a cookie is called where it is asked for.

    Over TLS browsers take a name with the prefix only from this very host, for all of it, and never in clear text.
    Below a path of a host that others share, the prefix is the one that lets it be for that path alone.
    """
    asked = asked or request
    prefix = "__Secure-" if asked.root_path.strip("/") else "__Host-"
    return f"{prefix}{name}" if asked.is_secure else name


def given(name: str) -> str:
    """Return the cookie that came with the request, the first of that name; '' where none did.

    It is looked for as it stands: every page asks, and to take all cookies apart costs five times as much. Ours are
    written without quotes, and what comes in them is none of ours.
    """
    begins = f"{called(name)}="
    for each in request.environ.get("HTTP_COOKIE", "").split(";"):
        if (pair := each.strip(" \t")).startswith(begins):
            return str(pair[len(begins) :])
    return ""


def give(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """Have the browser keep a cookie, as many seconds as said, or until it is closed."""
    response.set_cookie(
        called(name),
        value,
        max_age=max_age,
        path=request.script_root or "/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(
        called(name), path=request.script_root or "/", secure=request.is_secure, httponly=True, samesite="Lax"
    )
