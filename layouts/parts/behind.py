"""A figure behind its target: since when, for which cause, and the address of the answer to why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_access.numbers import explanations, needed, notes
from data_access.numbers.explanations import Explanation
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts import why
from layouts.parts.declarations import Headline, Page, Panel
from layouts.parts.owners import first_words
from layouts.parts.why_causes import NONE_STANDS_OUT
from vocabulary import text
from vocabulary.filters import Filters, carried, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS
from vocabulary.status import behind


@dataclass(frozen=True)
class Missed:
    """The months in which a target has not been reached, up to the one that is spoken of.

    `since` is the first of them, '' where there is none; `months` how many of them were judged. `reached` says that it
    was reached before.
    """

    since: str
    months: int
    reached: bool

    @property
    def is_new(self) -> bool:
        """Say that it was reached when it was judged before."""
        return self.reached and self.months == 1


def missed(rows: Sequence[Row]) -> Missed:
    """Return since when a target has not been reached, by rows of month and level, in their order."""
    reached, judged = needed.last_reached(rows)
    since = [month for month in judged if reached is None or month > reached]
    return Missed(since[0] if since else "", len(since), reached is not None)


def since_words(found: Missed) -> str:
    """Say since when a target has not been reached; of what was never seen to reach it, since when at least."""
    if not found.since:
        return ""
    month = text.month(found.since)
    if not found.reached:
        return text.capital(month) if found.months == 1 else _("Mindst siden {month}", month=month)
    # No "only in": it may have been missed before it was reached.
    return _("Nyt i {month}", month=month) if found.months == 1 else _("Siden {month}", month=month)


def asking(page: Page, metric: str) -> Panel | None:
    """Return the panel of a page that can say why a figure is below its target."""
    return next((panel for panel in page.panels if panel.parts and panel.metrics[0] == metric), None)


def address(
    page: Page,
    headline: Headline,
    thing: str,
    month: str,
    snapshot: Snapshot,
    filters: Filters,
    *,
    is_why: bool = False,
) -> str:
    """Return the address of a figure on its page, or of the answer to why it is below its target; '' where none is.

    `thing` is the key of the system that it is of, '' where it is of none.
    """
    panel = asking(page, headline.metric) if is_why else None
    if is_why and panel is None:
        return ""
    asked = replace(
        carried(filters),
        desk=headline.desk or filters.desk,
        system=thing or None,
        month=month if is_why or thing else None,
        why=panel.key if panel else None,
    )
    place = f"#{why.PREFIX}{panel.key}" if panel else ""
    return page.path + to_query(asked, snapshot.choices) + place


@dataclass(frozen=True)
class Cause:
    """What stands behind a figure below its target: the first words of why, and what is written at its month.

    `shown` is what the figures show, `is_telling` says that they show anything in particular. What is `noted` need not
    be of why, and may speak of a rise: it is told as a note.
    """

    shown: str
    is_telling: bool
    noted: str

    @property
    def first(self) -> str:
        """Return what there is to tell where there is room for one thing: what the figures show goes before a note."""
        return self.shown if self.is_telling else note_words(self.noted)


def note_words(noted: str) -> str:
    """Tell what is written as a note; '' where nothing is."""
    return _("Note: {words}", words=noted) if noted else ""


def cause(
    page: Page, headline: Headline, thing: str, row: Row, snapshot: Snapshot, filters: Filters
) -> Cause:
    """Return what stands behind a figure that is below its target, wherever it is told: as its owner says, if he does.

    What is written of the whole region is no note on what a hospital of it did; its owner's words are told as of it.
    """
    month = row["month"]
    own = explanations.place(headline.metric, month, filters, system=thing, desk=headline.desk)
    if said := first_words(explanations.at(snapshot, own)):
        return Cause(_("Ejeren: {words}", words=said), is_telling=True, noted="")
    everywhere = _of_region(headline, thing, month, snapshot, filters)
    asked = replace(filters, desk=headline.desk or filters.desk, first=month, last=month)
    about = Table({"month": [month], "system": [thing or None]})
    found = notes.notes(snapshot, asked, (headline.metric,), about)
    written = [
        note.words
        for note in found
        if not note.moved and (note.site or note.hospital or not filters.hospital)
    ]
    if everywhere:
        said = text.prose(everywhere.cause, everywhere.action)
        written.append(_("Ejeren om hele regionen: {words}", words=said))
    panel, noted = asking(page, headline.metric), " ".join(written)
    if panel is None:
        return Cause("", is_telling=False, noted=noted)
    asked = replace(asked, month=month, system=thing or None, in_path="")
    shown = why.first_words(panel, snapshot, asked, float(row["target"]))
    return Cause(shown, shown != _(NONE_STANDS_OUT), noted)


def _of_region(
    headline: Headline, thing: str, month: str, snapshot: Snapshot, filters: Filters
) -> Explanation | None:
    """Return what the owner says of the figure of the whole region, where a hospital's is spoken of."""
    if not filters.hospital:
        return None
    everywhere = replace(filters, hospital=None)
    own = explanations.place(headline.metric, month, everywhere, system=thing, desk=headline.desk)
    return explanations.at(snapshot, own)


def worst_first(metric: str, row: Row) -> tuple[int, float]:
    """Return what sorts rows of value, target and level the worst first."""
    return behind(METRICS[metric], row["level"], row["value"], row["target"])
