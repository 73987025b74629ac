"""Is an edition what was published? Its sum, its figures against how they are printed, and its PDF made again."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from data_access.editions import forms
from data_access.editions.packed import Document, NotFrozenError
from data_access.numbers import editions
from data_access.numbers.editions import Edition
from data_access.snapshot.snapshot import Snapshot
from layouts.report.paper import embedded
from layouts.report.paper.composed import is_draft
from layouts.report.paper.pdf import pdf
from vocabulary import language, text
from vocabulary.canonical import told_by, written
from vocabulary.language import _, ngettext

MOST_PLACES = 4  # decimals that a figure is printed with at most
MOST_NAMED = 3


@dataclass(frozen=True)
class Check:
    """One thing that was looked at: whether it holds, and what that says; `holds` is None of what cannot be checked."""

    holds: bool | None
    said: str


def edition(snapshot: Snapshot, of: Edition) -> list[Check]:
    """Return what holds of a published edition."""
    if fault := _unreadable(snapshot, of):
        return [fault]
    document = editions.frozen(snapshot, of)
    return [_sum(document, of), _figures(document), _paper(document, of)]


def _anew(document: Document, _sha256: str) -> bytes:
    return pdf(document)


def file(snapshot: Snapshot, content: bytes) -> tuple[Edition | None, list[Check]]:
    """Return which edition a dropped file is, and what holds of it; without an edition it is none of ours."""
    of, checks = named(snapshot, content)
    return of, held(snapshot, of, content) if of else checks


def named(snapshot: Snapshot, content: bytes) -> tuple[Edition | None, list[Check]]:
    """Return which edition a dropped file has inside it; where it has none that was published, what is wrong with it.

    It prints nothing: who may not see the edition costs no more than this. Raises embedded.BusyError.
    """
    try:
        found = embedded.read(content)
    except embedded.NoEditionError:
        return None, [
            Check(
                False,
                _(
                    "Filen kan ikke læses som en udgave; måske er den ufuldstændig eller en anden fil. Vælg den PDF, "
                    "der er hentet fra udgavens side."
                ),
            )
        ]
    of = edition_of(snapshot, found)
    return of, [] if of else [Check(False, _unpublished(found))]


def held(
    snapshot: Snapshot, of: Edition, content: bytes, printed: Callable[[Document, str], bytes] = _anew
) -> list[Check]:
    """Return what holds of a dropped file that has a published edition inside it.

    Only a file that is the published one to the byte is vouched for: where it is not, what its pages print may be
    anything, whatever the edition inside it is.

    `printed` gives the PDF of a document by its sum. Raises what `printed` does.
    """
    if fault := _unreadable(snapshot, of):
        return [fault]
    document = editions.frozen(snapshot, of)
    if printed(document, of.sha256) == content:
        whole = Check(True, _("Filen er, byte for byte, den PDF, som udgaven giver."))
    else:
        whole = Check(None, unknown_pages())
    return [_sum(document, of), _figures(document), whole]


def unknown_pages() -> str:
    """Say what is not known of a file that has an edition inside it, intact, and is not the published file."""
    return _(
        "Filens sider kan være ændret (stemplet, gemt om eller rettet), og det, der står på dem, er ikke "
        "kontrolleret. Hent den udgivne PDF og sammenlign."
    )


def edition_of(snapshot: Snapshot, content: bytes) -> Edition | None:
    """Return the published edition whose canonical JSON this is, whatever it says of itself; None where it is none."""
    told = told_by(content)
    found = (each for key in _reports(content) for each in editions.editions(snapshot, key))
    return next((each for each in found if each.sha256 == told), None)


def _unpublished(content: bytes) -> str:
    """Say what a file is that bears no published edition: a draft says itself that it is one."""
    if is_draft(_told(content)):
        return _("Det er en kladde og ikke udgivet.")
    return _("Filen siger, at den er en udgave, men den er ikke udgivet her, som den står.")


def _reports(content: bytes) -> list[str]:
    key = _told(content).get("report")
    return [key] if isinstance(key, str) else []


def _told(content: bytes) -> Document:
    try:
        found = json.loads(content)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _unreadable(snapshot: Snapshot, of: Edition) -> Check | None:
    try:
        editions.document(snapshot, of)
    except NotFrozenError:
        return Check(False, _("Det, databasen har gemt, er ikke, hvad kontrolsummen siger."))
    except forms.UnknownFormError:
        return Check(None, _("Udgaven er lavet af en nyere Pejling end denne, som ikke kan læse den."))
    return None


def _sum(document: Document, of: Edition) -> Check:
    holds = told_by(written(document)) == of.sha256
    said = _("Kontrolsummen: {sha}", sha=of.sha256)
    return Check(holds, said)


def _figures(document: Document) -> Check:
    with language.speaking(language.named(document["language"]) or language.DEFAULT):
        printed = [(title, cell, _is_printed_as(value, cell)) for title, value, cell in _printed(document)]
    wrong = [f"{title}: {cell}" for title, cell, holds in printed if not holds]
    if wrong:
        which = text.listing(wrong[:MOST_NAMED])
        return Check(
            False,
            _(
                "I udgaven er {n} tal ikke skrevet, som de er: {which}",
                n=text.number(len(wrong)),
                which=which,
            ),
        )
    n = len(printed)
    said = ngettext(
        "I udgaven er {n} tal skrevet, som det er.",
        "I udgaven er {n} tal skrevet, som de er.",
        n,
        n=text.number(n),
    )
    return Check(True, said)


def _printed(document: Document) -> Iterator[tuple[str, float, str]]:
    """Return each figure of each panel as it is, and as it is printed."""
    read = forms.read(document)
    chapter_of = forms.apart(read)
    for part in forms.parts(read):
        numbers = [place for place, column in enumerate(part["columns"]) if column["is_number"]]
        for row, cells in zip(part["rows"], part["cells"], strict=True):
            title = f"{part['title']}{chapter_of[part['key']]}"
            yield from ((title, row[at], cells[at]) for at in numbers if row[at] is not None)


def _is_printed_as(value: Any, cell: str) -> bool:
    if text.duration(value) == cell:
        return True
    return any(text.number(value, places) in cell for places in range(MOST_PLACES + 1))


def _paper(document: Document, of: Edition) -> Check:
    """Say that the file can still be made, bears the edition inside it, and is the same each time."""
    made = pdf(document)
    holds = told_by(embedded.read(made)) == of.sha256 and pdf(document) == made
    return Check(holds, _("PDF-filen, lavet igen, bærer udgaven i sig og er den samme hver gang."))
