"""Corrected since: which printed figures the database tells differently today, by how much, and by which load.

What came later is no correction: a month that was missing or under way, newer months, the age of what was open.
"""

from collections import OrderedDict
from collections.abc import Iterable

from data_access.editions import forms
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.numbers.known_then import Then, made_of
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from layouts.report import corrected_headlines, corrected_parts, patients
from layouts.report.correction import Correction, Document, Load
from vocabulary import language

__all__ = ["Correction", "Load", "corrected", "corrections", "is_substantial"]


def is_substantial(found: Iterable[Correction]) -> bool:
    """Return whether any of the corrections is: then the edition says so first, and its editor is asked to revise."""
    return any(each.is_substantial for each in found)


def corrections(document: Document, snapshot: Snapshot) -> list[Correction]:
    """Return what the snapshot tells differently from what was printed, the substantial first.

    Printed figures are in the document's language, and what is said of them in the one spoken now. Raises
    UnknownFormError.
    """
    told = forms.read(document)
    if not patients.tells(told):
        snapshot = patients.figures_without(snapshot, "")  # as it was made
    then = Then(told, snapshot.speaking(language.named(told["language"]) or language.DEFAULT))
    if then.is_unmoved:
        return []
    found = [*corrected_headlines.corrections(then)]
    apart = forms.apart(told)
    for part in forms.parts(told):
        found += corrected_parts.corrections(part, then, apart[part["key"]])
    return sorted(found, key=lambda each: not each.is_substantial)


def corrected(snapshot: Snapshot, edition: Edition) -> list[Correction]:
    """Return the corrections of a published edition, worked out anew where what it is of has moved."""
    return _corrected(snapshot, (edition, language.current()))


# By the edition's sum, the language, and what its figures are made of: a night's load of a later month moves nothing.
_KEPT: OrderedDict[tuple[object, ...], list[Correction]] = OrderedDict()
_MOST_KEPT = 32


@fact
def _corrected(snapshot: Snapshot, of: tuple[Edition, str]) -> list[Correction]:
    edition, spoken = of
    key = (edition.sha256, spoken, made_of(snapshot, edition.month))
    found = _KEPT.pop(key, None)
    if found is None:
        found = corrections(editions.document(snapshot, edition), snapshot)
    _KEPT[key] = found
    while len(_KEPT) > _MOST_KEPT:
        _KEPT.popitem(last=False)
    return found
