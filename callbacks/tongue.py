"""The language that a reader chose last: an address that says none is led to the same in that language.

The address stays the only thing that decides what is shown; a cookie remembers what it last said outright, so that
nothing is shown in the other language first, also where no script runs.
"""

from urllib.parse import quote

from flask import Response, redirect, request

from vocabulary import language
from vocabulary.addresses import full, root

COOKIE = "pejling-language"
YEAR = 31_536_000


def led() -> Response | None:
    """Lead to the same address in the language that was chosen last; None where the address says one, or none was."""
    chosen = request.cookies.get(COOKIE, "")
    if "sprog" in request.args or chosen == language.DEFAULT or language.named(chosen) is None:
        return None
    query = request.query_string.decode("latin-1")
    there = full(f"/{quote(request.path.strip(chr(47)))}") + f"?{query}{'&' if query else ''}sprog={chosen}"
    response = redirect(there)
    response.headers["Cache-Control"] = "no-store"
    response.vary.add("Cookie")
    return response  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def remembered(response: Response) -> Response:
    """Remember the language that the address says outright; the default is what nobody needs to remember."""
    at = root() or "/"
    said, kept = language.named(request.args.get("sprog", "")), request.cookies.get(COOKIE)
    if said == language.DEFAULT and kept:
        response.delete_cookie(COOKIE, path=at, samesite="Lax", secure=request.is_secure, httponly=True)
    elif said and said not in (language.DEFAULT, kept):
        response.set_cookie(
            COOKIE, said, max_age=YEAR, path=at, samesite="Lax", secure=request.is_secure, httponly=True
        )
    response.vary.add("Cookie")
    return response
