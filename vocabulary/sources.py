"""The sources that the program knows itself, and what each is called until the database says something else."""

from collections.abc import Mapping

from vocabulary.language import N_

SOURCES: Mapping[str, str] = {
    "telefoni": N_("Telefonsystemet"),
    "sager": N_("ServiceNow"),
    "overvaagning": N_("Svartidsmålingen"),
    "projekter": N_("Projektrapporterne"),
    "henvisninger": N_("Omvisiteringer"),
    "udredning": N_("Udredningsretten"),
    "personale": N_("Personaleopgørelsen"),
    "budget": N_("Budgettet"),
    "programmer": N_("Programmerne"),
    "indikatorer": N_("Indikatorerne"),
    "noter": N_("Noterne"),
    "organisation": N_("Organisation og mål"),
}
