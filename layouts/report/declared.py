"""The reports, declared as data: which chapters, and which panels stand in each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from layouts.pages import (
    cases,
    pathways,
    projects,
    referrals,
    resources,
    response_times,
    servicedesk,
    strategy,
)
from layouts.parts.declarations import Page, Panel
from vocabulary.filters import MONTHS_SHOWN, Filters, Organisation
from vocabulary.language import N_
from vocabulary.months import shift

# Which months a panel of a report is of, up to the month that the edition tells of.
Period = Literal["twelve", "year", "years"]
HEADLINES = "noegletal"  # the key of the part that has all headline figures


@dataclass(frozen=True)
class Part:
    """A panel in a report: of a page, over a period, of one desk where that is named, and of which organisation."""

    page: Page
    panel: Panel
    period: Period = "twelve"
    desk: str = ""
    organisation: Organisation = "today"

    @property
    def key(self) -> str:
        """Return what names the part in a draft and in what is frozen: page, panel, and the desk if it is of one."""
        return "/".join(each for each in (self.page.key, self.panel.key, self.desk) if each)

    def asked(self, month: str, filters: Filters) -> Filters:
        """Return what the panel is asked for, where an edition tells of things until a month."""
        return Filters(_FIRST[self.period](month), month, self.organisation, desk=self.desk or filters.desk)


_FIRST: dict[Period, Callable[[str], str]] = {
    "twelve": lambda month: shift(month, 1 - MONTHS_SHOWN),
    "year": lambda month: f"{month[:4]}-01",
    "years": lambda month: f"{int(month[:4]) - 1}-01",
}


@dataclass(frozen=True)
class Chapter:
    """A chapter: its key, its title (marked for translation), and its parts in order.

    `headlines` says that all headline figures stand first in it; `of_patients` that its figures are about patients,
    which not everybody may see everywhere.
    """

    key: str
    title: str
    parts: tuple[Part, ...] = ()
    headlines: bool = False
    of_patients: bool = False


@dataclass(frozen=True)
class Report:
    """A report: its key, its title and how one of its editions is called (marked for translation), and its chapters.

    `path` is the address under which its editions stand by their number.
    """

    key: str
    title: str
    called: str
    path: str
    chapters: tuple[Chapter, ...]

    def parts(self) -> Iterator[Part]:
        """Return the parts of all chapters."""
        return (part for chapter in self.chapters for part in chapter.parts)


def _all(page: Page, *panels: Panel, period: Period = "twelve", desk: str = "") -> tuple[Part, ...]:
    return tuple(Part(page, panel, period, desk) for panel in panels)


_ONWARD = (
    *_all(referrals.PAGE, referrals.MONTHLY, referrals.AGREEMENT, period="years"),
    Part(referrals.PAGE, referrals.SERVICE, "year"),
    # Who sent them is told by the hospitals that there were.
    Part(referrals.PAGE, referrals.HOSPITAL, "year", organisation="then"),
    Part(referrals.PAGE, referrals.PROVIDER, "year"),
)
_DIAGNOSED = _all(
    pathways.PAGE, pathways.SOMATIC, pathways.PSYCHIATRY, pathways.SOMATIC_COUNTS, pathways.PSYCHIATRY_COUNTS,
    period="years",
)  # fmt: skip
_STATUS = Report(
    key="status",
    title=N_("Overordnet status på drift og udvikling"),
    called=N_("{number}. afrapportering"),
    path="/rapport",
    chapters=(
        Chapter("noegletal", N_("Nøgletal"), headlines=True),
        Chapter(
            "servicedesk",
            N_("CIMT Servicedesk"),
            _all(
                servicedesk.PAGE, servicedesk.VOLUMES, servicedesk.SERVICE_LEVEL, servicedesk.FIRST_CONTACT,
                servicedesk.CHANNELS, desk="cimt",
            ),
        ),
        Chapter("sager", N_("Sager"), _all(cases.PAGE, cases.FLOW, cases.WITHIN, cases.BACKLOG, desk="cimt")),
        Chapter(
            "klinisk",
            N_("Klinisk Servicedesk"),
            _all(servicedesk.PAGE, servicedesk.VOLUMES, servicedesk.ANSWERED, desk="klinisk"),
        ),
        Chapter(
            "svartider",
            N_("Svartider i de kliniske systemer"),
            _all(response_times.PAGE, response_times.MATRIX, response_times.WITHIN),
        ),
        Chapter("projekter", N_("Projekter"), _all(projects.PAGE, projects.LIST, projects.LIGHTS, projects.COUNTS)),
        Chapter("omvisitering", N_("Omvisitering til private hospitaler"), _ONWARD, of_patients=True),
        Chapter("udredning", N_("Udredningsret"), _DIAGNOSED, of_patients=True),
        Chapter("ressourcer", N_("Sundhedsplatformens organisation"), _all(resources.PAGE, *resources.PAGE.panels)),
        Chapter("strategi", N_("Strategi og programmer"), _all(strategy.PAGE, *strategy.PAGE.panels)),
    ),
)  # fmt: skip
_PATIENTS = Report(
    key="patientrettigheder",
    title=N_("Udvidet frit sygehusvalg og udredningsretten"),
    called=N_("{number}. redegørelse"),
    path="/rapport/patientrettigheder",
    chapters=(
        Chapter(
            "omvisitering",
            N_("Omvisitering til private hospitaler"),
            (*_ONWARD, *_all(referrals.PAGE, referrals.MATRIX, period="year")),
            of_patients=True,
        ),
        Chapter(
            "udredning",
            N_("Udredningsret"),
            (*_DIAGNOSED, *_all(pathways.PAGE, pathways.HOSPITALS, period="year")),
            of_patients=True,
        ),
    ),
)
REPORTS = {report.key: report for report in (_STATUS, _PATIENTS)}
