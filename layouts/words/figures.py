"""The figure that words are of: whose it is, what it is called, and how it stands in its month."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.numbers.explanations import OF_DESKS, OF_SYSTEMS, Place
from data_access.numbers.naming import name_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages.subjects import SUBJECTS
from layouts.parts.behind import address
from layouts.parts.declarations import Headline, Page
from layouts.parts.owners import ASKED
from layouts.parts.promised import headline_of, row_of_place
from vocabulary import text
from vocabulary.filters import Filters
from vocabulary.metrics import METRICS
from vocabulary.months import is_month


@dataclass(frozen=True)
class Figure:
    """A figure in a month: the subject's page and headline that it is of, and what it is found by."""

    page: Page
    headline: Headline
    place: Place

    @property
    def metric(self) -> str:
        """Return the key of its metric."""
        return self.place[0]

    @property
    def month(self) -> str:
        """Return its month."""
        return self.place[1]

    def filters(self, snapshot: Snapshot) -> Filters:
        """Return what it is asked for."""
        _metric, month, desk, system, hospital, _project = self.place
        chosen = snapshot.choices.default()
        return Filters(
            month, month, chosen.organisation, hospital or None, desk or chosen.desk, system or None
        )

    def name(self, snapshot: Snapshot) -> str:
        """Return what it is called: the figure, and the desk, system and hospital that it is of."""
        _metric, month, desk, system, hospital, _project = self.place
        names = (
            name_of(snapshot, self.metric, month),
            snapshot.names("desks").get(desk, ""),
            snapshot.names("systems").get(system, ""),
            snapshot.organisation.name_of(hospital) if hospital else "",
        )
        return ", ".join(each for each in names if each)

    def row(self, snapshot: Snapshot) -> Row | None:
        """Return its figure in its month, where it is whole and known."""
        return row_of_place(self.headline, self.place, snapshot, self.filters(snapshot), self.month)

    def address(self, snapshot: Snapshot) -> str:
        """Return where it stands."""
        return address(self.page, self.headline, self.place[3], self.month, snapshot, self.filters(snapshot))


def figure_of(snapshot: Snapshot, place: Place) -> Figure | None:
    """Return the figure that is found by this; None where no subject has it, or nothing of it is known here."""
    for page in SUBJECTS:
        headline = headline_of(page, snapshot, place[0], place[2])
        if headline:
            found = Figure(page, headline, place)
            return found if headline.shows(snapshot, found.filters(snapshot)) else None
    return None


def figure_at(snapshot: Snapshot, query: Mapping[str, str]) -> Figure | None:
    """Return the figure that an address names; None where it names none that there is."""
    metric, month, desk, system, hospital, project = (query.get(name, "") for name in ASKED)
    choices = snapshot.choices
    if metric not in METRICS or not is_month(month) or not choices.first <= month <= choices.last or project:
        return None
    if METRICS[metric].source in OF_DESKS:
        desk = desk or choices.default().desk
    known = {
        "desk": not desk or (desk in choices.desks and METRICS[metric].source in OF_DESKS),
        "system": (system in choices.systems) == (metric in OF_SYSTEMS)
        and (metric in OF_SYSTEMS or not system),
        "hospital": not hospital or any(hospital in each for each in choices.hospitals.values()),
    }
    if not all(known.values()):
        return None
    found = figure_of(snapshot, (metric, month, desk, system, hospital, ""))
    return None if found and found.headline.regional and hospital else found


def level_words(row: Row | None) -> str:
    """Say how a figure stands: as it is printed, and its light in words."""
    return (
        f"{row['shown']} – {text.small(row['word'])}"
        if row and row["word"]
        else str(row["shown"])
        if row
        else ""
    )
