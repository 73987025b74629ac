"""What is chosen on a page, in words, and which of its choices an address can use there."""

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from vocabulary import text
from vocabulary.filters import EVERYTHING, LAST_YEAR, LIGHTS, Filters
from vocabulary.language import N_, _

LIGHT_NAMES = {"roed": N_("Rød"), "gul": N_("Gul"), "groen": N_("Grøn"), "graa": N_("Uden lys")}


def in_words(page: Page, snapshot: Snapshot, filters: Filters) -> str:
    """Say what is shown: `Hele regionen · maj 2014 – april 2015 · CIMT Servicedesk · september 2014 valgt`."""
    whole = _("Hele {region}", region=snapshot.region) if snapshot.region else _("Hele regionen")
    parts = [
        snapshot.organisation.hospitals.get(filters.hospital or "", whole)
        if "hospital" in page.filters
        else whole
    ]
    if page.things and page.in_path == "projekt":
        parts = [snapshot.choices.projects.get(filters.project or "", whole)]
    if "fra" in page.filters:
        months = dict.fromkeys(text.month(each) for each in (filters.first, filters.last))
        parts.append(" – ".join(months))
    elif "til" in page.filters:
        parts.append(text.month(filters.narrowed.last))
    if "ydelse" in page.filters:
        parts.append(snapshot.choices.services.get(filters.service or "", ""))
    if "program" in page.filters:
        parts.append(snapshot.choices.programmes.get(filters.programme or "", ""))
    if "desk" in page.filters:
        parts.append(snapshot.choices.desks.get(filters.desk, ""))
    if filters.organisation == "then":
        parts.append(_("hospitalerne, som de var dengang"))
    if filters.month and "fra" in page.filters:
        parts.append(_("{month} valgt", month=text.month(filters.month)))
    return " · ".join(part for part in parts if part)


def also_chosen(page: Page, snapshot: Snapshot, filters: Filters) -> list[str]:
    """Return what is chosen besides what `in_words` says: `System: Mirsk`, `Sammenlignet med: Glostrup Hospital`."""
    clicked = picked(page, snapshot, filters)
    system = snapshot.choices.systems.get(filters.system or "", "") if "system" in page.filters else ""
    found = [(_("System"), system), *(clicked[name] for name in ("lys", "sammenlign") if name in clicked)]
    return [f"{label}: {value}" for label, value in found if value]


def picked(page: Page, snapshot: Snapshot, filters: Filters) -> dict[str, tuple[str, str]]:
    """Return what has been picked by a click or a list: its label and its name, by parameter."""
    hospitals, choices = snapshot.organisation.hospitals, snapshot.choices
    names = {
        "maaned": (_("Måned"), text.month(filters.month) if filters.month else ""),
        "hospital": (_("Hospital"), hospitals.get(filters.hospital or "", "")),
        "ydelse": (_("Ydelse"), choices.services.get(filters.service or "", "")),
        "program": (_("Program"), choices.programmes.get(filters.programme or "", "")),
        "lys": (_("Trafiklys"), _(LIGHT_NAMES[light_key(filters)]) if filters.light else ""),
        "sammenlign": (_("Sammenlignet med"), _compared(snapshot, filters)),
    }
    usable = {"maaned", *page.filters, *comparing(page)} - {page.in_path}
    return {name: said for name, said in names.items() if said[1] and name in usable}


def _compared(snapshot: Snapshot, filters: Filters) -> str:
    if filters.compare == LAST_YEAR:
        return _("Samme måneder året før").lower()
    return snapshot.organisation.hospitals.get(filters.compare or "", "")


def light_key(filters: Filters) -> str:
    """Return the key of the light that is chosen, as an address has it."""
    return next((key for key, value in LIGHTS.items() if value == filters.light), EVERYTHING)


def usable(page: Page) -> set[str]:
    """Return the parameters of an address that can change anything on a page, or go along from it to others."""
    questions = {"hvorfor"} if any(panel.parts for panel in page.panels) else set()
    along = {"fra", "til", "hospital", "organisation", "desk", "maaned", "vis", "sprog"}
    return {*along, *page.filters, *comparing(page), *questions, page.in_path}


def comparing(page: Page) -> tuple[str, ...]:
    """Return the parameter that compares, where a panel of the page can be compared."""
    chosen = {column.chosen for panel in page.panels for column in panel.columns}
    return ("sammenlign",) if "compare" in chosen or any(panel.compared for panel in page.panels) else ()
