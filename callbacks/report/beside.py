"""What an editor writes beside an edition: when it comes, and what a meeting said of it; each time the next version."""

from abc import ABC, abstractmethod
from datetime import date
from typing import Any

from flask import Flask, Response, abort, request

from callbacks import tongue
from callbacks.access import csrf
from callbacks.report.drafting import day_of
from callbacks.report.editions import NUMBER
from callbacks.report.house import House
from callbacks.report.written import (
    AWAY,
    By,
    asked,
    by,
    kept,
    led,
    line,
    log,
    not_kept,
    number,
    paragraphs,
    too_long,
    with_status,
)
from data_access.editions import meetings, releases
from data_access.editions.published import Which
from data_access.numbers import editions
from data_access.people.versioned import SomebodyElseWroteError
from layouts.parts.html import Component
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses, beside
from layouts.report.pages.beside import Told
from layouts.words.filled import DOES, JOIN, Part
from vocabulary import text
from vocabulary.language import _

Filled = dict[str, str]
PLACE = "<int(max=999):place>"


def register(server: Flask, house: House) -> None:
    """Register the two forms."""

    def answer(form: "_Beside", *, is_sent: bool) -> Response:
        if is_sent:
            csrf.check()
            return form.sent()
        return tongue.led() or tongue.remembered(form.asked())

    of = f"<report>/{NUMBER}"
    for rule, name, sent in (
        (f"{addresses.RELEASE}/{of}", "report.release", "report.released"),
        (f"{addresses.MEETING}/{of}/{PLACE}", "report.meeting", "report.met"),
    ):
        made = _Release if name == "report.release" else _Meeting
        server.add_url_rule(rule, name, lambda made=made, **at: answer(made(house, **at), is_sent=False))
        server.add_url_rule(
            rule, sent, lambda made=made, **at: answer(made(house, **at), is_sent=True), methods=["POST"]
        )


class _Beside(ABC):
    """One thing beside an edition, for one request."""

    path: str
    done: str

    def __init__(self, house: House, report: str, number: int, place: int = 0) -> None:
        house.reader.may_write_of(report)
        if not number:
            abort(404, _("Udgaver har numre fra 1 og op."))
        self.house, self.url, self.report, self.number, self.place = house, house.url, report, number, place
        self.name = called(REPORTS[report], Which(report, number))
        self.snapshot = house.reader.snapshot()

    @abstractmethod
    def versions(self) -> list[Any]:
        """Return all that was written, the newest first; raises CannotReadError."""

    @abstractmethod
    def of(self, version: Any) -> Filled:
        """Return a version as it stands in the form."""

    @abstractmethod
    def given(self) -> Filled:
        """Return what was sent."""

    @abstractmethod
    def faults(self, filled: Filled) -> list[str]:
        """Say what is wrong with what was sent."""

    @abstractmethod
    def write(self, filled: Filled, who: By) -> Any:
        """Write the version after that which was seen; raises what `versioned.add` does."""

    @abstractmethod
    def page(self, filled: Filled, told: Told) -> Component:
        """Return the form."""

    @abstractmethod
    def parts(self, filled: Filled) -> list[Part]:
        """Return what is filled in, to be held against what another wrote."""

    def asked(self) -> Response:
        """Show what was written last."""
        try:
            found = asked(self.url, self.versions)
        except AWAY as fault:
            log.warning("what stands beside an edition cannot be read: %s", fault)
            said = _("Databasen svarer ikke, så det kan ikke ses, hvad der er skrevet. Prøv igen om lidt.")
            return self._shown({}, Told(faults=[said]), 503)
        if self.place and not found:
            abort(404, _("Det er ikke skrevet endnu."))
        return self._shown(self.of(found[0]) if found else {}, Told())

    def sent(self) -> Response:
        """Keep what was sent, or say why not; the text is never lost."""
        filled = self.given()
        if request.form.get(DOES) == JOIN:
            return self._shown(filled, Told([_("Sat sammen. Læs det igennem, og gem det så.")]))
        if faults := self.faults(filled):
            return self._shown(filled, Told(faults=faults), 422)
        who = by()
        try:
            kept(self.url, lambda: self.write(filled, who))
        except SomebodyElseWroteError as fault:
            other = self.of(fault.newest)
            mine = filled | {beside.SEEN: other[beside.SEEN]}
            return self._shown(mine, Told(mine=self.parts(filled), theirs=self.parts(other)), 409)
        except AWAY as fault:
            return self._shown(filled, Told(faults=[not_kept(fault)]), 503)
        return led(addresses.at(addresses.DESK), self.done)

    def _shown(self, filled: Filled, told: Told, status: int = 200) -> Response:
        main = self.page(self.empty() | filled, told)
        return with_status(status, self.house.show(self.path, self.name, main))

    def empty(self) -> Filled:
        """Return the form before anything was written."""
        return {beside.SEEN: "0"}


