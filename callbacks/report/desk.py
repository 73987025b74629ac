"""The editor's page, and the beginning of a draft: of the next edition, or of a revision of one."""

from flask import Flask, Response, abort, request

from callbacks import tongue
from callbacks.access import csrf
from callbacks.not_kept import not_kept
from callbacks.report import drafting
from callbacks.report.drafts import saved_by
from callbacks.report.editions import corrections_of
from callbacks.report.house import House
from callbacks.report.reading import not_for_you
from callbacks.report.written import (
    AWAY,
    DONE,
    MOST_DIGITS,
    asked,
    by,
    kept,
    led,
    line,
    log,
    number,
    with_status,
)
from data_access.editions import drafts, published
from data_access.editions.drafts import Draft, Version
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError
from data_access.snapshot.snapshot import Snapshot
from layouts.report import allowed
from layouts.report.allowed import Refused
from layouts.report.corrected import is_substantial
from layouts.report.declared import REPORTS, Report
from layouts.report.pages import addresses, desk_begin
from layouts.report.pages import desk as laid_out
from layouts.report.pages.desk import Desk
from layouts.report.pages.desk_begin import Wanted
from layouts.report.pages.listing import release_words
from vocabulary.language import _

Open = list[tuple[Which, Version]]


def register(server: Flask, house: House) -> None:
    """Register the pages."""

    @server.get(addresses.DESK, endpoint="report.desk")
    def shown() -> Response:
        return tongue.led() or tongue.remembered(_Desk(house).page())

    @server.get(addresses.NEW, endpoint="report.new")
    def asked_() -> Response:
        return tongue.led() or tongue.remembered(_Desk(house).begin())

    @server.post(addresses.NEW, endpoint="report.begin")
    def begun() -> Response:
        csrf.check()
        return _Desk(house).begun()


