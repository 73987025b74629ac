"""The declaration of accessibility, which the law wants at `/was`: it is made in the state's own tool."""

from flask import Flask, Response, abort, redirect

from layouts.pages.accessibility import WAS
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.language import _


def register(server: Flask, address: str) -> None:
    """Lead from the address that the law names to the declaration; say so where there is none."""

    @server.get(WAS)
    def declaration() -> Response:
        if not address:
            said = _("Der er ikke tilknyttet en erklæring om tilgængelighed endnu.")
            abort(
                404,
                text.prose(
                    said,
                    _(
                        "På {address} står, hvad der er afprøvet, og hvad der mangler.",
                        address=full("/tilgaengelighed"),
                    ),
                ),
            )
        return redirect(address)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one
