"""What stands in the form in which a project's owner reports: its fields, and what they hold to begin with."""

from dataclasses import dataclass
from datetime import date

from data_access.numbers import project_reports, projects
from data_access.numbers.project_words import WORDS
from data_access.people.project_reports import LONGEST_REPORT, Report
from data_access.snapshot.snapshot import Snapshot
from layouts.parts.writing import report_address
from layouts.words.fields import Field, figure_words
from layouts.words.filled import Filled
from vocabulary.language import _

# The names of the fields.
LIGHT, FINDING, PHASE, END, DELAY, BUDGET, FORECAST, NEXT, DUE = (
    "lys", "status", "fase", "slut", "forsinkelse", "budget", "forbrug", "milepael", "frist",
)  # fmt: skip


@dataclass(frozen=True)
class Project:
    """What a report is of: a project by its key, its name and programme, and a month."""

    key: str
    name: str
    programme: str
    month: str

    @property
    def address(self) -> str:
        """Return where its report is written."""
        return report_address(self.key, self.month)


def of(report: Report) -> Filled:
    """Return a report as it stands in the form."""
    days = {END: report.expected_end, DUE: report.milestone_due}
    figures = {DELAY: report.delay_weeks, BUDGET: report.budget_mio_dkk, FORECAST: report.forecast_mio_dkk}
    return Filled(
        {
            LIGHT: report.light,
            FINDING: report.finding,
            PHASE: report.phase,
            NEXT: report.next_milestone,
            **{name: day.isoformat() if day else "" for name, day in days.items()},
            **{name: figure_words(value) for name, value in figures.items()},
        }
    )


def begun(snapshot: Snapshot, project: Project) -> Filled:
    """Return the form before anything was written: what is known of the project, to be told anew or corrected.

    Its light and what there is to say are those of a month that has a report, and of no other.
    """
    rows = project_reports.newest(snapshot, None, project.month)
    row = next((each for each in rows if each["project"] == project.key), None)
    if row is None:
        return Filled()
    end = row["expected_end"]
    is_same = row["month"] == project.month
    delay, budget, forecast = (
        projects.number(row[name]) for name in ("delay_weeks", "budget_mio_dkk", "forecast_mio_dkk")
    )
    return of(
        Report(
            str(row["light"]) if is_same else "",
            str(row["finding"]) if is_same else "",
            str(row["phase"]),
            date.fromisoformat(end) if isinstance(end, str) else None,
            delay,
            budget,
            forecast,
            str(row["next_milestone"]),
        )
    )


def fields() -> list[Field]:
    """Return the fields."""
    lights = [("", _("Vælg")), *((light, _(word)) for light, word in WORDS.items())]
    none, cost = _("Kan stå tomt."), _("I mio. kr. Kan stå tomt.")
    return [
        Field(LIGHT, _("Hvilket lys giver du projektet?"), "choice", options=lights),
        Field(FINDING, _("Hvordan går det?"), "area", LONGEST_REPORT["finding"]),
        Field(PHASE, _("Hvilken fase er det i?"), "line", LONGEST_REPORT["phase"], none),
        Field(END, _("Hvornår ventes det færdigt?"), "day", hint=none),
        Field(
            DELAY,
            _("Hvor mange uger er det forsinket?"),
            "line",
            12,
            _("0, når det følger planen. Kan stå tomt."),
        ),
        Field(BUDGET, _("Hvad er budgettet?"), "line", 20, cost),
        Field(FORECAST, _("Hvad ventes det at koste?"), "line", 20, cost),
        Field(NEXT, _("Hvad er den næste milepæl?"), "line", LONGEST_REPORT["next_milestone"], none),
        Field(DUE, _("Hvornår er dens frist?"), "day", hint=none),
    ]
