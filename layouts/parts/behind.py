"""A figure behind its target: since when, for which cause, and the address of the answer to why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from data_access.numbers import explanations, needed, notes
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.table import Table
from layouts.parts import why
from layouts.parts.declarations import Headline, Page, Panel
from layouts.parts.owners import first_words
from vocabulary import text
from vocabulary.filters import Filters, carried, to_query
from vocabulary.language import _
from vocabulary.metrics import METRICS


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
    return _("Kun i {month}", month=month) if found.months == 1 else _("Siden {month}", month=month)


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


def cause(page: Page, headline: Headline, thing: str, row: Row, snapshot: Snapshot, filters: Filters) -> str:
    """Return why its owner says that a figure is so, else what is written at its month, else why by the figures.

    What is written of the whole region is no cause of what a hospital of it did.
    """
    month = row["month"]
    own = explanations.place(headline.metric, month, filters, system=thing, desk=headline.desk)
    if said := first_words(explanations.at(snapshot, own)):
        return said
    asked = replace(filters, desk=headline.desk or filters.desk, first=month, last=month)
    about = Table({"month": [month], "system": [thing or None]})
    found = notes.notes(snapshot, asked, (headline.metric,), about)
    if written := [note.words for note in found if note.site is not None or not filters.hospital]:
        return " ".join(written)
    panel = asking(page, headline.metric)
    if panel is None:
        return ""
    asked = replace(asked, month=month, system=thing or None, in_path="")
    return why.first_words(panel, snapshot, asked, float(row["target"]))


def distance(metric: str, row: Row) -> float:
    """Return how far a figure is from its target, as a part of the target: the further, the lower."""
    off = row["value"] - row["target"] if METRICS[metric].better == "down" else row["target"] - row["value"]
    return -float(off) / (float(row["target"]) or 1.0)
