"""What does not reach its target, with its goal and the first words of its cause: what a wall has room for."""

from dataclasses import dataclass

from data_access.snapshot.once import once
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.headlines import goal_of, headline_of, judged
from layouts.parts import claims
from layouts.parts.behind import cause
from vocabulary.filters import Filters
from vocabulary.status import BEHIND

LONGEST = 80  # letters: two lines of a row
SHORTEST = 24  # of what is left where words are cut at a comma
CLAUSES = ("; ", ": ", ", ", " – ")


@dataclass(frozen=True)
class Behind:
    """What is known of a figure that does not reach its target: the goal in words, and what stands behind it."""

    goal: str
    cause: str


@once
def behind(snapshot: Snapshot, filters: Filters) -> dict[tuple[str, str], Behind]:
    """Return what is known of each figure that does not reach its target, by subject and name as the overview has them.

    A system's are by the name of the system.
    """
    found = {}
    with claims.heard():  # of other rows than the slide's
        for page, headline, row in judged(snapshot, filters):
            if row["level"] in BEHIND:
                thing = str(row["system"]) if row["is_thing"] else ""
                known = cause(page, headline_of(page, headline), thing, row, snapshot, filters)
                goal = goal_of(page, headline, row)
                found[row["subject"], row["name"]] = Behind(goal, first_words(known.first))
    return found


def first_words(words: str, most: int = LONGEST) -> str:
    """Return the first sentence, without its full stop; of a long one what goes before a comma, or else as many words.

    What is left out is marked with dots, but where the sentence before it is whole.
    """
    sentence = words.strip().partition(". ")[0].removesuffix(".")
    if len(sentence) <= most:
        return sentence
    ends = [sentence.rfind(mark, SHORTEST, most) for mark in CLAUSES]
    end = max(ends) if max(ends) > 0 else sentence.rfind(" ", 0, most - 1)
    return sentence[: end if end > 0 else most - 2].rstrip(" ,;:–") + " …"
