"""Editions as pages: the list of them, each as it was published, and what is new in it since the one before."""

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, redirect

from callbacks import shade, tongue
from callbacks.report.house import House
from callbacks.report.kept import Kept
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.html import Component
from layouts.parts.plain import written
from layouts.report import revised, since
from layouts.report.corrected import Correction, corrected
from layouts.report.declared import REPORTS
from layouts.report.pages import addresses, changes, edition, listing
from layouts.report.pages.article import article
from layouts.report.pages.edition_beside import Beside
from vocabulary import language
from vocabulary.addresses import full
from vocabulary.language import _

Document = dict[str, Any]
Main = Callable[[], Component]
NUMBER = "<int(max=9999):number>"
REVISION = "R<int(min=1, max=99):revision>"
MOST_KEPT = 4  # documents laid out, of some 700 kB


def register(server: Flask, house: House) -> None:
    """Register the pages."""
    pages = _Pages(house)
    server.add_url_rule(addresses.LIST, "report.list", pages.listed)
    for report in REPORTS.values():
        of, told = f"{report.path}/{NUMBER}", {"report": report.key}
        for rule in (of, f"{of}/{REVISION}"):
            server.add_url_rule(rule, "report.edition", pages.shown, defaults=told)
            server.add_url_rule(f"{rule}/{addresses.SINCE}", "report.since", pages.compared, defaults=told)
        if report.path != addresses.LIST:
            server.add_url_rule(report.path, "report.of", _to_list, defaults=told)


class _Pages:
    def __init__(self, house: House) -> None:
        self._house, self._reader = house, house.reader
        self._articles: Kept[str] = Kept(MOST_KEPT)

    def listed(self) -> Response:
        snapshot, reader = self._reader.snapshot(), self._reader

        def main() -> Component:
            return listing.page(
                snapshot, lambda each: reader.hides(snapshot, each), edits=bool(self._house.url)
            )

        return self._held(snapshot, addresses.LIST, _("Rapporter"), main)

    def shown(self, report: str, number: int, revision: int = 0) -> Response:
        which = Which(report, number, revision)
        snapshot, found, document = self._reader.named(which)

        def main() -> Component:
            beside = _beside(snapshot, found, document, edits=bool(self._house.url))
            return edition.page(found, document, beside, self._laid_out(found, document))

        path = addresses.edition(which)
        return self._held(snapshot, path, edition.heading(document), main, found.sha256)

    def compared(self, report: str, number: int, revision: int = 0) -> Response:
        which = Which(report, number, revision)
        snapshot, found, document = self._reader.named(which)
        title = _("Siden sidst: {name}", name=document["called"])
        main = lambda: self._changes(snapshot, found, document)  # noqa: E731 - it is made only where it is not held
        return self._held(snapshot, addresses.since(which), title, main, found.sha256)

    def _changes(self, snapshot: Snapshot, found: Edition, document: Document) -> Component:
        former = editions.before(snapshot, found)
        if former is not None and self._reader.hides(snapshot, former):
            former = None
        before = (former, self._reader.document(snapshot, former)) if former else None
        with language.speaking(document["language"]):
            new = since.changes(document, before[1] if before else None)
        corrections = corrections_of(snapshot, found, document)
        anew = self._revised(snapshot, found, document)
        return changes.page(found, document, before, new, since.KINDS, corrections, anew)

    def _revised(self, snapshot: Snapshot, found: Edition, document: Document) -> changes.Revised | None:
        """Return the edition that a revision revises, and what differs; None where it is the first of its number."""
        number = found.revision - 1
        edition_ = editions.edition(snapshot, found.report, found.number, number) if number >= 0 else None
        if edition_ is None or self._reader.hides(snapshot, edition_):
            return None
        then = self._reader.document(snapshot, edition_)
        with language.speaking(document["language"]):
            return changes.Revised(
                edition_, then, revised.changes(document, then), revised.figures(document, then)
            )

    def _laid_out(self, found: Edition, document: Document) -> str:
        def make() -> str:
            with language.speaking(document["language"]):
                return written(article(document))

        return self._articles.of(found.sha256, make)

    def _held(self, snapshot: Snapshot, path: str, title: str, main: Main, *also: str) -> Response:
        """Answer with a page that whoever asks may have already; what stands on it follows from what is named."""
        if led := tongue.led():
            return led
        sees = "all" if self._reader.sees_all() else "some"
        return tongue.remembered(
            self._house.moves.answer(
                snapshot, lambda: self._house.show(path, title, main()), shade.chosen(), sees, *also
            )
        )


def _to_list(report: str) -> Response:
    there = f"{full(addresses.at(addresses.LIST))}#{report}"
    return redirect(there, 303)  # type: ignore[return-value]  # it is Werkzeug's, of which Flask's is one


def _beside(snapshot: Snapshot, found: Edition, document: Document, *, edits: bool) -> Beside:
    own = [each for each in editions.editions(snapshot, found.report) if each.number == found.number]
    said = [each for each in editions.said(snapshot, found.report) if each.number == found.number]
    return Beside(own, said, corrections_of(snapshot, found, document), edits)


def corrections_of(snapshot: Snapshot, found: Edition, document: Document) -> list[Correction]:
    """Return what is corrected since, told in the language that the document is in."""
    with language.speaking(document["language"]):
        return corrected(snapshot.speaking(document["language"]), found)
