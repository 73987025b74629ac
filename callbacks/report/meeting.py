"""What a meeting said of an edition: the form of it."""

from dataclasses import replace
from typing import Any

from flask import abort

from callbacks.access import csrf
from callbacks.report.beside_form import Beside, Filled, faults_of_days, of_day
from callbacks.report.drafting import day_of
from callbacks.report.house import House
from callbacks.report.written import (
    line,
    paragraphs,
    seen,
    too_long,
)
from data_access.editions import meetings
from data_access.editions.beside import Version
from data_access.numbers import editions
from data_access.people.versioned import NothingStandsError
from layouts.parts.html import Component
from layouts.report import allowed
from layouts.report.pages import addresses, beside
from layouts.report.pages.beside import Told
from layouts.words.filled import Part
from vocabulary.language import _


class Meeting(Beside):
    """What a meeting said of an edition; place 0 is something new."""

    done = "moede"
    add = staticmethod(meetings.write)

    def __init__(self, house: House, report: str, number: int, place: int) -> None:
        super().__init__(house, report, number, place)
        self.path = addresses.meeting(report, number, place)
        first = editions.edition(self.snapshot, report, number, 0)
        if first is None:
            abort(404, _("Udgaven er ikke udgivet."))
        self._published = first.at.date()

    def versions(self) -> list[Any]:
        """Return all that was written, the newest first."""
        if not self.place:
            return []
        return list(meetings.versions(self.url, self.report, self.number, self.place))

    def of(self, version: Version[meetings.Said]) -> Filled:
        """Return a version as it stands in the form."""
        said = version.told
        return {
            beside.KIND: said.kind,
            beside.SAID_ON: said.said_on.isoformat(),
            beside.SAID: said.said,
            beside.ANSWER: said.answer,
            beside.SEEN: str(version.number),
        }

    def empty(self) -> Filled:
        """Return the form before anything was written."""
        return {
            beside.KIND: "decision",
            beside.SAID_ON: "",
            beside.SAID: "",
            beside.ANSWER: "",
            beside.SEEN: "0",
        }

    def given(self) -> Filled:
        """Return what was sent."""
        return {
            beside.KIND: line(beside.KIND, 20),
            beside.SAID_ON: line(beside.SAID_ON, 20),
            beside.SAID: paragraphs(beside.SAID, beside.LONGEST_SAID),
            beside.ANSWER: paragraphs(beside.ANSWER, beside.LONGEST_SAID),
            beside.SEEN: str(seen()),
        }

    def faults(self, filled: Filled) -> list[str]:
        """Say what is wrong with what was sent."""
        found = faults_of_days(filled, (beside.SAID_ON, _("Mødet")))
        if not filled[beside.SAID_ON]:
            found.append(_("Skriv, hvilken dag mødet var."))
        elif said_on := day_of(filled[beside.SAID_ON]):
            refused = allowed.heard(said_on, self._published, self.snapshot.moment().date())
            found += [refused.said] if refused else []
        if not filled[beside.SAID]:
            found.append(_("Skriv, hvad mødet sagde."))
        if filled[beside.KIND] not in beside.KINDS:
            found.append(_("Vælg, om det er en beslutning, et spørgsmål eller et ønske."))
        for name, label in ((beside.SAID, _("Det, mødet sagde,")), (beside.ANSWER, _("Svaret"))):
            if len(filled[name]) > beside.LONGEST_SAID:
                found.append(too_long(label, beside.LONGEST_SAID))
        return found

    def told(self, filled: Filled) -> meetings.Said:
        """Return what the meeting said, at its place: what is new has the place after the last."""
        if self.place and not self.versions():
            raise NothingStandsError  # what is new has the place after the last
        said = meetings.Said(
            self.report, self.number, self.place, filled[beside.KIND],  # type: ignore[arg-type]  # held by `faults`
            day_of(filled[beside.SAID_ON]), filled[beside.SAID], filled[beside.ANSWER],  # type: ignore[arg-type]
        )  # fmt: skip
        return said if said.place else replace(said, place=meetings.place_of(self.url, said))

    def anew(self, filled: Filled) -> Filled:
        """Return the form as something new that the meeting said: what it was of has no place that it could have."""
        self.place, self.path = 0, addresses.meeting(self.report, self.number, 0)
        return super().anew(filled)

    def page(self, filled: Filled, told: Told) -> Component:
        """Return the form."""
        others = [each for each in editions.said(self.snapshot, self.report) if each.number == self.number]
        return beside.meeting(self.name, self.path, filled, told, csrf.field(), others)

    def parts(self, filled: Filled) -> list[Part]:
        """Return what is filled in."""
        kind = _(beside.KINDS.get(filled[beside.KIND]) or filled[beside.KIND])
        return [
            Part(beside.KIND, _("Slags"), filled[beside.KIND], kind),
            of_day(beside.SAID_ON, _("Dag for mødet"), filled),
            *(
                Part(name, label, filled[name], filled[name], beside.LONGEST_SAID)
                for name, label in ((beside.SAID, _("Sagt")), (beside.ANSWER, _("Svar")))
            ),
        ]
