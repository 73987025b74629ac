"""What does not reach its target, with its goal and the first words of its cause: what a wall has room for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from data_access.numbers import explanations, notes
from data_access.numbers.naming import name_of
from data_access.numbers.tabled import table_of
from data_access.snapshot.once import once
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.pages.subjects import SUBJECTS
from layouts.parts import claims, owners, why
from layouts.parts.behind import asking
from layouts.parts.declarations import Headline, Page
from layouts.parts.tiles import goal_words, series
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import goal_words as words_of_goal

LONGEST = 80  # letters: two lines of a row
SHORTEST = 24  # of what is left where words are cut at a comma
WRONG = ("missed", "near")
CLAUSES = ("; ", ": ", ", ", " – ")


class Asked(NamedTuple):
    """A figure in a month: its page and headline, its metric, and the system that it is of (key), or ''."""

    page: Page
    headline: Headline
    metric: str
    system: str
    filters: Filters


@dataclass(frozen=True)
class Behind:
    """What is known of a figure that does not reach its target: the goal in words, and what its cause is."""

    goal: str
    cause: str


@once
def behind(snapshot: Snapshot, filters: Filters) -> dict[tuple[str, str], Behind]:
    """Return what is known of each figure that does not reach its target, by subject and name as the overview has them.

    A system's are by the name of the system.
    """
    with claims.heard():  # of other rows than the slide's
        return {key: known for page in SUBJECTS for key, known in _of_page(page, snapshot, filters)}


def _of_page(page: Page, snapshot: Snapshot, filters: Filters) -> Iterator[tuple[tuple[str, str], Behind]]:
    for headline in page.given(snapshot):
        if headline.counted_elsewhere or not headline.shows(snapshot, filters):
            continue
        last, subject = series(headline, snapshot, filters)[-1], subject_of(page, headline, snapshot, filters)
        at = replace(filters, first=last["month"], last=last["month"], month=last["month"])
        if last["level"] in WRONG and headline.goals is None:
            asked = Asked(page, headline, headline.metric, "", at)
            name = name_of(snapshot, headline.metric, filters.last)
            yield (subject, name), Behind(goal_words(headline, last), cause(snapshot, asked, last))
        if headline.goals is None:
            continue
        for row in table_of(headline.goals, snapshot, replace(at, month=None)).records:
            if row["level"] in WRONG:
                asked = Asked(page, headline, "response_time", str(row["system"]), at)
                goal = words_of_goal(METRICS[asked.metric], row["target"])
                yield (subject, row["name"]), Behind(goal, cause(snapshot, asked, row))


def subject_of(page: Page, headline: Headline, snapshot: Snapshot, filters: Filters) -> str:
    """Return what a figure is about, as the overview names it."""
    return headline.about(snapshot, filters) if headline.about else _(page.name)


def cause(snapshot: Snapshot, asked: Asked, row: Row) -> str:
    """Return the first words that are written about a figure at its month, else those of why it is below its target.

    Where neither says anything it is ''.
    """
    filters = replace(asked.filters, desk=asked.headline.desk or asked.filters.desk)
    own = explanations.place(asked.metric, row["month"], filters, system=asked.system)
    if said := owners.first_words(explanations.at(snapshot, own)):
        return first_words(said)
    about = Table({"month": [row["month"]], "system": [asked.system or None]})
    for note in notes.notes(snapshot, filters, (asked.metric,), about):
        if not note.moved:
            return first_words(note.words)
    panel = asking(asked.page, asked.metric)
    if panel is None:
        return ""
    filters = replace(filters, system=asked.system or None)
    said = why.first_words(panel, snapshot, filters, float(row["target"]))
    return "" if said == _(why.NONE_STANDS_OUT) else first_words(said)


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
