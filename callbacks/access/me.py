"""The page Mig: who one is here, and what one may."""

from collections.abc import Sequence

from flask import Flask, Response, request

from callbacks import who
from callbacks.access import csrf
from callbacks.access.page import Write
from data_access.snapshot.store import Store
from layouts.access import me as laid_out
from layouts.parts.declarations import Page
from layouts.parts.frame import ME
from vocabulary import language
from vocabulary.language import _


def register(
    server: Flask, store: Store, pages: Sequence[Page], write: Write, *, signs_in: bool, leads: bool
) -> None:
    """Register the address; `signs_in` says that people sign in at all, `leads` that they do so here."""

    @server.get(ME, endpoint="access.me")
    def me() -> Response:
        person = who.person()
        form = csrf.field() if leads and person.account else None
        snapshot = store.snapshot() if person.hospitals or person.subjects else None
        spoken = snapshot.speaking(language.current()) if snapshot else None
        hospitals, projects = (spoken.names(each) if spoken else {} for each in ("hospitals", "projects"))
        names = {page.key: _(page.name) for page in pages}
        is_cut = "for_mange" in request.args
        body = laid_out.page(
            person, hospitals, projects, names, form, signs_in=signs_in, leads=leads, is_cut=is_cut
        )
        return write(ME, _("Mig"), body)
