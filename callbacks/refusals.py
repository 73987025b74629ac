"""What cannot be answered is refused in one sentence, in the language spoken."""

from dash.exceptions import DependencyException
from flask import Flask
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.wrappers import Response

from vocabulary.addresses import full
from vocabulary.language import N_, _

SENTENCES = {
    404: N_("Der er ingenting på den adresse. Siderne begynder på {home}, og alle data står på {data}."),
    405: N_("Adressen kan ikke bruges på den måde."),
    413: N_("Forespørgslen er for stor."),
    500: N_(
        "Der gik noget galt i Pejling. Prøv igen, og bliver det ved, så sig det til dem, der driver Pejling."
    ),
}


def register(server: Flask) -> None:
    """Say what is refused, and refuse what Dash itself would fail on."""

    @server.errorhandler(HTTPException)
    def refuse(fault: HTTPException) -> Response:
        ours = fault.description != type(fault).description
        response = fault.get_response()
        sentence = SENTENCES.get(response.status_code, fault.name)
        said = fault.description if ours else _(sentence, home=full("/"), data=full("/data/"))
        response.data = f"{said}\n"
        response.mimetype = "text/plain"
        return response

    @server.errorhandler(DependencyException)
    def refuse_file(_fault: DependencyException) -> Response:
        # Dash takes an unknown script for a mistake in the program.
        return refuse(NotFound())
