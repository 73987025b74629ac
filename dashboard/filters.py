"""What a reader has chosen: a frozen value, read tolerantly from the address and written back to it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from dashboard import text
from dashboard.months import is_month, shift

Organisation = Literal["today", "then"]
Query = Mapping[str, str]

ORGANISATIONS: Mapping[str, Organisation] = {"dagens": "today", "datidens": "then"}
MONTHS_SHOWN = 12
EVERYTHING = "alle"  # what a list says for no choice
_LONGEST_QUOTE = 40


@dataclass(frozen=True)
class Filters:
    """The reader's choice: months (`2015-04`), organisation, and keys of hospital, desk and system.

    `month` is the month of a chosen cell. None means all, or nothing chosen.
    """

    first: str
    last: str
    organisation: Organisation = "today"
    hospital: str | None = None
    desk: str = ""
    system: str | None = None
    month: str | None = None


@dataclass(frozen=True)
class Choices:
    """What there is to choose from: keys with names, months from first to last, and the newest whole month.

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

    def default(self) -> Filters:
        """Return what is shown when nothing is chosen: the newest whole month and the eleven before it."""
        last = min(max(self.newest_whole, self.first), self.last)
        first = max(shift(last, 1 - MONTHS_SHOWN), self.first)
        return Filters(first, last, desk=next(iter(self.desks), ""))


def parse(query: Query, choices: Choices) -> tuple[Filters, list[str]]:
    """Read the choice out of an address, with a Danish notice for each value that could not be used."""
    reader = _Reader(query, choices)
    return reader.filters(), reader.notices


def to_query(filters: Filters, choices: Choices | None = None) -> str:
    """Write the choice as an address's query, in one fixed order; with choices, what is default is left out."""
    default = choices.default() if choices else Filters("", "")
    organisation = next(k for k, v in ORGANISATIONS.items() if v == filters.organisation)
    months = (filters.first, filters.last)
    shown = months != (default.first, default.last)
    values = {
        "fra": filters.first if shown else None,
        "til": filters.last if shown else None,
        "hospital": filters.hospital,
        "organisation": organisation if filters.organisation != "today" else None,
        "desk": filters.desk if filters.desk != default.desk else None,
        "system": filters.system,
        "maaned": filters.month,
    }
    query = urlencode({name: value for name, value in values.items() if value})
    return f"?{query}" if query else ""


class _Reader:
    """Reads one address; collects what it had to say about it."""

    def __init__(self, query: Query, choices: Choices) -> None:
        self.query = query
        self.choices = choices
        self.notices: list[str] = []

    def filters(self) -> Filters:
        default = self.choices.default()
        first, last = self._period(default)
        organisation = self._organisation()
        chosen = replace(default, first=first, last=last, organisation=organisation)
        return replace(
            chosen,
            hospital=self._hospital(organisation),
            desk=self._key("desk", "ingen servicedesk", self.choices.desks) or default.desk,
            system=self._key("system", "intet system", self.choices.systems),
            month=self._month("maaned"),
        )

    def _period(self, default: Filters) -> tuple[str, str]:
        first, last = self._month("fra"), self._month("til")
        if first and last and first > last:
            self.notices.append(
                f"Perioden begyndte efter, at den sluttede. Der vises {text.month(last)} til "
                f"{text.month(first)}."
            )
            first, last = last, first
        if first and not last:
            last = max(first, default.last)
        if last and not first:
            first = max(shift(last, 1 - MONTHS_SHOWN), self.choices.first)
        return first or default.first, last or default.last

    def _month(self, name: str) -> str | None:
        value = self.query.get(name, "")
        if not value:
            return None
        if not is_month(value):
            self._refuse(f"„{_quote(value)}“ er ikke en måned. Skriv den som {self.choices.last}.")
            return None
        inside = min(max(value, self.choices.first), self.choices.last)
        if inside != value:
            self._refuse(
                f"Der er ingen tal for {text.month(value)}. Der er tal fra "
                f"{text.month(self.choices.first)} til {text.month(self.choices.last)}."
            )
        return inside

    def _organisation(self) -> Organisation:
        value = self.query.get("organisation", "")
        if value and value not in ORGANISATIONS:
            self._refuse(
                f"Organisationen „{_quote(value)}“ kendes ikke. Den kan være „dagens“ eller "
                "„datidens“. Der vises dagens."
            )
        return ORGANISATIONS.get(value, "today")

    def _hospital(self, organisation: Organisation) -> str | None:
        value, known = self.query.get("hospital", ""), self.choices.hospitals[organisation]
        heir = self.choices.heirs.get(value)
        if value in known:
            return value
        if organisation == "today" and heir and heir in known:
            former = self.choices.hospitals["then"].get(value, value.capitalize())
            self._refuse(
                f"{former} hører i dag til {known[heir]}, og tallene gælder det hele. Vælg datidens "
                "organisation for at se det for sig."
            )
            return heir
        return self._key("hospital", "intet hospital", known)

    def _key(self, name: str, noun: str, known: Mapping[str, str]) -> str | None:
        value = self.query.get(name, "")
        if value in known:
            return value
        if value in ("", EVERYTHING):
            return None
        choices = text.listing([f"„{key}“" for key in known]) if len(known) < 5 else ""
        hint = f" Det kan være {choices}." if choices else " Vælg et på listen."
        self._refuse(f"Der er {noun}, der hedder „{_quote(value)}“.{hint}")
        return None

    def _refuse(self, notice: str) -> None:
        self.notices.append(notice)


def _quote(value: str) -> str:
    return value if len(value) <= _LONGEST_QUOTE else value[:_LONGEST_QUOTE] + "…"
