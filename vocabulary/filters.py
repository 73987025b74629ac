"""What a reader has chosen: a frozen value, read tolerantly from the address and written back to it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import urlencode

from vocabulary import language, text
from vocabulary.language import N_, _
from vocabulary.months import is_month, shift

Organisation = Literal["today", "then"]
Query = Mapping[str, str]

ORGANISATIONS: Mapping[str, Organisation] = {"dagens": "today", "datidens": "then"}
LIGHTS = {"roed": "red", "gul": "yellow", "groen": "green", "graa": "grey"}
LAST_YEAR = "sidste-aar"
# The address's parameters, in their one order; `assets/address.js` keeps it too.
PARAMETERS = (
    "fra", "til", "hospital", "organisation", "desk", "system", "ydelse", "program", "lys", "maaned", "hvorfor",
    "sammenlign", "sprog",
)  # fmt: skip
# What can be picked, by a click or in a list, and let go of: the parameter, and the field of `Filters` it sets.
PICKED = {
    "maaned": "month",
    "hospital": "hospital",
    "ydelse": "service",
    "system": "system",
    "program": "programme",
    "lys": "light",
    "sammenlign": "compare",
}
MONTHS_SHOWN = 12
EVERYTHING = "alle"  # what a list says for no choice
_LONGEST_QUOTE = 40
_UNKNOWN = {
    "hospital": N_("Der er intet hospital, der hedder „{value}“."),
    "desk": N_("Der er ingen servicedesk, der hedder „{value}“."),
    "system": N_("Der er intet system, der hedder „{value}“."),
    "ydelse": N_("Der er ingen ydelse, der hedder „{value}“."),
    "program": N_("Der er intet program, der hedder „{value}“."),
    "lys": N_("Der er intet lys, der hedder „{value}“."),
    "hvorfor": N_("Der er intet at forklare, der hedder „{value}“."),
    "sammenlign": N_("Der kan ikke sammenlignes med „{value}“."),
}


@dataclass(frozen=True)
class Filters:
    """The reader's choice: months (`2015-04`), organisation, and keys of hospital, desk, system and so on.

    `month` is the one month picked out of the period, `why` the key of the panel whose shortfall is taken
    apart, `compare` what is laid over the figures: a hospital, or `sidste-aar`. None means all, or nothing
    chosen.
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
    questions: Collection[str] = ()

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
    default = choices.default() if choices else NOTHING_CHOSEN
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
        "ydelse": filters.service,
        "program": filters.programme,
        "lys": next((k for k, v in LIGHTS.items() if v == filters.light), None),
        "maaned": filters.month,
        "hvorfor": filters.why,
        "sammenlign": filters.compare,
        "sprog": language.current() if language.current() != language.DEFAULT else None,
    }
    query = urlencode({name: values[name] for name in PARAMETERS if values[name]})
    return f"?{query}" if query else ""


class _Reader:
    """Reads one address; collects what it had to say about it."""

    def __init__(self, query: Query, choices: Choices) -> None:
        self.query = query
        self.choices = choices
        self.notices: list[str] = []

    def filters(self) -> Filters:
        self._check_language()
        default = self.choices.default()
        first, last = self._period(default)
        organisation = self._organisation()
        chosen = replace(default, first=first, last=last, organisation=organisation)
        return replace(
            chosen,
            hospital=self._hospital(organisation),
            desk=self._key("desk", self.choices.desks) or default.desk,
            system=self._key("system", self.choices.systems),
            service=self._key("ydelse", self.choices.services),
            programme=self._key("program", self.choices.programmes),
            light=self._light(),
            month=self._month("maaned"),
            why=self._key("hvorfor", dict.fromkeys(self.choices.questions, "")),
            compare=self._compare(organisation),
        )

    def _period(self, default: Filters) -> tuple[str, str]:
        first, last = self._month("fra"), self._month("til")
        if first and last and first > last:
            self.notices.append(
                _(
                    "Perioden begyndte efter, at den sluttede. Der vises {first} til {last}.",
                    first=text.month(last),
                    last=text.month(first),
                )
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
            self._refuse(
                _(
                    "„{value}“ er ikke en måned. Skriv den som {example}.",
                    value=_quote(value),
                    example=self.choices.last,
                )
            )
            return None
        inside = min(max(value, self.choices.first), self.choices.last)
        if inside != value:
            self._refuse(
                _(
                    "Der er ingen tal for {month}. Der er tal fra {first} til {last}.",
                    month=text.month(value),
                    first=text.month(self.choices.first),
                    last=text.month(self.choices.last),
                )
            )
        return inside

    def _organisation(self) -> Organisation:
        value = self.query.get("organisation", "")
        if value and value not in ORGANISATIONS:
            self._refuse(
                _(
                    "Organisationen „{value}“ kendes ikke. Den kan være „dagens“ eller „datidens“. Der vises dagens.",
                    value=_quote(value),
                )
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
                _(
                    "{former} hører i dag til {heir}, og tallene gælder det hele. Vælg datidens organisation for at se "
                    "det for sig.",
                    former=former,
                    heir=known[heir],
                )
            )
            return heir
        return self._key("hospital", known)

    def _check_language(self) -> None:
        value = self.query.get("sprog", "")
        if value and not language.named(value):
            self._refuse(
                _(
                    "Pejling taler ikke „{value}“. Sproget kan være „da“ (dansk) eller „en“ (engelsk).",
                    value=_quote(value),
                )
            )

    def _light(self) -> str | None:
        known = self._key("lys", dict.fromkeys(LIGHTS, ""))
        return LIGHTS[known] if known else None

    def _compare(self, organisation: Organisation) -> str | None:
        return self._key("sammenlign", {LAST_YEAR: "", **self.choices.hospitals[organisation]})

    def _key(self, name: str, known: Mapping[str, str]) -> str | None:
        value = self.query.get(name, "")
        if value in known:
            return value
        if value in ("", EVERYTHING):
            return None
        unknown = _(_UNKNOWN[name], value=_quote(value))
        quoted = text.listing([text.quoted(key) for key in known]) if len(known) < 5 else ""
        hint = _("Det kan være {choices}.", choices=quoted) if quoted else _("Vælg et på listen.")
        self._refuse(f"{unknown} {hint}")
        return None

    def _refuse(self, notice: str) -> None:
        self.notices.append(notice)


def _quote(value: str) -> str:
    return value if len(value) <= _LONGEST_QUOTE else value[:_LONGEST_QUOTE] + "…"
