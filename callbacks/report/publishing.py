"""An edition on its way to being published: it is seen as it will be, what becomes frozen is told, and it is frozen."""

from typing import Any

from flask import Flask, Response

from callbacks import tongue
from callbacks.access import csrf
from callbacks.report import drafting
from callbacks.report.drafts import PATH
from callbacks.report.editions import REVISION
from callbacks.report.files import Files, file_name, of, sent
from callbacks.report.house import House
from callbacks.report.kept import Kept
from callbacks.report.written import AWAY, asked, by, kept, led, line, log, seen, with_status
from data_access.editions import drafts
from data_access.editions.drafts import Version
from data_access.editions.published import (
    AlreadyPublishedError,
    OutOfOrderError,
    Which,
    publish,
)
from data_access.numbers import editions
from data_access.people.writing import CannotWriteError
from layouts.parts import html
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses, confirmed, drafted, edition
from layouts.report.pages import drafted_fields as form
from layouts.report.pages.confirmed import PRINT, Lack
from layouts.report.pages.fields import ABOUT
from layouts.report.paper.composed import DRAFT
from vocabulary import text
from vocabulary.addresses import full
from vocabulary.canonical import told_by, written
from vocabulary.language import _

Document = dict[str, Any]
# What is another each time that an edition is made, though nothing in it is.
OF_THE_MOMENT = ("read", "published", "versions", "sources")
MOST_DRAFTS = 2  # printed, which are kept apart: a draft that is being written pushes no edition out


def register(server: Flask, house: House) -> None:
    """Register the pages."""
    printed: Files = Kept(MOST_DRAFTS)

    def preview(report: str, number: int, revision: int = 0) -> Response:
        return tongue.led() or _Publishing(house, Which(report, number, revision)).preview()

    def paper(report: str, number: int, revision: int = 0) -> Response:
        return _Publishing(house, Which(report, number, revision)).paper(printed)

    def confirm(report: str, number: int, revision: int = 0) -> Response:
        return tongue.led() or _Publishing(house, Which(report, number, revision)).confirm()

    def publish_(report: str, number: int, revision: int = 0) -> Response:
        csrf.check()
        return _Publishing(house, Which(report, number, revision)).publish()

    for rule in (PATH, f"{PATH}/{REVISION}"):
        server.add_url_rule(f"{rule}/{addresses.PREVIEW}", "report.preview", preview)
        server.add_url_rule(f"{rule}/kladde.pdf", "report.paper", paper)
        server.add_url_rule(f"{rule}/{addresses.PUBLISH}", "report.confirm", confirm)
        server.add_url_rule(f"{rule}/{addresses.PUBLISH}", "report.publish", publish_, methods=["POST"])