class _Release(_Beside):
    """When an edition comes, and to which meeting."""

    done = "udgivelse"

    def __init__(self, house: House, report: str, number: int) -> None:
        super().__init__(house, report, number)
        self.path = addresses.release(report, number)

    def versions(self) -> list[Any]:
        return list(releases.versions(self.url, self.report, self.number))

    def of(self, version: releases.Version) -> Filled:
        release = version.release
        return {
            beside.DUE: _iso(release.due_on),
            beside.MEETING: release.meeting,
            beside.MEETING_ON: _iso(release.meeting_on),
            beside.SEEN: str(version.number),
        }

    def empty(self) -> Filled:
        return {beside.DUE: "", beside.MEETING: "", beside.MEETING_ON: "", beside.SEEN: "0"}

    def given(self) -> Filled:
        return {
            beside.DUE: line(beside.DUE, 20),
            beside.MEETING: line(beside.MEETING, beside.LONGEST_MEETING),
            beside.MEETING_ON: line(beside.MEETING_ON, 20),
            beside.SEEN: str(number(beside.SEEN)),
        }

    def faults(self, filled: Filled) -> list[str]:
        found = _faults_of_days(filled, (beside.DUE, _("Udgivelsen")), (beside.MEETING_ON, _("Mødet")))
        if len(filled[beside.MEETING]) > beside.LONGEST_MEETING:
            found.append(too_long(_("Mødet"), beside.LONGEST_MEETING))
        return [*found, *self._out_of_order(day_of(filled[beside.DUE]), day_of(filled[beside.MEETING_ON]))]

    def _out_of_order(self, due: date | None, meeting: date | None) -> list[str]:
        """Say what cannot come when it is said to."""
        found, today = [], self.snapshot.moment().date()
        if editions.edition(self.snapshot, self.report, self.number):
            found.append(_("{name} er udgivet allerede.", name=self.name))
        if due and due < today:
            found.append(_("Udgivelsen kan ikke være før i dag, {day}.", day=text.day(today)))
        if due and meeting and meeting < due:
            found.append(_("Mødet kan ikke være før udgivelsen {day}.", day=text.day(due)))
        return found

    def write(self, filled: Filled, who: By) -> Any:
        release = releases.Release(
            self.report, self.number, day_of(filled[beside.DUE]), filled[beside.MEETING],
            day_of(filled[beside.MEETING_ON]),
        )  # fmt: skip
        return releases.write(
            self.url,
            release,
            seen=int(filled[beside.SEEN]),
            account=who.account,
            role=who.role,
            address=who.address,
            at=self.snapshot.stood_at(),
        )

    def page(self, filled: Filled, told: Told) -> Component:
        return beside.release(self.name, self.path, filled, told, csrf.field())

    def parts(self, filled: Filled) -> list[Part]:
        return [
            _of_day(beside.DUE, _("Udgives"), filled),
            Part(beside.MEETING, _("Møde"), filled[beside.MEETING], filled[beside.MEETING]),
            _of_day(beside.MEETING_ON, _("Dag for mødet"), filled),
        ]


