"""The figure that words are of: whose it is, what it is called, and how it stands in its month."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from data_access.numbers.explanations import OF_DESKS, OF_PROJECTS, OF_SYSTEMS, Place
from data_access.numbers.naming import name_of
from data_access.snapshot.rows import Row
from data_access.snapshot.snapshot import Snapshot
from layouts.pages import projects
from layouts.pages.subjects import SUBJECTS
from layouts.parts import html
from layouts.parts.behind import address
from layouts.parts.declarations import Headline, Page
from layouts.parts.html import Component
from layouts.parts.promised import asked_of, headline_of, row_of_place
from layouts.parts.writing import ASKED
from vocabulary import text
from vocabulary.filters import Choices, Filters, to_query
from vocabulary.language import _
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
        return self.place.metric

    @property
    def month(self) -> str:
        """Return its month."""
        return self.place.month

    @property
    def subject(self) -> str:
        """Return what somebody owns to write of it: its page, or the project on it."""
        return f"{self.page.key}/{self.place.project}" if self.place.project else self.page.key

    @property
    def can_promise(self) -> bool:
        """Say that a figure can be promised of it: a project has a light and no figure."""
        return not self.place.project

    @property
    def can_be_noted(self) -> bool:
        """Say that its month can have a note: that of what has a series of its own."""
        return not (self.place.project or self.place.site)

    def filters(self, snapshot: Snapshot) -> Filters:
        """Return what it is asked for."""
        return asked_of(self.place, snapshot.choices.default(), self.month)

    def name(self, snapshot: Snapshot) -> str:
        """Return what it is called: the figure, and the desk, system, site, hospital or project that it is of."""
        of = self.place
        if of.project:
            return _("Projektet {name}", name=snapshot.names("projects").get(of.project, of.project))
        names = (
            name_of(snapshot, self.metric, self.month),
            snapshot.names("desks").get(of.desk, ""),
            snapshot.names("systems").get(of.system, ""),
            snapshot.organisation.sites.get(of.site, ""),
            snapshot.organisation.name_of(of.hospital) if of.hospital else "",
        )
        return ", ".join(each for each in names if each)

    def row(self, snapshot: Snapshot) -> Row | None:
        """Return its figure in its month, where it is whole and known."""
        return row_of_place(self.headline, self.place, snapshot, self.filters(snapshot), self.month)

    def address(self, snapshot: Snapshot) -> str:
        """Return where it stands."""
        asked, of = self.filters(snapshot), self.place
        if of.project:
            query = to_query(Filters(asked.first, asked.last, month=self.month), snapshot.choices)
            return f"{projects.PATH}/{quote(of.project, safe='')}{query}"
        return address(self.page, self.headline, of.system, self.month, snapshot, asked)


def head(heading: str, figure: Figure, snapshot: Snapshot) -> Component:
    """Return the head of a form's page: its heading, how the figure stands, and the way to it."""
    said = level_words(figure.row(snapshot)) or _("Tallet for måneden er ikke gjort op.")
    link = html.A(_("Se tallet"), href=figure.address(snapshot))
    return html.Div(
        [html.H1(heading), html.P([f"{said.rstrip('.')}. ", link], className="summary")],
        className="page-head",
    )


def figure_of(snapshot: Snapshot, place: Place) -> Figure | None:
    """Return the figure that is found by this; None where no subject has it, or nothing of it is known here."""
    for page in SUBJECTS:
        headline = headline_of(page, snapshot, place.metric, place.desk)
        if headline:
            found = Figure(page, headline, place)
            return found if headline.shows(snapshot, found.filters(snapshot)) else None
    return None


def figure_at(snapshot: Snapshot, query: Mapping[str, str]) -> Figure | None:
    """Return the figure that an address names; None where it names none that there is."""
    of, choices = Place(*(query.get(name, "") for name in ASKED)), snapshot.choices
    if of.metric not in METRICS or not is_month(of.month) or not _is_known(of, snapshot):
        return None
    if METRICS[of.metric].source in OF_DESKS:
        of = of._replace(desk=of.desk or choices.default().desk)
    found = figure_of(snapshot, of)
    if found and found.headline.regional and of.hospital:
        return None
    # What has no series of its own is there where it has a figure.
    return found if found and (found.can_be_noted or found.row(snapshot)) else None


def _is_known(of: Place, snapshot: Snapshot) -> bool:
    """Say that there is all that a place names, and nothing beside what its metric can be of."""
    choices = snapshot.choices
    if of.project or (of.metric == OF_PROJECTS and any(of[2:])):
        return of == Place(OF_PROJECTS, of.month, project=of.project) and of.project in snapshot.names(
            "projects"
        )
    return _is_within(of, choices) and (not of.site or of.site in snapshot.organisation.sites)


def _is_within(of: Place, choices: Choices) -> bool:
    is_of_system = of.metric in OF_SYSTEMS
    return (
        choices.first <= of.month <= choices.last
        and (not of.desk or (of.desk in choices.desks and METRICS[of.metric].source in OF_DESKS))
        and (of.system in choices.systems) == is_of_system
        and (is_of_system or not of.system)
        and (not of.site or (is_of_system and not of.hospital))
        and (not of.hospital or any(of.hospital in each for each in choices.hospitals.values()))
    )


def level_words(row: Row | None) -> str:
    """Say how a figure stands: as it is printed, and its light in words."""
    if not row:
        return ""
    shown = str(row["shown"])
    return f"{shown} – {text.small(row['word'])}" if row["word"] and row["word"] != shown else shown
