"""A PDF that is dropped to be checked: read within bounds, kept nowhere, and told of in words."""

import logging

from flask import Flask, Response, request

from callbacks import tongue
from callbacks.access import csrf
from callbacks.report.editions import corrections_of
from callbacks.report.files import Files, of
from callbacks.report.house import House
from callbacks.report.reading import not_for_you
from layouts.report.pages import addresses, control
from layouts.report.pages.control import FILE, MOST_MEGABYTES, Checked
from layouts.report.paper.embedded import BusyError
from vocabulary.language import _

MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_PARTS = 10  # of the form: the file, the token, and what a browser may add
log = logging.getLogger(__name__)


def register(server: Flask, house: House, files: Files) -> None:
    """Register the page and what is sent from it; an edition is printed at most once to be held against a file."""

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
        try:
            return _page(house, _checked(house, files, content))
        except BusyError:
            log.warning("a file was not checked: all readers are at work")
            return _page(
                house,
                None,
                _("Der kontrolleres mange filer lige nu, og din blev ikke læst. Vælg den igen om lidt."),
                status=503,
            )


def _page(house: House, checked: Checked | None, *faults: str, status: int = 200) -> Response:
    main = control.page(csrf.field(), checked, faults)
    response = house.show(addresses.CONTROL, _("Kontrollér en udgave"), main)
    response.status_code = status
    return response


def _checked(house: House, files: Files, content: bytes) -> Checked:
    """Say what a file is; whatever is wrong with it, it is no edition, and that is told in one sentence."""
    from layouts.report import verified  # what prints and reads PDFs takes a while to load

    snapshot = house.reader.snapshot()
    own, checks = verified.named(snapshot, content)
    if own is None:
        return Checked(" ".join(each.said for each in checks))
    if house.reader.hides(snapshot, own):
        return Checked(not_for_you())
    checks = verified.held(snapshot, own, content, lambda document, told: of(files, document, told, "pdf"))
    document = house.reader.document(snapshot, own)
    called, found = document["called"], [each.holds for each in checks]
    holds = False if False in found else None if None in found else True
    said = {
        True: _("Det er {name} ({title}), uændret.", name=called, title=document["title"]),
        None: _("Udgaven inde i filen er {name}, uændret.", name=called),
        False: _("Det er ikke {name}, som den blev udgivet.", name=called),
    }
    looked = [(each.holds, each.said) for each in checks]
    corrections = corrections_of(snapshot, own, document)
    return Checked(said[holds], holds, own, called, looked, corrections, document["language"])
