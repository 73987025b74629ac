"""The vocabulary of a page: columns, panels, headlines and pages, declared as frozen values.

A panel answers one question. Its chart, table, sentence, definition, freshness and downloads all come from
its one declaration; pages only arrange panels.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

import pandas as pd

from data_access.numbers.causes import Parts
from data_access.numbers.explanations import Place
from data_access.numbers.notes import Note
from data_access.numbers.tabled import Numbers, Tabled
from data_access.numbers.variation import Variation
from data_access.snapshot.once import fact
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Row, Table
from data_access.snapshot.without import untold
from layouts.figures.base import Figure
from layouts.parts.columns import Column
from layouts.parts.html import Component
from vocabulary import text
from vocabulary.asked import Query
from vocabulary.filters import Filters
from vocabulary.language import _
from vocabulary.metrics import METRICS


@dataclass(frozen=True)
class Panel:
    """One question and all that a reader can have of its answer.

    `numbers` gets the rows out of the snapshot; `sentence` says them in words; `figure` draws them, or
    `body` lays them out where the answer is no chart; with neither, the table itself is shown. `when` says
    whether the panel was asked for, `applies` whether what is chosen has anything that it could answer.

    What a reader can do with it beyond that is declared too, and comes from one place for all panels:

    - `varies`: the column of a monthly figure that natural-variation limits are worked out for.
    - `compared`: the column of a monthly figure that another hospital's or last year's is laid over.
    - `parts`: the counts behind the share of the month `filters.month`, for the question why it is below its
      target: by the (marked) name of each dimension a frame of part, numerator and denominator, whose sums
      are the share's own.
    - `click`: the parameter of the address that a click on a bar or a row sets; the rows have its value in a
      column `key` and what is clicked on in the panel's first column. Rows by month need no such word: a
      click picks the month.

    `regional` says that its figures are of the whole region whatever hospital is chosen, and so it says that too.
    `dated` is the column of the rows that says which period they are of (a year, or ISO text), where they do not
    follow the period that is chosen: figures of another time are marked as background.
    `lists` says that its rows are things to be read of one by one, which are there whatever is counted of them.
    `indicators` are the keys of the indicators that its figures are values of, where they are: whoever delivered them.
    `told_of` is who told what of each period, where of several the newest is shown (`data_access/numbers/behind.py`).
    `untold` (marked) is said where the source does not tell what the panel needs, or there is no row; else its metric's
    own words are.
    `opened_by` is the parameter of the address that the panel is the answer to, where a click opens it on its page: it
    has the focus when it opens, and can be closed again.
    `said_of` gives what owners' words on a row are found by, where it is of one project or one site. They stand below
    the panel, but where they stand elsewhere on the page (`is_said_apart`): then the table alone has them.
    """

    key: str
    title: Callable[[Snapshot, Filters], str]
    numbers: Numbers
    columns: tuple[Column, ...]
    sentence: Callable[["Content"], str]
    metrics: tuple[str, ...]
    figure: Callable[["Content"], Figure] | None = None
    body: Callable[["Content"], Component] | None = None
    wide: bool = False
    when: Callable[[Filters], bool] = field(default=lambda _filters: True)
    applies: Callable[[Snapshot, Filters], bool] = field(default=lambda _snapshot, _filters: True)
    varies: str | None = None
    compared: str | None = None
    parts: Callable[[Snapshot, Filters], Parts] | None = None
    click: str | None = None
    lists: bool = False
    regional: bool = False
    dated: str | None = None
    indicators: tuple[str, ...] = ()
    told_of: Tabled | None = None
    untold: str = ""
    opened_by: str = ""
    said_of: Callable[[Snapshot, Filters, Row], Place] | None = None
    is_said_apart: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the keys of the sources of the panel's figures, each once."""
        return sources_of(self.metrics)

    def shows(self, snapshot: Snapshot, filters: Filters) -> bool:
        """Say that the panel stands on its page for what is chosen; not where none of its figures has ever come."""
        come = self.has_come(snapshot) or not self.sources
        return self.when(filters) and come and self.applies(snapshot, filters)

    def has_come(self, snapshot: Snapshot) -> bool:
        """Say that a source of the panel's figures has ever delivered, or any of its indicators has a value."""
        if self.indicators:
            return not _told_of(snapshot, "").isdisjoint(self.indicators)
        return any(snapshot.coverage.through(source) is not None for source in self.sources)


