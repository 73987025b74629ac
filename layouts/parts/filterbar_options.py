"""What the lists of the filter bar offer."""

from collections.abc import Mapping

from data_access.snapshot.snapshot import Snapshot
from layouts.parts.declarations import Page
from layouts.parts.filterbar_words import LIGHT_NAMES
from vocabulary import text
from vocabulary.filters import (
    EVERYTHING,
    LAST_YEAR,
    ORGANISATIONS,
    Filters,
)
from vocabulary.language import N_, _
from vocabulary.months import month_of, span

Options = list[dict[str, str]]
NAMES = {"dagens": N_("Dagens hospitaler"), "datidens": N_("Hospitalerne, som de var dengang")}


def compared(page: Page, snapshot: Snapshot, filters: Filters) -> Options:
    """Return what the figures can be compared with."""
    hospitals = snapshot.choices.hospitals[filters.organisation] if "hospital" in page.filters else {}
    others = {key: name for key, name in hospitals.items() if key != filters.hospital}
    return named({LAST_YEAR: _("Samme måneder året før"), **others}, _("Intet"))


def lights() -> Options:
    """Return the lights that projects can be chosen by."""
    return named({key: _(name) for key, name in LIGHT_NAMES.items()}, _("Alle lys"))


def months(snapshot: Snapshot) -> Options:
    """Return the months that can be chosen, the newest first."""
    choices, current = snapshot.choices, month_of(snapshot.now.date())
    return [
        {"label": _month(month, current), "value": month}
        for month in reversed(span(choices.first, choices.last))
    ]


def _month(month: str, current: str) -> str:
    named = text.month(month)
    return _("{month} (i gang)", month=named) if month == current else named


def hospitals(page: Page, snapshot: Snapshot, filters: Filters) -> Options:
    """Return the hospitals of the organisation that is chosen, after all of them."""
    everything = _("Alle hospitaler") if page.in_path == "hospital" else _("Hele regionen")
    return named(snapshot.choices.hospitals[filters.organisation], everything)


def named(names: Mapping[str, str], everything: str = "") -> Options:
    """Return an option for each name, by its key; before them what stands for all, if it has a name."""
    first = [{"label": everything, "value": EVERYTHING}] if everything else []
    return first + [{"label": name, "value": key} for key, name in names.items()]


def organisations() -> Options:
    """Return the two organisations."""
    return [{"label": _(NAMES[key]), "value": key} for key in ORGANISATIONS]


def organisation(filters: Filters) -> str:
    """Return the key of the organisation that is chosen."""
    return next(key for key, value in ORGANISATIONS.items() if value == filters.organisation)
