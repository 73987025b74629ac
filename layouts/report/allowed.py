"""What a number, a month and a day of the report may be: one rule, which the forms and the commands both ask."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from vocabulary import text
from vocabulary.language import _
from vocabulary.months import month_of

MOST_FIRST = 999  # of the first edition that is written here, which follows those on paper
MOST_AHEAD = 12  # numbers after the newest of which it can be told when they come: some years of them
MOST_YEARS = 3  # after this one, in which a meeting can be: nobody plans longer


@dataclass(frozen=True)
class Refused:
    """What is wrong and what was expected, and what to do; `is_taken` says that another was first."""

    what: str
    then: str
    is_taken: bool = False

    @property
    def said(self) -> str:
        """Return both as sentences."""
        return text.prose(self.what, self.then)


def number(given: int, published: Collection[int], begun: Collection[int]) -> Refused | None:
    """Refuse a number that cannot be begun: of all that were published and begun it is the next at most."""
    highest = max(published, default=0)
    known = [*published, *begun]
    most = max(known) + 1 if known else MOST_FIRST
    if given < 1:
        return Refused(
            _("Nummeret skal være et tal fra 1 og op."), _("Det næste er {n}.", n=max(known, default=0) + 1)
        )
    if given <= highest:
        return Refused(
            _("Nummeret er brugt eller passeret."), _("Det næste er {n}.", n=max(known) + 1), is_taken=True
        )
    if given > most:
        return Refused(
            _("Nummer {n} er for højt.", n=text.number(given)),
            _("Det højeste, der kan begyndes, er {n}.", n=text.number(most)),
        )
    return None


def revision(given: int, newest: int) -> Refused | None:
    """Refuse a revision that is not the next of its edition, of which `newest` is published."""
    if given == newest + 1:
        return None
    then, is_taken = _("Begynd den næste fra redaktørens side."), given <= newest
    if is_taken:
        return Refused(_("Revisionen er udgivet allerede."), then, is_taken=True)
    return Refused(_("Revisionen er ikke den næste af udgaven."), then)


def month(given: str, months: Sequence[str]) -> Refused | None:
    """Refuse a month that an edition cannot tell of; `months` are those that it can, the newest first."""
    if given in months:
        return None
    what = _("Måneden er ikke hel endnu, eller der er ingen tal for den.")
    if not months:
        return Refused(what, _("Vent, til der er tal for en hel måned."))
    between = {"first": text.month(months[-1]), "last": text.month(months[0])}
    return Refused(what, _("Vælg en fra {first} til {last}.", **between))


def announced(given: int, published: Collection[int]) -> Refused | None:
    """Refuse a number of which it cannot be told when it comes yet."""
    most = max(published) + MOST_AHEAD if published else MOST_FIRST
    if given <= most:
        return None
    return Refused(
        _("Nummer {n} er for højt.", n=text.number(given)),
        _("Skriv om en udgave til og med nummer {n}; redaktørens side fører til den næste.", n=text.number(most)),
    )  # fmt: skip


def coming(due: date | None, meeting: date | None, today: date) -> list[Refused]:
    """Refuse days on which an edition cannot come, or its meeting be."""
    found = [_too_late(_("Udgivelsen"), due, today)]
    if due and due < today:
        found.append(_otherwise(_("Udgivelsen kan ikke være før i dag, {day}.", day=text.day(today))))
    found.append(_too_late(_("Mødet"), meeting, today))
    if due and meeting and meeting < due:
        found.append(_otherwise(_("Mødet kan ikke være før udgivelsen {day}.", day=text.day(due))))
    elif meeting and meeting < today:
        found.append(_otherwise(_("Mødet kan ikke være før i dag, {day}.", day=text.day(today))))
    return [each for each in found if each]


def agenda(meeting: date, told_of: str, today: date) -> Refused | None:
    """Refuse a day on which no meeting can have an edition that tells of a month (`2015-04`) on its agenda."""
    if month_of(meeting) < told_of:
        said = _("Mødet kan ikke være før {month}, som udgaven fortæller om.", month=text.month(told_of))
        return _otherwise(said)
    return _too_late(_("Mødet"), meeting, today)


def heard(meeting: date, published: date, today: date) -> Refused | None:
    """Refuse a day on which no meeting can have said something of an edition."""
    if meeting < published:
        day = text.day(published)
        what = _("Et møde før udgivelsen {day} kan ikke have talt om udgaven.", day=day)
        return Refused(what, _("Ret dagen."))
    if meeting > today:
        what = _("Et møde {day} har ikke været endnu.", day=text.day(meeting))
        return Refused(
            what, _("Ret dagen til senest i dag, {day}, eller skriv det efter mødet.", day=text.day(today))
        )
    return None


def _too_late(what: str, day: date | None, today: date) -> Refused | None:
    latest = date(today.year + MOST_YEARS, 12, 31)
    if day is None or day <= latest:
        return None
    return _otherwise(_("{what} kan senest være {day}.", what=what, day=text.day(latest)))


def _otherwise(what: str) -> Refused:
    return Refused(what, _("Ret dagen, eller lad feltet stå tomt."))