def sources_of(metrics: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the sources of metrics, each once."""
    return tuple(dict.fromkeys(METRICS[metric].source for metric in metrics))


@fact
def _told_of(snapshot: Snapshot, _key: str) -> set[str]:
    """Return the keys of the indicators that have any value."""
    return set(snapshot.frames["indicator_values"]["indicator"])


@dataclass(frozen=True)
class Content:
    """A panel answered: its rows, for what was asked.

    `columns` are the panel's, and those of what was added to its rows: what is compared with (`against` names it),
    the limits of the usual, the notes.
    """

    panel: Panel
    snapshot: Snapshot
    filters: Filters
    table: Table
    columns: tuple[Column, ...]
    against: str = ""
    variation: Variation | None = None
    notes: tuple[Note, ...] = ()

    @property
    def metrics(self) -> tuple[str, ...]:
        """The panel's metrics, without those that are not for whoever the snapshot is of."""
        kept = untold(self.snapshot)
        return tuple(each for each in self.panel.metrics if each not in kept) if kept else self.panel.metrics

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of the sources of those metrics, each once."""
        return sources_of(self.metrics)

    @property
    def records(self) -> list[Row]:
        """The rows as dicts, made once: whoever reads them must not change them."""
        return self.table.records

    @property
    def rows(self) -> pd.DataFrame:
        """The rows as a frame, for what is worked out from them."""
        return self.table.frame()

    @cached_property
    def is_empty(self) -> bool:
        """Say that there is no figure in the answer: no rows, or nothing known in them; a known 0 is a figure."""
        columns = self.panel.columns
        judged = [each.key for each in columns if each.kind == "judged"]
        numbers = judged or [each.key for each in columns if each.is_number and each.key != "target"]
        rows = self.table
        if rows.empty or not numbers or not self.panel.metrics or self.panel.lists:
            return rows.empty
        withheld = "withheld" in rows and any(rows["withheld"])
        return not withheld and all(text.is_missing(each) for name in numbers for each in rows[name])


@dataclass(frozen=True)
class Headline:
    """A page's figure for its tile: a metric's monthly series, as `judge` returns it.

    `desk` holds the tile to one desk whatever the reader has chosen; `about` says in the tile what the figure is
    about. Where things are `counted`, the tile says `6 af 10` instead of the share. `regional` is as of a panel.
    A figure that is made of days (`by_day`) can be compared with the same days of the month before while its month is
    under way. `until` is the month up to which the figure goes for what is chosen, where it is another than the last.
    `by_desk` says that it is of one desk, `applies` whether what is chosen has anything to do with it.

    A tile is one target, where it has one. One that sums up several gives them as `goals` (rows of name, and those of
    `judge`), and they are counted in its place; one that shows the worst of them is `counted_elsewhere`.
    """

    key: str
    metric: str
    numbers: Numbers
    desk: str | None = None
    about: Callable[[Snapshot, Filters], str] | None = None
    counted: bool = False
    regional: bool = False
    by_day: bool = False
    until: Callable[[Snapshot, Filters], str] | None = None
    by_desk: bool = False
    applies: Callable[[Snapshot, Filters], bool] = field(default=lambda _snapshot, _filters: True)
    goals: Numbers | None = None
    counted_elsewhere: bool = False

    def shows(self, snapshot: Snapshot, filters: Filters) -> bool:
        """Say that there is anything to show: a source without data, or a desk without, is no figure of this house."""
        source = METRICS[self.metric].source
        return (
            snapshot.coverage.through(source) is not None
            and (not self.by_desk or snapshot.has_desk(source, self.desk or filters.desk))
            and self.applies(snapshot, filters)
        )


@dataclass(frozen=True)
class Page:
    """A page: its address, its names, the filters it can use, and what it shows in which order.

    The names are marked for translation. `headlines` are its own tiles, `overview` those it gives to the overview, or
    `overview_of` where they depend on what there is in the database; only a subject stands there. A page about the
    figures themselves stands in the foot. `regional` says that its summary is of the whole region whatever hospital is
    chosen.

    A page of one thing has the key of the thing in its path: `/hospital/herlev-og-gentofte`. `in_path` is the parameter
    that the key is of, `things` gives the names by key, and `asked` what else the key says of a query, which has it
    under the parameter. The page that lists the things has the same path without a key, stands for them in the
    navigation, and declares `in_path` too. `lead` is what stands under the heading before the filters, besides what
    every page has there.
    """

    key: str
    path: str
    name: str
    title: str
    summary: Callable[[Snapshot, Filters], str]
    filters: tuple[str, ...]
    panels: tuple[Panel, ...]
    headlines: tuple[Headline, ...] = ()
    overview: tuple[Headline, ...] = ()
    overview_of: Callable[[Snapshot], tuple[Headline, ...]] | None = None
    is_subject: bool = True
    regional: bool = False
    in_foot: bool = False
    in_path: str = ""
    things: Callable[[Snapshot], Mapping[str, str]] | None = None
    asked: Callable[[Snapshot, Query], Query] = field(default=lambda _snapshot, query: query)
    lead: Callable[[Snapshot, Filters], Sequence[Component]] = field(default=lambda _snapshot, _filters: ())

    def at(self, filters: Filters) -> str:
        """Return the path of the page, for what is chosen: with the key of the thing that it is of."""
        key = filters.picked(filters.in_path) if filters.in_path and self.things else None
        return f"{self.path}/{quote(key, safe='')}" if key else self.path

    def heading(self, snapshot: Snapshot, filters: Filters) -> str:
        """Return the title of the page: that of the thing, where it is of one."""
        key = filters.picked(self.in_path) if self.things else None
        return self.things(snapshot).get(key or "", _(self.title)) if self.things else _(self.title)

    def given(self, snapshot: Snapshot) -> tuple[Headline, ...]:
        """Return the headlines that the page gives to the overview."""
        return self.overview_of(snapshot) if self.overview_of else self.overview

    def has_data(self, snapshot: Snapshot, filters: Filters) -> bool:
        """Say that there is anything to show of the page: one of its figures, or else data for its sentence."""
        if any(each.shows(snapshot, filters) for each in self.given(snapshot)):
            return True
        return any(panel.has_come(snapshot) and panel.applies(snapshot, filters) for panel in self.panels)

    def never_came(self, snapshot: Snapshot) -> bool:
        """Say that a subject's page has no figures, and never had: there is no month to speak of."""
        return self.is_subject and not any(panel.has_come(snapshot) for panel in self.panels)
