"""Where a figure is shown: the pages that have it among their headlines, and the panels that are judged by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page, Panel
from vocabulary.filters import Filters
from vocabulary.language import _


@dataclass(frozen=True)
class Standing:
    """What stands on a page for what is chosen: its panels, and the metrics of its tiles."""

    page: Page
    panels: tuple[Panel, ...]
    tiles: frozenset[str]


@dataclass(frozen=True)
class Place:
    """A page, or one of its panels: `title` is the panel's, '' for the page itself."""

    page: Page
    title: str = ""
    fragment: str = ""

    @property
    def name(self) -> str:
        """Return the page's name, and the panel's title where it is one."""
        return f"{_(self.page.name)}: {self.title}" if self.title else _(self.page.name)


def standing(pages: Sequence[Page], snapshot: Snapshot, filters: Filters) -> list[Standing]:
    """Return what stands on each page for what is chosen."""
    return [
        Standing(
            page,
            tuple(panel for panel in page.panels if panel.shows(snapshot, filters)),
            frozenset(each.metric for each in page.headlines if each.shows(snapshot, filters)),
        )
        for page in pages
    ]


def shown_at(metric: str, among: Sequence[Standing], snapshot: Snapshot, filters: Filters) -> list[Place]:
    """Return where a figure is shown: page by page its tile, and then the panels that are judged by it."""
    found: list[Place] = []
    for each in among:
        if metric in each.tiles:
            found.append(Place(each.page))
        found += [
            Place(each.page, panel.title(snapshot, filters), panel.key)
            for panel in each.panels
            if metric in panel.metrics
        ]
    return found
