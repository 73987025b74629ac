"""A change from one edition to the next: its kind, and the sentence that says it."""

from dataclasses import dataclass
from typing import Any, Literal

from vocabulary.language import N_

Document = dict[str, Any]
Kind = Literal[
    "missed",
    "met",
    "broken",
    "kept",
    "unsettled",
    "moved",
    "light",
    "project",
    "action",
    "closed",
    "words",
    "target",
    "definition",
    "part",
    "left_out",
]
# The headings under which changes stand, in order: what a committee asks first comes first.
KINDS: dict[Kind, str] = {
    "missed": N_("Mål, der ikke længere er nået"),
    "met": N_("Mål, der nu er nået"),
    "broken": N_("Løfter, der ikke blev holdt"),
    "kept": N_("Løfter, der blev holdt"),
    "unsettled": N_("Løfter, der ikke er gjort op"),
    "moved": N_("Løfter, der er flyttet"),
    "light": N_("Lys, der har skiftet"),
    "project": N_("Projekter"),
    "action": N_("Nye handlinger"),
    "closed": N_("Handlinger, der ikke længere står i rapporten"),
    "words": N_("Årsager, der er ændret"),
    "target": N_("Mål, der er ændret"),
    "definition": N_("Definitioner, der er ændret"),
    "part": N_("Nyt i rapporten"),
    "left_out": N_("Udeladt af rapporten"),
}


@dataclass(frozen=True)
class Change:
    """Something that changed since the edition before: its kind, what it is about, and the sentence that says it.

    `key` names the thing in both documents (a target's key without its month, a part's, a project's name), `was` and
    `now` are as they were printed; '' where there was, or is, nothing. `month` is when a promise was due.
    """

    kind: Kind
    about: str
    said: str
    key: str = ""
    was: str = ""
    now: str = ""
    month: str = ""
