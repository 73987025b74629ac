"""What the words of a file mean where a field has fixed choices, or is yes or no."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

_SAID = tomllib.loads(Path(__file__).with_name("values.toml").read_text("utf-8"))
_WORDS: Mapping[str, Sequence[str]] = _SAID["choices"]
_DAYS = {word: str(n) for n, words in enumerate(_SAID["weekdays"]["days"], start=1) for word in words.split()}
CLOSED = frozenset(_SAID["weekdays"]["closed"])
YES, NO = frozenset(_SAID["yes"]), frozenset(_SAID["no"])


def plain_word(word: str) -> str:
    """Return a word as the lists have it."""
    return re.sub(r"[\W_]+", " ", word.casefold()).strip()


def choice_of(word: str, choices: Sequence[str]) -> str:
    """Return the choice that a word means; '' when none is known to."""
    bare = plain_word(word) or word.strip().removesuffix("\ufe0f")  # a picture is no letter
    for choice in choices:
        if bare in (choice, choice.replace("_", " "), *_WORDS.get(choice, ())):
            return choice
    # "2 - High priority": the words of one choice, and of no other.
    within = [choice for choice in choices if _is_within(bare, _WORDS.get(choice, ()))]
    if len(within) == 1:
        return within[0]
    number = bare.split(" ")[0] if " " in bare else ""
    return next((choice for choice in choices if number in _WORDS.get(choice, ())), "") if number else ""


def _is_within(bare: str, known: Sequence[str]) -> bool:
    words = bare.split()
    return any(len(each) > 2 and set(each.split()) <= set(words) for each in known)


def share_known(words: Iterable[str], choices: Sequence[str]) -> float:
    """Return the share of the words that mean one of the choices."""
    listed = list(words)
    return sum(bool(choice_of(word, choices)) for word in listed) / len(listed) if listed else 0.0


def yes_of(words: Iterable[str]) -> list[str]:
    """Return the words that mean yes."""
    return [word for word in words if plain_word(word) in YES]


def is_yes_or_no(words: Sequence[str]) -> bool:
    """Say that the words are yes and no, and nothing else."""
    return 0 < len(words) <= 6 and all(plain_word(word) in YES | NO for word in words)


def hour_of(word: str) -> str:
    """Return the whole hour that a word is: 8 of 08:00; '' for what is none."""
    found = re.fullmatch(r"(?:kl\.? ?)?0?(\d{1,2})(?:[:.]00)?(?:[:.]00)?", word.strip().casefold())
    return found[1] if found else ""


def weekday_of(word: str) -> str:
    """Return the number of a day of the week, 1 for Monday; '' for what is none."""
    return _DAYS.get(plain_word(word), "")
