"""What stands in the form in which an edition is written: the names of its fields, and what is filled in and shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.editions.drafts import Draft, Version
from data_access.editions.published import Which
from layouts.report.pages.fields import ABOUT, naming
from layouts.words.filled import THEIRS, Said
from vocabulary.language import _

# The names of the fields, and of what the buttons do.
MONTH, REASON, FOREWORD, RECOMMENDATION, SEEN, DOES = (
    "maaned",
    "begrundelse",
    "forord",
    "indstilling",
    "set",
    "goer",
)
MEETING, MEETING_ON, ITEM, ANNEX = "moede", "moededag", "punkt", "bilag"
ORDER, WITH, UNEXPLAINED = "orden", "med", "uforklaret"
THEIRS_ORDER, BETWEEN = f"{THEIRS}{ORDER}", ","
NO_WORDS = " "  # what another answered without words, which is another thing than no answer
WORDS, ANSWER = "ord:", "svar:"  # before the key of a chapter, and of what is missing
SAVE, SEE, PUBLISH, THROW_AWAY, UP, DOWN = "gem", "se", "udgiv", "kasser", "op:", "ned:"
AGENDA = {MEETING: "meeting", MEETING_ON: "meeting_on", ITEM: "item", ANNEX: "annex"}
LONGEST = {FOREWORD: 10_000, RECOMMENDATION: 5_000, WORDS: 10_000, ANSWER: 2_000, REASON: 500, MEETING: 200}


def labels() -> dict[str, str]:
    """Return what the fields are called that stand once, by their names."""
    return {
        MONTH: _("Tal til og med"),
        REASON: _("Hvorfor er der en revision?"),
        MEETING: _("Møde"),
        MEETING_ON: _("Dag for mødet"),
        ITEM: _("Punkt på dagsordenen"),
        ANNEX: _("Bilag"),
        RECOMMENDATION: _("Indstilling"),
        FOREWORD: _("Forord"),
    }


def label_of_words(chapter: str) -> str:
    """Return what the field is called for the words of a chapter, by its title."""
    return _("Tekst til kapitlet {chapter}", chapter=chapter)


def label_of_answer(about: str, language: str) -> Said:
    """Return what the field is called for why something is missing; what is, is named in the edition's language."""
    return naming(_("Forklaring: {about}", about=ABOUT), about, language)


@dataclass(frozen=True)
class Filled:
    """What stands in the form, which may be wrong, and the version that it follows; `moved` is the key last moved, and
    `way` is whereto (UP or DOWN)."""

    draft: Draft
    seen: int = 0
    moved: str = ""
    way: str = ""


@dataclass(frozen=True)
class Shown:
    """What the page shows: the form, and around it what became of what was done.

    `months` are those that can be chosen, `language` is the edition's, `lacks` what is missing (as in `made`), `names`
    what each part is called by its key, `by` who saved last and when in words, `told` what was done, `faults` what is
    wrong, and `other` what another saved meanwhile, with who and when in words (`other_by`): `asked` are the names of
    the fields that both changed, and `taken` of those that only the other did.
    """

    which: Which
    filled: Filled
    months: Sequence[str]
    language: str
    lacks: Sequence[dict[str, Any]]
    names: Mapping[str, str]
    by: str = ""
    told: Sequence[str] = ()
    faults: Sequence[str] = ()
    other: Version | None = None
    other_by: str = ""
    asked: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
