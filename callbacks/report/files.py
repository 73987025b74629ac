"""Editions as files: the canonical JSON itself, and what is made of it for paper, spreadsheet and secretary."""

import base64
import logging
from typing import Any, NoReturn

from flask import Flask, Response, abort, request

from callbacks.report.editions import NUMBER, REVISION
from callbacks.report.house import House
from callbacks.report.kept import Kept
from data_access.editions.published import Which
from layouts.report import copies
from layouts.report.declared import REPORTS
from layouts.report.pages import addresses
from vocabulary import language
from vocabulary.canonical import told_by, written
from vocabulary.language import _

Document = dict[str, Any]
OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = {
    "json": "application/json",
    "pdf": "application/pdf",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "docx": f"{OFFICE}.wordprocessingml.document",
}
log = logging.getLogger(__name__)
MOST_KEPT = 6  # files, of some hundred kB: the newest edition is what all ask for


Files = Kept[bytes]


def of(files: Files, document: Document, sha256: str, suffix: str) -> bytes:
    """Return an edition as a file, which is made once."""
    return files.of((sha256, suffix), lambda: made(document, suffix))


def made(document: Document, suffix: str) -> bytes:
    """Return a document as a file, in the language that it is in; refuse (503, in words) where it cannot be made."""
    with language.speaking(document["language"]):
        if suffix == "json":
            return written(document)
        if suffix == "pdf":
            return _printed(document)
        return copies.workbook(document) if suffix == "xlsx" else copies.docx(document)


def _printed(document: Document) -> bytes:
    from layouts.report.paper.pdf import PaperError, pdf  # what prints takes a while to load

    try:
        return pdf(document)
    except PaperError as fault:
        log.error("an edition could not be printed: %s", fault)
        cannot()


def cannot() -> NoReturn:
    """Refuse (503, in words) what cannot be made now."""
    abort(503, _("Filen kan ikke laves lige nu. Prøv igen om lidt."))


def register(server: Flask, house: House, files: Files) -> None:
    """Register the files of all editions."""

    def file(report: str, number: int, suffix: str, revision: int = 0) -> Response:
        which = Which(report, number, revision)
        _snapshot, found, document = house.reader.named(which)
        tag = found.sha256 if suffix == "json" else f"{found.sha256[:32]}.{suffix}.{house.moves.program}"
        if request.if_none_match.contains(tag):
            response = Response(status=304)
        else:
            response = sent(of(files, document, found.sha256, suffix), suffix, file_name(which))
        response.set_etag(tag)
        response.headers["Cache-Control"] = "no-cache"
        return response

    forms = ", ".join(addresses.FILES)
    for report in REPORTS.values():
        for path in (f"{report.path}/{NUMBER}", f"{report.path}/{NUMBER}/{REVISION}"):
            told = {"report": report.key}
            server.add_url_rule(f"{path}.<any({forms}):suffix>", "report.file", file, defaults=told)


def sent(content: bytes, suffix: str, name: str) -> Response:
    """Return a file as an answer that says its sum."""
    response = Response(content, mimetype=TYPES[suffix])
    kept = "inline" if suffix == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f"{kept}; filename={name}.{suffix}"
    digest = base64.b64encode(bytes.fromhex(told_by(content))).decode("ascii")
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"
    return response


def file_name(which: Which) -> str:
    """Return what an edition's file is called."""
    revision = f"-R{which.revision}" if which.revision else ""
    return f"{which.report}-{which.number}{revision}"
