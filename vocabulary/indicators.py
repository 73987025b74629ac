"""The indicators that have a place of their own on a page: their keys, and what each is called until somebody says."""

from collections.abc import Mapping

from vocabulary.language import N_

INDICATORS: Mapping[str, str] = {
    "adoption_breadth": N_("Digitale værktøjer: afdelinger, der bruger dem"),
    "adoption_depth": N_("Digitale værktøjer: funktioner i brug"),
    "uptime": N_("Oppetid"),
    "cofinancing_per_citizen": N_("Kommunal medfinansiering pr. borger"),
    "readmissions_share": N_("Genindlæggelser inden for 30 dage"),
    "milestones_done": N_("Pejlemærker nået"),
    "key_persons": N_("Nøglepersoner på Sundhedsplatformen"),
    "clinical_builders": N_("Kliniske byggere"),
    "budget_projects_published": N_("Udviklingsbudget: projekter, offentliggjort sum"),
    "budget_themes_published": N_("Udviklingsbudget: temaer, offentliggjort sum"),
    "budget_total_published": N_("Udviklingsbudget: offentliggjort sum i alt"),
}


def known_as(word: str) -> tuple[str, str] | None:
    """Return the key and the name of the indicator that a word is the key or the name of; None for another."""
    said = word.casefold()
    return next((each for each in INDICATORS.items() if said in (each[0], each[1].casefold())), None)
