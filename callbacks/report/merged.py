"""Two editors' drafts of one edition as one: what only one changed is kept, and what both did is asked."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeVar

from data_access.editions.drafts import Draft
from layouts.report.declared import REPORTS
from layouts.report.pages import drafted_fields as form
from layouts.report.pages.drafted_compared import spelled

V = TypeVar("V")


@dataclass(frozen=True)
class Merged:
    """Both drafts as one, by the names of the form's fields: `asked` are those that both changed, where one's own value
    stands until one has chosen, and `taken` those whose value is the other's."""

    draft: Draft
    asked: frozenset[str]
    taken: frozenset[str]


def merged(report: str, base: Draft | None, mine: Draft, theirs: Draft, shown: Collection[str]) -> Merged:
    """Return two drafts as one; `base` is what both began from, None where that is not known: all that differs is asked
    about.

    `shown` are the keys of what was missing in one's own form: what the form does not ask is not changed by it.
    """
    merge = _Merge(base, mine, theirs)
    by_key = {each for draft in (base, mine, theirs) if draft for each in draft.answers}
    answers = {
        key: merge.of(f"{form.ANSWER}{key}", lambda draft, key=key: draft.answers.get(key))  # type: ignore[misc]
        if key in shown
        else theirs.answers.get(key)
        for key in sorted(by_key)
    }
    agenda = {
        key: merge.of(name, lambda draft, key=key: draft.agenda.get(key, ""))  # type: ignore[misc]
        for name, key in form.AGENDA.items()
    }
    words = {
        each.key: merge.of(f"{form.WORDS}{each.key}", lambda draft, key=each.key: draft.words.get(key, ""))  # type: ignore[misc]
        for each in REPORTS[report].chapters
    }
    order = merge.of(form.ORDER, lambda draft: spelled(report, draft.order))
    draft = Draft(
        month=merge.of(form.MONTH, lambda draft: draft.month),
        agenda={key: said for key, said in agenda.items() if said},
        foreword=merge.of(form.FOREWORD, lambda draft: draft.foreword),
        recommendation=merge.of(form.RECOMMENDATION, lambda draft: draft.recommendation),
        words={key: said for key, said in words.items() if said},
        order=() if order == spelled(report, ()) else order,
        left_out=_left_out(order, merge),
        answers={key: said for key, said in answers.items() if said is not None},
        reason=merge.of(form.REASON, lambda draft: draft.reason),
    )
    return Merged(draft, frozenset(merge.asked), frozenset(merge.taken))


def _left_out(order: tuple[str, ...], merge: "_Merge") -> tuple[str, ...]:
    """Return what is left out: each chapter and part by itself, of which only one of the two can have changed it."""
    return tuple(
        key
        for key in order
        if merge.of(f"{form.WITH}:{key}", lambda draft, key=key: key in draft.left_out)  # type: ignore[misc]
    )


class _Merge:
    def __init__(self, base: Draft | None, mine: Draft, theirs: Draft) -> None:
        self._base, self._mine, self._theirs = base, mine, theirs
        self.asked: set[str] = set()
        self.taken: set[str] = set()

    def of(self, name: str, value: Callable[[Draft], V]) -> V:
        mine, theirs = value(self._mine), value(self._theirs)
        if mine == theirs:
            return mine
        was = value(self._base) if self._base else None
        if self._base and mine == was:
            self.taken.add(name)
            return theirs
        if not self._base or theirs != was:
            self.asked.add(name)
        return mine
