"""The view that a manager begins with: his hospital, where an address says nothing of what is chosen.

The address stays the only thing that decides what is shown, and the same for all: a manager who comes to one that says
nothing is led to the one that says his hospital, from which the links of the pages carry it along. Whoever lets go of
it sees the whole region, and is led no more until he has signed in again or chosen a hospital of his.
"""

from collections.abc import Mapping, Sequence
from urllib.parse import quote

from flask import Response, redirect, request

from callbacks import who
from callbacks.access import cookies
from callbacks.pages import page_at
from callbacks.reading import read_query
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from vocabulary.addresses import full
from vocabulary.filters import EVERYTHING

COOKIE = "pejling-hospital"
SAYS_NOTHING = {"sprog"}  # what an address may have and still say nothing of the choice


def led(page: Page | None, snapshot: Snapshot | None) -> Response | None:
    """Lead to the same page with the manager's hospital; None where the address says more, or there is none."""
    mine = who.person().hospitals
    if not mine or page is None or page.things is not None or snapshot is None:
        return None
    query = read_query(request.query_string.decode("latin-1"))
    first = next((key for key in snapshot.choices.hospitals["today"] if key in mine), "")
    if not first or not query.keys() <= SAYS_NOTHING or cookies.given(COOKIE) == EVERYTHING:
        return None
    spoken = f"&sprog={quote(query['sprog'], safe='')}" if "sprog" in query else ""
    response = redirect(full(f"{page.path}?hospital={quote(first, safe='')}{spoken}"), 303)
    response.headers["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def remembered(response: Response, query: Mapping[str, str]) -> Response:
    """Remember that a manager chose the whole region outright, or forget it when he chooses a hospital of his."""
    mine, chosen = who.person().hospitals, query.get("hospital", "")
    if mine and chosen == EVERYTHING:
        cookies.give(response, COOKIE, EVERYTHING)
    elif chosen in mine and cookies.given(COOKIE):
        cookies.take(response, COOKIE)
    return response


def chosen_in_page(response: Response, path: str, search: str, shown: Sequence[Page]) -> Response:
    """Remember what a manager chose within an open page, where letting go of his hospital is choosing the region.

    He was led to it, and the links carry it along: an address that says nothing is one that he made so.
    """
    if not who.person().hospitals:
        return response
    query = read_query(search)
    page, _key = page_at(path, shown, None)
    if page and page.things is None and query.keys() <= SAYS_NOTHING:
        query["hospital"] = EVERYTHING
    return remembered(response, query)
