"""The indicators that have a place of their own on a page: their keys, and what each is called until somebody says."""

from collections.abc import Mapping

INDICATORS: Mapping[str, str] = {
    "adoption_breadth": "Digitale værktøjer: afdelinger, der bruger dem",
    "adoption_depth": "Digitale værktøjer: funktioner i brug",
    "uptime": "Oppetid",
    "cofinancing_per_citizen": "Kommunal medfinansiering pr. borger",
    "readmissions_share": "Genindlæggelser inden for 30 dage",
    "milestones_done": "Pejlemærker nået",
    "key_persons": "Nøglepersoner på Sundhedsplatformen",
    "clinical_builders": "Kliniske byggere",
    "budget_projects_published": "Udviklingsbudget: projekter, offentliggjort sum",
    "budget_themes_published": "Udviklingsbudget: temaer, offentliggjort sum",
    "budget_total_published": "Udviklingsbudget: offentliggjort sum i alt",
}


def known_as(word: str) -> tuple[str, str] | None:
    """Return the key and the name of the indicator that a word is the key or the name of; None for another."""
    said = word.casefold()
    return next((each for each in INDICATORS.items() if said in (each[0], each[1].casefold())), None)
