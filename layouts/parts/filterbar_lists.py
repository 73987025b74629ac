"""The lists of the filter bar, by the parameter of the address that each writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from data_access.snapshot.snapshot import Snapshot
from layouts.parts import filterbar_options as offered
from layouts.parts import html
from layouts.parts.attributes import leading
from layouts.parts.declarations import Page
from layouts.parts.filterbar_options import Options
from layouts.parts.filterbar_words import light_key
from layouts.parts.html import Component
from vocabulary.filters import EVERYTHING, TILES, Choices, Filters
from vocabulary.language import N_, _


@dataclass(frozen=True)
class _List:
    """A list: its label (marked), what it offers, and what of that is chosen."""

    label: str
    options: Callable[[Page, Snapshot, Filters], Options]
    value: Callable[[Filters], str]


def _one_or_all(
    label: str, of: Callable[[Choices], Mapping[str, str]], none: str, chosen: Callable[[Filters], str | None]
) -> _List:
    """Return a list of the choices `of` a snapshot, and of none of them by its (marked) name."""
    return _List(
        label,
        lambda _page, snapshot, _filters: offered.named(of(snapshot.choices), _(none)),
        lambda filters: chosen(filters) or EVERYTHING,
    )


_LISTS = {
    "fra": _List(N_("Fra"), lambda _p, snapshot, _f: offered.months(snapshot), lambda filters: filters.first),
    "til": _List(N_("Til"), lambda _p, snapshot, _f: offered.months(snapshot), lambda filters: filters.last),
    "hospital": _List(N_("Hospital"), offered.hospitals, lambda filters: filters.hospital or EVERYTHING),
    "organisation": _List(N_("Organisation"), lambda *_of: offered.organisations(), offered.organisation),
    "desk": _List(
        N_("Servicedesk"),
        lambda _p, snapshot, _f: offered.named(snapshot.choices.desks),
        lambda filters: filters.desk,
    ),
    "system": _one_or_all(
        N_("System"),
        lambda choices: choices.systems,
        N_("Det, der ligger lavest"),
        lambda filters: filters.system,
    ),
    "ydelse": _one_or_all(
        N_("Ydelse"), lambda choices: choices.services, N_("Alle ydelser"), lambda filters: filters.service
    ),
    "program": _one_or_all(
        N_("Program"),
        lambda choices: choices.programmes,
        N_("Alle programmer"),
        lambda filters: filters.programme,
    ),
    "projekt": _one_or_all(
        N_("Projekt"), lambda choices: choices.projects, N_("Alle projekter"), lambda filters: filters.project
    ),
    "lys": _List(N_("Trafiklys"), lambda *_of: offered.lights(), light_key),
    "sammenlign": _List(
        N_("Sammenlign med"), offered.compared, lambda filters: filters.compare or EVERYTHING
    ),
    "vis": _List(
        N_("Vis som"),
        lambda *_of: offered.named({TILES: _("Fliser")}, _("Tabel")),
        lambda filters: filters.view or EVERYTHING,
    ),
}


def list_of(name: str, page: Page, snapshot: Snapshot, filters: Filters) -> Component:
    """Return a list with its label; where the page is of one thing, what is chosen in its list ends the path."""
    of = _LISTS[name]
    # A page that is of one month has no first.
    label = _("Måned") if name == "til" and "fra" not in page.filters else _(of.label)
    field, more = f"filter-{name}", leading(path=page.path) if page.in_path == name else {}
    options, value = of.options(page, snapshot, filters), of.value(filters)
    return html.Div(
        [html.Label(label, htmlFor=field), html.Select(id=field, name=name, options=options, value=value)],
        className="filter",
        **more,
    )
