"""A form that stands beside an edition: shown, sent, and its text never lost, whatever the database says."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import Response, abort, request

from callbacks.not_kept import not_kept, not_there
from callbacks.report.drafting import day_of
from callbacks.report.house import House
from callbacks.report.written import (
    AWAY,
    By,
    asked,
    by,
    kept,
    led,
    log,
    with_status,
)
from data_access.editions.published import Which
from data_access.people.versioned import NothingStandsError, SomebodyElseWroteError
from layouts.parts.html import Component
from layouts.report.allowed import Refused
from layouts.report.declared import REPORTS
from layouts.report.made import called
from layouts.report.pages import addresses, beside
from layouts.report.pages.beside import Told
from layouts.words.filled import DOES, JOIN, Part
from vocabulary import text
from vocabulary.language import _

Filled = dict[str, str]


class Beside(ABC):
    """One thing beside an edition, for one request."""

    path: str
    done: str
    add: Callable[..., Any]  # what writes a version of it, as `editions.beside.Told.write`

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
    def told(self, filled: Filled) -> Any:
        """Return what is to be written; raises NothingStandsError where it is of what has never been written."""

    @abstractmethod
    def page(self, filled: Filled, told: Told) -> Component:
        """Return the form."""

    @abstractmethod
    def parts(self, filled: Filled) -> list[Part]:
        """Return what is filled in, to be held against what another wrote."""

    def refused(self) -> Refused | None:
        """Refuse what nothing can be written of, whatever is filled in; such a form is not shown either."""
        return None

    def asked(self) -> Response:
        """Show what was written last."""
        if refused := self.refused():
            abort(409 if refused.is_taken else 404, refused.said)
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
        refused = self.refused()
        if faults := [*([refused.said] if refused else []), *self.faults(filled)]:
            status = 409 if refused and refused.is_taken else 422
            return self._shown(filled, Told(faults=faults), status)
        who = by()
        try:
            kept(self.url, lambda: self.write(filled, who))
        except SomebodyElseWroteError as fault:
            other = self.of(fault.newest)
            mine = filled | {beside.SEEN: other[beside.SEEN]}
            return self._shown(mine, Told(mine=self.parts(filled), theirs=self.parts(other)), 409)
        except NothingStandsError as fault:
            found = filled if fault.newest else self.anew(filled)
            return self._shown(found, Told(faults=[not_there(fault.newest, self.path)]), 409)
        except AWAY as fault:
            return self._shown(filled, Told(faults=[not_kept(fault)]), 503)
        return led(addresses.at(addresses.DESK), self.done)

    def write(self, filled: Filled, who: By) -> None:
        """Write the version after that which was seen; raises what `versioned.add` does."""
        self.add(
            self.url,
            self.told(filled),
            seen=int(filled[beside.SEEN]),
            account=who.account,
            role=who.role,
            address=who.address,
            at=self.snapshot.stood_at(),
        )

    def anew(self, filled: Filled) -> Filled:
        """Return the form as what is the first of its thing."""
        return filled | {beside.SEEN: "0"}

    def _shown(self, filled: Filled, told: Told, status: int = 200) -> Response:
        main = self.page(self.empty() | filled, told)
        return with_status(status, self.house.show(self.path, self.name, main))

    def empty(self) -> Filled:
        """Return the form before anything was written."""
        return {beside.SEEN: "0"}


def iso(day: date | None) -> str:
    """Write a day as a field of a form has it."""
    return day.isoformat() if day else ""


def of_day(name: str, label: str, filled: Filled) -> Part:
    """Return a day that is filled in, to be held against what another wrote."""
    found = day_of(filled[name])
    return Part(name, label, filled[name], text.day(found) if found else filled[name])


def faults_of_days(filled: Filled, *days: tuple[str, str]) -> list[str]:
    """Say which of some fields hold no day."""
    return [
        _("{what} har ingen rigtig dag. Skriv den som {example}.", what=label, example="2015-06-09")
        for name, label in days
        if filled[name] and day_of(filled[name]) is None
    ]
