"""Reporting of a project: what its owner writes stands as the row that a file would bring."""

from collections.abc import Sequence
from typing import cast

from flask import Flask, abort

from callbacks import forms, who
from callbacks.access.page import Write
from callbacks.form import DRAFTED, Form, Signed, told_of_draft
from callbacks.reading import read_query
from callbacks.sent import figure_of, too_long
from callbacks.words import snapshot_of
from data_access.people.project_reports import (
    LONGEST_REPORT,
    About,
    Filed,
    Report,
    State,
    Version,
    filed,
    versions,
    write,
)
from data_access.snapshot.rows import frame_rows
from data_access.snapshot.snapshot import Snapshot
from data_access.snapshot.store import Store
from layouts.parts.html import Component
from layouts.parts.writing import REPORT
from layouts.words import frame
from layouts.words import project_report as laid_out
from layouts.words import project_report_fields as form
from layouts.words.fields import Field, day_of
from layouts.words.filled import DRAFT, SEE, Filled, Shown
from layouts.words.project_report_fields import (
    BUDGET,
    DELAY,
    DUE,
    END,
    FINDING,
    FORECAST,
    LIGHT,
    NEXT,
    PHASE,
    Project,
)
from vocabulary import text
from vocabulary.language import N_, _
from vocabulary.months import is_month, month_of

ASKED = ("projekt", "maaned")
MOST_WEEKS, MOST_MIO = 5_000, 1_000_000
FIRST_YEAR = 2000  # of a deadline: what is earlier is a slip of the keyboard
# The figures, each with what it is called and the least and the most that it can be.
_FIGURES = {
    DELAY: (N_("Forsinkelsen"), 0, MOST_WEEKS),
    BUDGET: (N_("Budgettet"), 0, MOST_MIO),
    FORECAST: (N_("Det forventede forbrug"), 0, MOST_MIO),
}
_DAYS = {END: N_("Forventet slut"), DUE: N_("Milepælens frist")}


def register(server: Flask, store: Store, url: str, show: Write) -> None:
    """Register the form. `url` is that of the database whose role may write what people do; '' where there is none."""
    forms.register(
        server, REPORT, "project_reports", url, ASKED, lambda asked: _Form(*_asked(store, asked)), show
    )


def _asked(store: Store, search: str) -> tuple[Snapshot, Snapshot, Project]:
    """Return the project's month that is asked about, for whoever may report of it; 404, 403 and 503 in words.

    The figures stand before it in the language spoken, and as they were told.
    """
    (snapshot, told), query = snapshot_of(store), read_query(search)
    current = month_of(snapshot.now.date())
    key, month = query.get("projekt", ""), query.get("maaned", current)
    row = next((each for each in frame_rows(snapshot, "projects") if each["key"] == key), None)
    if row is None:
        abort(404, _("Adressen nævner intet projekt. Gå til projektet, og følg linket derfra."))
    if not is_month(month) or not snapshot.choices.first <= month <= current:
        abort(404, _("Der kan ikke meldes noget for den måned. Gå til projektet, og følg linket derfra."))
    if not who.person().answers_for(f"projekter/{key}"):
        abort(403, _("Du ejer ikke projektet {name}, og kan ikke skrive om det.", name=row["name"]))
    return snapshot, told, Project(key, row["name"], row["programme"], month)