class _Meeting(_Beside):
    """What a meeting said of an edition; place 0 is something new."""

    done = "moede"

    def __init__(self, house: House, report: str, number: int, place: int) -> None:
        super().__init__(house, report, number, place)
        self.path = addresses.meeting(report, number, place)
        first = editions.edition(self.snapshot, report, number, 0)
        if first is None:
            abort(404, _("Udgaven er ikke udgivet."))
        self._published = first.at.date()

    def versions(self) -> list[Any]:
        if not self.place:
            return []
        return list(meetings.versions(self.url, self.report, self.number, self.place))

    def of(self, version: meetings.Version) -> Filled:
        said = version.said
        return {
            beside.KIND: said.kind,
            beside.SAID_ON: said.said_on.isoformat(),
            beside.SAID: said.said,
            beside.ANSWER: said.answer,
            beside.SEEN: str(version.number),
        }

    def empty(self) -> Filled:
        return {
            beside.KIND: "decision",
            beside.SAID_ON: "",
            beside.SAID: "",
            beside.ANSWER: "",
            beside.SEEN: "0",
        }

    def given(self) -> Filled:
        return {
            beside.KIND: line(beside.KIND, 20),
            beside.SAID_ON: line(beside.SAID_ON, 20),
            beside.SAID: paragraphs(beside.SAID, beside.LONGEST_SAID),
            beside.ANSWER: paragraphs(beside.ANSWER, beside.LONGEST_SAID),
            beside.SEEN: str(number(beside.SEEN)),
        }

    def faults(self, filled: Filled) -> list[str]:
        found = _faults_of_days(filled, (beside.SAID_ON, _("Mødet")))
        if not filled[beside.SAID_ON]:
            found.append(_("Skriv, hvilken dag mødet var."))
        elif (said_on := day_of(filled[beside.SAID_ON])) and said_on < self._published:
            day = text.day(self._published)
            found.append(_("Et møde før udgivelsen {day} kan ikke have talt om udgaven.", day=day))
        if not filled[beside.SAID]:
            found.append(_("Skriv, hvad mødet sagde."))
        if filled[beside.KIND] not in beside.KINDS:
            found.append(_("Vælg, om det er en beslutning, et spørgsmål eller et ønske."))
        for name, label in ((beside.SAID, _("Det, mødet sagde,")), (beside.ANSWER, _("Svaret"))):
            if len(filled[name]) > beside.LONGEST_SAID:
                found.append(too_long(label, beside.LONGEST_SAID))
        return found

    def write(self, filled: Filled, who: By) -> Any:
        place = self.place or meetings.next_place(self.url, self.report, self.number)
        said = meetings.Said(
            self.report, self.number, place, filled[beside.KIND],  # type: ignore[arg-type]  # held by `faults`
            day_of(filled[beside.SAID_ON]), filled[beside.SAID], filled[beside.ANSWER],  # type: ignore[arg-type]
        )  # fmt: skip
        return meetings.write(
            self.url,
            said,
            seen=int(filled[beside.SEEN]),
            account=who.account,
            role=who.role,
            address=who.address,
            at=self.snapshot.stood_at(),
        )

    def page(self, filled: Filled, told: Told) -> Component:
        others = [each for each in editions.said(self.snapshot, self.report) if each.number == self.number]
        return beside.meeting(self.name, self.path, filled, told, csrf.field(), others)

    def parts(self, filled: Filled) -> list[Part]:
        kind = _(beside.KINDS.get(filled[beside.KIND]) or filled[beside.KIND])
        return [
            Part(beside.KIND, _("Slags"), filled[beside.KIND], kind),
            _of_day(beside.SAID_ON, _("Dag for mødet"), filled),
            *(
                Part(name, label, filled[name], filled[name], beside.LONGEST_SAID)
                for name, label in ((beside.SAID, _("Sagt")), (beside.ANSWER, _("Svar")))
            ),
        ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _of_day(name: str, label: str, filled: Filled) -> Part:
    found = day_of(filled[name])
    return Part(name, label, filled[name], text.day(found) if found else filled[name])


def _faults_of_days(filled: Filled, *days: tuple[str, str]) -> list[str]:
    return [
        _("{what} har ingen rigtig dag. Skriv den som {example}.", what=label, example="2015-06-09")
        for name, label in days
        if filled[name] and day_of(filled[name]) is None
    ]
