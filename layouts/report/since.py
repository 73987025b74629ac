"""What changed from one edition to the next, read out of the two documents as they are frozen, and of nothing else."""

from dataclasses import dataclass
from typing import Any, Literal

from vocabulary.language import N_

Document = dict[str, Any]
Kind = Literal[
    "missed", "met", "broken", "kept", "light", "project", "action", "closed", "words", "target", "part"
]
# The headings under which changes stand, in order: what a committee asks first comes first.
KINDS: dict[Kind, str] = {
    "missed": N_("Mål, der ikke længere er nået"),
    "met": N_("Mål, der nu er nået"),
    "broken": N_("Løfter, der ikke blev holdt"),
    "kept": N_("Løfter, der blev holdt"),
    "light": N_("Lys, der har skiftet"),
    "project": N_("Projekter"),
    "action": N_("Nye handlinger"),
    "closed": N_("Handlinger, der ikke længere står"),
    "words": N_("Forklaringer, der er ændret"),
    "target": N_("Mål og definitioner, der er ændret"),
    "part": N_("Nyt og udeladt i rapporten"),
}


@dataclass(frozen=True)
class Change:
    """Something that changed since the edition before: its kind, what it is about, and the sentence that says it.

    `key` names the thing in both documents (a target's key without its month, a part's, a project's), `was` and `now`
    are as they were printed; '' where there was, or is, nothing.
    """

    kind: Kind
    about: str
    said: str
    key: str = ""
    was: str = ""
    now: str = ""


def changes(document: Document, before: Document | None) -> list[Change]:
    """Return what changed, in the order of KINDS; nothing where there is no edition before."""
    return []