class _Form(Form[Version]):
    """What is reported of a project's month."""

    path, otherwise = REPORT, DRAFT
    states = DRAFTED

    def __init__(self, snapshot: Snapshot, told: Snapshot, project: Project) -> None:
        self._snapshot, self._told = snapshot, told
        self._project, self.subject = project, f"projekter/{project.key}"
        self._about = About(project.key, project.month)
        self._filed: Filed | None = None

    def title(self) -> str:
        return laid_out.heading(self._project)

    def fields(self, _filled: Filled) -> Sequence[Field]:
        return form.fields()

    def empty(self) -> Filled:
        # A translation that was sent back would take the place of what it is of.
        return form.begun(self._told, self._project)

    def of(self, version: Version) -> Filled:
        return form.of(version.report)

    def page(self, shown: Shown[Version], token: Component) -> Component:
        report, _faults = _report(shown.filled)
        return laid_out.page(
            self._project, self._snapshot, shown, report, self._filed, token,
            is_draft=self.is_draft(shown.found),
        )  # fmt: skip

    def away(self) -> Component:
        return frame.away(laid_out.head(self._project, self._snapshot))

    def address(self) -> str:
        return self._project.address

    def told(self, done: str, found: Sequence[Version]) -> str:
        published = _("Rapporten er udgivet og står på projektets side om lidt.")
        return told_of_draft(done, found, published, _("Rapporten er trukket tilbage."))

    def faults(self, filled: Filled, *, is_draft: bool) -> list[str]:
        report, faults = _report(filled)
        if not is_draft and not report.light:
            faults.append(_("Vælg projektets lys, før du udgiver."))
        if not is_draft and not report.finding:
            faults.append(_("Skriv, hvordan det går, før du udgiver."))
        return faults

    def looked(self, filled: Filled, found: Sequence[Version], does: str) -> Shown[Version] | None:
        """Show the light of the figures in the form, where that was asked for: nothing is kept by it."""
        if does != SEE:
            return None
        report, faults = _report(filled)
        row = laid_out.judged(self._project, self._snapshot, report)
        light = text.small(str(row["computed_word"]))
        said = _("Tallene i formularen giver: {light}. Intet er gemt.", light=light)
        return Shown(filled, found, [] if faults else [said], faults)

    def versions(self, url: str) -> list[Version]:
        found = versions(url, self._about)
        self._filed = filed(url, self._about)
        return found

    def write(self, url: str, filled: Filled, state: str, by: Signed) -> Version:
        report, _faults = _report(filled)
        return write(
            url, self._about, report, cast(State, state), seen=filled.seen, account=by.account, role=by.role,
            address=by.address,
        )  # fmt: skip


def _report(filled: Filled) -> tuple[Report, list[str]]:
    """Return what was reported, and what is wrong with it."""
    faults = too_long(
        filled,
        (_("Status"), FINDING, LONGEST_REPORT["finding"]),
        (_("Fase"), PHASE, LONGEST_REPORT["phase"]),
        (_("Næste milepæl"), NEXT, LONGEST_REPORT["next_milestone"]),
    )
    figures = {name: figure_of(filled[name]) for name in _FIGURES}
    for name, (label, least, most) in _FIGURES.items():
        value = figures[name]
        if filled[name] and value is None:
            example = text.number(12.5, 1)
            faults.append(
                _("{field} er ikke et tal. Skriv det som {example}.", field=_(label), example=example)
            )
        elif value is not None and not least <= value <= most:
            figures[name] = None
            between = {"least": text.number(least), "most": text.number(most)}
            faults.append(_("{field} skal være mellem {least} og {most}.", field=_(label), **between))
    days = {name: day_of(filled[name]) for name in _DAYS}
    for name, label in _DAYS.items():
        if filled[name] and days[name] is None:
            faults.append(_("{field} er ikke en dag, der findes.", field=_(label)))
        elif (day := days[name]) and day.year < FIRST_YEAR:
            days[name] = None
            faults.append(_("{field} kan ikke være før {year}.", field=_(label), year=str(FIRST_YEAR)))
    if figures[BUDGET] == 0:
        figures[BUDGET] = None
        faults.append(_("Budgettet kan ikke være 0. Lad feltet stå tomt, hvis det ikke kendes."))
    if days[DUE] and not filled[NEXT]:
        faults.append(_("Skriv, hvad den næste milepæl er, når den har en frist."))
    light = filled[LIGHT]
    if light and light not in dict(form.fields()[0].options):
        light = ""
        faults.append(_("Lyset findes ikke."))
    told = (figures[DELAY], figures[BUDGET], figures[FORECAST], filled[NEXT], days[DUE])
    return Report(light, filled[FINDING], filled[PHASE], days[END], *told), faults
