"""A PDF that is dropped to be checked: read within bounds, kept nowhere, and told of in words."""

from flask import Flask, Response, request

from callbacks import tongue
from callbacks.access import csrf
from callbacks.report.editions import corrections_of
from callbacks.report.files import Files, of
from callbacks.report.house import House
from callbacks.report.reading import not_for_you
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.snapshot import Snapshot
from layouts.report.declared import REPORTS
from layouts.report.pages import addresses, control
from layouts.report.pages.control import FILE, MOST_MEGABYTES, Checked
from vocabulary.canonical import told_by
from vocabulary.language import _

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_PARTS = 10  # of the form: the file, the token, and what a browser may add


def register(server: Flask, house: House, files: Files) -> None:
    """Register the page and what is sent from it."""

    @server.get(addresses.CONTROL, endpoint="report.control")
    def asked() -> Response:
        return tongue.led() or tongue.remembered(_page(house, None))

    @server.post(addresses.CONTROL, endpoint="report.check")
    def sent() -> Response:
        # The form's words beside the file are few; the file itself is held against its size before it is read.
        request.max_content_length = MOST_BYTES + 64 * 1024
        request.max_form_memory_size = 1024 * 1024  # the pieces that the file is read in
        request.max_form_parts = MOST_PARTS
        csrf.check()
        file = request.files.get(FILE)
        content = file.read(MOST_BYTES + 1) if file else b""
        if not content:
            return _page(house, None, _("Vælg den PDF, der skal kontrolleres."), status=422)
        if len(content) > MOST_BYTES:
            return _page(house, None, _("Filen er for stor til at være en afrapportering."), status=422)
        return _page(house, _checked(house, files, content))


def _page(house: House, checked: Checked | None, *faults: str, status: int = 200) -> Response:
    main = control.page(csrf.field(), checked, faults)
    response = house.show(addresses.CONTROL, _("Kontrollér en udgave"), main)
    response.status_code = status
    return response


def _checked(house: House, files: Files, content: bytes) -> Checked:
    """Say what a file is; whatever is wrong with it, it is no edition, and that is told in one sentence."""
    snapshot = house.reader.snapshot()
    found = _embedded(content)
    if found is None:
        return Checked(_("Filen er ikke en afrapportering fra Pejling."))
    sum_ = told_by(found)
    own = next(
        (each for key in REPORTS for each in editions.editions(snapshot, key) if each.sha256 == sum_), None
    )
    if own is None:
        return Checked(
            _(
                "Filen ligner en afrapportering, men dens indhold er ikke noget, der er udgivet her. Brug den ikke."
            )
        )
    if house.reader.hides(snapshot, own):
        return Checked(not_for_you())
    return _held_against(house, files, snapshot, own, content)


def _held_against(house: House, files: Files, snapshot: Snapshot, own: Edition, content: bytes) -> Checked:
    document = house.reader.document(snapshot, own)
    called, corrections = document["called"], corrections_of(snapshot, own, document)
    if of(files, document, own.sha256, "pdf") == content:
        said = _("Det er {name}, uændret.", name=called)
        return Checked(said, holds=True, edition=own, called=called, corrections=corrections)
    said = _(
        "Filen bærer tallene fra {name}, men er ikke den fil, som Pejling laver af dem: den kan være ændret, eller "
        "lavet af en tidligere version af programmet. Hent den igen.",
        name=called,
    )
    return Checked(said, edition=own, called=called, corrections=corrections)


def _embedded(content: bytes) -> bytes | None:
    """Return the canonical JSON that a PDF carries; None where it carries none, or is no PDF."""
    from layouts.report.paper.embedded import NoEditionError, read  # what reads PDFs takes a while to load

    try:
        return read(content)
    except NoEditionError:
        return None