class _Desk:
    def __init__(self, house: House) -> None:
        self._house, self._snapshot = house, house.reader.snapshot()
        self._away = "" if self._reports() else not_for_you()
        self._drafts = self._open()
        self._done = self._published()

    def page(self) -> Response:
        """Show the editor's page."""
        told = {
            "kasseret": _("Kladden er kasseret."),
            "udgivet": _("Udgaven er udgivet. Den står på listen, når tallene er læst igen om lidt."),
            "moede": _("Det er gemt og står ved udgaven om lidt."),
            "udgivelse": _("Det er gemt og står på listen og i kalenderen om lidt."),
        }.get(request.args.get(DONE, ""))
        named = [(which, saved_by(version)) for which, version in self._drafts]
        main = laid_out.page(
            self._desks(), named, csrf.field(), [told] if told else [], [self._away] if self._away else [],
            self._just_published(),
        )  # fmt: skip
        return self._house.show(addresses.DESK, _("For redaktøren"), main)

    def _just_published(self) -> Which | None:
        """Return the edition that the address says was published just now."""
        if request.args.get(DONE) != "udgivet":
            return None
        of = Which(request.args.get("rapport", ""), *(_digits(name) for name in ("nummer", "revision")))
        return of if of in self._done else None

    def begin(self, wanted: Wanted | None = None, status: int = 200) -> Response:
        """Show the page where an edition is begun."""
        months = drafting.months_of(self._snapshot, Which("status", 1), "")
        asked_for = wanted or Wanted(request.args.get("rapport", ""))
        if asked_for.report and not wanted:
            self._house.reader.may_write_of(asked_for.report)
        away = [self._away] if self._away else []
        main = desk_begin.page(self._desks(), months, csrf.field(), asked_for, away)
        return with_status(status, self._house.show(addresses.NEW, _("Begynd en ny udgave"), main))

    def _refused(self, said: str, status: int, *, is_number: bool = False) -> Response:
        """Say at the form why what was sent is not begun, with what was written in it."""
        of = line(laid_out.REPORT, 40)
        # Where a revision was asked for, its number was not written in the form that is shown.
        is_first = not number(laid_out.REVISION)
        written, month = (line(laid_out.NUMBER, 40), line(laid_out.MONTH, 7)) if is_first else ("", "")
        return self.begin(Wanted(of, written, month, [said], is_number), status)

    def begun(self) -> Response:
        """Begin a draft, or lead to the one that is there."""
        which = Which(line(laid_out.REPORT, 40), number(laid_out.NUMBER), number(laid_out.REVISION))
        self._house.reader.may_write_of(which.report)
        draft = self._revision(which) if which.revision else self._first(which)
        if isinstance(draft, Response):
            return draft
        return self._written(which, draft)

    def _written(self, which: Which, draft: Draft) -> Response:
        url, who = self._house.url, by()
        try:
            found = asked(url, lambda: drafts.versions(url, which))
            if found and found[0].state == "draft":
                return led(addresses.at(addresses.draft(which)))
            seen = found[0].number if found else 0
            kept(
                url,
                lambda: drafts.write(
                    url, which, draft, seen=seen, account=who.account, role=who.role, address=who.address,
                    at=self._snapshot.stood_at(),
                ),
            )  # fmt: skip
        except (SomebodyElseWroteError, NothingStandsError):
            return led(addresses.at(addresses.draft(which)))  # what stands now is shown, or begun
        except AWAY as fault:
            return self._refused(not_kept(fault), 503)
        return led(addresses.at(addresses.draft(which)), "ny")

    def _first(self, which: Which) -> Draft | Response:
        """Return the draft of a new edition: its month, and the meeting that it is known to be for."""
        month = line(laid_out.MONTH, 7)
        of_number = self._number(which)
        refused = of_number or allowed.month(month, drafting.months_of(self._snapshot, which, ""))
        if refused:
            status = 409 if refused.is_taken else 422
            return self._refused(refused.said, status, is_number=bool(of_number))
        agenda = {}
        for release in editions.releases(self._snapshot, which.report):
            if release.number == which.number:
                day = release.meeting_on.isoformat() if release.meeting_on else ""
                agenda = {
                    name: said for name, said in (("meeting", release.meeting), ("meeting_on", day)) if said
                }
        return Draft(month, agenda=agenda)

    def _number(self, which: Which) -> Refused | None:
        return drafting.refused(
            self._snapshot, which, self._done, [which for which, _version in self._drafts]
        )

    def _revision(self, which: Which) -> Draft | Response:
        newest = editions.edition(self._snapshot, which.report, which.number)
        if newest is None:
            abort(404, _("Udgaven er ikke udgivet."))
        if refused := allowed.revision(which.revision, newest.revision):
            return self._refused(refused.said, 409 if refused.is_taken else 422)
        return drafting.revised(self._house.reader.document(self._snapshot, newest))

    def _open(self) -> Open:
        url = self._house.url
        try:
            found = asked(url, lambda: drafts.open_drafts(url))
        except AWAY as fault:
            log.warning("the drafts cannot be read: %s", fault)
            self._away = _("Databasen svarer ikke, så kladderne kan ikke vises. Prøv igen om lidt.")
            return []
        mine = {report.key for report in self._reports()}
        return [(which, version) for which, version in found if which.report in mine]

    def _published(self) -> list[Which]:
        """Return what was published, by the database itself: the figures are read again only in a while."""
        url = self._house.url
        try:
            found = asked(url, lambda: published.all_of(url))
        except AWAY as fault:
            log.warning("what was published cannot be read: %s", fault)
            return []
        mine = {report.key for report in self._reports()}
        return [which for which in found if which.report in mine]

    def _known(self) -> list[Which]:
        return [*self._done, *(which for which, _version in self._drafts)]

    def _reports(self) -> list[Report]:
        return [report for report in REPORTS.values() if self._house.reader.may_see(report.key)]

    def _desks(self) -> list[Desk]:
        return [
            _of(report, self._snapshot, self._house, self._drafts, self._known())
            for report in self._reports()
        ]


def _digits(name: str) -> int:
    given = request.args.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) <= MOST_DIGITS else 0


def _of(report: Report, snapshot: Snapshot, house: House, open_: Open, known: list[Which]) -> Desk:
    published = editions.editions(snapshot, report.key)
    done = {each.number for each in known if each.report == report.key} - {
        which.number for which, _version in open_
    }
    coming = {
        each.number: release_words(report, each)
        for each in editions.releases(snapshot, report.key)
        if each.number not in done
    }
    waiting = [
        each for each in editions.said(snapshot, report.key) if each.kind != "decision" and not each.answer
    ]
    newest = [each for each in published[:1] if not house.reader.hides(snapshot, each)]
    turned = [
        each
        for each in newest
        if is_substantial(corrections_of(snapshot, each, house.reader.document(snapshot, each)))
    ]
    next_ = drafting.next_number(snapshot, report.key, known)
    own = [(which, version.draft.month) for which, version in open_ if which.report == report.key]
    return Desk(report, published, coming, waiting, next_, turned, own)
