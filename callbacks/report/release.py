"""When an edition comes, and to which meeting: the form of it."""

from typing import Any

from callbacks.access import csrf
from callbacks.report.beside_form import Beside, Filled, faults_of_days, iso, of_day
from callbacks.report.drafting import day_of
from callbacks.report.house import House
from callbacks.report.written import (
    line,
    seen,
    too_long,
)
from data_access.editions import releases
from data_access.editions.beside import Version
from data_access.editions.published import Which
from data_access.numbers import editions
from layouts.parts.html import Component
from layouts.report import allowed
from layouts.report.allowed import Refused
from layouts.report.pages import addresses, beside
from layouts.report.pages.beside import Told
from layouts.words.filled import Part
from vocabulary.addresses import full
from vocabulary.language import _


class Release(Beside):
    """When an edition comes, and to which meeting."""

    done = "udgivelse"
    add = staticmethod(releases.write)

    def __init__(self, house: House, report: str, number: int) -> None:
        super().__init__(house, report, number)
        self.path = addresses.release(report, number)

    def versions(self) -> list[Any]:
        """Return all that was written, the newest first."""
        return list(releases.versions(self.url, self.report, self.number))

    def of(self, version: Version[releases.Release]) -> Filled:
        """Return a version as it stands in the form."""
        release = version.told
        return {
            beside.DUE: iso(release.due_on),
            beside.MEETING: release.meeting,
            beside.MEETING_ON: iso(release.meeting_on),
            beside.SEEN: str(version.number),
        }

    def empty(self) -> Filled:
        """Return the form before anything was written."""
        return {beside.DUE: "", beside.MEETING: "", beside.MEETING_ON: "", beside.SEEN: "0"}

    def given(self) -> Filled:
        """Return what was sent."""
        return {
            beside.DUE: line(beside.DUE, 20),
            beside.MEETING: line(beside.MEETING, beside.LONGEST_MEETING),
            beside.MEETING_ON: line(beside.MEETING_ON, 20),
            beside.SEEN: str(seen()),
        }

    def faults(self, filled: Filled) -> list[str]:
        """Say what is wrong with what was sent."""
        found = faults_of_days(filled, (beside.DUE, _("Udgivelsen")), (beside.MEETING_ON, _("Mødet")))
        if len(filled[beside.MEETING]) > beside.LONGEST_MEETING:
            found.append(too_long(_("Mødet"), beside.LONGEST_MEETING))
        due, meeting = day_of(filled[beside.DUE]), day_of(filled[beside.MEETING_ON])
        refused = allowed.coming(due, meeting, self.snapshot.moment().date())
        return [*found, *(each.said for each in refused)]

    def refused(self) -> Refused | None:
        """Refuse a number that is published already, and one of which it cannot be told yet when it comes."""
        published = {each.number for each in editions.editions(self.snapshot, self.report)}
        if self.number in published:
            there = full(addresses.edition(Which(self.report, self.number)))
            what = _("{name} er udgivet allerede.", name=self.name)
            return Refused(what, _("Den står på {address}.", address=there), is_taken=True)
        return allowed.announced(self.number, published)

    def told(self, filled: Filled) -> releases.Release:
        """Return when it comes, and to which meeting."""
        return releases.Release(
            self.report, self.number, day_of(filled[beside.DUE]), filled[beside.MEETING],
            day_of(filled[beside.MEETING_ON]),
        )  # fmt: skip

    def page(self, filled: Filled, told: Told) -> Component:
        """Return the form."""
        return beside.release(self.name, self.path, filled, told, csrf.field())

    def parts(self, filled: Filled) -> list[Part]:
        """Return what is filled in."""
        return [
            of_day(beside.DUE, _("Udgives"), filled),
            Part(beside.MEETING, _("Møde"), filled[beside.MEETING], filled[beside.MEETING]),
            of_day(beside.MEETING_ON, _("Dag for mødet"), filled),
        ]
