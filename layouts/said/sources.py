"""What the page Datakilder says: which sources have delivered, and which are late."""

from datetime import date

from data_access.numbers import sources
from data_access.snapshot.rows import Row, records
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import claims
from layouts.parts.declarations import Content
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import N_, _, ngettext

KIND = ("name", "value")


def _none_is_due() -> str:
    return _("Ingen kilde har en frist at levere efter, så det kan ikke siges, om noget mangler.")


def summary(snapshot: Snapshot, filters: Filters) -> str:
    """Sum the page up: which sources lack something, where any has a day to deliver by."""
    rows = records(sources.now(snapshot, filters))
    with claims.about(sources.now):
        of = claims.many(rows, "name")
        late, partial = (
            [row["name"] for row in claims.those(rows, "state", state)] for state in ("missing", "partial")
        )
    if not any(row["is_due"] for row in rows):
        return _none_is_due()
    every = _("Begge kilder") if of == 2 else _("Alle {n} kilder", n=of)
    if not late and not partial:
        one, several = N_("Kilden har leveret det, den skulle."), N_("{every} har leveret det, de skulle.")
        return _(one if len(rows) == 1 else several, every=every)
    if not late:
        one = N_("Kilden har leveret; det seneste fra {names} er ikke helt.")
        several = N_("{every} har leveret; det seneste fra {names} er ikke helt.")
        return _(one if len(rows) == 1 else several, every=every, names=text.listing(partial))
    return ngettext("{n} kilde mangler at levere: {names}.", "{n} kilder mangler at levere: {names}.",
                    len(late), n=len(late), names=text.listing(late))  # fmt: skip


def now(content: Content) -> str:
    """Say which sources lack something now."""
    late = [
        f"{row['name']} ({_within(claims.word(row, 'word', ('name',)))})"
        for row in claims.those(content.records, "state", "missing", "partial")
    ]
    if not any(row["is_due"] for row in content.records):
        return _none_is_due()
    if not late:
        return _("Intet mangler lige nu.")
    return _("Lige nu mangler: {names}.", names=text.listing(late))


def _within(words: str) -> str:
    """Write what is no name with a small letter; in English a month in it has a capital all the same."""
    return words[:1].lower() + words[1:]


def calendar(content: Content) -> str:
    """Say which months did not come whole or in time."""
    rows = content.records
    odd = claims.those(rows, "state", "late", "missing", "partial", by=("name", "month"))
    if all(text.is_missing(row["due"]) for row in rows):
        return _none_is_due()
    if not odd:
        return _("Alt, hvad der skulle komme i de viste måneder, er kommet helt og til tiden.")
    kinds = dict.fromkeys((row["name"], row["value"]) for row in odd)
    parts = [_of_months(name, word, claims.many_of(rows, KIND, (name, word))) for name, word in kinds]
    return text.prose(_("Ikke helt eller ikke til tiden: {parts}", parts="; ".join(parts)))


def _of_months(name: str, word: str, odd: list[Row]) -> str:
    first, last = claims.ends(odd, "month", KIND)
    if len(odd) < 3:
        listed = text.listing([text.month(row["month"]) for row in odd])
        return _("{name} i {months}: {word}", name=name, months=listed, word=text.small(word))
    return _(
        "{name} i {n} måneder fra {first} til {last}: {word}",
        name=name,
        n=text.number(len(odd)),
        first=text.month(first),
        last=text.month(last),
        word=text.small(word),
    )


def days(content: Content) -> str:
    """Say which nights did not come in time."""
    odd = claims.unlike(content.records, "state", "arrived", "awaited", by=("name", "day"))
    if not odd:
        return _(
            "Alle nætters tal kom til tiden. Vælg en måned i tabellen ovenfor for at se den dag for dag."
        )
    names = dict.fromkeys((row["name"], row["value"]) for row in odd)
    parts = [
        _of_days(name, word, claims.many_of(content.records, KIND, (name, word))) for name, word in names
    ]
    return text.prose(_("Ikke til tiden: {parts}", parts="; ".join(parts)))


def _of_days(name: str, word: str, odd: list[Row]) -> str:
    first, last = (text.day(date.fromisoformat(day)) for day in claims.ends(odd, "day", KIND))
    if len(odd) == 1:
        return _("{name}: {day} ({word})", name=name, day=first, word=text.small(word))
    return ngettext(
        "{name}: {n} dag fra {first} til {last} ({word})",
        "{name}: {n} dage fra {first} til {last} ({word})",
        len(odd),
        name=name,
        n=len(odd),
        first=first,
        last=last,
        word=text.small(word),
    )


def loads(content: Content) -> str:
    """Say how many loads brought figures of the month, and how many rows were rejected."""
    rejected, n = claims.total(content.records, "rejected", "known"), claims.many(content.records, "number")
    return ngettext(
        "{n} indlæsning af tal fra {month}. Afviste rækker: {rejected}.",
        "{n} indlæsninger af tal fra {month}. Afviste rækker: {rejected}.",
        n,
        n=text.number(n),
        month=text.month(sources.month_shown(content.filters)),
        rejected=text.number(rejected),
    )
