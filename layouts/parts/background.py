"""The plain mark on figures of another time: what they are, and that they are background and no news."""

from collections.abc import Iterable, Sequence

from data_access.numbers import background
from data_access.snapshot.snapshot import Snapshot
from layouts.parts import html
from layouts.parts.answers import answer
from layouts.parts.declarations import Content, Page
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.language import _


def mark(contents: Sequence[Content]) -> list[Component]:
    """Say which years' figures these are, when all of them are of another time."""
    words = words_of(contents)
    return [html.P(words, className="cautions")] if words else []


def words_of(contents: Sequence[Content]) -> str:
    """Return the mark in words; '' where any figure is of today's time."""
    found = _years([content for content in contents if not content.is_empty])
    if found is None:
        return ""
    first, last = found
    return _("Baggrund: tal fra {years}", years=str(last) if first == last else f"{first}-{last}")


def is_background(page: Page, snapshot: Snapshot, filters: Filters) -> bool:
    """Say that a page has figures of another time only: the overview has no news of it."""
    shown = [panel for panel in page.panels if panel.shows(snapshot, filters)]
    return all(panel.dated for panel in shown) and bool(
        words_of([answer(panel, snapshot, filters) for panel in shown])
    )


def _years(contents: Iterable[Content]) -> tuple[int, int] | None:
    found = [_of(content) for content in contents]
    known = [each for each in found if each is not None]
    if not known or len(known) < len(found):
        return None
    return min(first for first, _last in known), max(last for _first, last in known)


def _of(content: Content) -> tuple[int, int] | None:
    column = content.panel.dated
    if column is None:
        return None
    told = {each for each in content.table[column] if not text.is_missing(each)}
    return background.years(told, content.snapshot.now.date())
