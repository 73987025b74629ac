"""What a reader has chosen: a frozen value, and how it is written to an address."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode

from vocabulary import language
from vocabulary.months import shift

Organisation = Literal["today", "then"]

ORGANISATIONS: Mapping[str, Organisation] = {"dagens": "today", "datidens": "then"}
LIGHTS = {"roed": "red", "gul": "yellow", "groen": "green", "graa": "grey"}
_ORGANISED = {organisation: word for word, organisation in ORGANISATIONS.items()}
_LIT = {light: word for word, light in LIGHTS.items()}
LAST_YEAR = "sidste-aar"
TILES = "fliser"  # the overview's figures as tiles, and not in one table
# The address's parameters, in their one order; `assets/address.js` keeps it too.
PARAMETERS = (
    "fra", "til", "hospital", "organisation", "desk", "system", "ydelse", "program", "projekt", "lys", "maaned",
    "hvorfor", "sammenlign", "vis", "sprog",
)  # fmt: skip
# What can be picked, by a click or in a list, and let go of: the parameter, and the field of `Filters` it sets.
PICKED = {
    "maaned": "month",
    "hospital": "hospital",
    "ydelse": "service",
    "system": "system",
    "program": "programme",
    "projekt": "project",
    "lys": "light",
    "sammenlign": "compare",
}
MONTHS_SHOWN = 12
EVERYTHING = "alle"  # what a list says for no choice


@dataclass(frozen=True)
class Filters:
    """The reader's choice: months (`2015-04`), organisation, and keys of hospital, desk, system and so on.

    `month` is the one month picked out of the period, `why` the key of the panel whose shortfall is taken
    apart, `compare` what is laid over the figures: a hospital, or `sidste-aar`. None means all, or nothing
    chosen. `view` is how figures are laid out, where it is not the usual way. `in_path` is the parameter whose value
    stands in the address's path, and so not in its query.
    """

    first: str
    last: str
    organisation: Organisation = "today"
    hospital: str | None = None
    desk: str = ""
    system: str | None = None
    service: str | None = None
    programme: str | None = None
    light: str | None = None
    month: str | None = None
    why: str | None = None
    compare: str | None = None
    project: str | None = None
    view: str | None = None
    in_path: str = ""

    def __hash__(self) -> int:
        """Return what a memory finds the choice by: worked out once, for it is asked for a thousand times a page."""
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash(tuple(getattr(self, each.name) for each in fields(self)))

    @property
    def narrowed(self) -> "Filters":
        """Return the choice with the picked month as its whole period: for what is counted over a period."""
        return replace(self, first=self.month, last=self.month) if self.month else self

    def picking(self, parameter: str, value: str | None) -> "Filters":
        """Return the choice with one of the parameters of `PICKED` set; with None it is let go of."""
        changed: dict[str, Any] = {PICKED[parameter]: value}
        if parameter == "maaned" and value is None:
            # What was asked about the month goes with it.
            changed["why"] = None
        return replace(self, **changed)

    def picked(self, parameter: str) -> str | None:
        """Return what one of the parameters of `PICKED` is set to."""
        value: str | None = getattr(self, PICKED[parameter])
        return value


def carried(filters: Filters) -> Filters:
    """Return what goes along from page to page: the period, the organisation, the hospital and the desk."""
    return Filters(filters.first, filters.last, filters.organisation, filters.hospital, filters.desk)


NOTHING_CHOSEN = Filters("", "")


@lru_cache(maxsize=256)
def _places(organisation: Organisation, hospital: str | None) -> Filters:
    return Filters("", "", organisation, hospital)


def places_of(filters: Filters) -> Filters:
    """Return what of the choice decides which places are chosen: the same object for the same places."""
    return _places(filters.organisation, filters.hospital)


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: keys with names, months from first to last, and the newest whole month.

    `questions` are the keys of the page's panels that can say why.

    `hospitals` are those of each organisation; `heirs` leads a former hospital's or a site's key to the
    hospital it belongs to today.
    """

    first: str
    last: str
    newest_whole: str
    hospitals: Mapping[Organisation, Mapping[str, str]]
    heirs: Mapping[str, str]
    desks: Mapping[str, str]
    systems: Mapping[str, str]
    services: Mapping[str, str] = field(default_factory=dict)
    programmes: Mapping[str, str] = field(default_factory=dict)
    projects: Mapping[str, str] = field(default_factory=dict)
    questions: Collection[str] = ()

    def default(self) -> Filters:
        """Return what is shown when nothing is chosen: the newest whole month and the eleven before it."""
        return self._default

    @cached_property
    def _default(self) -> Filters:
        last = min(max(self.newest_whole, self.first), self.last)
        first = max(shift(last, 1 - MONTHS_SHOWN), self.first)
        return Filters(first, last, desk=next(iter(self.desks), ""))


def file_name(page: str, panel: str, filters: Filters, choices: Choices) -> str:
    """Return the name of a file without its ending: page, panel if it is one, the months, and what else is chosen."""
    chosen = replace(filters, why=None, view=None, in_path="")
    query = dict(parse_qsl(to_query(chosen, choices).lstrip("?")))
    others = [value for name, value in query.items() if name not in ("fra", "til", "sammenlign", "sprog")]
    against = [f"mod-{filters.compare}"] if filters.compare else []
    return "-".join([page, *([panel] if panel else []), filters.first, filters.last, *others, *against])


def to_query(filters: Filters, choices: Choices | None = None) -> str:
    """Write the choice as an address's query, in one fixed order; with choices, what is default is left out."""
    default = choices.default() if choices else NOTHING_CHOSEN
    months = (filters.first, filters.last)
    shown = months != (default.first, default.last)
    values = {
        "fra": filters.first if shown else None,
        "til": filters.last if shown else None,
        "hospital": filters.hospital,
        "organisation": _ORGANISED[filters.organisation] if filters.organisation != "today" else None,
        "desk": filters.desk if filters.desk != default.desk else None,
        "system": filters.system,
        "ydelse": filters.service,
        "program": filters.programme,
        "projekt": filters.project,
        "lys": _LIT.get(filters.light or ""),
        "maaned": filters.month,
        "hvorfor": filters.why,
        "sammenlign": filters.compare,
        "vis": filters.view,
        "sprog": language.current() if language.current() != language.DEFAULT else None,
    }
    query = "&".join(
        _pair(name, values[name] or "") for name in PARAMETERS if values[name] and name != filters.in_path
    )
    return f"?{query}" if query else ""


@lru_cache(maxsize=5_000)
def _pair(name: str, value: str) -> str:
    return urlencode({name: value})