class _Publishing:
    """A draft as it stands in the database, and the edition that is made of it now, for one request."""

    def __init__(self, house: House, which: Which) -> None:
        house.reader.may_write(which)
        self._house, self._which, self._snapshot = house, which, house.reader.snapshot()
        self._name = called(REPORTS[which.report], which)

    def preview(self) -> Response:
        """Show the page as it will be."""
        version = self._version()
        if isinstance(version, Response):
            return version
        document = self._made(version)
        ways = [
            html.P(html.A(words, href=addresses.at(path)))
            for words, path in (
                (_("Tilbage til kladden"), addresses.draft(self._which)),
                (_("Som PDF"), addresses.draft(self._which, "kladde.pdf")),
                (_("Gå til udgivelse"), addresses.draft(self._which, addresses.PUBLISH)),
            )
        ]
        return self._page(edition.preview(document, [], ways), addresses.PREVIEW)

    def paper(self, printed: Files) -> Response:
        """Send the PDF as it will be, which says that it is a draft; it is printed where anything in it is another."""
        version = self._version()
        if isinstance(version, Response):
            return version
        document = self._made(version)
        document |= {"called": _("KLADDE: {name}", name=document["called"]), DRAFT: True}
        # A draft prints nothing of the minute in which its figures were read.
        told = told_by(written({name: value for name, value in document.items() if name != "read"}))
        return sent(of(printed, document, told, "pdf"), "pdf", f"kladde-{file_name(self._which)}")

    def confirm(self, *faults: str, status: int = 200) -> Response:
        """Show what becomes frozen, or what must be done first."""
        version = self._version()
        if isinstance(version, Response):
            return version
        document = self._made(version)
        token = (csrf.field(), version.number, _print(document))
        main = confirmed.page(self._which, document, self._lacks(document, version), faults, token)
        return with_status(status, self._page(main, addresses.PUBLISH))

    def publish(self) -> Response:
        """Freeze the edition, if it is the one that was looked at, and nothing is missing."""
        version = self._version()
        if isinstance(version, Response):
            return version
        document = self._made(version)
        if self._lacks(document, version):
            return self.confirm(status=422)
        if seen() > version.number:
            said = _("Siden passer ikke til den kladde, der er gemt, og intet er udgivet. Se den igen.")
            return self.confirm(said, status=409)
        if seen() < version.number:
            return self.confirm(_("Kladden er gemt på ny, siden du så den. Se den igen."), status=409)
        if line(PRINT, 64) != _print(document):
            return self.confirm(_("Tallene er blevet andre, siden du så udgaven. Se den igen."), status=409)
        return self._frozen(document)

    def _frozen(self, document: Document) -> Response:
        url, who = self._house.url, by()
        try:
            kept(
                url,
                lambda: publish(
                    url, document, account=who.account, role=who.role, address=who.address, at=self._snapshot.stood_at()
                ),
            )  # fmt: skip
        except AlreadyPublishedError:
            return self.confirm(self._standing(), status=409)
        except OutOfOrderError:
            return self.confirm(_passed(), status=409)
        except TimeoutError as fault:
            log.warning("it is not known whether an edition was published: %s", fault)
            said = _(
                "Databasen svarede ikke i tide. Se på listen om lidt, om udgaven er udgivet, før du prøver igen."
            )
            return self.confirm(said, status=503)
        except CannotWriteError as fault:
            log.warning("an edition was not published: %s", fault)
            said = _(
                "Udgaven er ikke udgivet: databasen tager ikke imod lige nu. Kladden er uændret. Prøv igen om lidt."
            )
            return self.confirm(said, status=503)
        of = self._which
        told = {"rapport": of.report, "nummer": str(of.number), "revision": str(of.revision)}
        return led(addresses.at(addresses.DESK), "udgivet", **told)

    def _version(self) -> Version | Response:
        """Return the draft as it was saved last; where there is none, lead to where one is begun."""
        try:
            found = asked(self._house.url, lambda: drafts.versions(self._house.url, self._which))
        except AWAY as fault:
            log.warning("a draft cannot be read: %s", fault)
            return with_status(503, self._page(drafted.away(self._which), ""))
        if not found or found[0].state == "withdrawn":
            return led(addresses.at(addresses.NEW), rapport=self._which.report)
        return found[0]

    def _made(self, version: Version) -> Document:
        return drafting.as_made(self._which, version.draft, self._snapshot)

    def _lacks(self, document: Document, version: Version) -> list[Lack]:
        """Say what must be done before it can be published, and in which field."""
        found = [
            Lack(
                _("Det er ikke besvaret ({about}).", about=ABOUT),
                f"{form.ANSWER}{each['key']}",
                each["said"],
                each["about"],
            )
            for each in document["answers"]
            if each["key"] not in version.draft.answers
        ]
        if self._which.revision and not document["reason"]:
            found.append(Lack(_("Skriv, hvorfor der er en revision."), form.REASON))
        if document["month"] > self._snapshot.choices.newest_whole:
            month = text.capital(text.month(document["month"]))
            found.append(Lack(_("{month} er ikke hel endnu.", month=month), form.MONTH))
        if not document["chapters"]:
            first = REPORTS[self._which.report].chapters[0].key
            said = _("Udgaven er tom: alle kapitler er udeladt, eller der er ingen tal for måneden.")
            found.append(Lack(said, f"{form.WITH}-{first}"))
        if self._house.reader.store.age() > self._house.stale_seconds:
            found.append(Lack(_("Tallene er gamle, for databasen svarer ikke. Vent, til de er friske.")))
        return [*found, *(Lack(said) for said in self._out_of_order())]

    def _out_of_order(self) -> list[str]:
        own = editions.editions(self._snapshot, self._which.report)
        if any((each.number, each.revision) == (self._which.number, self._which.revision) for each in own):
            return [self._standing()]
        highest = max((each.number for each in own), default=0)
        if not self._which.revision and self._which.number <= highest:
            return [_passed()]
        if self._which.revision and drafting.refused(self._snapshot, self._which, [], []):
            return [_passed()]
        return []

    def _standing(self) -> str:
        there = full(addresses.edition(self._which))
        return _(
            "{name} er udgivet allerede og står på {address}. Kladden er uændret.",
            name=self._name,
            address=there,
        )

    def _page(self, main: Any, then: str) -> Response:
        title = _("Kladde: {name}", name=self._name)
        return self._house.show(addresses.draft(self._which, then), title, main)


def _passed() -> str:
    return _(
        "Nummeret kan ikke bruges: en senere udgave er udgivet, eller revisionen er ikke den næste. Kladden er uændret."
    )


def _print(document: Document) -> str:
    """Return what tells the edition that was looked at from another: all of it but the moment."""
    told = {name: value for name, value in document.items() if name not in OF_THE_MOMENT}
    return told_by(written(told))
