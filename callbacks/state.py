"""How old the figures are, for the line on every page that says so."""

from flask import Flask, Response, jsonify

from data_access.snapshot.refresher import Why
from data_access.snapshot.store import Store
from vocabulary import text
from vocabulary.language import _

PATH = "/tilstand"


def register(server: Flask, store: Store, stale_seconds: float) -> None:
    """Register the address that pages ask every few seconds."""

    @server.get(PATH)
    def state() -> Response:
        snapshot, age = store.snapshot(), store.age()
        stale = snapshot is None or age > stale_seconds
        response = jsonify(
            version=snapshot.version if snapshot else None,
            stale=stale,
            words=_words(age, known=snapshot is not None, why=store.why()) if stale else "",
        )
        response.headers["Cache-Control"] = "no-store"
        return response


def _words(age: float, *, known: bool, why: Why) -> str:
    if not known:
        if why is Why.READING:
            return _("Pejling er ved at læse tallene i driftsdatabasen.")
        return _("Pejling har ikke fået svar fra driftsdatabasen endnu.")
    if why is Why.READING:
        return _("Tallene er {age} gamle, og nye er ved at blive læst.", age=text.age(age))
    if why is Why.BEHIND:
        return _(
            "Tallene er {age} gamle: den kopi af driftsdatabasen, de læses i, får ikke det nye.",
            age=text.age(age),
        )
    return _(
        "Driftsdatabasen har ikke svaret i {age}. Tallene er de seneste gode og bliver opdateret, så snart den "
        "svarer igen.",
        age=text.age(age),
    )
