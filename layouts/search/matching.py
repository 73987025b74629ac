"""What of all that has a name is meant: best first, by an order that can be said in a sentence.

First the names that begin with what was asked for, then those where each asked word begins a word, then those that
have each word somewhere, then those where the explanation has them; within each, pages before figures, and so on as the
kinds are listed. Only where nothing is found so is one slip a word forgiven.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from layouts.parts.frame import MOST_ASKED
from layouts.search.entries import Entry
from vocabulary.spelling import Spelt, is_slip

MOST_WORDS = 8
BEGINS, WORD_BEGINS, CONTAINS, EXPLAINED, SLIPPED = range(5)


@dataclass(frozen=True)
class Found:
    """What was found, how well it fits, and the other name by which it was, where it was not its own."""

    entry: Entry
    fit: int
    by: str = ""


@dataclass(frozen=True)
class Known:
    """An entry, ready to be compared: its names, its own first, and all its words with those of its explanation."""

    entry: Entry
    names: tuple[tuple[str, Spelt], ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, entry: Entry) -> "Known":
        """Return an entry, ready to be compared."""
        names = tuple((name, Spelt.of(name)) for name in (entry.name, *entry.also))
        about = Spelt.of(entry.about).words
        return cls(entry, names, tuple(dict.fromkeys([*names[0][1].words, *about])))


def cut(asked: str) -> str:
    """Return what is looked for of what was asked: whoever writes more than that has pasted something."""
    return " ".join(asked[:MOST_ASKED].split())


def find(known: Sequence[Known], asked: str) -> list[Found]:
    """Return what fits, best first; nothing for what has no letter and no digit."""
    looked = Spelt.of(cut(asked))
    looked = Spelt(looked.words[:MOST_WORDS])
    if not looked.words:
        return []
    found = [each for each in (_fit(one, looked) for one in known) if each]
    found = found or _slipped(known, looked)
    return sorted(found, key=lambda each: (each.fit, bool(each.by), each.entry.order))


def _fit(known: Known, looked: Spelt) -> Found | None:
    best = min(
        (
            (fit, place)
            for place, (_name, name) in enumerate(known.names)
            if (fit := _of_name(name, looked)) is not None
        ),
        default=None,
    )
    if best is not None:
        fit, place = best
        return Found(known.entry, fit, known.names[place][0] if place else "")
    if all(any(word.startswith(each) for word in known.words) for each in looked.words):
        return Found(known.entry, EXPLAINED)
    return None


def _of_name(name: Spelt, looked: Spelt) -> int | None:
    if name.whole.startswith(looked.whole) or name.joined.startswith(looked.joined):
        return BEGINS
    if all(any(word.startswith(each) for word in name.words) for each in looked.words):
        return WORD_BEGINS
    # A single letter is somewhere in almost every name.
    if all(len(each) > 1 and each in name.joined for each in looked.words):
        return CONTAINS
    return None


def _slipped(known: Sequence[Known], looked: Spelt) -> list[Found]:
    words = {word for one in known for _name, name in one.names for word in name.words}
    near = [{word for word in words if word.startswith(each) or is_slip(each, word)} for each in looked.words]
    found = []
    for one in known if all(near) else ():
        for place, (name, spelt) in enumerate(one.names):
            if not any(meant.isdisjoint(spelt.words) for meant in near):
                found.append(Found(one.entry, SLIPPED, name if place else ""))
                break
    return found
