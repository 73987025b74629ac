"""The first page for a politician: in five sentences what is well, what is not, why, what is done, and what is new.

Each is made of the document's own rows, and claims what it says of them (`layouts/parts/claims.py`).
"""

from collections.abc import Callable, Sequence
from typing import Literal

from layouts.parts import claims
from layouts.report.change import Document, Kind
from layouts.report.first_named import changed
from layouts.report.first_well import not_well, well
from layouts.report.first_why import done, why
from vocabulary import text
from vocabulary.language import N_, _

About = Literal["well", "not", "why", "done", "new"]


def first(document: Document, before: Document | None) -> list[dict[str, str]]:
    """Return the five sentences, each with what it is about; `before` is the edition before as it was frozen."""
    said: dict[About, Callable[[Document, Document | None], list[str]]] = {
        "well": well, "not": not_well, "why": why, "done": done, "new": _new,
    }  # fmt: skip
    return [{"about": about, "sentence": _joined(say(document, before))} for about, say in said.items()]


def _joined(parts: Sequence[str]) -> str:
    """Make one sentence of what is to be said."""
    return text.prose(text.capital("; ".join(each.rstrip(".") for each in parts if each)))


# What is new, in the order in which it is said: of these the things are named.
_NEW: dict[Kind, tuple[str, str]] = {
    "missed": (N_("{n} mål er ikke længere nået ({names})"), N_("{n} mål er ikke længere nået ({names})")),
    "met": (N_("{n} mål er nu nået ({names})"), N_("{n} mål er nu nået ({names})")),
    "broken": (N_("{n} løfte blev ikke holdt ({names})"), N_("{n} løfter blev ikke holdt ({names})")),
    "kept": (N_("{n} løfte blev holdt ({names})"), N_("{n} løfter blev holdt ({names})")),
    "light": (
        N_("{n} andet tal eller projekt har skiftet farve ({names})"),
        N_("{n} andre tal eller projekter har skiftet farve ({names})"),
    ),
    "project": (N_("{n} ændring i projekterne ({names})"), N_("{n} ændringer i projekterne ({names})")),
}  # fmt: skip


def _new(document: Document, before: Document | None) -> list[str]:
    if before is None:
        return [_("Der er ingen tidligere udgave at sammenligne med")]
    rows, found = changed(document, before), []
    for kind, (one, many) in _NEW.items():
        with claims.about(changed):
            of = claims.those(rows, "kind", kind, by=("about",))
        if of:
            names = text.listing(list(dict.fromkeys(row["about"] for row in of)))
            found.append(_(one if len(of) == 1 else many, n=text.number(len(of)), names=names))
    if not found:
        return [
            _("Siden {edition} har intet mål, lys, løfte eller projekt ændret sig", edition=before["called"])
        ]
    return [_("Siden {edition}", edition=before["called"]) + ": " + "; ".join(found)]
