"""Cookies that scripts cannot read, that no other host can set, and that are sent to nobody else."""

from flask import Request, Response, request

YEAR = 365 * 86_400


def called(name: str, asked: Request | None = None) -> str:
    """Return what a cookie is called where it is asked for.

    Over TLS browsers take a name with the prefix only from this very host, for all of it, and never in clear text.
    """
    return f"__Host-{name}" if (asked or request).is_secure else name


def given(name: str) -> str:
    """Return the cookie that came with the request; '' where none did."""
    return request.cookies.get(called(name), "")


def give(response: Response, name: str, value: str, max_age: int | None = None) -> None:
    """Have the browser keep a cookie, as many seconds as said, or until it is closed."""
    response.set_cookie(
        called(name),
        value,
        max_age=max_age,
        path="/",
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
    )


def take(response: Response, name: str) -> None:
    """Have the browser forget a cookie."""
    response.delete_cookie(called(name), path="/", secure=request.is_secure, httponly=True, samesite="Lax")
