"""How names are compared when somebody looks for one: in one spelling, and with one slip forgiven."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

# Whoever has no Danish keyboard writes ae, oe and aa, and so did everybody once; Swedes and Germans have two dots.
_SPELT = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue"})
_WORD = re.compile(r"[^\W_]+")
SHORTEST_SLIP = 4  # of shorter words, most are one letter from another


def folded(text: str) -> str:
    """Return a text in small letters, its Danish letters spelt with two and without accents: `Måned` is `maaned`."""
    # As one character each, an å that was written as a and a ring is an å too.
    small = unicodedata.normalize("NFKC", text).casefold().translate(_SPELT)
    parts = unicodedata.normalize("NFKD", small)
    return "".join(each for each in parts if not unicodedata.combining(each))


@dataclass(frozen=True)
class Spelt:
    """A text as it is compared: its words, folded; what stands between them says nothing."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Spelt":
        """Return a text as it is compared."""
        return cls(tuple(_WORD.findall(folded(text))))

    @cached_property
    def whole(self) -> str:
        """Return the words with a space between them."""
        return " ".join(self.words)

    @cached_property
    def joined(self) -> str:
        """Return the words written as one: `ris pacs` is looked for as `RIS/PACS` and as `rispacs`."""
        return "".join(self.words)


def is_slip(asked: str, word: str) -> bool:
    """Say that a word begins with what was asked for, but for one letter: another, one more, one fewer, two changed."""
    if len(asked) < SHORTEST_SLIP:
        return False
    at = next((place for place, (a, b) in enumerate(zip(asked, word, strict=False)) if a != b), None)
    if at is None:
        return len(asked) <= len(word) + 1  # no slip at all, or one letter more at its end
    return (
        word.startswith(asked[at + 1 :], at + 1)
        or word.startswith(asked[at + 1 :], at)
        or word.startswith(asked[at:], at + 1)
        or (asked[at : at + 2] == word[at : at + 2][::-1] and word.startswith(asked[at + 2 :], at + 2))
    )
