"""How old the figures are, for the line on every page that says so."""

from flask import Flask, Response, jsonify

from data_access.snapshot.progress import Why
from data_access.snapshot.store import Store
from vocabulary import text
from vocabulary.language import _

PATH = "/tilstand"


def register(server: Flask, store: Store, stale_seconds: float, program: str) -> None:
    """Register the address that pages ask every few seconds; `program` tells this version of it from another."""

    @server.get(PATH)
    def state() -> Response:
        snapshot, said = store.snapshot(), late(store, stale_seconds)
        response = jsonify(
            version=snapshot.version if snapshot else None, stale=bool(said), words=said, program=program
        )
        response.headers["Cache-Control"] = "no-store"
        return response


def late(store: Store, stale_seconds: float) -> str:
    """Say how old the figures are, where that is told; '' where they are as new as they should be."""
    snapshot, age = store.snapshot(), store.age()
    if snapshot is not None and age <= stale_seconds:
        return ""
    return _words(age, known=snapshot is not None, why=store.why())


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
